/**
 * Changes that would make an intent hold. Nothing is offered that was not tried: the changes are
 * made to the network, and the intent is asked again.
 */
import { findFaults } from "../intents/judge";
import { judgeIntents, type Intent } from "../intents";
import { recorded } from "../intents/evidence";
import type { Fault } from "../intents/fault";
import { withoutZone, zonesOf } from "../intents/withoutZone";
import type { Spot } from "../intents/question";
import type { Network } from "../model/network";
import { compileNetwork, type Verifier } from "../reachability";
import type { Loss } from "../reachability/trip";
import { applyChange, type Change } from "./change";
import { closures } from "./closures";
import { describeChange } from "./describe";
import { detours } from "./detours";
import { relocations } from "./relocations";
import { repairs, unexplained, type Stopped } from "./repairs";

export interface Mending {
  /** All that has to be done, in an order in which it can be. */
  readonly changes: readonly Change[];
  /** The same in sentences. */
  readonly sentences: readonly string[];
  /** Intents that hold now and would not any more, by name. */
  readonly breaks: readonly string[];
}

export interface Mendings {
  /** What was found first: everything that stands in the way, mended. */
  readonly complete: Mending;
  /** The fewest of them that are enough and break no more. */
  readonly smallest: Mending;
}

/** More than a network has layers. */
const STEPS = 12;
/** Of the ways to go on at each step, and of those that follow from what stops the packets. */
const TRIED = 64;
const KNOWN = 40;
/** Of those, how many are followed where the best leads nowhere; and how often, all in all. */
const FOLLOWED = 3;
const TIMES = 24;

/**
 * Undefined where nothing was found. `others`: intents that should go on holding; a way that breaks
 * one is taken only where there is no other.
 */
export function mend(
  intent: Intent,
  verifier: Verifier,
  others: readonly Intent[] = [],
): Mendings | undefined {
  const kept = others.filter((one) => one.key !== intent.key);
  const standing = judgeIntents(kept, verifier)
    .filter(({ status }) => status === "holds")
    .map((one) => one.intent);
  const found = search({ intent, standing, left: TIMES }, verifier.network);
  if (found === undefined) return undefined;
  const told = (changes: readonly Change[]): Mending => ({
    changes,
    sentences: changes.map((one) => describeChange(one, (key) => verifier.atlas.nameOf(key))),
    breaks: broken(standing, made(verifier.network, changes)),
  });
  return {
    complete: told(found),
    smallest: told(fewest({ intent, standing }, verifier.network, found)),
  };
}

const made = (network: Network, changes: readonly Change[]): Network =>
  changes.reduce(applyChange, network);

function broken(intents: readonly Intent[], network: Network): string[] {
  return judgeIntents(intents, compileNetwork(network))
    .filter(({ status }) => status !== "holds")
    .map(({ intent }) => intent.name);
}

const holds = (intent: Intent, network: Network): boolean =>
  judgeIntents([intent], compileNetwork(network))[0]?.status === "holds";

/** A network with all zones there, or with one gone. */
interface View {
  readonly zone: string | undefined;
  readonly verifier: Verifier;
}

const seen = (network: Network, zone: string | undefined): Verifier =>
  compileNetwork(zone === undefined ? network : withoutZone(network, zone));

interface Amiss {
  readonly view: View;
  readonly faults: readonly Fault[];
}

/** The views that the intent speaks of and in which something is amiss, and what. */
function amiss(intent: Intent, network: Network): Amiss[] {
  const zones = intent.withoutAnyAvailabilityZone ? zonesOf(network) : [];
  return [undefined, ...zones].flatMap((zone) => {
    const verifier = seen(network, zone);
    const faults = findFaults(intent, verifier);
    return faults.length === 0 ? [] : [{ view: { zone, verifier }, faults }];
  });
}

interface Search {
  readonly intent: Intent;
  readonly standing: readonly Intent[];
  /** Steps that are left to all branches together. */
  left: number;
}

/** One obstacle after the other, each mended by the change that gets furthest; back where it leads nowhere. */
function search(
  at: Search,
  network: Network,
  changes: readonly Change[] = [],
  depth = 0,
): readonly Change[] | undefined {
  const [found] = amiss(at.intent, network);
  if (found === undefined) return holds(at.intent, network) ? changes : undefined;
  const [fault] = found.faults;
  if (fault === undefined || depth === STEPS || at.left-- === 0) return undefined;
  for (const next of best(at, network, found.view, fault).slice(0, FOLLOWED)) {
    const way = search(at, made(network, next), [...changes, ...next], depth + 1);
    if (way !== undefined) return way;
    if (at.left <= 0) return undefined;
  }
  return undefined;
}

