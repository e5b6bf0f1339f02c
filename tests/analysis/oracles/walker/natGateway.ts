/** Through a NAT gateway: one of its own addresses and ports stands for the sender's. */
import type { Key, NatGateway, Network, RouteTable } from "../../../../analysis/model/network";
import { type Packet, PROTOCOL, hasPorts } from "../packet";
import { formatIpv4 } from "../formatIpv4";
import { embedded, everyAddress, familyOf, isIn, readBlock } from "./addresses";
import { type Arrival, type Journey, type Standing, type Stop, stopAtAcl } from "./journey";
import { leave } from "./leave";

const TRANSLATED: readonly number[] = [PROTOCOL.tcp, PROTOCOL.udp, PROTOCOL.icmp];
export const NAT_PORTS = { from: 1024, to: 65535 } as const;

export function toNatGateway(journey: Journey, at: Standing, packet: Packet, key: Key): Arrival {
  const gateway = journey.network.natGateways.find((one) => one.key === key);
  if (gateway === undefined) {
    const stop = stopAtAcl(journey, at.subnet, "egress", packet);
    return stop ?? { undecided: `${key} is not given`, at: packet };
  }
  const stop = stopOnTheWay(journey, at, packet, gateway);
  if (stop !== undefined) return stop;
  if (gateway.vpc !== at.vpc.key) return { dropped: `${key} is of another VPC` };
  if (journey.replying) return { dropped: `${key} would give the reply another source` };
  if (journey.natHops.some((hop) => hop.gateway.key === key)) {
    return { dropped: `comes back to ${key}` };
  }
  const standing = standingOfGateway(journey.network, at, gateway);
  if (isNotStanding(standing)) return standing;
  const made = translated(journey, gateway, packet);
  if ("dropped" in made || "undecided" in made) return made;
  journey.natHops.push({ gateway, taken: packet, made, at: standing });
  journey.hops.push(`${gateway.name} makes it ${made.source} port ${made.sourcePort ?? "-"}`);
  return leave(journey, standing, made);
}

function stopOnTheWay(journey: Journey, at: Standing, packet: Packet, gateway: NatGateway) {
  if (gateway.subnet !== undefined && gateway.subnet === at.subnet?.key) return undefined;
  const subnet = journey.network.subnets.find(({ key }) => key === gateway.subnet);
  return (
    stopAtAcl(journey, at.subnet, "egress", packet) ?? stopAtAcl(journey, subnet, "ingress", packet)
  );
}

function isNotStanding(standing: Standing | Stop): standing is Stop {
  return !("vpc" in standing);
}

function standingOfGateway(network: Network, at: Standing, gateway: NatGateway): Standing | Stop {
  const subnet = network.subnets.find(({ key }) => key === gateway.subnet);
  const sender = { nat: gateway };
  if (gateway.subnet === undefined) {
    const own = network.routeTables.find(({ key }) => key === gateway.routeTable);
    const table = gateway.routeTable === undefined ? tableToInternet(network, gateway) : own;
    return { vpc: at.vpc, subnet: undefined, table, zone: at.zone, sender };
  }
  if (subnet === undefined) return { undecided: `the subnet of ${gateway.name} is not given` };
  const table = network.routeTables.find(({ key }) => key === subnet.routeTable);
  return { vpc: at.vpc, subnet, table, zone: subnet.availabilityZone, sender };
}

/** The table that AWS makes for a regional gateway; without an internet gateway it would not have been made. */
function tableToInternet(network: Network, { key, name, vpc }: NatGateway): RouteTable {
  const gateway = network.internetGateways.find((one) => one.vpc === vpc);
  const target = {
    kind: "internetGateway",
    key: gateway?.key ?? `the internet gateway of ${vpc}`,
  } as const;
  const routes = [{ key, destination: { cidr: "0.0.0.0/0" }, target }];
  return { key, name, type: "made by AWS", tags: {}, vpc, main: false, routes };
}

function translated(journey: Journey, gateway: NatGateway, packet: Packet): Packet | Stop {
  const isIpv4 = familyOf(packet.destination) === 4;
  // NAT64: the IPv4 address is inside the IPv6 one.
  const destination = isIpv4 ? packet.destination : embedded(packet.destination);
  if (destination === undefined) return { dropped: `${gateway.name} takes IPv6 only by NAT64` };
  if (!TRANSLATED.includes(packet.protocol)) {
    return { dropped: `${gateway.name} takes TCP, UDP and ICMP only` };
  }
  const source = journey.choose(sourcesOf(journey.network, gateway));
  if (!hasPorts(packet)) return { ...packet, source, destination };
  return {
    ...packet,
    source,
    destination,
    sourcePort: journey.choose(portsThatMatter(journey.network)),
  };
}

/** One of its addresses; while AWS is still to choose it, any that is free in its subnet. */
function sourcesOf(network: Network, gateway: NatGateway): readonly string[] {
  if (gateway.ipv4.length > 0) return gateway.ipv4;
  const block = network.subnets.find(({ key }) => key === gateway.subnet)?.ipv4Block;
  if (block === undefined) return sourcesThatMatter(network, gateway);
  const taken = network.networkInterfaces.flatMap(({ ipv4 }) => ipv4);
  return everyAddress(block).filter((address) => !taken.includes(address));
}

/** Of a regional one that is any address of the VPC: one in each block that a rule names, and one in none. */
function sourcesThatMatter(network: Network, { vpc }: NatGateway): string[] {
  const blocks = network.vpcs.find(({ key }) => key === vpc)?.ipv4Blocks ?? [];
  const acls = network.networkAcls.flatMap((acl) => [...acl.ingress, ...acl.egress]);
  const groups = network.securityGroups.flatMap((group) => [...group.ingress, ...group.egress]);
  const named = groups.flatMap(({ remote }) => ("cidr" in remote ? [remote.cidr] : []));
  const firsts = [...acls.map(({ cidr }) => cidr), ...named, ...blocks].map(
    (cidr) => cidr.split("/")[0]!,
  );
  const inside = firsts.filter((address) => blocks.some((block) => isIn(address, block)));
  return [...new Set([...inside, ...blocks.map(lastAddress)])];
}

function lastAddress(block: string): string {
  return formatIpv4(readBlock(block).last);
}

const knownPorts = new WeakMap<Network, readonly number[]>();

/**
 * The port may be any of `NAT_PORTS`. No rule tells two ports apart between whose bounds both lie, so the
 * bounds of all ACL rules and their neighbours stand for all.
 */
function portsThatMatter(network: Network): readonly number[] {
  const known = knownPorts.get(network);
  if (known !== undefined) return known;
  const rules = network.networkAcls.flatMap((acl) => [...acl.ingress, ...acl.egress]);
  const bounds = rules.flatMap(({ traffic: { ports } }) =>
    ports === undefined ? [] : [ports.from - 1, ports.from, ports.to, ports.to + 1],
  );
  const { from, to } = NAT_PORTS;
  const all = [...new Set([from, to, ...bounds])].filter((port) => from <= port && port <= to);
  knownPorts.set(network, all);
  return all;
}
