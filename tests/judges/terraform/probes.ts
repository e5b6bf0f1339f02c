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
  readonly inputs: ValueMap;
}

/** What stands in the place of a value: texts and numbers have forms, flags have none. */
function probeValues({ type }: Attribute): Value[] {
  const [kind, inner] = Array.isArray(type) ? (type as [string, unknown]) : ["", type];
  const own: readonly Value[] = inner === "string" ? texts : inner === "number" ? numbers : [];
  if (kind === "") return [...own];
  return own.map((value) => (kind === "map" ? { key: value } : [value]));
}

function probesOf(judge: Judge, { type }: Case, args: ValueMap): Probe[] {
  return Object.entries(findModel(type)?.properties ?? {}).flatMap(([what, { output }]) => {
    const member = judge.member(type, what);
    if (output === true || member?.kind !== "attribute") return [];
    const probe = (value: Value): Probe => ({ what, inputs: { ...args, [what]: value } });
    const isText = member.attribute.type === "string";
    const empty = { what: "an empty text", inputs: { ...args, [what]: "" } };
    return [...probeValues(member.attribute).map(probe), ...(isText ? [empty] : [])];
  });
}

const answer = (isRefused: boolean): string => (isRefused ? "refuses" : "takes");

async function isRefusedByUs(stack: Stack, type: string, inputs: ValueMap): Promise<boolean> {
  return stack.check(type, "one", inputs).then(
    () => false,
    () => true,
  );
}

/** Each property of which one takes a form that the other refuses. */
export async function compareRefusals(
  judge: Judge,
  suite: Suite,
  one: Case,
): Promise<{ readonly differences: Difference[]; readonly judged: number }> {
  const stack = await newStack();
  const { ids } = (await suite.surroundings?.(stack)) ?? { ids: {} };
  const args = await stack.check(one.type, "one", one.args(ids));
  const probes = [{ what: "its case", inputs: args }, ...probesOf(judge, one, args)];
  const answers = await Promise.all(
    probes.map(async ({ what, inputs }) => ({
      type: one.type,
      what,
      ours: answer(await isRefusedByUs(stack, one.type, inputs)),
      theirs: answer((await judge.refusals(one.type, inputs)).length > 0),
    })),
  );
  const differences = answers.filter(({ ours, theirs }) => ours !== theirs);
  const seen = new Set<string>();
  return {
    differences: differences.filter((found) => {
      const line = JSON.stringify(found);
      return !seen.has(line) && seen.add(line);
    }),
    judged: probes.length,
  };
}
