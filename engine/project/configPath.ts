/** Values inside a configuration value, by path (`list[0].name`), with the CLI's rules and its words for what is wrong. */
import { EngineError } from "../errors";
import type { PathSegment } from "../propertyPath";

/** @throws EngineError where the text is no path, or does not begin with a name. */
export function parseConfigPath(path: string): [string, ...PathSegment[]] {
  const [first, ...rest] = segmentsOf(path);
  if (first === undefined) throw new EngineError("empty config key path");
  if (typeof first === "number")
    throw new EngineError("first path segement of config key must be a string");
  if (first === "") throw new EngineError("config key is empty");
  return [first, ...rest];
}

const invalid = (why: string): EngineError => new EngineError(`invalid config key path: ${why}`);

function segmentsOf(path: string): PathSegment[] {
  if (path.startsWith(".")) throw invalid("expected property path to start with a name or index");
  const segments: PathSegment[] = [];
  let at = 0;
  while (at < path.length) {
    if (path[at] === ".") {
      at++;
      if (at === path.length) throw invalid("expected property path to end with a name or index");
      if (path[at] === "[") throw invalid("expected property name after '.'");
    }
    const { segment, end } = path[at] === "[" ? bracketed(path, at) : named(path, at);
    segments.push(segment);
    at = end;
  }
  return segments;
}

interface Read {
  readonly segment: PathSegment;
  readonly end: number;
}

function named(path: string, start: number): Read {
  const length = path.slice(start).search(/[.[]/);
  const end = length < 0 ? path.length : start + length;
  return { segment: path.slice(start, end), end };
}

const quoted = /\["((?:\\"|[^"])*)(")?(\])?/y;

function bracketed(path: string, start: number): Read {
  if (path[start + 1] === '"') {
    quoted.lastIndex = start;
    const [whole = "", name = "", quote, bracket] = quoted.exec(path) ?? [];
    if (quote === undefined) throw invalid("missing closing quote in property name");
    if (bracket === undefined) throw invalid("missing closing bracket in property access");
    return { segment: name.replaceAll('\\"', '"'), end: start + whole.length };
  }
  const end = path.indexOf("]", start);
  if (end < 0) throw invalid("missing closing bracket in array index");
  const text = path.slice(start + 1, end);
  if (text === "*") return { segment: "*", end: end + 1 };
  if (!/^[+-]?\d+$/.test(text))
    throw invalid(`invalid array index: strconv.ParseInt: parsing "${text}": invalid syntax`);
  return { segment: Number(text), end: end + 1 };
}

/** The ciphertext of `{secure: …}`, which has no other key. */
export function securePart(raw: unknown): string | undefined {
  if (typeof raw !== "object" || raw === null || !("secure" in raw)) return undefined;
  return Object.keys(raw).length === 1 && typeof raw.secure === "string" ? raw.secure : undefined;
}

/** A list or a map; what is sealed is neither. */
function isContainer(raw: unknown): raw is object {
  return typeof raw === "object" && raw !== null && securePart(raw) === undefined;
}

/** What stands at the path, or undefined. */
export function valueAt(raw: unknown, path: readonly PathSegment[]): unknown {
  let value = raw;
  for (const segment of path) {
    if (!isContainer(value) || Array.isArray(value) !== (typeof segment === "number"))
      return undefined;
    value = Object.hasOwn(value, segment)
      ? (value as Record<PathSegment, unknown>)[segment]
      : undefined;
  }
  return value;
}

/**
 * The value with another at the path. Lists and maps that are missing are made; a scalar in their place is overwritten
 * at the top only.
 *
 * @param prefix the path of `raw` itself, for errors
 */
export function withValueAt(
  raw: unknown,
  path: readonly PathSegment[],
  value: unknown,
  prefix: readonly PathSegment[],
): unknown {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  const isMissing = raw === undefined || raw === null;
  if (!isMissing && !isContainer(raw) && prefix.length > 1)
    throw new EngineError(
      `${shown(prefix)}: expected ${typeof head === "number" ? "an array" : "a map"}`,
    );
  const here = [...prefix, head];
  const container = isContainer(raw) ? raw : newContainer(head);
  if (Array.isArray(container)) return withItem(container, head, { rest, value, here });
  if (typeof head === "number")
    throw new EngineError(`${shown(here)}: key for a map must be a string`);
  if (isReserved(container, head, rest, value)) throw new EngineError(reserved);
  const map = container as Record<string, unknown>;
  return { ...map, [head]: withValueAt(map[head], rest, value, here) };
}

interface Placing {
  readonly rest: readonly PathSegment[];
  readonly value: unknown;
  readonly here: readonly PathSegment[];
}

function withItem(list: readonly unknown[], head: PathSegment, placing: Placing): unknown[] {
  const { rest, value, here } = placing;
  if (typeof head !== "number")
    throw new EngineError(`${shown(here)}: key for an array must be an int`);
  if (head < 0 || head > list.length)
    throw new EngineError(`${shown(here)}: array index out of range`);
  const copy = [...list];
  copy[head] = withValueAt(list[head], rest, value, here);
  return copy;
}

const reserved = 'maps with the single key "secure" are reserved';

/** What would be read as a sealed value when it is next met. */
function isReserved(
  map: object,
  key: string,
  rest: readonly PathSegment[],
  value: unknown,
): boolean {
  return (
    key === "secure" &&
    rest.length === 0 &&
    typeof value === "string" &&
    Object.keys(map).length === 0
  );
}

/** As the CLI makes them: a list with room for the index. */
function newContainer(head: PathSegment): object {
  return typeof head === "number" ? Array<unknown>(Math.max(0, head) + 1).fill(null) : {};
}

/** @throws EngineError where what is left would be read as a sealed value. */
export function checkRemoval(raw: unknown, path: readonly PathSegment[]): void {
  const [last] = path.slice(-1);
  const parent = valueAt(raw, path.slice(0, -1));
  if (!isContainer(parent) || Array.isArray(parent)) return;
  const left = Object.keys(parent).filter((key) => key !== last);
  const { secure } = parent as { secure?: unknown };
  if (left.length === 1 && left[0] === "secure" && typeof secure === "string")
    throw new EngineError(`${shown(path)}: ${reserved}`);
}

function shown(path: readonly PathSegment[]): string {
  return path
    .map((segment, index) => {
      if (typeof segment === "number") return `[${segment}]`;
      if (!/^[\w$-]+$/.test(segment)) return `[${JSON.stringify(segment)}]`;
      return index === 0 ? segment : `.${segment}`;
    })
    .join("");
}

/** Inside a list or a map, what reads as a boolean or a whole number is one. */
export function coerced(text: string): unknown {
  if (text === "true" || text === "false") return text === "true";
  if (text.length > 1 && text.startsWith("0")) return text;
  if (!/^[+-]?\d+$/.test(text)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}
