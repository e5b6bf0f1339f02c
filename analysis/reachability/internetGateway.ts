/** Through an internet gateway or an egress-only one, to the internet or to an AWS service there. */
import { ALL_ADDRESSES, ALL_IPV6, NO_PACKETS, PUBLIC_ADDRESSES, PacketSet } from "../../net";
import type { Key, Subnet, Vpc } from "../model/network";
import { doubted, hasNone, NOTHING, restrict, type Journey } from "./journey";
import { filtered, lost, moved, noted, undecided, withJourney, type Move, type Next } from "./trip";

export function throughInternetGateway(move: Move, key: Key): Next {
  const { atlas } = move.trip;
  const gateway = atlas.internetGateways.get(key);
  if (gateway === undefined)
    return { done: undecided(move, key, "the internet gateway is not given") };
  if (gateway.vpc !== move.at.vpc)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: key }) };
  if (move.reply) return backToTheInternet(move, key);
  const outside = withJourney(move, publicOnly(move, key));
  return { each: byAddress(outside).map((one) => outBy(one, key)) };
}

/** IPv6 addresses are as they are; whether there is a public IPv4 address is another question. */
function byAddress(move: Move): Move[] {
  const { from } = move.trip;
  const asIs = move.at.natGateway !== undefined || from.kind !== "interface";
  return asIs
    ? [move]
    : [BY_IPV6, BY_IPV4].map((family) => withJourney(move, restrict(move.journey, family)));
}

const BY_IPV6 = PacketSet.of({ source: ALL_IPV6 });
const BY_IPV4 = PacketSet.of({ source: ALL_ADDRESSES.without(ALL_IPV6) });

function outBy(move: Move, key: Key): Next {
  if (hasNone(move.journey)) return { done: NOTHING };
  const admitted = withPublicAddress(move);
  if (admitted === undefined)
    return {
      done: lost(move, {
        code: "IGW_PUBLIC_IP_ASSOCIATION_FOR_EGRESS",
        component: move.at.natGateway ?? key,
      }),
    };
  const open = pastBlockPublicAccess(withJourney(move, admitted), "egress");
  return { outside: withJourney(move, noted(withJourney(move, open), key)) };
}

function publicOnly(move: Move, key: Key): Journey {
  return filtered(move, PacketSet.of({ destination: PUBLIC_ADDRESSES }), {
    code: "NO_POSSIBLE_DESTINATION",
    component: key,
  });
}

/** Only what has a public address leaves; undefined where it does not. */
function withPublicAddress(move: Move): Journey | undefined {
  const { trip, at, journey } = move;
  if (at.natGateway !== undefined) return ofNatGateway(move, at.natGateway);
  if (at.inTransit || trip.from.kind !== "interface" || trip.from.vpc.key !== at.vpc)
    return undefined;
  if (journey.possible.meets(BY_IPV6)) return journey;
  const { key, publicIpv4 } = trip.from.interface;
  if (publicIpv4 !== undefined) return publicIpv4 ? journey : undefined;
  const why = "whether it has a public IPv4 address is not known";
  return doubted(journey, { component: key, why });
}

function ofNatGateway(move: Move, key: Key): Journey | undefined {
  const gateway = move.trip.atlas.natGateways.get(key);
  if (gateway === undefined || gateway.connectivity === "private") return undefined;
  if (gateway.hasPublicAddress === false) return undefined;
  return gateway.hasPublicAddress === true
    ? move.journey
    : doubted(move.journey, {
        component: key,
        why: "whether it has a public address is not known",
      });
}

/** What came from the internet goes back to it by the internet gateway, and by nothing else. */
function backToTheInternet(move: Move, key: Key): Next {
  const { trip, journey, at } = move;
  const came = trip.from.kind === "internet" && journey.rewrites.length === 0;
  if (!came || trip.to.kind !== "interface" || trip.to.vpc.key !== at.vpc || at.inTransit)
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: key }) };
  return { outside: withJourney(move, noted(move, key)) };
}

