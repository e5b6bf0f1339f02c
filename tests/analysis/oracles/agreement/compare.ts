/** Whether the verifier and the packet walker say the same of a packet. */
import type { Network } from "../../../../analysis/model/network";
import type { Verifier } from "../../../../analysis/reachability";
import type { Dice } from "../generator/dice";
import { type Packet, type Place, formatPlace } from "../packet";
import { familyOf } from "../walker/addresses";
import { walk } from "../walker/walk";
import {
  type Addresses,
  type Rest,
  WRONG,
  addressPairs,
  placesOf,
  protocolsAndPorts,
  wholeSpace,
} from "./packets";

export interface Question {
  readonly from: Place;
  readonly to: Place;
  readonly packet: Packet;
}

export interface Answer {
  readonly sure: boolean;
  readonly possible: boolean;
  readonly undecided: boolean;
}

export interface Disagreement {
  readonly question: Question;
  readonly verifier: Answer;
  readonly walker: Answer;
}

export function walkerSays(network: Network, { from, to, packet }: Question): Answer {
  const { sure, possible, undecided } = walk(network, { from, to }, packet);
  return { sure, possible, undecided };
}

type Traffic = ReturnType<Verifier["traffic"]>;

const known = new WeakMap<Verifier, Map<string, Traffic>>();

/** Asked once for each two places. */
function trafficOf(verifier: Verifier, from: Place, to: Place): Traffic {
  const asked = known.get(verifier) ?? new Map<string, Traffic>();
  known.set(verifier, asked);
  const name = `${formatPlace(from)} ${formatPlace(to)}`;
  const found = asked.get(name) ?? verifier.traffic(from, to);
  asked.set(name, found);
  return found;
}

export function verifierSays(verifier: Verifier, { from, to, packet }: Question): Answer {
  const found = trafficOf(verifier, from, to);
  return {
    sure: found.sure.has(packet),
    possible: found.possible.has(packet),
    undecided: found.undecided.has(packet),
  };
}

export function same(one: Answer, other: Answer): boolean {
  return (
    one.sure === other.sure && one.possible === other.possible && one.undecided === other.undecided
  );
}

export interface Sample {
  readonly dice: Dice;
  readonly each: number;
}

/** Of a network every packet that matters, or so many between each two places, drawn with the dice. */
export function* questions(network: Network, sample?: Sample): Generator<Question> {
  const { from: sources, to: destinations } = placesOf(network);
  const rest = { 4: protocolsAndPorts(network, false), 6: protocolsAndPorts(network, true) };
  for (const from of sources) {
    for (const to of destinations) {
      if (JSON.stringify(from) === JSON.stringify(to)) continue;
      if ("internet" in from && !("interface" in to)) continue;
      const pairs = addressPairs(network, from, to);
      const packets = sample === undefined ? all(pairs, rest) : some(pairs, rest, sample);
      for (const packet of packets) yield { from, to, packet };
      for (const pair of WRONG) yield { from, to, packet: { ...pair, ...USUAL } };
    }
  }
  if (sample === undefined) yield* everywhere(network);
}

type Rests = Readonly<Record<4 | 6, readonly Rest[]>>;

function* all(pairs: readonly Addresses[], rest: Rests): Generator<Packet> {
  for (const pair of pairs) {
    for (const one of rest[familyOf(pair.source)]) yield { ...pair, ...one };
  }
}

function* some(
  pairs: readonly Addresses[],
  rest: Rests,
  { dice, each }: Sample,
): Generator<Packet> {
  for (let n = 0; n < each && pairs.length > 0; n++) {
    const pair = dice.pick(pairs);
    yield { ...pair, ...dice.pick(rest[familyOf(pair.source)]) };
  }
}

const USUAL = { protocol: 6, sourcePort: 40000, destinationPort: 443 } as const;

/** From each interface to every address there is, whoever is asked for. */
function* everywhere(network: Network): Generator<Question> {
  const { to: destinations } = placesOf(network);
  for (const { key, ipv4, ipv6 } of network.networkInterfaces) {
    for (const destination of wholeSpace(network)) {
      const source = familyOf(destination) === 4 ? ipv4[0] : ipv6[0];
      if (source === undefined) continue;
      for (const to of destinations) {
        if ("interface" in to && to.interface === key) continue;
        yield { from: { interface: key }, to, packet: { source, destination, ...USUAL } };
      }
    }
  }
}

export function firstDisagreement(
  network: Network,
  verifier: Verifier,
  asked: Iterable<Question>,
): Disagreement | undefined {
  for (const question of asked) {
    const said = verifierSays(verifier, question);
    const walked = walkerSays(network, question);
    if (!same(said, walked)) return { question, verifier: said, walker: walked };
  }
  return undefined;
}
