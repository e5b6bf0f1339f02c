/** What a home is made of, and how all of it is put back at once. */
import { existsSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";

export function stateFolder(home: string): string {
  return join(home, "state");
}

export function worldFolder(home: string): string {
  return join(home, "world");
}

export function accountsFile(home: string): string {
  return join(home, "accounts.json");
}

export function configFolder(home: string): string {
  return join(home, "config");
}

const parts = {
  world: worldFolder,
  state: stateFolder,
  config: configFolder,
  accounts: accountsFile,
};

export type Part = keyof typeof parts;
export const partNames = Object.keys(parts) as readonly Part[];
export const partOf = (home: string, part: Part): string => parts[part](home);

/** A whole copy that is being moved into its place: what it does not have is marked `<part>.absent`. */
export const restoringFolder = (home: string): string => join(home, "restoring");

/** Goes on with a restore that was cut off after its copy was whole. Doing a part twice does no harm. */
export async function finishRestore(home: string): Promise<void> {
  const from = restoringFolder(home);
  if (!existsSync(from)) return;
  for (const part of partNames) {
    const copy = join(from, part);
    const isThere = existsSync(copy);
    // Neither there nor marked as absent: it was moved before the earlier run was cut off.
    if (!isThere && !existsSync(`${copy}.absent`)) continue;
    await rm(partOf(home, part), { recursive: true, force: true });
    if (isThere) await rename(copy, partOf(home, part));
  }
  await rm(from, { recursive: true, force: true });
}
