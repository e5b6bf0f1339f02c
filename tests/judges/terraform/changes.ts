/** Changes of a resource: what the simulated provider and the real one each make of them. */
import type { ValueMap } from "../../../simulator";
import { findModel } from "../../../simulator/services/registry";
import type { Case } from "../../simulator/lifecycleCases";
import { newStack, unknownValue, type Made, type Stack } from "../../simulator/support";
import type { Difference } from "./differences";
import type { Judge } from "./judge";
import { namesOf } from "./names";
import { anotherValue } from "./samples";
import { isMany, members } from "./schema";

interface Change {
  readonly what: string;
  readonly from: Made;
  readonly news: ValueMap;
}

type Action = "no change" | "update" | "replace" | "refuses";

/** Ids that nothing has: a plan asks for no more. */
const ids = new Proxy({}, { get: (_, name) => `${String(name)}-0123456789abcdef0` });

/** One that stands in a state, as far as a preview knows it: the rest is AWS's to say. */
async function standing(stack: Stack, { type, args }: Case): Promise<Made> {
  const inputs = await stack.check(type, "one", args(ids));
  const known = Object.entries(await stack.preview(type, "one", args(ids))).filter(
    ([, value]) => !JSON.stringify(value).includes(unknownValue),
  );
  const id = "one-0123456789abcdef0";
  const properties = { ...Object.fromEntries(known), id };
  return { urn: `urn:pulumi:dev::net::${type}::one`, type, name: "one", id, inputs, properties };
}

/** Those that its tests make, and another value of each input that they leave alone; and each of these taken back. */
function changesOf(one: Case, made: Made, judge: Judge): Change[] {
  const written = Object.entries({ ...one.updates, ...one.replaces }).map(
    ([what, change]) => [what, change(ids)] as const,
  );
  const { type, block } = judge.typed(one.type);
  const all = members(block);
  const names = namesOf(
    type,
    [...all].map(([name, member]) => [name, isMany(member)]),
  );
  const others = Object.entries(findModel(one.type)?.properties ?? {}).flatMap(
    ([what, property]) => {
      const member = all.get(names.get(what) ?? "");
      if (property.output === true || member === undefined) return [];
      if (written.some(([name]) => name === what)) return [];
      return [[what, { [what]: anotherValue(property, member, made.inputs[what]) }] as const];
    },
  );
  return [...written, ...others].flatMap(([what, change]) =>
    names.has(what) ? thereAndBack(made, what, change) : [],
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

/** What differs between the two, property by property. */
export async function compareChanges(
  judge: Judge,
  one: Case,
): Promise<{ readonly differences: Difference[]; readonly judged: number }> {
  const stack = await newStack();
  const made = await standing(stack, one);
  const differences: Difference[] = [];
  const changes = changesOf(one, made, judge);
  for (const change of changes) {
    const { what, from, news } = change;
    const theirs = await theirAction(judge, change);
    const isRefused = theirs === "refuses" && (await isRefusedByUs(stack, from, news));
    const ours = isRefused ? "refuses" : await ourAction(stack, from, news);
    if (theirs !== ours) differences.push({ type: one.type, what, ours, theirs });
  }
  return { differences, judged: changes.length };
}
