/** Security groups on the way out of one interface and into another. */
import type { Key, NetworkInterface } from "../model/network";
import type { Direction } from "./filters";
import { doubted, type Journey } from "./journey";
import { filtered, filteredAtSource, type Move, type Place } from "./trip";

/** Out of the interface where it begins; the groups of the other side count until the way is known. */
export function setOut(move: Move): Journey {
  const { from, to } = move.trip;
  return from.kind === "interface"
    ? throughGroups(move, from.interface, "egress", peerGroups(to, true))
    : move.journey;
}

/**
 * The groups where it began, asked again where rules that name a group count no longer: from here on
 * a rule outwards sees nobody's groups. They saw the packet as it left, before any NAT.
 */
export function unnamedOut(move: Move): Journey {
  const { from, to } = move.trip;
  if (from.kind !== "interface" || move.reply) return move.journey;
  // They were never asked with a name.
  if (to.kind !== "interface") return move.journey;
  return throughGroups(move, from.interface, "egress", undefined);
}

export const peerGroups = (place: Place, named: boolean): readonly Key[] | undefined =>
  named && place.kind === "interface" ? place.interface.securityGroups : undefined;

export function throughGroups(
  move: Move,
  one: NetworkInterface,
  direction: Direction,
  peers: readonly Key[] | undefined,
): Journey {
  if (!one.filtered) return move.journey;
  const { atlas } = move.trip;
  const groups = one.securityGroups;
  const missing = atlas.missingGroups(groups)[0];
  if (missing !== undefined)
    return doubted(move.journey, {
      component: missing,
      why: "the security group is not given",
    });
  const packets = atlas.groupPackets(groups, direction, peers);
  const why = {
    code: "ENI_SG_RULES_MISMATCH",
    component: groups[0] ?? one.key,
    direction,
  } as const;
  return direction === "egress"
    ? filteredAtSource(move, packets, why)
    : filtered(move, packets, why);
}
