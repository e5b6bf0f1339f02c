/** Fills the kept simulated AWS with what a real account has. */
import { stat } from "node:fs/promises";
import type { PlaceOptions } from "./byHand";
import { UsageError } from "../errors";
import { changing } from "./keptWorld";
import { readStateFile, takeOverAll } from "../runs/startingState";
import type { Diagnostic } from "../types";

/**
 * @param path a stack's state (`pulumi stack export --show-secrets`), or a folder of what `aws ec2 describe-…` prints
 * @returns what was taken over, and what only stands
 */
export async function simPrime(
  path: string,
  { account, region, ...options }: PlaceOptions = {},
): Promise<readonly Diagnostic[]> {
  const isFolder = await stat(path).then(
    (found) => found.isDirectory(),
    () => {
      throw new UsageError(
        `there is no ${path}: give a stack's state, or a folder of AWS's answers`,
      );
    },
  );
  const starting = isFolder ? undefined : await readStateFile(path, process.env);
  return changing("sim prime", options, async (world) => {
    const told: Diagnostic[] = [];
    const existing = isFolder ? path : undefined;
    await takeOverAll(
      world,
      { starting, existing, place: { account, region } },
      {
        note: (severity, message) => void told.push({ severity, message }),
      },
    );
    return told;
  });
}
