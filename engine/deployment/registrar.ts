/** Takes registrations, one for each URN: finds what stands in the state, checks, compares, and has it made so. */
import { withHashes } from "../assets/hashes";
import { EngineError } from "../errors";
import type { ValueMap } from "../provider";
import type { ResourceState } from "../resourceState";
import { unsealed } from "../sealedSecrets";
import { isProviderType, packageOf, parseUrn, stackType } from "../urn";
import { checkInputs } from "./difference/checking";
import { DefaultProviders } from "./providers/defaultProviders";
import { Differences, isToBeReplaced } from "./difference/differences";
import type { Goal } from "./goal/goal";
import { Inheritance } from "./goal/inheritance";
import type { Hooks } from "./steps/hooks";
import { Imports, isImport } from "./steps/imports";
import type { ConfiguredProvider } from "./providers/providers";
import { Reads } from "./steps/reads";
import { refreshNothing, refreshOne } from "./steps/refresh";
import { Replacements } from "./steps/replacements";
import { livingOutputs } from "./steps/livingOutputs";
import { newState } from "./steps/newState";
import { OldStates } from "./steps/oldStates";
import type { Run } from "./run";
import { StoppedError } from "./gate";
import { Steps } from "./steps/steps";
import { StepError } from "./stepError";
import { Targeting } from "./selection/targeting";
import { Transitions } from "./steps/transitions";

/** How a registration ended, as its program is told. */
export type Ending = "success" | "failed" | "skipped";

interface Settled {
  readonly state: ResourceState;
  readonly ending: Ending;
  /** Left out, and not in the state: nothing is known of what it would be. */
  readonly unknown: boolean;
}

export interface Registered extends Settled {
  /** What the program is told of the outputs. */
  readonly outputs: ValueMap;
}

/** A registration with its provider. */
interface Request {
  readonly goal: Goal;
  /** `<urn>::<id>`, or "". */
  readonly reference: string;
  readonly provider: ConfiguredProvider | undefined;
}

export class Registrar {
  readonly steps: Steps;
  readonly transitions: Transitions;
  private readonly inheritance: Inheritance;
  private readonly olds: OldStates;
  private readonly replacements: Replacements;
  private readonly differences: Differences;
  private readonly imports: Imports;
  private readonly reads: Reads;
  private readonly targeting: Targeting;
  private readonly defaults: DefaultProviders;
  /** What this run has registered, by URN. */
  private readonly registered = new Map<string, Promise<Settled>>();
  /** Not worked on, because something that they require failed. */
  private readonly skipped = new Set<string>();
  private readonly told = new Set<string>();
  private stackOutputs: { readonly urn: string; readonly outputs: ValueMap } | undefined;

  constructor(
    private readonly run: Run,
    hooks: Hooks,
  ) {
    this.steps = new Steps(run, hooks);
    this.inheritance = new Inheritance(run.identity);
    this.olds = new OldStates(run, this.inheritance, (urn) => this.registered.has(urn));
    this.replacements = new Replacements(run, this.steps);
    this.transitions = new Transitions(run, this.steps, this.replacements, this.olds.met);
    this.differences = new Differences(run, {
      replaced: this.replacements.replaced,
      renamed: (urn) => this.olds.present(urn),
      find: (urn) => this.find(urn),
    });
    this.imports = new Imports(this.steps, this.replacements, this.transitions);
    this.reads = new Reads(run, this.steps, this.replacements, this.transitions);
    this.targeting = new Targeting(run);
    this.defaults = new DefaultProviders(run, (goal) => this.register(goal));
  }

  /** What stands in the state and no registration has met; of some of it only the name is left. */
  get unregistered(): readonly ResourceState[] {
    return [...this.run.olds.values()]
      .filter((one) => !this.olds.met.has(one.urn))
      .map((one) =>
        this.replacements.isCondemned(one) ? { ...one, pendingReplacement: true } : one,
      );
  }

  async register(asked: Goal): Promise<Registered> {
    this.refuseDuplicate(asked.urn);
    const goal = this.inheritance.completed(asked);
    this.run.events.conceal(goal.inputs);
    const settled = await this.enter(goal.urn, this.settle(goal));
    const known = settled.ending === "success" && !settled.unknown;
    return { ...settled, outputs: known ? livingOutputs(settled.state) : {} };
  }

