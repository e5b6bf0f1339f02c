/** `Resource.get`: an external resource, read and never owned. */
import { EngineError } from "../../errors";
import type { ResourceState } from "../../resourceState";
import { isUnknown, valuesEqual } from "../../values";
import { noDifference } from "../difference/diffing";
import { describe } from "./newState";
import type { Replacements } from "./replacements";
import type { Run } from "../run";
import type { Steps } from "./steps";
import type { Transitions } from "./transitions";

export class Reads {
  constructor(
    private readonly run: Run,
    private readonly steps: Steps,
    private readonly replacements: Replacements,
    private readonly transitions: Transitions,
  ) {}

  /** @param old what stands in the state under the URN: one that the stack has made itself is let go, and deleted */
  async read(state: ResourceState, old: ResourceState | undefined): Promise<ResourceState> {
    const replaces = old !== undefined && !old.external && old.id !== state.id;
    const description = describe(replaces ? "read-replacement" : "read", state, old, noDifference);
    this.run.events.before(description);
    const found = await this.look(state);
    const read = { ...found, created: old?.created ?? "", modified: old?.modified ?? "" };
    if (replaces) await this.run.store?.supersede(old);
    await this.run.store?.settle(read);
    this.run.events.after({ ...description, new: read });
    if (replaces) {
      this.replacements.replaced.add(state.urn);
      this.replacements.report(read, old, read, noDifference);
      this.transitions.supersede(old);
    } else if (old !== undefined && !valuesEqual(old.outputs, read.outputs)) {
      this.run.events.count("read", state.urn);
    }
    return read;
  }

  private async look(state: ResourceState): Promise<ResourceState> {
    if (state.id === "" || isUnknown(state.id)) return state;
    const read = await this.run.gate.run(() => this.steps.read(state));
    if (read === undefined) throw new EngineError(`resource '${state.id}' does not exist`);
    return read;
  }
}
