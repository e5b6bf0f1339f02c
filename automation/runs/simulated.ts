/** Runs on the simulated AWS: a rehearsal on a throw-away one, and the `sim` verbs on one that is kept. */
import { join } from "node:path";
import type { Verification } from "../../analysis";
import type { Answers } from "../lookups/answers";
import { accountOf, forgetAccount, rememberAccount } from "../home/accounts";
import { loadPulumiCli } from "./cliCommand";
import { toDriverError } from "../driverError";
import { OperationFailedError, UsageError } from "../errors";
import { withoutCredentials } from "./environment";
import { noResources, passGate, type Deployed } from "./gate";
import {
  adoptState,
  homeName,
  isInterrupted,
  openHome,
  readCheckpoint,
  withCopiedHome,
  withLockedHome,
  withTemporaryHome,
  type Home,
} from "../home/home";
import { keptHistory } from "../home/history";
import { worldFolder } from "../home/homeParts";
import { gitEnvironment } from "../project/git";
import { simulatedConfig } from "./simulatedConfig";
import { heading, inWorld, loadRooms, type Place, type Run } from "./simulatedRun";
import { errorContext, findSubject, type Subject } from "../project/subject";
import { readStartingState, type StartingState } from "./startingState";
import type {
  Diagnostic,
  KeptOptions,
  RehearseOptions,
  RunResult,
  SimulatedOptions,
  Target,
  Verb,
} from "../types";

/** A whole deployment on a simulated AWS that is thrown away, and whether its network is what was meant. */
export async function rehearse(
  target?: Target,
  options: RehearseOptions = {},
  ownsProcess = false,
): Promise<RunResult> {
  const { result, ...deployed } = await rehearseAndKeep(target, options, ownsProcess);
  return passGate(result, deployed, options.accept);
}

/** A rehearsal whose state has been read already. */
export interface RehearseFrom extends RehearseOptions {
  readonly starting?: StartingState | undefined;
}

/** The same, not judged, with the resources that it made. */
export async function rehearseAndKeep(
  target: Target,
  options: RehearseFrom,
  ownsProcess = false,
): Promise<Deployed & { readonly result: RunResult }> {
  const started = Date.now();
  const subject = await findSubject(target, options);
  checkAccount(options);
  const { from } = options;
  const starting = from === undefined ? options.starting : await startingState(from, subject);
  await warm(subject, ownsProcess);
  let deployed: Deployed = { before: undefined, after: noResources };
  const result = await mapped(subject, "rehearse", () =>
    withoutCredentials((environment) =>
      withTemporaryHome(async (home) => {
        const run: Run = {
          ...{ subject, verb: "up", command: "rehearse", engine: "rehearsal" },
          ...{ options, environment, started, ownsProcess, starting },
          onDeployed: (made) => {
            deployed = made;
          },
        };
        return onWorld(home, run, "temporary");
      }),
    ),
  );
  return { ...deployed, result };
}

