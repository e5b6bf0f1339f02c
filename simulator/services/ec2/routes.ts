/**
 * Routes, however they came to be: alone or inline in a table.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
import { canonicalCidr, contains, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  internetGatewayKind,
  natGatewayKind,
  networkInterfaceKind,
  routeId,
  routeKind,
  routeTableKind,
  routeTargets,
  subnetKind,
  vpcEndpointKind,
  type Route,
  type RouteTable,
  type RouteTarget,
  type Vpc,
} from "./entities";
import { findPrefixList } from "./prefixLists";
import { needRouteTable, needVpc } from "./references";
import { ipv4Blocks } from "./vpc";

export interface WantedRoute {
  readonly destination: string;
  readonly target: RouteTarget;
  readonly targetId: string;
}

/** The destination and target among a resource's or an inline block's arguments. */
export function wantedRoute(args: ValueMap): WantedRoute {
  const destination =
    text(args, "destinationCidrBlock") ??
    text(args, "cidrBlock") ??
    text(args, "destinationIpv6CidrBlock") ??
    text(args, "ipv6CidrBlock") ??
    text(args, "destinationPrefixListId") ??
    "";
  const target = routeTargets.find((one) => text(args, one) !== undefined);
  if (target === undefined)
    throw new AwsError(
      "MissingParameter",
      "The request must contain exactly one of gatewayId, natGatewayId, networkInterfaceId, vpcPeeringConnectionId, egressOnlyInternetGatewayId, transitGatewayId, vpcEndpointId or another target",
    );
  return {
    destination: canonicalCidr(destination),
    target,
    targetId: text(args, target) ?? "",
  };
}

export function addRoute(scope: Scope, routeTableId: string, wanted: WantedRoute): Route {
  const table = needRouteTable(scope, routeTableId);
  const vpc = needVpc(scope, table.vpcId);
  const id = routeId(routeTableId, wanted.destination);
  if (scope.get(routeKind, id) !== undefined || isLocal(vpc, wanted.destination))
    throw new AwsError(
      "RouteAlreadyExists",
      `The route identified by ${wanted.destination} already exists.`,
    );
  checkDestination(scope, vpc, wanted);
  checkTarget(scope, table, wanted);
  checkQuota(scope, routeTableId, wanted);
  return scope.put(routeKind, { id, routeTableId, ...wanted, origin: "CreateRoute" });
}

/** ReplaceRoute: another target for the same destination. */
export function replaceRoute(scope: Scope, routeTableId: string, wanted: WantedRoute): void {
  const table = needRouteTable(scope, routeTableId);
  const route = scope.get(routeKind, routeId(routeTableId, wanted.destination));
  if (route === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `There is no route defined for '${wanted.destination}' in the route table. Use CreateRoute instead.`,
      "ReplaceRoute",
    );
  checkDestination(scope, needVpc(scope, table.vpcId), wanted);
  checkTarget(scope, table, wanted);
  scope.put(routeKind, { ...route, ...wanted });
}

function blocksOf(vpc: Vpc): readonly string[] {
  return vpc.ipv6 === undefined ? ipv4Blocks(vpc) : [...ipv4Blocks(vpc), vpc.ipv6.cidrBlock];
}

const isLocal = (vpc: Vpc, destination: string): boolean => blocksOf(vpc).includes(destination);

/** Inside the VPC's own blocks a route may only lead a whole subnet through an appliance. */
function checkDestination(scope: Scope, vpc: Vpc, wanted: WantedRoute): void {
  const { destination, target } = wanted;
  if (destination.startsWith("pl-")) {
    if (findPrefixList(scope, destination) === undefined)
      throw new AwsError(
        "InvalidPrefixListID.NotFound",
        `The prefix list ID '${destination}' does not exist`,
      );
    return;
  }
  const block = parseBlock(destination);
  if (block === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${destination}) for parameter destinationCidrBlock is invalid. This is not a valid CIDR block.`,
    );
  const inside = blocksOf(vpc).some((one) => {
    const own = parseBlock(one);
    return own !== undefined && contains(own, block);
  });
  if (inside && !leadsSubnetToAppliance(scope, vpc, wanted))
    throw new AwsError(
      "InvalidParameterValue",
      `The destination CIDR block ${destination} is equal to or more specific than one of this VPC's CIDR blocks. This route can target only an interface or an instance.`,
    );
  checkFamily(block.family, destination, target);
}

function leadsSubnetToAppliance(scope: Scope, vpc: Vpc, wanted: WantedRoute): boolean {
  if (!["natGatewayId", "networkInterfaceId", "vpcEndpointId"].includes(wanted.target))
    return false;
  return scope
    .find(subnetKind, "vpc", vpc.id)
    .some((one) => [one.cidrBlock, one.ipv6CidrBlock].includes(wanted.destination));
}

