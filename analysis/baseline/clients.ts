/**
 * The ports that clients begin from, by system; what a client never uses need not be answered.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
import {
  ALL_IPV6,
  EVERY_PORT,
  ICMP,
  ICMPV6,
  PacketSet,
  PointSet,
  TCP,
  UDP,
  icmpServices,
  protocolServices,
} from "../../net";
import type { InterfaceKind } from "../model/network";
import { listed } from "./words";

/** NAT gateways', load balancers', and whatever the internet's clients use. */
export const FROM_1024 = new PointSet([1024, 65_536]);
/** Linux's, which most instances run; of Windows' range, the greater part. */
const LINUX = new PointSet([32_768, 61_000]);

const PORTS: Readonly<Partial<Record<InterfaceKind, PointSet>>> = {
  lambda: FROM_1024,
  loadBalancer: FROM_1024,
  vpcLink: FROM_1024,
};

const BY_PORT = protocolServices(TCP).or(protocolServices(UDP));
const ECHO = icmpServices(ICMP, 8, 0).or(icmpServices(ICMPV6, 128, 0));
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
  const sourcePort = kind === undefined ? FROM_1024 : (PORTS[kind] ?? LINUX);
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
