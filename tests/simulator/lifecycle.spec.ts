import { expect } from "chai";
import { modelledTypes, type Value, type ValueMap } from "../../simulator";
import type { Property } from "../../simulator/model";
import { findModel } from "../../simulator/services/registry";
import {
  type Case,
  type Ids,
  type Suite,
  type Surroundings,
  cases,
  suites,
} from "./lifecycleCases";
import { type Made, type Stack, newStack, refusalOf } from "./support";

/** A value of each kind that no case gives. */
const madeUp: Readonly<Record<string, Value>> = {
  text: "another",
  list: ["another"],
  set: ["another"],
  blocks: [{ another: "value" }],
  block: { another: "value" },
  map: { another: "value" },
  json: JSON.stringify({ another: true }),
  protocol: "udp",
};

const nothing: Surroundings = { ids: {}, made: [] };
const around = async (suite: Suite, stack: Stack): Promise<Surroundings> =>
  (await suite.surroundings?.(stack)) ?? nothing;

/** Dependents first, as an engine deletes. */
async function clear(stack: Stack, made: readonly Made[]): Promise<void> {
  for (const one of [...made].reverse()) await stack.delete(one);
}

/** Longer than AWS keeps anything that is deleted. */
const aYear = 365 * 86_400;

describe("every resource type", () => {
  for (const suite of suites)
    for (const one of suite.cases)
      describe(one.type, () => {
        livesAndDies(suite, one);
        changes(suite, one);
      });

  it("covers every type that is modelled", () => {
    expect(cases.map((one) => one.type).sort()).to.deep.equal(modelledTypes());
  });
});

function livesAndDies(suite: Suite, { type, args, importId, heldBy, stays, lingers }: Case): void {
  it("is made, read back without a difference, and leaves nothing", async () => {
    const stack = await newStack();
    const before = stack.world.fingerprint();
    const { ids, made, clear: clearOthers } = await around(suite, stack);
    const one = await stack.create(type, "one", args(ids));
    const read = await stack.refresh(one);
    expect(read.id).to.equal(one.id);
    expect(read.properties).to.deep.equal(one.properties);
    expect((await stack.diff(read, args(ids))).diffs).to.deep.equal([]);
    await stack.delete(one);
    if (stays !== true) expect((await stack.refresh(one)).id).to.equal("");
    if (lingers === true) expect(stack.world.fingerprint()).not.to.equal(before);
    await clearOthers?.();
    await clear(stack, made);
    await stack.world.advance(aYear);
    expect(stack.world.list()).to.deep.equal([]);
    expect(stack.world.fingerprint()).to.equal(before);
  });

  it("previews what it then is, with unknowns for the rest", async () => {
    const stack = await newStack();
    const { ids } = await around(suite, stack);
    const preview = await stack.preview(type, "one", args(ids));
    const { properties } = await stack.create(type, "one", args(ids));
    for (const [key, value] of Object.entries(args(ids))) expect(preview[key]).to.deep.equal(value);
    for (const key of Object.keys(properties))
      expect(key in preview || key === "id" || isEmpty(properties[key]!), key).to.equal(true);
  });

  it("is found again by its URN, and imported by its id", async () => {
    const stack = await newStack();
    const { ids } = await around(suite, stack);
    const one = await stack.create(type, "one", args(ids));
    expect(stack.world.findByUrn(one.urn).map((found) => found.id)).to.deep.equal([one.id]);
    const id = importId?.(one) ?? one.id;
    const imported = await stack.import(type, "one", id);
    expect(imported.id).to.equal(one.id);
    await stack.delete(one);
    expect(stack.world.findByUrn(one.urn)).to.deep.equal([]);
  });

  if (heldBy !== undefined)
    it(`is not deleted while a ${heldBy.type} needs it`, async () => {
      const stack = await newStack();
      const { ids } = await around(suite, stack);
      const one = await stack.create(type, "one", args(ids));
      const holder = await stack.create(heldBy.type, "holder", heldBy.args(ids, one));
      expect(await refusalOf(stack.delete(one))).to.equal(heldBy.code);
      expect((await stack.refresh(one)).id).to.equal(one.id);
      await stack.delete(holder);
      await stack.world.advance(aYear);
      await stack.delete(one);
    });
}

