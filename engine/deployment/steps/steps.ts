/** The steps of a deployment: each calls the provider once, between its two journal records and its two events. */
import { randomUUID } from "node:crypto";
import type { PartialFailure, ValueMap } from "../../provider";
import { requirementsOf, type PendingOperationType, type ResourceState } from "../../resourceState";
import { EngineError } from "../../errors";
import { isProviderType, parseUrn, splitProviderReference } from "../../urn";
import { forProvider, hasSecret, isSecret, markSecrets, secret, unknown } from "../../values";
import type { StepDescription } from "../events";
import type { HookedStep, Hooks } from "./hooks";
import type { ConfiguredProvider } from "../providers/providers";
import { now, type Run } from "../run";
import { StepError } from "../stepError";

/** What is protected is not deleted; the others are told of, too. */
class ProtectedError extends Error {
  constructor(urn: string) {
    super(
      `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, ` +
        "either remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the " +
        `command:\n\`pulumi state unprotect '${urn}'\``,
    );
    this.name = "ProtectedError";
  }
}

interface Step {
  readonly kind: PendingOperationType;
  readonly state: ResourceState;
  readonly description: StepDescription;
  readonly supersedes?: ResourceState;
}

export class Steps {
  /** URNs of the resources whose step failed. */
  readonly failed = new Set<string>();

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

  /** Reads what the program says stands in the world already, under the id that it gives. */
  async import(
    state: ResourceState,
    description: StepDescription,
    supersedes?: ResourceState,
    kept: (read: ResourceState) => Promise<ResourceState> = (read) => Promise.resolve(read),
  ): Promise<ResourceState> {
    return this.step({ kind: "importing", state, description, supersedes }, async () => {
      const { importId } = state;
      if (!state.custom) return created(await kept(state), "", {});
      const read = await this.read({ ...state, id: importId });
      if (read === undefined) throw new EngineError(`resource '${importId}' does not exist`);
      return created(await kept(read), read.id, read.outputs);
    });
  }

  /** Whether something failed that the resource requires, or was skipped because of that. */
  requiresFailed(state: ResourceState, skipped: ReadonlySet<string>): boolean {
    if (this.failed.size === 0) return false;
    const provider = splitProviderReference(state.provider).urn;
    return [...requirementsOf(state)].some(
      (urn) => urn !== provider && (this.failed.has(urn) || skipped.has(urn)),
    );
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
      if (state.protect && description.op === "delete") throw new ProtectedError(state.urn);
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

  /** Reads an external resource, whose inputs are the program's; undefined where it is gone. */
  async read(state: ResourceState): Promise<ResourceState | undefined> {
    const read = await this.readAll(state);
    return read && state.external ? { ...read, inputs: state.inputs } : read;
  }

  /** Reads a resource as it is in the world; undefined where it is gone. */
  async readAll(state: ResourceState): Promise<ResourceState | undefined> {
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
      inputs: markSecrets(inputs, state.inputs),
      outputs: markSecrets(this.incoming(state, properties), state.outputs),
    };
  }

  /** A call of the provider, which the resource's error hooks may have made again. */
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
      if (!this.run.continueOnError) this.run.gate.stop();
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
        const hook = hooked(step);
        if (hook) await this.hooks?.before(hook);
        const result = await act();
        if (kind !== "deleting") await this.settle(step, result, touchesWorld);
        if (hook && (result.custom || kind === "deleting")) await this.runAfter(hook, result);
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

  private async fail(error: unknown, step: Step): Promise<never> {
    const { kind, state, description } = step;
    const partial = partialOf(error);
    const message = partial === undefined ? messageOf(error) : initError(partial.reasons);
    if (!this.run.continueOnError && !(error instanceof ProtectedError)) this.run.gate.stop();
    this.failed.add(state.urn);
    this.run.events.diagnostic(
      "error",
      this.run.dryRun ? `Preview failed: ${message}` : message,
      state.urn,
    );
    this.run.events.failed(description);
    if (partial !== undefined && kind !== "deleting")
      await this.settle(step, this.incomplete(step, partial), true);
    else if (!isLost(error)) await this.run.store?.end({ type: kind, resource: state });
    throw new StepError(message);
  }

  /** What was made all the same. An update that failed did not bring its inputs about. */
  private incomplete(
    { kind, state, description }: Step,
    { id, properties, reasons }: PartialFailure,
  ): ResourceState {
    const outputs = this.incoming(state, properties);
    const old = description.old;
    if (kind !== "updating" || old === undefined)
      return { ...created(state, id, outputs), initErrors: reasons };
    return { ...state, inputs: old.inputs, outputs, modified: now(), initErrors: reasons };
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
    return withSecrets(markSecrets(properties, state.inputs), state.additionalSecretOutputs);
  }
}

function withSecrets(outputs: ValueMap, keys: readonly string[]): ValueMap {
  const marked = keys.flatMap((key) => {
    const value = outputs[key];
    return value === undefined || isSecret(value) ? [] : [[key, secret(value)] as const];
  });
  return marked.length === 0 ? outputs : { ...outputs, ...Object.fromEntries(marked) };
}

/** The resource with those outputs secret that its inputs and options of now make so. */
export function secretOutputs(state: ResourceState): ResourceState {
  if (state.additionalSecretOutputs.length === 0 && !hasSecret(state.inputs)) return state;
  const inputs = Object.keys(state.inputs).filter((key) => isSecret(state.inputs[key]));
  const outputs = withSecrets(state.outputs, [...state.additionalSecretOutputs, ...inputs]);
  return { ...state, outputs };
}

const verbs = { creating: "create", updating: "update", deleting: "delete" } as const;

/** Undefined for a step that has no hooks. */
function hooked({ kind, state, description }: Step): HookedStep | undefined {
  if (!(kind in verbs)) return undefined;
  const verb = verbs[kind as keyof typeof verbs];
  return { verb, state, old: verb === "update" ? description.old : undefined };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** As Pulumi words what went wrong after something was made. */
function initError(reasons: readonly string[]): string {
  const count = reasons.length === 1 ? "1 error occurred" : `${reasons.length} errors occurred`;
  return `${count}:\n${reasons.map((reason) => `\t* ${reason}\n`).join("")}\n`;
}

/** A provider whose call may or may not have reached the cloud says so by `lost`: the operation stays pending in the state. */
function isLost(error: unknown): boolean {
  return typeof error === "object" && error !== null && "lost" in error && error.lost === true;
}

function created(state: ResourceState, id: string, outputs: ValueMap): ResourceState {
  const at = now();
  return { ...state, id, outputs, created: at, modified: at };
}

export function partialOf(error: unknown): PartialFailure | undefined {
  if (typeof error !== "object" || error === null || !("partial" in error)) return undefined;
  return error.partial as PartialFailure;
}
