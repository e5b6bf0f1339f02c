/** The only file that writes to the terminal: what a run says, live, as plain lines, or as one JSON document. */
import {
  formatDiagnostic,
  formatEnd,
  formatResult,
  formatStart,
  formatStep,
  isShown,
} from "./format";
import { writeError, writeOut } from "./ownStreams";
import { createPaint, type Paint } from "./paint";
import { LiveLines } from "./liveLines";
import { table } from "./table";
import type { StackSummary } from "../runs/real";
import type { ListedObject } from "../../simulator";
import type { ProgressEvent, RunResult, Step } from "../types";

export interface PrinterOptions {
  readonly json?: boolean;
  readonly color?: boolean;
}

export interface Told {
  readonly text: string;
  /** The same for a program. */
  readonly data: object;
}

export interface Printer {
  readonly json: boolean;
  readonly progress: (event: ProgressEvent) => void;
  /** The end of a run that took place, with what was verified of it. */
  result(result: RunResult, verified?: (paint: Paint) => string): void;
  /** The end of one that did not. */
  refusal(result: RunResult): void;
  note(text: string): void;
  world(entries: readonly ListedObject[]): void;
  worldEntry(entry: unknown): void;
  /** A change of the simulated AWS itself. */
  changed(told: Told): void;
  worldReset(): void;
  stacks(stacks: readonly StackSummary[]): void;
  help(text: string): void;
  /** A document in a form of its own, whole. */
  document(text: string): void;
  verified(verified: Verified): void;
}

/** The answer of `verify` for people. */
export interface Verified {
  readonly start: string;
  readonly text: (paint: Paint) => string;
  readonly end: string;
}

export function createPrinter({ json = false, color = true }: PrinterOptions): Printer {
  if (json) return jsonPrinter();
  const terminal = process.stdout.isTTY;
  const paint = createPaint(terminal && color && !process.env.NO_COLOR);
  return new TextPrinter(
    paint,
    terminal ? new LiveLines(process.stdout, (line) => paint.dim(line)) : undefined,
  );
}

function writeJson(value: unknown): void {
  writeOut(`${JSON.stringify(value, undefined, 2)}\n`);
}

function jsonPrinter(): Printer {
  return {
    json: true,
    progress: () => undefined,
    result: writeJson,
    refusal: writeJson,
    note: (text) => writeError(`${text}\n`),
    world: (resources) => writeJson({ cloud: "simulated", resources }),
    worldEntry: (resource) => writeJson({ cloud: "simulated", resource }),
    changed: ({ data }) => writeJson({ cloud: "simulated", ...data }),
    worldReset: () => writeJson({ cloud: "simulated", result: "succeeded" }),
    stacks: (stacks) => writeJson({ cloud: "aws", stacks }),
    help: (text) => writeError(text),
    document: (text) => writeOut(text),
    verified: () => undefined,
  };
}

const simulatedOnly = "Simulated: nothing of this is in AWS.";

/** The Pulumi name of what made it. */
function nameOf(urn: string | undefined): string | undefined {
  return urn?.split("::").slice(3).join("::");
}

class TextPrinter implements Printer {
  readonly json = false;

  constructor(
    private readonly paint: Paint,
    private readonly live: LiveLines | undefined,
  ) {}

  readonly progress = (event: ProgressEvent): void => {
    switch (event.kind) {
      case "started":
        this.line(this.paint.bold(formatStart(event.run, event.home)));
        break;
      case "diagnostic":
        this.line(formatDiagnostic(event.diagnostic, this.paint));
        break;
      case "step":
        this.step(event.phase, event.step);
        break;
    }
  };

  result(result: RunResult, verified?: (paint: Paint) => string): void {
    this.live?.clear();
    this.line(formatResult(result, this.paint));
    if (verified) this.line(verified(this.paint));
    this.line(this.paint.bold(formatEnd(result)));
  }

  refusal({ diagnostics }: RunResult): void {
    this.live?.clear();
    for (const { message } of diagnostics) writeError(`${this.paint.red("error")}: ${message}\n`);
  }

  note(text: string): void {
    this.line(this.paint.yellow(text));
  }

  world(entries: readonly ListedObject[]): void {
    this.line(simulatedOnly);
    const rows = entries.map(({ urn, ...entry }) => ({ ...entry, resource: nameOf(urn) }));
    this.line(table(rows, "it is empty: `sim up` fills it"));
    this.line(simulatedOnly);
  }

  worldEntry(entry: unknown): void {
    this.line(simulatedOnly);
    this.line(JSON.stringify(entry, undefined, 2));
    this.line(simulatedOnly);
  }

  changed({ text }: Told): void {
    this.line(simulatedOnly);
    this.line(text);
  }

  worldReset(): void {
    this.line(
      "The simulated AWS is empty, and no stack is deployed to it. Nothing of this was in AWS.",
    );
  }

  stacks(stacks: readonly StackSummary[]): void {
    this.line(table(stacks, "the backend has no stack of this project"));
  }

  help(text: string): void {
    writeError(text);
  }

  document(text: string): void {
    writeOut(text);
  }

  verified({ start, text, end }: Verified): void {
    this.line(this.paint.bold(start));
    this.line(text(this.paint));
    this.line(this.paint.bold(end));
  }

  private step(phase: "started" | "done" | "failed", step: Step): void {
    if (!isShown(step)) return;
    const text = formatStep(phase, step, this.paint);
    if (phase === "started") this.live?.start(step.urn, text);
    else {
      this.live?.end(step.urn);
      this.line(text);
    }
  }

  private line(text: string): void {
    if (this.live) this.live.print(text);
    else writeOut(`${text}\n`);
  }
}
