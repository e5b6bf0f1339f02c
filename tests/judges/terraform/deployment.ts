/** What a deployment made, in the order in which it was made. */
import { readFileSync } from "node:fs";
import type { ValueMap } from "../../../simulator";

export interface Deployed {
  readonly urn: string;
  readonly type: string;
  readonly id: string;
  readonly inputs: ValueMap;
  readonly outputs: ValueMap;
  readonly dependencies: readonly string[];
}

interface Stored extends Partial<Deployed> {
  readonly urn: string;
  readonly type: string;
}

/** @param file a stack's state in a `file://` backend */
export function readDeployment(file: string): Deployed[] {
  const { checkpoint } = JSON.parse(readFileSync(file, "utf8")) as {
    checkpoint: { latest: { resources?: readonly Stored[] } };
  };
  return (checkpoint.latest.resources ?? [])
    .filter(({ type }) => type.startsWith("aws:"))
    .map(({ urn, type, id = "", inputs = {}, outputs = {}, dependencies = [] }) => ({
      urn,
      type,
      id,
      inputs,
      outputs,
      dependencies,
    }));
}
