/** Where a route may lead: each target must exist and belong to the table's VPC; gone or cut off, it is a black hole. */
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { attachmentsOf } from "../transitgateway/references";
import {
  egressOnlyGatewayKind,
  internetGatewayKind,
  natGatewayKind,
  networkInterfaceKind,
  routeTableKind,
  vpcEndpointKind,
  vpnGatewayKind,
  type Route,
  type RouteTable,
  type RouteTarget,
} from "./entities";
import { findStanding } from "./peering/connection";

interface Found {
  readonly vpcId?: string | undefined;
  /** It is there, and carries nothing. */
  readonly isCut?: boolean;
}

interface Target {
  /** What of this id there is, seen from the table's VPC. */
  readonly find: (scope: Scope, id: string, vpcId: string) => Found | undefined;
  readonly missing: (id: string) => AwsError;
  /** As AWS names it where it belongs elsewhere. */
  readonly noun: string;
}

const noGateway = (id: string): AwsError =>
  new AwsError("InvalidGatewayID.NotFound", `The gateway ID '${id}' does not exist`);

const missing =
  (code: string, noun: string) =>
  (id: string): AwsError =>
    new AwsError(code, `The ${noun} ID '${id}' does not exist`);

/** Of either side: the table's own VPC must be one of the two. */
function findPeer(scope: Scope, id: string, vpcId: string): Found | undefined {
  const found = findStanding(scope, id);
  if (found === undefined) return undefined;
  const isSide = [found.requester, found.accepter].some((side) => side.vpcId === vpcId);
  return { vpcId: isSide ? vpcId : undefined, isCut: found.status !== "active" };
}

/** AWS knows a transit gateway only from a VPC that is attached to it. */
function findTransit(scope: Scope, id: string, vpcId: string): Found | undefined {
  const found = attachmentsOf(scope, vpcId).find((one) => one.transitGatewayId === id);
  return found?.state === "available" ? { vpcId } : undefined;
}

/** Targets that are not modelled (carrier and local gateways, core networks, ODB networks) are never found. */
const unmodelled: Target = { find: () => undefined, missing: noGateway, noun: "gateway" };

const targets: Readonly<Partial<Record<RouteTarget, Target>>> = {
  egressOnlyGatewayId: {
    find: (scope, id) => scope.get(egressOnlyGatewayKind, id),
    missing: missing("InvalidGatewayID.NotFound", "eigw"),
    noun: "egress-only internet gateway",
  },
  gatewayId: {
    find: (scope, id) =>
      id.startsWith("vgw-") ? scope.get(vpnGatewayKind, id) : scope.get(internetGatewayKind, id),
    missing: noGateway,
    noun: "network gateway",
  },
  natGatewayId: {
    find(scope, id) {
      const found = scope.get(natGatewayKind, id);
      return found && { vpcId: found.vpcId, isCut: found.state === "failed" };
    },
    missing: missing("InvalidNatGatewayID.NotFound", "natGateway"),
    noun: "NAT gateway",
  },
  networkInterfaceId: {
    find: (scope, id) => scope.get(networkInterfaceKind, id),
    missing: missing("InvalidNetworkInterfaceID.NotFound", "networkInterface"),
    noun: "interface",
  },
  transitGatewayId: {
    find: findTransit,
    missing: missing("InvalidTransitGatewayID.NotFound", "transitGateway"),
    noun: "transit gateway",
  },
  vpcEndpointId: {
    find: (scope, id) => scope.get(vpcEndpointKind, id),
    missing: missing("InvalidVpcEndpointId.NotFound", "VpcEndpoint"),
    noun: "VPC endpoint",
  },
  vpcPeeringConnectionId: {
    find: findPeer,
    missing: missing("InvalidVpcPeeringConnectionID.NotFound", "vpcPeeringConnection"),
    noun: "peering connection",
  },
};

export function checkTarget(
  scope: Scope,
  table: RouteTable,
  { target, targetId }: Pick<Route, "target" | "targetId">,
): void {
  if (targetId === "local")
    throw new AwsError(
      "InvalidParameterValue",
      "The local route exists in every route table: it cannot be created",
    );
  const { find, missing: refusal, noun } = targets[target] ?? unmodelled;
  const found = find(scope, targetId, table.vpcId);
  if (found === undefined) throw refusal(targetId);
  if (target === "vpcEndpointId") checkEndpoint(scope, targetId);
  if (found.vpcId !== table.vpcId)
    throw new AwsError(
      "InvalidParameterValue",
      `route table ${table.id} and ${noun} ${targetId} belong to different networks`,
    );
}

function checkEndpoint(scope: Scope, id: string): void {
  const type = scope.get(vpcEndpointKind, id)?.vpcEndpointType ?? "";
  if (type === "GatewayLoadBalancer") return;
  throw new AwsError(
    "InvalidParameterValue",
    type === "Gateway"
      ? "Cannot create or replace a prefix list route targeting a VPC Endpoint."
      : `The VPC endpoint ${id} is of type ${type}: a route can target an endpoint of type GatewayLoadBalancer only`,
  );
}

/** A target that is gone, or that is no longer of this VPC, leaves a black hole. */
export function routeState(scope: Scope, route: Route): "active" | "blackhole" {
  const vpcId = scope.get(routeTableKind, route.routeTableId)?.vpcId;
  if (vpcId === undefined) return "blackhole";
  const found = (targets[route.target] ?? unmodelled).find(scope, route.targetId, vpcId);
  const isOpen = found?.vpcId === vpcId && found.isCut !== true;
  return isOpen ? "active" : "blackhole";
}
