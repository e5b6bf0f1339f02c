/** Outputs: what AWS answers, as the provider writes it into the state; or, at preview, what is known already. */
import type { Model, Property } from "../model";
import type { Value, ValueMap } from "../protocol";
import { containsUnknown, isGiven, isUnknown, tagsOf, unknownValue, type Tags } from "../values";
import { canonical, isSame } from "./compare";
import { mergeTags, ownTags } from "./tags";

export interface OutputContext {
  readonly region: string | undefined;
  readonly defaultTags: Tags;
}

/** @param known what the state says, or the inputs of a create. */
export function fullOutputs(
  model: Model,
  found: ValueMap,
  known: ValueMap,
  { region, defaultTags }: OutputContext,
): ValueMap {
  const outputs: Record<string, Value> = {};
  for (const [key, property] of Object.entries(model.properties)) {
    const value = found[key] ?? (property.local === true ? known[key] : undefined);
    if (value === undefined || value === null) continue;
    outputs[key] = keepsForm(model, key, value, known) ? (known[key] ?? value) : value;
  }
  if (model.generic === true) return { ...found };
  if (model.global !== true) outputs.region = region ?? "";
  if (model.properties.tagsAll !== undefined) {
    const all = tagsOf(found, "tagsAll");
    outputs.tags = ownTags(all, defaultTags, tagsOf(known, "tags"));
    outputs.tagsAll = all;
  }
  return outputs;
}

/** A policy, a set or a protocol that says the same keeps the form in which it was written. */
function keepsForm(model: Model, key: string, value: Value, known: ValueMap): boolean {
  const property = model.properties[key];
  if (property === undefined || !isGiven(known, key)) return false;
  const keeps = property.kind === "json" || property.kind === "set" || property.kind === "protocol";
  return keeps && isSame(property, known[key], value);
}

/** At preview of a create: inputs, defaults, and unknown for what only AWS can say. */
export function previewOutputs(
  model: Model,
  inputs: ValueMap,
  { region, defaultTags }: OutputContext,
): ValueMap {
  if (model.generic === true) return inputs;
  const outputs: Record<string, Value> = {};
  for (const [key, property] of Object.entries(model.properties)) {
    const given = inputs[key] ?? property.default;
    if (given !== undefined) outputs[key] = given;
    else if (property.output === true || property.computed === true) outputs[key] = unknownValue;
  }
  if (model.global !== true)
    outputs.region = isGiven(inputs, "region") ? (inputs.region ?? "") : (region ?? unknownValue);
  if (model.properties.tagsAll !== undefined) {
    const { tags } = inputs;
    outputs.tagsAll = isUnknown(tags)
      ? unknownValue
      : mergeTags(defaultTags, tagsOf(inputs, "tags"));
  }
  return outputs;
}

/** At preview of an update: what was, with the new inputs over it. */
export function previewUpdate(
  model: Model,
  oldOutputs: ValueMap,
  inputs: ValueMap,
  context: OutputContext,
): ValueMap {
  const fresh = previewOutputs(model, inputs, context);
  const changed = changedBetween(model, oldOutputs, inputs);
  const outputs: Record<string, Value> = {};
  for (const [key, value] of Object.entries(fresh)) {
    const isFresh = model.properties[key]?.freshens?.(changed, inputs) === true;
    const isComputed = isUnknown(value) && inputs[key] === undefined;
    outputs[key] = isComputed && !isFresh ? (oldOutputs[key] ?? value) : value;
  }
  for (const [key, { counts }] of Object.entries(model.properties)) {
    const value = oldOutputs[key];
    if (value !== undefined && counts?.(inputs, value) === false) outputs[key] = value;
  }
  return outputs;
}

/** The properties that an update sets to something else. */
function changedBetween(model: Model, before: ValueMap, inputs: ValueMap): readonly string[] {
  return Object.entries(model.properties)
    .filter(([key, property]) => {
      const isLeft = inputs[key] === undefined && property.computed === true;
      if (property.output === true || isLeft || property.counts?.(inputs, before[key]) === false)
        return false;
      return !isSame(property, before[key], inputs[key]);
    })
    .map(([key]) => key);
}

/** The inputs that an object has: for an import all that is not empty, otherwise those had, as they now are. */
export function inputsFrom(model: Model, outputs: ValueMap, before: ValueMap): ValueMap {
  if (model.generic === true) return before;
  const isImport = Object.keys(before).every((key) => key.startsWith("__"));
  const inputs: Record<string, Value> = {};
  for (const [key, property] of Object.entries(model.properties)) {
    if (property.output === true) continue;
    const was = before[key] ?? undefined;
    const value =
      was === undefined
        ? appeared(key, property, outputs, isImport)
        : present(property, was, outputs[key]);
    if (value !== undefined) inputs[key] = value;
  }
  if (before.__defaults !== undefined) inputs.__defaults = before.__defaults;
  return inputs;
}

/** An input that was given, as AWS has it now. */
function present(property: Property, was: Value, is: Value | undefined): Value {
  if (property.local === true || containsUnknown(was) || isSame(property, is, was)) return was;
  return is ?? property.default ?? "";
}

/** One that was not given: an import takes what is not empty, a refresh what differs from what would be left alone. */
function appeared(
  key: string,
  property: Property,
  outputs: ValueMap,
  isImport: boolean,
): Value | undefined {
  if (key === "region" || (!isImport && property.computed === true)) return undefined;
  const is = outputs[key];
  return canonical(property, is) === canonical(property, undefined) ? undefined : is;
}
