/**
 * Keeps a stack's state through an update so that a crash loses nothing: every operation is journalled before its call and
 * after its result; the whole checkpoint is rewritten when the journal has grown past half of it, and at the end.
 * A journal names the checkpoints (by SHA-256) that it continues, so that one which the CLI has since overwritten is put
 * aside instead of being folded in.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { Journal } from "../../storage";
import { EngineError } from "../errors";
import type { PendingOperation, PendingOperationType, ResourceState } from "../resourceState";
import {
  checkVersion,
  deploymentJson,
  emptySnapshot,
  encryptedSecrets,
  formatOf,
  readDeployment,
  resourceJson,
  resourceState,
  type SecretCodec,
  type Snapshot,
} from "./checkpoint";
import type { FileBackend, StackName } from "./fileBackend";
import { LiveState } from "./liveState";
import type { Crypter } from "./passphrase";

type Json = Record<string, unknown>;
type JournalRecord =
  | { readonly bases: readonly string[] }
  | { readonly begin: PendingOperationType; readonly resource: Json }
  | { readonly end: PendingOperationType; readonly resource: Json }
  | { readonly settle: Json; readonly ends?: PendingOperationType }
  | { readonly supersede: Json }
  | { readonly rename: readonly [string, string] }
  | { readonly remove: Json; readonly ends?: PendingOperationType };

/** Below this a checkpoint is not rewritten on the way: small stacks are saved once, at the end. */
const smallestRewrite = 256 * 1024;

export interface LoadedStack {
  readonly snapshot: Snapshot;
  /** The checkpoint's text, whose digest the next journal continues. */
  readonly text: string;
  /** Said to the user: what an earlier run left behind. */
  readonly notices: readonly string[];
}

/** Reads a stack's state, with what a killed run left in its journal folded in. */
export async function loadStack(
  backend: FileBackend,
  name: StackName,
  codec: () => Promise<SecretCodec>,
): Promise<LoadedStack> {
  const text = await backend.read(name);
  const deployment = parseCheckpoint(text, backend.stackFile(name));
  const needsCodec = text.includes('"4dabf18193072939515e22adb298388d"');
  const secrets = needsCodec ? await codec() : noSecrets;
  const snapshot = deployment === undefined ? emptySnapshot : readDeployment(deployment, secrets);
  const folder = backend.journalFolder(name);
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith(".journal"));
  if (files.length === 0) return { snapshot, text, notices: [] };
  return foldJournals({ folder, files: files.sort(), text, snapshot, codec });
}

/** Secrets that cannot be: what stands for the codec where the text holds none. */
const noSecrets: SecretCodec = {
  seal: () => {
    throw new Error("a secret met no codec");
  },
  open: () => {
    throw new Error("a secret met no codec");
  },
};

export function parseCheckpoint(text: string, where: string): Json | undefined {
  const file = parseStateFile(text, where);
  checkVersion(file, where);
  return file.checkpoint.latest;
}

/** The latest deployment of a checkpoint's text. */
export function latestOf(text: string, where: string): Json | undefined {
  return parseStateFile(text, where).checkpoint.latest;
}

/** The same checkpoint under another name, with another deployment. */
export function withLatest(text: string, name: StackName, latest: Json | undefined): string {
  const file = JSON.parse(text) as StateFile;
  const stack = `organization/${name.project}/${name.stack}`;
  return JSON.stringify({ ...file, checkpoint: { ...file.checkpoint, stack, latest } });
}

interface StateFile {
  readonly version?: unknown;
  readonly features?: unknown;
  readonly checkpoint: { readonly latest?: Json };
}

/** A file that is cut short, or is something else, is never taken for an empty stack. */
function parseStateFile(text: string, where: string): StateFile {
  const damaged = (why: string): EngineError =>
    new EngineError(
      `the state file ${where} is damaged (${why}); it has been left as it is: the last one before it is ${where}.bak`,
    );
  let file: Partial<StateFile> | null;
  try {
    file = JSON.parse(text) as Partial<StateFile> | null;
  } catch (error) {
    throw damaged((error as Error).message);
  }
  if (typeof file?.checkpoint !== "object") throw damaged("it holds no checkpoint");
  return file as StateFile;
}

