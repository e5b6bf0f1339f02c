/** Questions about a network: which packets get from one place to another, replies and all. */
import {
  ALL_IPV4,
  ALL_IPV6,
  INTERNET_ADDRESSES,
  PacketSet,
  translateToIpv6,
  type PointSet,
} from "../../net";
import type { Key, Network, NetworkInterface } from "../model/network";
import { Atlas } from "./atlas";
import { ONE_FAMILY } from "./filters";
import { setOut } from "./groups";
import { fromTheInternet } from "./internetGateway";
import { NOTHING, begin, type Outcome } from "./journey";
import { travel } from "./travel";
import { withJourney, type Move, type Place, type Recorder } from "./trip";

/**
 * A place by name: an interface's key, the internet or some addresses of it, or an AWS service at
 * its public addresses.
 */
export type PlaceName =
  | {
      readonly interface: Key;
      /** In its stead: those of all interfaces that are as this one but for their addresses. */
      readonly addresses?: PointSet;
    }
  | { readonly internet: true; readonly within?: PointSet }
  | { readonly service: string };

export interface Verifier {
  readonly network: Network;
  readonly atlas: Atlas;
  /**
   * The packets from one place to the other that arrive and are answered. Between interfaces it is
   * said of their private addresses; a public address is met by way of `internet`.
   * @throws Error for an interface that the network does not have
   */
  traffic(from: PlaceName, to: PlaceName, recorder?: Recorder): Outcome;
}

export function compileNetwork(network: Network): Verifier {
  const atlas = new Atlas(network);
  const found = new Map<string, Outcome>();
  return {
    network,
    atlas,
    traffic(from, to, recorder) {
      if (recorder !== undefined || isMany(from) || isMany(to))
        return trace(atlas, from, to, recorder);
      const name = `${placeKey(from)} > ${placeKey(to)}`;
      const before = found.get(name);
      if (before !== undefined) return before;
      const outcome = trace(atlas, from, to, undefined);
      found.set(name, outcome);
      return outcome;
    },
  };
}

/** Asked of many at once, and hardly twice: not kept. */
const isMany = (place: PlaceName): boolean => "interface" in place && place.addresses !== undefined;

const placeKey = (place: PlaceName): string =>
  "interface" in place
    ? place.interface
    : "service" in place
      ? `service:${place.service}`
      : `internet${place.within?.edges.join() ?? ""}`;

function trace(
  atlas: Atlas,
  fromName: PlaceName,
  toName: PlaceName,
  recorder: Recorder | undefined,
): Outcome {
  const from = findPlace(atlas, fromName, true);
  const to = findPlace(atlas, toName, false);
  if (from.kind === "service") return NOTHING;
  const packets = between(from.addresses, to.addresses);
  const move: Move = {
    trip: { atlas, from, to, recorder },
    journey: begin(packets),
    reply: false,
    at: startOf(from),
    seen: [],
  };
  if (from.kind === "internet") return travel(fromTheInternet(move));
  return travel({ leave: withJourney(move, setOut(move)) });
}

/** Of one family; an IPv6 host may ask for an IPv4 one behind NAT64. */
function between(source: PointSet, to: PointSet): PacketSet {
  // Most are IPv4 alone: that is said without a look at the other family.
  if (ALL_IPV4.contains(source))
    return PacketSet.of({ source, destination: to.meets(ALL_IPV6) ? to.without(ALL_IPV6) : to });
  return PacketSet.of({ source, destination: to.or(translateToIpv6(to)) }).and(ONE_FAMILY);
}

function startOf(from: Place): Move["at"] {
  return from.kind === "interface"
    ? { vpc: from.vpc.key, subnet: from.subnet.key, inTransit: false, natGateway: undefined }
    : { vpc: "", subnet: undefined, inTransit: false, natGateway: undefined };
}

/** What begins on the internet may begin in AWS too; what goes to AWS's services is asked of them. */
function findPlace(atlas: Atlas, name: PlaceName, source: boolean): Place {
  if ("internet" in name) {
    const addresses = source ? INTERNET_ADDRESSES : atlas.internetAddresses;
    return {
      kind: "internet",
      addresses: name.within === undefined ? addresses : addresses.and(name.within),
    };
  }
  if ("service" in name) {
    const addresses = atlas.serviceAddresses(name.service);
    return { kind: "service", service: name.service, addresses };
  }
  const one = atlas.interfaces.get(name.interface);
  if (one === undefined) throw new Error(`no network interface has the key ${name.interface}`);
  const place = interfacePlace(atlas, one);
  return name.addresses === undefined ? place : { ...place, addresses: name.addresses };
}

function interfacePlace(atlas: Atlas, one: NetworkInterface): Place {
  const subnet = atlas.subnets.get(one.subnet);
  const vpc = subnet === undefined ? undefined : atlas.vpcs.get(subnet.vpc);
  if (subnet === undefined || vpc === undefined)
    throw new Error(`${one.name} is in a subnet or VPC that is not given: ${one.subnet}`);
  return {
    kind: "interface",
    interface: one,
    subnet,
    vpc,
    addresses: atlas.interfaceAddresses(one),
  };
}