function changes(suite: Suite, one: Case): void {
  const { type, args } = one;
  for (const [property, change] of Object.entries(tries(one, false)))
    it(`updates ${property} in place`, async () => {
      const stack = await newStack();
      const { ids } = await around(suite, stack);
      const made = await stack.create(type, "one", args(ids));
      const news = { ...args(ids), ...change(ids) };
      const diff = await stack.diff(made, news);
      expect(diff.diffs).to.include(property);
      expect(diff.replaces).to.deep.equal([]);
      const updated = await stack.update(made, news);
      const changed = await stack.refresh(updated);
      expect(changed.id).to.equal(made.id);
      expect((await stack.diff(changed, news)).diffs).to.deep.equal([]);
      // What AWS filled in, or keeps, stays when it is left out again; what was given is put back.
      const isUndone = Object.entries(change(ids)).some(
        ([key, value]) =>
          (key in args(ids) &&
            counts(type, key, args(ids)) &&
            (value !== null || !isComputed(type, key))) ||
          (value !== null && !stays(one, key, value, args(ids))),
      );
      expect((await stack.diff(changed, args(ids))).changes).to.equal(isUndone);
      if (Object.keys(change(ids)).some((key) => isLocal(type, key))) return;
      // As if another had changed it: the stack's own view is of before.
      const drifted = await stack.refresh(made);
      expect((await stack.diff(drifted, news)).diffs, "drift").to.deep.equal([]);
    });

  for (const [property, change] of Object.entries(tries(one, true)))
    it(`replaces it for another ${property}`, async () => {
      const stack = await newStack();
      const { ids } = await around(suite, stack);
      const made = await stack.create(type, "one", args(ids));
      const diff = await stack.diff(made, { ...args(ids), ...change(ids) });
      expect(diff.replaces).to.include(property);
    });
}

/** The changes that a case names, and one made up for every other input property. */
function tries(one: Case, isReplacing: boolean): Readonly<Record<string, (ids: Ids) => ValueMap>> {
  const all = { ...(isReplacing ? one.replaces : one.updates) };
  for (const [key, property] of Object.entries(findModel(one.type)?.properties ?? {})) {
    if (property.output === true || isNamed(one, key)) continue;
    const doesReplace = property.replaces === true || (key === "region" && hasRegion(one.type));
    if (doesReplace === isReplacing)
      all[key] = (ids) => ({ [key]: another(key, property, one.args(ids)[key]) });
  }
  return all;
}

function isNamed({ updates, replaces, untried }: Case, key: string): boolean {
  return [updates, replaces, untried].some((names) => names !== undefined && key in names);
}

function hasRegion(type: string): boolean {
  return findModel(type)?.global !== true;
}

/** Left out again, it is as AWS has it. */
function stays({ type, kept }: Case, key: string, value: Value, inputs: ValueMap): boolean {
  if (kept?.includes(key) === true) return true;
  return (
    isComputed(type, key) && findModel(type)?.properties[key]?.lapses?.(value, inputs) !== true
  );
}

function isComputed(type: string, property: string): boolean {
  const { computed, lapses } = findModel(type)?.properties[property] ?? {};
  return computed === true && lapses === undefined;
}

/** Beside these inputs, and others before. */
function counts(type: string, property: string, inputs: ValueMap): boolean {
  return findModel(type)?.properties[property]?.counts?.(inputs) !== false;
}

function isLocal(type: string, property: string): boolean {
  return findModel(type)?.properties[property]?.local === true;
}

function another(key: string, property: Property, was?: Value): Value {
  if (key === "region") return "eu-west-1";
  if (key === "tags") return { Name: "other" };
  const { kind = "text", default: standard } = property;
  if (kind === "flag") return (was ?? standard) !== true;
  const value =
    kind !== "number"
      ? madeUp[kind]!
      : typeof was === "number"
        ? was + 1
        : Number(standard ?? 0) + 1;
  const has = was ?? standard;
  return Array.isArray(value)
    ? value.map((one: Value) => formed(key, property, one))
    : formed(key, property, value, has);
}

/** One that is of its property's form: where it is not, what is refused of it says which are. */
function formed(key: string, { form }: Property, value: Value, was?: Value): Value {
  if (form === undefined || (typeof value !== "string" && typeof value !== "number")) return value;
  const fault = form(value, key);
  if (fault === undefined) return value;
  const [, list = ""] = /one of \[(.*)\]/.exec(fault) ?? [];
  const [, from = "0"] = /range \((-?\d+) /.exec(fault) ?? [];
  const listed = [...list.matchAll(/"([^"]*)"/g)].map(([, one = ""]) => one);
  const others = [
    ...[Number(from) + 1, "arn:aws:iam::000000000000:role/another", "true", "8"],
    ...["10.0.0.77", "fd00::77", "2030-01-01T00:00:00Z", "000000000007"],
  ];
  return [...listed, ...others].find((one) => one !== was && form(one, key) === undefined) ?? value;
}

function isEmpty(value: Value): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isEmpty);
  return value === "" || value === false || value === 0;
}
