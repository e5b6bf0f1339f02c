/** To another VPC: over a peering connection or a transit gateway. */
import type {
  Key,
  Network,
  TransitGateway,
  TransitGatewayAttachment,
} from "../../../../analysis/model/network";
import type { Packet } from "../packet";
import { isIn } from "./addresses";
import {
  type Arrival,
  type Journey,
  MOST_HOPS,
  type Standing,
  standingIn,
  noteUnknownAddress,
  stopAtAcl,
} from "./journey";
import { deliver, leave } from "./leave";
import { lookUpTransit } from "./routing";

export function toPeering(journey: Journey, at: Standing, packet: Packet, key: Key): Arrival {
  const { network } = journey;
  const peering = network.peeringConnections.find((one) => one.key === key);
  if (peering === undefined) return { undecided: `${key} is not given`, at: packet };
  const ends = [peering.requester, peering.accepter];
  if (peering.status !== "active" || !ends.includes(at.vpc.key)) {
    return { dropped: `${key} is not an active peering of ${at.vpc.name}` };
  }
  journey.crossings.push({ peering });
  const other = ends.find((end) => end !== at.vpc.key);
  const vpc = network.vpcs.find((one) => one.key === other);
  if (vpc === undefined) return { undecided: `the VPC beyond ${key} is not given`, at: packet };
  if (!blocksOf(vpc).some((block) => isIn(packet.destination, block))) {
    return { dropped: `${packet.destination} is not in ${vpc.name}, and peering leads no further` };
  }
  noteUnknownAddress(journey, at);
  // "Edge to edge routing" (vpc-peering-basics.html): not for what a gateway of this VPC has let in.
  if (at.sender === "transit" || !blocksOf(at.vpc).some((block) => isIn(packet.source, block))) {
    return { dropped: `${key} takes nothing that ${at.vpc.name} only hands on` };
  }
  // Only its local routes count there: the packet stands at the edge of the VPC, in none of its subnets.
  return deliver(journey, { ...at, vpc, subnet: undefined }, packet);
}

function blocksOf({ ipv4Blocks, ipv6Blocks }: Standing["vpc"]): readonly string[] {
  return [...ipv4Blocks, ...ipv6Blocks];
}

export function toTransitGateway(
  journey: Journey,
  at: Standing,
  packet: Packet,
  key: Key,
): Arrival {
  const { network } = journey;
  const gateway = network.transitGateways.find((one) => one.key === key);
  if (gateway === undefined) {
    journey.crossings.push({ transit: undefined, attachments: [] });
    return { undecided: `${key} is not given`, at: packet };
  }
  const attachment = gateway.attachments.find(
    ({ kind, vpc, available }) => kind === "vpc" && vpc === at.vpc.key && available,
  );
  if (attachment === undefined) return { dropped: `${at.vpc.name} is not attached to ${key}` };
  const subnet = subnetsOf(network, attachment).find(
    ({ availabilityZone }) => availabilityZone === at.zone,
  );
  if (subnet === undefined) return { dropped: `${attachment.key} has no subnet in ${at.zone}` };
  noteUnknownAddress(journey, at);
  const stop = stopAtAcl(journey, subnet, "ingress", packet);
  if (stop !== undefined) return stop;
  return across(journey, { gateway, attachment, zone: at.zone }, packet);
}

interface Transit {
  readonly gateway: TransitGateway;
  /** Where the packet came in. */
  readonly attachment: TransitGatewayAttachment;
  readonly zone: string;
}

function across(journey: Journey, transit: Transit, packet: Packet): Arrival {
  const { gateway, attachment, zone } = transit;
  journey.crossings.push({ transit: gateway, attachments: [attachment] });
  if (journey.crossings.length > MOST_HOPS) return { dropped: "goes round in a circle" };
  if (attachment.associatedTable === undefined)
    return { dropped: `${attachment.key} has no table` };
  const table = gateway.routeTables.find(({ key }) => key === attachment.associatedTable);
  if (table === undefined) return { undecided: `the table of ${attachment.key} is not given` };
  const route = lookUpTransit(table, packet.destination);
  if (route === undefined) return { dropped: `no route in ${table.name} of ${gateway.name}` };
  if (route.attachment === undefined) return { dropped: `black hole in ${table.name}` };
  const next = gateway.attachments.find(({ key }) => key === route.attachment);
  if (next === undefined) return { undecided: `${route.attachment} is not given`, at: packet };
  if (!next.available) return { dropped: `${next.key} is not available` };
  if (next.kind === "vpc") return arrive(journey, next, zone, packet);
  return next.kind === "peering"
    ? overPeer(journey, next, zone, packet)
    : { undecided: `what stands behind ${next.key} is not modelled`, at: packet };
}

function overPeer(
  journey: Journey,
  { key, peer }: TransitGatewayAttachment,
  zone: string,
  packet: Packet,
): Arrival {
  for (const gateway of journey.network.transitGateways) {
    const attachment = gateway.attachments.find((one) => one.key === peer);
    if (attachment !== undefined) return across(journey, { gateway, attachment, zone }, packet);
  }
  return { undecided: `the gateway beyond ${key} is not given`, at: packet };
}

/** In the subnet of the zone that it comes from; where there is none there, in any. */
function arrive(
  journey: Journey,
  attachment: TransitGatewayAttachment,
  zone: string,
  packet: Packet,
): Arrival {
  const all = subnetsOf(journey.network, attachment);
  const near = all.filter(({ availabilityZone }) => availabilityZone === zone);
  if (all.length === 0) return { dropped: `${attachment.key} has no subnet` };
  const subnet = journey.choose(near.length > 0 ? near : all);
  const crossing = journey.crossings.at(-1);
  if (crossing !== undefined && "transit" in crossing) crossing.attachments.push(attachment);
  journey.hops.push(`by ${attachment.key} into ${subnet.name}`);
  const standing = standingIn(journey.network, subnet, "transit");
  return standing === undefined
    ? { undecided: `the VPC of ${subnet.name} is not given`, at: packet }
    : leave(journey, standing, packet);
}

function subnetsOf({ subnets }: Network, attachment: TransitGatewayAttachment) {
  return subnets.filter(({ key }) => attachment.subnets.includes(key));
}
