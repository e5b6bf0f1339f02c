/** What clients send to begin a connection, and how their ports read. */
import {
  ALL_IPV6,
  EVERY_PORT,
  ICMP,
  ICMPV6,
  PacketSet,
  type PointSet,
  protocolServices,
} from "../../net";
import type { InterfaceKind } from "../model/network";
import { BY_PORT, ECHO, likelyClientPorts } from "../reachability/clients";
import { listed } from "./words";

const FOUR = PacketSet.of({
  source: PacketSet.of({}).project("source").without(ALL_IPV6),
  service: BY_PORT.or(protocolServices(ICMP).and(ECHO)),
});
const SIX = PacketSet.of({
  source: ALL_IPV6,
  service: BY_PORT.or(protocolServices(ICMPV6).and(ECHO)),
});

/** Packets that begin a connection, or ask for an echo, as a client of the kind sends them; undefined: the internet. */
export function begun(kind: InterfaceKind | undefined): PacketSet {
  const sourcePort = likelyClientPorts(kind);
  const ports = PacketSet.of(
    { service: BY_PORT, sourcePort },
    { service: ECHO, sourcePort: EVERY_PORT },
  );
  return FOUR.or(SIX).and(ports);
}

/** "1024-65535". */
export function portsText({ edges }: PointSet): string {
  const ranges: string[] = [];
  for (let index = 0; index + 1 < edges.length; index += 2)
    ranges.push(`${edges[index] ?? 0}-${Number(edges[index + 1]) - 1}`);
  return listed(ranges);
}
