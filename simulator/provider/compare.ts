/** When two values of a property are the same: as sets, as JSON, as protocols, with absence for emptiness. */
import type { Property } from "../model";
import type { Value, ValueMap } from "../protocol";
import { completed } from "../resource/within";
import { canonicalJson, containsUnknown, isList, isMap } from "../values";
import { canonicalProtocol } from "../services/ec2/securityGroupRules";

/** Never the same, if either is not yet known. What of a block AWS filled in, and is left out after, does not count. */
export function isSame(
  property: Property,
  before: Value | undefined,
  after: Value | undefined,
): boolean {
  if (before === after) return !containsUnknown(after);
  if (containsUnknown(before) || containsUnknown(after)) return false;
  const { fills = [], within } = property;
  if (within !== undefined)
    return isSame(plain(property), whole(before, within), whole(after, within));
  const isWritten = !isEmpty(before ?? null) && !isEmpty(after ?? null);
  const unsaid = isWritten ? fills.filter((key) => !says(after, key)) : [];
  return canonical(property, without(before, unsaid)) === canonical(property, after);
}

const plain = ({ within: _, ...property }: Property): Property => property;

const whole = (value: Value | undefined, within: ValueMap): Value | undefined =>
  value === undefined ? undefined : completed(value, within);

/** Whether a block, or any of several, has it; a written `false` is an answer too. */
function says(value: Value | undefined, key: string): boolean {
  if (isList(value)) return value.some((one) => says(one, key));
  if (!isMap(value) || value[key] === undefined) return false;
  return typeof value[key] === "boolean" || !isEmpty(value[key]);
}

function without(value: Value | undefined, keys: readonly string[]): Value | undefined {
  if (keys.length === 0 || value === undefined) return value;
  if (isList(value)) return value.map((one) => without(one, keys) ?? null);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Marks Pulumi's special values: assets and archives among them. */
const signatureKey = "4dabf18193072939515e22adb298388d";

/** A text that is equal for equal values; "" for none. */
export function canonical(property: Property, given: Value | undefined): string {
  const value = given ?? property.default ?? undefined;
  if (value === undefined || (property.exact !== true && isEmpty(value))) return "";
  const { kind, presence } = property;
  if (typeof value === "string") return canonicalText(kind, value);
  if (isList(value) && (kind === "set" || kind === "blocks"))
    return elements(value, presence).sort().join("\n");
  if (isList(value) && kind === "list") return elements(value, presence).join("\n");
  return typeof value === "object" ? element(value, presence) : JSON.stringify(value);
}

function canonicalText(kind: Property["kind"], value: string): string {
  if (kind === "json") return canonicalJson(value);
  return kind === "protocol" ? canonicalProtocol(value) : JSON.stringify(value);
}

export const elements = (value: readonly Value[], presence?: true): string[] =>
  value.map((one) => element(one, presence));

/** One element: keys sorted, the bridge's own keys and what is empty left out, lists of texts as sets. */
function element(value: Value, presence?: true): string {
  if (isList(value)) return `[${elements(value, presence).sort().join(",")}]`;
  if (!isMap(value)) return JSON.stringify(value);
  // An asset or archive is what is in it, wherever it came from.
  if (typeof value[signatureKey] === "string" && typeof value.hash === "string") return value.hash;
  const counts = (one: Value): boolean => !isEmpty(one) || (presence === true && isMap(one));
  const parts = Object.keys(value)
    .filter((key) => !key.startsWith("__") && counts(value[key] ?? null))
    .sort()
    .map((key) => `${key}:${element(entry(value, key), presence)}`);
  return `{${parts.join(",")}}`;
}

function entry(map: ValueMap, key: string): Value {
  const value = map[key] ?? null;
  return key === "protocol" && typeof value === "string" ? canonicalProtocol(value) : value;
}

/** What the bridge's SDK cannot tell from absence. */
function isEmpty(value: Value): boolean {
  if (value === null || value === "" || value === false || value === 0) return true;
  if (isList(value)) return value.length === 0;
  return isMap(value) && Object.keys(value).every((key) => key.startsWith("__"));
}
