/** The verification in one line: what it opens first, then what fails. */
import { gateFailures } from "../exitCode";
import type { Verification } from "../verification";

export function headline(verification: Verification): string {
  const { verdicts, findings } = verification;
  const failures = gateFailures(verification);
  const { intents, findings: graded } = verification.counts;
  const waived = verdicts.filter(({ status }) => status === "fails").length - intents.fails;
  const parts = [
    counted(failures.intents.length, "intent fails", "intents fail"),
    counted(waived, "fails and is waived", "fail and are waived"),
    counted(intents.undecided, "is undecided", "are undecided"),
    counted(intents.vacuous, "matches nothing", "match nothing"),
    held(verification),
    counted(graded.error, "error", "errors"),
    counted(graded.warning, "warning", "warnings"),
    findings.length === 0 ? "no findings" : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function held({ verdicts, counts }: Verification): string {
  const { holds } = counts.intents;
  if (verdicts.length === 0) return "no intents";
  if (holds === verdicts.length)
    return holds === 1 ? "the one intent holds" : `all ${holds} intents hold`;
  return `${holds} of ${verdicts.length} intents hold`;
}

const counted = (count: number, one: string, more: string): string =>
  count === 0 ? "" : `${count} ${count === 1 ? one : more}`;
