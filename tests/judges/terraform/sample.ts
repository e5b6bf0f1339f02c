/** Which cases a run judges: all of them in the large suites, otherwise a sample that follows from the printed seed. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";

/** Types, of which there may be a hundred and more. */
const size = 40;

export const isWhole = process.env.PAN_FULL !== undefined && process.env.PAN_FULL !== "";

/** In their order. @param nameOf what decides with the seed whether one is taken */
export function sampled<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  if (isWhole || all.length <= size) return all;
  const { seed = 0 } = fc.readConfigureGlobal();
  const drawn = (one: T): string =>
    createHash("sha256")
      .update(`${seed} ${nameOf(one)}`)
      .digest("hex");
  const taken = new Set([...all].sort((a, b) => drawn(a).localeCompare(drawn(b))).slice(0, size));
  return all.filter((one) => taken.has(one));
}
