/** What an interrupted run left pending: told of, or settled. */
import type { PendingOperation, ResourceState } from "../resourceState";
import type { Run } from "../deployment/run";
import { Steps } from "../deployment/steps/steps";
import type { EngineOptions } from "./session";

const cliRemedy = "repair the stack using `pulumi refresh --clear-pending-creates`";

export function pendingWarning(
  pending: readonly PendingOperation[],
  remedy: string = cliRemedy,
): string {
  const listed = pending.map(
    ({ type, resource }) => `  * ${resource.urn}, interrupted while ${type}`,
  );
  return (
    `Attempting to deploy or update resources with ${pending.length} pending operations from previous deployment.\n` +
    `${listed.join("\n")}\nThese resources are in an unknown state because the run was interrupted while waiting ` +
    `for changes to these resources to complete: confirm whether they completed, then ${remedy}`
  );
}

/** Takes what was made into the state and clears the rest. @returns the run over the state as it then is. */
export async function settlePending(
  run: Run,
  pending: readonly PendingOperation[],
  resolve: NonNullable<EngineOptions["resolvePending"]>,
): Promise<Run> {
  const steps = new Steps(run);
  const olds = new Map(run.olds);
  const superseded = [...run.superseded];
  for (const operation of pending) {
    const { urn } = operation.resource;
    const known = [olds.get(urn), ...superseded.filter((one) => one.urn === urn)];
    const id = resolve(urn).find((one) => known.every((state) => state?.id !== one));
    const found = await findMade(steps, operation, id);
    if (found === undefined) {
      await run.store?.end(operation);
      run.events.diagnostic("info", `cleared: it had not come to be (${operation.type})`, urn);
      continue;
    }
    const old = olds.get(urn);
    if (old) {
      // The successor of a replacement: the old one goes at the end of this update.
      await run.store?.supersede(old);
      superseded.push({ ...old, delete: true });
    }
    await run.store?.settle(found, operation.type);
    olds.set(urn, found);
    run.events.diagnostic("info", `taken into the state: it had been made, as ${found.id}`, urn);
  }
  return { ...run, olds, superseded };
}

async function findMade(
  steps: Steps,
  { type, resource }: PendingOperation,
  id: string | undefined,
): Promise<ResourceState | undefined> {
  // Updates and deletions name a resource that the state has: the update that follows makes it as it should be.
  if (type !== "creating" || id === undefined) return undefined;
  return steps.read({ ...resource, id });
}
