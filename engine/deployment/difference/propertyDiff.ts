/** The differences of two sets of inputs, property by property: what is shown where a provider names none itself. */
import { propertyPathText, type PathSegment } from "../../propertyPath";
import type { DiffKind, PropertyDiff, Value, ValueMap } from "../../provider";
import { isMap, isSecret, mapMap, unwrapSecret, valuesEqual } from "../../values";

export interface ObjectDiff {
  /** Top-level properties that differ. */
  readonly keys: readonly string[];
  /** By property path, as deep as both sides have one. */
  readonly paths: Readonly<Record<string, PropertyDiff>>;
}

export function diffObjects(olds: ValueMap, news: ValueMap): ObjectDiff {
  const [before, after] = [olds, news].map((map) => mapMap(map, unwrapSecret)) as [
    ValueMap,
    ValueMap,
  ];
  const paths: Record<string, PropertyDiff> = {};
  const note = (path: readonly PathSegment[], kind: DiffKind): void => {
    paths[propertyPathText(path)] = { kind, inputDiff: true };
  };
  return { keys: diffMaps(before, after, [], note), paths };
}

type Note = (path: readonly PathSegment[], kind: DiffKind) => void;

function diffMaps(
  before: ValueMap,
  after: ValueMap,
  path: readonly PathSegment[],
  note: Note,
): readonly string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => diffValues(before[key], after[key], [...path, key], note));
}

/** A property that is null is, to Pulumi's differences, a property that is not there. @returns whether they differ */
function diffValues(
  before: Value | undefined,
  after: Value | undefined,
  path: readonly PathSegment[],
  note: Note,
): boolean {
  if (valuesEqual(before ?? null, after ?? null)) return false;
  if (isList(before) && isList(after)) return diffItems(before, after, path, note);
  if (isPlainMap(before) && isPlainMap(after))
    return diffMaps(before, after, path, note).length > 0;
  if (before === undefined || before === null) note(path, "add");
  else note(path, after === undefined || after === null ? "delete" : "update");
  return true;
}

function diffItems(
  before: readonly Value[],
  after: readonly Value[],
  path: readonly PathSegment[],
  note: Note,
): boolean {
  const common = Math.min(before.length, after.length);
  const differ = before
    .slice(0, common)
    .map((item, index) => diffValues(item, after[index], [...path, index], note));
  for (let index = common; index < before.length; index++) note([...path, index], "delete");
  for (let index = common; index < after.length; index++) note([...path, index], "add");
  return before.length !== after.length || differ.includes(true);
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

/** References and assets are one value each. */
function isPlainMap(value: Value | undefined): value is ValueMap {
  return isMap(value) && !isSecret(value) && !("4dabf18193072939515e22adb298388d" in value);
}
