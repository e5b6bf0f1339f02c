/** Whether an intent holds: asked of every pair of places, for all packets. */
import { ALL_SERVICES, NO_PACKETS, PacketSet, type PointSet } from "../../net";
import type { Atlas } from "../reachability/atlas";
import type { Outcome } from "../reachability";
import { compileNetwork, type Verifier } from "../reachability";
import { evidenceOf, recorded } from "./evidence";
import type { Fault } from "./fault";
import type { Intent } from "./intent";
import { questions } from "./spots";
import { addressesOf, required, servicesOf, type Question } from "./question";
import { select, type Selection } from "./selection";
import { sentenceOf } from "./sentence";
import type { Evidence, Verdict } from "./verdict";
import { byWay, gatewayWays } from "./ways";
import { withoutZone, zonesOf } from "./withoutZone";

/** Each intent's verdict, in their order. */
export function judgeIntents(intents: readonly Intent[], verifier: Verifier): Verdict[] {
  const others = new Map<string, Verifier>();
  const without = (zone: string): Verifier => {
    const before = others.get(zone);
    if (before !== undefined) return before;
    const made = compileNetwork(withoutZone(verifier.network, zone));
    others.set(zone, made);
    return made;
  };
  return intents.map((intent) => judge(intent, verifier, without));
}

function judge(intent: Intent, verifier: Verifier, without: (zone: string) => Verifier): Verdict {
  const whole = judgeOnce(intent, verifier, undefined);
  if (!intent.withoutAnyAvailabilityZone || whole.status !== "holds") return whole;
  const zones = zonesOf(verifier.network).map((zone) => judgeOnce(intent, without(zone), zone));
  // With the only zone of a source gone there is nobody left to ask for.
  const worst =
    zones.find(({ status }) => status === "fails") ??
    zones.find(({ status }) => status === "undecided");
  return worst ?? whole;
}

/** Where it does not hold, pair by pair, with all zones there; none where it cannot be asked. */
export function findFaults(intent: Intent, verifier: Verifier): Fault[] {
  const { atlas } = verifier;
  const source = select(atlas, intent.source);
  const destination = select(atlas, intent.destination);
  if ((source.unknown ?? destination.unknown) !== undefined) return [];
  return questions(atlas, source, destination).flatMap((question) =>
    faultsOf(intent, verifier, question),
  );
}

function judgeOnce(intent: Intent, verifier: Verifier, zone: string | undefined): Verdict {
  const { atlas } = verifier;
  const source = select(atlas, intent.source);
  const destination = select(atlas, intent.destination);
  const asked = questions(atlas, source, destination);
  const unknown = source.unknown ?? destination.unknown;
  if (unknown !== undefined) return unsaid(intent, "undecided", unknown);
  if (asked.length === 0) return unsaid(intent, "vacuous", nobody(source, destination));
  const faults = asked.flatMap((question) => faultsOf(intent, verifier, question));
  const failing = intent.everyAvailabilityZone ? faults : whereNoZoneHolds(asked, faults);
  return verdict(intent, verifier, { asked: asked.length, faults: failing, zone });
}

function unsaid(intent: Intent, status: "undecided" | "vacuous", why: string): Verdict {
  return { intent, status, sentence: why, asked: 0, evidence: [], failing: 0 };
}

function nobody(source: Selection, destination: Selection): string {
  const empty = (one: Selection): boolean =>
    one.interfaces.length === 0 &&
    !one.internet &&
    one.service === undefined &&
    one.addresses === undefined;
  const ends = [
    ...(empty(source) ? ["its source"] : []),
    ...(empty(destination) ? ["its destination"] : []),
  ];
  return `${ends.length === 0 ? "it" : ends.join(" and ")} matches no network interface`;
}

function verdict(
  intent: Intent,
  verifier: Verifier,
  { asked, faults, zone }: { asked: number; faults: readonly Fault[]; zone: string | undefined },
): Verdict {
  const status = faults.some((fault) => fault.status === "fails")
    ? "fails"
    : faults.length > 0
      ? "undecided"
      : "holds";
  const worst = faults.filter((fault) => fault.status === status);
  const evidence = distinct(worst.map((fault) => evidenceOf(intent, verifier, fault, zone)));
  const sentence = sentenceOf(status, evidence, worst.length);
  return { intent, status, sentence, asked, evidence, failing: worst.length };
}

