/** Which way packets went, by the gateways that they passed. */
import { NO_PACKETS, type PacketSet } from "../../net";
import type { Key } from "../model/network";
import type { Atlas } from "../reachability/atlas";
import type { Hop } from "../reachability/journey";
import type { Arrival } from "../reachability/trip";
import type { Way } from "./intent";

/** The gateways of a network, by key. */
export function gatewayWays({ network }: Atlas): ReadonlyMap<Key, Way> {
  const ways = new Map<Key, Way>();
  for (const { key } of network.internetGateways) ways.set(key, "internetGateway");
  for (const { key } of network.egressOnlyInternetGateways) ways.set(key, "internetGateway");
  for (const { key } of network.natGateways) ways.set(key, "natGateway");
  for (const { key } of network.peeringConnections) ways.set(key, "vpcPeeringConnection");
  for (const { key } of network.transitGateways) ways.set(key, "transitGateway");
  for (const { key, endpointType } of network.vpcEndpoints)
    if (endpointType === "Gateway") ways.set(key, "gatewayEndpoint");
  for (const { key, kind } of network.networkInterfaces)
    if (kind === "endpoint") ways.set(key, "interfaceEndpoint");
  return ways;
}

function goes(ways: ReadonlyMap<Key, Way>, hops: readonly Hop[], way: Way): boolean {
  const passed = new Set(
    hops.filter(({ reply }) => !reply).flatMap(({ component }) => ways.get(component) ?? []),
  );
  if (way === "local") return passed.size === 0;
  // Behind a NAT gateway there is an internet gateway too: that is not the same as being public.
  if (way === "internetGateway" && passed.has("natGateway")) return false;
  return passed.has(way);
}

export interface ByWay {
  /** What gets through that way whatever happens, and what may. */
  readonly sure: PacketSet;
  readonly possible: PacketSet;
  /** What may get through by any other way. */
  readonly otherwise: PacketSet;
}

export function byWay(ways: ReadonlyMap<Key, Way>, arrivals: readonly Arrival[], way: Way): ByWay {
  let [sure, possible, otherwise] = [NO_PACKETS, NO_PACKETS, NO_PACKETS];
  for (const { outcome, hops } of arrivals) {
    if (goes(ways, hops, way)) {
      sure = sure.or(outcome.sure);
      possible = possible.or(outcome.possible);
    } else otherwise = otherwise.or(outcome.possible);
  }
  return { sure, possible, otherwise };
}
