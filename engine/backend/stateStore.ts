/**
 * Keeps a stack's state through an update so that a crash loses nothing: every operation is journalled before its call and
 * after its result; the whole checkpoint is rewritten when the journal has grown past half of it, and at the end.
 * What cannot be written stops the run: what is under way ends, and is kept in memory for the end's own try.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { Journal } from "../../storage";
import { StoppedError } from "../deployment/gate";
import type { PendingOperation, PendingOperationType, ResourceState } from "../resourceState";
import {
  deploymentJson,
  encryptedSecrets,
  formatOf,
  resourceJson,
  type Snapshot,
} from "./checkpoint";
import type { FileBackend, StackName } from "./fileBackend";
import { LiveState } from "./liveState";
import { digestOf, noSecrets, type JournalRecord, type LoadedStack } from "./loadedStack";
import type { Crypter } from "./passphrase";

type Json = Record<string, unknown>;

/** Below this a checkpoint is not rewritten on the way: small stacks are saved once, at the end. */
const smallestRewrite = 256 * 1024;

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
  /** Told once, when something cannot be written: a full disk, say. From then on nothing more is begun. */
  readonly onFailure: (error: Error) => void;
}

export class StateStore {
  private readonly live: LiveState;
  private codec = noSecrets;
  private journal: Journal<JournalRecord> | undefined;
  private journalFile = "";
  /** What a resource of the state is called by now, by its name of before. */
  private readonly renamed = new Map<string, string>();
  private saving: Promise<void> | undefined;
  private failure: Error | undefined;
  /** What has become of these is in memory alone. */
  private readonly unsaved = new Set<string>();

  private readonly onFailure: (error: Error) => void;
  private readonly backend: FileBackend;
  private readonly name: StackName;
  private readonly crypter: () => Promise<Crypter>;
  private readonly durable: boolean;
  private loaded: LoadedStack;

  constructor({ backend, name, crypter, loaded, durable, onFailure }: StateStoreOptions) {
    this.onFailure = onFailure;
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
    try {
      await this.removeOldJournals();
      await this.journal.append({ bases: [digestOf(this.loaded.text)] });
    } catch (error) {
      await this.journal.close();
      throw error;
    }
  }

  snapshot(): Snapshot {
    return this.live.snapshot();
  }

  /** @throws StoppedError where that cannot be written: what nobody would know of is not begun */
  async begin({ type, resource }: PendingOperation): Promise<void> {
    const operation = { type, resource: this.present(resource) };
    this.live.begin(operation);
    if (await this.append(() => ({ begin: type, resource: this.json(operation.resource) }))) return;
    this.live.end(operation);
    throw new StoppedError();
  }

  async end({ type, resource }: PendingOperation): Promise<void> {
    const operation = { type, resource: this.present(resource) };
    this.live.end(operation);
    await this.record(operation.resource, (json) => ({ end: type, resource: json }));
  }

  /** The resource as it now is, and with it the end of the operation that made it so. */
  async settle(given: ResourceState, ends?: PendingOperationType): Promise<void> {
    const resource = this.present(given);
    if (ends) this.live.end({ type: ends, resource });
    this.live.settle(resource);
    await this.record(resource, (json) => ({ settle: json, ends }));
  }

  /** The resource as it was read, in its place of before. */
  async refresh(given: ResourceState): Promise<void> {
    const resource = this.present(given);
    this.live.refresh(resource);
    await this.record(resource, (json) => ({ settle: json }));
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
    await this.record(resource, (json) => ({ supersede: json }));
  }

  async remove(given: ResourceState, ends?: PendingOperationType): Promise<void> {
    const resource = this.present(given);
    if (ends) this.live.end({ type: ends, resource });
    this.live.remove(resource);
    await this.record(resource, (json) => ({ remove: json, ends }));
  }

  /**
   * Writes the whole checkpoint and ends the journal.
   *
   * @returns the checkpoint's text; undefined where it could not be written: then the last good state stands, and the
   * journal beside it
   */
  async close(): Promise<string | undefined> {
    await this.saving;
    try {
      const text = await this.writeWhole();
      await this.journal?.close();
      if (this.durable) await this.backend.dropJournal(this.name);
      this.unsaved.clear();
      return text;
    } catch (error) {
      this.fail(error);
      await this.journal?.close().catch(() => undefined);
      return undefined;
    }
  }

  /** The resources of which the disk does not know what has become of them. */
  get lost(): readonly string[] {
    return [...this.unsaved];
  }

  /** The steps of a run know a resource of the state by the name under which they found it. */
  private present(resource: ResourceState): ResourceState {
    const urn = this.renamed.get(resource.urn);
    return urn === undefined ? resource : { ...resource, urn };
  }

  private json(resource: ResourceState): Json {
    return resourceJson(resource, this.codec);
  }

  private async record(
    resource: ResourceState,
    record: (json: Json) => JournalRecord,
  ): Promise<void> {
    const isSaved = await this.append(() => record(this.json(resource)));
    if (!isSaved) this.unsaved.add(resource.urn);
  }

  /** @returns whether it is on disk */
  private async append(record: () => JournalRecord): Promise<boolean> {
    if (this.journal === undefined) return true;
    if (this.failure !== undefined) return false;
    const written = this.journal.append(record());
    const large = Math.max(smallestRewrite, this.loaded.text.length / 2);
    if (this.journal.bytes > large)
      this.saving ??= this.rewrite().catch((error: unknown) => this.fail(error));
    try {
      await written;
      return true;
    } catch (error) {
      this.fail(error);
      return false;
    }
  }

  private fail(error: unknown): void {
    if (this.failure !== undefined) return;
    this.failure = error instanceof Error ? error : new Error(String(error));
    this.onFailure(this.failure);
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
