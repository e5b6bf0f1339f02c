/** What a run did, in short lines, and what the simulated AWS of a folder holds. */
import { join } from "node:path";
import type { RunResult, Step } from "../../../automation";
import { openWorld } from "../../../simulator";

/** Created, updated, replaced, deleted, the same: `6 5 0 0 99`. */
export function changesOf({ changes }: Pick<RunResult, "changes">): string {
  const { create, update, replace, delete: gone, same } = changes;
  return [create, update, replace, gone, same].join(" ");
}

interface Progress {
  readonly kind: string;
  readonly phase?: string;
  readonly step?: Step;
}

/** For a run's `onProgress`: collects the steps that were done. */
export const collectInto =
  (steps: Step[]) =>
  ({ kind, phase, step }: Progress): void => {
    if (kind === "step" && phase === "done" && step) steps.push(step);
  };

/** `aws:ec2/subnet:Subnet` reads `ec2.Subnet`. */
export const shortType = (type: string): string => type.replace(/^aws:(\w+)\/\w+:/, "$1.");

/** What was done, one line a resource of AWS, sorted: `create ec2.Subnet main-public-1c`; nothing for what stayed, or was read. */
export const touched = (steps: readonly Step[]): string[] =>
  steps
    .filter(({ op, type }) => op !== "same" && op !== "read" && type.startsWith("aws:"))
    .map(({ op, type, name }) => `${op} ${shortType(type)} ${name}`)
    .sort();

/** Of the simulated AWS that a home keeps. */
export async function fingerprintOf(home: string): Promise<string> {
  const world = await openWorld({ folder: join(home, "world"), readOnly: true });
  try {
    return world.fingerprint();
  } finally {
    await world.close();
  }
}

/** Of one in which nothing was ever made. */
export const emptyFingerprint = async (): Promise<string> => (await openWorld()).fingerprint();
