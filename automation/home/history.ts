/** The history of a stack's updates, as the file backend of a home keeps it. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Home } from "./home";
import { stateFolder } from "./homeParts";

interface StackName {
  readonly project: string;
  readonly stack: string;
}

/** What is read of one here. */
export interface KeptUpdate {
  readonly environment?: Readonly<Record<string, string>>;
}

/** Newest first. @param most how many; all without it */
export async function keptHistory(
  { folder }: Home,
  { project, stack }: StackName,
  most?: number,
): Promise<KeptUpdate[]> {
  const history = join(stateFolder(folder), ".pulumi", "history", project, stack);
  const names = await readdir(history).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  });
  // Names sort by time.
  const files = names.filter((name) => name.endsWith(".history.json")).sort();
  const texts = files.reverse().slice(0, most);
  return Promise.all(
    texts.map(
      async (name) => JSON.parse(await readFile(join(history, name), "utf8")) as KeptUpdate,
    ),
  );
}
