/**
 * One behaviour of Pulumi's engine: a short life of one stack, and the steps that it is to show. The same life is lived
 * on the rehearsal engine, on the Pulumi CLI where one is on the PATH, and by both in turns.
 */
import type { ThingCloud } from "../thingProvider";

export type Verb = "up" | "preview" | "refresh" | "destroy" | "import";
export type Program = () => Promise<Record<string, unknown> | undefined>;

/** The deployment in a checkpoint. */
export interface Deployment {
  readonly resources?: readonly Readonly<Record<string, unknown>>[];
  readonly pending_operations?: readonly unknown[];
}

/** One command of a life. */
export interface Act {
  readonly verb?: Verb;
  /** Of another stack of the same backend: `project/stack`. */
  readonly on?: string;
  /** The program from now on; without one, that of the act before. */
  readonly program?: Program;
  /** Automation API's own options of that verb. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Before the command: what else is written into the checkpoint. */
  readonly edits?: (deployment: Deployment) => Deployment;
  /** Set before the command, by paths into the stack's configuration. */
  readonly config?: Readonly<Record<string, string>>;
  /** Before the command: what fails, what has drifted, what is configured. */
  readonly before?: (cloud: ThingCloud) => void;
  /** Every step that is not `same`, as `op name`, in any order. URNs by name; the stack itself is left out. */
  readonly steps?: readonly string[];
  /** The calls that reach the provider, in this order. */
  readonly calls?: readonly string[];
  /** The command fails, and says so. */
  readonly fails?: RegExp;
  /** A look at the state that is kept, or at the outputs, beyond what the engines must have alike. */
  readonly then?: (seen: Seen) => void;
}

/** What one command leaves. */
export interface Seen {
  readonly steps: readonly string[];
  readonly calls: readonly string[];
  readonly error: string | undefined;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** The deployment's resources, by name. */
  readonly resources: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  /** The deployment, as the one normaliser leaves it. */
  readonly state: unknown;
  /** Messages of the engine's, beside the events of steps. */
  readonly messages: string;
  /** Paths that a detailed diff names, as `name: path kind`. */
  readonly diffs: readonly string[];
  /** What forces a replacement, as `name: key`. */
  readonly keys: readonly string[];
  readonly changes: Readonly<Record<string, number>>;
}

export interface Behaviour {
  /** Pulumi's own word for it. */
  readonly term: string;
  readonly says: string;
  readonly life: readonly Act[];
  /** A life story that both engines live in turns, too. */
  readonly swaps?: true;
}
