/** Refresh: what the state says of each resource is brought up to what the provider reads. */
import type { DiffKind, DiffResult, PartialFailure, PropertyDiff } from "../../provider";
import { requirementsOf, type ResourceState } from "../../resourceState";
import { isProviderType } from "../../urn";
import { valuesEqual } from "../../values";
import { compare, noDifference } from "../difference/diffing";
import type { Operation, StepDescription } from "../events";
import { now, type Run } from "../run";
import { partialOf, type Steps } from "./steps";
import { StepError } from "../stepError";

export interface Refreshed {
  /** As they now are; those that are gone are left out. */
  readonly resources: readonly ResourceState[];
  readonly failure: StepError | undefined;
}

export async function refreshAll(
  run: Run,
  steps: Steps,
  resources: readonly ResourceState[],
  standing: readonly ResourceState[] = [],
): Promise<Refreshed> {
  const chosen = chooser(run);
  // Chosen in order, dependents after what they depend on; read all at once.
  const asked = resources.map((one) => ({ one, chosen: chosen(one) }));
  const found = await Promise.all(
    asked.map(async ({ one, chosen: isChosen }) =>
      isChosen ? refreshOne(run, steps, one) : Promise.resolve(one),
    ),
  );
  const living = found.flatMap((one, index) => {
    // What could not be read stands as it stood.
    if (one instanceof StepError) return resources[index] ?? [];
    return one ?? [];
  });
  return {
    resources: await withoutGone(run, living, standing),
    failure: found.find((one) => one instanceof StepError),
  };
}

/** @returns whether a resource is to be refreshed; asked in the order of the state, each once */
function chooser({ selection }: Run): (state: ResourceState) => boolean {
  const { targetDependents, excludeDependents } = selection;
  const [targets, excludes] = [selection.targets.copy(), selection.excludes.copy()];
  const requiresOne = (state: ResourceState, patterns: typeof targets): boolean =>
    [...requirementsOf(state)].some((urn) => patterns.contains(urn));
  if (excludes.constrains)
    return (state) => {
      if (excludes.contains(state.urn)) return false;
      const left = excludeDependents && requiresOne(state, excludes);
      if (left) excludes.add(state.urn);
      return !left;
    };
  return (state) => {
    if (targets.contains(state.urn)) return true;
    const taken = targetDependents && requiresOne(state, targets);
    if (taken) targets.add(state.urn);
    return taken;
  };
}

/** Of a component or a provider there is nothing to read. */
export function refreshNothing(run: Run, old: ResourceState): void {
  run.events.before(shown(old));
  run.events.after(shown(old));
}

/** @returns the resource as it now is; undefined where it is gone */
export async function refreshOne(
  run: Run,
  steps: Steps,
  old: ResourceState,
): Promise<ResourceState | StepError | undefined> {
  if (!old.custom || isProviderType(old.type) || old.pendingReplacement) {
    report(run, "same", old, old);
    return old;
  }
  run.events.before(shown(old));
  try {
    const read = await run.gate.run(() => readNow(run, steps, old));
    if (read === undefined) {
      await run.store?.remove(old);
      told(run, "delete", old, undefined);
      return undefined;
    }
    return await taken(run, old, read);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    run.events.diagnostic("error", run.dryRun ? `Preview failed: ${message}` : message, old.urn);
    run.events.failed(shown(old));
    return new StepError(message);
  }
}

/** What was read is what the state says from now on. */
async function taken(run: Run, old: ResourceState, read: ResourceState): Promise<ResourceState> {
  const spoken = !valuesEqual(read.outputs, old.outputs);
  const moved = spoken || !valuesEqual(read.inputs, old.inputs);
  const state = moved ? { ...read, modified: now() } : read;
  if (moved || state.id !== old.id || state.initErrors.length + old.initErrors.length > 0)
    await run.store?.refresh(state);
  const difference = await drift(run, old, read);
  const drifted = old.external ? spoken : difference.changes;
  told(run, drifted ? "update" : "same", old, state, difference);
  return state;
}

