/** Which attachments a transit gateway hands traffic to. */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../net";
import type { Key, TransitGatewayAttachment, TransitGatewayRouteTable } from "../model/network";
import { prefixOf } from "../reachability/routing";
import type { Survey } from "./survey";

export interface Onward {
  readonly attachment: TransitGatewayAttachment;
  readonly addresses: PointSet;
}

interface Asked {
  readonly gateway: Key;
  /** Whose attachment's table it is looked up in. */
  readonly vpc: Key;
  readonly addresses: PointSet;
  /** Where only some attachments matter. */
  readonly among?: { has(attachment: Key): boolean };
}

/** The VPC attachments of the same gateway that take some of the addresses. */
export function transitWays(survey: Survey, asked: Asked): Onward[] {
  const table = transitTable(survey, asked);
  if (table === undefined) return [];
  const { addresses, among } = asked;
  return piecesOf(table).flatMap(({ attachment: next, addresses: mine }) => {
    if (next === undefined || among?.has(next) === false) return [];
    const found = survey.atlas.attachments.get(next)?.attachment;
    if (found?.kind !== "vpc" || !found.available) return [];
    const going = mine.and(addresses);
    return going.isEmpty ? [] : [{ attachment: found, addresses: going }];
  });
}

/** The table that traffic from a VPC is looked up in. */
export function transitTable(
  survey: Survey,
  { gateway: key, vpc }: Pick<Asked, "gateway" | "vpc">,
): TransitGatewayRouteTable | undefined {
  const own = (survey.attachmentsOfVpc.get(vpc) ?? []).find(({ gateway }) => gateway.key === key);
  return own?.attachment.available === true
    ? own.gateway.routeTables.find((one) => one.key === own.attachment.associatedTable)
    : undefined;
}

/** Whether the table has any route for some of the addresses, wherever it leads. */
export const transitRoutes = (table: TransitGatewayRouteTable, addresses: PointSet): boolean =>
  piecesOf(table).some((piece) => piece.addresses.meets(addresses));

interface Piece {
  readonly attachment: Key | undefined;
  readonly addresses: PointSet;
}

const kept = new WeakMap<TransitGatewayRouteTable, readonly Piece[]>();

/** Longest prefix first, a static route before a propagated one. */
function piecesOf(table: TransitGatewayRouteTable): readonly Piece[] {
  const before = kept.get(table);
  if (before !== undefined) return before;
  const sorted = [...table.routes].sort(
    (a, b) => prefixOf(b.cidr) - prefixOf(a.cidr) || Number(a.propagated) - Number(b.propagated),
  );
  let taken = NO_POINTS;
  const made = sorted.flatMap(({ cidr, attachment }): Piece[] => {
    const addresses = (cidrAddresses(cidr) ?? NO_POINTS).without(taken);
    taken = taken.or(addresses);
    return addresses.isEmpty ? [] : [{ attachment, addresses }];
  });
  kept.set(table, made);
  return made;
}
