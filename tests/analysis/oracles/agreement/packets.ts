/** The packets of a network that matter: every address of its space, ports at each rule's edges, every kind of protocol. */
import type { Network, NetworkInterface, RuleTraffic } from "../../../../analysis/model/network";
import { PUBLIC_ADDRESSES, SERVICE_BLOCKS } from "../generator/space";
import { type Packet, type Place, PROTOCOL } from "../packet";
import { everyAddress, familyOf, readBlock } from "../walker/addresses";

export function placesOf(network: Network): { from: Place[]; to: Place[] } {
  const inside = network.networkInterfaces.map(({ key }): Place => ({ interface: key }));
  const services = [...new Set(network.vpcEndpoints.map(({ service }) => service))];
  return {
    from: [...inside, { internet: true }],
    to: [...inside, { internet: true }, ...services.map((service): Place => ({ service }))],
  };
}

export type Addresses = Pick<Packet, "source" | "destination">;
export type Rest = Omit<Packet, "source" | "destination">;

/** Source and destination addresses to try between two places. */
export function addressPairs(network: Network, from: Place, to: Place): Addresses[] {
  const sources = addressesOf(network, from);
  const destinations = addressesOf(network, to);
  const nat64 = "interface" in from ? destinations.flatMap(throughNat64) : [];
  return sources.flatMap((source) =>
    [...destinations, ...nat64]
      .filter((destination) => familyOf(source) === familyOf(destination))
      .map((destination) => ({ source, destination })),
  );
}

/** Both ends of the service's blocks, and the first address beyond one. */
const SERVICE_EDGES = SERVICE_BLOCKS.map((block) => everyAddress(block))
  .flatMap((all) => [all[0]!, all.at(-1)!])
  .concat("52.0.0.4");

/** Addresses that nobody has, or that are not the sender's. */
export const WRONG: readonly Addresses[] = [
  { source: "10.0.0.31", destination: "10.0.0.1" },
  { source: "10.0.0.1", destination: "10.0.0.30" },
  { source: "10.0.0.1", destination: "10.200.0.1" },
  { source: "8.8.8.8", destination: "10.0.0.30" },
  { source: "10.0.0.31", destination: "8.8.8.8" },
];

function addressesOf(network: Network, place: Place): string[] {
  if ("internet" in place) return [...PUBLIC_ADDRESSES];
  if ("service" in place) return SERVICE_EDGES;
  const one = network.networkInterfaces.find(({ key }) => key === place.interface)!;
  return [...one.ipv4, ...one.ipv6, ...unknownAddresses(network, one)];
}

/** All of its subnet's, where AWS is still to choose one. */
function unknownAddresses(network: Network, one: NetworkInterface): string[] {
  const subnet = network.subnets.find(({ key }) => key === one.subnet);
  const open = one.hasIpv4 && one.ipv4.length === 0 ? subnet?.ipv4Block : undefined;
  return open === undefined ? [] : everyAddress(open);
}

function throughNat64(address: string): string[] {
  if (familyOf(address) === 6) return [];
  const number = readBlock(`${address}/32`).first;
  return [`64:ff9b::${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`];
}

/** Every address that a subnet has, to any of which a packet may be sent. */
export function wholeSpace({ subnets }: Network): string[] {
  return subnets.flatMap(({ ipv4Block, ipv6Block }) =>
    [ipv4Block, ipv6Block].flatMap((block) => (block === undefined ? [] : everyAddress(block))),
  );
}

/** Protocols and ports. Source ports matter to ACLs alone, where they are the reply's destination. */
export function protocolsAndPorts(network: Network, ipv6: boolean): Rest[] {
  const acls = network.networkAcls.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const groups = network.securityGroups.flatMap(({ ingress, egress }) => [...ingress, ...egress]);
  const sources = edges(acls);
  const destinations = edges([...acls, ...groups]);
  const icmp = ipv6 ? PROTOCOL.icmp6 : PROTOCOL.icmp;
  const types = ipv6 ? [128, 129, 3] : [8, 0, 3];
  return [
    ...[PROTOCOL.tcp, PROTOCOL.udp].flatMap((protocol) =>
      destinations.flatMap((destinationPort) =>
        sources.map((sourcePort) => ({ protocol, sourcePort, destinationPort })),
      ),
    ),
    ...types.flatMap((icmpType) =>
      [0, 1].map((icmpCode) => ({ protocol: icmp, icmpType, icmpCode })),
    ),
    { protocol: PROTOCOL.esp },
  ];
}

function edges(rules: readonly { readonly traffic: RuleTraffic }[]): number[] {
  const bounds = rules.flatMap(({ traffic: { ports } }) =>
    ports === undefined ? [] : [ports.from - 1, ports.from, ports.to, ports.to + 1],
  );
  return [...new Set([40000, ...bounds])].filter((port) => port >= 0 && port <= 65535);
}