/** One verb on the simulated AWS that is kept. */
export async function simulate(
  verb: Verb,
  target: Target,
  options: KeptOptions,
  ownsProcess = false,
): Promise<RunResult> {
  const started = Date.now();
  const command = `sim ${verb}`;
  if (options.resolvePending && options.engine === "pulumi")
    throw new UsageError("--resolve-pending is of our engine: leave --engine pulumi out");
  const subject = await findSubject(target, options);
  checkAccount(options);
  const runsProgram = verb === "up" || verb === "preview";
  if (runsProgram && options.engine !== "pulumi") await warm(subject, ownsProcess);
  return mapped(subject, command, () =>
    withoutCredentials(async (environment) => {
      const cli =
        options.engine === "pulumi" ? await loadPulumiCli(`${command} --engine pulumi`) : undefined;
      const home = await openHome(options.home ?? join(subject.root, homeName));
      const engine = options.engine ?? "rehearsal";
      const asked = { subject, verb, command, engine, cli, options, environment, started };
      const run: Run = { ...asked, ownsProcess };
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

/** `sim up` on a copy of the home: not judged, and nothing of it is kept. */
export async function rehearseKept(
  target: Target,
  options: KeptOptions,
): Promise<Deployed & { readonly result: RunResult }> {
  const subject = await findSubject(target, options);
  await warm(subject, false);
  let deployed: Deployed = { before: undefined, after: noResources };
  const result = await mapped(subject, "sim up", () =>
    withoutCredentials(async (environment) => {
      const home = await openHome(options.home ?? join(subject.root, homeName));
      const run: Run = {
        ...{ subject, verb: "up", command: "sim up", engine: "rehearsal", started: Date.now() },
        ...{ options, environment, ownsProcess: false },
        onDeployed: (made) => {
          deployed = made;
        },
      };
      return withCopiedHome(home, async (copy) => onWorld(copy, await settle(home, run), "copy"));
    }),
  );
  return { ...deployed, result };
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

/** Said when nothing stands in the run's way any more. The engine says what is pending, where something is. */
function tellStart(home: Home, run: Run, place: Place): void {
  const shown = place === "temporary" ? undefined : (home.copyOf ?? home.folder);
  run.options.onProgress?.({ kind: "started", run: heading(run), home: shown });
  if (run.cutOff === undefined) return;
  const message = `an earlier run, "${run.cutOff}", was cut off; what it had finished is kept, and this run goes on from there`;
  run.options.onProgress?.({ kind: "diagnostic", diagnostic: { severity: "info", message } });
}

/** The program's process loads its SDK while this one loads the engine. Nothing else of the engine is loaded for it. */
async function warm({ folder }: Subject, ownsProcess: boolean): Promise<void> {
  if (ownsProcess) (await import("../../engine/language/lightSdk")).lightenSdk();
  if (folder === undefined || (ownsProcess && (await canBeHosted(folder)))) return;
  const { warmProgram } = await import("../../engine/language/warmProgram");
  await warmProgram(folder);
}

/** A project that cannot be read is told of where it is opened for its run. */
async function canBeHosted(folder: string): Promise<boolean> {
  const { findHostable } = await import("../../engine/language/hostable");
  return findHostable(folder).then(
    (hostable) => hostable !== undefined,
    () => false,
  );
}

async function mapped<T>(subject: Subject, command: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toDriverError(error, errorContext(subject, command));
  }
}

/** Read while the passphrase that the caller has is still in the environment. */
const startingState = (from: string, subject: Subject): Promise<StartingState> =>
  mapped(subject, "rehearse", () => readStartingState(from, subject, process.env));

function checkAccount({ account }: SimulatedOptions): void {
  if (account !== undefined && !/^\d{12}$/.test(account))
    throw new UsageError(`an account is twelve digits, got "${account}"`);
}

async function onWorld(home: Home, run: Run, place: Place): Promise<RunResult> {
  const { subject, environment, verb } = run;
  const { project, stack, stackFile, overrides } = subject;
  const config = await simulatedConfig(home, { project, stack, stackFile, overrides, environment });
  // Outputs stand in the state: no world is needed, and none is locked.
  if (verb === "outputs") {
    tellStart(home, run, place);
    return inWorld({ home, run, place, config, world: undefined });
  }
  const answers = await answersOf(run);
  const { openWorld } = await loadRooms();
  const world = await openWorld({
    folder: place === "temporary" ? undefined : worldFolder(home.folder),
    generic: run.options.generic,
    account: run.options.account,
    quotas: config.quotas,
    answers: answers?.answer,
  });
  try {
    // A fault is asked of what is kept: its rehearsal goes right.
    if (place === "copy" && world.hasFaults) await world.clearFaults();
    tellStart(home, run, place);
    const first = place === "kept" && verb === "up" ? await rehearseFirst(home, run) : undefined;
    if (place === "kept") await rememberAccount(home, subject.name, run.options.account);
    if (first?.isWhole) return first.result;
    const result = await inWorld({ home, run, place, config, world, answers });
    return first === undefined ? result : { ...result, verification: first.result.verification };
  } finally {
    await world.close();
  }
}

async function answersOf({ options }: Run): Promise<Answers | undefined> {
  if (options.answers === undefined) return undefined;
  const { Answers, readAnswers } = await import("../lookups/answers");
  return new Answers(await readAnswers(options.answers));
}

interface Rehearsed {
  readonly result: RunResult & { readonly verification: Verification };
  /** Nothing is to be changed: the copy's state is the state now, and the program need not run a second time. */
  readonly isWhole: boolean;
}

/** The same deployment on a copy of the world and the state: what AWS would refuse half-way changes nothing. */
async function rehearseFirst(home: Home, run: Run): Promise<Rehearsed> {
  const { onProgress, ...given } = run.options;
  let warming: Promise<void> | undefined;
  const options: Run["options"] = {
    ...given,
    // The first step tells that the program will run a second time: its process may begin to load.
    onProgress: ({ kind }) => {
      if (kind === "step" && !run.cli) warming ??= warm(run.subject, false);
    },
  };
  let deployed: Deployed = { before: undefined, after: noResources };
  const onDeployed = (made: Deployed): void => {
    deployed = made;
  };
  const rehearsal: Run = { ...run, engine: "rehearsal", cli: undefined, options, onDeployed };
  try {
    return await withCopiedHome(home, async (copy) => {
      const plain = await onWorld(copy, rehearsal, "copy");
      const result = await passGate(plain, deployed, options.accept);
      const stack = { project: run.subject.project.name, stack: run.subject.stack };
      // What an earlier run left behind is mended by a run in the home itself, and a commit is recorded by one.
      if (
        run.cli ||
        !isUnchanged(result) ||
        (await isInterrupted(home, stack)) ||
        (await isOfAnotherCommit(home, run))
      )
        return { result, isWhole: false };
      await adoptState(copy, home, stack);
      for (const diagnostic of result.diagnostics) onProgress?.({ kind: "diagnostic", diagnostic });
      return { result, isWhole: true };
    });
  } catch (error) {
    throw error instanceof OperationFailedError ? refused(error.run, run, onProgress) : error;
  }
}

/** A deployment that changes nothing is one of its commit all the same: the history says so. */
async function isOfAnotherCommit(home: Home, { subject }: Run): Promise<boolean> {
  const { folder, project, stack } = subject;
  if (folder === undefined) return false;
  const [[last], now] = await Promise.all([
    keptHistory(home, { project: project.name, stack }, 1),
    gitEnvironment(folder),
  ]);
  return ["git.head", "git.dirty"].some((key) => last?.environment?.[key] !== now[key]);
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
