/** Runs on the simulated AWS: a rehearsal on a throw-away one, and the `sim` verbs on one that is kept. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { loadPulumiCli } from "./cliCommand";
import { toDriverError } from "./driverError";
import { OperationFailedError, UsageError } from "./errors";
import { withoutCredentials } from "./environment";
import {
  backendUrl,
  homeName,
  openHome,
  withCopiedHome,
  withTemporaryHome,
  worldFolder,
  type Home,
} from "./home";
import { RunRecorder } from "./recorder";
import { otherSdk } from "./sdkCopy";
import { loadAutomation, openStack, report, type Command } from "./session";
import { simulatedConfig, type SimulatedConfig } from "./simulatedConfig";
import { errorContext, findSubject, type Subject } from "./subject";
import type {
  Diagnostic,
  EngineName,
  KeptOptions,
  RunHeading,
  RunResult,
  SimulatedOptions,
  Target,
  Verb,
} from "./types";
import type * as engineRoom from "../engine";
import type * as simulatorRoom from "../simulator";

type World = simulatorRoom.World;

/** One simulated run: whose, where and what for. */
interface Run {
  readonly subject: Subject;
  readonly verb: Verb;
  readonly command: string;
  readonly engine: EngineName;
  /** The Pulumi CLI, where that is the engine. */
  readonly cli?: Command;
  readonly options: SimulatedOptions;
  readonly environment: NodeJS.ProcessEnv;
  readonly started: number;
}

/** A whole deployment from nothing on a simulated AWS that is thrown away. */
export async function rehearse(
  target?: Target,
  options: SimulatedOptions = {},
): Promise<RunResult> {
  const started = Date.now();
  const subject = await findSubject(target, options);
  checkAccount(options);
  return mapped(subject, "rehearse", () =>
    withoutCredentials((environment) =>
      withTemporaryHome(async (home) => {
        const run: Run = {
          ...{ subject, verb: "up", command: "rehearse", engine: "rehearsal" },
          ...{ options, environment, started },
        };
        options.onProgress?.({ kind: "started", run: heading(run) });
        return onWorld(home, run, { kept: false });
      }),
    ),
  );
}

/** One verb on the simulated AWS that is kept. */
export async function simulate(
  verb: Verb,
  target: Target,
  options: KeptOptions,
): Promise<RunResult> {
  const started = Date.now();
  const command = `sim ${verb}`;
  const subject = await findSubject(target, options);
  checkAccount(options);
  return mapped(subject, command, () =>
    withoutCredentials(async (environment) => {
      const cli = options.engine === "pulumi" ? await loadPulumiCli(command) : undefined;
      const home = await openHome(options.home ?? join(subject.root, homeName));
      const engine = options.engine ?? "rehearsal";
      const run = { subject, verb, command, engine, cli, options, environment, started };
      options.onProgress?.({ kind: "started", run: heading(run), home: home.folder });
      return onWorld(home, run, { kept: true });
    }),
  );
}

function heading({ subject, command, engine }: Run): RunHeading {
  return { stack: subject.name, command, engine, cloud: "simulated" };
}

/** Loaded when first needed: bad input is told without waiting for them. */
async function load(): Promise<typeof engineRoom & typeof simulatorRoom> {
  const [engine, simulator] = await Promise.all([
    import("../engine"),
    import("../simulator"),
    loadAutomation(),
  ]);
  return { ...engine, ...simulator };
}

async function mapped<T>(subject: Subject, command: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDriverError(error, errorContext(subject, command));
  }
}

function checkAccount({ account }: SimulatedOptions): void {
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`an account is twelve digits, got "${account}"`);
}

async function onWorld(home: Home, run: Run, { kept }: { kept: boolean }): Promise<RunResult> {
  const { subject, environment, verb } = run;
  const { project, stack, stackFile, overrides } = subject;
  const config = await simulatedConfig(home, { project, stack, stackFile, overrides, environment });
  // Outputs stand in the state: no world is needed, and none is locked.
  if (verb === "outputs") return withConfig(home, run, config, undefined);
  const world = await openRunWorld(home, run, { kept, config });
  try {
    if (kept && verb === "up") await rehearseFirst(home, run);
    return await withConfig(home, run, config, world);
  } finally {
    await world.close();
  }
}

