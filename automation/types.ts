/** What the driver is asked, and what it answers: the same for the command line and for programs. */
import type { PulumiFn } from "@pulumi/pulumi/automation";
import type { Gate, Verification } from "../analysis";

export type EngineName = "rehearsal" | "pulumi";

/** `simulated`: our model of AWS; `emulator`: whatever answers at `--endpoint`. */
export type Cloud = "simulated" | "emulator" | "aws";

export type Verb = "up" | "preview" | "refresh" | "destroy" | "outputs";

export interface Changes {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly same: number;
}

export interface Diagnostic {
  readonly severity: "info" | "warning" | "error";
  readonly message: string;
  /** The resource it is about, where it is about one. */
  readonly urn?: string;
}

/** Which run it is. */
export interface RunHeading {
  readonly stack: string;
  readonly command: string;
  readonly engine: EngineName;
  readonly cloud: Cloud;
  /** Of a rehearsal: the state that it starts from. @default - nothing */
  readonly from?: string;
}

/** The one document that `--json` prints. Secrets read `[secret]`, values that are not yet known `[unknown]`. */
export interface RunResult extends RunHeading {
  readonly result: "succeeded" | "failed" | "cancelled";
  readonly changes: Changes;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly durationMs: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Of a rehearsal: whether the network that it made is what was meant. */
  readonly verification?: Verification;
}

/** A program that stands in the caller's own process. */
export interface InlineProgram {
  readonly program: PulumiFn;
  readonly projectName: string;
  readonly stackName: string;
}

/**
 * What a run is about: `"project/stack"` of a project on disk, or a program in this process. Without one: the nearest
 * `Pulumi.yaml` upward and its only stack.
 */
export type Target = string | InlineProgram | undefined;

/** What happens while a run is under way. */
export type ProgressEvent =
  | { readonly kind: "started"; readonly run: RunHeading; readonly home?: string }
  | { readonly kind: "step"; readonly phase: "started" | "done" | "failed"; readonly step: Step }
  | { readonly kind: "diagnostic"; readonly diagnostic: Diagnostic };

export interface Step {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
}

export interface RunOptions {
  /** Where projects are looked for. @default process.cwd() */
  readonly cwd?: string;
  /** Configuration for this run only: no file of the user's is written. Keys without a namespace are the project's. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** The same, for values that are secrets: they are shown nowhere. Keys that the project declares secret are so anyway. */
  readonly secrets?: Readonly<Record<string, string>>;
  /** Resource operations at a time. @default - the engine's own */
  readonly parallel?: number;
  /** Aborting it stops the run as Ctrl-C does: what is in flight finishes or is recorded as pending. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
}

export interface SimulatedOptions extends RunOptions {
  /** Types that the simulated AWS does not model and may answer generically: all of them, or by name. */
  readonly generic?: "all" | readonly string[];
  /** Twelve digits. @default - the stack's own */
  readonly account?: string;
  /**
   * Providers whose installed plugin may run, without credentials, beside those that leave the world alone (`random`, `tls`,
   * `time`). `pulumi-nodejs` are dynamic providers. @default - none
   */
  readonly allow?: readonly string[];
  /**
   * States of the stacks that the program refers to, as `pulumi stack export` prints them: files, and patterns such as
   * `states/*.json`. @default - those of the kept simulated AWS, for the `sim` verbs; none for a rehearsal
   */
  readonly references?: readonly string[];
  /**
   * A file of answers to look-ups, as {@link RealOptions.record} writes it: they come before what the simulated AWS would say.
   * @default - none
   */
  readonly answers?: string;
}

export interface RehearseOptions extends SimulatedOptions {
  /**
   * The real stack's present state, as `pulumi stack export --show-secrets` writes it: a file, or `-` for standard input.
   * The simulated AWS takes over what it holds, and the rehearsal is of the change. @default - from nothing
   */
  readonly from?: string;
  /**
   * What stands in the account already, as `aws ec2 describe-vpcs`, `describe-subnets` … print it: a folder of such files.
   * @default - nothing but the default VPC
   */
  readonly existing?: string;
  /**
   * Gates to pass knowingly: `intents` where one fails, `findings` where one is an error, `moves` where a subnet moves
   * between route tables in place. They are reported all the same.
   * @default - none
   */
  readonly accept?: readonly Gate[];
}

export interface KeptOptions extends SimulatedOptions {
  /** @default "rehearsal" */
  readonly engine?: EngineName;
  /** Where the simulated AWS and its states are kept. @default - `.pulumi-aws-network` beside the outermost project */
  readonly home?: string;
  /** Of `up`, on our engine: takes into the state what an interrupted run had made, and clears what it had not. */
  readonly resolvePending?: boolean;
  /**
   * Of `up`: gates to pass knowingly: `intents` where one fails, `findings` where one is an error, `moves` where a subnet moves
   * between route tables in place. They are reported all the same.
   * @default - none
   */
  readonly accept?: readonly Gate[];
}

export interface RealOptions extends RunOptions {
  /** The address of an emulator of AWS. Real credentials are then withheld. */
  readonly endpoint?: string;
  /**
   * Of `up`: whether it is rehearsed first, on a simulated AWS that takes over the state that the stack has now. A rehearsal
   * that fails, or a network that is not what was meant, changes nothing. @default true
   */
  readonly rehearsal?: boolean;
  /**
   * A file into which the answers of the program's look-ups go, for rehearsals elsewhere ({@link SimulatedOptions.answers}):
   * beside those that it has already, and without those that are secret. Of programs that Node runs. @default - none
   */
  readonly record?: string;
  /** Of the rehearsal before `up`: gates to pass knowingly, as {@link RehearseOptions.accept}. @default - none */
  readonly accept?: readonly Gate[];
  /** Of the rehearsal before `up`: as {@link SimulatedOptions.generic}. @default - none */
  readonly generic?: SimulatedOptions["generic"];
  /** Of the rehearsal before `up`: as {@link SimulatedOptions.account}. @default - the one that the state is in */
  readonly account?: string;
  /** Of the rehearsal before `up`: as {@link SimulatedOptions.allow}. @default - none */
  readonly allow?: readonly string[];
  /** Of the rehearsal before `up`: as {@link SimulatedOptions.references}. @default - none */
  readonly references?: readonly string[];
  /** Of the rehearsal before `up`: as {@link SimulatedOptions.answers}. @default - none */
  readonly answers?: string;
  /** Of the rehearsal before `up`: as {@link RehearseOptions.existing}. @default - nothing but the default VPC */
  readonly existing?: string;
}