export function throughEgressOnlyGateway(move: Move, key: Key): Next {
  const { trip, at } = move;
  const gateway = trip.atlas.egressOnlyInternetGateways.get(key);
  if (gateway === undefined)
    return { done: undecided(move, key, "the egress-only internet gateway is not given") };
  if (gateway.vpc !== at.vpc)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: key }) };
  const inside = trip.from.kind === "interface" && trip.from.vpc.key === at.vpc && !at.inTransit;
  // It lets in only the replies of what it let out.
  if (move.reply || !inside || move.journey.rewrites.length > 0)
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: key }) };
  const journey = filtered(
    withJourney(move, publicOnly(move, key)),
    PacketSet.of({ source: ALL_IPV6 }),
    { code: "PROTOCOL_RESTRICTION", component: key },
  );
  const open = pastBlockPublicAccess(withJourney(move, journey), "egressOnly");
  return { outside: withJourney(move, noted(withJourney(move, open), key)) };
}

type Way = "ingress" | "egress" | "egressOnly";

/** VPC Block Public Access, as it is for the subnet that meets the gateway. */
export function pastBlockPublicAccess(move: Move, way: Way): Journey {
  const { atlas } = move.trip;
  const vpc = atlas.vpcs.get(move.at.vpc);
  const subnet = move.at.subnet === undefined ? undefined : atlas.subnets.get(move.at.subnet);
  if (vpc === undefined || !blocked(vpc, subnet, way, move.at.natGateway !== undefined))
    return move.journey;
  return filtered(move, NO_PACKETS, {
    code: "VPC_BLOCK_PUBLIC_ACCESS_ENABLED",
    component: vpc.key,
  });
}

function blocked(vpc: Vpc, subnet: Subnet | undefined, way: Way, byNat: boolean): boolean {
  if (vpc.blockPublicAccess === "off") return false;
  const exclusion = subnet?.publicAccessExclusion;
  if (exclusion === "allow-bidirectional") return false;
  if (exclusion === "allow-egress" && way !== "ingress") return false;
  if (vpc.blockPublicAccess === "bidirectional") return true;
  // Blocking what begins outside leaves the gateways that let nothing begin there.
  return way !== "egressOnly" && !byNat;
}

/** From the internet to an interface at its public address. */
export function fromTheInternet(move: Move): Next {
  const { trip } = move;
  const { to, atlas } = trip;
  if (to.kind !== "interface") return { done: NOTHING };
  const key = atlas.attachedGateway(to.vpc.key);
  if (key === undefined)
    return { done: lost(move, { code: "UNASSOCIATED_COMPONENT", component: to.vpc.key }) };
  return {
    each: [BY_IPV6, BY_IPV4].map((family) => {
      const journey = restrict(move.journey, family);
      return inBy(withJourney(move, journey), key);
    }),
  };
}

function inBy(move: Move, key: Key): Next {
  const { to } = move.trip;
  if (to.kind !== "interface" || hasNone(move.journey)) return { done: NOTHING };
  const { publicIpv4, key: component } = to.interface;
  const ipv4 = move.journey.possible.meets(BY_IPV4);
  if (ipv4 && publicIpv4 === false)
    return { done: lost(move, { code: "IGW_PRIVATE_IP_ASSOCIATION_FOR_INGRESS", component }) };
  const why = "whether it has a public IPv4 address is not known";
  const known =
    ipv4 && publicIpv4 === undefined ? doubted(move.journey, { component, why }) : move.journey;
  const at = { vpc: to.vpc.key, subnet: to.subnet.key, inTransit: false, natGateway: undefined };
  const there = moved(move, { journey: known, at });
  const journey = pastBlockPublicAccess(withJourney(there, noted(there, key)), "ingress");
  return { land: moved(there, { journey, at: { ...at, subnet: undefined } }) };
}
