/**
 * Values of properties in Pulumi's wire form: unknowns, and the envelopes of secrets and outputs, which are opened.
 * The signatures are Pulumi's own: `sdk/nodejs/runtime/rpc.ts`.
 */
export type ValueMap = Readonly<Record<string, unknown>>;

const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const output = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const reference = "5cf8f73096256a8f31e491e813e4eb8e";

/** How a value that nobody knows yet is written. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Every spelling of an unknown: one per kind of value. */
const unknowns: ReadonlySet<unknown> = new Set([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export const isUnknown = (value: unknown): boolean =>
  typeof value === "string" && value.length === unknown.length && unknowns.has(value);

export const isMap = (value: unknown): value is ValueMap =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The value without envelopes, itself where it has none. What is encrypted is unknown: its key is not ours. */
export function opened(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(opened);
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isMap(value)) return value;
  if (signature in value) return unwrapped(value);
  const entries = Object.entries(value).map(([key, item]) => [key, opened(item)] as const);
  return entries.every(([key, item]) => item === value[key]) ? value : Object.fromEntries(entries);
}

function unwrapped(envelope: ValueMap): unknown {
  const kind = envelope[signature];
  if (kind === secret) return opened(contents(envelope));
  if (kind === output) return "value" in envelope ? opened(envelope.value) : unknown;
  if (kind === reference) return envelope.id ?? unknown;
  return envelope;
}

/** In memory a secret has its `value`; an export with `--show-secrets` has it as JSON in `plaintext`. */
function contents({ value, plaintext }: ValueMap): unknown {
  if (value !== undefined) return value;
  if (typeof plaintext !== "string") return unknown;
  try {
    return JSON.parse(plaintext) as unknown;
  } catch {
    return unknown;
  }
}

/** The value at a dotted path; unknown where something on the way is. */
export function valueAt(map: ValueMap, path: string): unknown {
  if (!path.includes(".")) return opened(map[path]) ?? undefined;
  let value: unknown = map;
  for (const step of path.split(".")) {
    if (isUnknown(value)) return value;
    const inside: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
    if (!isMap(inside)) return undefined;
    value = opened(inside[step]);
  }
  return value ?? undefined;
}

export const textIn = (map: ValueMap, path: string): string | undefined =>
  asText(valueAt(map, path));

/** A text that is known and not empty: the provider writes "" for what is absent. */
export function asText(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" && !isUnknown(value) ? value : undefined;
}

export function asNumber(value: unknown): number | undefined {
  const text = asText(value);
  const number = text === undefined ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

export const numberIn = (map: ValueMap, path: string): number | undefined =>
  asNumber(valueAt(map, path));

export function asFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  return value === "true" ? true : value === "false" ? false : undefined;
}

export const flagIn = (map: ValueMap, path: string): boolean | undefined =>
  asFlag(valueAt(map, path));

/** A list as it is, one value as a list of one; unknown or absent as an empty one. */
export function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || isUnknown(value) ? [] : [value];
}

export const textsIn = (map: ValueMap, path: string): string[] =>
  asList(valueAt(map, path)).flatMap((one) => asText(one) ?? []);

export const mapsIn = (map: ValueMap, path: string): ValueMap[] =>
  asList(valueAt(map, path)).filter(isMap);

/** The object without the keys whose value is undefined, so that networks compare as JSON does. */
export function given<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}
