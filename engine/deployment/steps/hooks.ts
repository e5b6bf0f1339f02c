/**
 * Resource hooks: functions of the program that run before and after a step, and error hooks, which may have a failed call
 * made again. `RunHooks`, `RunErrorHooks` and `retries.go` of Pulumi are the model.
 */
import resourceProto = require("@pulumi/pulumi/proto/resource_pb");
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineError } from "../../errors";
import type { ValueMap } from "../../provider";
import type { HookType, ResourceState } from "../../resourceState";
import { parseUrn } from "../../urn";
import type { Callback, Callbacks } from "../monitor/callbacks";
import type { Run } from "../run";

interface ResourceHook {
  readonly callback: Callback;
  readonly onDryRun: boolean;
  readonly ignoreErrors: boolean;
}

/** The resource that a hook is told of, before and after its step. */
interface Subject {
  readonly state: ResourceState;
  readonly newInputs?: ValueMap;
  readonly oldInputs?: ValueMap;
  readonly newOutputs?: ValueMap;
  readonly oldOutputs?: ValueMap;
}

type Verb = "create" | "update" | "delete";

/** One step, as its hooks are told of it. */
export interface HookedStep {
  readonly verb: Verb;
  /** As it is to be; of a deletion, as it is. */
  readonly state: ResourceState;
  readonly old: ResourceState | undefined;
}

const hooksOf = {
  create: { before: "BeforeCreate", after: "AfterCreate" },
  update: { before: "BeforeUpdate", after: "AfterUpdate" },
  delete: { before: "BeforeDelete", after: "AfterDelete" },
} as const;

const mostRetries = 100;

export class Hooks {
  private readonly hooks = new Map<string, ResourceHook>();
  private readonly errorHooks = new Map<string, Callback>();

  constructor(
    private readonly run: Run,
    private readonly callbacks: Callbacks,
  ) {}

  get any(): boolean {
    return this.hooks.size + this.errorHooks.size > 0;
  }

  register(request: resourceProto.RegisterResourceHookRequest): void {
    this.hooks.set(this.free(request.getName()), {
      callback: required(request.getCallback()),
      onDryRun: request.getOnDryRun(),
      ignoreErrors: request.getIgnoreErrors(),
    });
  }

  registerErrorHook(request: resourceProto.RegisterErrorHookRequest): void {
    this.errorHooks.set(this.free(request.getName()), required(request.getCallback()));
  }

  private free(name: string): string {
    if (name === "") throw new EngineError("resource hook name cannot be empty");
    if (this.hooks.has(name) || this.errorHooks.has(name))
      throw new EngineError(`resource hook already registered for name "${name}"`);
    return name;
  }

  /** @throws EngineError where a hook fails: the step is not begun */
  async before({ verb, state, old }: HookedStep): Promise<void> {
    const type = hooksOf[verb].before;
    if (state.hooks[type] === undefined) return;
    await this.all(type, "before", { state, ...given(verb, state, old) });
  }

  /** @throws EngineError where a hook fails: the step is done nevertheless */
  async after({ verb, old }: HookedStep, state: ResourceState): Promise<void> {
    const type = hooksOf[verb].after;
    if (state.hooks[type] === undefined) return;
    const newOutputs = verb === "delete" ? {} : { newOutputs: state.outputs };
    await this.all(type, "after", { state, ...given(verb, state, old), ...newOutputs });
  }

  private async all(type: HookType, when: "before" | "after", subject: Subject): Promise<void> {
    for (const name of subject.state.hooks[type] ?? []) {
      const hook = this.hooks.get(name);
      if (hook === undefined) throw new EngineError(`hook "${name}" was not registered`);
      if (this.run.dryRun && !hook.onDryRun) continue;
      const error = await this.call(hook, subject);
      if (error === "") continue;
      if (!hook.ignoreErrors) throw new EngineError(`${when} hook "${name}" failed: ${error}`);
      const message = `${type} hook "${name}" failed: ${error}`;
      this.run.events.diagnostic("warning", message, subject.state.urn);
    }
  }

