/**
 * Reads a stack's state: the checkpoint, and what a killed run left in its journal. A journal names the checkpoints (by
 * SHA-256) that it continues, so that one which the CLI has since overwritten is put aside instead of being folded in.
 */
import { createHash } from "node:crypto";
import { readdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { Journal } from "../../storage";
import { EngineError } from "../errors";
import type { PendingOperationType } from "../resourceState";
import {
  checkVersion,
  emptySnapshot,
  readDeployment,
  resourceState,
  type SecretCodec,
  type Snapshot,
} from "./checkpoint";
import type { FileBackend, StackName } from "./fileBackend";
import { LiveState } from "./liveState";

type Json = Record<string, unknown>;
export type JournalRecord =
  | { readonly bases: readonly string[] }
  | { readonly begin: PendingOperationType; readonly resource: Json }
  | { readonly end: PendingOperationType; readonly resource: Json }
  | { readonly settle: Json; readonly ends?: PendingOperationType }
  | { readonly supersede: Json }
  | { readonly rename: readonly [string, string] }
  | { readonly remove: Json; readonly ends?: PendingOperationType };

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
export const noSecrets: SecretCodec = {
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

export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
