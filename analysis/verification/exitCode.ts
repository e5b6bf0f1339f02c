/** Whether a network may go on, by its verification. */
import type { Finding } from "../baseline";
import type { IntentVerdict, Verification } from "./verification";

/**
 * What stops a deployment; each may be accepted, knowingly, by its name: intents that fail, findings of grade error, and subnets
 * that are moved to another route table in place.
 */
export const gates = ["intents", "findings", "moves"] as const;
export type Gate = (typeof gates)[number];

export interface GateFailures {
  /** Those that fail and are not waived, dropped and weakened ones as they were. */
  readonly intents: readonly IntentVerdict[];
  /** Of grade error. */
  readonly findings: readonly Finding[];
}

type Judged = Pick<Verification, "verdicts" | "findings" | "intentChanges">;

export function gateFailures(
  { verdicts, findings, intentChanges }: Judged,
  accepted: readonly Gate[] = [],
): GateFailures {
  const { removed = [], weakened = [] } = intentChanges ?? {};
  const all = [...removed, ...weakened.map(({ before }) => before), ...verdicts];
  return {
    intents: accepted.includes("intents") ? [] : all.filter(isFailing),
    findings: accepted.includes("findings")
      ? []
      : findings.filter(({ grade }) => grade === "error"),
  };
}

export const isFailing = ({ status, waiver }: IntentVerdict): boolean =>
  status === "fails" && (waiver === undefined || waiver.expired);

export function resultOf(judged: Judged): Verification["result"] {
  const { intents, findings } = gateFailures(judged);
  if (intents.length + findings.length > 0) return "fails";
  const isOpen = ({ status }: IntentVerdict): boolean =>
    status === "undecided" || status === "vacuous";
  return judged.verdicts.some(isOpen) ? "undecided" : "holds";
}

const CODES = { holds: 0, fails: 1, undecided: 3 } as const;

/** 0: all hold; 1: an intent fails, or a finding is an error; 3: something is not decided, and nothing fails. */
export const exitCode = ({ result }: Verification): 0 | 1 | 3 => CODES[result];
