/** On the way: out of a subnet, by its route table, through what the route names, into a subnet. */
import { ALL_ADDRESSES, NAT64_ADDRESSES, NO_POINTS, PacketSet, type PointSet } from "../../net";
import type { Key, Route } from "../model/network";
import { arrive, arriveBack, arriveOutside } from "./arrival";
import { throughInternetGateway, throughEgressOnlyGateway } from "./internetGateway";
import {
  NOTHING,
  destinations,
  hasNone,
  restrict,
  sources,
  together,
  whichever,
  type Outcome,
} from "./journey";
import { throughGatewayEndpoint } from "./gatewayEndpoint";
import { throughNatGateway } from "./natGateway";
import { throughPeering } from "./peering";
import { throughTransitGateway } from "./transitGateway";
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

/** More than any network that works passes; a loop passes them all. */
const FARTHEST = 32;

/** The subnet that what moves is going to, if it is in a subnet at all, and the VPC. */
function aim(move: Move): { vpc: Key; subnet: Key | undefined } | undefined {
  const { trip, journey, reply } = move;
  if (reply) {
    const rewrite = journey.rewrites.at(-1);
    if (rewrite !== undefined) return { vpc: rewrite.vpc, subnet: rewrite.subnet };
  }
  const place = reply ? trip.from : trip.to;
  return place.kind === "interface" ? { vpc: place.vpc.key, subnet: place.subnet.key } : undefined;
}

/** Does what is next, until it is known what becomes of the packets. */
export function travel(next: Next): Outcome {
  if ("done" in next) return next.done;
  if ("leave" in next) return leave(next.leave);
  if ("land" in next) return land(next.land);
  if ("outside" in next)
    return hasNone(next.outside.journey) ? NOTHING : travel(arriveOutside(next.outside));
  return "each" in next ? together(next.each.map(travel)) : whichever(next.oneOf.map(travel));
}

/** Out of the subnet, or the gateway, where it is. */
function leave(move: Move): Outcome {
  if (hasNone(move.journey)) return NOTHING;
  const { subnet } = move.at;
  if (subnet === undefined) return byTable(move);
  const goal = aim(move);
  if (goal === undefined) return byTable(beyondSubnet(move, subnet));
  if (goal.subnet !== subnet) return byTable(move);
  if (move.reply || move.journey.nat64) return land(move);
  // In the subnet there is nobody at the addresses of NAT64: they are routed.
  return together([land(move), byTable(withJourney(move, restrict(move.journey, BEHIND_NAT64)))]);
}

/** Its own addresses are met in the subnet itself, whatever the table says of them: who is sought there is elsewhere. */
function beyondSubnet(move: Move, subnet: Key): Move {
  const own = move.trip.atlas.subnetAddresses(subnet);
  const going = move.reply ? sources(move.journey) : destinations(move.journey);
  if (!own.meets(going)) return move;
  const why = { code: "NO_POSSIBLE_DESTINATION", component: subnet } as const;
  return withJourney(move, filtered(move, towards(move, going.without(own)), why));
}

const BEHIND_NAT64 = PacketSet.of({ destination: NAT64_ADDRESSES });
const AS_THEY_ARE = PacketSet.of({ destination: ALL_ADDRESSES.without(NAT64_ADDRESSES) });

/** Past the subnet's ACL, except to a NAT gateway that stands in the subnet itself. */
function pastOwnAcl(move: Move, route: Route | undefined): Move {
  const { subnet } = move.at;
  const { natGateways } = move.trip.atlas;
  if (subnet === undefined) return move;
  if (route !== undefined && natGateways.get(route.target.key)?.subnet === subnet) return move;
  return withJourney(move, throughAcl(move, subnet, "egress"));
}

function byTable(move: Move): Outcome {
  if (hasNone(move.journey)) return NOTHING;
  const { atlas } = move.trip;
  const { subnet, natGateway, vpc } = move.at;
  const regional = natGateway === undefined ? undefined : atlas.natGateways.get(natGateway);
  const table = subnet === undefined ? regional?.routeTable : atlas.subnets.get(subnet)?.routeTable;
  if (table === undefined) {
    // A regional NAT gateway without a table of its own: AWS's has the internet gateway, and local.
    if (subnet === undefined && aim(move)?.vpc === vpc) return land(move);
    const gateway = subnet === undefined ? atlas.attachedGateway(vpc) : undefined;
    return gateway === undefined
      ? undecided(move, subnet ?? vpc, "its route table is not given")
      : travel(throughInternetGateway(move, gateway));
  }
  return lookUp(move, table);
}