/** An egress-only gateway takes IPv6 only; a NAT gateway takes IPv6 only for 64:ff9b::/96. */
function checkFamily(family: 4 | 6, destination: string, target: RouteTarget): void {
  const refused =
    (target === "egressOnlyGatewayId" && family === 4) ||
    (target === "natGatewayId" && family === 6 && destination !== "64:ff9b::/96");
  if (refused)
    throw new AwsError(
      "InvalidParameterValue",
      `The destination ${destination} cannot be routed to a target given by ${target}`,
    );
}

function checkTarget(scope: Scope, table: RouteTable, wanted: WantedRoute): void {
  const { target, targetId } = wanted;
  if (target === "gatewayId") checkGateway(scope, table, targetId);
  else if (target === "natGatewayId") checkNatGateway(scope, table, targetId);
  else if (target === "networkInterfaceId") {
    const found = scope.need(
      networkInterfaceKind,
      targetId,
      "InvalidNetworkInterfaceID.NotFound",
      `The networkInterface ID '${targetId}' does not exist`,
    );
    sameNetwork(table, found.vpcId, `interface ${targetId}`);
  } else if (target === "vpcEndpointId") checkEndpoint(scope, table, targetId);
  else throw notFound(target, targetId);
}

/** Targets of which there are none, for their types are not modelled yet. */
function notFound(target: RouteTarget, id: string): AwsError {
  if (target === "vpcPeeringConnectionId")
    return new AwsError(
      "InvalidVpcPeeringConnectionID.NotFound",
      `The vpcPeeringConnection ID '${id}' does not exist`,
    );
  if (target === "transitGatewayId")
    return new AwsError(
      "InvalidTransitGatewayID.NotFound",
      `Transit Gateway ${id} was deleted or does not exist.`,
    );
  if (target === "egressOnlyGatewayId")
    return new AwsError("InvalidGatewayID.NotFound", `The eigw ID '${id}' does not exist`);
  return new AwsError("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);
}

function checkGateway(scope: Scope, table: RouteTable, id: string): void {
  if (id === "local")
    throw new AwsError(
      "InvalidParameterValue",
      "The local route exists in every route table: it cannot be created",
    );
  const gateway = scope.need(
    internetGatewayKind,
    id,
    "InvalidGatewayID.NotFound",
    `The gateway ID '${id}' does not exist`,
  );
  sameNetwork(table, gateway.vpcId, `network gateway ${id}`);
}

function checkNatGateway(scope: Scope, table: RouteTable, id: string): void {
  const gateway = scope.need(
    natGatewayKind,
    id,
    "InvalidNatGatewayID.NotFound",
    `The natGateway ID '${id}' does not exist`,
  );
  sameNetwork(table, gateway.vpcId, `NAT gateway ${id}`);
}

function checkEndpoint(scope: Scope, table: RouteTable, id: string): void {
  const endpoint = scope.need(
    vpcEndpointKind,
    id,
    "InvalidVpcEndpointId.NotFound",
    `The VpcEndpoint ID '${id}' does not exist`,
  );
  if (endpoint.vpcEndpointType !== "GatewayLoadBalancer")
    throw new AwsError(
      "InvalidParameterValue",
      endpoint.vpcEndpointType === "Gateway"
        ? "Cannot create or replace a prefix list route targeting a VPC Endpoint."
        : `The VPC endpoint ${id} is of type ${endpoint.vpcEndpointType}: a route can target an endpoint of type GatewayLoadBalancer only`,
    );
  sameNetwork(table, endpoint.vpcId, `VPC endpoint ${id}`);
}

function sameNetwork(table: RouteTable, vpcId: string | undefined, what: string): void {
  if (vpcId !== table.vpcId)
    throw new AwsError(
      "InvalidParameterValue",
      `route table ${table.id} and ${what} belong to different networks`,
    );
}

/** 50 routes a table and an address family, the local ones beside. */
function checkQuota(scope: Scope, routeTableId: string, wanted: WantedRoute): void {
  const family = (destination: string): string => (destination.includes(":") ? "IPv6" : "IPv4");
  const same = scope
    .find(routeKind, "routeTable", routeTableId)
    .filter((one) => family(one.destination) === family(wanted.destination)).length;
  if (same >= scope.quota("routesPerRouteTable"))
    throw new AwsError(
      "RouteLimitExceeded",
      `The maximum number of routes has been reached for route table ${routeTableId}.`,
    );
}

/** A target that is gone, or that is no longer of this VPC, leaves a black hole. */
export function routeState(scope: Scope, route: Route): "active" | "blackhole" {
  const vpcId = scope.get(routeTableKind, route.routeTableId)?.vpcId;
  const target =
    route.target === "natGatewayId"
      ? scope.get(natGatewayKind, route.targetId)
      : route.target === "networkInterfaceId"
        ? scope.get(networkInterfaceKind, route.targetId)
        : route.target === "vpcEndpointId"
          ? scope.get(vpcEndpointKind, route.targetId)
          : scope.get(internetGatewayKind, route.targetId);
  const failed = target !== undefined && "state" in target && target.state === "failed";
  return target?.vpcId !== undefined && target.vpcId === vpcId && !failed ? "active" : "blackhole";
}
