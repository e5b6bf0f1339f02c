/**
 * The whole answer about a network, as one document: what `verify --json` prints, and what every
 * other way of showing it is made from. Plain data; `version` counts changes that a reader notices.
 */
import type { Evidence, Status, Waiver } from "../intents";
import type { Finding } from "../baseline";
import type { Difference } from "../difference";
import type { Missing, Unmodelled } from "../model";

export interface Verification {
  readonly version: 1;
  /** `simulated`: the network that a rehearsal made; `modelled`: one that a state or AWS describes. */
  readonly cloud: "simulated" | "modelled";
  /** The worst of it: `exitCode` as a word. */
  readonly result: "holds" | "fails" | "undecided";
  /** In the order of the intents. */
  readonly verdicts: readonly IntentVerdict[];
  /** What is wrong without being asked, the gravest first. */
  readonly findings: readonly Finding[];
  /** Undefined where there is nothing to compare with, as is `difference`. */
  readonly intentChanges?: IntentChangeReport;
  readonly difference?: Difference;
  /** Resources that could bear on reachability and that the model does not read. */
  readonly unmodelled: readonly Unmodelled[];
  /** What others refer to and what was not given. */
  readonly missing: readonly Missing[];
  /** What every verdict takes to be so. */
  readonly assumptions: readonly string[];
  readonly counts: Counts;
}

export interface IntentVerdict {
  readonly key: string;
  readonly name: string;
  /** The intent as a sentence: "lambda reaches service s3 on tcp/443 by a gateway endpoint". */
  readonly statement: string;
  readonly description?: string;
  readonly status: Status;
  readonly waiver?: WaiverReport;
  /** The verdict as a sentence. */
  readonly sentence: string;
  /** How many pairs of places it was asked of, and how many of them do not hold. */
  readonly asked: number;
  readonly failing: number;
  readonly evidence: readonly Evidence[];
  /** Of one that fails, where something was found that mends it: tried on the model, not in AWS. */
  readonly remedy?: Remedy;
}

export interface Remedy {
  /** The fewest changes that are enough, each a sentence. */
  readonly smallest: readonly string[];
  /** Everything that stands in the way, mended. */
  readonly complete: readonly string[];
  /** Intents that hold, and would not after the smallest. */
  readonly breaks: readonly string[];
}

export interface WaiverReport extends Waiver {
  /** Past its last day it waives nothing. */
  readonly expired: boolean;
}

/** What a change does to the intents themselves. */
export interface IntentChangeReport {
  /** Judged as they were: a change that drops the intent that it breaks fails by it. */
  readonly removed: readonly IntentVerdict[];
  readonly weakened: readonly WeakenedReport[];
  readonly added: readonly string[];
}

export interface WeakenedReport {
  /** Judged as it was. */
  readonly before: IntentVerdict;
  readonly how: readonly string[];
}

export interface Counts {
  readonly vpcs: number;
  readonly subnets: number;
  readonly networkInterfaces: number;
  readonly intents: {
    readonly holds: number;
    /** Without the waived ones. */
    readonly fails: number;
    readonly waived: number;
    readonly undecided: number;
    readonly vacuous: number;
  };
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
}
