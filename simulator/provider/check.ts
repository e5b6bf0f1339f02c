/** Check: types coerced, defaults and autonames filled in, and refused what the real provider refuses at preview. */
import type { Autoname, Form, Model, Property } from "../model";
import type { Checked, CheckFailure, CheckRequest, Value, ValueMap } from "../protocol";
import { snake } from "../services/ec2/blocks";
import { isList, isUnknown, isWritten, text, unknownValue } from "../values";
import { isDefaulted, withoutDialect } from "./dialect";

/** @param freshHex seven hex digits or more, that follow from the URN and its life. */
export function checkInputs(model: Model, request: CheckRequest, freshHex: () => string): Checked {
  const news = withoutDialect(request.news);
  if (model.generic === true) return { inputs: news, failures: [] };
  const failures: CheckFailure[] = [];
  const inputs: Record<string, Value> = {};
  for (const [key, value] of Object.entries(news)) {
    const property = model.properties[key];
    if (property === undefined || property.output === true) {
      // The bridge writes tagsAll into inputs: it is the provider's to know.
      if (key !== "tagsAll") failures.push(unknownProperty(request.name, key));
    } else inputs[key] = coerced(property, value);
  }
  const defaults = fillDefaults(model, inputs);
  const named = autoname(model, request, inputs, freshHex);
  if (named !== undefined && "reason" in named) failures.push(named);
  else if (named !== undefined) {
    inputs[named.property] = named.name;
    defaults.push(named.property);
  }
  failures.push(...missing(model, request.name, inputs), ...refusedAtPreview(model, inputs));
  inputs.__defaults = defaults.sort();
  return { inputs, failures };
}

/** What the provider refuses of the values themselves. */
export const refusedAtPreview = (model: Model, inputs: ValueMap): readonly CheckFailure[] => [
  ...badJson(model, inputs),
  ...badForms(model, inputs),
  ...(model.validate?.(inputs) ?? []),
];

function unknownProperty(name: string, property: string): CheckFailure {
  return {
    property,
    reason: `Invalid or unknown key. Examine values at '${name}.${property}'.`,
  };
}

function coerced({ kind = "text" }: Property, value: Value): Value {
  if (typeof value === "object" && value !== null)
    return kind === "json" ? asDocument(value) : value;
  if (typeof value === "string") return isUnknown(value) ? value : readAs(kind, value);
  const isText = kind === "text" || kind === "protocol";
  return isText && value !== null ? String(value) : value;
}

function readAs(kind: Property["kind"], given: string): Value {
  if (kind === "flag") return asFlag(given) ?? given;
  return kind === "number" && /^-?\d+$/.test(given) ? Number(given) : given;
}

/** A policy that is given as an object goes on as its text, written as Go writes it: keys in order, no markup. */
function asDocument(value: Value): Value {
  if (hasUnknown(value)) return unknownValue;
  const inOrder = (_: string, one: unknown): unknown =>
    typeof one === "object" && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one;
  return JSON.stringify(value, inOrder).replaceAll(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function hasUnknown(value: Value): boolean {
  if (isUnknown(value)) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value as Readonly<Record<string, Value>>).some(hasUnknown);
}

/** As Go's ParseBool takes it. */
function asFlag(value: string): boolean | undefined {
  if (["1", "t", "T", "true", "TRUE", "True"].includes(value)) return true;
  return ["0", "f", "F", "false", "FALSE", "False"].includes(value) ? false : undefined;
}

function fillDefaults(model: Model, inputs: Record<string, Value>): string[] {
  const filled: string[] = [];
  for (const [key, property] of Object.entries(model.properties)) {
    if (property.default === undefined || inputs[key] !== undefined) continue;
    inputs[key] = property.default;
    filled.push(key);
  }
  return filled;
}

/** What is filled in where no name is given: the one had before, if it was made so; else one that is made now. */
function autoname(
  { autoname: rule }: Model,
  { name, olds }: CheckRequest,
  inputs: ValueMap,
  freshHex: () => string,
): { readonly property: string; readonly name: string } | CheckFailure | undefined {
  if (rule === undefined) return undefined;
  const { property = "name", max } = rule;
  if (isWritten(inputs, property) || isWritten(inputs, `${property}Prefix`)) return undefined;
  const stem = stemOf(rule, name);
  const before = text(olds, property);
  if (before !== undefined && wasAutonamed(olds, property, stem)) return { property, name: before };
  const made = rule.plain === true ? name : `${stem}${suffix(rule, freshHex())}`;
  if (made.length > max)
    return {
      property,
      reason: `the name made for it, ${made}, is longer than the ${max} characters allowed; give it a name`,
    };
  return { property, name: `${made}${rule.ending?.(inputs) ?? ""}` };
}

function stemOf({ separator = "-", prefix = "", lower }: Autoname, name: string): string {
  const start = name.startsWith(prefix) ? "" : prefix;
  return `${start}${lower === true ? name.toLowerCase() : name}${separator}`;
}

/** Seven hex digits; where digits are not allowed, eight letters. */
function suffix({ letters }: Autoname, hex: string): string {
  if (letters !== true) return hex.slice(0, 7);
  const pairs = hex.slice(0, 16).match(/../g) ?? [];
  return pairs.map((pair) => String.fromCharCode(97 + (parseInt(pair, 16) % 26))).join("");
}

function wasAutonamed(olds: ValueMap, property: string, stem: string): boolean {
  const told = isDefaulted(olds, property);
  if (told !== undefined) return told;
  const before = text(olds, property) ?? "";
  return (
    before.startsWith(stem) && /^([0-9a-f]{7}|[a-z]{8})(\.\w+)?$/.test(before.slice(stem.length))
  );
}

function missing(model: Model, name: string, inputs: ValueMap): CheckFailure[] {
  return Object.entries(model.properties)
    .filter(([key, property]) => property.required === true && inputs[key] === undefined)
    .map(([property]) => ({
      property,
      reason: `Missing required argument. The argument "${property}" is required, but no definition was found.. Examine values at '${name}.${property}'.`,
    }));
}

function badJson(model: Model, inputs: ValueMap): CheckFailure[] {
  return Object.entries(model.properties)
    .filter(([key, { kind }]) => kind === "json" && !isJson(text(inputs, key)))
    .map(([property]) => ({
      property,
      reason: `"${property}" contains an invalid JSON policy: not a JSON document`,
    }));
}

function badForms(model: Model, inputs: ValueMap): CheckFailure[] {
  return Object.entries(model.properties).flatMap(([property, { kind, form = formOf(kind) }]) => {
    const given = inputs[property];
    if (form === undefined || given === undefined) return [];
    const at = snake(property);
    const values = isList(given)
      ? given.map((value, index) => [value, `${at}.${index}`] as const)
      : [[given, at] as const];
    return values.flatMap(([value, name]) => {
      const isKnown = typeof value === "number" || (typeof value === "string" && !isUnknown(value));
      const reason = isKnown ? form(value, name) : undefined;
      return reason === undefined ? [] : [{ property, reason }];
    });
  });
}

const formOf = (kind: Property["kind"]): Form | undefined =>
  kind === "flag" ? flagForm : undefined;

const flagForm: Form = (value, at) =>
  value === ""
    ? undefined
    : `${at} expected type bool, got ${JSON.stringify(value)}: invalid syntax`;

function isJson(value: string | undefined): boolean {
  if (value === undefined) return true;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
