/** What the baseline says of a network. */
import type { Key } from "../model/network";
import type { ExplanationCode } from "../reachability";

/** Errors alone fail a check. */
export type Grade = "error" | "warning" | "info";

export interface FoundComponent {
  readonly key: Key;
  readonly name: string;
  readonly type: string;
}

/** A packet that shows it. */
export interface FoundPacket {
  /** An address, or in words where it is not known. */
  readonly source: string;
  readonly destination: string;
  /** `tcp/443`, as everywhere. */
  readonly traffic: string;
  readonly sourcePort?: number;
}

/** What a rule found, before it is known by the rule's name. */
export interface Problem {
  readonly grade: Grade;
  /** One sentence that names the components. */
  readonly title: string;
  /** Why it matters. */
  readonly explanation: string;
  /** What decides, and what the remedy changes. */
  readonly component: FoundComponent;
  readonly others?: readonly FoundComponent[];
  readonly code?: ExplanationCode;
  readonly packet?: FoundPacket;
  /** What to change, in one sentence. */
  readonly remedy: string;
}

export interface Finding extends Problem {
  /** The rule's name. */
  readonly rule: string;
  /** AWS's page on the matter. */
  readonly page?: string;
}
