/** Property paths as Pulumi writes them: `a.b[0]["c.d"]`, with `*` for any key or index. */
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

/** How a path is written where a difference names it. */
export function propertyPathText(path: readonly PathSegment[]): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      if (!/^\w*$/.test(part)) return `["${part.replaceAll('"', '\\"')}"]`;
      return index === 0 ? part : `.${part}`;
    })
    .join("");
}