/** A resource that is there and not well is told of, and remembered as such. */
async function readNow(
  run: Run,
  steps: Steps,
  old: ResourceState,
): Promise<ResourceState | undefined> {
  try {
    const read = await steps.readAll(old);
    return read && { ...read, initErrors: [] };
  } catch (error) {
    const partial: PartialFailure | undefined = partialOf(error);
    if (partial === undefined) throw error;
    run.events.diagnostic(
      "warning",
      `Refreshed resource is in an unhealthy state:\n* ${partial.reasons.join("\n* ")}`,
      old.urn,
    );
    const { id, properties: outputs, inputs = old.inputs, reasons } = partial;
    return { ...old, id, inputs, outputs, initErrors: reasons };
  }
}

/**
 * What an update with an unchanged program would undo of what was read: the provider's diff with the two sides exchanged, as
 * the CLI asks it, and turned round. Outputs that merely moved on, such as the address of an Elastic IP that a later resource
 * bound, are no drift. Of an external resource only the outputs are compared.
 */
async function drift(run: Run, old: ResourceState, read: ResourceState): Promise<DiffResult> {
  if (old.external) return noDifference;
  const { inputs, ignoreChanges } = old;
  const provider = await run.providers.get(old.provider);
  const undone = await compare(run, { old: read, inputs, ignoreChanges, provider });
  return undone.detailedDiff === undefined
    ? undone
    : { ...undone, detailedDiff: inverted(undone.detailedDiff) };
}

const opposites: Readonly<Record<DiffKind, DiffKind>> = {
  add: "delete",
  "add-replace": "delete-replace",
  delete: "add",
  "delete-replace": "add-replace",
  update: "update",
  "update-replace": "update-replace",
};

function inverted(diff: Readonly<Record<string, PropertyDiff>>): Record<string, PropertyDiff> {
  return Object.fromEntries(
    Object.entries(diff).map(([path, one]) => [path, { ...one, kind: opposites[one.kind] }]),
  );
}

function shown(old: ResourceState): StepDescription {
  const { urn, type, provider } = old;
  return { op: "refresh", urn, type, provider, old, new: old };
}

function report(run: Run, op: Operation, old: ResourceState, state: ResourceState): void {
  run.events.before(shown(old));
  told(run, op, old, state);
}

/** Counted as what it found; shown as a refresh. */
// eslint-disable-next-line max-params -- what was found, before and after
function told(
  run: Run,
  op: Operation,
  old: ResourceState,
  state: ResourceState | undefined,
  { diffs, detailedDiff }: DiffResult = noDifference,
): void {
  const result = run.purpose === "refresh" ? op : "refresh";
  run.events.after({ ...shown(old), op: result, new: state, diffs, detailedDiff, isResult: true });
  // Before an update or a destroy it is no change of its own.
  if (run.purpose === "refresh") run.events.count(op, old.urn);
}

/** A resource that is gone is required by nothing any more, and its children have no parent. */
async function withoutGone(
  run: Run,
  living: readonly ResourceState[],
  standing: readonly ResourceState[],
): Promise<ResourceState[]> {
  const urns = new Set([...living, ...standing].map(({ urn }) => urn));
  return Promise.all(
    living.map(async (one) => {
      const state = onLiving(one, urns);
      if (state !== one) await run.store?.refresh(state);
      return state;
    }),
  );
}

/** Properties that then depend on nothing are left out, as the CLI leaves out all of those after a refresh. */
function onLiving(resource: ResourceState, living: ReadonlySet<string>): ResourceState {
  const lists = Object.values(resource.propertyDependencies);
  const isWhole = [...requirementsOf(resource)].every(
    (urn) => living.has(urn) || resource.provider.startsWith(`${urn}::`),
  );
  if (isWhole && lists.every((urns) => urns.length > 0)) return resource;
  const keep = (urns: readonly string[]): string[] => urns.filter((urn) => living.has(urn));
  return {
    ...resource,
    parent: living.has(resource.parent) ? resource.parent : "",
    dependencies: keep(resource.dependencies),
    replaceWith: keep(resource.replaceWith),
    deletedWith: living.has(resource.deletedWith) ? resource.deletedWith : "",
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies)
        .map(([key, urns]) => [key, keep(urns)] as const)
        .filter(([, urns]) => urns.length > 0),
    ),
  };
}
