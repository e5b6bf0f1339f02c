/**
 * Oracle 1: one packet, one step at a time, as AWS's documentation has it. It shares no thought with the
 * verifier: no sets, no compilation, only the network, a packet and what becomes of it.
 */
import type { Key, Network, NetworkInterface } from "../../../../analysis/model/network";
import { type Packet, type Place, samePlace } from "../packet";
import { embedded, familyOf, isIn, isPublic, sameAddress } from "./addresses";
import { type Choose, everyChoice } from "./choices";
import { serviceAt, stopAtBlock } from "./gateways";
import {
  type Arrival,
  type Journey,
  type Standing,
  type Stop,
  isStop,
  replyTo,
  standingOf,
  stopAtAcl,
} from "./journey";
import { deliver, leave } from "./leave";
import { type Answer, passesGroups } from "./rules";

export interface Verdict {
  /** Delivered and answered, whatever AWS chooses. */
  readonly sure: boolean;
  /** Delivered and answered by some choice. */
  readonly possible: boolean;
  /** By some choice the network does not say enough to tell. */
  readonly undecided: boolean;
  /** What became of it by each choice, hop by hop. */
  readonly endings: readonly Ending[];
}

export interface Ending {
  readonly at: Place | undefined;
  readonly outcome: "delivered" | "dropped" | "undecided";
  readonly why: string;
  readonly hops: readonly string[];
}

export function walk(network: Network, { from, to }: Ends, packet: Packet): Verdict {
  const known = withAddress(withAddress(network, from, packet.source), to, packet.destination);
  const endings = [...everyChoice((choose) => end(known, { from, to }, packet, choose))];
  const arrives = ({ outcome, at }: Ending) =>
    outcome === "delivered" && at !== undefined && samePlace(at, to);
  return {
    sure: endings.every(arrives),
    possible: endings.some(arrives),
    // What has arrived elsewhere does not concern those who were asked for, whatever comes of its answer.
    undecided:
      mayBeFor(known, to, packet) &&
      endings.some(
        ({ outcome, at }) => outcome === "undecided" && (at === undefined || samePlace(at, to)),
      ),
    endings,
  };
}

/** A packet of which nobody can tell where it goes concerns those alone whose address it is sent to. */
function mayBeFor(network: Network, to: Place, packet: Packet): boolean {
  const destination = embedded(packet.destination) ?? packet.destination;
  const service = serviceAt(network, destination);
  if ("service" in to) return service === to.service;
  if ("internet" in to) return isPublic(destination) && service === undefined;
  const { ipv4, ipv6 } = find(network, to.interface);
  return [...ipv4, ...ipv6].some((own) => sameAddress(own, destination));
}

/** An interface whose address AWS is still to choose is asked about as if it had the packet's. */
function withAddress(network: Network, place: Place, address: string): Network {
  if (!("interface" in place)) return network;
  const one = network.networkInterfaces.find(({ key }) => key === place.interface);
  const subnet = network.subnets.find(({ key }) => key === one?.subnet);
  if (one === undefined || subnet === undefined) return network;
  const chosen =
    familyOf(address) === 4
      ? one.hasIpv4 && one.ipv4.length === 0 && isIn(address, subnet.ipv4Block)
      : one.hasIpv6 && one.ipv6.length === 0 && isIn(address, subnet.ipv6Block);
  if (!chosen) return network;
  const given = familyOf(address) === 4 ? { ...one, ipv4: [address] } : { ...one, ipv6: [address] };
  const networkInterfaces = network.networkInterfaces.map((other) =>
    other === one ? given : other,
  );
  return { ...network, networkInterfaces };
}

interface Ends {
  readonly from: Place;
  readonly to: Place;
}

function end(network: Network, { from, to }: Ends, packet: Packet, choose: Choose): Ending {
  const forward: Journey = {
    network,
    choose,
    begunInside: "interface" in from,
    replying: false,
    natHops: [],
    crossings: [],
    unknowns: [],
    hops: [],
  };
  const arrival =
    "interface" in from
      ? fromInterface(forward, from.interface, packet)
      : fromInternet(forward, to, packet);
  const at = placeOf(arrival);
  const stop = isStop(arrival) ? arrival : comeBack(forward, from, packet, arrival);
  return conclude(forward, at, stop);
}

