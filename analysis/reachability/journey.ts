/**
 * How far a set of packets has come. Sets are kept as the packets were when they left their source;
 * what is met on the way is said of the packets as they are there, after NAT, and carried back.
 *
 * `sure` packets arrive whatever AWS chooses (the port that a NAT gateway gives, the zone that a
 * transit gateway hands over in), `possible` ones for some choice.
 */
import {
  ALL_PACKETS,
  EVERY_PORT,
  ICMP,
  NAT64_ADDRESSES,
  NO_PACKETS,
  PacketSet,
  PointSet,
  protocolServices,
  translateToIpv4,
  translateToIpv6,
  type Cube,
} from "../../net";
import type { Key } from "../model/network";

/** What a NAT gateway made of the source. */
export interface Rewrite {
  readonly gateway: Key;
  /** Undefined for a regional gateway, which stands in no subnet. */
  readonly subnet: Key | undefined;
  readonly vpc: Key;
  readonly addresses: PointSet;
  /**
   * The packets as the gateway made them, of all addresses and ports that it may have chosen, less
   * those that were lost since: a port is chosen once, and must suit everything that is met.
   */
  readonly left: PacketSet;
}

export interface Doubt {
  readonly component: Key;
  readonly why: string;
}

export interface Hop {
  readonly component: Key;
  /** What it does here, in a few words: "routes 0.0.0.0/0 to it", "admits by rule 100". */
  readonly note?: string;
  readonly reply: boolean;
}

export interface Journey {
  readonly sure: PacketSet;
  readonly possible: PacketSet;
  readonly rewrites: readonly Rewrite[];
  /** Whether an IPv6 destination has become the IPv4 one in it. */
  readonly nat64: boolean;
  /** Facts that were taken to be in favour and are not known. */
  readonly doubts: readonly Doubt[];
  /** Gateways passed, in order. */
  readonly hops: readonly Hop[];
}

/** AWS's NAT gateways give ports from these. */
const NAT_PORTS = new PointSet([1024, 65536]);

export function begin(packets: PacketSet): Journey {
  return {
    sure: packets,
    possible: packets,
    rewrites: [],
    nat64: false,
    doubts: [],
    hops: [],
  };
}

/** Written out: it is done at every step, and a spread takes many times as long. */
function altered(journey: Journey, changes: Partial<Journey>): Journey {
  return {
    sure: changes.sure ?? journey.sure,
    possible: changes.possible ?? journey.possible,
    rewrites: changes.rewrites ?? journey.rewrites,
    nat64: changes.nat64 ?? journey.nat64,
    doubts: changes.doubts ?? journey.doubts,
    hops: changes.hops ?? journey.hops,
  };
}

/** Keeps the packets that, as they are now, are in `passing`. */
export function restrict(journey: Journey, passing: PacketSet): Journey {
  if (passing === ALL_PACKETS) return journey;
  const rewrite = journey.rewrites.at(-1);
  if (rewrite !== undefined) return restrictRewritten(journey, rewrite, passing);
  const sure = journey.sure.and(passing);
  const possible = journey.possible === journey.sure ? sure : journey.possible.and(passing);
  return altered(journey, { sure, possible });
}

/** Sure whatever address and port were chosen, possible while one is left that suits all so far. */
function restrictRewritten(journey: Journey, rewrite: Rewrite, passing: PacketSet): Journey {
  const given = chosenBy(rewrite.addresses);
  const always = ALL_PACKETS.without(withoutSource(given.without(passing)));
  const left = rewrite.left.and(passing);
  return altered(journey, {
    sure: journey.sure.and(asSent(journey, always)),
    possible: journey.possible.and(asSent(journey, withoutSource(left))),
    rewrites: [...journey.rewrites.slice(0, -1), { ...rewrite, left }],
  });
}

/** Keeps the packets that were in `passing` when they left. */
export function restrictAtSource(journey: Journey, passing: PacketSet): Journey {
  const sure = journey.sure.and(passing);
  const possible = journey.possible === journey.sure ? sure : journey.possible.and(passing);
  return altered(journey, { sure, possible });
}

/** What a NAT gateway may make: it keeps no port of the source, and ICMP has none. */
const chosenBy = (addresses: PointSet): PacketSet =>
  PacketSet.of({ source: addresses }).and(
    PacketSet.of(
      { sourcePort: NAT_PORTS },
      { service: protocolServices(ICMP), sourcePort: EVERY_PORT },
    ),
  );

/** Packets that a NAT gateway made, whatever their source, as they were sent. */
const asSent = (journey: Journey, packets: PacketSet): PacketSet =>
  journey.nat64 ? destinationsBehindNat64(packets) : packets;

const withoutSource = (packets: PacketSet): PacketSet =>
  PacketSet.of(...packets.cubes.map(({ destination, service }) => ({ destination, service })));

function destinationsBehindNat64(packets: PacketSet): PacketSet {
  const cubes = packets.cubes.map((cube): Partial<Cube> => ({
    service: cube.service,
    destination: translateToIpv6(cube.destination),
  }));
  return PacketSet.of(...cubes);
}

/** The destinations that the packets may have now. */
export function destinations(journey: Journey): PointSet {
  const first = journey.possible.project("destination");
  return journey.nat64 ? translateToIpv4(first.and(NAT64_ADDRESSES)) : first;
}

/** The sources that they may show now. */
export function sources(journey: Journey): PointSet {
  return (journey.rewrites.at(-1)?.left ?? journey.possible).project("source");
}

export function hasNone(journey: Journey): boolean {
  return journey.possible.isEmpty;
}

export function rewritten(
  journey: Journey,
  rewrite: Omit<Rewrite, "left">,
  nat64: boolean,
): Journey {
  const rewrites = [...journey.rewrites, { ...rewrite, left: chosenBy(rewrite.addresses) }];
  return altered(journey, { rewrites, nat64: journey.nat64 || nat64 });
}

/** A NAT gateway gives the reply its first address back. */
export function restored(journey: Journey): Journey {
  const rewrites = journey.rewrites.slice(0, -1);
  return altered(journey, { rewrites, nat64: journey.nat64 && rewrites.length > 0 });
}

export function doubted(journey: Journey, doubt: Doubt): Journey {
  return altered(journey, { doubts: [...journey.doubts, doubt] });
}

export function passed(journey: Journey, hop: Hop): Journey {
  return altered(journey, { hops: [...journey.hops, hop] });
}

/** What has become of packets. */
export interface Outcome {
  readonly sure: PacketSet;
  readonly possible: PacketSet;
  /** Packets that arrive or not by a fact that is not known. */
  readonly undecided: PacketSet;
}

export const NOTHING: Outcome = { sure: NO_PACKETS, possible: NO_PACKETS, undecided: NO_PACKETS };

/** Of packets that part ways. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = outcomes;
  if (first === undefined) return NOTHING;
  return others.reduce(
    (all, one) => ({
      sure: all.sure.or(one.sure),
      possible: all.possible.or(one.possible),
      undecided: all.undecided.or(one.undecided),
    }),
    first,
  );
}

/** Of the same packets, by ways of which AWS chooses one. */
export function whichever(outcomes: readonly Outcome[]): Outcome {
  const [first, ...others] = outcomes;
  if (first === undefined) return NOTHING;
  return others.reduce(
    (all, one) => ({
      sure: all.sure.and(one.sure),
      possible: all.possible.or(one.possible),
      undecided: all.undecided.or(one.undecided),
    }),
    first,
  );
}
