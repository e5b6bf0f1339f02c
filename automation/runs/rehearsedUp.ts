/**
 * `up` on AWS: rehearsed first, from the state that the stack has now. What AWS would refuse half-way, and a network that is
 * not what was meant, are known before anything is changed.
 */
import type { Verification } from "../../analysis";
import { OperationFailedError } from "../errors";
import { passGate, type Deployed } from "./gate";
import { checkEndpoint, exportedState, runReal } from "./real";
import { rehearseAndKeep } from "./simulated";
import { readStateText } from "./startingState";
import { findSubject } from "../project/subject";
import type { Changes, Diagnostic, RealOptions, RunResult, Target } from "../types";

/** @param approve is asked between the rehearsal and the deployment; it throws where the answer is no */
export async function upRehearsed(
  target: Target,
  options: RealOptions,
  approve?: () => Promise<void>,
): Promise<RunResult> {
  if (options.rehearsal === false) {
    await approve?.();
    return runReal("up", target, options);
  }
  const verification = await rehearseBefore(target, options);
  await approve?.();
  return { ...(await runReal("up", target, options)), verification };
}

async function rehearseBefore(target: Target, options: RealOptions): Promise<Verification> {
  const { onProgress, accept } = options;
  try {
    const { result, isNew, ...deployed } = await rehearseFromState(target, {
      ...options,
      onProgress: undefined,
    });
    const { verification } = await passGate(result, deployed, accept);
    const said = `rehearsed first on a simulated AWS, ${isNew ? "from nothing" : "from the stack's state"}: ${counted(result.changes)}`;
    onProgress?.({ kind: "diagnostic", diagnostic: { severity: "info", message: said } });
    return verification;
  } catch (error) {
    throw error instanceof OperationFailedError ? refused(error.run, options) : error;
  }
}

/** On a simulated AWS that takes over what the stack's backend says, not judged. */
export async function rehearseFromState(
  target: Target,
  options: RealOptions,
): Promise<Deployed & { readonly result: RunResult; readonly isNew: boolean }> {
  const subject = await findSubject(target, options);
  if (options.endpoint !== undefined) checkEndpoint(options.endpoint);
  const { accept: _accept, ...given } = options;
  const text = await exportedState(subject);
  const starting =
    text === undefined ? undefined : await readStateText(text, "the stack's state", process.env);
  const isNew = starting === undefined || starting.snapshot.resources.length === 0;
  const rehearsal = { ...given, starting: isNew ? undefined : starting };
  return { ...(await rehearseAndKeep(target, rehearsal)), isNew };
}

const counted = (changes: Changes): string =>
  Object.entries(changes)
    .filter(([, count]) => Number(count) > 0)
    .map(([op, count]) => `${count} ${op}`)
    .join(", ");

function refused(
  rehearsal: RunResult,
  { endpoint, onProgress }: RealOptions,
): OperationFailedError {
  const note: Diagnostic = {
    severity: "info",
    message:
      "this is the rehearsal on a simulated AWS, which comes before `up`: nothing was changed " +
      "(--accept passes a gate knowingly, --no-rehearsal goes without one)",
  };
  const diagnostics = [...rehearsal.diagnostics, note];
  for (const diagnostic of diagnostics) onProgress?.({ kind: "diagnostic", diagnostic });
  const heading = {
    command: "up",
    engine: "pulumi",
    cloud: endpoint === undefined ? "aws" : "emulator",
  } as const;
  const changes = { create: 0, update: 0, replace: 0, delete: 0, same: 0 };
  return new OperationFailedError({ ...rehearsal, ...heading, changes, diagnostics });
}
