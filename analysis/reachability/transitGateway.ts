/**
 * Through a transit gateway: in by the attachment's subnet of the same zone, by the attachment's
 * associated table, out by the next attachment, in the same zone where it has a subnet there.
 * Network ACLs: https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
 * No rule outwards names a group across it, whatever the gateway supports ("Security group
 * referencing" of https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html).
 */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../net";
import type {
  Key,
  TransitGateway,
  TransitGatewayAttachment,
  TransitGatewayRoute,
  TransitGatewayRouteTable,
} from "../model/network";
import type { Attached } from "./atlas";
import { unnamedOut } from "./groups";
import { NOTHING, destinations, hasNone, sources } from "./journey";
import { prefixOf } from "./routing";
import {
  filtered,
  lost,
  moved,
  noted,
  throughAcl,
  towards,
  undecided,
  withJourney,
  type Move,
  type Next,
} from "./trip";

export function throughTransitGateway(leaving: Move, key: Key): Next {
  const { atlas } = leaving.trip;
  const move = withJourney(leaving, unnamedOut(leaving));
  const { vpc, subnet } = move.at;
  const gateway = atlas.transitGateways.get(key);
  if (gateway === undefined)
    return { done: undecided(move, key, "the transit gateway is not given") };
  const attachment = gateway.attachments.find((one) => one.kind === "vpc" && one.vpc === vpc);
  if (attachment?.available !== true)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: key }) };
  // A regional NAT gateway keeps to the zone that the traffic came from.
  const { from } = move.trip;
  const stands = subnet ?? (from.kind === "interface" ? from.subnet.key : "");
  const zone = atlas.subnets.get(stands)?.availabilityZone;
  const entry = inZone(move, attachment, zone);
  if (entry === undefined)
    return { done: lost(move, { code: "TGW_ROUTE_AZ_RESTRICTION", component: attachment.key }) };
  const inside = withJourney(move, throughAcl(move, entry, "ingress"));
  const entered = moved(inside, {
    journey: noted(inside, key),
    seen: [...move.seen, attachment.key],
  });
  return byTable(entered, { gateway, attachment }, zone);
}

function inZone(
  move: Move,
  attachment: TransitGatewayAttachment,
  zone: string | undefined,
): Key | undefined {
  const { subnets } = move.trip.atlas;
  return attachment.subnets.find((key) => subnets.get(key)?.availabilityZone === zone);
}

function byTable(move: Move, { gateway, attachment }: Attached, zone: string | undefined): Next {
  if (hasNone(move.journey)) return { done: NOTHING };
  const table = gateway.routeTables.find(({ key }) => key === attachment.associatedTable);
  if (table === undefined && attachment.associatedTable !== undefined)
    return { done: undecided(move, attachment.associatedTable, "the route table is not given") };
  if (table === undefined)
    return {
      done: lost(move, {
        code: "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION",
        component: attachment.key,
      }),
    };
  // Two gateways that are each other's peers could pass a packet to and fro.
  if (move.seen.includes(table.key))
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: table.key }) };
  const going = move.reply ? sources(move.journey) : destinations(move.journey);
  const nexts: Next[] = [];
  let routed = NO_POINTS;
  for (const { addresses, route } of pieces(table)) {
    if (!addresses.meets(going)) continue;
    routed = routed.or(addresses);
    const part = moved(taking(move, addresses), { seen: [...move.seen, gateway.key, table.key] });
    nexts.push(onward(part, gateway, route, zone));
  }
  if (!routed.contains(going))
    nexts.push({
      done: lost(taking(move, going.without(routed)), {
        code: "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT",
        component: table.key,
      }),
    });
  return { each: nexts };
}

function taking(move: Move, addresses: PointSet): Move {
  const silent = moved(move, { trip: { ...move.trip, recorder: undefined } });
  const journey = filtered(silent, towards(move, addresses), {
    code: "TGW_RTB_NO_ROUTE_TO_TGW_ATTACHMENT",
    component: "",
  });
  return withJourney(move, journey);
}

/** Longest prefix first; a static route before a propagated one. */
function pieces(
  table: TransitGatewayRouteTable,
): { addresses: PointSet; route: TransitGatewayRoute }[] {
  const sorted = [...table.routes].sort(
    (a, b) => prefixOf(b.cidr) - prefixOf(a.cidr) || Number(a.propagated) - Number(b.propagated),
  );
  let taken = NO_POINTS;
  return sorted.flatMap((route) => {
    const addresses = (cidrAddresses(route.cidr) ?? NO_POINTS).without(taken);
    taken = taken.or(addresses);
    return addresses.isEmpty ? [] : [{ addresses, route }];
  });
}

function onward(
  move: Move,
  gateway: TransitGateway,
  route: TransitGatewayRoute,
  zone: string | undefined,
): Next {
  if (route.attachment === undefined)
    return { done: lost(move, { code: "TGW_RTB_BAD_STATE_ROUTE", component: route.key }) };
  const { atlas } = move.trip;
  const found = atlas.attachments.get(route.attachment);
  if (found === undefined)
    return { done: undecided(move, route.attachment, "the attachment is not given") };
  const { attachment } = found;
  if (!attachment.available)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: attachment.key }) };
  if (attachment.kind === "peering") {
    const peer = attachment.peer === undefined ? undefined : atlas.attachments.get(attachment.peer);
    return peer === undefined
      ? { done: undecided(move, attachment.key, "the peer transit gateway is not given") }
      : byTable(withJourney(move, noted(move, peer.gateway.key)), peer, zone);
  }
  if (attachment.kind !== "vpc" || attachment.vpc === undefined)
    return {
      done: undecided(move, attachment.key, `what stands behind ${gateway.name} is not modelled`),
    };
  return handOver(move, attachment, attachment.vpc, zone);
}

function handOver(
  move: Move,
  attachment: TransitGatewayAttachment,
  vpc: Key,
  zone: string | undefined,
): Next {
  const own = inZone(move, attachment, zone);
  const subnets = own === undefined ? attachment.subnets : [own];
  return {
    oneOf: subnets.map((subnet) => ({
      leave: moved(move, {
        at: { vpc, subnet, inTransit: true, natGateway: undefined },
        seen: [...move.seen, attachment.key],
      }),
    })),
  };
}
