/**
 * Routes, however they came to be: alone or inline in a table.
 * https://docs.aws.amazon.com/vpc/latest/userguide/route-table-options.html
 */
import { canonicalCidr, parseBlock } from "../../addresses";
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import {
  routeId,
  routeKind,
  routeTargets,
  subnetKind,
  type Route,
  type RouteTarget,
  type Vpc,
} from "./entities";
import { findPrefixList } from "./prefixLists";
import { needRouteTable, needVpc } from "./references";
import { checkTarget } from "./routeTargets";
import { allBlocks, isWithin } from "./vpcBlocks";

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
  const { family, weight } = countOf(scope, wanted.destination);
  refuseFullTable(scope, routeTableId, family, weight);
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

const isLocal = (vpc: Vpc, destination: string): boolean => allBlocks(vpc).includes(destination);

/** For instance metadata and the like. */
const keptByAws = ["169.254.168.0/22", "fd00:ec2::/32"];

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
  if (keptByAws.some((one) => isWithin(one, block)))
    throw new AwsError(
      "InvalidParameterValue",
      `The destination CIDR block ${destination} is within a range that AWS keeps for itself.`,
    );
  const inside = allBlocks(vpc).some((one) => isWithin(one, block));
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

/** 50 routes a table and an address family, the local ones beside; a prefix list counts for all that it may hold. */
export function refuseFullTable(
  scope: Scope,
  routeTableId: string,
  family: Count["family"],
  added = 0,
): void {
  const sum = scope
    .find(routeKind, "routeTable", routeTableId)
    .map((one) => countOf(scope, one.destination))
    .filter((one) => one.family === family)
    .reduce((total, one) => total + one.weight, added);
  if (sum > scope.quota("routesPerRouteTable"))
    throw new AwsError(
      "RouteLimitExceeded",
      `The maximum number of routes has been reached for route table ${routeTableId}.`,
    );
}

interface Count {
  readonly family: "IPv4" | "IPv6";
  readonly weight: number;
}

function countOf(scope: Scope, destination: string): Count {
  if (!destination.startsWith("pl-"))
    return { family: destination.includes(":") ? "IPv6" : "IPv4", weight: 1 };
  const list = findPrefixList(scope, destination);
  return { family: list?.addressFamily ?? "IPv4", weight: list?.weight ?? 1 };
}
