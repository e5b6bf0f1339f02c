/** The kept simulated AWS itself: what stands in it, and making it empty. No program is run. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { toDriverError } from "../driverError";
import { UsageError } from "../errors";
import { homeName, openHome, withLockedHome } from "./home";
import { accountsFile, configFolder, stateFolder, worldFolder } from "./homeParts";
import { findProjects } from "../project/project";
import { nearest } from "../wording";
import type { Entity, ListedObject, World } from "../../simulator";

export interface WorldOptions {
  readonly cwd?: string;
  readonly home?: string;
}

/** Everything that stands in the kept simulated AWS. */
export const simList = (options: WorldOptions = {}): Promise<readonly ListedObject[]> =>
  looking("sim ls", options, (world) => world.list());

/** What has the id. @throws UsageError where nothing has, naming the nearest */
export function simShow(id: string, options: WorldOptions = {}): Promise<readonly Entity[]> {
  return looking("sim show", options, (world) => {
    const found = world.show(id);
    if (found.length === 0) throw unknownId(id, world);
    return found;
  });
}

/** Empties the simulated AWS and forgets the stacks that were deployed to it. Snapshots stay. */
export async function simReset(options: WorldOptions = {}): Promise<void> {
  const folder = await findHome(options);
  if (!existsSync(folder)) return;
  await changing("sim reset", options, async (world) => {
    await world.reset();
    const parts = [
      stateFolder(folder),
      configFolder(folder),
      join(folder, "inline"),
      accountsFile(folder),
    ];
    await Promise.all(parts.map((part) => rm(part, { recursive: true, force: true })));
  });
}

/** Opens the kept world to look at it: it waits for nobody. */
export function looking<T>(
  command: string,
  options: WorldOptions,
  work: (world: World) => T,
): Promise<T> {
  return guarded(command, async () => work(await openKept(options, true)));
}

/** Opens the kept world as its one writer. */
export function changing<T>(
  command: string,
  options: WorldOptions,
  work: (world: World) => Promise<T>,
): Promise<T> {
  return guarded(command, () =>
    locked(command, options, async () => {
      const world = await openKept(options, false);
      try {
        return await work(world);
      } finally {
        await world.close();
      }
    }),
  );
}

/** Runs `work` with the home's folder, as its one writer. */
export async function locked<T>(
  command: string,
  options: WorldOptions,
  work: (home: string) => Promise<T>,
): Promise<T> {
  const home = await openHome(await findHome(options));
  return withLockedHome(home, command, () => work(home.folder));
}

async function findHome({ cwd, home }: WorldOptions): Promise<string> {
  return home ?? join((await findProjects(cwd)).root, homeName);
}

async function openKept(options: WorldOptions, readOnly: boolean): Promise<World> {
  const { openWorld } = await import("../../simulator");
  return openWorld({ folder: worldFolder(await findHome(options)), readOnly });
}

export async function guarded<T>(command: string, work: () => Promise<T>): Promise<T> {
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
