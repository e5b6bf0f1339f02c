/**
 * The settings of a project's own namespace: an unknown key is refused with the nearest one named,
 * as a mistyped key would otherwise leave the default in place without a word.
 */
import * as pulumi from "@pulumi/pulumi";

/** Refuses keys of `project:` that are not among `known`. */
export function refuseUnknownKeys(project: string, known: readonly string[]): void {
  const prefix = `${project}:`;
  const unknown = Object.keys(pulumi.runtime.allConfig())
    .filter((key) => key.startsWith(prefix))
    .map((key) => key.slice(prefix.length))
    .filter((key) => !known.includes(key));
  if (unknown.length === 0) return;
  const lines = unknown.map(
    (key) =>
      `  - ${prefix}${key}: must be one of ${known.join(", ")}; the nearest is ${nearest(key, known)}`,
  );
  throw new pulumi.RunError(`unknown configuration:\n${lines.join("\n")}`);
}

/** The environment's name: from config, or `ENVIRONMENT_SUFFIX`, or the stack's name. */
export function environmentSuffix(config: pulumi.Config): string {
  return config.get("environmentSuffix") ?? process.env.ENVIRONMENT_SUFFIX ?? pulumi.getStack();
}

/** Reads a setting that has to be one of an enum's values. */
export function oneOfValues<T extends string>(
  config: pulumi.Config,
  key: string,
  values: Readonly<Record<string, T>>,
): T | undefined {
  const given = config.get(key);
  if (given === undefined) return undefined;
  const value = Object.values(values).find((one) => one === given);
  if (value !== undefined) return value;
  const allowed = Object.values(values)
    .map((one) => `"${one}"`)
    .join(", ");
  throw new pulumi.RunError(`${config.name}:${key} must be one of ${allowed}, got "${given}"`);
}

function nearest(key: string, known: readonly string[]): string {
  const sorted = [...known].sort((a, b) => distance(key, a) - distance(key, b));
  return sorted[0] ?? "";
}

/** Levenshtein's distance, without regard to case. */
function distance(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
