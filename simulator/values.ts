/** Reading property values: Pulumi's wire form in, plain TypeScript out. `null`, "" and unknowns read as absent. */
import type { Value, ValueMap } from "./protocol";

/** What stands for a value not yet known (`unknownValue` of `@pulumi/pulumi/runtime/rpc`, which is slow to load). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export const isUnknown = (value: Value | undefined): boolean => value === unknownValue;

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function containsUnknown(value: Value | undefined): boolean {
  if (typeof value === "string") return value === unknownValue;
  if (isList(value)) return value.some(containsUnknown);
  if (isMap(value)) return Object.values(value).some(containsUnknown);
  return false;
}

/** Set, whatever to: an unknown counts. */
export function isGiven(map: ValueMap, key: string): boolean {
  const value = map[key];
  return value !== undefined && value !== null && value !== "";
}

/** Written down, an empty text too: to the provider, it is a text. An unknown counts. */
export function isWritten(map: ValueMap, key: string): boolean {
  return map[key] !== undefined && map[key] !== null;
}

/** A text that is known, and may be empty. */
export function written(map: ValueMap, key: string): string | undefined {
  const value = map[key];
  return typeof value === "string" && value !== unknownValue ? value : undefined;
}

export function text(map: ValueMap, key: string): string | undefined {
  const value = map[key];
  return typeof value === "string" && value !== "" && value !== unknownValue ? value : undefined;
}

export function flag(map: ValueMap, key: string): boolean | undefined {
  const value = map[key];
  if (value === "true") return true;
  if (value === "false") return false;
  return typeof value === "boolean" ? value : undefined;
}

export function number(map: ValueMap, key: string): number | undefined {
  const value = map[key];
  if (typeof value === "number") return value;
  return typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : undefined;
}

export function texts(map: ValueMap, key: string): readonly string[] {
  const value = map[key];
  if (!isList(value)) return [];
  return value.filter((one): one is string => typeof one === "string" && one !== unknownValue);
}

export function maps(map: ValueMap, key: string): readonly ValueMap[] {
  const value = map[key];
  return isList(value) ? value.filter(isMap) : [];
}

export type Tags = Readonly<Record<string, string>>;

export function tagsOf(map: ValueMap, key: string): Tags {
  const value = map[key];
  if (!isMap(value)) return {};
  const tags: Record<string, string> = {};
  for (const [name, one] of Object.entries(value))
    if (one !== null && !name.startsWith("__"))
      tags[name] = typeof one === "string" ? one : JSON.stringify(one);
  return tags;
}

/** Order of keys and whitespace do not count in a policy. What is no JSON is left as it stands. */
export function canonicalJson(value: string): string {
  try {
    return JSON.stringify(sorted(JSON.parse(value) as Value));
  } catch {
    return value;
  }
}

function sorted(value: Value): Value {
  if (isList(value)) return value.map(sorted);
  if (!isMap(value)) return value;
  const result: Record<string, Value> = {};
  for (const key of Object.keys(value).sort()) result[key] = sorted(value[key] ?? null);
  return result;
}
