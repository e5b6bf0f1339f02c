/**
 * An inline program that loads a second copy of `@pulumi/pulumi` registers its resources with nothing: the copy that the
 * caller's folder resolves is compared with ours.
 */
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

export interface SdkCopies {
  readonly ours: string;
  readonly theirs: string;
}

/** The copies' paths where they differ. */
export function otherSdk(cwd: string = process.cwd()): SdkCopies | undefined {
  const ours = require.resolve("@pulumi/pulumi");
  try {
    const theirs = createRequire(join(resolve(cwd), "program.js")).resolve("@pulumi/pulumi");
    return theirs === ours ? undefined : { ours, theirs };
  } catch {
    return undefined;
  }
}
