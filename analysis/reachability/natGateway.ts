/** Through a NAT gateway: the source becomes its own, and what follows is routed from where it stands. */
import {
  ALL_ADDRESSES,
  ALL_IPV6,
  ALL_PACKETS,
  ICMP,
  NAT64_ADDRESSES,
  NO_POINTS,
  PacketSet,
  TCP,
  UDP,
  cidrAddresses,
  protocolServices,
  type PointSet,
} from "../../net";
import type { Key, NatGateway } from "../model/network";
import { chosen } from "./atlas";
import { unnamedOut } from "./groups";
import { NOTHING, hasNone, rewritten } from "./journey";
import {
  filtered,
  lost,
  moved,
  noted,
  throughAcl,
  undecided,
  withJourney,
  type Move,
  type Next,
} from "./trip";

const TRANSLATED = PacketSet.of({
  service: [TCP, UDP, ICMP].reduce((all, one) => all.or(protocolServices(one)), NO_POINTS),
});
const BY_IPV4 = PacketSet.of({ destination: ALL_ADDRESSES.without(ALL_IPV6) });
const BY_NAT64 = PacketSet.of({ destination: NAT64_ADDRESSES });

export function throughNatGateway(move: Move, key: Key): Next {
  const { atlas } = move.trip;
  const gateway = atlas.natGateways.get(key);
  if (gateway === undefined) return { done: undecided(move, key, "the NAT gateway is not given") };
  // A reply that is sent through a NAT gateway comes from an address that nobody asked.
  if (move.reply || move.seen.includes(key))
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: key }) };
  if (gateway.vpc !== move.at.vpc)
    return { done: lost(move, { code: "NGW_REQUIRES_SOURCE_IN_VPC", component: key }) };
  const { subnet } = gateway;
  const inside =
    subnet === undefined || subnet === move.at.subnet
      ? move.journey
      : throughAcl(move, subnet, "ingress");
  const there = withJourney(move, inside);
  const spoken = filtered(there, TRANSLATED, { code: "PROTOCOL_RESTRICTION", component: key });
  const through = withJourney(move, spoken);
  const inGateway = withJourney(move, unnamedOut(through));
  return { each: [translated(inGateway, gateway, false), translated(inGateway, gateway, true)] };
}

function translated(move: Move, gateway: NatGateway, nat64: boolean): Next {
  // NAT64 is once; behind it everything is IPv4.
  if (nat64 && move.journey.nat64) return { done: NOTHING };
  const already = move.journey.nat64 ? ALL_PACKETS : nat64 ? BY_NAT64 : BY_IPV4;
  const silent = moved(move, { trip: { ...move.trip, recorder: undefined } });
  const mine = filtered(silent, already, { code: "PROTOCOL_RESTRICTION", component: gateway.key });
  if (hasNone(mine)) return { done: NOTHING };
  const { key, subnet, vpc } = gateway;
  const addresses = ownAddresses(move, gateway);
  const journey = rewritten(
    noted(withJourney(move, mine), key, nat64 ? "NAT64" : "NAT"),
    { gateway: key, subnet, vpc, addresses },
    nat64,
  );
  return {
    leave: moved(move, {
      journey,
      at: { vpc, subnet, inTransit: false, natGateway: key },
      seen: [...tablesBehind(move, nat64), key],
    }),
  };
}

/** To another destination the same tables lead another way; the gateways are met once all the same. */
const tablesBehind = ({ seen, trip }: Move, nat64: boolean): readonly Key[] =>
  nat64 ? seen.filter((key) => trip.atlas.natGateways.has(key)) : seen;

/** Of a regional gateway nobody knows more than that they are of the VPC. */
function ownAddresses({ trip }: Move, { ipv4, subnet, vpc }: NatGateway): PointSet {
  if (ipv4.length > 0 || subnet !== undefined)
    return chosen(ipv4, trip.atlas.subnets.get(subnet ?? "")?.ipv4Block);
  const blocks = trip.atlas.vpcs.get(vpc)?.ipv4Blocks ?? [];
  return blocks.reduce((all, cidr) => all.or(cidrAddresses(cidr) ?? NO_POINTS), NO_POINTS);
}
