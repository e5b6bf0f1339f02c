/**
 * A network as text, so that a reader checks it by eye and a counterexample is pasted into a spec as it was printed.
 * A line is `kind key word name=value …`; what is indented below it belongs to it; `#` begins a comment.
 */
export interface Line {
  readonly kind: string;
  readonly key: string;
  /** In order: what is no `name=value`. */
  readonly words: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly below: Line[];
}

export function readLines(text: string): Line[] {
  const lines: Line[] = [];
  const base = Math.min(...written(text).map(indent));
  for (const one of written(text)) {
    const line = readLine(one.trim());
    const above = lines.at(-1);
    if (indent(one) === base) lines.push(line);
    else if (above === undefined) throw new Error(`"${one}" is indented and below nothing`);
    else above.below.push(line);
  }
  return lines;
}

function written(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.replace(/(^|\s)#.*$/, ""))
    .filter((line) => line.trim() !== "");
}

function indent(line: string): number {
  return line.length - line.trimStart().length;
}

function readLine(text: string): Line {
  const [kind = "", key = "", ...rest] = text.split(/\s+/);
  const fields = rest
    .filter((word) => word.includes("="))
    .map((word) => [word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1)]);
  return {
    kind,
    key,
    words: rest.filter((word) => !word.includes("=")),
    fields: Object.fromEntries(fields) as Record<string, string>,
    below: [],
  };
}

export function list(text: string | undefined): string[] {
  return text === undefined || text === "" ? [] : text.split(",");
}
