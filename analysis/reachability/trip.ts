/**
 * One trip: packets from a place to a place and their replies back, and who is to be told of it.
 * What moves is either the packet (`forward`) or its reply; both are filtered and routed by the same
 * means, each in its own direction.
 */
import { NO_PACKETS, PacketSet, type PointSet } from "../../net";
import type { Key, NetworkInterface, Subnet, Vpc } from "../model/network";
import type { Atlas } from "./atlas";
import type { ExplanationCode } from "./codes";
import type { Direction } from "./filters";
import {
  doubted,
  passed,
  restrict,
  restrictAtSource,
  type Hop,
  type Journey,
  type Outcome,
} from "./journey";

export type Place =
  | {
      readonly kind: "interface";
      readonly interface: NetworkInterface;
      readonly subnet: Subnet;
      readonly vpc: Vpc;
      readonly addresses: PointSet;
    }
  | { readonly kind: "internet"; readonly addresses: PointSet }
  | { readonly kind: "service"; readonly service: string; readonly addresses: PointSet };

/** Packets that got no further, and why; none, where it only looked as if there were some. */
export interface Loss {
  readonly packets: PacketSet;
  readonly code: ExplanationCode;
  /** What decided. */
  readonly component: Key;
  /** Whether it is the reply that is lost. */
  readonly reply: boolean;
  /** Which way it was going at the component: in or out. */
  readonly direction?: Direction;
  /** The subnet whose table or ACL it is. */
  readonly subnet?: Key;
  readonly hops: readonly Hop[];
}

export interface Arrival {
  readonly outcome: Outcome;
  readonly hops: readonly Hop[];
  readonly doubts: Journey["doubts"];
}

/** Is told what happens on the way; without one nothing but the sets is worked out. */
export interface Recorder {
  lost(loss: Loss): void;
  arrived(arrival: Arrival): void;
}

export interface Trip {
  readonly atlas: Atlas;
  readonly from: Place;
  readonly to: Place;
  readonly recorder: Recorder | undefined;
}

/** Where what moves is: in a subnet, or at a gateway of a VPC that stands in none. */
export interface Position {
  readonly vpc: Key;
  readonly subnet: Key | undefined;
  /** Handed in by a transit gateway: not an interface of this VPC, whatever its address. */
  readonly inTransit: boolean;
  /** The NAT gateway that it has just left. */
  readonly natGateway: Key | undefined;
}

export interface Move {
  readonly trip: Trip;
  readonly journey: Journey;
  readonly reply: boolean;
  readonly at: Position;
  /** Gateways and tables passed, so that a loop ends. */
  readonly seen: readonly Key[];
}

export function moved(move: Move, changes: Partial<Move>): Move {
  const { trip, journey, reply, at, seen } = move;
  return { trip, journey, reply, at, seen, ...changes };
}

export function withJourney(move: Move, journey: Journey): Move {
  return { trip: move.trip, journey, reply: move.reply, at: move.at, seen: move.seen };
}

export interface Why {
  readonly code: ExplanationCode;
  readonly component: Key;
  readonly direction?: Direction;
  readonly subnet?: Key;
}

/** Keeps what passes; tells what does not. */
export function filtered(move: Move, passing: PacketSet, why: Why): Journey {
  return told(move, restrict(move.journey, passing), why);
}

/** The same of the packets as they left, whatever NAT has made of them since. */
export function filteredAtSource(move: Move, passing: PacketSet, why: Why): Journey {
  return told(move, restrictAtSource(move.journey, passing), why);
}

function told(move: Move, after: Journey, why: Why): Journey {
  const { journey, trip } = move;
  const { recorder } = trip;
  if (recorder !== undefined && after.sure !== journey.sure)
    recorder.lost(new LateLoss(move, after.sure, why));
  return after;
}

/** Works its packets out when it is asked for them: many are, and most are not asked. */
class LateLoss implements Loss {
  readonly code: ExplanationCode;
  readonly component: Key;
  readonly direction?: Direction;
  readonly subnet?: Key;
  readonly reply: boolean;
  readonly hops: readonly Hop[];
  private readonly before: PacketSet;
  private readonly after: PacketSet;
  private worked: PacketSet | undefined = undefined;

  constructor({ journey, reply }: Move, after: PacketSet, why: Why) {
    this.code = why.code;
    this.component = why.component;
    this.direction = why.direction;
    this.subnet = why.subnet;
    this.reply = reply;
    this.hops = journey.hops;
    this.before = journey.sure;
    this.after = after;
  }

  get packets(): PacketSet {
    return (this.worked ??= this.before.without(this.after));
  }
}

/** Nothing passes. */
export function lost(move: Move, why: Why): Outcome {
  move.trip.recorder?.lost({
    packets: move.journey.possible,
    ...why,
    reply: move.reply,
    hops: move.journey.hops,
  });
  return { sure: NO_PACKETS, possible: NO_PACKETS, undecided: NO_PACKETS };
}

/** Nobody knows. */
export function undecided(move: Move, component: Key, why: string): Outcome {
  return settled(move.trip, doubted(move.journey, { component, why }));
}

/** What has come through, reply and all. */
export function settled(trip: Trip, journey: Journey): Outcome {
  const outcome = outcomeOf(journey);
  const { possible, hops, doubts } = journey;
  if (!possible.isEmpty) trip.recorder?.arrived({ outcome, hops, doubts });
  return outcome;
}

function outcomeOf({ sure, possible, doubts }: Journey): Outcome {
  return doubts.length > 0
    ? { sure: NO_PACKETS, possible: NO_PACKETS, undecided: possible }
    : { sure, possible, undecided: NO_PACKETS };
}

/** Notes a component on the way; nothing where nobody listens. */
export function noted(move: Move, component: Key, note?: string): Journey {
  if (move.trip.recorder === undefined) return move.journey;
  const reply = move.reply;
  return passed(
    move.journey,
    note === undefined ? { component, reply } : { component, note, reply },
  );
}

/** Through the network ACL of a subnet, in or out. */
export function throughAcl(move: Move, subnetKey: Key, direction: Direction): Journey {
  const { atlas } = move.trip;
  const subnet = atlas.subnets.get(subnetKey);
  if (subnet === undefined)
    return doubted(move.journey, { component: subnetKey, why: "the subnet is not given" });
  const packets = atlas.aclPackets(subnet.networkAcl, direction, move.reply);
  if (packets === undefined)
    return doubted(move.journey, {
      component: subnet.networkAcl,
      why: "the network ACL is not given",
    });
  const component = subnet.networkAcl;
  return filtered(withJourney(move, noted(move, component, direction)), packets, {
    code: "SUBNET_ACL_RESTRICTION",
    component,
    direction,
    subnet: subnetKey,
  });
}

/** What moves goes to addresses of `addresses` only. */
export function towards(move: Move, addresses: PointSet): PacketSet {
  return PacketSet.of(move.reply ? { source: addresses } : { destination: addresses });
}

/** What is to be done with a move: gateways say it, `travel` does it. */
export type Next =
  | { readonly done: Outcome }
  /** Out of the subnet where it is, past its ACL and by its route table. */
  | { readonly leave: Move }
  /** Into the subnet that it is going to, past its ACL. */
  | { readonly land: Move }
  /** Handed over to the internet, or to a service. */
  | { readonly outside: Move }
  /** Packets that part ways. */
  | { readonly each: readonly Next[] }
  /** Ways of which AWS chooses one. */
  | { readonly oneOf: readonly Next[] };
