/** The real verbs: always through the Pulumi CLI, on the user's own backend, with the user's own credentials. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { loadPulumiCli } from "./cliCommand";
import { realConfig, type Override } from "../project/config";
import { toDriverError } from "../driverError";
import { DriverError, UnknownProjectError, UsageError } from "../errors";
import { alone, withEmulator } from "./environment";
import { findProjects } from "../project/project";
import { RunRecorder } from "./recorder";
import { startRecording, type Recording } from "../lookups/recording";
import { otherSdk } from "../project/sdkCopy";
import { asRunner, loadAutomation, openStack, report, type Command } from "./session";
import { errorContext, findSubject, type Subject } from "../project/subject";
import type { RealOptions, RunResult, Target, Verb } from "../types";

export async function runReal(
  verb: Verb,
  target: Target,
  options: RealOptions,
): Promise<RunResult> {
  const started = Date.now();
  const subject = await findSubject(target, options);
  const { endpoint } = options;
  if (endpoint !== undefined) checkEndpoint(endpoint);
  const command = await loadPulumiCli(verb);
  const work = (): Promise<RunResult> =>
    withTemporaryFolder((folder) =>
      operateReal({ verb, subject, options, command, started }, folder),
    );
  try {
    return await (endpoint === undefined ? alone(work) : withEmulator(endpoint, work));
  } catch (error) {
    if (error instanceof Error && error.name === "StackNotFoundError") throw notInBackend(subject);
    throw toDriverError(error, errorContext(subject, verb));
  }
}

export interface StackSummary {
  readonly name: string;
  readonly lastUpdate?: string;
  readonly resourceCount?: number;
  readonly updateInProgress?: boolean;
  readonly url?: string;
}

/** The stacks that the user's backend has of the nearest project, or of the one named. */
export async function listStacks(
  projectName: string | undefined,
  options: { readonly cwd?: string } = {},
): Promise<StackSummary[]> {
  const projects = await findProjects(options.cwd);
  const names = projects.all.map(({ name }) => name);
  const project =
    projectName === undefined
      ? projects.nearest
      : projects.all.find(({ name }) => name === projectName);
  if (!project) {
    if (projectName !== undefined)
      throw new UnknownProjectError(projectName, names, projects.searched);
    throw new UsageError(
      `there is no Pulumi.yaml in ${projects.searched} or above it; name a project: ${names.join(", ")}`,
    );
  }
  const command = await loadPulumiCli("stacks");
  const { LocalWorkspace } = await loadAutomation();
  try {
    const workspace = await LocalWorkspace.create({
      workDir: project.folder,
      pulumiCommand: command,
    });
    const found = await alone(() => workspace.listStacks());
    return found.map(({ name, lastUpdate, resourceCount, updateInProgress, url }) => ({
      ...{ name, lastUpdate, resourceCount, updateInProgress, url },
    }));
  } catch (error) {
    throw toDriverError(error, { command: "stacks", project: project.name, stack: "", stacks: [] });
  }
}

/** As the backend has it, its secrets sealed; undefined for a stack that this run will make. */
export async function exportedState(subject: Subject): Promise<string | undefined> {
  const command = await loadPulumiCli("up");
  const { inline, folder } = subject;
  try {
    return await alone(() =>
      withTemporaryFolder(async (temporary) => {
        const workDir = folder ?? temporary;
        const settings = { command, stack: stackName(subject), folder: workDir, inline, env: {} };
        const { workspace } = await openStack(settings, "existing");
        const args = ["stack", "export", "--stack", stackName(subject)];
        const { stdout } = await asRunner(command).run(args, workspace.workDir, {});
        return stdout;
      }),
    );
  } catch (error) {
    const isMissing = error instanceof Error && error.name === "StackNotFoundError";
    if (isMissing && inline !== undefined) return undefined;
    if (isMissing) throw notInBackend(subject);
    throw toDriverError(error, errorContext(subject, "up"));
  }
}

/** What `pulumi stack history --json` prints, newest first: none for a stack that the backend does not have. */
export async function historyOf(subject: Subject): Promise<readonly unknown[]> {
  const command = await loadPulumiCli("promote");
  const folder = subject.folder ?? process.cwd();
  const args = ["stack", "history", "--json", "--page-size", "50", "--stack", stackName(subject)];
  try {
    const { stdout } = await alone(() => asRunner(command).run(args, folder, {}));
    return (JSON.parse(stdout) as readonly { readonly config?: ShownConfig }[]).map((update) => ({
      ...update,
      config: plainConfig(update.config ?? {}),
    }));
  } catch (error) {
    if (error instanceof Error && error.name === "StackNotFoundError") throw notInBackend(subject);
    throw toDriverError(error, errorContext(subject, "promote"));
  }
}

