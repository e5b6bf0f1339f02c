/** What every part of one preview, update, refresh or destroy shares. */
import type { StateStore } from "../backend/stateStore";
import type { Snapshot } from "../backend/checkpoint";
import type { ResourceState } from "../resourceState";
import type { Namer } from "./goal/autonaming";
import type { EventSink } from "./events";
import type { Gate } from "./gate";
import type { StackIdentity } from "./goal/stackIdentity";
import type { Providers } from "./providers/providers";
import type { Selection } from "./selection/selection";

export interface RunConfig {
  /** Full key to plain value; objects as JSON. */
  readonly values: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
}

export interface Run {
  readonly identity: StackIdentity;
  readonly dryRun: boolean;
  readonly config: RunConfig;
  /** The program's: what relative paths of assets start from. */
  readonly folder: string;
  /** The state has secrets that cannot be opened: each is taken to be what the program gives. */
  readonly hasSealedSecrets: boolean;
  /** The state's live resources, by URN. */
  readonly olds: ReadonlyMap<string, ResourceState>;
  /** The state's superseded resources, still to be deleted. */
  readonly superseded: readonly ResourceState[];
  readonly providers: Providers;
  /** Undefined in a preview: nothing is written. */
  readonly store: StateStore | undefined;
  readonly events: EventSink;
  readonly gate: Gate;
  /** Undefined: providers name as they always do. */
  readonly namer: Namer | undefined;
  readonly purpose: "update" | "refresh" | "destroy";
  /** What the program registers is refreshed first, with the providers that it gives: `--run-program`. */
  readonly refreshesByProgram: boolean;
  readonly selection: Selection;
  /** After a failure, what does not depend on it goes on. */
  readonly continueOnError: boolean;
  /** The packages whose installed plugin may construct components, and the environment in which it is looked for. */
  readonly plugins: {
    readonly packages: readonly string[];
    readonly env: Readonly<Record<string, string | undefined>>;
  };
}

export function livingResources(snapshot: Snapshot): Map<string, ResourceState> {
  return new Map(
    snapshot.resources.filter((one) => !one.delete).map((one) => [one.urn, one] as const),
  );
}

export function now(): string {
  return new Date().toISOString();
}
