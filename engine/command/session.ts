/** What one command works on: the project, the stack, its settings and secrets, resolved once. */
import { join } from "node:path";
import { backendFolder, FileBackend, organization, type StackName } from "../backend/fileBackend";
import type { Snapshot } from "../backend/checkpoint";
import { newCrypter, openCrypter, passphraseFrom, type Crypter } from "../backend/passphrase";
import { EngineError } from "../errors";
import { loadProject, type Project } from "../project/projectFile";
import { StackSettings } from "../project/stackSettings";
import type { ProviderFactories } from "../deployment/providers/providerSource";
import type { CommandLine } from "./commandLine";
import { requireSelected } from "./selection";

export type Environment = Readonly<Record<string, string | undefined>>;

export interface EngineOptions {
  /** Provider by package: `{ aws: world.providerFactory() }`. Packages that are not here are refused by name. */
  readonly providers: ProviderFactories;
  /**
   * Packages of which the installed plugin constructs the components that the given provider declines. The plugin runs
   * against this engine's monitor, without any credential. @default none
   */
  readonly componentPlugins?: readonly string[];
  /**
   * Packages whose installed plugin is the run's provider, without any credential: those that leave the world alone, such as
   * `random`. Whatever stands in `providers` comes first. @default none
   */
  readonly installedProviders?: readonly string[];
  /** More of them, by name, at the caller's own risk: `pulumi-nodejs` are dynamic providers. @default none */
  readonly allow?: readonly string[];
  /**
   * What stack references read of stacks that are not in the backend: `project/stack`, or the name as the program spells it,
   * to what `pulumi stack export` prints, parsed. @default none
   */
  readonly stackExports?: Readonly<Record<string, unknown>>;
  /**
   * What to do about a stack that is referred to and found nowhere, for the error. Where it is given, the organization in a
   * stack's name is not looked at: the file backend has only one. @default - names as the CLI's file backend takes them
   */
  readonly referenceRemedy?: string;
  /**
   * The file that stands for `Pulumi.<stack>.yaml`, for every command of this engine. Without it the stack's own file is
   * read and, as the CLI does, written. A command's own `--config-file` wins.
   */
  readonly settingsFile?: string;
  /**
   * Settles what an interrupted run left pending: answers the ids under which a resource stands in the cloud. One that the
   * state does not have was made by the interrupted create, and is taken into the state; without one the operation is
   * cleared. Without this function pending operations are told of and left, as by the CLI.
   */
  readonly resolvePending?: (urn: string) => readonly string[];
  /** What the user is told to do about pending operations. @default the CLI's own remedy */
  readonly pendingRemedy?: string;
  /** What a new stack has at once (`stack init`), handed over in memory. @default - nothing */
  readonly initialState?: Snapshot;
  /** What the history says of an update beside what it says by itself, such as `git.head`. @default - nothing */
  readonly updateEnvironment?: () => Promise<Readonly<Record<string, string>>>;
  /** False for a throw-away stack: no journal, no history, no lock. @default true */
  readonly durable?: boolean;
}

export interface Session {
  readonly line: CommandLine;
  readonly options: EngineOptions;
  readonly cwd: string;
  readonly env: Environment;
  readonly backend: FileBackend;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  /** Told beside what the command answers. */
  readonly warn: (text: string) => void;
  readonly signal: AbortSignal;
}

export interface StackSession {
  readonly project: Project;
  readonly name: StackName;
  readonly settings: StackSettings;
  /** Derived once, off the main thread; asked for only where there is something to encrypt or decrypt. */
  readonly crypter: () => Promise<Crypter>;
}

export function backendOf(env: Environment): FileBackend {
  return new FileBackend(backendFolder(env.PULUMI_BACKEND_URL));
}

/**
 * @param given the stack's name; without it `--stack`, else the one that is selected. `organization/project/stack` names
 * are taken apart.
 */
export async function openStack(session: Session, given?: string): Promise<StackSession> {
  const project = await loadProject(session.cwd);
  const spelled = given ?? session.line.value("stack") ?? "";
  const name = stackName(
    spelled === "" ? requireSelected(session.options, project) : spelled,
    project,
  );
  const file =
    session.line.value("config-file") ??
    session.options.settingsFile ??
    join(project.settingsFolder, `Pulumi.${name.stack}.yaml`);
  const settings = await StackSettings.open(file, project);
  return { project, name, settings, crypter: () => crypterOf(session, settings) };
}

/** Crypters by settings file, of one engine: a key takes 0.2 s, and the next command can use what the last has begun. */
const crypters = new WeakMap<EngineOptions, Map<string, Promise<Crypter>>>();

async function crypterOf(session: Session, settings: StackSettings): Promise<Crypter> {
  const known = crypters.get(session.options) ?? new Map<string, Promise<Crypter>>();
  crypters.set(session.options, known);
  const begun = await known.get(settings.file);
  // Another salt may have been written since, by another engine.
  if (begun && (settings.salt === undefined || settings.salt === begun.salt)) return begun;
  const crypter = openOrMakeCrypter(session.env, settings);
  known.set(settings.file, crypter);
  crypter.catch(() => known.delete(settings.file));
  return crypter;
}

async function openOrMakeCrypter(env: Environment, settings: StackSettings): Promise<Crypter> {
  const passphrase = passphraseFrom(env);
  if (settings.salt !== undefined) return openCrypter(passphrase, settings.salt);
  const crypter = await newCrypter(passphrase);
  settings.setSalt(crypter.salt);
  await settings.save();
  return crypter;
}

export function stackName(spelled: string, project: Project): StackName {
  const parts = spelled.split("/");
  const stack = parts.at(-1) ?? "";
  if (parts.length > 1 && parts[0] !== organization)
    throw new EngineError(`organization name must be '${organization}'`);
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(stack))
    throw new EngineError(
      `invalid stack name "${spelled}": a stack name may only contain alphanumeric, hyphens, underscores, or periods`,
    );
  return { stack, project: parts.length > 2 ? (parts.at(-2) ?? "") : project.name };
}

export function spelledName({ project, stack }: StackName): string {
  return `${organization}/${project}/${stack}`;
}

/** Within its own project a stack goes by its short name. */
export function shownName(name: StackName, { name: project }: Project): string {
  return name.project === project ? name.stack : spelledName(name);
}

/** What the CLI's process ends with where a stack is not there. */
const notFound = 6;

export async function requireStack(session: Session, { name }: StackSession): Promise<void> {
  if (!(await session.backend.exists(name)))
    throw new EngineError(`no stack named '${name.stack}' found`, notFound);
}