  private refuseDuplicate(urn: string): void {
    if (this.registered.has(urn))
      throw this.failed(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
  }

  private enter(urn: string, registration: Promise<Settled>): Promise<Settled> {
    this.registered.set(urn, registration);
    // The caller sees the failure; whoever looks the resource up sees it again.
    registration.catch(() => undefined);
    return registration;
  }

  /** What a resource gives to its children that leave it open. */
  inheritedFrom(parent: string): Goal | undefined {
    return this.inheritance.goalOf(parent);
  }

  /** The resource as this run has registered it. */
  find(urn: string): Promise<ResourceState> | undefined {
    return this.registered.get(urn)?.then(({ state }) => state);
  }

  /** Everything that stands because a registration says so. */
  async registeredStates(): Promise<readonly ResourceState[]> {
    const all = await Promise.all(this.registered.values());
    return all.filter(({ unknown }) => !unknown).map(({ state }) => state);
  }

  /** Whether anything of that URN was registered. */
  knows(urn: string): boolean {
    return this.registered.has(urn);
  }

  defaultProvider(
    packageName: string,
    version: string,
    url: string,
    internal?: ValueMap,
  ): Promise<string> {
    return this.defaults.reference(packageName, version, url, internal);
  }

  /** Reads an external resource: one that another stack, or a person, has made. */
  async read(state: ResourceState): Promise<ResourceState> {
    this.refuseDuplicate(state.urn);
    const old = this.run.olds.get(state.urn);
    this.olds.met.add(state.urn);
    const reading = this.carriedOut(state, () => this.reads.read(state, old));
    return (await this.enter(state.urn, reading)).state;
  }

  /** A component's outputs, which end its step. */
  async registerOutputs(urn: string, outputs: ValueMap): Promise<void> {
    const registration = this.registered.get(urn);
    if (registration === undefined)
      throw new EngineError(`cannot complete a resource '${urn}' whose registration isn't pending`);
    this.run.events.conceal(outputs);
    // The stack's are settled when it is known whether all went well.
    if (parseUrn(urn).type === stackType) this.stackOutputs = { urn, outputs };
    else await this.settleOutputs(urn, await registration, outputs);
  }

  private async settleOutputs(urn: string, settled: Settled, outputs: ValueMap): Promise<void> {
    if (settled.unknown || settled.ending !== "success") return;
    const state = { ...settled.state, outputs };
    this.registered.set(urn, Promise.resolve({ ...settled, state }));
    await this.run.store?.settle(state);
    await this.transitions.finish(state, true);
  }

  /** After a failure, an output that the program did not come to give is no output that is gone. */
  async finishStack(failed: boolean): Promise<void> {
    if (this.stackOutputs === undefined) return;
    const { urn, outputs } = this.stackOutputs;
    this.stackOutputs = undefined;
    const settled = await this.registered.get(urn);
    if (settled === undefined) return;
    const before = failed ? (this.run.olds.get(urn)?.outputs ?? {}) : {};
    await this.settleOutputs(urn, settled, { ...before, ...outputs });
  }

  /** Components whose outputs were never registered are done when the program is. */
  async finishComponents(): Promise<void> {
    for (const urn of this.transitions.unfinished) {
      const settled = await this.registered.get(urn);
      if (settled && urn !== this.stackOutputs?.urn)
        await this.transitions.finish(settled.state, false);
    }
  }

  private async settle(asked: Goal): Promise<Settled> {
    try {
      const found = this.olds.find(asked);
      const hashed = await withHashes(asked.inputs, this.run.folder);
      const goal = hashed === asked.inputs ? asked : { ...asked, inputs: hashed };
      const old = found && this.run.hasSealedSecrets ? unsealed(found, goal.inputs) : found;
      const reference = (await this.providerFor(goal)) ?? "";
      const provider = await this.configuredFor(goal, reference, old);
      return await this.forPurpose({ goal, reference, provider }, old);
    } catch (error) {
      if (error instanceof StepError || error instanceof StoppedError) throw error;
      throw this.failed(error instanceof Error ? error.message : String(error), asked.urn);
    }
  }

  /** A refresh or a destroy makes nothing: what the program registers is read, or stands until it goes. */
  private async forPurpose(request: Request, old: ResourceState | undefined): Promise<Settled> {
    const { goal, reference } = request;
    const { purpose, refreshesByProgram } = this.run;
    if (purpose === "update" && !refreshesByProgram) return this.decide(request, old);
    const proposed = newState(goal, goal.inputs, reference, old);
    const isManaged = goal.custom && !isProviderType(goal.type);
    const standing = refreshesByProgram ? await this.refreshed(proposed, old, isManaged) : old;
    if (purpose === "update") return this.decide(request, standing);
    if (this.targeting.requiresUncreated(proposed)) return this.pass(proposed, undefined);
    if (!isManaged) return this.decide(request, standing);
    if (standing === undefined || purpose === "destroy") return this.pass(proposed, standing);
    return succeeded(standing);
  }

  private async refreshed(
    proposed: ResourceState,
    old: ResourceState | undefined,
    isManaged: boolean,
  ): Promise<ResourceState | undefined> {
    if (old === undefined || !this.targeting.includes(proposed)) return old;
    if (!isManaged) {
      refreshNothing(this.run, old);
      return old;
    }
    const { inputs } = old;
    const read = await refreshOne(this.run, this.steps, { ...proposed, inputs });
    if (read instanceof StepError) throw read;
    return read;
  }

  /** It stands as it stood, or is not there. */
  private async pass(proposed: ResourceState, old: ResourceState | undefined): Promise<Settled> {
    if (old !== undefined)
      return succeeded(await this.transitions.same({ ...proposed, inputs: old.inputs }, old));
    this.targeting.leaveOut(proposed.urn);
    return { ...succeeded(this.transitions.leftOut(proposed)), unknown: true };
  }

  private async decide(request: Request, old: ResourceState | undefined): Promise<Settled> {
    const { goal, reference, provider } = request;
    const proposed = newState(goal, goal.inputs, reference, old);
    const included = this.targeting.includes(proposed);
    if (isImport(goal, old)) return this.import(request, old);
    if (!included) return this.leave(proposed, old);
    const fresh =
      old === undefined ||
      old.external ||
      this.replacements.isCondemned(old) ||
      isToBeReplaced(this.run, goal.urn, old);
    const inputs = await checkInputs(this.run, goal, fresh ? undefined : old, provider);
    const state = { ...proposed, inputs };
    if (old && this.replacements.isCondemned(old))
      return this.carriedOut(state, () => this.transitions.recreate(state, old));
    if (old?.external) return this.carriedOut(state, () => this.transitions.takeOver(state, old));
    this.targeting.follow(state, true);
    return this.change(request, state, old);
  }

  private async change(
    { goal, provider }: Request,
    state: ResourceState,
    old: ResourceState | undefined,
  ): Promise<Settled> {
    if (old === undefined) return this.carriedOut(state, () => this.transitions.create(state));
    const change = { goal, state, old, provider };
    const verdict = await this.differences.judge(change);
    // Another's replacement may have taken it away in the meantime.
    if (this.replacements.isCondemned(old))
      return this.carriedOut(state, () => this.transitions.recreate(state, old));
    return this.carriedOut(state, () => this.transitions.apply(change, verdict));
  }

  /** What stands in the world is read first; what the program says of it otherwise is an update of that. */
  private async import(request: Request, old: ResourceState | undefined): Promise<Settled> {
    const { goal, reference, provider } = request;
    const asked = newState(goal, goal.inputs, reference, undefined);
    const taken = await this.carriedOut(asked, () => this.imports.take(asked, old));
    if (taken.ending !== "success") return taken;
    const standing = taken.state;
    const inputs = await checkInputs(this.run, goal, standing, provider);
    const state = { ...newState(goal, inputs, reference, standing) };
    const change = { goal, state, old: standing, provider };
    const verdict = await this.differences.judge(change);
    if (verdict.kind === "same") return taken;
    return this.carriedOut(state, () => this.transitions.apply(change, verdict));
  }

  /** A resource that this run is not to touch. */
  private async leave(proposed: ResourceState, old: ResourceState | undefined): Promise<Settled> {
    this.targeting.follow(proposed, false);
    if (old !== undefined) return succeeded(await this.transitions.untouched(old));
    return this.pass(proposed, undefined);
  }

  /** Acts, unless something failed or was left out that it requires. */
  private async carriedOut(
    state: ResourceState,
    act: () => Promise<ResourceState>,
  ): Promise<Settled> {
    const missing = this.targeting.missing(state);
    for (const message of missing) this.run.events.diagnostic("error", message, state.urn);
    if (missing.length > 0 && !this.run.dryRun) {
      this.run.gate.stop();
      throw new StepError("untargeted create");
    }
    if (this.steps.requiresFailed(state, this.skipped)) {
      this.skipped.add(state.urn);
      return { state: { ...state, id: "" }, ending: "skipped", unknown: false };
    }
    try {
      return succeeded(await act());
    } catch (error) {
      if (!this.run.continueOnError || !(error instanceof StepError)) throw error;
      return { state, ending: "failed", unknown: false };
    }
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
    return this.run.providers.unconfigured(goal.urn, old?.inputs ?? goal.inputs);
  }

  /** Told once, however many resources it stops: types that a provider does not have are named in one message. */
  private failed(message: string, urn: string): StepError {
    this.run.gate.stop();
    if (!this.told.has(message)) this.run.events.diagnostic("error", message, urn);
    this.told.add(message);
    return new StepError(message);
  }
}

const succeeded = (state: ResourceState): Settled => ({ state, ending: "success", unknown: false });
