/** Runs on the simulated AWS: a rehearsal on a throw-away one, and the `sim` verbs on one that is kept. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { accountOf, forgetAccount, rememberAccount } from "./accounts";
import { loadPulumiCli } from "./cliCommand";
import { toDriverError } from "./driverError";
import { OperationFailedError, UsageError } from "./errors";
import { withoutCredentials } from "./environment";
import {
  adoptState,
  backendUrl,
  homeName,
  inOriginal,
  isInterrupted,
  openHome,
  readCheckpoint,
  withCopiedHome,
  withLockedHome,
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
  readonly options: SimulatedOptions & Pick<KeptOptions, "resolvePending">;
  readonly environment: NodeJS.ProcessEnv;
  readonly started: number;
  /** The earlier run that ended without letting go of the home. */
  readonly cutOff?: string;
}

/** A whole deployment from nothing on a simulated AWS that is thrown away. */
export async function rehearse(
  target?: Target,
  options: SimulatedOptions = {},
): Promise<RunResult> {
  const started = Date.now();
  const subject = await findSubject(target, options);
  checkAccount(options);
  await warm(subject);
  return mapped(subject, "rehearse", () =>
    withoutCredentials((environment) =>
      withTemporaryHome(async (home) => {
        const run: Run = {
          ...{ subject, verb: "up", command: "rehearse", engine: "rehearsal" },
          ...{ options, environment, started },
        };
        return onWorld(home, run, "temporary");
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
  if (options.resolvePending && options.engine === "pulumi")
    throw new UsageError("--resolve-pending is of our engine: leave --engine pulumi out");
  const subject = await findSubject(target, options);
  checkAccount(options);
  if ((verb === "up" || verb === "preview") && options.engine !== "pulumi") await warm(subject);
  return mapped(subject, command, () =>
    withoutCredentials(async (environment) => {
      const cli =
        options.engine === "pulumi" ? await loadPulumiCli(`${command} --engine pulumi`) : undefined;
      const home = await openHome(options.home ?? join(subject.root, homeName));
      const engine = options.engine ?? "rehearsal";
      const run = { subject, verb, command, engine, cli, options, environment, started };
      // What only looks does so in a copy: it waits for nobody, and leaves nothing.
      if (verb === "preview" || verb === "outputs") {
        const settled = await settle(home, run);
        return withCopiedHome(home, (copy) => onWorld(copy, settled, "copy"));
      }
      return withLockedHome(home, `${command} ${subject.name}`, async (cutOff) => {
        const settled = await settle(home, run);
        const result = await onWorld(home, { ...settled, cutOff }, "kept");
        if (verb === "destroy") await forgetAccount(home, subject.name);
        return result;
      });
    }),
  );
}

/** The run with the account that the stack is in, once its state is known to be whole. */
async function settle(home: Home, run: Run): Promise<Run> {
  const { subject, options } = run;
  const name = { project: subject.project.name, stack: subject.stack };
  const checkpoint = await readCheckpoint(home, name);
  const isDeployed = (checkpoint?.latest?.resources ?? []).length > 0;
  const account = await accountOf(home, subject.name, options.account, isDeployed);
  return { ...run, options: { ...options, account } };
}

function heading({ subject, command, engine }: Run): RunHeading {
  return { stack: subject.name, command, engine, cloud: "simulated" };
}

/** Said when nothing stands in the run's way any more. The engine says what is pending, where something is. */
function tellStart(home: Home, run: Run, place: Place): void {
  const shown = place === "temporary" ? undefined : (home.copyOf ?? home.folder);
  run.options.onProgress?.({ kind: "started", run: heading(run), home: shown });
  if (run.cutOff === undefined) return;
  const message = `an earlier run, "${run.cutOff}", was cut off; what it had finished is kept, and this run goes on from there`;
  run.options.onProgress?.({ kind: "diagnostic", diagnostic: { severity: "info", message } });
}

/** The program's process loads its SDK while this one loads the engine. Nothing else of the engine is loaded for it. */
async function warm({ folder }: Subject): Promise<void> {
  if (folder === undefined) return;
  const { warmProgram } = await import("../engine/language/warmProgram");
  await warmProgram(folder);
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

/** Where a run's world and state stand: thrown away, kept, or a copy of what is kept. */
type Place = "temporary" | "kept" | "copy";

async function onWorld(home: Home, run: Run, place: Place): Promise<RunResult> {
  const { subject, environment, verb } = run;
  const { project, stack, stackFile, overrides } = subject;
  const config = await simulatedConfig(home, { project, stack, stackFile, overrides, environment });
  // Outputs stand in the state: no world is needed, and none is locked.
  if (verb === "outputs") {
    tellStart(home, run, place);
    return inWorld({ home, run, place, config, world: undefined });
  }
  const { openWorld } = await load();
  const world = await openWorld({
    folder: place === "temporary" ? undefined : worldFolder(home.folder),
    generic: run.options.generic,
    account: run.options.account,
    quotas: config.quotas,
  });
  try {
    tellStart(home, run, place);
    const done = place === "kept" && verb === "up" ? await rehearseFirst(home, run) : undefined;
    if (place === "kept") await rememberAccount(home, subject.name, run.options.account);
    return done ?? (await inWorld({ home, run, place, config, world }));
  } finally {
    await world.close();
  }
}

/**
 * The same deployment on a copy of the world and the state: what AWS would refuse half-way changes nothing.
 *
 * @returns the result where nothing is to be changed: the copy's state is then the state, and the program need not run
 * a second time
 */
async function rehearseFirst(home: Home, run: Run): Promise<RunResult | undefined> {
  const { onProgress, ...given } = run.options;
  let warming: Promise<void> | undefined;
  const options: Run["options"] = {
    ...given,
    // The first step tells that the program will run a second time: its process may begin to load.
    onProgress: ({ kind }) => {
      if (kind === "step" && !run.cli) warming ??= warm(run.subject);
    },
  };
  const rehearsal: Run = { ...run, engine: "rehearsal", cli: undefined, options };
  try {
    return await withCopiedHome(home, async (copy) => {
      const result = await onWorld(copy, rehearsal, "copy");
      const stack = { project: run.subject.project.name, stack: run.subject.stack };
      // What an earlier run left behind is mended by a run in the home itself.
      if (run.cli || !isUnchanged(result) || (await isInterrupted(home, stack))) return undefined;
      await adoptState(copy, home, stack);
      for (const diagnostic of result.diagnostics) onProgress?.({ kind: "diagnostic", diagnostic });
      return result;
    });
  } catch (error) {
    throw error instanceof OperationFailedError ? refused(error.run, run, onProgress) : error;
  }
}

function isUnchanged({ changes }: RunResult): boolean {
  return changes.create + changes.update + changes.replace + changes.delete === 0;
}

function refused(
  rehearsal: RunResult,
  { engine }: Run,
  onProgress: SimulatedOptions["onProgress"],
): OperationFailedError {
  const note: Diagnostic = {
    severity: "info",
    message: "this is the rehearsal on a copy, which comes before `sim up`: nothing was changed",
  };
  const diagnostics = [...rehearsal.diagnostics, note];
  for (const diagnostic of diagnostics) onProgress?.({ kind: "diagnostic", diagnostic });
  const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return new OperationFailedError({ ...rehearsal, engine, changes, diagnostics });
}

interface PreparedRun {
  readonly home: Home;
  readonly run: Run;
  readonly place: Place;
  readonly config: SimulatedConfig;
  readonly world: World | undefined;
}

async function inWorld({ home, run, place, config, world }: PreparedRun): Promise<RunResult> {
  const { subject, verb, cli, options } = run;
  await config.write();
  const recorder = new RunRecorder(config.secrets, options.onProgress, (message) =>
    inOriginal(home, message),
  );
  for (const warning of config.warnings) recorder.note("warning", warning);
  const folder = subject.folder ?? join(home.folder, "inline", subject.project.name);
  if (subject.inline) await mkdir(folder, { recursive: true });
  const { createRehearsalCommand, inProcess, serveWorld } = await load();
  const ours = createRehearsalCommand({
    providers: world ? { aws: world.providerFactory() } : {},
    // Also for `stack init`, which would otherwise write a salt into the project's own stack file.
    settingsFile: config.file,
    durable: place === "kept",
    pendingRemedy: "run `sim up --resolve-pending`",
    ...(options.resolvePending && world
      ? { resolvePending: (urn: string) => world.findByUrn(urn).map(({ id }) => id) }
      : {}),
  });
  const settings = {
    stack: subject.stack,
    folder,
    inline: subject.inline,
    env: {
      PULUMI_BACKEND_URL: backendUrl(home.folder),
      PULUMI_CONFIG_PASSPHRASE: home.passphrase,
    },
  };
  const inline = subject.inline && {
    ...subject.inline,
    program: inProcess(subject.inline.program),
  };
  const stack = await openStack(
    { ...settings, inline, command: ours },
    place === "temporary" ? "new" : "either",
  );
  const sdk = subject.inline && otherSdk(options.cwd);
  const operation = { verb, stack, recorder, configFile: config.file, options, sdk };
  if (!cli) return report(heading(run), operation, run.started);
  const server = world && (await serveWorld(world));
  try {
    const debug = server ? { PULUMI_DEBUG_PROVIDERS: `aws:${String(server.port)}` } : undefined;
    const env = { ...settings.env, ...debug };
    const byCli = await openStack({ ...settings, env, command: cli }, "existing");
    return await report(heading(run), { ...operation, stack: byCli }, run.started);
  } finally {
    await server?.close();
  }
}