  private async call({ callback }: ResourceHook, subject: Subject): Promise<string> {
    const request = describe(new resourceProto.ResourceHookRequest(), subject);
    if (subject.newOutputs) request.setNewOutputs(Struct.fromJavaScript(subject.newOutputs));
    try {
      const answer = await this.callbacks.call(callback, request);
      return resourceProto.ResourceHookResponse.deserializeBinary(answer).getError();
    } catch (error) {
      return messageOf(error);
    }
  }

  /** Makes the call; when it fails, again for as long as an error hook of the resource asks for it. */
  async retrying<T>({ verb, state, old }: HookedStep, call: () => Promise<T>): Promise<T> {
    const names = state.hooks.OnError;
    if (names === undefined) return call();
    const failures: string[] = [];
    for (;;) {
      try {
        return await call();
      } catch (error) {
        failures.unshift(messageOf(error));
        const count = `${String(failures.length)}/${String(mostRetries)}`;
        if (failures.length >= mostRetries) {
          const reached = `maximum number of error hook retries (${String(mostRetries)}) reached`;
          this.run.events.diagnostic("warning", reached, state.urn);
          throw new EngineError("maximum number of error hook retries reached");
        }
        const subject = { state, ...given(verb, state, old) };
        if (!(await this.asksAgain(names, subject, verb, failures))) throw error;
        const again = `retrying ${verb} due to on-error hook request (${count})`;
        this.run.events.diagnostic("warning", again, state.urn);
      }
    }
  }

  private async asksAgain(
    names: readonly string[],
    subject: Subject,
    verb: Verb,
    failures: readonly string[],
  ): Promise<boolean> {
    const refused = (why: string): EngineError =>
      new EngineError(`error hooks execution failed: ${why}`);
    let again = false;
    for (const name of names) {
      const hook = this.errorHooks.get(name);
      if (hook === undefined) throw refused(`error hook "${name}" was not registered`);
      const request = describe(new resourceProto.ErrorHookRequest(), subject);
      request.setFailedOperation(verb);
      request.setErrorsList([...failures]);
      let answer: resourceProto.ErrorHookResponse;
      try {
        const bytes = await this.callbacks.call(hook, request);
        answer = resourceProto.ErrorHookResponse.deserializeBinary(bytes);
      } catch (error) {
        throw refused(`error hook "${name}" failed: ${messageOf(error)}`);
      }
      if (answer.getError() !== "")
        throw refused(`error hook "${name}" failed: ${answer.getError()}`);
      again ||= answer.getRetry();
    }
    return again;
  }
}

function given(
  verb: Verb,
  state: ResourceState,
  old: ResourceState | undefined,
): Omit<Subject, "state"> {
  if (verb === "create") return { newInputs: state.inputs };
  if (verb === "delete") return { oldInputs: state.inputs, oldOutputs: state.outputs };
  return { newInputs: state.inputs, oldInputs: old?.inputs ?? {}, oldOutputs: old?.outputs ?? {} };
}

type HookRequest = resourceProto.ResourceHookRequest | resourceProto.ErrorHookRequest;

function describe<R extends HookRequest>(request: R, subject: Subject): R {
  const { state, newInputs, oldInputs, oldOutputs } = subject;
  request.setUrn(state.urn);
  request.setId(state.id);
  request.setName(parseUrn(state.urn).name);
  request.setType(state.type);
  if (newInputs) request.setNewInputs(Struct.fromJavaScript(newInputs));
  if (oldInputs) request.setOldInputs(Struct.fromJavaScript(oldInputs));
  if (oldOutputs) request.setOldOutputs(Struct.fromJavaScript(oldOutputs));
  return request;
}

function required(callback: Callback | undefined): Callback {
  if (callback === undefined) throw new EngineError("a hook needs a callback");
  return callback;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
