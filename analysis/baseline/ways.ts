/** Which way a table sends addresses, and which of those ways are known to lead nowhere. */
import type { PointSet } from "../../net";
import { NO_POINTS, cidrAddresses } from "../../net";
import type { Key, Route, RouteTable, Vpc } from "../model/network";
import type { ExplanationCode } from "../reachability";
import type { Survey } from "./survey";

export interface Way {
  readonly addresses: PointSet;
  /** Undefined: the VPC's own local route. */
  readonly route: Route | undefined;
}

/** A table's routes as far as they take some of the addresses, by the longest prefix. */
export function waysOf({ atlas }: Survey, table: Key, addresses: PointSet): Way[] {
  return (atlas.pieces(table) ?? []).flatMap((piece) => {
    const mine = piece.addresses.and(addresses);
    return mine.isEmpty ? [] : [{ addresses: mine, route: piece.route }];
  });
}

const blocks = new WeakMap<Vpc, PointSet>();

export function vpcBlocks(vpc: Vpc): PointSet {
  const before = blocks.get(vpc);
  if (before !== undefined) return before;
  const made = addressesOf([...vpc.ipv4Blocks, ...vpc.ipv6Blocks]);
  blocks.set(vpc, made);
  return made;
}

export const addressesOf = (cidrs: readonly string[]): PointSet =>
  cidrs.reduce((all, cidr) => all.or(cidrAddresses(cidr) ?? NO_POINTS), NO_POINTS);

export interface DeadEnd {
  readonly code: ExplanationCode;
  /** What decides. */
  readonly component: Key;
  /** "is attached to no VPC": said of the target. */
  readonly why: string;
  readonly remedy: string;
  /** False where something that is not given may yet make it work. */
  readonly isCertain: boolean;
}

/** Why what a route hands its traffic to does not take it; undefined where it does, or nobody knows. */
export function deadEnd(
  survey: Survey,
  table: RouteTable,
  { route, addresses }: Way,
): DeadEnd | undefined {
  if (route === undefined) return undefined;
  const { key, kind, gone } = route.target;
  if (gone === true)
    return {
      code: "BAD_STATE_ROUTE",
      component: table.key,
      why: "is gone",
      remedy: "Delete the route, or lead it to something that exists.",
      isCertain: true,
    };
  switch (kind) {
    case "internetGateway":
    case "egressOnlyInternetGateway":
      return detachedGateway(survey, table, key);
    case "natGateway":
      return foreignNatGateway(survey, table, key);
    case "vpcEndpoint":
      return foreignEndpoint(survey, table, key);
    case "vpcPeeringConnection":
      return deadPeering(survey, { table, key, addresses });
    case "transitGateway":
      return deadAttachment(survey, table, key);
    case "networkInterface":
      return checkingInterface(survey, key, addresses);
    case "local":
    case "vpnGateway":
    case "other":
      return undefined;
  }
}

function detachedGateway({ network }: Survey, { vpc }: RouteTable, key: Key): DeadEnd | undefined {
  const all = [...network.internetGateways, ...network.egressOnlyInternetGateways];
  const gateway = all.find((one) => one.key === key);
  if (gateway === undefined || gateway.vpc === vpc) return undefined;
  return {
    code: "BAD_STATE_ATTACHMENT",
    component: key,
    why: gateway.vpc === undefined ? "is attached to no VPC" : "is attached to another VPC",
    remedy: "Attach the gateway to the route table's VPC, or lead the route to the VPC's own.",
    isCertain: true,
  };
}

function foreignNatGateway({ network }: Survey, { vpc }: RouteTable, key: Key) {
  const gateway = network.natGateways.find((one) => one.key === key);
  if (gateway === undefined || gateway.vpc === vpc) return undefined;
  return {
    code: "NGW_REQUIRES_SOURCE_IN_VPC",
    component: key,
    why: "stands in another VPC",
    remedy: "Lead the route to a NAT gateway of the route table's own VPC.",
    isCertain: true,
  } as const;
}

