/** Turns registrations into steps: finds what stands in the state, checks, compares, and makes it so. */
import { withHashes } from "../assets/hashes";
import { EngineError } from "../errors";
import type { DiffResult, ValueMap } from "../provider";
import type { ResourceState } from "../resourceState";
import { isProviderType, packageOf } from "../urn";
import { checkInputs } from "./checking";
import { compare, noDifference, providerReplaces, withIgnoredChanges } from "./diffing";
import { DefaultProviders } from "./defaultProviders";
import type { StepDescription } from "./events";
import type { Goal } from "./goal";
import { Inheritance } from "./inheritance";
import type { Hooks } from "./hooks";
import type { ConfiguredProvider } from "./providers";
import { Replacements } from "./replacements";
import { livingOutputs } from "./livingOutputs";
import { describe, newState } from "./newState";
import type { Run } from "./run";
import { StoppedError } from "./gate";
import { StepError, Steps } from "./steps";

export interface Registered {
  readonly state: ResourceState;
  /** What the program is told of the outputs. */
  readonly outputs: ValueMap;
}

/** A registration that met a resource of the state. */
interface Change {
  readonly goal: Goal;
  readonly state: ResourceState;
  readonly old: ResourceState;
  readonly difference: DiffResult;
  readonly provider: ConfiguredProvider | undefined;
}

export class Registrar {
  readonly steps: Steps;
  private readonly inheritance = new Inheritance();
  private readonly replacements: Replacements;
  private readonly defaults: DefaultProviders;
  /** What this run has registered, by URN. */
  private readonly registered = new Map<string, Promise<ResourceState>>();
  /** URNs of the state that a registration has met, under their old names. */
  readonly met = new Set<string>();
  /** Resources whose successor was made first: deleted at the end. */
  readonly superseded: ResourceState[] = [];
  private readonly told = new Set<string>();
  private readonly descriptions = new Map<string, StepDescription>();

  constructor(
    private readonly run: Run,
    hooks: Hooks,
  ) {
    this.steps = new Steps(run, hooks);
    this.defaults = new DefaultProviders(run, (goal) => this.register(goal));
    this.replacements = new Replacements(run, this.steps);
  }

  async register(asked: Goal): Promise<Registered> {
    if (this.registered.has(asked.urn)) {
      const message = `Duplicate resource URN '${asked.urn}'; try giving it a unique name`;
      throw this.failed(message, asked.urn);
    }
    const goal = this.inheritance.completed(asked);
    this.run.events.conceal(goal.inputs);
    const registration = this.settle(goal);
    this.registered.set(goal.urn, registration);
    // The caller sees the failure; whoever looks the resource up sees it again.
    registration.catch(() => undefined);
    const state = await registration;
    return { state, outputs: livingOutputs(state) };
  }

  /** What a resource gives to its children that leave it open. */
  inheritedFrom(parent: string): Goal | undefined {
    return this.inheritance.goalOf(parent);
  }

  /** The resource as this run has registered it. */
  find(urn: string): Promise<ResourceState> | undefined {
    return this.registered.get(urn);
  }

  defaultProvider(packageName: string, version: string, url: string): Promise<string> {
    return this.defaults.reference(packageName, version, url);
  }

  /** Reads an external resource: one that another stack, or a person, has made. */
  async read(state: ResourceState): Promise<ResourceState> {
    if (this.registered.has(state.urn)) {
      const message = `Duplicate resource URN '${state.urn}'; try giving it a unique name`;
      throw this.failed(message, state.urn);
    }
    const reading = this.readExternal(state);
    this.registered.set(state.urn, reading);
    reading.catch(() => undefined);
    return reading;
  }

  private async readExternal(state: ResourceState): Promise<ResourceState> {
    const old = this.run.olds.get(state.urn);
    this.met.add(state.urn);
    const description = describe("read", state, old, noDifference);
    this.run.events.before(description);
    const read = state.id === "" ? state : await this.run.gate.run(() => this.steps.read(state));
    if (read === undefined) throw this.failed(`resource '${state.id}' does not exist`, state.urn);
    await this.run.store?.settle(read);
    this.run.events.after({ ...description, new: read });
    this.run.events.count("read", state.urn);
    return read;
  }

  /** A component's outputs, which end its step. */
  async registerOutputs(urn: string, outputs: ValueMap): Promise<void> {
    const registration = this.registered.get(urn);
    if (registration === undefined)
      throw new EngineError(`cannot complete a resource '${urn}' whose registration isn't pending`);
    this.run.events.conceal(outputs);
    const state = { ...(await registration), outputs };
    this.registered.set(urn, Promise.resolve(state));
    await this.run.store?.settle(state);
    const description = this.descriptions.get(urn);
    if (description) await this.steps.afterComponent(description, state);
    this.finish(state);
  }

  /** Components whose outputs were never registered are done when the program is. */
  async finishComponents(): Promise<void> {
    for (const urn of [...this.descriptions.keys()]) {
      const state = await this.registered.get(urn);
      if (state) this.finish(state);
    }
  }

  private finish(state: ResourceState): void {
    const description = this.descriptions.get(state.urn);
    this.descriptions.delete(state.urn);
    if (description) this.run.events.after({ ...description, new: state });
  }

