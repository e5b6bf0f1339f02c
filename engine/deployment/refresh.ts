/** Refresh: what the state says of each resource is brought up to what the provider reads. */
import type { ValueMap } from "../provider";
import type { ResourceState } from "../resourceState";
import { isProviderType, parseUrn } from "../urn";
import { forProvider, valuesEqual } from "../values";
import type { Operation, StepDescription } from "./events";
import { now, type Run } from "./run";
import { StepError, type Steps } from "./steps";

/** @returns the resources as they now are; those that are gone are left out. */
export async function refreshAll(
  run: Run,
  steps: Steps,
  resources: readonly ResourceState[],
): Promise<ResourceState[]> {
  const refreshed = await Promise.all(resources.map((one) => refreshOne(run, steps, one)));
  const failure = refreshed.find((one) => one instanceof StepError);
  if (failure instanceof StepError) throw failure;
  const living = refreshed.filter((one) => one !== undefined) as ResourceState[];
  const gone = new Set(
    resources.filter((one) => !living.some(({ urn }) => urn === one.urn)).map((one) => one.urn),
  );
  return Promise.all(living.map((one) => withoutGone(run, one, gone)));
}

async function refreshOne(
  run: Run,
  steps: Steps,
  old: ResourceState,
): Promise<ResourceState | StepError | undefined> {
  if (!old.custom || isProviderType(old.type)) {
    report(run, "same", old, old);
    return old;
  }
  try {
    const read = await run.gate.run(() => steps.read(old));
    if (read === undefined) {
      await run.store?.remove(old);
      report(run, "delete", old, undefined);
      return undefined;
    }
    const moved = !valuesEqual(read.outputs, old.outputs) || !valuesEqual(read.inputs, old.inputs);
    const state = moved ? { ...read, modified: now() } : read;
    if (moved) await run.store?.settle(state);
    report(run, moved && (await drifted(run, old, read)) ? "update" : "same", old, state);
    return state;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    run.events.diagnostic("error", message, old.urn);
    return new StepError(message);
  }
}

/**
 * Whether an update with an unchanged program would undo what was read: what the provider's diff says with the two sides
 * exchanged, as the CLI asks it. Outputs that merely moved on, such as the address of an Elastic IP that a later resource
 * bound, are no drift. Of an external resource only the outputs are known.
 */
async function drifted(run: Run, old: ResourceState, read: ResourceState): Promise<boolean> {
  if (old.external) return !valuesEqual(read.outputs, old.outputs);
  const { provider, configuration } = await run.providers.get(old.provider);
  const prepare = (map: ValueMap): ValueMap => forProvider(map, configuration.acceptSecrets);
  const { changes } = await provider.diff({
    urn: old.urn,
    type: old.type,
    name: parseUrn(old.urn).name,
    id: read.id,
    oldInputs: prepare(read.inputs),
    oldOutputs: prepare(read.outputs),
    news: prepare(old.inputs),
    ignoreChanges: old.ignoreChanges,
  });
  return changes;
}

/** Counted as what it found; shown as a refresh. */
function report(
  run: Run,
  op: Operation,
  old: ResourceState,
  state: ResourceState | undefined,
): void {
  const { urn, type, provider } = old;
  const shown: StepDescription = { op: "refresh", urn, type, provider, old, new: old };
  run.events.before(shown);
  run.events.after({ ...shown, op, new: state });
  run.events.count(op, urn);
}

/**
 * A resource that is gone is required by nothing any more. Properties that then depend on nothing are left out, as the CLI
 * leaves out all of those after a refresh.
 */
async function withoutGone(
  run: Run,
  resource: ResourceState,
  gone: ReadonlySet<string>,
): Promise<ResourceState> {
  const keep = (urns: readonly string[]): string[] => urns.filter((urn) => !gone.has(urn));
  const lists = Object.values(resource.propertyDependencies);
  const named = [resource.dependencies, ...lists].flat();
  const isWhole = !named.some((urn) => gone.has(urn)) && !gone.has(resource.deletedWith);
  if (isWhole && lists.every((urns) => urns.length > 0)) return resource;
  const state = {
    ...resource,
    dependencies: keep(resource.dependencies),
    deletedWith: gone.has(resource.deletedWith) ? "" : resource.deletedWith,
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies)
        .map(([key, urns]) => [key, keep(urns)] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
  };
  await run.store?.settle(state);
  return state;
}
