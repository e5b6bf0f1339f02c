/** The targets at the edge of a VPC: internet gateways, egress-only ones, gateway endpoints. */
import type { Key, NatGateway, Network } from "../../../../analysis/model/network";
import { type Packet, PROTOCOL } from "../packet";
import { familyOf, isIn, isPublic } from "./addresses";
import type { Arrival, Journey, Standing, Stop } from "./journey";

export function toInternetGateway(
  journey: Journey,
  at: Standing,
  packet: Packet,
  key: Key,
): Arrival {
  const gateway = journey.network.internetGateways.find((one) => one.key === key);
  if (gateway === undefined) return { undecided: `${key} is not given`, at: packet };
  if (gateway.vpc !== at.vpc.key) return { dropped: `${key} is not attached to ${at.vpc.name}` };
  if (!isPublic(packet.destination)) return { dropped: `${packet.destination} is not public` };
  const stop =
    stopWithoutPublicAddress(journey, at, packet) ?? stopAtBlock(journey, at, "internet");
  if (stop !== undefined) return stop;
  journey.hops.push(`internet by ${key}`);
  return outside(journey, at, packet);
}

/** An address of a service is the service's by whichever way it is met; the rest is the internet. */
function outside({ network }: Journey, from: Standing, packet: Packet): Arrival {
  const service = serviceAt(network, packet.destination);
  return service === undefined
    ? { internet: true, packet, from }
    : { service, packet, from, overInternet: true };
}

export function serviceAt({ prefixLists }: Network, address: string): string | undefined {
  const lists = prefixLists.filter(({ service }) => service !== undefined);
  return lists.find(({ cidrs }) => cidrs?.some((cidr) => isIn(address, cidr)))?.service;
}

function stopWithoutPublicAddress(
  journey: Journey,
  { sender, vpc }: Standing,
  packet: Packet,
): Stop | undefined {
  if (sender === "transit") return { dropped: `the sender has no address in ${vpc.name}` };
  if ("nat" in sender) return stopAtNat(journey, sender.nat);
  if (familyOf(packet.source) === 6) return undefined;
  const { publicIpv4, name } = sender.interface;
  if (publicIpv4 === undefined) journey.unknowns.push(`whether ${name} has a public address`);
  return publicIpv4 === false ? { dropped: `${name} has no public address` } : undefined;
}

function stopAtNat(journey: Journey, gateway: NatGateway): Stop | undefined {
  if (gateway.connectivity === "private") return { dropped: `${gateway.name} is private` };
  if (gateway.hasPublicAddress === undefined) {
    journey.unknowns.push(`whether ${gateway.name} has a public address`);
  }
  return gateway.hasPublicAddress === false
    ? { dropped: `${gateway.name} has no public address` }
    : undefined;
}

/** VPC Block Public Access, by the subnet whose interface or NAT gateway meets the gateway. */
export function stopAtBlock(
  journey: Journey,
  { vpc, subnet, sender }: Standing,
  gateway: "internet" | "egressOnly",
): Stop | undefined {
  const exclusion = subnet?.publicAccessExclusion;
  if (exclusion === "allow-bidirectional") return undefined;
  if (exclusion === "allow-egress" && journey.begunInside) return undefined;
  const byNat = sender !== "transit" && "nat" in sender;
  const cut =
    vpc.blockPublicAccess === "bidirectional" ||
    (vpc.blockPublicAccess === "ingress" && gateway === "internet" && !byNat);
  return cut ? { dropped: `Block Public Access of ${vpc.name}` } : undefined;
}

export function toEgressOnlyGateway(
  journey: Journey,
  at: Standing,
  packet: Packet,
  key: Key,
): Arrival {
  const gateway = journey.network.egressOnlyInternetGateways.find((one) => one.key === key);
  if (gateway === undefined) return { undecided: `${key} is not given`, at: packet };
  if (gateway.vpc !== at.vpc.key) return { dropped: `${key} is not attached to ${at.vpc.name}` };
  if (familyOf(packet.destination) === 4) return { dropped: `${key} takes no IPv4` };
  if (!isPublic(packet.destination)) return { dropped: `${packet.destination} is not public` };
  if (at.sender === "transit") return { dropped: `the sender has no address in ${at.vpc.name}` };
  if (!journey.begunInside) return { dropped: `${key} lets nothing begun outside through` };
  const stop = stopAtBlock(journey, at, "egressOnly");
  if (stop !== undefined) return stop;
  journey.hops.push(`internet by ${key}`);
  return outside(journey, at, packet);
}

export function toGatewayEndpoint(
  { network, hops }: Journey,
  at: Standing,
  packet: Packet,
  key: Key,
): Arrival {
  const endpoint = network.vpcEndpoints.find((one) => one.key === key);
  if (endpoint?.endpointType !== "Gateway") {
    return { undecided: `what stands behind ${key} is not modelled`, at: packet };
  }
  if (endpoint.vpc !== at.vpc.key) return { dropped: `${key} is of another VPC` };
  if (at.sender === "transit") return { dropped: `${key} serves its own VPC only` };
  const lists = network.prefixLists.filter(({ service }) => service === endpoint.service);
  const listed = lists.some(({ cidrs }) => cidrs?.some((cidr) => isIn(packet.destination, cidr)));
  if (!listed) return { dropped: `${packet.destination} is not an address of ${endpoint.service}` };
  if (!isCarried(packet)) return { dropped: `${key} carries TCP and pings only` };
  hops.push(`${endpoint.service} by ${key}`);
  return { service: endpoint.service, packet, from: at, overInternet: false };
}

function isCarried({ protocol, icmpType }: Packet): boolean {
  return protocol === PROTOCOL.tcp || (protocol === PROTOCOL.icmp && icmpType === 8);
}