  private async settle(asked: Goal): Promise<ResourceState> {
    try {
      const old = this.findOld(asked);
      const hashed = await withHashes(asked.inputs, this.run.folder);
      const goal = hashed === asked.inputs ? asked : { ...asked, inputs: hashed };
      const provider = await this.providerFor(goal);
      const reference = provider ?? "";
      const configured = await this.configuredFor(goal, reference, old);
      const inputs = await checkInputs(this.run, goal, old, configured);
      const state = newState(goal, inputs, reference, old);
      if (old === undefined || old.external) return await this.create(state);
      const difference = await this.difference({ goal, old, inputs, provider: configured }, state);
      return await this.apply({ goal, state, old, difference, provider: configured });
    } catch (error) {
      if (error instanceof StepError || error instanceof StoppedError) throw error;
      throw this.failed(error instanceof Error ? error.message : String(error), asked.urn);
    }
  }

  private findOld(goal: Goal): ResourceState | undefined {
    for (const urn of this.inheritance.names(goal)) {
      const old = this.run.olds.get(urn);
      if (old === undefined || this.met.has(urn)) continue;
      this.met.add(urn);
      if (urn !== goal.urn) {
        this.inheritance.renamed(goal.urn, urn);
        this.run.store?.rename(urn, goal.urn);
      }
      return old;
    }
    return undefined;
  }

  /** The reference of the provider that manages the resource; undefined for what has none. */
  private async providerFor(goal: Goal): Promise<string | undefined> {
    if (!goal.custom || isProviderType(goal.type)) return undefined;
    if (goal.provider !== "") return goal.provider;
    return this.defaults.reference(packageOf(goal.type), goal.version, goal.pluginDownloadUrl);
  }

  private async configuredFor(
    goal: Goal,
    reference: string,
    old: ResourceState | undefined,
  ): Promise<ConfiguredProvider | undefined> {
    if (reference !== "") return this.run.providers.get(reference);
    if (!isProviderType(goal.type)) return undefined;
    // A provider resource is checked and compared by a provider that has not been configured.
    const provider = this.run.providers.make(goal.urn, old?.inputs ?? goal.inputs);
    return {
      provider,
      configuration: { acceptSecrets: false, supportsPreview: false },
      known: true,
    };
  }

  private async difference(
    comparison: Parameters<typeof compare>[0],
    state: ResourceState,
  ): Promise<DiffResult> {
    const { old } = comparison;
    const difference = await compare(comparison);
    if (!providerReplaces(old.provider, state.provider)) return difference;
    return { ...difference, changes: true, replaces: [...difference.replaces, "provider"] };
  }

  private async apply(change: Change): Promise<ResourceState> {
    const { state, old, difference } = change;
    const recreated = this.replacements.isCondemned(old) || old.pendingReplacement;
    if (recreated || difference.replaces.length > 0) {
      const fresh = { ...change, state: await this.withFreshDefaults(change) };
      if (recreated) return this.replacements.recreate(fresh.state, old, difference);
      return this.replace(fresh);
    }
    if (difference.changes) return this.update(state, old, difference);
    return this.same(state, old);
  }

  /** A successor takes nothing over from the old inputs: what the provider fills in, names above all, is made anew. */
  private async withFreshDefaults({ goal, state, old, provider }: Change): Promise<ResourceState> {
    if (provider === undefined || isProviderType(goal.type)) return state;
    const given = withIgnoredChanges(goal, goal.inputs, old);
    return {
      ...state,
      inputs: await checkInputs(this.run, { ...goal, inputs: given }, undefined, provider),
    };
  }

  private async create(state: ResourceState): Promise<ResourceState> {
    const description = describe("create", state, undefined, noDifference);
    return this.opened(description, await this.steps.create(state, description));
  }

  private async update(
    state: ResourceState,
    old: ResourceState,
    difference: DiffResult,
  ): Promise<ResourceState> {
    const description = describe("update", state, old, difference);
    return this.opened(description, await this.steps.update(state, old, description));
  }

  private async same(state: ResourceState, old: ResourceState): Promise<ResourceState> {
    if (this.run.gate.stopped) throw new StepError("the update was stopped");
    if (isProviderType(state.type))
      await this.run.providers.configure(state.urn, state.id, state.inputs);
    const description = describe("same", state, old, noDifference);
    this.run.events.before(description);
    this.run.store?.keep(state);
    if (state.custom) this.run.events.after(description);
    this.run.events.count("same", state.urn);
    return this.opened(description, state);
  }

  private async replace({ goal, state, old, difference }: Change): Promise<ResourceState> {
    if (old.protect)
      throw this.failed(
        `unable to replace resource "${old.urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
          "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`",
        old.urn,
      );
    const first = goal.deleteBeforeReplace ?? difference.deleteBeforeReplace;
    if (first) {
      await this.replacements.deleteFirst(old, this.met);
      return this.replacements.recreate(state, old, difference);
    }
    const made = await this.replacements.createFirst(state, old, difference);
    this.superseded.push({ ...old, delete: true });
    return made;
  }

  /** A component's step stays open until its outputs are registered. */
  private opened(description: StepDescription, state: ResourceState): ResourceState {
    if (!state.custom) this.descriptions.set(state.urn, description);
    return state;
  }

  /** Told once, however many resources it stops: types that a provider does not have are named in one message. */
  private failed(message: string, urn: string): StepError {
    this.run.gate.stop();
    if (!this.told.has(message)) this.run.events.diagnostic("error", message, urn);
    this.told.add(message);
    return new StepError(message);
  }
}
