/** What a run asks of the program, whatever its language and wherever it runs. */
import type { RunConfig } from "../deployment/run";

export interface ProgramRun {
  readonly project: string;
  readonly stack: string;
  readonly dryRun: boolean;
  readonly parallel: number;
  readonly config: RunConfig;
  /** Of the monitor and of the engine. */
  readonly address: string;
  /** What a program on disk prints, a line at a time. */
  readonly onLine: (line: string) => void;
}

/** Why the program failed; undefined where it ended well. `said` where its own diagnostics have told it already. */
export interface ProgramFailure {
  readonly message: string;
  readonly said: boolean;
}

export interface Program {
  run(run: ProgramRun): Promise<ProgramFailure | undefined>;
  /** Ends what still runs. An inline program cannot be ended: it is left alone, and nothing answers it any more. */
  end(): void;
}
