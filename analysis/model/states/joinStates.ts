/** Several stacks as one list of resources: ids join them, as they do in AWS. */
import type { ResourceRecord } from "../records/resourceRecord";
import { readStackState, type StackState } from "./exportFile";

/** @throws Error naming the file: one that cannot be read, or two states of one stack. */
export function joinStates(states: readonly StackState[]): ResourceRecord[] {
  const owners = new Map<string, string>();
  return states.flatMap((state) => {
    const records = readStackState(state);
    const stacks = new Set(records.map(({ urn }) => stackOf(urn)));
    for (const stack of stacks) {
      const other = owners.get(stack);
      if (other !== undefined)
        throw new Error(`${state.name} and ${other} are both states of ${stack}: give one of them`);
      owners.set(stack, state.name);
    }
    return records;
  });
}

/** `urn:pulumi:<stack>::<project>::…` */
function stackOf(urn: string): string {
  const [head = "", project = ""] = urn.split("::");
  return `${project}/${head.replace(/^urn:pulumi:/, "")}`;
}
