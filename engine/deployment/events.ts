/** The engine's events, as the CLI writes them: `sdk/go/common/apitype/events.go`, secrets masked. */
import type { PropertyDiff, Value, ValueMap } from "../provider";
import type { ResourceState } from "../resourceState";
import { isDefaultProvider } from "../urn";
import { hasSecret, isSecret, maskSecrets, someValue } from "../values";

export type Operation =
  | "same"
  | "create"
  | "update"
  | "delete"
  | "replace"
  | "create-replacement"
  | "delete-replaced"
  | "read"
  | "refresh"
  | "discard"
  | "discard-replaced"
  | "read-replacement"
  | "remove-pending-replace"
  | "import"
  | "import-replacement";

export type Severity = "debug" | "info" | "info#err" | "warning" | "error";

export interface EngineEvent {
  sequence: number;
  timestamp: number;
  [kind: string]: unknown;
}

export interface StepDescription {
  readonly op: Operation;
  readonly urn: string;
  readonly type: string;
  readonly old: ResourceState | undefined;
  readonly new: ResourceState | undefined;
  readonly provider: string;
  /** What a refresh has found: told of, and no step of its own. */
  readonly isResult?: true;
  /** Properties that force a replacement. */
  readonly keys?: readonly string[];
  readonly diffs?: readonly string[];
  readonly detailedDiff?: Readonly<Record<string, PropertyDiff>>;
}

const halves: ReadonlySet<Operation> = new Set<Operation>([
  ...(["create-replacement", "delete-replaced", "discard-replaced"] as const),
  ...(["read-replacement", "import-replacement", "remove-pending-replace", "refresh"] as const),
]);

/** Nobody knows what the failed call has left. */
const unknownStatus = 2;

/** Steps that stand for a change of their own; the halves of a replacement do not. */
function isLogical(op: Operation): boolean {
  return !halves.has(op);
}

export class EventSink {
  private readonly secrets = new Set<string>();
  private sequence = 0;
  /** Steps that were counted: what had been done when one failed. */
  private steps = 0;
  private stepFailed = false;
  readonly changes: Record<string, number> = {};
  errors = 0;

  constructor(
    private readonly send: (event: EngineEvent) => void,
    private readonly planning: boolean,
    private readonly showDebug: boolean,
  ) {}

  prelude(config: Readonly<Record<string, string>>): void {
    this.emit("preludeEvent", { config });
  }

  before(step: StepDescription): void {
    this.emit("resourcePreEvent", { metadata: metadata(begun(step)), ...this.planningPart() });
  }

  after(step: StepDescription): void {
    this.emit("resOutputsEvent", { metadata: metadata(step), ...this.planningPart() });
  }

  failed(step: StepDescription): void {
    this.stepFailed = true;
    // A preview has called nothing that could have left anything.
    if (this.planning) return;
    this.emit("resOpFailedEvent", {
      metadata: metadata({ ...step, new: step.new && withoutOutputs(step.new) }),
      status: unknownStatus,
      steps: this.steps,
    });
  }

  /** Said of the operation as a whole, where a step of it has failed or the user has ended it. */
  ended(cancelled: boolean): void {
    const kind = this.planning ? "preview" : "update";
    if (this.stepFailed) this.diagnostic("error", `${kind} failed`);
    else if (cancelled) this.diagnostic("error", `${kind} canceled`);
  }

  /** Default providers come and go unasked: like the CLI, their steps are shown and not counted. */
  count(op: Operation, urn: string): void {
    if (!isLogical(op) || isDefaultProvider(urn)) return;
    this.changes[op] = (this.changes[op] ?? 0) + 1;
    this.steps++;
  }

  /** Text that no diagnostic may show, whoever writes it: a program's log line, or an error that quotes an input. */
  conceal(map: ValueMap): void {
    if (!hasSecret(map)) return;
    someValue(map, (value) => {
      if (isSecret(value)) this.concealLeaves(value.value ?? null);
      return false;
    });
  }

