/** Which cases a run judges: all of them in the large suites, otherwise a sample that follows from the printed seed. */
import { createHash } from "node:crypto";
import * as fc from "fast-check";

/** Types, of which there may be a hundred and more. */
const size = 40;

/** Their schemas are so deep that the provider takes seconds for a plan. */
const deep: ReadonlySet<string> = new Set([
  "aws:wafv2/ruleGroup:RuleGroup",
  "aws:wafv2/webAcl:WebAcl",
]);

export const isWhole = process.env.PAN_FULL !== undefined && process.env.PAN_FULL !== "";

/** In their order. @param nameOf the type */
export function sampled<T>(all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  if (isWhole) return all;
  const { seed = 0 } = fc.readConfigureGlobal();
  const drawn = (one: T): string =>
    createHash("sha256")
      .update(`${seed} ${nameOf(one)}`)
      .digest("hex");
  const light = all.filter((one) => !deep.has(nameOf(one)));
  const taken = new Set(light.sort((a, b) => drawn(a).localeCompare(drawn(b))).slice(0, size));
  return all.filter((one) => taken.has(one));
}
