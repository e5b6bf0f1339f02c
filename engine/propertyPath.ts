/** Property paths as Pulumi writes them: `a.b[0]["c.d"]`, with `*` for any key or index. */
import type { Value, ValueMap } from "./provider";
import { isMap, isSecret, secret } from "./values";
import { EngineError } from "./errors";

export type PathSegment = string | number;

const segment = /\.?([^.[\]"]+)|\.?\[(\d+)\]|\.?\["((?:[^"\\]|\\.)*)"\]|\.?\[(\*)\]/y;

/** @throws EngineError where the text is no property path. */
export function parsePropertyPath(path: string): PathSegment[] {
  const segments: PathSegment[] = [];
  segment.lastIndex = 0;
  while (segment.lastIndex < path.length) {
    const match = segment.exec(path);
    if (match === null) throw new EngineError(`invalid property path "${path}"`);
    const [, name, index, quoted, star] = match;
    if (index !== undefined) segments.push(Number(index));
    else segments.push(name ?? quoted?.replace(/\\(.)/g, "$1") ?? star ?? "");
  }
  return segments;
}

/** True where `pattern` names `path` or something above it. */
export function pathContains(
  pattern: readonly PathSegment[],
  path: readonly PathSegment[],
): boolean {
  return (
    pattern.length <= path.length &&
    pattern.every((part, index) => part === "*" || part === path[index])
  );
}

/** What `ignoreChanges` does to new inputs: what the path names is put back to its old value, or taken away. */
export function restorePath(
  news: ValueMap,
  olds: ValueMap,
  path: readonly PathSegment[],
): ValueMap {
  return restore(news, olds, path) as ValueMap;
}

function restore(news: Value, olds: Value | undefined, path: readonly PathSegment[]): Value {
  const [head, ...rest] = path;
  if (head === undefined) return olds ?? news;
  if (isSecret(news)) return secret(restore(news.value ?? null, openIfSecret(olds), path));
  const old = openIfSecret(olds);
  if (Array.isArray(news)) return restoreItems(news as readonly Value[], old, path);
  if (!isMap(news)) return news;
  const oldMap = isMap(old) ? old : {};
  const keys =
    head === "*" ? new Set([...Object.keys(news), ...Object.keys(oldMap)]) : [String(head)];
  const copy: Record<string, Value> = { ...news };
  for (const key of keys) {
    if (rest.length > 0 && key in copy) copy[key] = restore(copy[key] as Value, oldMap[key], rest);
    else if (rest.length > 0) continue;
    else if (key in oldMap) copy[key] = oldMap[key] as Value;
    else delete copy[key];
  }
  return copy;
}

function restoreItems(
  news: readonly Value[],
  old: Value | undefined,
  [head, ...rest]: readonly PathSegment[],
): Value {
  const olds = Array.isArray(old) ? (old as readonly Value[]) : [];
  return news.map((item, index) => {
    if (head !== "*" && head !== index) return item;
    return index < olds.length ? restore(item, olds[index], rest) : item;
  });
}

function openIfSecret(value: Value | undefined): Value | undefined {
  return value !== undefined && isSecret(value) ? value.value : value;
}
