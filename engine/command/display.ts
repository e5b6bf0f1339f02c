/** The plain text of a run, as the CLI prints it without a terminal: for `onOutput` and the result's `stdout`. */
import type { EngineEvent } from "../deployment/events";
import { displayType, parseUrn } from "../urn";

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
}

interface Diagnostic {
  readonly severity: string;
  readonly message: string;
  readonly urn?: string;
  readonly ephemeral?: boolean;
}

const signs: Readonly<Record<string, string>> = {
  create: " + ",
  update: " ~ ",
  delete: " - ",
  replace: "+- ",
  "create-replacement": "++ ",
  "delete-replaced": "-- ",
  read: " > ",
  refresh: " ~ ",
  same: "   ",
};

const words: readonly [string, string, string][] = [
  ["create", "to create", "created"],
  ["update", "to update", "updated"],
  ["delete", "to delete", "deleted"],
  ["replace", "to replace", "replaced"],
  ["read", "to read", "read"],
];

export class Display {
  private readonly diagnostics: Diagnostic[] = [];
  readonly lines: string[] = [];

  constructor(private readonly print: (text: string) => void) {}

  line(text: string): void {
    this.lines.push(text);
    this.print(`${text}\n`);
  }

  take(event: EngineEvent): void {
    const step = (event.resOutputsEvent as { metadata: StepMetadata } | undefined)?.metadata;
    if (step && step.op !== "same") this.line(describeStep(step));
    const failed = (event.resOpFailedEvent as { metadata: StepMetadata } | undefined)?.metadata;
    if (failed) this.line(`${describeStep(failed)} **failed**`);
    const diagnostic = event.diagnosticEvent as Diagnostic | undefined;
    if (diagnostic && diagnostic.ephemeral !== true) this.diagnostics.push(diagnostic);
  }

  /** Errors and warnings, each under the resource that it is about. */
  tellDiagnostics(): string {
    const shown = this.diagnostics.filter(({ severity }) => severity !== "debug");
    if (shown.length === 0) return "";
    const told = shown.map(({ severity, message, urn }) => {
      const { type, name } = parseUrn(urn ?? "");
      const where = name === "" ? "" : `  ${displayType(type)} (${name}):\n`;
      const label = severity.startsWith("info") ? "" : `${severity}: `;
      return `${where}    ${label}${message.trimEnd().replaceAll("\n", "\n    ")}`;
    });
    const text = `Diagnostics:\n${told.join("\n")}\n`;
    this.line(text);
    return text;
  }

  tellChanges(changes: Readonly<Record<string, number>>, planned: boolean): void {
    this.line("Resources:");
    for (const [op, before, after] of words) {
      const count = changes[op] ?? 0;
      if (count > 0) this.line(`   ${signs[op] ?? ""}${count} ${planned ? before : after}`);
    }
    const same = changes.same ?? 0;
    if (same > 0) this.line(`    ${same} unchanged`);
  }
}

function describeStep({ op, urn, type }: StepMetadata): string {
  return `${signs[op] ?? "   "} ${displayType(type)} ${parseUrn(urn).name} ${op}`;
}
