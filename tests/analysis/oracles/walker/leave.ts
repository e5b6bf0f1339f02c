/** A packet leaves a subnet: the route decides by which target it goes on. */
import type { NetworkInterface, RouteTarget, Subnet } from "../../../../analysis/model/network";
import type { Packet } from "../packet";
import { isIn, sameAddress } from "./addresses";
import { toEgressOnlyGateway, toGatewayEndpoint, toInternetGateway } from "./gateways";
import {
  type Arrival,
  type Journey,
  MOST_HOPS,
  type Standing,
  isStop,
  stopAtAcl,
  noteUnknownAddress,
} from "./journey";
import { toNatGateway } from "./natGateway";
import { lookUp } from "./routing";
import { toPeering, toTransitGateway } from "./otherVpcs";

export function leave(journey: Journey, at: Standing, packet: Packet): Arrival {
  if (journey.hops.length > MOST_HOPS) return { dropped: "goes round in a circle" };
  const inside =
    !isForRegionalNat(journey, packet) &&
    blockOf(at.subnet).some((block) => isIn(packet.destination, block));
  if (inside) return deliver(journey, at, packet);
  const target = lookUp(journey.network, at.vpc, at.table, packet.destination);
  const from = at.subnet?.name ?? "a regional NAT gateway";
  if (target === "none") return { dropped: `no route from ${from} to ${packet.destination}` };
  if (target !== "unknown") {
    journey.hops.push(`route from ${from} to ${packet.destination}: ${target.key}`);
    if (target.gone) return { dropped: `black hole in the route table of ${from}` };
    // The one target inside the subnet: to it no boundary is crossed.
    if (target.kind === "natGateway") return toNatGateway(journey, at, packet, target.key);
  }
  const stop = stopAtAcl(journey, at.subnet, "egress", packet);
  if (stop !== undefined) return stop;
  return target === "unknown"
    ? { undecided: `the route table of ${from} is not given in full`, at: packet }
    : goOn(journey, at, packet, target);
}

/** Its address may lie in a subnet's block, and it stands in no subnet all the same. */
function isForRegionalNat({ replying, natHops }: Journey, { destination }: Packet): boolean {
  const last = natHops.at(-1);
  return (
    replying &&
    last !== undefined &&
    last.gateway.subnet === undefined &&
    sameAddress(last.made.source, destination)
  );
}

function goOn(journey: Journey, at: Standing, packet: Packet, target: RouteTarget): Arrival {
  switch (target.kind) {
    case "local":
      return deliver(journey, at, packet);
    case "internetGateway":
      return toInternetGateway(journey, at, packet, target.key);
    case "egressOnlyInternetGateway":
      return toEgressOnlyGateway(journey, at, packet, target.key);
    case "vpcEndpoint":
      return toGatewayEndpoint(journey, at, packet, target.key);
    case "vpcPeeringConnection":
      return toPeering(journey, at, packet, target.key);
    case "transitGateway":
      return toTransitGateway(journey, at, packet, target.key);
    case "networkInterface":
      return toAppliance(journey, packet, target.key);
    default:
      return { undecided: `what ${target.kind} ${target.key} does is not modelled`, at: packet };
  }
}

function toAppliance(journey: Journey, packet: Packet, key: string): Arrival {
  const appliance = journey.network.networkInterfaces.find((one) => one.key === key);
  return appliance?.sourceDestCheck === true
    ? { dropped: `${appliance.name} checks source and destination` }
    : { undecided: `what ${key} does with a packet is not modelled`, at: packet };
}

/** To whoever has the address in the VPC: an interface, or for a reply a NAT gateway. */
export function deliver(journey: Journey, at: Standing, packet: Packet): Arrival {
  const { network } = journey;
  const holder = network.networkInterfaces.find((one) => {
    const subnet = network.subnets.find(({ key }) => key === one.subnet);
    return subnet?.vpc === at.vpc.key && hasAddress(one, packet.destination);
  });
  const last = journey.natHops.at(-1);
  const nat =
    journey.replying &&
    last?.gateway.vpc === at.vpc.key &&
    sameAddress(last.made.source, packet.destination)
      ? last.gateway
      : undefined;
  const found = nat ?? holder;
  if (found === undefined) return { dropped: `nobody has ${packet.destination}` };
  const subnet = network.subnets.find(({ key }) => key === found.subnet);
  noteUnknownAddress(journey, at);
  const stop = enter(journey, at, subnet, packet);
  if (stop !== undefined) return stop;
  journey.hops.push(`arrives at ${found.name}`);
  return nat !== undefined ? { nat, packet } : { interface: holder!, packet };
}

/** Into a subnet through its ACL, unless it comes from there. */
function enter(journey: Journey, at: Standing, subnet: Subnet | undefined, packet: Packet) {
  const within = blockOf(at.subnet).some((block) => isIn(packet.destination, block));
  const stop = within ? undefined : stopAtAcl(journey, subnet, "ingress", packet);
  return stop !== undefined && isStop(stop) ? stop : undefined;
}

function blockOf(subnet: Subnet | undefined): string[] {
  return [subnet?.ipv4Block, subnet?.ipv6Block].flatMap((block) => block ?? []);
}

function hasAddress({ ipv4, ipv6 }: NetworkInterface, address: string): boolean {
  return [...ipv4, ...ipv6].some((own) => sameAddress(own, address));
}
