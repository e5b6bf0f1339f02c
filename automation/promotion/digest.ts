/**
 * The digest of a rehearsed plan: what is approved is what is deployed. SHA-256 over the steps, the program and its lock
 * file (the commit's tree), the configuration, the state before and the intents with their verdicts, each in one
 * canonical form: nothing of it hangs on the time, the machine or the order of calls.
 */
import { createHash } from "node:crypto";
import type { Verification } from "../../analysis";
import type { Step } from "../types";

export interface Plan {
  readonly stack: string;
  readonly steps: readonly Step[];
  /** Git's hash of everything that is committed. */
  readonly tree: string;
  /** The stack file, as it is. */
  readonly config: string;
  /** The stack's state before. */
  readonly resources: readonly Readonly<Record<string, unknown>>[];
  readonly verification: Verification;
}

/** `sha256:` and 64 hexadecimal digits. */
export function digestOf({ stack, steps, tree, config, resources, verification }: Plan): string {
  const plan = {
    version: 1,
    stack,
    steps: steps.map(({ op, urn }) => `${op} ${urn}`).sort(),
    tree,
    config,
    resources: normalised(resources),
    intents: verification.verdicts.map(({ key, statement, status }) => [key, statement, status]),
  };
  const hash = createHash("sha256").update(JSON.stringify(plan, inOrder));
  return `sha256:${hash.digest("hex")}`;
}

/** Times are left out: they say when a resource was touched, and not what it is. */
function normalised(resources: Plan["resources"]): unknown[] {
  return resources
    .map(({ created: _created, modified: _modified, ...resource }) => resource)
    .sort((a, b) => String(a.urn).localeCompare(String(b.urn)));
}

/** Keys sorted, at every depth. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
