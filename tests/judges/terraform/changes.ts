/** Changes of a resource: what the simulated provider and the real one each make of them. */
import type { ValueMap } from "../../../simulator";
import { findModel } from "../../../simulator/services/registry";
import type { Case, Ids, Suite } from "../../simulator/lifecycleCases";
import { newStack, type Made, type Stack } from "../../simulator/support";
import type { Difference } from "./differences";
import type { Judge } from "./judge";
import { anotherValue } from "./samples";

interface Change {
  readonly what: string;
  readonly from: Made;
  readonly news: ValueMap;
}

type Action = "no change" | "update" | "replace" | "refuses";

/** Those that its tests make, and another value of each input that they leave alone; and each of these taken back. */
function changesOf(judge: Judge, one: Case, ids: Ids, made: Made): Change[] {
  const written = Object.entries({ ...one.updates, ...one.replaces }).map(
    ([what, change]) => [what, change(ids)] as const,
  );
  const others = Object.entries(findModel(one.type)?.properties ?? {}).flatMap(
    ([what, property]) => {
      const member = judge.member(one.type, what);
      if (property.output === true || member === undefined) return [];
      if (written.some(([name]) => name === what)) return [];
      return [[what, { [what]: anotherValue(property, member, made.inputs[what]) }] as const];
    },
  );
  return [...written, ...others].flatMap(([what, change]) =>
    judge.member(one.type, what) !== undefined ? thereAndBack(made, what, change) : [],
  );
}

function thereAndBack(made: Made, what: string, change: ValueMap): Change[] {
  const news = merged(made.inputs, change);
  const there = { what, from: made, news };
  if (what in made.inputs) return [there];
  const changed = { ...made, inputs: news, properties: merged(made.properties, change) };
  return [there, { what: `${what} left out`, from: changed, news: made.inputs }];
}

/** null takes an input away. */
function merged(inputs: ValueMap, change: ValueMap): ValueMap {
  const all = Object.entries({ ...inputs, ...change });
  return Object.fromEntries(all.filter(([, value]) => value !== null));
}

async function ourAction(stack: Stack, made: Made, news: ValueMap): Promise<Action> {
  const { changes, replaces } = await stack.provider.diff({
    ...made,
    oldInputs: made.inputs,
    oldOutputs: made.properties,
    news,
    ignoreChanges: [],
  });
  if (replaces.length > 0) return "replace";
  return changes ? "update" : "no change";
}

async function isRefusedByUs(stack: Stack, { type, name, inputs }: Made, news: ValueMap) {
  return stack.check(type, name, news, inputs).then(
    () => false,
    () => true,
  );
}

async function theirAction(judge: Judge, { from, news }: Change): Promise<Action> {
  const before = await judge.change(from.type, from.properties, from.inputs);
  const after = await judge.change(from.type, from.properties, news);
  if (after.errors.length > 0) return "refuses";
  if ([...after.replaced].some((name) => !before.replaced.has(name))) return "replace";
  return [...after.changed].some((name) => !before.changed.has(name)) ? "update" : "no change";
}

/** What a plan changes that should change nothing: the outputs are not those that the provider would have written. */
async function unsettled(judge: Judge, { type, properties, inputs }: Made): Promise<Difference[]> {
  const { changed, replaced } = await judge.change(type, properties, inputs);
  return [...changed].map((name) => ({
    type,
    what: `${name} as it stands`,
    ours: "no change",
    theirs: replaced.has(name) ? "replace" : "update",
  }));
}

/** What differs between the two, property by property. */
export async function compareChanges(
  judge: Judge,
  suite: Suite,
  one: Case,
): Promise<{ readonly differences: Difference[]; readonly judged: number }> {
  const stack = await newStack();
  const { ids } = (await suite.surroundings?.(stack)) ?? { ids: {} };
  const { properties, id, ...made } = await stack.create(one.type, "one", one.args(ids));
  const standing = { ...made, id, properties: { ...properties, id } };
  const differences = await unsettled(judge, standing);
  const changes = changesOf(judge, one, ids, standing);
  for (const change of changes) {
    const { what, from, news } = change;
    const theirs = await theirAction(judge, change);
    const isRefused = theirs === "refuses" && (await isRefusedByUs(stack, from, news));
    const ours = isRefused ? "refuses" : await ourAction(stack, from, news);
    if (theirs !== ours) differences.push({ type: one.type, what, ours, theirs });
  }
  return { differences, judged: changes.length };
}
