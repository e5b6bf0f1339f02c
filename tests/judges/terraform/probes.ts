/** Values of many forms for each input: what the provider refuses at preview, and what the simulated AWS does. */
import type { Value, ValueMap } from "../../../simulator";
import { findModel } from "../../../simulator/services/registry";
import type { Case, Suite } from "../../simulator/lifecycleCases";
import { newStack, type Stack } from "../../simulator/support";
import type { Difference } from "./differences";
import type { Judge } from "./judge";
import type { Attribute } from "./schema";

const texts = [
  "x",
  "X y!",
  "-x",
  "sg-x",
  "x".repeat(300),
  "10",
  "99999",
  "10.0.0.0/16",
  "10.0.0.1/16",
  "fd00::/64",
  "arn:aws:iam::123456789012:role/x",
  "{",
  "{}",
];
const numbers = [-1, 0, 1, 7, 100, 70_000, 1e9];

interface Probe {
  readonly what: string;
  readonly change: ValueMap;
}

/** What stands in the place of a value: texts and numbers have forms, flags have none. */
function probeValues({ type }: Attribute): Value[] {
  const [kind, inner] = Array.isArray(type) ? (type as [string, unknown]) : ["", type];
  const own: readonly Value[] = inner === "string" ? texts : inner === "number" ? numbers : [];
  if (kind === "") return [...own];
  return own.map((value) => (kind === "map" ? { key: value } : [value]));
}

function probesOf(judge: Judge, type: string): Probe[] {
  return Object.entries(findModel(type)?.properties ?? {}).flatMap(([what, { output }]) => {
    const member = judge.member(type, what);
    if (output === true || member?.kind !== "attribute") return [];
    const probes = probeValues(member.attribute).map((value) => ({
      what,
      change: { [what]: value },
    }));
    const isText = member.attribute.type === "string";
    return [...probes, ...(isText ? [{ what: "an empty text", change: { [what]: "" } }] : [])];
  });
}

/** What the provider is given, or the words with which it is refused before. */
async function checked(stack: Stack, type: string, args: ValueMap): Promise<ValueMap | string> {
  return stack.check(type, "one", args).catch((error: unknown) => (error as Error).message);
}

const answer = (refusal: string | undefined): string =>
  refusal === undefined ? "takes" : "refuses";

/** Each property of which one takes a form that the other refuses. */
export async function compareRefusals(
  judge: Judge,
  suite: Suite,
  { type, ...one }: Case,
): Promise<{ readonly differences: Difference[]; readonly judged: number }> {
  const stack = await newStack();
  const { ids } = (await suite.surroundings?.(stack)) ?? { ids: {} };
  const args = one.args(ids);
  const probes = [{ what: "its case", change: {} }, ...probesOf(judge, type)];
  const found = new Map<string, Difference>();
  await Promise.all(
    probes.map(async ({ what, change }) => {
      const inputs = await checked(stack, type, { ...args, ...change });
      const ours = typeof inputs === "string" ? inputs : undefined;
      // What is refused has no defaults and no name of its own yet: it is put as it was written.
      const given = typeof inputs === "string" ? { ...args, ...change } : inputs;
      const [theirs] = await judge.refusals(type, given);
      if ((ours === undefined) === (theirs === undefined)) return;
      const said = ours ?? theirs;
      const difference = { type, what, ours: answer(ours), theirs: answer(theirs), said };
      found.set(`${what} ${difference.ours}`, difference);
    }),
  );
  return { differences: [...found.values()], judged: probes.length };
}
