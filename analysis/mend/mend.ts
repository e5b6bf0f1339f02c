/**
 * Changes that would make an intent hold. Nothing is offered that was not tried: the changes are
 * made to the network, and the intent is asked again.
 */
import { findFaults } from "../intents/judge";
import { judgeIntents, type Intent } from "../intents";
import { recorded, type Fault } from "../intents/evidence";
import type { Network } from "../model/network";
import { compileNetwork, type Verifier } from "../reachability";
import { applyChange, type Change } from "./change";
import { closures } from "./closures";
import { describeChange } from "./describe";
import { detours } from "./detours";
import { repairs } from "./repairs";

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
  /** The fewest of them that are enough. */
  readonly smallest: Mending;
}

/** More than a network has layers. */
const STEPS = 12;
/** Of the ways to go on at each step. */
const TRIED = 24;

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
  const standing = kept.filter(
    (_, index) => judgeIntents(kept, verifier)[index]?.status === "holds",
  );
  const found = search(intent, verifier.network, standing);
  if (found === undefined) return undefined;
  const told = (changes: readonly Change[]): Mending => ({
    changes,
    sentences: changes.map((one) => describeChange(one, (key) => verifier.atlas.nameOf(key))),
    breaks: broken(standing, made(verifier.network, changes)),
  });
  return { complete: told(found), smallest: told(fewest(intent, verifier.network, found)) };
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

/** One obstacle after the other, each mended by the change that gets furthest. */
function search(intent: Intent, given: Network, standing: readonly Intent[]): Change[] | undefined {
  let network = given;
  const changes: Change[] = [];
  for (let step = 0; step < STEPS; step++) {
    const verifier = compileNetwork(network);
    const faults = findFaults(intent, verifier);
    const [fault] = faults;
    if (fault === undefined) return holds(intent, network) ? changes : undefined;
    const next = best(intent, verifier, fault, standing);
    if (next === undefined) return undefined;
    changes.push(...next);
    network = made(network, next);
  }
  return undefined;
}

interface Tried {
  readonly changes: readonly Change[];
  /** Pairs that do not hold afterwards, then intents broken: fewer is better. */
  readonly score: number;
}

function best(
  intent: Intent,
  verifier: Verifier,
  fault: Fault,
  standing: readonly Intent[],
): readonly Change[] | undefined {
  const before = obstacle(verifier, fault);
  const tried = candidates(intent, verifier, fault)
    .slice(0, TRIED)
    .flatMap((changes, order): Tried[] => {
      const network = made(verifier.network, changes);
      const after = compileNetwork(network);
      const left = findFaults(intent, after);
      const same = left.find((one) => isSame(one, fault));
      // The packets of the pair have to get past what stopped them, if only to the next obstacle.
      if (same !== undefined && obstacle(after, same) === before) return [];
      const breaks = broken(standing, network).length;
      return [{ changes, score: breaks * 1000 + left.length * 10 + order / 100 }];
    });
  return tried.sort((a, b) => a.score - b.score)[0]?.changes;
}

const isSame = (a: Fault, b: Fault): boolean =>
  a.kind === b.kind &&
  JSON.stringify([a.question.from.place, a.question.to.place]) ===
    JSON.stringify([b.question.from.place, b.question.to.place]);

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
  if (fault.kind === "through")
    return [
      ...detours({ atlas, intent, fault, arrivals }),
      ...closures({ atlas, intent, fault, arrivals }),
    ];
  if (fault.kind === "astray") return detours({ atlas, intent, fault, arrivals });
  const loss = losses.find(({ packets }) => packets.meets(fault.packets));
  const known = loss === undefined ? [] : repairs({ atlas, intent, fault, loss });
  return [...known, ...detours({ atlas, intent, fault, arrivals })];
}

/** Leaves out what it can do without, the last first. */
function fewest(intent: Intent, network: Network, changes: readonly Change[]): readonly Change[] {
  let kept = changes;
  for (const change of [...changes].reverse()) {
    const without = kept.filter((one) => one !== change);
    if (holds(intent, made(network, without))) kept = without;
  }
  return kept;
}
