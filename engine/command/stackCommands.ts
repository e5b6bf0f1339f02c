/** `stack` and `stack init|select|rm|ls|rename`. */
import { rename as renameFile, rm } from "node:fs/promises";
import { emptySnapshot } from "../backend/checkpoint";
import type { StackName } from "../backend/fileBackend";
import { renamedDeployment } from "../backend/renaming";
import { latestOf, parseCheckpoint, withLatest } from "../backend/loadedStack";
import { checkpointText, emptyCheckpoint } from "../backend/stateStore";
import { EngineError } from "../errors";
import { findProject } from "../project/projectFile";
import { stackType } from "../urn";
import { forget, selectStack, selected } from "./selection";
import {
  openStack,
  requireStack,
  shownName,
  spelledName,
  type Session,
  type StackSession,
} from "./session";
import { load } from "./stateCommands";

export async function init(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  const provider = session.line.value("secrets-provider");
  if (
    provider !== undefined &&
    provider !== "" &&
    provider !== "default" &&
    provider !== "passphrase"
  )
    throw new EngineError(
      `the rehearsal engine does not support the secrets provider "${provider}" (only passphrase); use the Pulumi CLI`,
    );
  if (await session.backend.exists(stack.name))
    throw new EngineError(`stack '${spelledName(stack.name)}' already exists`);
  const crypter = stack.crypter();
  // A throw-away stack does not wait for its key: nothing is encrypted before its first update ends.
  crypter.catch(() => undefined);
  const { durable, initialState } = session.options;
  const text =
    durable === false && initialState === undefined
      ? emptyCheckpoint(stack.name)
      : checkpointText(stack.name, initialState ?? emptySnapshot, await crypter);
  await session.backend.write(stack.name, text);
  if (!session.line.flag("no-select")) selectStack(session.options, stack);
  session.warn(`Created stack '${shownName(stack.name, stack.project)}'`);
  return "";
}

export async function select(session: Session): Promise<string> {
  const stack = await openStack(session, session.line.positionals[0]);
  await requireStack(session, stack);
  selectStack(session.options, stack);
  return "";
}

const stillFull = (stack: string): string =>
  `'${stack}' still has resources; removal rejected. Possible actions:\n` +
  `- Make sure that '${stack}' is the stack that you want to destroy\n` +
  "- Run `pulumi destroy` to delete the resources, then run `pulumi stack rm`\n" +
  "- Run `pulumi stack rm --force` to override this error";

export async function remove(session: Session): Promise<string> {
  const [given] = session.line.positionals;
  if (given !== undefined && session.line.value("stack") !== undefined)
    throw new EngineError("only one of --stack or argument stack name may be specified, not both");
  const stack = await openStack(session, given);
  await requireStack(session, stack);
  const { line, backend } = session;
  const lock = await backend.lock(stack.name);
  try {
    const { snapshot } = await load(session, stack);
    // The root alone manages nothing.
    const isFull = snapshot.resources.some(({ type }, index) => index > 0 || type !== stackType);
    if (isFull && !line.flag("force"))
      throw new EngineError(stillFull(shownName(stack.name, stack.project)));
    await backend.remove(stack.name);
  } finally {
    await lock.release();
  }
  if (!line.flag("preserve-config")) await removeSettings(session, stack);
  forget(session.options, stack.name);
  return `Stack '${shownName(stack.name, stack.project)}' has been removed!\n`;
}

/** The stack's own settings file; one that was given in its place is not the stack's. */
async function removeSettings(
  { line, options }: Session,
  { name, project, settings }: StackSession,
): Promise<void> {
  if (options.settingsFile !== undefined || line.value("config-file") !== undefined) return;
  if (name.project === project.name) await rm(settings.file, { force: true });
}

/** The state, the history and the settings go by another name; the URNs in the state with them. */
export async function rename(session: Session): Promise<string> {
  const { line, backend } = session;
  const from = await openStack(session);
  await requireStack(session, from);
  const to = await openStack(session, line.positionals[0]);
  const lock = await backend.lock(from.name);
  try {
    if (await backend.exists(to.name))
      throw new EngineError(`a stack named ${shownName(to.name, from.project)} already exists`);
    await backend.rename(from.name, to.name, await renamedState(session, from, to.name));
  } finally {
    await lock.release();
  }
  const moves =
    session.options.settingsFile === undefined && from.settings.file !== to.settings.file;
  if (moves) await renameFile(from.settings.file, to.settings.file).catch(ignoreMissing);
  forget(session.options, from.name);
  selectStack(session.options, to);
  return `Renamed ${shownName(from.name, from.project)} to ${shownName(to.name, from.project)}\n`;
}

async function renamedState(session: Session, from: StackSession, to: StackName): Promise<string> {
  const loaded = await load(session, from);
  // What a killed run left is made whole first: the journal is of the old name.
  const text =
    loaded.notices.length > 0
      ? checkpointText(from.name, loaded.snapshot, await from.crypter())
      : loaded.text;
  const latest = latestOf(text, session.backend.stackFile(from.name));
  return withLatest(text, to, latest && renamedDeployment(latest, from.name, to));
}

function ignoreMissing(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
}

export async function list(session: Session): Promise<string> {
  const all = session.line.flag("all");
  const project = await findProject(session.cwd);
  if (project === undefined && !all)
    throw new EngineError("no Pulumi.yaml project file found: pass --all to list all stacks");
  const names = await session.backend.list();
  const shown = names.filter((name) => all || name.project === project?.name);
  const chosen = project && selected(session.options, project);
  const rows = await Promise.all(
    shown.map(async (name) => {
      const text = await session.backend.read(name);
      const deployment = parseCheckpoint(text, session.backend.stackFile(name));
      const { time } = (deployment?.manifest ?? {}) as { time?: string };
      return {
        name: project ? shownName(name, project) : spelledName(name),
        current: chosen !== undefined && spelledName(chosen) === spelledName(name),
        ...(time === undefined ? {} : { lastUpdate: new Date(time).toISOString() }),
        ...(deployment === undefined ? {} : { resourceCount: countResources(deployment) }),
      };
    }),
  );
  return JSON.stringify(rows, null, 2);
}

function countResources(deployment: Record<string, unknown>): number {
  return Array.isArray(deployment.resources) ? deployment.resources.length : 0;
}
