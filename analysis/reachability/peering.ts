/** Across a peering connection, into the other VPC and no further. */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../net";
import type { Key, Vpc } from "../model/network";
import { unnamedOut } from "./groups";
import {
  filtered,
  lost,
  moved,
  noted,
  towards,
  undecided,
  withJourney,
  type Move,
  type Next,
} from "./trip";

export function throughPeering(move: Move, key: Key): Next {
  const { atlas } = move.trip;
  const connection = atlas.peeringConnections.get(key);
  if (connection === undefined)
    return { done: undecided(move, key, "the peering connection is not given") };
  if (connection.status !== "active")
    return { done: lost(move, { code: "BAD_STATE", component: key }) };
  const { requester, accepter } = connection;
  const other =
    requester === move.at.vpc ? accepter : accepter === move.at.vpc ? requester : undefined;
  if (other === undefined)
    return { done: lost(move, { code: "BAD_STATE_ATTACHMENT", component: key }) };
  // What came by a transit gateway belongs to neither VPC.
  if (move.at.inTransit)
    return { done: lost(move, { code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", component: key }) };
  const vpc = atlas.vpcs.get(other);
  if (vpc === undefined) return { done: undecided(move, other, "the peer's VPC is not given") };
  const inside = filtered(move, towards(move, vpcAddresses(vpc)), {
    code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
    component: key,
  });
  const across = withJourney(move, inside);
  const seen = connection.sameRegion ? across : withJourney(move, unnamedOut(across));
  const journey = noted(seen, key);
  return goalVpc(move) === other
    ? {
        land: moved(move, {
          journey,
          at: { vpc: other, subnet: undefined, inTransit: false, natGateway: undefined },
          seen: [...move.seen, key],
        }),
      }
    : {
        done: lost(withJourney(move, journey), {
          code: "NO_POSSIBLE_DESTINATION",
          component: other,
        }),
      };
}

/** The VPC that what moves is going to. */
export function goalVpc({ trip, journey, reply }: Move): Key | undefined {
  const rewrite = reply ? journey.rewrites.at(-1) : undefined;
  if (rewrite !== undefined) return rewrite.vpc;
  const place = reply ? trip.from : trip.to;
  return place.kind === "interface" ? place.vpc.key : undefined;
}

function vpcAddresses(vpc: Vpc): PointSet {
  return [...vpc.ipv4Blocks, ...vpc.ipv6Blocks].reduce(
    (all, cidr) => all.or(cidrAddresses(cidr) ?? NO_POINTS),
    NO_POINTS,
  );
}
