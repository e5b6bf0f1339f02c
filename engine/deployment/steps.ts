/** The steps of a deployment: each calls the provider once, between its two journal records and its two events. */
import { randomUUID } from "node:crypto";
import type { PartialFailure, ValueMap } from "../provider";
import type { PendingOperationType, ResourceState } from "../resourceState";
import { isProviderType, parseUrn } from "../urn";
import { forProvider, markSecrets, secret, unknown } from "../values";
import type { StepDescription } from "./events";
import type { HookedStep, Hooks } from "./hooks";
import type { ConfiguredProvider } from "./providers";
import { now, type Run } from "./run";

/** A step failed; the diagnostic has been given. */
export class StepError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "StepError";
  }
}

interface Step {
  readonly kind: PendingOperationType;
  readonly state: ResourceState;
  readonly description: StepDescription;
  readonly supersedes?: ResourceState;
}

export class Steps {
  constructor(
    private readonly run: Run,
    /** Absent where no program runs: what has hooks is refused then. */
    private readonly hooks?: Hooks,
  ) {}

  /** Makes a resource and settles it. What it supersedes stays in the state, marked for deletion, from the same moment on. */
  async create(
    state: ResourceState,
    description: StepDescription,
    supersedes?: ResourceState,
  ): Promise<ResourceState> {
    return this.step({ kind: "creating", state, description, supersedes }, async () => {
      if (isProviderType(state.type)) return this.createProvider(state);
      if (!state.custom) return created(state, "", {});
      const { provider, configuration, known } = await this.providerOf(state);
      if (this.run.dryRun && !(known && configuration.supportsPreview)) return state;
      const { id, properties } = await this.calling("create", state, undefined, () =>
        provider.create({
          ...this.request(state),
          properties: forProvider(state.inputs, configuration.acceptSecrets),
          preview: this.run.dryRun,
          timeout: state.customTimeouts.create ?? 0,
        }),
      );
      return created(state, this.run.dryRun ? "" : id, this.incoming(state, properties));
    });
  }

  async update(
    state: ResourceState,
    old: ResourceState,
    description: StepDescription,
  ): Promise<ResourceState> {
    return this.step({ kind: "updating", state, description }, async () => {
      const modified = { ...state, modified: now() };
      if (isProviderType(state.type)) {
        await this.run.providers.configure(state.urn, state.id, state.inputs);
        return modified;
      }
      if (!state.custom) return modified;
      const { provider, configuration, known } = await this.providerOf(state);
      if (this.run.dryRun && !(known && configuration.supportsPreview)) return modified;
      const outgoing = (map: ValueMap): ValueMap => forProvider(map, configuration.acceptSecrets);
      const { properties } = await this.calling("update", state, old, () =>
        provider.update({
          ...this.request(state),
          id: old.id,
          oldInputs: outgoing(old.inputs),
          oldOutputs: outgoing(old.outputs),
          news: outgoing(state.inputs),
          preview: this.run.dryRun,
          timeout: state.customTimeouts.update ?? 0,
          ignoreChanges: state.ignoreChanges,
        }),
      );
      return { ...modified, outputs: this.incoming(state, properties) };
    });
  }

  /** Deletes a resource in the world; the state is the caller's to settle by `after`. */
  async delete(
    state: ResourceState,
    description: StepDescription,
    after: "remove" | "await replacement",
    skipProvider = false,
  ): Promise<void> {
    await this.step({ kind: "deleting", state, description }, async () => {
      const owned = state.custom && !isProviderType(state.type) && !state.external;
      if (owned && !skipProvider && !this.run.dryRun) await this.deleteInWorld(state);
      return state;
    });
    if (after === "remove") await this.run.store?.remove(state, "deleting");
    else await this.run.store?.settle({ ...state, pendingReplacement: true }, "deleting");
  }

  private async deleteInWorld(state: ResourceState): Promise<void> {
    const { provider, configuration } = await this.providerOf(state);
    await this.calling("delete", state, undefined, () =>
      provider.delete({
        ...this.request(state),
        id: state.id,
        inputs: forProvider(state.inputs, configuration.acceptSecrets),
        properties: forProvider(state.outputs, configuration.acceptSecrets),
        timeout: state.customTimeouts.delete ?? 0,
      }),
    );
  }

  /** Reads a resource as it is in the world; undefined where it is gone. */
  async read(state: ResourceState): Promise<ResourceState | undefined> {
    const { provider, configuration } = await this.providerOf(state);
    const { id, inputs, properties } = await provider.read({
      ...this.request(state),
      id: state.id,
      inputs: forProvider(state.inputs, configuration.acceptSecrets),
      properties: forProvider(state.outputs, configuration.acceptSecrets),
    });
    if (id === "") return undefined;
    return {
      ...state,
      id,
      inputs: state.external ? state.inputs : markSecrets(inputs, state.inputs),
      outputs: markSecrets(this.incoming(state, properties), state.outputs),
    };
  }

