/**
 * Snapshots of a kept simulated AWS: its world, the states of its stacks, their configuration and accounts, together, so
 * that what is put back fits. Both ways are one rename at the decisive moment: a crash leaves the old or the new.
 */
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../errors";
import { finishRestore, partNames, partOf, restoringFolder, type Part } from "./homeParts";
import { guarded, locked, type WorldOptions } from "./keptWorld";
import { listed } from "../wording";

const snapshotFolder = (home: string): string => join(home, "snapshots");

/** @param name letters, digits, `-` and `_`. @throws UsageError where there is one of that name */
export async function simSnapshot(name: string, options: WorldOptions = {}): Promise<void> {
  checkName(name);
  return guarded("sim snapshot", () =>
    locked("sim snapshot", options, async (home) => {
      const target = join(snapshotFolder(home), name);
      if (existsSync(target))
        throw new UsageError(`there is a snapshot "${name}" already: choose another name`);
      const draft = join(snapshotFolder(home), `.${name}`);
      await rm(draft, { recursive: true, force: true });
      await copyParts(
        (part) => partOf(home, part),
        (part) => join(draft, part),
      );
      await rename(draft, target);
    }),
  );
}

/** Puts back what was there when the snapshot was made; what is there now is gone. */
export function simRestore(name: string, options: WorldOptions = {}): Promise<void> {
  return guarded("sim restore", () =>
    locked("sim restore", options, async (home) => {
      const source = join(snapshotFolder(home), name);
      const names = await namesIn(home);
      if (!names.includes(name))
        throw new UsageError(
          `there is no snapshot "${name}": ` +
            (names.length === 0 ? "there is none" : listed("there are", names, name)),
        );
      const draft = join(home, ".restoring");
      await rm(draft, { recursive: true, force: true });
      await copyParts(
        (part) => join(source, part),
        (part) => join(draft, part),
      );
      await rename(draft, restoringFolder(home));
      await finishRestore(home);
    }),
  );
}

export const simSnapshots = async (options: WorldOptions = {}): Promise<readonly string[]> =>
  guarded("sim snapshot", () => locked("sim snapshot", options, namesIn));

async function copyParts(from: (part: Part) => string, to: (part: Part) => string): Promise<void> {
  for (const part of partNames) {
    const target = to(part);
    await mkdir(join(target, ".."), { recursive: true, mode: 0o700 });
    if (existsSync(from(part)))
      await cp(from(part), target, { recursive: true, filter: (path) => !path.endsWith(".lock") });
    else await mkdir(`${target}.absent`);
  }
}

async function namesIn(home: string): Promise<readonly string[]> {
  const folder = snapshotFolder(home);
  if (!existsSync(folder)) return [];
  return (await readdir(folder)).filter((name) => !name.startsWith(".")).sort();
}

function checkName(name: string): void {
  if (!/^[\w-]{1,64}$/.test(name))
    throw new UsageError(
      `"${name}" is no name for a snapshot: up to 64 letters, digits, "-" and "_"`,
    );
}
