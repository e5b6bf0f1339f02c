/** What a program is told of a resource's outputs. */
import type { ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";

const nothing: ValueMap = {};

/**
 * A component's outputs are its program's own: those of the last run could name resources that this run has not registered
 * yet, so none are sent back.
 */
export function livingOutputs(state: ResourceState): ValueMap {
  return state.custom ? state.outputs : nothing;
}
