/** Runs a whole preview, update, refresh or destroy over a stack's state. */
import { offerInProcess } from "../language/inProcess";
import type { Program, ProgramFailure } from "../language/program";
import { serve } from "../language/server";
import type { ResourceState } from "../resourceState";
import { EngineError } from "../errors";
import { Callbacks } from "./monitor/callbacks";
import { chooseDoomed, withoutHeld } from "./steps/doomed";
import { deleteAll } from "./steps/deletions";
import { StoppedError } from "./gate";
import { Hooks } from "./steps/hooks";
import { engineHandlers, monitorHandlers } from "./monitor/monitor";
import { Packages } from "./monitor/packages";
import { refreshAll } from "./steps/refresh";
import { Registrar } from "./registrar";
import { RemoteComponents } from "./monitor/remoteComponents";
import type { Run } from "./run";
import { unknownTargets } from "./selection/selection";
import type { UrnPatterns } from "./selection/urnPatterns";
import { importResources, type ImportEntry } from "./steps/importResources";
import { Shutdown } from "./shutdown";
import { Steps } from "./steps/steps";
import { StepError } from "./stepError";
import { Transforms } from "./monitor/transforms";

/** Runs the program and makes the world as it says. @returns whether all went well; diagnostics have been given. */
export async function update(run: Run, program: Program, parallel: number): Promise<boolean> {
  const callbacks = new Callbacks();
  const hooks = new Hooks(run, callbacks);
  const registrar = new Registrar(run, hooks);
  return settled(run, async () => {
    refuseUnknownTargets(run, [run.selection.replacements]);
    let succeeded = false;
    try {
      const deployment = { run, registrar, hooks, callbacks };
      succeeded = await withProgram(deployment, program, parallel, () => finish(run, registrar));
      return succeeded;
    } finally {
      await registrar.finishStack(!succeeded || run.events.errors > 0);
    }
  });
}

/** What comes after the program: what it no longer names, or has replaced, goes. */
async function finish(run: Run, registrar: Registrar): Promise<void> {
  await registrar.finishComponents();
  if (run.purpose === "refresh") return refreshRest(run, registrar);
  // The stack goes with the rest: its outputs come before that.
  if (run.purpose === "destroy") await registrar.finishStack(false);
  const all = [
    ...registrar.unregistered,
    ...run.superseded,
    ...registrar.transitions.superseded,
    ...(run.purpose === "destroy" ? await registrar.registeredStates() : []),
  ];
  const doomed = withoutHeld(run, chooseDoomed(run, all), registrar.steps.failed);
  await deleteAll(registrar.steps, doomed);
  refuseUnknownTargets(run, [run.selection.targets], (urn) => registrar.knows(urn));
}

/** What the program does not register is refreshed after it. */
async function refreshRest(run: Run, registrar: Registrar): Promise<void> {
  const rest = [...registrar.unregistered, ...run.superseded];
  const { failure } = await refreshAll(
    run,
    registrar.steps,
    rest,
    await registrar.registeredStates(),
  );
  if (failure !== undefined) throw failure;
}

interface Deployment {
  readonly run: Run;
  readonly registrar: Registrar;
  readonly hooks: Hooks;
  readonly callbacks: Callbacks;
}

/**
 * Runs the program, and when it has said all, what comes after it: while a program with hooks stays, otherwise when it has
 * ended.
 */
async function withProgram(
  { run, registrar, hooks, callbacks }: Deployment,
  program: Program,
  parallel: number,
  finish: () => Promise<void>,
): Promise<boolean> {
  const transforms = new Transforms(callbacks);
  const components = new RemoteComponents(run, registrar, transforms);
  const shutdown = new Shutdown();
  const services = {
    monitor: monitorHandlers({
      ...{ run, registrar, components, transforms, hooks, shutdown },
      packages: new Packages(),
    }),
    engine: engineHandlers(run),
  };
  const server = await serve(services.monitor, services.engine);
  components.serve({ address: server.address, parallel });
  const withdraw = offerInProcess(server.address, services);
  const wellUntilNow = async (until: Promise<ProgramFailure | undefined>) => {
    const failure = await Promise.race([until, abandoned(run)]);
    await run.gate.drained();
    if (failure && !failure.said && run.events.errors === 0)
      run.events.diagnostic("error", failure.message);
    return !failure && !run.gate.stopped;
  };
  try {
    const ended = program.run({
      ...run.identity,
      dryRun: run.dryRun,
      parallel,
      config: run.config,
      address: server.address,
      // As the CLI does: what a program prints is information about the stack.
      // What it still says when the run has been stopped is about answers that never came.
      onLine: (line) => {
        if (!run.gate.stopped) run.events.diagnostic("info", line);
      },
    });
    if (!(await wellUntilNow(Promise.race([ended, shutdown.signalled])))) return false;
    await finish();
    shutdown.release();
    return await wellUntilNow(ended);
  } finally {
    shutdown.release();
    program.end();
    withdraw();
    await components.close();
    callbacks.close();
    server.close();
  }
}