function conclude(
  { unknowns, hops }: Journey,
  at: Place | undefined,
  stop: Stop | undefined,
): Ending {
  if (stop !== undefined && "dropped" in stop)
    return { at, outcome: "dropped", why: stop.dropped, hops };
  if (stop !== undefined) return { at, outcome: "undecided", why: stop.undecided, hops };
  if (unknowns.length > 0) return { at, outcome: "undecided", why: unknowns.join(", "), hops };
  return { at, outcome: "delivered", why: "delivered and answered", hops };
}

function placeOf(arrival: Arrival): Place | undefined {
  if ("interface" in arrival) return { interface: arrival.interface.key };
  if ("service" in arrival) return { service: arrival.service };
  return "internet" in arrival ? { internet: true } : undefined;
}

function fromInterface(journey: Journey, key: Key, packet: Packet): Arrival {
  const sender = find(journey.network, key);
  if (![...sender.ipv4, ...sender.ipv6].some((own) => sameAddress(own, packet.source))) {
    return { dropped: `${sender.name} has no address ${packet.source}` };
  }
  if (familyOf(packet.source) !== familyOf(packet.destination)) {
    return { dropped: "source and destination are of two families" };
  }
  const at = standingOf(journey.network, sender);
  if (!("vpc" in at)) return at;
  const arrival = leave(journey, at, packet);
  if ("dropped" in arrival) return arrival;
  const receiver = "interface" in arrival ? arrival.interface : undefined;
  const certain = !("undecided" in arrival);
  const there = certain ? receiver?.securityGroups : groupsAt(journey.network, packet.destination);
  const groups = isReferable(journey, "egress", receiver) ? (there ?? []) : [];
  const remote = { address: packet.destination, groups, certain };
  const out = passesGroups(journey.network, sender, "egress", { packet, remote });
  const stop = stopAtGroups(journey, sender, "egress", out);
  if (stop !== undefined) return stop;
  return receiver === undefined ? arrival : intoInterface(journey, sender, arrival);
}

function intoInterface(
  journey: Journey,
  sender: NetworkInterface | undefined,
  arrival: Arrival,
): Arrival {
  if (!("interface" in arrival)) return arrival;
  const { interface: receiver, packet } = arrival;
  const groups = isReferable(journey, "ingress", receiver) ? (sender?.securityGroups ?? []) : [];
  const remote = { address: packet.source, groups, certain: true };
  const into = passesGroups(journey.network, receiver, "ingress", { packet, remote });
  return stopAtGroups(journey, receiver, "ingress", into) ?? arrival;
}

function stopAtGroups(
  journey: Journey,
  { name }: NetworkInterface,
  direction: string,
  answer: Answer,
): Stop | undefined {
  journey.hops.push(`groups' ${direction} of ${name}: ${answer === false ? "denied" : "through"}`);
  if (answer === undefined) journey.unknowns.push(`what the groups of ${name} match`);
  return answer === false ? { dropped: `security groups' ${direction} of ${name}` } : undefined;
}

/** Where the way is not known: the groups of whoever has the address. */
function groupsAt(network: Network, address: string): Key[] {
  return network.networkInterfaces
    .filter(({ ipv4, ipv6 }) => [...ipv4, ...ipv6].some((own) => sameAddress(own, address)))
    .flatMap(({ securityGroups }) => securityGroups);
}

/**
 * Whether a rule that names a group matches over the way taken. Over a transit gateway only a rule inwards, where
 * the gateway and both attachments support it, and not at an endpoint ("Security group referencing" of
 * https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html); not through two gateways, nor behind NAT.
 */
function isReferable(
  { natHops, crossings }: Journey,
  direction: "ingress" | "egress",
  receiver: NetworkInterface | undefined,
): boolean {
  const [crossing, ...more] = crossings;
  if (natHops.length > 0 || more.length > 0) return false;
  if (crossing === undefined) return true;
  if ("peering" in crossing) return crossing.peering.sameRegion;
  const supported = crossing.attachments.every((one) => one.securityGroupReferencing !== false);
  const inwards = direction === "ingress" && receiver?.kind !== "endpoint";
  return inwards && supported && crossing.transit?.securityGroupReferencing === true;
}

