/** A network, its intents and what it was before, judged as a whole. */
import { findProblems, type Finding } from "../baseline";
import { compareNetworks } from "../difference";
import { changedIntents, judgeIntents, type Intent, type Verdict } from "../intents";
import { mend, type Mendings } from "../mend";
import type { Network } from "../model";
import { compileNetwork, type Verifier } from "../reachability";
import { ALWAYS_ASSUMED } from "./assumptions";
import { isFailing, resultOf } from "./exitCode";
import { place, type Placing } from "./placing";
import { namesOf, statementOf, type Names } from "./statement";
import type {
  Counts,
  IntentChangeReport,
  IntentVerdict,
  Remedy,
  Verification,
} from "./verification";

export interface VerificationRequest {
  readonly cloud: Verification["cloud"];
  readonly network: Network;
  readonly intents: readonly Intent[];
  /** What it was before a change. @default - nothing is compared */
  readonly before?: Before | undefined;
  /** The day on which waivers are looked at: they end with their last day, in UTC. */
  readonly waiversOn: Date;
}

export interface Before {
  /** @default - opens and closes are left out */
  readonly network?: Network | undefined;
  /** Those that the change might drop, and those of the same place now. */
  readonly intents: IntentsOverTime;
}

export interface IntentsOverTime {
  readonly then: readonly Intent[];
  readonly now: readonly Intent[];
}

export function verifyNetwork(request: VerificationRequest): Verification {
  const { cloud, intents, before, waiversOn } = request;
  const { network, withUnplaced } = place(request.network);
  const verifier = compileNetwork(network);
  const names = namesOf(request.network);
  const judging: Judging = { verifier, withUnplaced, names, today: dayOf(waiversOn) };
  const judged = {
    verdicts: withRemedies(judging, judge(judging, intents), intents),
    findings: findProblems(verifier),
    ...(before === undefined ? {} : { intentChanges: reportChanges(judging, before.intents) }),
  };
  return {
    version: 1,
    cloud,
    result: resultOf(judged),
    ...judged,
    ...(before?.network === undefined
      ? {}
      : { difference: compareNetworks(compileNetwork(place(before.network).network), verifier) }),
    unmodelled: network.unmodelled,
    missing: network.missing,
    assumptions: [...ALWAYS_ASSUMED, ...network.assumptions],
    counts: countsOf(request.network, judged.verdicts, judged.findings),
  };
}

interface Judging {
  readonly verifier: Verifier;
  readonly withUnplaced: Placing["withUnplaced"];
  readonly names: Names;
  /** As `2027-01-31`. */
  readonly today: string;
}

const dayOf = (date: Date): string => date.toISOString().slice(0, "2027-01-31".length);

const judge = (judging: Judging, intents: readonly Intent[]): IntentVerdict[] =>
  judgeIntents(intents, judging.verifier).map((verdict) =>
    reportVerdict(judging, judging.withUnplaced(verdict)),
  );

function reportVerdict({ names, today }: Judging, verdict: Verdict): IntentVerdict {
  const { intent, status, sentence, asked, failing, evidence } = verdict;
  const { key, name, description, waiver } = intent;
  return {
    key,
    name,
    statement: statementOf(intent, names),
    ...(description === undefined ? {} : { description }),
    status,
    ...(waiver === undefined ? {} : { waiver: { ...waiver, expired: waiver.expires < today } }),
    sentence,
    asked,
    failing,
    evidence,
  };
}

/** Each is searched for: of many that fail for one reason, the first tell it. */
const MENDED = 10;

function withRemedies(
  { verifier }: Judging,
  verdicts: readonly IntentVerdict[],
  intents: readonly Intent[],
): IntentVerdict[] {
  const failing = verdicts.filter(isFailing).slice(0, MENDED);
  const held = intents.filter((_, index) => verdicts[index]?.status === "holds");
  return verdicts.map((verdict, index) => {
    const intent = intents[index];
    const found =
      intent === undefined || !failing.includes(verdict) ? undefined : mend(intent, verifier, held);
    return found === undefined ? verdict : { ...verdict, remedy: remedyOf(found) };
  });
}

const remedyOf = ({ smallest, complete }: Mendings): Remedy => ({
  smallest: smallest.sentences,
  complete: complete.sentences,
  breaks: smallest.breaks,
});

/** An intent that is dropped or weakened is judged as it was, under the waiver that it has now. */
function reportChanges(judging: Judging, { then, now }: IntentsOverTime): IntentChangeReport {
  const { removed, weakened, added } = changedIntents(then, now);
  const asBefore = weakened.map(({ before, after }) => ({ ...before, waiver: after.waiver }));
  const verdicts = judge(judging, asBefore);
  return {
    removed: judge(judging, removed),
    weakened: verdicts.map((before, index) => ({ before, how: weakened[index]?.how ?? [] })),
    added: added.map(({ name }) => name),
  };
}

function countsOf(
  network: Network,
  verdicts: readonly IntentVerdict[],
  findings: readonly Finding[],
): Counts {
  const of = (status: IntentVerdict["status"]): number =>
    verdicts.filter((one) => one.status === status).length;
  const fails = verdicts.filter(isFailing).length;
  const graded = (grade: Finding["grade"]): number =>
    findings.filter((one) => one.grade === grade).length;
  return {
    vpcs: network.vpcs.length,
    subnets: network.subnets.length,
    networkInterfaces: network.networkInterfaces.length,
    intents: {
      holds: of("holds"),
      fails,
      waived: of("fails") - fails,
      undecided: of("undecided"),
      vacuous: of("vacuous"),
    },
    findings: { error: graded("error"), warning: graded("warning"), info: graded("info") },
  };
}
