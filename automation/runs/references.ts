/** The stacks that a program refers to (`pulumi.StackReference`), given as what `pulumi stack export` prints of them. */
import { readFile } from "node:fs/promises";
import { UsageError } from "../errors";
import { filesMatching } from "../project/filePattern";

interface Export {
  readonly deployment?: { readonly resources?: readonly { readonly urn?: string }[] };
}

/**
 * @param patterns files, and patterns such as `states/*.json`
 * @returns by `project/stack`, as their URNs have it
 * @throws UsageError naming the file that is none, or that two are of one stack
 */
export async function readReferences(
  patterns: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  const found: Record<string, unknown> = {};
  for (const pattern of patterns) {
    const files = await filesMatching(pattern);
    if (files.length === 0) throw new UsageError(`--reference ${pattern}: no file matches it`);
    for (const file of files) {
      const { name, exported } = await readExport(file);
      if (name in found)
        throw new UsageError(`--reference ${file}: there is another state of ${name}; give one`);
      found[name] = exported;
    }
  }
  return found;
}

async function readExport(file: string): Promise<{ name: string; exported: unknown }> {
  let exported: Export | null;
  try {
    exported = JSON.parse(await readFile(file, "utf8")) as Export | null;
  } catch {
    throw new UsageError(`--reference ${file}: no JSON; give what \`pulumi stack export\` prints`);
  }
  const [, , stack, project] = exported?.deployment?.resources?.[0]?.urn?.split(/::|:/) ?? [];
  if (stack === undefined || project === undefined)
    throw new UsageError(
      `--reference ${file}: it has no deployment with resources; give what \`pulumi stack export\` prints`,
    );
  return { name: `${project}/${stack}`, exported };
}
