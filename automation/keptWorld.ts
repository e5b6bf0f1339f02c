/** The kept simulated AWS itself: what stands in it, and making it empty. No program is run. */
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { toDriverError } from "./driverError";
import { UsageError } from "./errors";
import { homeName, stateFolder, worldFolder } from "./home";
import { findProjects } from "./project";
import { nearest } from "./wording";
import type { World } from "../simulator";

export interface WorldOptions {
  readonly cwd?: string;
  readonly home?: string;
}

export type WorldEntry = ReturnType<World["list"]>[number];

/** Everything that stands in the kept simulated AWS. */
export function simList(options: WorldOptions = {}): Promise<readonly WorldEntry[]> {
  return withWorld("sim ls", options, [], (world) => world.list());
}

/** One thing of it, by its id. @throws UsageError where there is none, naming the nearest */
export async function simShow(
  id: string,
  options: WorldOptions = {},
): Promise<ReturnType<World["show"]>> {
  const found = await withWorld(
    "sim show",
    options,
    undefined,
    (world) => world.show(id) ?? unknownId(id, world),
  );
  if (found === undefined) throw new UsageError("the simulated AWS is empty: `sim up` fills it");
  return found;
}

/** Empties the simulated AWS and forgets the stacks that were deployed to it. */
export async function simReset(options: WorldOptions = {}): Promise<void> {
  const home = await findHome(options);
  await withWorld("sim reset", options, undefined, async (world) => {
    await world.reset();
    const parts = [stateFolder(home), join(home, "config"), join(home, "inline")];
    await Promise.all(parts.map((part) => rm(part, { recursive: true, force: true })));
  });
}

async function findHome({ cwd, home }: WorldOptions): Promise<string> {
  return home ?? join((await findProjects(cwd)).root, homeName);
}

async function withWorld<T>(
  command: string,
  options: WorldOptions,
  empty: T,
  work: (world: World) => T | Promise<T>,
): Promise<T> {
  const folder = worldFolder(await findHome(options));
  if (!existsSync(folder)) return empty;
  try {
    const { openWorld } = await import("../simulator");
    const world = await openWorld({ folder, purpose: command });
    try {
      return await work(world);
    } finally {
      await world.close();
    }
  } catch (error) {
    throw toDriverError(error, { command, project: "", stack: "", stacks: [] });
  }
}

function unknownId(id: string, world: World): never {
  const ids = world.list().map((entry) => entry.id);
  const near = nearest(id, ids);
  const remedy = near === undefined ? "`sim ls` lists what there is" : `did you mean ${near}?`;
  throw new UsageError(`the simulated AWS has no "${id}"; ${remedy}`);
}