interface Fold {
  readonly folder: string;
  readonly files: readonly string[];
  readonly text: string;
  readonly snapshot: Snapshot;
  readonly codec: () => Promise<SecretCodec>;
}

async function foldJournals({ folder, files, text, snapshot, codec }: Fold): Promise<LoadedStack> {
  const live = new LiveState(snapshot);
  const digest = digestOf(text);
  const notices: string[] = [];
  let secrets: SecretCodec | undefined;
  let folded = 0;
  for (const file of files) {
    const path = join(folder, file);
    const { journal, records } = await Journal.open<JournalRecord>(path);
    await journal.close();
    const [head, ...rest] = records;
    if (head === undefined) continue;
    if (!("bases" in head) || !head.bases.includes(digest)) {
      await rename(path, `${path}.stale`);
      notices.push(
        `the journal ${path} continues a state that has since been replaced; it was put aside as ${file}.stale`,
      );
      continue;
    }
    secrets ??= await codec();
    for (const record of rest) replay(live, record, secrets);
    folded += rest.length;
  }
  if (folded > 0)
    notices.push(`a run of this stack ended early; its ${folded} journal records were folded in`);
  return { snapshot: live.snapshot(false), text, notices };
}

function replay(live: LiveState, record: JournalRecord, codec: SecretCodec): void {
  if ("begin" in record)
    live.begin({ type: record.begin, resource: resourceState(record.resource, codec) });
  else if ("end" in record)
    live.end({ type: record.end, resource: resourceState(record.resource, codec) });
  else if ("rename" in record) live.rename(...record.rename);
  else if ("supersede" in record) live.supersede(resourceState(record.supersede, codec));
  else if ("settle" in record) {
    const resource = resourceState(record.settle, codec);
    if (record.ends) live.end({ type: record.ends, resource });
    live.settle(resource);
  } else if ("remove" in record) {
    const resource = resourceState(record.remove, codec);
    if (record.ends) live.end({ type: record.ends, resource });
    live.remove(resource);
  }
}

function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The checkpoint of a stack that has never been updated. */
export function emptyCheckpoint(name: StackName): string {
  return JSON.stringify({
    version: 3,
    checkpoint: { stack: `organization/${name.project}/${name.stack}` },
  });
}

/** A checkpoint's text for a snapshot. */
export function checkpointText(name: StackName, snapshot: Snapshot, crypter: Crypter): string {
  return JSON.stringify({
    ...formatOf(snapshot),
    checkpoint: {
      stack: `organization/${name.project}/${name.stack}`,
      latest: deploymentJson(snapshot, encryptedSecrets(crypter), crypter.salt),
    },
  });
}

export interface StateStoreOptions {
  readonly backend: FileBackend;
  readonly name: StackName;
  /** Asked for when there is something to write: a throw-away stack writes at its end alone. */
  readonly crypter: () => Promise<Crypter>;
  readonly loaded: LoadedStack;
  /** False for a throw-away stack: nothing is journalled, and nothing is synced on the way. */
  readonly durable: boolean;
}

export class StateStore {
  private readonly live: LiveState;
  private codec = noSecrets;
  private journal: Journal<JournalRecord> | undefined;
  private journalFile = "";
  /** What a resource of the state is called by now, by its name of before. */
  private readonly renamed = new Map<string, string>();
  private saving: Promise<void> | undefined;

  private readonly backend: FileBackend;
  private readonly name: StackName;
  private readonly crypter: () => Promise<Crypter>;
  private readonly durable: boolean;
  private loaded: LoadedStack;

  constructor({ backend, name, crypter, loaded, durable }: StateStoreOptions) {
    this.backend = backend;
    this.name = name;
    this.crypter = crypter;
    this.durable = durable;
    this.loaded = loaded;
    this.live = new LiveState(loaded.snapshot);
  }

  /** Opens the journal. What an earlier one held is made whole first. */
  async open(): Promise<void> {
    if (!this.durable) return;
    this.codec = encryptedSecrets(await this.crypter());
    if (this.loaded.notices.length > 0) await this.writeWhole();
    this.journal = await this.openJournal();
    await this.removeOldJournals();
    await this.journal.append({ bases: [digestOf(this.loaded.text)] });
  }

