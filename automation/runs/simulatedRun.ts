/** One command of one simulated run: engine, world, program and stack brought together. */
import { mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation";
import type { Answers } from "../lookups/answers";
import type { Deployed, StackResources } from "./gate";
import { backendUrl, inOriginal, type Home } from "../home/home";
import { gitEnvironment } from "../project/git";
import { RunRecorder } from "./recorder";
import { readReferences } from "./references";
import { otherSdk } from "../project/sdkCopy";
import { loadAutomation, openStack, report, type Command, type SessionSettings } from "./session";
import type { SimulatedConfig } from "./simulatedConfig";
import { secretsIn } from "./stateSecrets";
import type { Subject } from "../project/subject";
import type {
  EngineName,
  KeptOptions,
  RehearseOptions,
  RunHeading,
  RunResult,
  SimulatedOptions,
  Verb,
} from "../types";
import { takeOverAll, type StartingState } from "./startingState";
import type * as engineRoom from "../../engine";
import type * as simulatorRoom from "../../simulator";

/** They make values and nothing else: their installed plugins run unasked. */
const harmlessProviders = ["random", "tls", "time"];

type World = simulatorRoom.World;

/** One simulated run: whose, where and what for. */
export interface Run {
  readonly subject: Subject;
  readonly verb: Verb;
  readonly command: string;
  readonly engine: EngineName;
  /** The Pulumi CLI, where that is the engine. */
  readonly cli?: Command;
  readonly options: SimulatedOptions &
    Pick<KeptOptions, "accept" | "resolvePending"> &
    Pick<RehearseOptions, "existing">;
  /** What a rehearsal starts from. */
  readonly starting?: StartingState | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly started: number;
  /** The process is the command line's: a program on disk may run in it, once. */
  readonly ownsProcess: boolean;
  /** The earlier run that ended without letting go of the home. */
  readonly cutOff?: string;
  /** Is told what a run that succeeded has made. */
  readonly onDeployed?: ((deployed: Deployed) => void) | undefined;
}

/** Where a run's world and state stand: thrown away, kept, or a copy of what is kept. */
export type Place = "temporary" | "kept" | "copy";

/** Loaded when first needed: bad input is told without waiting for them. */
export async function loadRooms(): Promise<typeof engineRoom & typeof simulatorRoom> {
  const [engine, simulator] = await Promise.all([
    import("../../engine"),
    import("../../simulator"),
    loadAutomation(),
  ]);
  return { ...engine, ...simulator };
}

export function heading({ subject, command, engine, starting }: Run): RunHeading {
  const from = starting === undefined ? {} : { from: starting.name };
  return { stack: subject.name, command, engine, cloud: "simulated", ...from };
}

export interface PreparedRun {
  readonly home: Home;
  readonly run: Run;
  readonly place: Place;
  readonly config: SimulatedConfig;
  readonly world: World | undefined;
  /** Of look-ups, from a file. */
  readonly answers?: Answers | undefined;
}

export async function inWorld(prepared: PreparedRun): Promise<RunResult> {
  const { home, run, place, config, world } = prepared;
  const { subject, verb, cli, options } = run;
  await config.write();
  const recorder = new RunRecorder(config.secrets, options.onProgress, (message) =>
    inOriginal(home, message),
  );
  for (const warning of config.warnings) recorder.note("warning", warning);
  if (world) {
    const { starting } = run;
    const { account, existing } = options;
    const place = { account, region: config.region };
    await takeOverAll(world, { starting, existing, place }, recorder);
  }
  const settings = await settingsOf(prepared);
  const { program, release } = await programOf(prepared);
  const stack = await openStack(
    { ...settings, ...program },
    place === "temporary" ? "new" : "either",
  );
  const operation = {
    ...{ verb, stack, recorder, options },
    configFile: config.file,
    sdk: subject.inline && otherSdk(options.cwd),
    beforeReport: () => {
      tellUnmodelled(recorder, world);
      tellAnswered(recorder, prepared);
    },
  };
  try {
    if (cli)
      return await withCli(prepared, settings, (byCli) =>
        report(heading(run), { ...operation, stack: byCli }, run.started),
      );
    const { starting, onDeployed } = run;
    const hasPast = onDeployed !== undefined && (starting !== undefined || place === "copy");
    const before = hasPast ? await exported(stack) : undefined;
    const result = await report(heading(run), operation, run.started);
    if (onDeployed)
      onDeployed({
        before: before?.resources.length === 0 ? undefined : before,
        after: await exported(stack),
      });
    return result;
  } finally {
    release();
  }
}

async function exported(stack: Stack): Promise<StackResources> {
  const [{ readStackState }, deployment] = await Promise.all([
    import("../../analysis"),
    stack.exportStack(),
  ]);
  const resources = readStackState({ name: stack.name, text: JSON.stringify(deployment) });
  return { resources, secrets: secretsIn(deployment) };
}

/** Our engine over this world; the stack is opened by it whichever engine then runs. */
async function settingsOf({
  home,
  run,
  place,
  config,
  world,
}: PreparedRun): Promise<SessionSettings> {
  const { subject, options } = run;
  const { awsxProvider, createRehearsalCommand } = await loadRooms();
  const folder = subject.folder ?? join(home.folder, "inline", subject.project.name);
  if (subject.inline) await mkdir(folder, { recursive: true });
  const resolvePending =
    options.resolvePending && world
      ? (urn: string) => world.findByUrn(urn).map(({ id }) => id)
      : undefined;
  return {
    stack: subject.stack,
    folder,
    inline: subject.inline,
    env: {
      PULUMI_BACKEND_URL: backendUrl(home.folder),
      PULUMI_CONFIG_PASSPHRASE: home.passphrase,
    },
    command: createRehearsalCommand({
      providers: world ? { aws: world.providerFactory(), awsx: awsxProvider } : {},
      // What of awsx is not constructed here is, where its plugin is installed.
      componentPlugins: ["awsx"],
      installedProviders: harmlessProviders,
      allow: options.allow,
      stackExports: await readReferences(options.references ?? []),
      referenceRemedy:
        "give its state by `--reference state.json`, which `pulumi stack export` writes",
      // Also for `stack init`, which would otherwise write a salt into the project's own stack file.
      settingsFile: config.file,
      durable: place === "kept",
      ...(subject.folder === undefined || place !== "kept"
        ? {}
        : { updateEnvironment: () => gitEnvironment(folder) }),
      ...(run.starting === undefined ? {} : { initialState: run.starting.snapshot }),
      pendingRemedy: "run `sim up --resolve-pending`",
      resolvePending,
    }),
  };
}

/** An inline program meets the engine in process; so does one on disk, where the process is ours and may be used once. */
async function programOf({ run, place }: PreparedRun): Promise<{
  program: Pick<SessionSettings, "inline" | "hosted">;
  release: () => void;
}> {
  const { subject, verb, ownsProcess } = run;
  const { hostProgram, inProcess } = await loadRooms();
  const { inline, folder } = subject;
  const runsOnce = ownsProcess && place !== "kept" && (verb === "up" || verb === "preview");
  const hosted = runsOnce && folder ? await hostProgram(folder) : undefined;
  return {
    program: {
      inline: inline && { ...inline, program: inProcess(inline.program) },
      hosted: hosted && inProcess(hosted.program, (tell) => hosted.hear(tell)),
    },
    release: () => hosted?.release(),
  };
}

async function withCli(
  { run, world }: PreparedRun,
  settings: SessionSettings,
  work: (stack: Awaited<ReturnType<typeof openStack>>) => Promise<RunResult>,
): Promise<RunResult> {
  const { serveAwsx, serveWorld } = await loadRooms();
  const server = world && (await serveWorld(world));
  const components = world && (await serveAwsx());
  try {
    const served = [server && `aws:${server.port}`, components && `awsx:${components.port}`];
    const debug = server ? { PULUMI_DEBUG_PROVIDERS: served.join(",") } : undefined;
    const command = run.cli ?? settings.command;
    const env = { ...settings.env, ...debug };
    return await work(await openStack({ ...settings, env, command }, "existing"));
  } finally {
    await Promise.all([server?.close(), components?.close()]);
  }
}

/** Types that `--generic` let pass: said in every report, for nothing about them was checked. */
function tellUnmodelled(recorder: RunRecorder, world: World | undefined): void {
  const taken = [...(world?.unmodelled ?? [])].filter(([, count]) => count > 0);
  if (taken.length === 0) return;
  const total = taken.reduce((sum, [, count]) => sum + count, 0);
  const listed = taken.map(([type, count]) => `${type} (${count})`).join(", ");
  recorder.note(
    "warning",
    `not modelled: ${total} resources were taken with an id and their inputs only: ${listed}`,
  );
}

/** What was not the simulated AWS's own answer. */
function tellAnswered(recorder: RunRecorder, { answers, run }: PreparedRun): void {
  if (answers === undefined) return;
  const file = basename(run.options.answers ?? "");
  const looked = answers.used === 1 ? "1 look-up was" : `${answers.used} look-ups were`;
  recorder.note("info", `${looked} answered from ${file}`);
}