  private concealLeaves(value: Value): void {
    someValue(value, (leaf) => {
      // Shorter than this, a text hides nothing and would black out half of every message.
      if (typeof leaf === "string" && leaf.length >= 3) {
        this.secrets.add(leaf);
        this.secrets.add(JSON.stringify(leaf).slice(1, -1));
      }
      return false;
    });
  }

  private concealed(message: string): string {
    let shown = message;
    for (const text of [...this.secrets].sort((a, b) => b.length - a.length))
      shown = shown.replaceAll(text, "[secret]");
    return shown;
  }

  diagnostic(severity: Severity, message: string, urn = "", ephemeral = false): void {
    if (severity === "error") this.errors++;
    if (severity === "debug" && !this.showDebug) return;
    this.emit("diagnosticEvent", {
      ...(urn === "" ? {} : { urn }),
      ...(severity.startsWith("info") ? {} : { prefix: `${severity}: ` }),
      message: `${this.concealed(message)}\n`,
      color: "never",
      severity,
      ...(ephemeral ? { ephemeral } : {}),
    });
  }

  summary(durationSeconds: number, succeeded: boolean): void {
    this.emit("summaryEvent", {
      maybeCorrupt: this.stepFailed && !this.planning,
      durationSeconds,
      resourceChanges: this.changes,
      PolicyPacks: {},
      isPreview: this.planning,
      result: succeeded ? "succeeded" : "failed",
    });
    this.emit("cancelEvent", {});
  }

  private planningPart(): { planning?: true } {
    return this.planning ? { planning: true } : {};
  }

  private emit(kind: string, body: unknown): void {
    this.send({
      sequence: this.sequence++,
      timestamp: Math.floor(Date.now() / 1000),
      [kind]: body,
    });
  }
}

/** Steps whose outcome is still to come when they begin: what the resource will be has neither id nor outputs. */
const unsettled: ReadonlySet<Operation> = new Set<Operation>(["same", "update"]);

function begun(step: StepDescription): StepDescription {
  if (step.new === undefined || !unsettled.has(step.op)) return step;
  return { ...step, new: { ...withoutOutputs(step.new), id: "" } };
}

const none: ValueMap = {};

function withoutOutputs(state: ResourceState): ResourceState {
  return { ...state, outputs: none };
}

function metadata(step: StepDescription): object {
  return {
    op: step.op,
    urn: step.urn,
    type: step.type,
    old: describe(step.old),
    new: describe(step.new),
    ...(step.keys && step.keys.length > 0 ? { keys: step.keys } : {}),
    ...(step.diffs && step.diffs.length > 0 ? { diffs: step.diffs } : {}),
    detailedDiff: describeDiff(step.detailedDiff),
    ...(isLogical(step.op) && step.isResult !== true ? { logical: true } : {}),
    provider: step.provider,
  };
}

function describe(state: ResourceState | undefined): object | null {
  if (state === undefined) return null;
  return {
    type: state.type,
    urn: state.urn,
    ...(state.custom ? { custom: true } : {}),
    ...(state.delete ? { delete: true } : {}),
    id: state.id,
    parent: state.parent,
    ...(state.protect ? { protect: true } : {}),
    ...(state.retainOnDelete ? { retainOnDelete: true } : {}),
    inputs: masked(state.inputs),
    outputs: masked(state.outputs),
    provider: state.provider,
    ...(state.initErrors.length > 0 ? { initErrors: state.initErrors } : {}),
  };
}

/** A values map is masked once, however many events show it. */
const maskedOnce = new WeakMap<ValueMap, ValueMap>();
function masked(map: ValueMap): ValueMap {
  let result = maskedOnce.get(map);
  if (result === undefined) {
    result = maskSecrets(map);
    maskedOnce.set(map, result);
  }
  return result;
}

function describeDiff(
  diff: Readonly<Record<string, PropertyDiff>> | undefined,
): Record<string, { diffKind: string; inputDiff: boolean }> | null {
  if (diff === undefined) return null;
  return Object.fromEntries(
    Object.entries(diff).map(([path, { kind, inputDiff }]) => [
      path,
      { diffKind: kind, inputDiff },
    ]),
  );
}
