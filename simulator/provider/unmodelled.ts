/** Types that are not modelled are refused, all of them in one message: resources register side by side. */
import { setTimeout } from "node:timers/promises";
import { Refusal } from "./refusal";

/** How long others that register at the same time are waited for, in milliseconds. Only a refusal waits. */
const together = 25;

export async function refuseUnmodelled(
  unmodelled: Map<string, number>,
  type: string,
): Promise<never> {
  if (!unmodelled.has(type)) unmodelled.set(type, 0);
  await setTimeout(together);
  throw new Refusal(unmodelledMessage([...unmodelled.keys()]));
}

export function unmodelledMessage(types: readonly string[]): string {
  const list = [...types].sort();
  const remedy = list.map((type) => `--generic ${type}`).join(" ");
  return (
    `the simulated AWS does not model ${list.join(", ")}; ` +
    `with --generic all (or ${remedy}) such resources are taken with an id and their inputs only, and counted as not modelled`
  );
}
