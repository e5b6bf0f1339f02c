/**
 * What `ignoreChanges` does to new inputs: what a path names is put back to its old value, or taken away. Nothing is made on
 * the way to it, and no list changes its length. `PropertyPath.Reset` of Pulumi's resource package is the model.
 */
import { parsePropertyPath, type PathSegment } from "../../propertyPath";
import type { Value, ValueMap } from "../../provider";
import { isMap, isSecret, secret } from "../../values";

interface Reset<T extends Value = Value> {
  readonly value: T;
  /** False where the path leads through something that only one side has. */
  readonly valid: boolean;
}

/** @returns the inputs, and the paths of which something could not be put back */
export function withoutIgnoredChanges(
  news: ValueMap,
  olds: ValueMap,
  paths: readonly string[],
): { inputs: ValueMap; invalid: readonly string[] } {
  const invalid: string[] = [];
  let inputs = news;
  for (const text of paths) {
    const path = parsed(text);
    if (path === undefined || path.length === 0) continue;
    const { value, valid } = reset(inputs, olds, path);
    inputs = value as ValueMap;
    if (!valid) invalid.push(text);
  }
  return { inputs, invalid };
}

/** What is no path is passed over, as by the CLI. */
function parsed(path: string): readonly PathSegment[] | undefined {
  try {
    return parsePropertyPath(path);
  } catch {
    return undefined;
  }
}

function reset(news: Value, olds: Value | undefined, path: readonly PathSegment[]): Reset {
  if (isSecret(news)) {
    const { value, valid } = reset(news.value ?? null, opened(olds), path);
    return { value: secret(value), valid };
  }
  const [head, ...rest] = path;
  if (isSecretValue(olds)) return reset(news, revealed(olds), path);
  if (head === "*") return resetAll(news, olds, rest);
  if (typeof head === "number") return resetItem(news, olds, head, rest);
  return resetProperty(news, olds, head ?? "", rest);
}

function resetProperty(
  news: Value,
  olds: Value | undefined,
  key: string,
  rest: readonly PathSegment[],
): Reset {
  const old = isMap(olds) && key in olds ? olds[key] : undefined;
  if (rest.length === 0) {
    if (!isMap(news)) return { value: news, valid: old === undefined };
    const { [key]: _removed, ...others } = news;
    return { value: old === undefined ? others : { ...news, [key]: old }, valid: true };
  }
  if (!isMap(news) || !isMap(olds)) return { value: news, valid: !isMap(news) && !isMap(olds) };
  const now = key in news ? news[key] : undefined;
  if (now === undefined) return { value: news, valid: old === undefined };
  const { value, valid } = reset(now, old ?? null, rest);
  return { value: { ...news, [key]: value }, valid };
}

function resetItem(
  news: Value,
  olds: Value | undefined,
  index: number,
  rest: readonly PathSegment[],
): Reset {
  if (!isList(news) || !isList(olds)) return { value: news, valid: !isList(news) && !isList(olds) };
  const [inNews, inOlds] = [index < news.length, index < olds.length];
  if (!inNews || !inOlds) return { value: news, valid: rest.length === 0 && !inNews && !inOlds };
  const old = olds[index] ?? null;
  const item =
    rest.length === 0 ? { value: old, valid: true } : reset(news[index] ?? null, old, rest);
  return {
    value: news.map((one, at) => (at === index ? item.value : one)),
    valid: item.valid,
  };
}

function resetAll(news: Value, olds: Value | undefined, rest: readonly PathSegment[]): Reset {
  if (isList(news)) return resetItems(news, olds, rest);
  if (!isMap(news)) return { value: news, valid: false };
  if (!isMap(olds)) return { value: news, valid: rest.length === 0 };
  if (rest.length === 0) return { value: olds, valid: true };
  let value: ValueMap = news;
  for (const key of Object.keys(olds)) {
    const now = news[key];
    if (now === undefined) return { value, valid: false };
    const one = reset(now, olds[key], rest);
    value = { ...value, [key]: one.value };
    if (!one.valid) return { value, valid: false };
  }
  return { value, valid: true };
}

function resetItems(
  news: readonly Value[],
  olds: Value | undefined,
  rest: readonly PathSegment[],
): Reset {
  if (!isList(olds)) return { value: news, valid: rest.length === 0 };
  const items = [...news];
  for (const [index, old] of olds.slice(0, news.length).entries()) {
    const one =
      rest.length === 0 ? { value: old, valid: true } : reset(items[index] ?? null, old, rest);
    items[index] = one.value;
    if (!one.valid) return { value: items, valid: false };
  }
  return { value: items, valid: olds.length === news.length };
}

function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isSecretValue(value: Value | undefined): value is ValueMap {
  return value !== undefined && isSecret(value);
}

function opened(value: Value | undefined): Value | undefined {
  return isSecretValue(value) ? value.value : value;
}

/** A secret's parts, each a secret: what is taken out of it into something that is none stays one. */
function revealed(hidden: ValueMap): Value | undefined {
  const value = hidden.value ?? null;
  if (isList(value)) return value.map(secret);
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, secret(one)]));
}
