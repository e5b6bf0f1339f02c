/**
 * Where a simulated AWS and the states of its stacks stand: `.pulumi-aws-network/` beside the outermost project, out of
 * git, with a passphrase of its own; or, for a rehearsal, a temporary folder that is gone afterwards.
 */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, link, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DamagedFileError } from "../errors";
import { configFolder, finishRestore, stateFolder, worldFolder } from "./homeParts";
import { acquireLock, writeFileAtomic } from "../../storage";

export const homeName = ".pulumi-aws-network";

export interface Home {
  readonly folder: string;
  readonly passphrase: string;
  /** Of a copy: the folder that it is a copy of, which messages name. */
  readonly copyOf?: string;
}

/** Opens the home at `folder`, making what is missing. */
export async function openHome(folder: string): Promise<Home> {
  const whole = resolve(folder);
  await mkdir(whole, { recursive: true, mode: 0o700 });
  await mkdir(stateFolder(whole), { recursive: true });
  const file = join(whole, "passphrase");
  if (!existsSync(file)) {
    await writeNew(join(whole, ".gitignore"), "*\n");
    await writeNew(file, `${randomBytes(32).toString("hex")}\n`);
  }
  return { folder: whole, passphrase: (await readFile(file, "utf8")).trim() };
}

/** Of all temporary homes of this process: a key is drawn from it once. */
const temporaryPassphrase = randomBytes(32).toString("hex");

/** Runs `work` with a home that leaves nothing behind. */
export async function withTemporaryHome<T>(work: (home: Home) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-aws-network-"));
  try {
    await mkdir(stateFolder(folder));
    return await work({ folder, passphrase: temporaryPassphrase });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs `work` as the home's one writer.
 *
 * @param work is given what the earlier writer did that is gone without having let go, if one is
 * @throws LockedError naming the other writer
 */
export async function withLockedHome<T>(
  { folder }: Home,
  purpose: string,
  work: (cutOff: string | undefined) => Promise<T>,
): Promise<T> {
  const lock = await acquireLock(join(folder, "home.lock"), purpose);
  try {
    await finishRestore(folder);
    return await work(lock.abandonedBy?.purpose);
  } finally {
    await lock.release();
  }
}

/** Runs `work` with a copy of the home's states and world, which leaves nothing behind. */
export function withCopiedHome<T>(home: Home, work: (copy: Home) => Promise<T>): Promise<T> {
  return withTemporaryHome(async ({ folder }) => {
    const copied = [stateFolder, worldFolder, configFolder].flatMap((part) =>
      existsSync(part(home.folder))
        ? cp(part(home.folder), part(folder), { recursive: true, filter: isCopied })
        : [],
    );
    await Promise.all(copied);
    const copy: Home = { folder, passphrase: home.passphrase, copyOf: home.folder };
    try {
      return await work(copy);
    } catch (error) {
      if (error instanceof Error) error.message = inOriginal(copy, error.message);
      throw error;
    }
  });
}

/** A message of a copy as the user can use it: the files that it names are the original's. */
export function inOriginal({ folder, copyOf }: Home, message: string): string {
  return copyOf === undefined ? message : message.replaceAll(folder, copyOf);
}

interface StackName {
  readonly project: string;
  readonly stack: string;
}

function checkpointFile(home: Home, { project, stack }: StackName): string {
  return join(stateFolder(home.folder), ".pulumi", "stacks", project, `${stack}.json`);
}

/** Takes one stack's state from a copy. */
export async function adoptState(from: Home, to: Home, name: StackName): Promise<void> {
  await writeFileAtomic(checkpointFile(to, name), await readFile(checkpointFile(from, name)));
}

interface Checkpoint {
  readonly latest?: {
    readonly pending_operations?: readonly unknown[];
    readonly resources?: readonly unknown[];
  };
}

/** The stack's state, undefined where it has none. @throws DamagedFileError */
export async function readCheckpoint(home: Home, name: StackName): Promise<Checkpoint | undefined> {
  const file = checkpointFile(home, name);
  if (!existsSync(file)) return undefined;
  const remedy = existsSync(`${file}.bak`) ? `; the last one before it is ${file}.bak` : "";
  try {
    const state = JSON.parse(await readFile(file, "utf8")) as { checkpoint?: unknown } | null;
    const checkpoint = state?.checkpoint;
    if (typeof checkpoint === "object" && checkpoint !== null) return checkpoint;
  } catch (error) {
    throw DamagedFileError.of(file, (error as Error).message + remedy);
  }
  throw DamagedFileError.of(file, `it holds no checkpoint${remedy}`);
}

/** True where an earlier run was cut off: its journal is still there, or operations are recorded as pending. */
export async function isInterrupted(home: Home, name: StackName): Promise<boolean> {
  const journal = join(
    ...[stateFolder(home.folder), ".pulumi", "rehearsal-journal", name.project, name.stack],
  );
  if (existsSync(journal)) return true;
  const checkpoint = await readCheckpoint(home, name);
  return (checkpoint?.latest?.pending_operations ?? []).length > 0;
}

/** The copy has one user, whoever holds the original, and no past. */
function isCopied(path: string): boolean {
  return !/[\\/](?:\.pulumi[\\/](?:locks|history|backups)|[^\\/]*\.lock)$/.test(path);
}

/** Where the stack file of a run is written: the user's own with that run's values, never the user's own. */
export function configFile(home: string, project: string, stack: string): string {
  return join(configFolder(home), project, `Pulumi.${stack}.yaml`);
}

/** The path as it is: Pulumi takes what follows `file://` for a path and decodes nothing in it. */
export function backendUrl(home: string): string {
  return `file://${stateFolder(home)}`;
}

/** Makes the file whole or, where it is there already, not at all: two first uses at a time agree on one passphrase. */
async function writeNew(file: string, data: string): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString("hex")}.tmp`;
  await writeFile(beside, data, { flag: "wx", mode: 0o600 });
  try {
    await link(beside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await rm(beside, { force: true });
  }
}
