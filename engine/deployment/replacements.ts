/**
 * Replacements. By default the successor is made first and the old resource deleted at the end of the update; with
 * delete-before-replace the old one goes first, and with it every resource that would be replaced because of it.
 */
import type { DiffResult, ValueMap } from "../provider";
import { requirementsOf, type ResourceState } from "../resourceState";
import { isProviderType, parseUrn } from "../urn";
import { forProvider, unknown } from "../values";
import { describe } from "./newState";
import type { Run } from "./run";
import type { Steps } from "./steps";

export class Replacements {
  /** Deleted to make room: what its registration, still to come, makes anew. */
  private readonly condemned = new Set<string>();

  constructor(
    private readonly run: Run,
    private readonly steps: Steps,
  ) {}

  isCondemned(old: ResourceState): boolean {
    return this.condemned.has(old.urn);
  }

  async createFirst(
    state: ResourceState,
    old: ResourceState,
    difference: DiffResult,
  ): Promise<ResourceState> {
    const made = await this.steps.create(
      { ...state, id: "", outputs: {} },
      describe("create-replacement", state, old, difference),
      old,
    );
    this.report(state, old, made, difference);
    return made;
  }

  async deleteFirst(old: ResourceState, met: ReadonlySet<string>): Promise<void> {
    const doomed = [old, ...(await this.dependents(old, met))];
    for (const resource of doomed.reverse()) {
      this.condemned.add(resource.urn);
      const { urn, type, provider } = resource;
      await this.steps.delete(
        resource,
        { op: "delete-replaced", urn, type, provider, old: resource, new: undefined },
        "await replacement",
        resource.retainOnDelete,
      );
    }
  }

  async recreate(
    state: ResourceState,
    old: ResourceState,
    difference: DiffResult,
  ): Promise<ResourceState> {
    const made = await this.steps.create(
      { ...state, id: "", outputs: {} },
      describe("create-replacement", state, old, difference),
    );
    this.report(state, old, made, difference);
    return made;
  }

  /** The replacement itself is one change, between the step that makes and the step that deletes. */
  private report(
    state: ResourceState,
    old: ResourceState,
    made: ResourceState,
    difference: DiffResult,
  ): void {
    const description = describe("replace", state, old, difference);
    this.run.events.before(description);
    this.run.events.after({ ...description, new: made });
    this.run.events.count("replace", state.urn);
  }

  /**
   * Resources of the state that would be replaced if `root` were: each that requires one of them by a property whose change
   * to an unknown value its provider answers with a replacement. In the order of the state, so that the reverse deletes well.
   */
  private async dependents(
    root: ResourceState,
    met: ReadonlySet<string>,
  ): Promise<ResourceState[]> {
    const doomed = new Set([root.urn]);
    const found: ResourceState[] = [];
    for (const resource of this.run.olds.values()) {
      if (met.has(resource.urn) || resource.urn === root.urn) continue;
      if (![...requirementsOf(resource)].some((urn) => doomed.has(urn))) continue;
      if (!(await this.wouldBeReplaced(resource, doomed))) continue;
      doomed.add(resource.urn);
      found.push(resource);
    }
    return found;
  }

  private async wouldBeReplaced(
    resource: ResourceState,
    doomed: ReadonlySet<string>,
  ): Promise<boolean> {
    if (!resource.custom || isProviderType(resource.type) || resource.external) return false;
    const { provider, configuration } = await this.run.providers.get(resource.provider);
    const prepare = (map: ValueMap): ValueMap => forProvider(map, configuration.acceptSecrets);
    const changed = Object.entries(resource.propertyDependencies)
      .filter(([, urns]) => urns.some((urn) => doomed.has(urn)))
      .map(([key]) => [key, unknown] as const);
    if (changed.length === 0) return false;
    const { replaces } = await provider.diff({
      urn: resource.urn,
      type: resource.type,
      name: parseUrn(resource.urn).name,
      id: resource.id,
      oldInputs: prepare(resource.inputs),
      oldOutputs: prepare(resource.outputs),
      news: { ...prepare(resource.inputs), ...Object.fromEntries(changed) },
      ignoreChanges: resource.ignoreChanges,
    });
    return replaces.length > 0;
  }
}