function foreignEndpoint({ network }: Survey, { vpc }: RouteTable, key: Key) {
  const endpoint = network.vpcEndpoints.find((one) => one.key === key);
  if (endpoint === undefined || endpoint.vpc === vpc) return undefined;
  return {
    code: "BAD_STATE_ATTACHMENT",
    component: key,
    why: "belongs to another VPC",
    remedy: "Make an endpoint in the route table's own VPC.",
    isCertain: true,
  } as const;
}

function deadPeering(
  { network, atlas }: Survey,
  given: { table: RouteTable; key: Key; addresses: PointSet },
): DeadEnd | undefined {
  const { table, key, addresses } = given;
  const connection = network.peeringConnections.find((one) => one.key === key);
  if (connection === undefined) return undefined;
  const { requester, accepter, status } = connection;
  const sides = [requester, accepter];
  const other = atlas.vpcs.get(requester === table.vpc ? accepter : requester);
  if (!sides.includes(table.vpc))
    return {
      code: "BAD_STATE_ATTACHMENT",
      component: key,
      why: "is between other VPCs",
      remedy: "Lead the route to a peering connection of the route table's own VPC.",
      isCertain: true,
    };
  if (status !== "active")
    return {
      code: "BAD_STATE",
      component: key,
      why: `is not active (${status})`,
      remedy: "Accept the peering connection, or delete the route.",
      // Who accepts may be in a stack that is not given.
      isCertain: status !== "pending-acceptance" || other !== undefined,
    };
  if (other === undefined || vpcBlocks(other).meets(addresses)) return undefined;
  return {
    code: "PCX_REQUIRES_ADDRESS_IN_VPC_CIDR",
    component: key,
    why: `carries nothing beyond the blocks of ${other.name}`,
    remedy:
      "Peer with the VPC that has the addresses, or use a transit gateway: peering is not transitive.",
    isCertain: true,
  };
}

function deadAttachment(survey: Survey, { vpc }: RouteTable, key: Key): DeadEnd | undefined {
  if (!survey.network.transitGateways.some((one) => one.key === key)) return undefined;
  const own = (survey.attachmentsOfVpc.get(vpc) ?? []).filter(({ gateway }) => gateway.key === key);
  const [first] = own;
  if (first === undefined)
    return {
      code: "BAD_STATE_ATTACHMENT",
      component: key,
      why: "has no attachment of the VPC among the resources given",
      remedy: "Attach the VPC to the transit gateway, or delete the route.",
      isCertain: false,
    };
  const { attachment } = first;
  if (!attachment.available)
    return {
      code: "BAD_STATE_ATTACHMENT",
      component: attachment.key,
      why: "has an attachment of the VPC that is not available",
      remedy: "Accept the attachment in the transit gateway's account.",
      isCertain: true,
    };
  if (attachment.associatedTable !== undefined) return undefined;
  return {
    code: "TGW_ATTACH_MISSING_TGW_RTB_ASSOCIATION",
    component: attachment.key,
    why: "looks up what comes from the VPC in no route table",
    remedy: "Associate the VPC's attachment with a route table of the transit gateway.",
    isCertain: false,
  };
}

/** An interface that checks source and destination takes only what is addressed to itself. */
function checkingInterface({ atlas }: Survey, key: Key, addresses: PointSet): DeadEnd | undefined {
  const one = atlas.interfaces.get(key);
  if (one?.sourceDestCheck !== true) return undefined;
  if (atlas.interfaceAddresses(one).contains(addresses)) return undefined;
  return {
    code: "ENI_SOURCE_DEST_CHECK_RESTRICTION",
    component: key,
    why: "checks source and destination, and so forwards nothing",
    remedy: "Switch the source/destination check of the interface off.",
    isCertain: true,
  };
}
