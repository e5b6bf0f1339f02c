/** What is said of an intent. */
import type { PathHop } from "../reachability/path";
import type { ExplanationCode } from "../reachability";
import type { Intent } from "./intent";

/**
 * `vacuous`: it matches no interface, and so it says nothing. `undecided`: what would decide it is
 * not known or not modelled.
 */
export type Status = "holds" | "fails" | "undecided" | "vacuous";

/** One packet that shows it. Ports are of TCP and UDP. */
export interface ShownPacket {
  /** An address, or "an address of service s3" where it is not known. */
  readonly source: string;
  readonly destination: string;
  /** `tcp/443`, as everywhere. */
  readonly traffic: string;
  readonly sourcePort?: number;
}

export interface Component {
  readonly key: string;
  readonly name: string;
  readonly type: string;
}

/** Why it fails, or is not decided, between two places. */
export interface Evidence {
  readonly status: "fails" | "undecided";
  readonly from: string;
  readonly to: string;
  /** With one zone gone, which. */
  readonly withoutZone?: string;
  /** What decides: undefined where nothing stops what should be stopped. */
  readonly code?: ExplanationCode;
  readonly component?: Component;
  readonly packet?: ShownPacket;
  readonly path: readonly PathHop[];
  readonly sentence: string;
}

export interface Verdict {
  readonly intent: Intent;
  readonly status: Status;
  /** One sentence. */
  readonly sentence: string;
  /** How many pairs of places it was asked of. */
  readonly asked: number;
  /** Those that do not hold, one for each deciding component. */
  readonly evidence: readonly Evidence[];
  /** How many pairs do not hold. */
  readonly failing: number;
}