async function openRunWorld(
  home: Home,
  { subject, command, options }: Run,
  { kept, config }: { readonly kept: boolean; readonly config: SimulatedConfig },
): Promise<World> {
  const { openWorld } = await load();
  return openWorld({
    folder: kept ? worldFolder(home.folder) : undefined,
    generic: options.generic,
    account: options.account,
    quotas: config.quotas,
    purpose: `${command} ${subject.name}`,
  });
}

/** The same deployment on a copy of the world and the state: what AWS would refuse half-way changes nothing. */
async function rehearseFirst(home: Home, run: Run): Promise<void> {
  const { onProgress: _, ...options } = run.options;
  const rehearsal: Run = { ...run, engine: "rehearsal", cli: undefined, options };
  try {
    await withCopiedHome(home, async (copy) => {
      const { project, stack, stackFile, overrides } = run.subject;
      const { environment } = run;
      const config = await simulatedConfig(copy, {
        project,
        stack,
        stackFile,
        overrides,
        environment,
      });
      const world = await openRunWorld(copy, rehearsal, { kept: true, config });
      try {
        await withConfig(copy, rehearsal, config, world);
      } finally {
        await world.close();
      }
    });
  } catch (error) {
    throw error instanceof OperationFailedError ? refused(error.run, run.options) : error;
  }
}

function refused(rehearsal: RunResult, options: SimulatedOptions): OperationFailedError {
  const note: Diagnostic = {
    severity: "info",
    message:
      "the rehearsal on a copy, which comes before `sim up`, ended here: nothing was changed",
  };
  const diagnostics = [...rehearsal.diagnostics, note];
  for (const diagnostic of diagnostics) options.onProgress?.({ kind: "diagnostic", diagnostic });
  const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return new OperationFailedError({ ...rehearsal, changes, diagnostics });
}

async function withConfig(
  home: Home,
  run: Run,
  config: SimulatedConfig,
  world: World | undefined,
): Promise<RunResult> {
  const { subject, verb, cli, options } = run;
  await config.write();
  const recorder = new RunRecorder(config.secrets, options.onProgress);
  for (const warning of config.warnings) recorder.note("warning", warning);
  const folder = subject.folder ?? join(home.folder, "inline", subject.project.name);
  if (subject.inline) await mkdir(folder, { recursive: true });
  const env = {
    PULUMI_BACKEND_URL: backendUrl(home.folder),
    PULUMI_CONFIG_PASSPHRASE: home.passphrase,
  };
  const rehearsalCommand = await createCommand(world);
  const settings = { stack: subject.stack, folder, inline: subject.inline };
  // Stacks are made by our engine always: the CLI's `stack init` writes into the project's own stack file.
  let stack = await openStack({ ...settings, command: rehearsalCommand, env }, true);
  const server = cli && world ? await serve(world) : undefined;
  try {
    if (cli) {
      const debug: Record<string, string> = server
        ? { PULUMI_DEBUG_PROVIDERS: `aws:${server.port}` }
        : {};
      stack = await openStack({ ...settings, command: cli, env: { ...env, ...debug } }, false);
    }
    const sdk = subject.inline && otherSdk(options.cwd);
    const operation = { verb, stack, recorder, configFile: config.file, options, sdk };
    return await report(heading(run), operation, run.started);
  } finally {
    await server?.close();
  }
}

async function createCommand(world: World | undefined): Promise<Command> {
  const { createRehearsalCommand } = await load();
  return createRehearsalCommand({ providers: world ? { aws: world.providerFactory() } : {} });
}

async function serve(world: World): Promise<{ readonly port: number; close(): Promise<void> }> {
  const { serveWorld } = await load();
  return serveWorld(world);
}
