/**
 * A regional NAT gateway stands in no subnet: it spreads over the AZs of its VPC by itself (auto mode), or by the
 * addresses it is given (manual mode), and has a route table of its own that leads to the internet gateway.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
import { AwsError, FailedAfterCreate } from "../../errors";
import type { ValueMap } from "../../protocol";
import { maps, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import {
  elasticIpKind,
  internetGatewayKind,
  natGatewayKind,
  routeId,
  routeKind,
  routeTableKind,
  type NatGateway,
} from "./entities";
import { needVpc } from "./references";

export function makeRegional(scope: Scope, inputs: ValueMap, urn: string): string {
  const vpcId = text(inputs, "vpcId");
  if (vpcId === undefined)
    throw new AwsError("MissingParameter", "The request must contain the parameter VpcId");
  const vpc = needVpc(scope, vpcId);
  const id = scope.newId("nat", urn);
  const gateway: Omit<NatGateway, "kind" | "account" | "region"> = {
    id,
    vpcId: vpc.id,
    availabilityMode: "regional",
    connectivityType: "public",
    secondaryAllocationIds: [],
    secondaryPrivateIpAddresses: [],
    availabilityZoneAddresses: [],
    state: "available",
    tags: tagsOf(inputs, "tagsAll"),
  };
  const internetGateway = scope.find(internetGatewayKind, "vpc", vpc.id)[0];
  if (internetGateway === undefined) {
    scope.put(natGatewayKind, { ...gateway, state: "failed" });
    throw new FailedAfterCreate(
      id,
      new AwsError("Gateway.NotAttached", `Network ${vpc.id} has no Internet gateway attached`),
    );
  }
  const routeTableId = scope.childId("rtb", id, "regional");
  scope.put(routeTableKind, { id: routeTableId, vpcId: vpc.id, propagatingVgws: [], tags: {} });
  scope.put(routeKind, {
    id: routeId(routeTableId, "0.0.0.0/0"),
    routeTableId,
    destination: "0.0.0.0/0",
    target: "gatewayId",
    targetId: internetGateway.id,
    origin: "CreateRoute",
  });
  const made = scope.put(natGatewayKind, { ...gateway, routeTableId });
  setZoneAddresses(scope, made, maps(inputs, "availabilityZoneAddresses"));
  return id;
}

/** Manual mode: binds the addresses asked for and lets go of the others. */
export function setZoneAddresses(
  scope: Scope,
  gateway: NatGateway,
  wanted: readonly ValueMap[],
): void {
  const before = new Set(allocations(gateway.availabilityZoneAddresses));
  const after = new Set(allocations(wanted));
  for (const id of before) if (!after.has(id)) letGo(scope, id);
  for (const id of after) if (!before.has(id)) hold(scope, gateway, id);
  const zones = scope.availabilityZones;
  scope.put(natGatewayKind, {
    ...gateway,
    availabilityZoneAddresses: wanted.map((one) => {
      const name = text(one, "availabilityZone");
      const zone = zones.find(
        (each) => each.name === name || each.id === text(one, "availabilityZoneId"),
      );
      if (zone === undefined)
        throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${name ?? ""}]`);
      return {
        allocationIds: texts(one, "allocationIds"),
        availabilityZone: zone.name,
        availabilityZoneId: zone.id,
      };
    }),
  });
}

const allocations = (addresses: readonly ValueMap[]): string[] =>
  addresses.flatMap((one) => texts(one, "allocationIds"));

function hold(scope: Scope, gateway: NatGateway, id: string): void {
  const address = scope.need(
    elasticIpKind,
    id,
    "InvalidAllocationID.NotFound",
    `The allocation ID '${id}' does not exist`,
  );
  if (address.associationId !== undefined)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `Elastic IP address ${id} is already associated`,
    );
  scope.put(elasticIpKind, {
    ...address,
    associationId: scope.childId("eipassoc", id, gateway.id),
  });
}

function letGo(scope: Scope, id: string): void {
  const address = scope.get(elasticIpKind, id);
  if (address === undefined) return;
  const { associationId: _association, ...rest } = address;
  scope.put(elasticIpKind, rest);
}

export function removeRegionalParts(scope: Scope, gateway: NatGateway): void {
  for (const id of allocations(gateway.availabilityZoneAddresses)) letGo(scope, id);
  if (gateway.routeTableId === undefined) return;
  for (const route of scope.find(routeKind, "routeTable", gateway.routeTableId))
    scope.remove(route);
  scope.remove(scope.get(routeTableKind, gateway.routeTableId));
}
