/** The state that a registration asks for, before its step, and the step's description for events. */
import type { DiffResult, ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";
import type { StepDescription } from "../events";
import { isStack, type Goal } from "../goal/goal";
import { now } from "../run";

export function newState(
  goal: Goal,
  inputs: ValueMap,
  provider: string,
  old: ResourceState | undefined,
): ResourceState {
  const at = now();
  return {
    urn: goal.urn,
    type: goal.type,
    custom: goal.custom,
    id: old?.id ?? "",
    inputs,
    outputs: old?.outputs ?? {},
    parent: isStack(goal) ? "" : goal.parent,
    protect: goal.protect ?? false,
    external: false,
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    provider,
    delete: false,
    pendingReplacement: false,
    initErrors: [],
    additionalSecretOutputs: goal.additionalSecretOutputs,
    // An alias has done its work once it was met; the CLI keeps none either.
    aliases: [],
    customTimeouts: goal.customTimeouts,
    importId: goal.importId,
    retainOnDelete: goal.retainOnDelete ?? false,
    deletedWith: goal.deletedWith,
    replaceWith: goal.replaceWith,
    replacementTrigger: goal.replacementTrigger,
    hideDiffs: goal.hideDiffs,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
    hooks: goal.hooks,
    created: old?.created ?? at,
    modified: old?.modified ?? at,
    rest: {},
  };
}

export function describe(
  op: StepDescription["op"],
  state: ResourceState,
  old: ResourceState | undefined,
  difference: DiffResult,
): StepDescription {
  return {
    op,
    urn: state.urn,
    type: state.type,
    old,
    new: state,
    provider: state.provider,
    keys: difference.replaces,
    diffs: difference.diffs,
    detailedDiff: difference.detailedDiff,
  };
}