/** How long a program may go on once nothing more is begun: most end at once, some wait for outputs that never come. */
const graceMilliseconds = 200;

async function abandoned(run: Run): Promise<ProgramFailure> {
  await run.gate.whenStopped;
  await run.gate.drained();
  await new Promise((resolve) => setTimeout(resolve, graceMilliseconds).unref());
  return { message: "the program was ended", said: true };
}

export async function destroy(run: Run): Promise<boolean> {
  return settled(run, async () => {
    const all = [...run.olds.values(), ...run.superseded];
    refuseHooked(run, all);
    const stranger = run.selection.targets.literals.find((urn) => !isThere(run, urn));
    if (stranger !== undefined) throw new EngineError(`no resource named '${stranger}' found`);
    await deleteAll(new Steps(run), chooseDoomed(run, all));
    return true;
  });
}

/** Takes resources into the state that stand in the world. */
export async function importAll(run: Run, entries: readonly ImportEntry[]): Promise<boolean> {
  return settled(run, async () => {
    await importResources(run, entries);
    return true;
  });
}

/** Hooks of deletions are the program's, which does not run. */
function refuseHooked(run: Run, resources: readonly ResourceState[]): void {
  const hooked = resources.filter(({ hooks }) => hooks.BeforeDelete ?? hooks.AfterDelete);
  for (const { urn, hooks } of hooked) {
    const names = [...(hooks.BeforeDelete ?? []), ...(hooks.AfterDelete ?? [])].join(", ");
    run.events.diagnostic(
      "error",
      `Resource has delete hooks registered, but the program is not running. Hooks: ${names}`,
      urn,
    );
  }
  if (hooked.length > 0)
    throw new EngineError(
      "You must run with the `--run-program` flag to use delete hooks during destroy.",
    );
}

/** @returns whether all went well, and the run over the resources as they now are. */
export async function refresh(run: Run): Promise<{ succeeded: boolean; run: Run }> {
  let refreshed = run;
  const succeeded = await settled(run, async () => {
    refuseUnknownTargets(run, [run.selection.targets, run.selection.excludes]);
    const all = [...run.olds.values(), ...run.superseded];
    const { resources, failure } = await refreshAll(run, new Steps(run), all);
    refreshed = {
      ...run,
      olds: new Map(resources.filter((one) => !one.delete).map((one) => [one.urn, one])),
      superseded: resources.filter((one) => one.delete),
    };
    if (failure !== undefined) throw failure;
    return true;
  });
  return { succeeded, run: refreshed };
}

const isThere = (run: Run, urn: string): boolean =>
  run.olds.has(urn) || run.superseded.some((one) => one.urn === urn);

/** @throws StepError where a target is named that is not there; each has been told of */
function refuseUnknownTargets(
  run: Run,
  named: readonly UrnPatterns[],
  isRegistered: (urn: string) => boolean = () => false,
): void {
  const isKnown = (urn: string): boolean => isThere(run, urn) || isRegistered(urn);
  const messages = named.flatMap((patterns) => unknownTargets(patterns, isKnown));
  for (const message of messages) run.events.diagnostic("error", message);
  if (messages.length > 0)
    throw new StepError("one or more targets could not be found in the stack");
}

/** Failures of steps have been told where they happened; what was under way ends before the run does. */
async function settled(run: Run, act: () => Promise<boolean>): Promise<boolean> {
  try {
    return (await act()) && run.events.errors === 0;
  } catch (error) {
    if (!(error instanceof StepError) && !(error instanceof StoppedError)) {
      const message = error instanceof Error ? error.message : String(error);
      run.events.diagnostic("error", message);
    }
    return false;
  } finally {
    await run.gate.drained();
  }
}
