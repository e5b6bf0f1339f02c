/** Folds the engine's events of one run into what the run is reported by. Both engines speak the same events. */
import type { EngineEvent, OpMap, OutputMap } from "@pulumi/pulumi/automation";
import type { Changes, Diagnostic, ProgressEvent, Step } from "../types";

const stackType = "pulumi:pulumi:Stack";
/** What stands in a preview for a value that only the cloud knows (sdk/nodejs/runtime/rpc.ts). */
const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const secretSignature = "4dabf18193072939515e22adb298388d";

/** What a program's SDK writes to stderr when the run has ended without it: stack traces about that, and nothing new. */
const echo = /^failed to deliver log message|Channel has been shut down/;

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

export class RunRecorder {
  private readonly secrets: readonly string[];
  private readonly notes: Diagnostic[] = [];
  private readonly counted: Record<string, number> = {};
  private summary: OpMap | undefined;
  private registered = 0;
  private planned: Readonly<Record<string, unknown>> = {};
  private severed = false;

  constructor(
    secrets: readonly string[],
    private readonly onProgress: (event: ProgressEvent) => void = () => undefined,
    /** What else is put right in a message. */
    private readonly reword: (message: string) => string = (message) => message,
  ) {
    // Longest first, for one secret may be a part of another; very short ones would tear words apart.
    this.secrets = secrets.filter(({ length }) => length > 2).sort((a, b) => b.length - a.length);
  }

  readonly onEvent = (event: EngineEvent): void => {
    const { resourcePreEvent, resOutputsEvent, resOpFailedEvent } = event;
    if (resourcePreEvent) this.step("started", resourcePreEvent.metadata);
    if (resOutputsEvent) this.step("done", resOutputsEvent.metadata);
    if (resOpFailedEvent) this.step("failed", resOpFailedEvent.metadata);
    if (event.summaryEvent) this.summary = event.summaryEvent.resourceChanges;
    if (event.diagnosticEvent) this.diagnostic(event.diagnosticEvent);
    if (event.policyEvent) {
      const { message, enforcementLevel, resourceUrn: urn } = event.policyEvent;
      this.note(enforcementLevel === "mandatory" ? "error" : "warning", message, urn);
    }
  };

  note(severity: Diagnostic["severity"], message: string, urn?: string): void {
    const text = this.reword(this.clean(message)).trim();
    const known = this.notes.some((one) => one.message === text && one.urn === urn);
    if (text === "" || known) return;
    const diagnostic: Diagnostic = urn
      ? { severity, message: text, urn }
      : { severity, message: text };
    this.notes.push(diagnostic);
    this.onProgress({ kind: "diagnostic", diagnostic });
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.notes;
  }

  /** True where something else than the stack itself was met. */
  get sawResources(): boolean {
    return this.registered > 0;
  }

  get hasErrors(): boolean {
    return this.notes.some(({ severity }) => severity === "error");
  }

  /** From the summary; a run that was cut short has none, and is counted by what it finished. */
  get changes(): Changes {
    const counts: Readonly<Record<string, number | undefined>> = this.summary ?? this.counted;
    const of = (op: string): number => counts[op] ?? 0;
    return {
      create: of("create"),
      update: of("update"),
      replace: of("replace"),
      delete: of("delete"),
      same: of("same"),
    };
  }

  /** The stack's outputs as a preview foresees them. */
  get plannedOutputs(): Record<string, unknown> {
    return this.maskAll(this.planned);
  }

  /** Outputs with every secret masked, nested ones too. */
  outputs(outputs: OutputMap): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(outputs).map(([name, { value, secret }]) => [
        name,
        secret ? "[secret]" : this.maskValue(value),
      ]),
    );
  }

  private maskAll(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, this.maskValue(value)]),
    );
  }

  private maskValue(value: unknown): unknown {
    if (typeof value === "string") return value === unknownValue ? "[unknown]" : this.mask(value);
    if (Array.isArray(value)) return value.map((item) => this.maskValue(item));
    if (typeof value !== "object" || value === null) return value;
    return secretSignature in value ? "[secret]" : this.maskAll(value as Record<string, unknown>);
  }

  private step(phase: "started" | "done" | "failed", metadata: Metadata): void {
    const { op, urn, type } = metadata;
    if (phase === "done") this.counted[op] = (this.counted[op] ?? 0) + 1;
    // The event's outputs are whatever the provider answered: none before the first.
    const outputs = metadata.new?.outputs as Record<string, unknown> | undefined;
    if (phase === "done" && type === stackType && outputs) this.planned = outputs;
    if (type !== stackType) this.registered += 1;
    const step: Step = { op, urn, type, name: urn.split("::").slice(3).join("::") };
    this.onProgress({ kind: "step", phase, step });
  }

  /** Those of severity debug print property values, secrets too: they are dropped whoever asks. */
  private diagnostic(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const { severity, message, urn, ephemeral } = event;
    switch (severity as string) {
      case "error":
      case "warning":
        this.note(severity as "error" | "warning", message, urn);
        return;
      case "info#err":
        this.severed ||= echo.test(message);
        if (!ephemeral && !this.severed) this.note("info", message, urn);
        return;
      case "info":
        if (!ephemeral) this.note("info", message, urn);
        return;
      default:
        return;
    }
  }

  private clean(message: string): string {
    // Pulumi's colour tags, and the terminal's.
    return this.mask(message.replace(/<\{%[^%]*%\}>/g, "").replace(/\u001b\[[0-9;]*m/g, ""));
  }

  private mask(text: string): string {
    return this.secrets.reduce((masked, secret) => masked.split(secret).join("[secret]"), text);
  }
}