  /** A call of the provider, which the resource's error hooks may have made again. */
  // eslint-disable-next-line max-params -- the call, and what its hooks are told of
  private calling<T>(
    verb: HookedStep["verb"],
    state: ResourceState,
    old: ResourceState | undefined,
    call: () => Promise<T>,
  ): Promise<T> {
    return this.hooks ? this.hooks.retrying({ verb, state, old }, call) : call();
  }

  /** A component's hooks that follow its step: they run when its outputs are registered. */
  async afterComponent({ op, old }: StepDescription, state: ResourceState): Promise<void> {
    if (op === "update") await this.runAfter({ verb: "update", state, old }, state);
    if (op.startsWith("create"))
      await this.runAfter({ verb: "create", state, old: undefined }, state);
  }

  /** The step is done: a hook that fails then ends the run, and what was done stays so. */
  private async runAfter(step: HookedStep, result: ResourceState): Promise<void> {
    try {
      await this.hooks?.after(step, result);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      this.run.events.diagnostic("error", message, result.urn);
      this.run.gate.stop();
    }
  }

  /** Runs one step: slot, events, journal, and on failure a diagnostic and the end of the run. */
  private async step(step: Step, act: () => Promise<ResourceState>): Promise<ResourceState> {
    const { kind, state, description } = step;
    return this.run.gate.run(async () => {
      const operation = { type: kind, resource: state };
      const touchesWorld = state.custom && !isProviderType(state.type);
      this.run.events.before(description);
      if (touchesWorld) await this.run.store?.begin(operation);
      try {
        await this.hooks?.before(hooked(step));
        const result = await act();
        if (kind !== "deleting") await this.settle(step, result, touchesWorld);
        if (result.custom || kind === "deleting") await this.runAfter(hooked(step), result);
        // A component is done when its outputs are registered.
        if (result.custom || kind === "deleting")
          this.run.events.after({ ...description, new: kind === "deleting" ? undefined : result });
        this.run.events.count(description.op, state.urn);
        return result;
      } catch (error) {
        return await this.fail(error, step);
      }
    });
  }

  private async settle(
    { kind, supersedes }: Step,
    result: ResourceState,
    touchesWorld: boolean,
  ): Promise<void> {
    const { store } = this.run;
    if (store === undefined) return;
    await Promise.all([
      ...(supersedes ? [store.supersede(supersedes)] : []),
      store.settle(result, touchesWorld ? kind : undefined),
    ]);
  }

  private async fail(error: unknown, { kind, state, description }: Step): Promise<never> {
    const message = error instanceof Error ? error.message : String(error);
    this.run.gate.stop();
    this.run.events.diagnostic("error", message, state.urn);
    this.run.events.failed(description);
    const partial = partialOf(error);
    if (partial !== undefined && kind !== "deleting")
      await this.run.store?.settle(
        {
          ...created(state, partial.id, this.incoming(state, partial.properties)),
          initErrors: partial.reasons,
        },
        kind,
      );
    else if (!isLost(error)) await this.run.store?.end({ type: kind, resource: state });
    throw new StepError(message);
  }

  private async createProvider(state: ResourceState): Promise<ResourceState> {
    const id = this.run.dryRun ? unknown : randomUUID();
    await this.run.providers.configure(state.urn, id, state.inputs);
    const { __internal: _internal, ...outputs } = state.inputs;
    return created(state, id, outputs);
  }

  private providerOf(state: ResourceState): Promise<ConfiguredProvider> {
    return this.run.providers.get(state.provider);
  }

  private request(state: ResourceState): { urn: string; type: string; name: string } {
    return { urn: state.urn, type: state.type, name: parseUrn(state.urn).name };
  }

  /** What a provider answered, with the secrets of the inputs and of `additionalSecretOutputs` marked. */
  private incoming(state: ResourceState, properties: ValueMap): ValueMap {
    const marked = markSecrets(properties, state.inputs);
    const extra = state.additionalSecretOutputs.filter((key) => key in marked);
    if (extra.length === 0) return marked;
    return {
      ...marked,
      ...Object.fromEntries(extra.map((key) => [key, secret(marked[key] ?? null)])),
    };
  }
}

const verbs = { creating: "create", updating: "update", deleting: "delete" } as const;

function hooked({ kind, state, description }: Step): HookedStep {
  const verb = verbs[kind as keyof typeof verbs];
  return { verb, state, old: verb === "update" ? description.old : undefined };
}

/** A provider whose call may or may not have reached the cloud says so by `lost`: the operation stays pending in the state. */
function isLost(error: unknown): boolean {
  return typeof error === "object" && error !== null && "lost" in error && error.lost === true;
}

function created(state: ResourceState, id: string, outputs: ValueMap): ResourceState {
  const at = now();
  return { ...state, id, outputs, created: at, modified: at };
}

function partialOf(error: unknown): PartialFailure | undefined {
  if (typeof error !== "object" || error === null || !("partial" in error)) return undefined;
  return error.partial as PartialFailure;
}