/** By the longest prefix, each part of the packets its own way. */
function lookUp(move: Move, tableKey: Key): Outcome {
  if (hasNone(move.journey)) return NOTHING;
  const { atlas } = move.trip;
  const pieces = atlas.pieces(tableKey);
  if (pieces === undefined) return undecided(move, tableKey, "the route table is not given");
  if (move.seen.length > FARTHEST)
    return lost(move, { code: "NO_POSSIBLE_DESTINATION", component: tableKey });
  const going = move.reply ? sources(move.journey) : destinations(move.journey);
  const outcomes: Outcome[] = [];
  let routed: PointSet = NO_POINTS;
  for (const { addresses, route } of pieces) {
    if (!addresses.meets(going)) continue;
    routed = routed.or(addresses);
    const journey = narrowed(move, addresses, going);
    const noting = pastOwnAcl(withJourney(move, journey), route);
    outcomes.push(
      follow(
        moved(noting, {
          journey: noted(noting, tableKey, routeNote(route)),
          seen: [...move.seen, tableKey],
        }),
        route,
      ),
    );
  }
  if (!routed.contains(going)) {
    const unrouted = narrowed(move, going.without(routed), going);
    outcomes.push(
      lost(withJourney(move, unrouted), {
        code: "NO_ROUTE_TO_DESTINATION",
        component: tableKey,
        ...(move.at.subnet === undefined ? {} : { subnet: move.at.subnet }),
      }),
    );
  }
  return together(outcomes);
}

/** Silent: the other parts are not lost, they go elsewhere. */
function narrowed(move: Move, addresses: PointSet, going: PointSet): Move["journey"] {
  if (addresses.contains(going)) return move.journey;
  const silent = moved(move, { trip: { ...move.trip, recorder: undefined } });
  return filtered(silent, towards(move, addresses), {
    code: "NO_ROUTE_TO_DESTINATION",
    component: "",
  });
}

function routeNote(route: Route | undefined): string {
  if (route === undefined) return "local";
  const { destination, target } = route;
  const to = "cidr" in destination ? destination.cidr : destination.prefixList;
  return `${to} → ${target.key}`;
}

function follow(move: Move, route: Route | undefined): Outcome {
  if (hasNone(move.journey)) return NOTHING;
  if (route === undefined) return local(move);
  const { target } = route;
  if (target.gone === true) return lost(move, { code: "BAD_STATE_ROUTE", component: route.key });
  switch (target.kind) {
    case "local":
      return local(move);
    case "internetGateway":
      return travel(throughInternetGateway(move, target.key));
    case "egressOnlyInternetGateway":
      return travel(throughEgressOnlyGateway(move, target.key));
    case "natGateway":
      return travel(throughNatGateway(move, target.key));
    case "vpcEndpoint":
      return travel(throughGatewayEndpoint(move, target.key));
    case "vpcPeeringConnection":
      return travel(throughPeering(move, target.key));
    case "transitGateway":
      return travel(throughTransitGateway(move, target.key));
    case "networkInterface":
      return throughAppliance(move, target.key);
    case "vpnGateway":
    case "other":
      return undecided(move, target.key, `what stands behind ${target.key} is not modelled`);
  }
}

/** To an address of the VPC where it is. */
function local(move: Move): Outcome {
  const goal = aim(move);
  if (goal?.vpc !== move.at.vpc)
    return lost(move, { code: "NO_POSSIBLE_DESTINATION", component: move.at.vpc });
  return land(move);
}

/** Into the subnet that it is going to, past its ACL unless it is there already. */
function land(arriving: Move): Outcome {
  const goal = aim(arriving);
  if (goal === undefined) return NOTHING;
  const { journey: given, reply } = arriving;
  // Nobody has an address of NAT64.
  const move =
    reply || given.nat64 ? arriving : withJourney(arriving, restrict(given, AS_THEY_ARE));
  if (hasNone(move.journey)) return NOTHING;
  const { subnet } = goal;
  const journey =
    subnet === undefined || subnet === move.at.subnet
      ? move.journey
      : throughAcl(move, subnet, "ingress");
  const there = withJourney(move, journey);
  if (hasNone(journey)) return NOTHING;
  return travel(move.reply ? arriveBack(there) : arrive(there));
}

function throughAppliance(move: Move, key: Key): Outcome {
  const appliance = move.trip.atlas.interfaces.get(key);
  if (appliance === undefined) return undecided(move, key, "the network interface is not given");
  if (appliance.sourceDestCheck)
    return lost(move, { code: "ENI_SOURCE_DEST_CHECK_RESTRICTION", component: key });
  return undecided(move, key, "what an appliance does with traffic is not modelled");
}
