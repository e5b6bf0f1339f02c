/**
 * The ports that clients begin from, by system: what a client never uses need not be answered.
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
import { PointSet, TCP, UDP, icmpServices, ICMP, ICMPV6, protocolServices } from "../../net";
import type { InterfaceKind } from "../model/network";

/** NAT gateways', load balancers', Lambda's, and whatever the internet's clients use. */
export const FROM_1024 = new PointSet([1024, 65_536]);
const LINUX = new PointSet([32_768, 61_000]);
const LINUX_OR_WINDOWS = new PointSet([32_768, 65_536]);

const PORTS: Readonly<Record<InterfaceKind, PointSet>> = {
  instance: LINUX_OR_WINDOWS,
  autoScalingGroup: LINUX_OR_WINDOWS,
  interface: LINUX_OR_WINDOWS,
  lambda: FROM_1024,
  task: LINUX,
  loadBalancer: FROM_1024,
  vpcLink: FROM_1024,
  database: LINUX,
  cache: LINUX,
  endpoint: FROM_1024,
};

/** Every port that a client of the kind may begin from, whichever system it runs; undefined: the internet. */
export const clientPorts = (kind: InterfaceKind | undefined): PointSet =>
  kind === undefined ? FROM_1024 : PORTS[kind];

/** Those that it begins from if it runs Linux, as most do, where nothing says which: what fails for them fails for most. */
export function likelyClientPorts(kind: InterfaceKind | undefined): PointSet {
  const ports = clientPorts(kind);
  return ports === LINUX_OR_WINDOWS ? LINUX : ports;
}

/** Services that have ports. */
export const BY_PORT = protocolServices(TCP).or(protocolServices(UDP));
/** Of ICMP, what is answered: whether anything else arrives nobody can tell. */
export const ECHO = icmpServices(ICMP, 8, 0).or(icmpServices(ICMPV6, 128, 0));