  snapshot(): Snapshot {
    return this.live.snapshot();
  }

  async begin({ type, resource }: PendingOperation): Promise<void> {
    const operation = { type, resource: this.present(resource) };
    this.live.begin(operation);
    await this.append(() => ({ begin: operation.type, resource: this.json(operation.resource) }));
  }

  async end({ type, resource }: PendingOperation): Promise<void> {
    const operation = { type, resource: this.present(resource) };
    this.live.end(operation);
    await this.append(() => ({ end: operation.type, resource: this.json(operation.resource) }));
  }

  /** The resource as it now is, and with it the end of the operation that made it so. */
  async settle(given: ResourceState, ends?: PendingOperationType): Promise<void> {
    const resource = this.present(given);
    if (ends) this.live.end({ type: ends, resource });
    this.live.settle(resource);
    await this.append(() => ({ settle: this.json(resource), ends }));
  }

  /** A resource that is as it was: it takes its place in the order, and nothing needs to be written. */
  keep(resource: ResourceState): void {
    this.live.settle(resource);
  }

  /** A resource that goes by another URN from now on: an alias was met. */
  rename(from: string, to: string): void {
    this.renamed.set(from, to);
    this.live.rename(from, to);
    void this.append(() => ({ rename: [from, to] }));
  }

  async supersede(given: ResourceState): Promise<void> {
    const resource = this.present(given);
    this.live.supersede(resource);
    await this.append(() => ({ supersede: this.json(resource) }));
  }

  async remove(given: ResourceState, ends?: PendingOperationType): Promise<void> {
    const resource = this.present(given);
    if (ends) this.live.end({ type: ends, resource });
    this.live.remove(resource);
    await this.append(() => ({ remove: this.json(resource), ends }));
  }

  /** Writes the whole checkpoint and ends the journal. @returns the checkpoint's text. */
  async close(): Promise<string> {
    await this.saving;
    const text = await this.writeWhole();
    await this.journal?.close();
    if (this.durable)
      await rm(this.backend.journalFolder(this.name), { recursive: true, force: true });
    return text;
  }

  /** The steps of a run know a resource of the state by the name under which they found it. */
  private present(resource: ResourceState): ResourceState {
    const urn = this.renamed.get(resource.urn);
    return urn === undefined ? resource : { ...resource, urn };
  }

  private json(resource: ResourceState): Json {
    return resourceJson(resource, this.codec);
  }

  private async append(record: () => JournalRecord): Promise<void> {
    if (this.journal === undefined) return;
    const written = this.journal.append(record());
    const large = Math.max(smallestRewrite, this.loaded.text.length / 2);
    if (this.journal.bytes > large) this.saving ??= this.rewrite();
    await written;
  }

  /** A new journal takes over in the same breath as the checkpoint's text is made, so that no record is in neither. */
  private async rewrite(): Promise<void> {
    const old = this.journal;
    const [journal, crypter] = await Promise.all([this.openJournal(), this.crypter()]);
    const text = checkpointText(this.name, this.live.snapshot(), crypter);
    const started = journal.append({ bases: [this.loaded.text, text].map(digestOf) });
    this.journal = journal;
    await started;
    await this.write(text);
    await old?.close();
    await this.removeOldJournals();
    this.saving = undefined;
  }

  private async writeWhole(): Promise<string> {
    const text = checkpointText(this.name, this.live.snapshot(), await this.crypter());
    await this.write(text);
    return text;
  }

  private async write(text: string): Promise<void> {
    await this.backend.write(this.name, text);
    this.loaded = { ...this.loaded, text };
  }

  private async openJournal(): Promise<Journal<JournalRecord>> {
    const folder = this.backend.journalFolder(this.name);
    await mkdir(folder, { recursive: true });
    this.journalFile = `${Date.now()}-${randomUUID()}.journal`;
    const { journal } = await Journal.open<JournalRecord>(join(folder, this.journalFile));
    return journal;
  }

  private async removeOldJournals(): Promise<void> {
    const folder = this.backend.journalFolder(this.name);
    const files = await readdir(folder);
    const old = files.filter((file) => file.endsWith(".journal") && file !== this.journalFile);
    await Promise.all(old.map((file) => rm(join(folder, file), { force: true })));
  }
}
