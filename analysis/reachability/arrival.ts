/** Arriving: at an interface, outside the model, or back where the packet came from. */
import { PacketSet } from "../../net";
import type { NetworkInterface } from "../model/network";
import { ANSWERED, UNANSWERED } from "./filters";
import { peerGroups, throughGroups } from "./groups";
import { doubted, restored, restrict, NOTHING, type Journey } from "./journey";
import { filtered, lost, moved, noted, settled, withJourney, type Move, type Next } from "./trip";

/** At the interface: past its security groups, and then the reply goes back. */
export function arrive(move: Move): Next {
  const { trip } = move;
  if (trip.to.kind !== "interface") return { done: NOTHING };
  const { interface: one, subnet, vpc } = trip.to;
  const named = namesCount(move, one);
  const admitted = throughGroups(move, one, "ingress", peerGroups(trip.from, named));
  const there = withJourney(move, noted(withJourney(move, fromSomewhere(admitted)), one.key));
  return {
    each: [
      unanswered(there),
      {
        leave: replying(there, {
          vpc: vpc.key,
          subnet: subnet.key,
          inTransit: false,
          natGateway: undefined,
        }),
      },
    ],
  };
}

/** A regional NAT gateway is met inside by an address that nobody knows; behind another gateway, by that one's. */
function fromSomewhere(journey: Journey): Journey {
  const last = journey.rewrites.at(-1);
  return last === undefined || last.subnet !== undefined
    ? journey
    : doubted(journey, {
        component: last.gateway,
        why: "the private address of a regional NAT gateway is not known",
      });
}

/** ICMP other than an echo request is answered by nothing: it has arrived. */
function unanswered(move: Move): Next {
  return { done: settled(move.trip, restrict(move.journey, UNANSWERED)) };
}

function replying(move: Move, at: Move["at"]): Move {
  return moved(move, { journey: restrict(move.journey, ANSWERED), reply: true, at, seen: [] });
}

/**
 * Whether rules inwards that name a group see the other side as what it is: not behind NAT, and over
 * one peering connection of a region, or one transit gateway that supports it as do the attachments
 * passed. Endpoints see no group over a transit gateway.
 */
function namesCount({ trip, journey, seen }: Move, one: NetworkInterface): boolean {
  if (journey.rewrites.length > 0) return false;
  const { peeringConnections, transitGateways, attachments } = trip.atlas;
  const gateways = seen.flatMap((key) => transitGateways.get(key) ?? []);
  const peerings = seen.flatMap((key) => peeringConnections.get(key) ?? []);
  if (gateways.length + peerings.length > 1) return false;
  if (!peerings.every(({ sameRegion }) => sameRegion)) return false;
  if (gateways.length === 0) return true;
  const passed = seen.flatMap((key) => attachments.get(key) ?? []);
  return (
    one.kind !== "endpoint" &&
    gateways.every(({ securityGroupReferencing }) => securityGroupReferencing) &&
    passed.every(({ attachment }) => attachment.securityGroupReferencing !== false)
  );
}

/** At the internet or a service: the reply comes back by the same gateway. */
export function arriveOutside(move: Move): Next {
  const { trip } = move;
  // A reply that is out on the internet is where its packet came from.
  if (move.reply) return { done: settled(trip, move.journey) };
  if (trip.to.kind === "interface")
    return { done: lost(move, { code: "NO_POSSIBLE_DESTINATION", component: move.at.vpc }) };
  const asked = PacketSet.of({ destination: trip.to.addresses });
  // Said of the addresses that were asked for, which NAT64 has changed by now.
  const journey = move.journey.nat64
    ? move.journey
    : filtered(move, asked, { code: "NO_POSSIBLE_DESTINATION", component: move.at.vpc });
  const { vpc } = move.at;
  const there = withJourney(move, journey);
  return {
    each: [
      unanswered(there),
      {
        land: replying(there, { vpc, subnet: undefined, inTransit: false, natGateway: undefined }),
      },
    ],
  };
}

/** The reply is at the NAT gateway, which hands it on, or where the packet began. */
export function arriveBack(move: Move): Next {
  const rewrite = move.journey.rewrites.at(-1);
  if (rewrite === undefined) return { done: settled(move.trip, move.journey) };
  const { gateway, subnet, vpc } = rewrite;
  return {
    leave: moved(move, {
      journey: restored(noted(move, gateway)),
      at: { vpc, subnet, inTransit: false, natGateway: gateway },
    }),
  };
}