/** To an interface at the address that it has in its VPC, which stands for the public one. */
function fromInternet(journey: Journey, to: Place, packet: Packet): Arrival {
  const { network } = journey;
  if (!isPublic(packet.source)) return { dropped: `${packet.source} is not public` };
  if (!("interface" in to)) return { dropped: "from the internet to an interface only" };
  const receiver = find(network, to.interface);
  if (![...receiver.ipv4, ...receiver.ipv6].some((own) => sameAddress(own, packet.destination))) {
    return { dropped: `${receiver.name} has no address ${packet.destination}` };
  }
  const at = standingOf(network, receiver);
  if (!("vpc" in at)) return at;
  const stop = stopAtEdge(journey, at, receiver, packet);
  if (stop !== undefined) return stop;
  const arrival = deliver(journey, { ...at, subnet: undefined }, packet);
  return isStop(arrival) ? arrival : intoInterface(journey, undefined, arrival);
}

function stopAtEdge(
  journey: Journey,
  at: Standing,
  receiver: NetworkInterface,
  packet: Packet,
): Stop | undefined {
  const { internetGateways } = journey.network;
  if (familyOf(packet.source) !== familyOf(packet.destination)) {
    return { dropped: "source and destination are of two families" };
  }
  if (!internetGateways.some(({ vpc }) => vpc === at.vpc.key)) {
    return { dropped: `${at.vpc.name} has no internet gateway` };
  }
  if (familyOf(packet.destination) === 4 && receiver.publicIpv4 !== true) {
    if (receiver.publicIpv4 === false) return { dropped: `${receiver.name} has no public address` };
    journey.unknowns.push(`whether ${receiver.name} has a public address`);
  }
  return stopAtBlock(journey, at, "internet");
}

/** The reply's way, leg by leg: to the last NAT gateway, from each to the one before, to the sender. */
function comeBack(
  forward: Journey,
  from: Place,
  packet: Packet,
  arrival: Arrival,
): Stop | undefined {
  if (isStop(arrival) || !("packet" in arrival)) return undefined;
  const reply = replyTo(arrival.packet);
  if (reply === undefined) return undefined;
  const journey: Journey = {
    ...forward,
    replying: true,
    natHops: [...forward.natHops],
    crossings: [],
  };
  forward.hops.push("and back");
  let leg = firstLeg(journey, arrival, reply);
  for (let hop = journey.natHops.at(-1); hop !== undefined; hop = journey.natHops.at(-1)) {
    if (isStop(leg)) return leg;
    if (!("nat" in leg)) return { dropped: `the reply does not come to ${hop.gateway.name}` };
    journey.natHops.pop();
    const handedOn = replyTo(hop.taken);
    if (handedOn === undefined) return undefined;
    leg = leave(journey, hop.at, handedOn);
  }
  if (isStop(leg)) return leg;
  return home(leg, from, packet);
}

function home(leg: Arrival, from: Place, { source }: Packet): Stop | undefined {
  const isOutside = "internet" in leg || ("service" in leg && leg.overInternet);
  const at = isOutside ? ({ internet: true } as const) : placeOf(leg);
  return at !== undefined && samePlace(at, from)
    ? undefined
    : { dropped: `the reply to ${source} does not come to the sender` };
}

/** From an interface by its routes; from the internet or a service to where the packet went out. */
function firstLeg(journey: Journey, arrival: Exclude<Arrival, Stop>, reply: Packet): Arrival {
  if ("interface" in arrival) {
    const at = standingOf(journey.network, arrival.interface);
    return "vpc" in at ? leave(journey, at, reply) : at;
  }
  if (!("from" in arrival)) return arrival;
  const { subnet, sender } = arrival.from;
  const stop = stopAtAcl(journey, subnet, "ingress", reply);
  if (stop !== undefined) return stop;
  if (sender === "transit") return { dropped: "nobody here has sent it" };
  return "nat" in sender
    ? { nat: sender.nat, packet: reply }
    : { interface: sender.interface, packet: reply };
}

function find(network: Network, key: Key): NetworkInterface {
  const found = network.networkInterfaces.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no network interface "${key}" in this network`);
  return found;
}
