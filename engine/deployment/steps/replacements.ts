/**
 * Replacements. By default the successor is made first and the old resource deleted at the end of the update; with
 * delete-before-replace the old one goes first, and with it every resource that would be replaced because of it.
 */
import { EngineError } from "../../errors";
import type { DiffResult } from "../../provider";
import { requirementsOf, type ResourceState } from "../../resourceState";
import { isProviderType, splitProviderReference } from "../../urn";
import { unknown } from "../../values";
import { compare, noDifference, replaces, withReplaceOnChanges } from "../difference/diffing";
import { deletionOf } from "./deletions";
import { describe } from "./newState";
import type { Run } from "../run";
import type { Steps } from "./steps";

/** Deleted to make room, by URN: the properties because of which. */
type Condemned = Map<string, readonly string[]>;

export class Replacements {
  /** What a registration, still to come, makes anew. */
  private readonly condemned: Condemned = new Map();
  /** URNs replaced in this run. */
  readonly replaced = new Set<string>();

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

  /** @throws EngineError where a dependent that would have to go is protected: nothing is deleted then */
  async deleteFirst(old: ResourceState, met: ReadonlySet<string>): Promise<void> {
    const dependents = await this.dependents(old, met);
    for (const { resource } of dependents) refuseProtected(resource, old);
    for (const { resource, keys } of dependents) this.condemned.set(resource.urn, keys);
    const deleting = new Set([...this.condemned.keys(), old.urn]);
    for (const resource of [old, ...dependents.map((one) => one.resource)].reverse()) {
      if (resource === old && old.pendingReplacement) continue;
      await this.steps.delete(
        resource,
        deletionOf(resource, "delete-replaced"),
        "await replacement",
        resource.retainOnDelete || deleting.has(resource.deletedWith),
      );
    }
  }

  /** Makes the successor of what is gone already. */
  async recreate(
    state: ResourceState,
    old: ResourceState,
    difference: DiffResult = noDifference,
  ): Promise<ResourceState> {
    const keys = this.condemned.get(old.urn);
    this.condemned.delete(old.urn);
    this.report(state, old, state, difference);
    return this.steps.create(
      { ...state, id: "", outputs: {} },
      describe("create-replacement", state, old, {
        ...difference,
        replaces: keys ?? difference.replaces,
      }),
    );
  }

  /** The replacement itself is one change, between the step that makes and the step that deletes. */
  report(
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

  /** Resources of the state that are to be replaced if `root` is, in the state's order: so that the reverse deletes well. */
  private async dependents(
    root: ResourceState,
    met: ReadonlySet<string>,
  ): Promise<readonly Dependent[]> {
    const doomed = new Set([root.urn]);
    const found: Dependent[] = [];
    for (const resource of this.run.olds.values()) {
      if (met.has(resource.urn) || this.condemned.has(resource.urn)) continue;
      if (resource.urn === root.urn) continue;
      const keys = await this.becauseOf(resource, root, doomed);
      if (keys === undefined) continue;
      doomed.add(resource.urn);
      found.push({ resource, keys });
    }
    return found;
  }

  /** @returns the properties because of which the resource goes with the doomed; undefined where it stays */
  private async becauseOf(
    resource: ResourceState,
    root: ResourceState,
    doomed: ReadonlySet<string>,
  ): Promise<readonly string[] | undefined> {
    if (resource.deletedWith === root.urn || resource.replaceWith.includes(root.urn)) return [];
    if (!resource.custom || resource.external) return undefined;
    if (![...requirementsOf(resource)].some((urn) => doomed.has(urn))) return undefined;
    if (doomed.has(splitProviderReference(resource.provider).urn)) return [];
    if (doomed.has(resource.deletedWith)) return [];
    const difference = await this.withUnknown(resource, doomed);
    return replaces(difference) ? difference.replaces : undefined;
  }

  /** What a change of the properties that come from the doomed, to values not known yet, would mean. */
  private async withUnknown(
    resource: ResourceState,
    doomed: ReadonlySet<string>,
  ): Promise<DiffResult> {
    const changed = Object.entries(resource.propertyDependencies)
      .filter(([key, urns]) => key in resource.inputs && urns.some((urn) => doomed.has(urn)))
      .map(([key]) => [key, unknown] as const);
    if (changed.length === 0) return noDifference;
    const provider = isProviderType(resource.type)
      ? await this.run.providers.get(`${resource.urn}::${resource.id}`)
      : await this.run.providers.get(resource.provider);
    const { ignoreChanges } = resource;
    const inputs = { ...resource.inputs, ...Object.fromEntries(changed) };
    const difference = await compare(this.run, { old: resource, inputs, ignoreChanges, provider });
    return withReplaceOnChanges(difference, resource.replaceOnChanges, false);
  }
}

interface Dependent {
  readonly resource: ResourceState;
  readonly keys: readonly string[];
}

function refuseProtected({ urn, protect }: ResourceState, root: ResourceState): void {
  if (protect)
    throw new EngineError(
      `unable to replace resource "${urn}" as part of replacing "${root.urn}" ` +
        "as it is currently marked for protection. To unprotect the resource, " +
        "remove the `protect` flag from the resource in your Pulumi " +
        `program and run \`pulumi up\`, or use the command:\n\`pulumi state unprotect '${urn}'\``,
    );
}
