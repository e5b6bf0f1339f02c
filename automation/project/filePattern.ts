/** Files by a pattern, for where no shell has spelled it out: `*` and `?` in a name, `**` for any folders. */
import { readdir } from "node:fs/promises";
import { join, parse } from "node:path";

/** Sorted; none where no file matches. A path without `*` and `?` is what it names, whether it is there or not. */
export async function filesMatching(pattern: string): Promise<string[]> {
  if (!/[*?]/.test(pattern)) return [pattern];
  const { root } = parse(pattern);
  const parts = pattern.slice(root.length).split(/[\\/]+/);
  return (await below(root, parts)).sort();
}

async function below(folder: string, [part = "", ...rest]: readonly string[]): Promise<string[]> {
  if (part === "") return [];
  if (!/[*?]/.test(part) && rest.length > 0) return below(join(folder, part), rest);
  const entries = await entriesOf(folder);
  if (part === "**") {
    const deeper = entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith("."));
    const found = deeper.map(({ name }) => below(join(folder, name), [part, ...rest]));
    return [...(await below(folder, rest)), ...(await Promise.all(found)).flat()];
  }
  const name = nameMatcher(part);
  const named = entries.filter((entry) => name.test(entry.name));
  if (rest.length === 0)
    return named.filter((entry) => !entry.isDirectory()).map((entry) => join(folder, entry.name));
  const found = named.map((entry) => below(join(folder, entry.name), rest));
  return (await Promise.all(found)).flat();
}

/** As shells do: a name that begins with a dot is matched by a pattern that does. */
function nameMatcher(part: string): RegExp {
  const source = part
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]");
  return new RegExp(`^${part.startsWith(".") ? "" : "(?!\\.)"}${source}$`);
}

/** None of what is no folder, or may not be read. */
const entriesOf = (folder: string) =>
  readdir(folder === "" ? "." : folder, { withFileTypes: true }).catch(() => []);