/** One for each component that decides: twelve subnets behind one table are one mistake. */
function distinct(evidence: readonly Evidence[]): Evidence[] {
  const seen = new Set<string>();
  return evidence.filter(({ code, component, status, path }) => {
    const key = [status, code, component?.key ?? path.map((hop) => hop.key).join()].join("|");
    return seen.has(key) ? false : seen.add(key);
  });
}

/** A zone from which nothing is amiss is enough; one from which it is not known leaves it open. */
function whereNoZoneHolds(asked: readonly Question[], faults: readonly Fault[]): readonly Fault[] {
  const zones = [...new Set(asked.map(({ from }) => from.zone))].map((zone) =>
    faults.filter(({ question }) => question.from.zone === zone),
  );
  if (zones.some((amiss) => amiss.length === 0)) return [];
  const open = zones.find((amiss) => amiss.every(({ status }) => status === "undecided"));
  return open ?? faults;
}

function faultsOf(intent: Intent, verifier: Verifier, question: Question): Fault[] {
  const outcome = outcomeOf(intent, verifier, question);
  const services = servicesOf(intent.traffic);
  switch (intent.expect) {
    case "reach":
      return reachFaults(verifier.atlas, question, outcome, services);
    case "reachOnly":
      return [
        ...reachFaults(verifier.atlas, question, outcome, services),
        ...neverFaults(verifier.atlas, question, outcome, ALL_SERVICES.without(services)),
      ];
    case "neverReach":
      return neverFaults(verifier.atlas, question, outcome, services);
  }
}

interface Asked extends Outcome {
  /** What gets through by another way than the one that is asked for. */
  readonly otherwise: PacketSet;
}

function outcomeOf(intent: Intent, verifier: Verifier, question: Question): Asked {
  const { from, to } = question;
  if (intent.via === undefined)
    return { ...verifier.traffic(from.place, to.place), otherwise: NO_PACKETS };
  const { outcome, arrivals } = recorded(verifier, question);
  const ways = byWay(gatewayWays(verifier.atlas), arrivals, intent.via);
  const never = intent.expect === "neverReach";
  return {
    sure: ways.sure,
    possible: ways.possible,
    undecided: outcome.undecided,
    otherwise: never ? NO_PACKETS : ways.otherwise,
  };
}

/** What has to get through and may not, and what goes another way than it has to. */
function reachFaults(
  atlas: Atlas,
  question: Question,
  outcome: Asked,
  services: PointSet,
): Fault[] {
  const needed = required(atlas, question, services);
  const astray = needed.and(outcome.otherwise);
  if (!astray.isEmpty) return [{ question, status: "fails", kind: "astray", packets: astray }];
  const missing = needed.without(outcome.sure);
  if (missing.isEmpty && !needed.isEmpty) return [];
  if (needed.isEmpty) return [{ question, status: "fails", kind: "family", packets: needed }];
  const open =
    missing.without(outcome.undecided).isEmpty ||
    hangsOnAddresses(atlas, question, needed, missing);
  return [{ question, status: open ? "undecided" : "fails", kind: "missing", packets: missing }];
}

function neverFaults(
  atlas: Atlas,
  question: Question,
  outcome: Asked,
  services: PointSet,
): Fault[] {
  const asked = PacketSet.of({ service: services });
  const through = outcome.possible.and(asked);
  if (!through.isEmpty) {
    const open = hangsOnAddresses(atlas, question, PacketSet.of(ends(atlas, question)), through);
    return [{ question, status: open ? "undecided" : "fails", kind: "through", packets: through }];
  }
  const perhaps = outcome.undecided.and(asked);
  return perhaps.isEmpty
    ? []
    : [{ question, status: "undecided", kind: "through", packets: perhaps }];
}

const ends = (atlas: Atlas, { from, to }: Question) => ({
  source: addressesOf(atlas, from),
  destination: addressesOf(atlas, to),
});

/** Whether it is only some of the addresses that AWS may yet choose for which it does not hold. */
function hangsOnAddresses(
  atlas: Atlas,
  question: Question,
  all: PacketSet,
  amiss: PacketSet,
): boolean {
  const { from, to } = question;
  const hangs = (side: "source" | "destination", known: boolean): boolean =>
    !known &&
    !all
      .project(side)
      .without(amiss.project(side))
      .and(addressesOf(atlas, side === "source" ? from : to)).isEmpty;
  return (
    hangs("source", (from.interface?.ipv4.length ?? 1) > 0) ||
    hangs("destination", (to.interface?.ipv4.length ?? 1) > 0)
  );
}
