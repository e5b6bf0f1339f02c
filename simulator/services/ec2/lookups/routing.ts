/** Route tables, routes, and the gateways that they lead to. */
import { ProviderError } from "../../../errors";
import { canonicalCidr } from "../../../addresses";
import type { ValueMap } from "../../../protocol";
import { text } from "../../../values";
import type { Scope } from "../../../world/scope";
import {
  internetGatewayKind,
  natGatewayKind,
  routeKind,
  routeTableAssociationKind,
  routeTableKind,
  routeTargets,
  vpnGatewayKind,
  type InternetGateway,
  type NatGateway,
  type Route,
  type RouteTable,
  type RouteTableAssociation,
  type VpnGateway,
} from "../entities";
import { natGateway } from "../natGateway";
import { inlineRoutes } from "../routeTable";
import { find } from "./route";
import { findAll, many, one, without, type Question } from "./find";

const associationsOf = (scope: Scope, { id }: RouteTable): readonly RouteTableAssociation[] =>
  scope.find(routeTableAssociationKind, "routeTable", id);

const routesOf = (scope: Scope, { id }: RouteTable): readonly Route[] =>
  scope.find(routeKind, "routeTable", id);

const targetsOf =
  (...names: readonly string[]) =>
  (table: RouteTable, scope: Scope): readonly string[] =>
    routesOf(scope, table).flatMap((route) => (names.includes(route.target) ? route.targetId : []));

const tables: Question<RouteTable> = {
  noun: "Route Table",
  all: (scope) => scope.all(routeTableKind),
  facts: {
    "association.gateway-id": (table, scope) =>
      associationsOf(scope, table).flatMap(({ gatewayId }) => gatewayId ?? []),
    "association.main": (table, scope) => {
      const isMain = associationsOf(scope, table).some(({ mainOf }) => mainOf !== undefined);
      return [String(isMain)];
    },
    "association.route-table-association-id": (table, scope) =>
      associationsOf(scope, table).map(({ id }) => id),
    "association.route-table-id": (table) => [table.id],
    "association.subnet-id": (table, scope) =>
      associationsOf(scope, table).flatMap(({ subnetId }) => subnetId ?? []),
    "owner-id": (table) => [table.account],
    "route.destination-cidr-block": (table, scope) =>
      routesOf(scope, table).map(({ destination }) => destination),
    "route.destination-ipv6-cidr-block": (table, scope) =>
      routesOf(scope, table).map(({ destination }) => destination),
    "route.destination-prefix-list-id": (table, scope) =>
      routesOf(scope, table).map(({ destination }) => destination),
    "route.egress-only-internet-gateway-id": targetsOf("egressOnlyGatewayId"),
    "route.gateway-id": targetsOf("gatewayId"),
    "route.nat-gateway-id": targetsOf("natGatewayId"),
    "route.transit-gateway-id": targetsOf("transitGatewayId"),
    "route.vpc-peering-connection-id": targetsOf("vpcPeeringConnectionId"),
    "route-table-id": (table) => [table.id],
    "vpc-id": (table) => [table.vpcId],
  },
  args: {
    gatewayId: "association.gateway-id",
    routeTableId: "route-table-id",
    subnetId: "association.subnet-id",
    vpcId: "vpc-id",
  },
};

/** This look-up has words of its own for finding none. */
function oneTable(scope: Scope, args: ValueMap): RouteTable {
  const found = findAll(tables, scope, args);
  const [table] = found;
  if (table === undefined)
    throw new ProviderError(
      "query returned no results. Please change your search criteria and try again",
    );
  if (found.length > 1)
    throw new ProviderError(
      "multiple Route Tables matched; use additional constraints to reduce matches to a single Route Table",
    );
  return table;
}