interface Tried {
  readonly changes: readonly Change[];
  /** Pairs that do not hold afterwards, then intents broken: fewer is better. */
  readonly score: number;
}

function best(
  { intent, standing }: Search,
  given: Network,
  { verifier, zone }: View,
  fault: Fault,
): (readonly Change[])[] {
  const before = obstacle(verifier, fault);
  const tried = candidates(intent, verifier, fault)
    .slice(0, TRIED)
    .flatMap((changes, order): Tried[] => {
      const network = made(given, changes);
      const after = amiss(intent, network);
      const here = after.find(({ view }) => view.zone === zone);
      const same = here?.faults.find((one) => isSame(one, fault));
      // The packets of the pair have to get past what stopped them, if only to the next obstacle.
      if (same !== undefined && here !== undefined && obstacle(here.view.verifier, same) === before)
        return [];
      const left = after.reduce((sum, { faults }) => sum + faults.length, 0);
      const breaks = broken(standing, network).length;
      return [{ changes, score: breaks * 1000 + left * 10 + order / 100 }];
    });
  return tried.sort((a, b) => a.score - b.score).map(({ changes }) => changes);
}

/** Faults of one pair of places: selecting twice gives the same places, in new objects. */
const isSame = (a: Fault, b: Fault): boolean =>
  a.kind === b.kind &&
  isSameSpot(a.question.from, b.question.from) &&
  isSameSpot(a.question.to, b.question.to);

function isSameSpot({ place: a }: Spot, { place: b }: Spot): boolean {
  if ("interface" in a) return "interface" in b && a.interface === b.interface;
  if ("service" in a) return "service" in b && a.service === b.service;
  return "internet" in b && a.within?.edges.join() === b.within?.edges.join();
}

/** What stops the packets now, or by what way they go, as a text. */
function obstacle(verifier: Verifier, fault: Fault): string {
  const { losses, arrivals } = recorded(verifier, fault.question);
  if (fault.kind === "missing") {
    const loss = losses.find(({ packets }) => packets.meets(fault.packets));
    return loss === undefined
      ? "nothing"
      : [loss.code, loss.component, loss.direction, loss.reply, loss.hops.length].join();
  }
  const through = arrivals.filter(({ outcome }) => outcome.possible.meets(fault.packets));
  const services = fault.packets.project("service").edges.join();
  return `${services} ${through.map(({ hops }) => hops.map((hop) => hop.component).join()).join(";")}`;
}

function candidates(intent: Intent, verifier: Verifier, fault: Fault): Change[][] {
  const { atlas } = verifier;
  const { losses, arrivals } = recorded(verifier, fault.question);
  // What is not to go by NAT may go another way: that keeps more than to cut it.
  const loss = losses.find(({ packets }) => packets.meets(fault.packets));
  const hops = [...(loss?.hops ?? []), ...arrivals.flatMap((arrival) => arrival.hops)];
  const known = [
    ...(fault.kind === "missing" ? forMissing({ atlas, intent, fault, loss }) : []),
    ...detours({ atlas, intent, fault, arrivals }),
    ...(fault.kind === "through" ? closures({ atlas, intent, fault, arrivals }) : []),
  ];
  const elsewhere = relocations({ atlas, fault, hops, loss });
  return [...known.slice(0, KNOWN), ...elsewhere];
}

const forMissing = ({ loss, ...stopped }: Omit<Stopped, "loss"> & { loss: Loss | undefined }) =>
  loss === undefined ? unexplained(stopped.atlas, stopped.fault) : repairs({ ...stopped, loss });

/** Leaves out what it can do without, the last first, unless that breaks what the whole does not. */
function fewest(
  { intent, standing }: Pick<Search, "intent" | "standing">,
  network: Network,
  changes: readonly Change[],
): readonly Change[] {
  let kept = changes;
  const least = broken(standing, made(network, changes)).length;
  for (const change of [...changes].reverse()) {
    const without = kept.filter((one) => one !== change);
    const left = made(network, without);
    if (holds(intent, left) && broken(standing, left).length <= least) kept = without;
  }
  return kept;
}
