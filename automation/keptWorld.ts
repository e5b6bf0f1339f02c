/** The kept simulated AWS itself: what stands in it, and making it empty. No program is run. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { toDriverError } from "./driverError";
import { UsageError } from "./errors";
import {
  accountsFile,
  configFolder,
  homeName,
  openHome,
  stateFolder,
  withLockedHome,
  worldFolder,
} from "./home";
import { findProjects } from "./project";
import { nearest } from "./wording";
import type { Entity, ListedObject, World } from "../simulator";

export interface WorldOptions {
  readonly cwd?: string;
  readonly home?: string;
}

/** Everything that stands in the kept simulated AWS. */
export function simList(options: WorldOptions = {}): Promise<readonly ListedObject[]> {
  return guarded("sim ls", async () => (await openKept(options, true)).list());
}

/** What has the id. @throws UsageError where nothing has, naming the nearest */
export function simShow(id: string, options: WorldOptions = {}): Promise<readonly Entity[]> {
  return guarded("sim show", async () => {
    const world = await openKept(options, true);
    const found = world.show(id);
    if (found.length === 0) throw unknownId(id, world);
    return found;
  });
}

/** Empties the simulated AWS and forgets the stacks that were deployed to it. */
export async function simReset(options: WorldOptions = {}): Promise<void> {
  const folder = await findHome(options);
  if (!existsSync(folder)) return;
  await guarded("sim reset", async () => {
    await withLockedHome(await openHome(folder), "sim reset", async () => {
      const world = await openKept(options, false);
      try {
        await world.reset();
      } finally {
        await world.close();
      }
      const parts = [
        stateFolder(folder),
        configFolder(folder),
        join(folder, "inline"),
        accountsFile(folder),
      ];
      await Promise.all(parts.map((part) => rm(part, { recursive: true, force: true })));
    });
  });
}

async function findHome({ cwd, home }: WorldOptions): Promise<string> {
  return home ?? join((await findProjects(cwd)).root, homeName);
}

async function openKept(options: WorldOptions, readOnly: boolean): Promise<World> {
  const { openWorld } = await import("../simulator");
  return openWorld({ folder: worldFolder(await findHome(options)), readOnly });
}

async function guarded<T>(command: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDriverError(error, { command, project: "", stack: "", stacks: [] });
  }
}

function unknownId(id: string, world: World): UsageError {
  const near = nearest(
    id,
    world.list().map((entry) => entry.id),
  );
  const remedy = near === undefined ? "`sim ls` lists what there is" : `did you mean ${near}?`;
  return new UsageError(`the simulated AWS has no "${id}"; ${remedy}`);
}