export function getRouteTable(scope: Scope, args: ValueMap): ValueMap {
  const table = oneTable(scope, args);
  return {
    arn: scope.arn("ec2", `route-table/${table.id}`),
    associations: associationsOf(scope, table).map((each) => ({
      gatewayId: each.gatewayId ?? "",
      main: each.mainOf !== undefined,
      routeTableAssociationId: each.id,
      routeTableId: table.id,
      subnetId: each.subnetId ?? "",
    })),
    gatewayId: text(args, "gatewayId") ?? "",
    id: table.id,
    ownerId: scope.account,
    region: scope.region,
    routeTableId: table.id,
    routes: inlineRoutes(scope, table.id).map((each) => ({ ...each, instanceId: "" })),
    subnetId: text(args, "subnetId") ?? "",
    tags: table.tags,
    vpcId: table.vpcId,
    ...(args.filters === undefined ? {} : { filters: args.filters }),
  };
}

export const getRouteTables = many(tables);

/** By its table, and whichever of destination and target are given. */
export function getRoute(scope: Scope, args: ValueMap): ValueMap {
  const routeTableId = text(args, "routeTableId") ?? "";
  const table = scope.get(routeTableKind, routeTableId);
  const wanted = ["destinationCidrBlock", "destinationIpv6CidrBlock", "destinationPrefixListId"]
    .map((key) => text(args, key))
    .find((value) => value !== undefined);
  const found = (table === undefined ? [] : routesOf(scope, table)).filter((route) => {
    const isThere = wanted === undefined || route.destination === canonicalCidr(wanted);
    return isThere && routeTargets.every((key) => isAsked(args, key, route));
  });
  return find(scope, routeTableId, found);
}

function isAsked(args: ValueMap, key: string, route: Route): boolean {
  const asked = text(args, key);
  return asked === undefined || (route.target === key && route.targetId === asked);
}

const internetGateways: Question<InternetGateway> = {
  noun: "EC2 Internet Gateway",
  all: (scope) => scope.all(internetGatewayKind),
  facts: {
    "attachment.state": ({ vpcId }) => (vpcId === undefined ? [] : ["available"]),
    "attachment.vpc-id": ({ vpcId }) => (vpcId === undefined ? [] : [vpcId]),
    "internet-gateway-id": ({ id }) => [id],
    "owner-id": ({ account }) => [account],
  },
  args: { internetGatewayId: "internet-gateway-id" },
};

export const getInternetGateway = one(internetGateways, (scope, { id, vpcId }) => ({
  arn: scope.arn("ec2", `internet-gateway/${id}`),
  attachments: vpcId === undefined ? [] : [{ state: "available", vpcId }],
  internetGatewayId: id,
  ownerId: scope.account,
}));

const natGateways: Question<NatGateway> = {
  noun: "EC2 NAT Gateway",
  all: (scope) => scope.all(natGatewayKind),
  facts: {
    "nat-gateway-id": ({ id }) => [id],
    state: ({ state }) => [state],
    "subnet-id": ({ subnetId }) => (subnetId === undefined ? [] : [subnetId]),
    "vpc-id": ({ vpcId }) => [vpcId],
  },
  args: { id: "nat-gateway-id", state: "state", subnetId: "subnet-id", vpcId: "vpc-id" },
};

export const getNatGateway = one(natGateways, (scope, gateway) => ({
  ...without(natGateway.read(scope, gateway.id, {}), "regionalNatGatewayAutoMode"),
  state: gateway.state,
}));
export const getNatGateways = many(natGateways);

const vpnGateways: Question<VpnGateway> = {
  noun: "EC2 VPN Gateway",
  all: (scope) => scope.all(vpnGatewayKind),
  facts: {
    "amazon-side-asn": ({ amazonSideAsn }) => [amazonSideAsn],
    "attachment.state": ({ vpcId }) => (vpcId === undefined ? [] : ["attached"]),
    "attachment.vpc-id": ({ vpcId }) => (vpcId === undefined ? [] : [vpcId]),
    state: () => ["available"],
    "vpn-gateway-id": ({ id }) => [id],
  },
  args: {
    id: "vpn-gateway-id",
    amazonSideAsn: "amazon-side-asn",
    attachedVpcId: "attachment.vpc-id",
    state: "state",
  },
};

export const getVpnGateway = one(vpnGateways, (scope, { id, amazonSideAsn, vpcId }) => ({
  amazonSideAsn,
  arn: scope.arn("ec2", `vpn-gateway/${id}`),
  attachedVpcId: vpcId ?? "",
  availabilityZone: "",
  state: "available",
}));
