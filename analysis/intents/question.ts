/**
 * What an intent asks of the verifier: from where to where, which packets, and which of them count.
 * A connection is tried from any source port that the source's system may choose.
 */
import {
  ALL_IPV4,
  ALL_IPV6,
  EVERY_PORT,
  ICMP,
  ICMPV6,
  NO_POINTS,
  PacketSet,
  type PointSet,
  protocolServices,
  trafficServices,
  type Traffic,
} from "../../net";
import type { NetworkInterface } from "../model/network";
import type { Atlas } from "../reachability/atlas";
import { BY_PORT, ECHO, clientPorts } from "../reachability/clients";
import type { PlaceName } from "../reachability";

/** An end of a question. */
export interface Spot {
  readonly place: PlaceName;
  readonly interface: NetworkInterface | undefined;
  /** As a person reads it. */
  readonly name: string;
  readonly zone: string | undefined;
}

export interface Question {
  readonly from: Spot;
  readonly to: Spot;
}

const clientsOf = (spot: Spot): PointSet => clientPorts(spot.interface?.kind);

export const servicesOf = (traffic: readonly Traffic[]): PointSet =>
  traffic.reduce((all, one) => all.or(trafficServices(one)), NO_POINTS);

/** The packets that have to get through for some traffic to work. */
export function required(atlas: Atlas, { from, to }: Question, services: PointSet): PacketSet {
  const family = requiredFamily(from, to);
  const ends = {
    source: addressesOf(atlas, from).and(family),
    destination: addressesOf(atlas, to).and(familyOfDestination(to, family)),
  };
  const icmp = family === ALL_IPV6 ? ICMPV6 : ICMP;
  const pings = services.and(protocolServices(ICMP).or(protocolServices(ICMPV6)));
  return PacketSet.of(
    { ...ends, service: services.and(BY_PORT), sourcePort: clientsOf(from) },
    { ...ends, service: pings.and(ECHO).and(protocolServices(icmp)), sourcePort: EVERY_PORT },
    {
      ...ends,
      service: services
        .without(BY_PORT)
        .without(protocolServices(ICMP).or(protocolServices(ICMPV6))),
    },
  );
}

/** IPv4 where both ends have it; IPv6 only where one of them has nothing else. */
function requiredFamily(from: Spot, to: Spot): PointSet {
  return hasIpv4(from) && hasIpv4(to) ? ALL_IPV4 : ALL_IPV6;
}

/** What is no interface has it, but a block of IPv6 out of the internet. */
function hasIpv4({ interface: one, place }: Spot): boolean {
  if (one !== undefined) return one.hasIpv4;
  if (!("internet" in place) || place.within === undefined) return true;
  return !place.within.and(ALL_IPV4).isEmpty;
}

/** A service whose addresses nobody has named is met at its own, whatever the family. */
function familyOfDestination(to: Spot, family: PointSet): PointSet {
  return "service" in to.place ? family.or(UNNAMED) : family;
}

const UNNAMED = PacketSet.of({}).project("destination").without(ALL_IPV4).without(ALL_IPV6);

export function addressesOf(atlas: Atlas, spot: Spot): PointSet {
  const { place } = spot;
  if (spot.interface !== undefined) return atlas.interfaceAddresses(spot.interface);
  if ("service" in place) return atlas.serviceAddresses(place.service);
  return atlas.internetAddresses.and(
    "within" in place && place.within !== undefined ? place.within : ANY,
  );
}

const ANY = PacketSet.of({}).project("destination");
