/** Carries out what was decided about one registration. */
import { EngineError } from "../../errors";
import type { DiffResult, Value } from "../../provider";
import { requirementsOf, type ResourceState } from "../../resourceState";
import { isProviderType } from "../../urn";
import { isSecret } from "../../values";
import { checkInputs } from "../difference/checking";
import { noDifference } from "../difference/diffing";
import { isToBeReplaced, type Change, type Verdict } from "../difference/differences";
import type { StepDescription } from "../events";
import type { Goal } from "../goal/goal";
import { describe } from "./newState";
import { seedFor } from "../seed";
import type { Replacements } from "./replacements";
import type { Run } from "../run";
import { secretOutputs, type Steps } from "./steps";
import { StepError } from "../stepError";

export class Transitions {
  /** Resources whose successor was made first: deleted at the end. */
  readonly superseded: ResourceState[] = [];
  /** Components whose step is not over, by URN. */
  private readonly open = new Map<string, StepDescription>();

  constructor(
    private readonly run: Run,
    private readonly steps: Steps,
    private readonly replacements: Replacements,
    /** URNs of the state that registrations have met. */
    private readonly met: ReadonlySet<string>,
  ) {}

  async create(state: ResourceState): Promise<ResourceState> {
    const description = describe("create", state, undefined, noDifference);
    return this.opened(description, await this.steps.create(state, description));
  }

  async apply(change: Change, { kind, difference }: Verdict): Promise<ResourceState> {
    if (kind === "replace") return this.replace(change, difference);
    if (kind === "same") return this.same(change.state, change.old);
    const description = describe("update", change.state, change.old, difference);
    return this.opened(description, await this.steps.update(change.state, change.old, description));
  }

  /** What was deleted to make room is made anew. */
  async recreate(state: ResourceState, old: ResourceState): Promise<ResourceState> {
    this.replacements.replaced.add(state.urn);
    return this.replacements.recreate(state, old);
  }

  /** What was read before is made: the one that was read is let go at the end. */
  async takeOver(state: ResourceState, old: ResourceState): Promise<ResourceState> {
    const made = await this.replacements.createFirst(state, old, noDifference);
    this.supersede(old);
    return made;
  }

  same(state: ResourceState, old: ResourceState): Promise<ResourceState> {
    return this.kept(secretOutputs(state), old);
  }

  /** Not to be touched: it stands as it stood, and so does all that it requires. */
  async untouched(old: ResourceState): Promise<ResourceState> {
    await this.keepRequired(old, new Set([old.urn]));
    return this.kept(old, old);
  }

  private async keepRequired(state: ResourceState, done: Set<string>): Promise<void> {
    for (const urn of requirementsOf(state)) {
      const required = this.run.olds.get(urn);
      if (required === undefined || done.has(urn) || this.met.has(urn)) continue;
      done.add(urn);
      await this.keepRequired(required, done);
      this.run.store?.keep(required);
    }
  }

  /** Not to be touched, and not there: the program goes on as if it had been made. */
  leftOut(state: ResourceState): ResourceState {
    const description = describe("same", state, undefined, noDifference);
    this.run.events.before(description);
    if (state.custom) this.run.events.after(description);
    this.run.events.count("same", state.urn);
    return state;
  }

  private async kept(state: ResourceState, old: ResourceState): Promise<ResourceState> {
    if (this.run.gate.stopped) throw new StepError("the update was stopped");
    // With the inputs of before: what its provider takes for no difference is none.
    if (isProviderType(state.type))
      await this.run.providers.configure(state.urn, state.id, old.inputs);
    const description = describe("same", state, old, noDifference);
    this.run.events.before(description);
    this.run.store?.keep(state);
    if (state.custom) this.run.events.after(description);
    this.run.events.count("same", state.urn);
    return this.opened(description, state);
  }

  private async replace(change: Change, difference: DiffResult): Promise<ResourceState> {
    const { goal, old } = change;
    this.refuseProtected(change);
    this.refuseImported(change, difference);
    this.replacements.replaced.add(change.state.urn);
    const state = await this.withFreshDefaults(change);
    if (this.deletesFirst(goal, difference)) {
      await this.replacements.deleteFirst(old, this.met);
      return this.replacements.recreate(state, old, difference);
    }
    const made = await this.replacements.createFirst(state, old, difference);
    // In a preview of an import there is nothing yet in the state to go.
    if (goal.importId === "") this.supersede(old);
    return made;
  }

  private deletesFirst({ urn, deleteBeforeReplace }: Goal, difference: DiffResult): boolean {
    if (this.run.namer?.(urn, seedFor(urn))?.deleteBeforeReplace) return true;
    return deleteBeforeReplace ?? difference.deleteBeforeReplace;
  }

  supersede(old: ResourceState): void {
    this.superseded.push({ ...old, delete: true });
  }

  /** Told in a preview, which goes on to show the difference; in an update nothing is begun. */
  private refuseProtected({ state, old }: Change): void {
    if (!(state.protect && old.protect)) return;
    const message =
      `unable to replace resource "${state.urn}"\nas it is currently marked for protection. To unprotect the resource, ` +
      "remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`";
    if (!this.run.dryRun) throw new EngineError(message);
    this.run.events.diagnostic("error", message, state.urn);
  }

  /** A replacement has another id than the one that `import` names. */
  private refuseImported({ goal, state, old }: Change, { replaces }: DiffResult): void {
    if (goal.importId === "") return;
    const shown = (value: Value | undefined): string => {
      if (value !== undefined && isSecret(value)) return "[secret]";
      return `{${typeof value === "string" ? value : JSON.stringify(value)}}`;
    };
    const changes = replaces.map(
      (key) => `${key}: ${shown(old.inputs[key])} => ${shown(state.inputs[key])}`,
    );
    const message =
      "previously-imported resources that still specify an ID may not be replaced; " +
      `please remove the \`import\` declaration from your program;\n${changes.join("\n")}`;
    if (!this.run.dryRun) throw new EngineError(message);
    this.run.events.diagnostic("warning", message, state.urn);
  }

  /** A successor takes nothing over from the old inputs: what the provider fills in, names above all, is made anew. */
  private async withFreshDefaults({ goal, state, old, provider }: Change): Promise<ResourceState> {
    if (provider === undefined || isToBeReplaced(this.run, goal.urn, old)) return state;
    return { ...state, inputs: await checkInputs(this.run, goal, undefined, provider) };
  }

  /** A component's step stays open until its outputs are registered. */
  private opened(description: StepDescription, state: ResourceState): ResourceState {
    if (!state.custom) {
      // A preview shows a component when it is registered, and once more with its outputs.
      if (this.run.dryRun) this.run.events.after(description);
      this.open.set(state.urn, description);
    }
    return state;
  }

  /** The step of a component whose outputs are registered, or not to come any more. */
  async finish(state: ResourceState, hooks: boolean): Promise<void> {
    const description = this.open.get(state.urn);
    if (description === undefined) return;
    this.open.delete(state.urn);
    if (hooks) await this.steps.afterComponent(description, state);
    this.run.events.after({ ...description, new: state });
  }

  get unfinished(): readonly string[] {
    return [...this.open.keys()];
  }
}
