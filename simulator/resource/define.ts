/** A resource type from what it says of itself (`Spec`): kept as a thing with its properties. */
import { AwsError } from "../errors";
import type { Change, Model, Target } from "../model";
import type { Value, ValueMap } from "../protocol";
import { tagsOf, text } from "../values";
import type { Scope } from "../world/scope";
import { resolve } from "./references";
import { completed } from "./within";
import type { Spec, Thing, Wanted } from "./spec";

export function defineResource(spec: Spec): Model {
  const { type, service, noun, calls, properties } = spec;
  return {
    type,
    service,
    noun,
    calls,
    properties,
    ...(spec.global === undefined ? {} : { global: spec.global }),
    ...(spec.autoname === undefined ? {} : { autoname: spec.autoname }),
    ...(spec.deleteBeforeReplace === undefined
      ? {}
      : { deleteBeforeReplace: spec.deleteBeforeReplace }),
    ...(spec.keys === undefined ? {} : { keys: spec.keys }),
    ...(spec.validate === undefined ? {} : { validate: spec.validate }),
    ...(spec.retries === undefined ? {} : { retries: spec.retries }),
    ...(spec.otherCalls === undefined ? {} : { otherCalls: spec.otherCalls }),
    ...(spec.waitsFor === undefined ? {} : { waitsFor: spec.waitsFor }),
    create: (scope, inputs, target) => create(spec, scope, inputs, target),
    read: (scope, id, known) => read(spec, scope, id, known),
    update: (scope, id, change) => update(spec, scope, id, change),
    delete: (scope, id, known) => remove(spec, scope, id, known),
  };
}

function create(spec: Spec, scope: Scope, inputs: ValueMap, { urn, name }: Target): string {
  const wanted: Wanted = { scope, inputs, urn, name };
  const { pinned } = scope;
  const refers = resolve(spec.references ?? [], wanted);
  if (pinned === undefined) spec.accept?.(wanted, undefined);
  const own = spec.providerId === undefined ? pinned?.id : undefined;
  const id = own ?? spec.id(wanted);
  if (spec.taken !== undefined && scope.get(spec.kind, id) !== undefined)
    throw spec.taken(wanted, id);
  const filled = { ...spec.fill?.(wanted, id), ...pinnedOutputs(spec, pinned?.outputs) };
  const properties = { ...filled, ...held(spec, inputs) };
  const thing = scope.put(spec.kind, {
    id,
    properties,
    names: namesOf(spec, id, properties),
    refers,
    tags: tagsOf(inputs, "tagsAll"),
  });
  spec.made?.(wanted, thing);
  return spec.providerId?.(thing) ?? id;
}

/** Of what is taken over, all that AWS filled in. */
function pinnedOutputs(spec: Spec, outputs: ValueMap = {}): ValueMap {
  return pick(
    outputs,
    (key) => spec.properties[key]?.output === true || spec.properties[key]?.computed === true,
  );
}

/** What AWS keeps of a request: everything but tags, which stand apart, and what only the provider knows. */
function held(spec: Spec, inputs: ValueMap): ValueMap {
  const defaults: Record<string, Value> = {};
  for (const [key, { default: value, local }] of Object.entries(spec.properties))
    if (value !== undefined && local !== true) defaults[key] = value;
  const isHeld = (key: string): boolean => {
    const property = spec.properties[key];
    // Where all tags are an output, a type's own stand apart; an Auto Scaling group's are blocks.
    const isTags = key === "tags" && spec.properties.tagsAll !== undefined;
    const isApart = isTags || key === "tagsAll" || key === "region";
    return !isApart && property !== undefined && property.local !== true;
  };
  const given = Object.entries(pick(inputs, isHeld)).map(([key, value]) => {
    const within = spec.properties[key]?.within;
    return [key, within === undefined ? value : completed(value, within)] as const;
  });
  return { ...defaults, ...Object.fromEntries(given) };
}

function pick(map: ValueMap, wanted: (key: string) => boolean): ValueMap {
  return Object.fromEntries(Object.entries(map).filter(([key]) => wanted(key)));
}

function namesOf(spec: Spec, id: string, properties: ValueMap): readonly string[] {
  const names = spec.names?.(id, properties) ?? [text(properties, "arn"), text(properties, "name")];
  return names.filter((name): name is string => name !== undefined);
}

const locate = (spec: Spec, scope: Scope, id: string, known: ValueMap): Thing | undefined =>
  spec.find === undefined ? scope.get(spec.kind, id) : spec.find(scope, id, known);

function read(spec: Spec, scope: Scope, id: string, known: ValueMap): ValueMap | undefined {
  const thing = locate(spec, scope, id, known);
  if (thing === undefined) return undefined;
  return {
    id: spec.providerId?.(thing) ?? thing.id,
    ...thing.properties,
    ...spec.show?.(scope, thing),
    ...(spec.properties.tagsAll === undefined ? {} : { tagsAll: thing.tags ?? {} }),
  };
}

function update(spec: Spec, scope: Scope, id: string, { urn, news, outputs }: Change): void {
  const before = locate(spec, scope, id, outputs);
  if (before === undefined)
    throw (
      spec.gone?.(id) ?? new AwsError("ResourceNotFoundException", `${spec.noun} ${id} not found`)
    );
  const wanted: Wanted = { scope, inputs: news, urn, name: "" };
  const refers = resolve(spec.references ?? [], wanted);
  spec.accept?.(wanted, before);
  const counts = (key: string): boolean =>
    spec.properties[key]?.counts?.(news, before.properties[key]) !== false;
  const lapsed = Object.entries(before.properties).flatMap(([key, value]) =>
    news[key] === undefined && spec.properties[key]?.lapses?.(value, news) === true ? [key] : [],
  );
  const isKept = (key: string): boolean => {
    const property = spec.properties[key];
    if (property === undefined || !counts(key)) return true;
    if (lapsed.includes(key)) return false;
    // What AWS filled in stays; what was an input and is left out goes back to nothing, or to its default.
    return property.output === true || property.computed === true;
  };
  const properties = {
    ...(lapsed.length === 0
      ? {}
      : pick(spec.fill?.(wanted, id) ?? {}, (key) => lapsed.includes(key))),
    ...pick(before.properties, isKept),
    ...pick(held(spec, news), counts),
  };
  const thing = scope.put(spec.kind, {
    ...before,
    properties,
    names: namesOf(spec, id, properties),
    refers,
    tags: tagsOf(news, "tagsAll"),
  });
  spec.changed?.(wanted, thing, before);
}

function remove(spec: Spec, scope: Scope, id: string, known: ValueMap): void {
  const thing = locate(spec, scope, id, known);
  if (thing === undefined) return;
  spec.mayGo?.(scope, thing, known);
  const [by] = spec.inUse === undefined ? [] : scope.referrers(thing);
  if (by !== undefined && spec.inUse !== undefined) throw spec.inUse(thing, by);
  const left = spec.removed?.(scope, thing, known);
  if (left === undefined) scope.remove(scope.get(spec.kind, thing.id));
  else scope.put(spec.kind, left);
}
