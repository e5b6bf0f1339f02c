/** What a program may be asked to do differently: the changes that are rehearsed. */
import type { PulumiFn } from "@pulumi/pulumi/automation";

export interface Edits {
  /** Another value of one tag, on one tier. */
  readonly tag?: string;
  /** A subnet more in each zone, with what belongs to it. */
  readonly extraTier?: boolean;
  /** Another port in one rule. */
  readonly port?: number;
  /** Another block for one subnet. */
  readonly block?: string;
  /** Something is no longer named. */
  readonly without?: boolean;
}

export type Edited = (edits?: Edits) => PulumiFn;

export const zones = ["us-east-1a", "us-east-1b", "us-east-1c"];
