/**
 * The packets that two networks are compared by: between each two places, at the ports that any rule
 * of either names and at those beside them, from ports that the clients of the sender begin from (AWS
 * says which under "Ephemeral ports": a function or a load balancer from 1024 on, Linux from 32768).
 * https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html#nacl-ephemeral-ports
 */
import type {
  InterfaceKind,
  Network,
  NetworkInterface,
  RuleTraffic,
} from "../../../../analysis/model/network";
import { hasPorts, PROTOCOL, type Packet, type Place } from "../../oracles/packet";
import { familyOf } from "../../oracles/walker/addresses";
import { hostOf, isWhole } from "../faults/blocks";

export interface Ends {
  readonly from: Place;
  readonly to: Place;
}

/** Interfaces, the internet, and the services that gateway endpoints lead to. */
export function endsOf(network: Network): Ends[] {
  const inside = network.networkInterfaces.map(({ key }): Place => ({ interface: key }));
  const services = network.vpcEndpoints
    .filter(({ endpointType }) => endpointType === "Gateway")
    .map(({ service }): Place => ({ service }));
  const outside: Place = { internet: true };
  return [
    ...inside.map((to) => ({ from: outside, to })),
    ...inside.flatMap((from) =>
      [outside, ...services, ...inside.filter((to) => to !== from)].map((to) => ({ from, to })),
    ),
  ];
}

export type Rest = Omit<Packet, "source" | "destination">;

/** The first is any system's; then where one's range begins or ends. */
const CLIENT_PORTS = [40000, 1024, 32768, 60999, 65535];

const BEGINS: Readonly<Record<InterfaceKind, readonly [from: number, to: number]>> = {
  instance: [32768, 65535],
  autoScalingGroup: [32768, 65535],
  interface: [32768, 65535],
  task: [32768, 60999],
  database: [32768, 60999],
  cache: [32768, 60999],
  lambda: [1024, 65535],
  loadBalancer: [1024, 65535],
  vpcLink: [1024, 65535],
  endpoint: [1024, 65535],
};

/** Whether the place's clients may begin from the port that a packet has. */
export function begins(network: Network, place: Place, { sourcePort }: Rest): boolean {
  if (sourcePort === undefined || !("interface" in place)) return true;
  const one = network.networkInterfaces.find(({ key }) => key === place.interface);
  const [from, to] = BEGINS[one?.kind ?? "interface"];
  return from <= sourcePort && sourcePort <= to;
}

/** What rules of both say of ports, and a ping; the likely ones first. */
export function restsOf(networks: readonly Network[]): Rest[] {
  const acls = networks.flatMap(({ networkAcls }) => networkAcls);
  const groups = networks.flatMap(({ securityGroups }) => securityGroups);
  const all = [...groups, ...acls].flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const ranges = all.filter(
    ({ traffic: { ports } }) => ports !== undefined && ports.from < ports.to,
  );
  const replies = ranges.flatMap(({ traffic }) => edges(traffic).filter((port) => port >= 1024));
  // Groups keep state: only network ACLs ask for the port that a reply goes to.
  const isAsked = acls.some((acl) => !acl.default);
  const sources = isAsked ? [...new Set([...CLIENT_PORTS, ...replies])] : CLIENT_PORTS.slice(0, 1);
  const rests = [PROTOCOL.tcp, PROTOCOL.udp].flatMap((protocol) => {
    const asked = all.filter(
      ({ traffic }) => traffic.protocol === undefined || traffic.protocol === protocol,
    );
    const named = asked.some(({ traffic }) => traffic.ports !== undefined);
    const ports = asked.flatMap(({ traffic }) => edges(traffic));
    const destinations = [...new Set([...ports, 443, 22])];
    return (named ? sources : CLIENT_PORTS.slice(0, 1)).flatMap((sourcePort) =>
      (named ? destinations : [443]).map((destinationPort) => ({
        protocol,
        sourcePort,
        destinationPort,
      })),
    );
  });
  return [...rests, { protocol: PROTOCOL.icmp, icmpType: 8, icmpCode: 0 }];
}

/** The ends of a rule's range, and those just outside. */
const edges = ({ ports }: RuleTraffic): number[] =>
  ports === undefined
    ? []
    : [ports.from, ports.from - 1, ports.to, ports.to + 1].filter(
        (port) => port >= 1 && port <= 65535,
      );

const OUTSIDE = ["9.9.9.9", "203.0.113.9", "2001:4860::8888", "2a00:1450::8"];

/** Addresses of both ends, in each family that they have in common. */
export function addressesOf(network: Network, { from, to }: Ends): [string, string][] {
  const sources = placeAddresses(network, from);
  const destinations = placeAddresses(network, to);
  return sources.flatMap((source) =>
    destinations
      .filter((destination) => familyOf(source) === familyOf(destination))
      .map((destination): [string, string] => [source, destination]),
  );
}

function placeAddresses(network: Network, place: Place): string[] {
  if ("internet" in place) return OUTSIDE;
  if ("service" in place) {
    const list = network.prefixLists.find(({ service }) => service === place.service);
    return (list?.cidrs ?? []).filter((cidr) => !isWhole(cidr)).map((cidr) => hostOf(cidr, 1));
  }
  const one = network.networkInterfaces.find(({ key }) => key === place.interface);
  return one === undefined ? [] : [...one.ipv4, ...one.ipv6, ...unknown(network, one)];
}

/** One of its subnet's, where AWS is still to choose. */
function unknown(network: Network, one: NetworkInterface): string[] {
  const block = network.subnets.find(({ key }) => key === one.subnet)?.ipv4Block;
  return one.hasIpv4 && one.ipv4.length === 0 && block !== undefined ? [hostOf(block, 50)] : [];
}

/** A packet of a family. */
export function packetOf([source, destination]: readonly [string, string], rest: Rest): Packet {
  if (hasPorts({ source, destination, ...rest }) || familyOf(source) === 4)
    return { source, destination, ...rest };
  return { source, destination, protocol: PROTOCOL.icmp6, icmpType: 128, icmpCode: 0 };
}
