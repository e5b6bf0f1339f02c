/**
 * Ids that follow from what a thing is, never from the order of calls: the world's seed, account, region, URN (or the
 * parent's id and the role, for what has no URN) and the how-manieth life of that URN. They begin with zeros, so that
 * everybody sees that they are simulated.
 */
import { hash } from "node:crypto";

export function digest(...parts: readonly (string | number)[]): string {
  return hash("sha256", parts.join("\0"), "hex");
}

/** `vpc-00000` and twelve hex digits: AWS's seventeen. */
export function simulatedId(prefix: string, hash: string): string {
  return `${prefix}-00000${hash.slice(0, 12)}`;
}

/** An account of twelve digits, four zeros first, that follows from a name such as `project/stack`. */
export function accountFor(seed: string, name: string): string {
  const value = BigInt(`0x${digest(seed, "account", name).slice(0, 12)}`) % 100_000_000n;
  return `0000${value.toString().padStart(8, "0")}`;
}

export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  readonly name: string;
}

/** `urn:pulumi:<stack>::<project>::<types>::<name>`; a name may itself hold `::`. */
export function parseUrn(urn: string): UrnParts {
  const [stack = "", project = "", , ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  return { stack, project, name: name.join("::") };
}
