/**
 * Across a peering connection, from one VPC into the other: nothing that comes from beyond either,
 * be it by a NAT gateway of the one ("edge to edge routing").
 * https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
 */
import { NO_POINTS, PacketSet, cidrAddresses, type PointSet } from "../../net";
import type { Key, Vpc } from "../model/network";
import { unnamedOut } from "./groups";
import type { Journey } from "./journey";
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
  const seen = connection.sameRegion ? move : withJourney(move, unnamedOut(move));
  const vpc = atlas.vpcs.get(other);
  if (vpc === undefined) return { done: undecided(seen, other, "the peer's VPC is not given") };
  const inside = betweenBlocks(seen, key, vpc);
  const journey = noted(withJourney(move, inside), key);
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

/** From an address of the VPC where it is to one of the other. */
function betweenBlocks(move: Move, key: Key, other: Vpc): Journey {
  const why = { code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR", component: key } as const;
  const own = move.trip.atlas.vpcs.get(move.at.vpc);
  const out = own === undefined ? move.journey : filtered(move, from(move, vpcAddresses(own)), why);
  return filtered(withJourney(move, out), towards(move, vpcAddresses(other)), why);
}

/** What moves comes from addresses of `addresses` only. */
const from = (move: Move, addresses: PointSet): PacketSet =>
  PacketSet.of(move.reply ? { destination: addresses } : { source: addresses });

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
