/**
 * A world in a folder: `world.json`, readable, one object a line, and `world.journal`, what has happened since. A crash
 * loses nothing that a call has answered: its changes are in the journal, on disk, before it answers.
 */
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acquireLock, Journal, type Lock, writeFileAtomic } from "../../storage";
import type { Contents, Mutation, Store } from "./store";

const format = "pulumi-aws-network: a simulated AWS";
const version = 2;

interface WorldFile extends Contents {
  readonly format: string;
  readonly version: number;
  readonly seed: string;
}

/** One operation's changes: all of them, or none, survive a crash. */
type Entry = readonly Mutation[];

export interface Disk {
  readonly seed: string | undefined;
  /** Resolves when the changes are on disk. */
  commit(mutations: readonly Mutation[]): Promise<void>;
  /** Writes the whole world and empties the journal. */
  save(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the folder, as its one writer, and fills the store. @throws LockedError naming the other writer. */
export async function openDisk(folder: string, store: Store, seed: string): Promise<Disk> {
  const lock = await acquireLock(join(folder, "world.lock"), "a simulated AWS");
  try {
    const { size, seed: stored } = await load(folder, store);
    const { journal, records } = await Journal.open<Entry>(join(folder, "world.journal"));
    for (const entry of records) for (const mutation of entry) store.replay(mutation);
    return new WritableDisk({ folder, store, seed: stored ?? seed, lock, journal }, size);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Fills the store without a lock and without changing a file: what a reader does while another writes. */
export async function readDisk(
  folder: string,
  store: Store,
): Promise<{ seed: string | undefined }> {
  const { seed } = await load(folder, store);
  const copy = await mkdtemp(join(tmpdir(), "world-"));
  try {
    // Opening a journal mends its tail, which is the writer's to do: a reader opens a copy.
    const file = join(copy, "world.journal");
    const found = await copyFile(join(folder, "world.journal"), file).then(
      () => true,
      (error: unknown) => {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
        throw error;
      },
    );
    if (!found) return { seed };
    const { journal, records } = await Journal.open<Entry>(file);
    await journal.close();
    for (const entry of records) for (const mutation of entry) store.replay(mutation);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
  return { seed };
}

interface Parts {
  readonly folder: string;
  readonly store: Store;
  readonly seed: string;
  readonly lock: Lock;
  readonly journal: Journal<Entry>;
}

/** Below this a journal is not worth a whole save. */
const smallJournal = 256 * 1024;

class WritableDisk implements Disk {
  private saving: Promise<void> | undefined;

  constructor(
    private readonly parts: Parts,
    /** Bytes of the whole file as last written. */
    private size: number,
  ) {}

  get seed(): string {
    return this.parts.seed;
  }

  async commit(mutations: readonly Mutation[]): Promise<void> {
    if (mutations.length === 0) return;
    const { journal } = this.parts;
    if (this.saving === undefined && journal.bytes > Math.max(smallJournal, this.size / 2))
      await this.save();
    // What is appended while the whole is being written would be lost when the journal is emptied.
    while (this.saving !== undefined) await this.saving;
    await journal.append(mutations);
  }

  save(): Promise<void> {
    this.saving ??= this.writeWhole().finally(() => {
      this.saving = undefined;
    });
    return this.saving;
  }

  async close(): Promise<void> {
    const { journal, lock } = this.parts;
    try {
      await this.save();
    } finally {
      await journal.close();
      await lock.release();
    }
  }

  private async writeWhole(): Promise<void> {
    const { folder, journal, seed, store } = this.parts;
    const text = serialise(seed, store.contents());
    await writeFileAtomic(join(folder, "world.json"), text);
    this.size = text.length;
    await journal.reset();
  }
}

function serialise(seed: string, { clock = 0, lives, objects }: Contents): string {
  const lines = objects.map((object) => `    ${JSON.stringify(object)}`).join(",\n");
  return [
    "{",
    `  "format": ${JSON.stringify(format)},`,
    `  "version": ${version},`,
    `  "seed": ${JSON.stringify(seed)},`,
    `  "clock": ${clock},`,
    `  "lives": ${JSON.stringify(lives)},`,
    objects.length === 0 ? `  "objects": []` : `  "objects": [\n${lines}\n  ]`,
    "}\n",
  ].join("\n");
}

async function load(
  folder: string,
  store: Store,
): Promise<{ seed: string | undefined; size: number }> {
  const file = join(folder, "world.json");
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { seed: undefined, size: 0 };
    throw error;
  }
  const world = parse(file, text);
  store.load(world);
  return { seed: world.seed, size: text.length };
}

function parse(file: string, text: string): WorldFile {
  const damaged = (why: string): Error =>
    new Error(
      `${file} is damaged (${why}): it has been left as it is; put back a copy of it, or delete it and world.journal beside it to begin with an empty AWS`,
    );
  let world: Partial<WorldFile> | null;
  try {
    world = JSON.parse(text) as Partial<WorldFile> | null;
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : "no JSON");
  }
  if (world?.format !== format) throw damaged("it is no simulated AWS");
  if (world.version !== version)
    throw new Error(
      `${file} is of version ${world.version ?? "?"}, and this is version ${version}: it has been left as it is; use the release of pulumi-aws-network that wrote it, ` +
        "or delete it, world.journal and the states beside its folder to begin with an empty AWS",
    );
  const { seed, clock = 0, lives, objects } = world;
  if (seed === undefined || lives === undefined || !Array.isArray(objects))
    throw damaged("a part is missing");
  for (const object of objects as unknown[])
    if (!isEntity(object)) throw damaged("an object is no object");
  return { format, version, seed, clock, lives, objects };
}

function isEntity(object: unknown): boolean {
  if (typeof object !== "object" || object === null) return false;
  return ["kind", "id", "account", "region"].every(
    (key) => typeof (object as Record<string, unknown>)[key] === "string",
  );
}