type ShownConfig = Readonly<
  Record<
    string,
    { readonly value?: string; readonly objectValue?: unknown; readonly secret?: boolean }
  >
>;

/** As stack files have it; secrets are left out, as the CLI leaves them. */
function plainConfig(shown: ShownConfig): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shown).flatMap(([key, { value, objectValue, secret }]) =>
      secret === true ? [] : [[key, objectValue ?? value] as const],
    ),
  );
}

const stackName = ({ organization, project, stack }: Subject): string =>
  organization === undefined ? stack : `${organization}/${project.name}/${stack}`;

interface RealRun {
  readonly verb: Verb;
  readonly subject: Subject;
  readonly options: RealOptions;
  readonly command: Command;
  readonly started: number;
}

async function operateReal(run: RealRun, temporary: string): Promise<RunResult> {
  const { record } = run.options;
  if (record === undefined) return operate(run, temporary);
  const recording = await startRecording(record, temporary, run.subject.inline);
  try {
    return await operate(run, temporary, recording);
  } finally {
    recording.end();
  }
}

async function operate(run: RealRun, temporary: string, recording?: Recording): Promise<RunResult> {
  const { verb, subject, options, command, started } = run;
  const { inline } = subject;
  const configFile = await writeConfig(subject, options, temporary);
  const settings = {
    command,
    stack: stackName(subject),
    folder: subject.folder ?? temporary,
    inline,
    env: recording?.env ?? {},
  };
  // A program that deploys from a script makes its stack; a stack on disk is made by `pulumi stack init`, where the
  // user sees which backend it is made in.
  const stack = await openStack(settings, inline && verb === "up" ? "either" : "existing");
  const cloud = options.endpoint === undefined ? "aws" : "emulator";
  const heading = { stack: subject.name, command: verb, engine: "pulumi", cloud } as const;
  options.onProgress?.({ kind: "started", run: heading });
  const recorder = new RunRecorder(secretValues(subject.overrides), options.onProgress);
  const sdk = inline && otherSdk(options.cwd);
  const beforeReport = (): Promise<void> | undefined => recording?.finish(recorder);
  const operation = { verb, stack, recorder, configFile, options, sdk, beforeReport };
  return report(heading, operation, started);
}

/** For this run only: the user's stack file is never written. */
async function writeConfig(
  subject: Subject,
  options: RealOptions,
  temporary: string,
): Promise<string | undefined> {
  const { stackFile, stack, project, overrides } = subject;
  const path = stackFile ?? `Pulumi.${stack}.yaml`;
  const text = stackFile === undefined ? "" : await readFile(stackFile, "utf8");
  const added = options.endpoint === undefined ? [] : emulatorConfig;
  const merged = realConfig(project, { path, text }, [...added, ...overrides]);
  if (merged === undefined) return undefined;
  const file = join(
    temporary,
    stackFile === undefined ? path : `${basename(path).replace(/\.[^.]*$/, "")}.yaml`,
  );
  await writeFile(file, merged, { mode: 0o600 });
  return file;
}

/** An emulator has no account to be looked up, and no name for each bucket in its DNS. */
const emulatorConfig: readonly Override[] = [
  "skipCredentialsValidation",
  "skipMetadataApiCheck",
  "skipRequestingAccountId",
  "s3UsePathStyle",
].map((name) => ({ key: `aws:${name}`, value: true, secret: false }));

function secretValues(overrides: readonly Override[]): string[] {
  return overrides.flatMap(({ secret, value }) => (secret ? [String(value)] : []));
}

/** @throws UsageError */
export function checkEndpoint(endpoint: string): void {
  const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:")
    throw new UsageError(
      `--endpoint takes the address of an emulator, as http://127.0.0.1:5000, got "${endpoint}"`,
    );
}

function notInBackend({ name, stack, folder }: Subject): DriverError {
  return new DriverError(
    `the Pulumi backend has no stack ${name}; make it by \`pulumi stack init ${stack}\`` +
      (folder === undefined ? "" : ` in ${folder}`),
  );
}

async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "pulumi-aws-network-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
