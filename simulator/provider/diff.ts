/** Diff: which properties differ, and whether that updates or replaces (aws-facts.md, section 6). */
import type { Model, Property } from "../model";
import type { DiffKind, DiffRequest, DiffResult, PropertyDiff, Value, ValueMap } from "../protocol";
import { containsUnknown, isList, isMap, isUnknown, tagsOf, text, type Tags } from "../values";
import { elements, isSame } from "./compare";
import { isDefaulted, withoutDialect } from "./dialect";
import { mergeTags } from "./tags";

export interface DiffContext {
  readonly account: string;
  readonly region: string | undefined;
  readonly defaultTags: Tags;
}

interface Found {
  readonly diffs: string[];
  readonly replaces: string[];
  readonly detailed: Record<string, PropertyDiff>;
}

const plainProperty: Property = { kind: "block", exact: true };

export function diffResource(model: Model, request: DiffRequest, context: DiffContext): DiffResult {
  const before = withoutDialect(request.oldInputs);
  const after = withoutDialect(request.news);
  const oldOutputs = withoutDialect(request.oldOutputs);
  const found: Found = { diffs: [], replaces: [], detailed: {} };
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const property = model.generic === true ? plainProperty : model.properties[key];
    if (property === undefined || key === "tagsAll" || key === "region") continue;
    // What AWS had filled in, and is now written down as it is, is no change: the real provider compares with the state.
    const was = before[key] ?? (property.computed === true ? oldOutputs[key] : undefined);
    const { account } = context;
    const values: Values = { was, is: after[key], olds: before, news: after, account };
    if (!isDifferent(property, values) || isIgnored(request, key)) continue;
    note(found, property, key, values);
  }
  diffRegion(model, request, context, found);
  diffTagsAll(model, request, context, found);
  return {
    changes: found.diffs.length > 0,
    replaces: found.replaces,
    deleteBeforeReplace:
      found.replaces.length > 0 &&
      (model.deleteBeforeReplace === true || hasOwnName(model, request)),
    diffs: found.diffs,
    detailedDiff: found.detailed,
  };
}

/** Of a property, and the inputs beside it. */
interface Values {
  readonly was: Value | undefined;
  readonly is: Value | undefined;
  readonly olds: ValueMap;
  readonly news: ValueMap;
  readonly account: string;
}

function isDifferent(property: Property, { was, is, olds, news }: Values): boolean {
  if (property.output === true || property.counts?.(news, was, olds) === false) return false;
  // AWS keeps what it filled in.
  if (is === undefined && property.computed === true)
    return was !== undefined && property.lapses?.(was, news) === true;
  return !isSame(property, was, is);
}

function note(
  found: Found,
  property: Property,
  key: string,
  { was, is, news, account }: Values,
): void {
  const replaces =
    typeof property.replaces === "function"
      ? containsUnknown(is) || property.replaces(was, is, news, account)
      : property.replaces === true;
  found.diffs.push(key);
  if (replaces) found.replaces.push(key);
  for (const [path, kind] of paths(property, key, was, is))
    found.detailed[path] = {
      kind: replaces ? (`${kind}-replace` as DiffKind) : kind,
      inputDiff: true,
    };
}

type Plain = "add" | "delete" | "update";

function paths(
  property: Property,
  key: string,
  before: Value | undefined,
  after: Value | undefined,
): [string, Plain][] {
  if (before === undefined) return [[key, "add"]];
  if (after === undefined) return [[key, "delete"]];
  if (property.kind === "map" && isMap(before) && isMap(after)) return mapPaths(key, before, after);
  const isSet = property.kind === "set" || property.kind === "blocks";
  if (isSet && isList(before) && isList(after)) {
    const found = setPaths(key, before, after);
    if (found.length > 0) return found;
  }
  return [[key, "update"]];
}

function mapPaths(key: string, before: ValueMap, after: ValueMap): [string, Plain][] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names
    .filter((name) => before[name] !== after[name] || isUnknown(after[name]))
    .map((name) => [
      /^\w+$/.test(name) ? `${key}.${name}` : `${key}[${JSON.stringify(name)}]`,
      before[name] === undefined ? "add" : after[name] === undefined ? "delete" : "update",
    ]);
}

function setPaths(
  key: string,
  before: readonly Value[],
  after: readonly Value[],
): [string, Plain][] {
  const was = elements(before);
  const is = elements(after);
  return [
    ...was.flatMap((one, index): [string, Plain][] =>
      is.includes(one) ? [] : [[`${key}[${index}]`, "delete"]],
    ),
    ...is.flatMap((one, index): [string, Plain][] =>
      was.includes(one) ? [] : [[`${key}[${index}]`, "add"]],
    ),
  ].filter(([path], index, all) => all.findIndex(([other]) => other === path) === index);
}

const isIgnored = ({ ignoreChanges }: DiffRequest, key: string): boolean =>
  ignoreChanges.includes(key);

/** The provider's region counts for resources that name none. */
function diffRegion(model: Model, request: DiffRequest, context: DiffContext, found: Found): void {
  if (model.generic === true || model.global === true) return;
  const before = text(request.oldOutputs, "region") ?? text(request.oldInputs, "region");
  const isPending = isUnknown(request.news.region);
  const after = text(request.news, "region") ?? context.region;
  if (isIgnored(request, "region")) return;
  if (!isPending && (before === undefined || after === undefined || before === after)) return;
  found.diffs.push("region");
  found.replaces.push("region");
  found.detailed.region = { kind: "update-replace", inputDiff: "region" in request.news };
}

/** The provider's default tags may have changed. */
function diffTagsAll(model: Model, request: DiffRequest, context: DiffContext, found: Found): void {
  if (model.properties.tagsAll === undefined || found.diffs.includes("tags")) return;
  const before = request.oldOutputs.tagsAll;
  if (!isMap(before) || isIgnored(request, "tagsAll") || isIgnored(request, "tags")) return;
  const after = mergeTags(context.defaultTags, tagsOf(request.news, "tags"));
  if (isSame({ kind: "map" }, tagsOf(request.oldOutputs, "tagsAll"), after)) return;
  found.diffs.push("tagsAll");
  for (const [path, kind] of mapPaths("tagsAll", before, after))
    found.detailed[path] = { kind, inputDiff: false };
}

/** A name of the user's own cannot be had twice at once. */
function hasOwnName(model: Model, { oldInputs, news }: DiffRequest): boolean {
  if (model.autoname === undefined) return false;
  const { property = "name" } = model.autoname;
  const name = text(news, property);
  return (
    name !== undefined && name === text(oldInputs, property) && isDefaulted(news, property) !== true
  );
}
