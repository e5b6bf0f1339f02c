/** Runs a whole preview, update, refresh or destroy over a stack's state. */
import { offerInProcess } from "../language/inProcess";
import type { Program, ProgramFailure } from "../language/program";
import { serve } from "../language/server";
import type { ResourceState } from "../resourceState";
import { deleteAll, refuseProtected } from "./deletions";
import { StoppedError } from "./gate";
import { engineHandlers, monitorHandlers } from "./monitor";
import { refreshAll } from "./refresh";
import { Registrar } from "./registrar";
import { RemoteComponents } from "./remoteComponents";
import type { Run } from "./run";
import { StepError, Steps } from "./steps";

/** Runs the program and makes the world as it says. @returns whether all went well; diagnostics have been given. */
export async function update(run: Run, program: Program, parallel: number): Promise<boolean> {
  const registrar = new Registrar(run);
  return settled(run, async () => {
    const failure = await runProgram(run, registrar, program, parallel);
    await run.gate.drained();
    if (failure !== undefined && !failure.said && run.events.errors === 0)
      run.events.diagnostic("error", failure.message);
    if (failure !== undefined || run.gate.stopped) return false;
    await registrar.finishComponents();
    const unregistered = [...run.olds.values()].filter((one) => !registrar.met.has(one.urn));
    const doomed = [...unregistered, ...run.superseded, ...registrar.superseded];
    refuseProtected(run, doomed);
    await deleteAll(registrar.steps, doomed);
    return true;
  });
}

async function runProgram(
  run: Run,
  registrar: Registrar,
  program: Program,
  parallel: number,
): Promise<ProgramFailure | undefined> {
  const components = new RemoteComponents(run, registrar);
  const services = {
    monitor: monitorHandlers(run, registrar, components),
    engine: engineHandlers(run),
  };
  const server = await serve(services.monitor, services.engine);
  components.serve({ address: server.address, parallel });
  const withdraw = offerInProcess(server.address, services);
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
    return await Promise.race([ended, abandoned(run)]);
  } finally {
    program.end();
    withdraw();
    await components.close();
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
    refuseProtected(run, all);
    await deleteAll(new Steps(run), all);
    return true;
  });
}

/** @returns whether all went well, and the resources as they now are. */
export async function refresh(
  run: Run,
): Promise<{ succeeded: boolean; resources: readonly ResourceState[] }> {
  let resources: readonly ResourceState[] = [...run.olds.values()];
  const succeeded = await settled(run, async () => {
    resources = await refreshAll(run, new Steps(run), resources);
    return true;
  });
  return { succeeded, resources };
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
