/** Longest prefix first: which addresses each route of a table takes, as disjoint sets. */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../net";
import type { Key, Route, RouteTable, Vpc } from "../model/network";

export interface Piece {
  readonly addresses: PointSet;
  /** Undefined: the VPC's own local route. */
  readonly route: Route | undefined;
}

interface Candidate extends Piece {
  readonly prefixLength: number;
  /** Among routes of the same prefix: a CIDR block's own, the local one, then a prefix list's. */
  readonly rank: number;
}

/** What a table does, for a VPC's blocks and the addresses of prefix lists. */
export function routePieces(
  table: RouteTable,
  vpc: Vpc,
  listed: (prefixList: Key) => readonly { addresses: PointSet; prefixLength: number }[],
): Piece[] {
  const candidates = [
    ...[...vpc.ipv4Blocks, ...vpc.ipv6Blocks].map((cidr) => candidate(cidr, undefined, 1)),
    ...table.routes.flatMap((route) =>
      "cidr" in route.destination
        ? [candidate(route.destination.cidr, route, 0)]
        : listed(route.destination.prefixList).map((one) => ({ ...one, route, rank: 2 })),
    ),
  ];
  candidates.sort((a, b) => b.prefixLength - a.prefixLength || a.rank - b.rank);
  let taken = NO_POINTS;
  const pieces: Piece[] = [];
  for (const { addresses, route } of candidates) {
    const left = addresses.without(taken);
    if (left.isEmpty) continue;
    pieces.push({ addresses: left, route });
    taken = taken.or(addresses);
  }
  return pieces;
}

function candidate(cidr: string, route: Route | undefined, rank: number): Candidate {
  return { addresses: cidrAddresses(cidr) ?? NO_POINTS, prefixLength: prefixOf(cidr), route, rank };
}

/** As if all blocks were of one family: tables mix them only with blocks that cannot meet. */
export function prefixOf(cidr: string): number {
  return Number(cidr.slice(cidr.indexOf("/") + 1));
}
