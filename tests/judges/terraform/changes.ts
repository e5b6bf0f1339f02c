/** Changes of a resource: what the simulated provider and the real one each make of them. */
import type { ValueMap } from "../../../simulator";
import { findModel } from "../../../simulator/services/registry";
import type { Case, Ids, Suite } from "../../simulator/lifecycleCases";
import { newStack, type Made, type Stack } from "../../simulator/support";
import type { Difference } from "./differences";
import type { Judge, Outcome } from "./judge";
import { anotherValue } from "./samples";

interface Wish {
  readonly what: string;
  readonly change: ValueMap;
  /** A test of the simulated AWS makes it, so that it is one that can be made. */
  readonly isWritten: boolean;
}

interface Change extends Pick<Wish, "what" | "isWritten"> {
  readonly from: Made;
  /** What is planned for it without a change. */
  readonly before: Promise<Outcome>;
  readonly news: ValueMap;
}

type Standing = Made & Pick<Change, "before">;

type Action = "no change" | "update" | "replace" | "refuses" | "asks AWS";

/** The region is no input of the version that judges, and the tags with the provider's own are the bridge's to write. */
function isJudged(judge: Judge, type: string, what: string): boolean {
  const member = judge.member(type, what);
  if (member === undefined || what === "tagsAll") return false;
  if (member.kind === "block") return true;
  return member.attribute.optional === true || member.attribute.required === true;
}

/** Those that its tests make, and another value of each input that they leave alone. */
function wishesFor(judge: Judge, one: Case, ids: Ids, made: Made): Wish[] {
  const written = Object.entries({ ...one.updates, ...one.replaces }).map(
    ([what, change]): Wish => ({ what, change: change(ids), isWritten: true }),
  );
  const names = new Set(written.map(({ what }) => what));
  const others = Object.entries(findModel(one.type)?.properties ?? {}).flatMap(
    ([what, property]): Wish[] => {
      const member = judge.member(one.type, what);
      if (property.output === true || member === undefined || names.has(what)) return [];
      const value = anotherValue(property, member, made.inputs[what]);
      return [{ what, change: { [what]: value }, isWritten: false }];
    },
  );
  return [...written, ...others].filter(({ what }) => isJudged(judge, one.type, what));
}

/** A wish, and what it adds taken away again. */
function thereAndBack(judge: Judge, made: Standing, { what, change, isWritten }: Wish): Change[] {
  const news = merged(made.inputs, change);
  const there = { what, isWritten, from: made, before: made.before, news };
  if (what in made.inputs) return [there];
  const from = { ...made, inputs: news, properties: merged(made.properties, change) };
  const before = judge.change(from.type, from.properties, from.inputs);
  const back = { what: `${what} left out`, isWritten, from, before, news: made.inputs };
  return [there, back];
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

function isRefusedByUs(
  stack: Stack,
  { type, name, inputs }: Made,
  news: ValueMap,
): Promise<boolean> {
  return stack.check(type, name, news, inputs).then(
    () => false,
    () => true,
  );
}

async function theirAction(
  judge: Judge,
  { from, news, ...change }: Change,
): Promise<{ readonly theirs: Action; readonly said?: string }> {
  const before = await change.before;
  const after = await judge.change(from.type, from.properties, news);
  if (after.asksAws) return { theirs: "asks AWS" };
  if (after.errors.length > 0) return { theirs: "refuses", said: after.errors.join("; ") };
  // What would be done without the change is not its doing. What is refused as it stands is no plan to compare with.
  const isPlan = before.errors.length === 0;
  const due = [...after.changed].filter(([name, is]) => !isPlan || before.changed.get(name) !== is);
  if (due.some(([name]) => after.replaced.has(name))) return { theirs: "replace" };
  return { theirs: due.length > 0 ? "update" : "no change" };
}

/** What a plan changes that should change nothing: the outputs are not those that the provider would have written. */
async function unsettled({ type, before }: Standing): Promise<Difference[]> {
  const { changed, replaced } = await before;
  return [...changed.keys()].map((name) => ({
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
  const made = await stack.create(one.type, "one", one.args(ids));
  const properties = { ...made.properties, id: made.id };
  const before = judge.change(one.type, properties, made.inputs);
  const standing = { ...made, properties, before };
  const changes = wishesFor(judge, one, ids, standing).flatMap((wish) =>
    thereAndBack(judge, standing, wish),
  );
  const judged = changes.map(async (change): Promise<Difference[]> => {
    const { what, from, news } = change;
    const { theirs, said } = await theirAction(judge, change);
    const isRefused = theirs === "refuses" && (await isRefusedByUs(stack, from, news));
    const ours = isRefused ? "refuses" : await ourAction(stack, from, news);
    // A value made up may be none: what is refused of those is judged apart.
    const isNone = theirs === "refuses" && !change.isWritten;
    return theirs === ours || isNone ? [] : [{ type: one.type, what, ours, theirs, said }];
  });
  const differences = [unsettled(standing), ...judged];
  return { differences: (await Promise.all(differences)).flat(), judged: changes.length };
}
