/**
 * A regional NAT gateway stands in no subnet: it spreads over the AZs of its VPC by itself (auto mode), or by the
 * addresses it is given (manual mode), and has a route table of its own that leads to the internet gateway.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { AvailabilityZone } from "../../regions";
import { maps, tagsOf, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { needAddress, takePublicAddress } from "./elasticIp";
import {
  elasticIpKind,
  internetGatewayKind,
  natGatewayKind,
  networkInterfaceKind,
  publicAddressKind,
  routeId,
  routeKind,
  routeTableKind,
  type NatGateway,
  type RegionalAddress,
} from "./entities";
import { fail, onItsWay } from "./natStates";
import { findSubnet, needVpc } from "./references";

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
    secondary: [],
    availabilityZoneAddresses: [],
    regionalAddresses: [],
    ...onItsWay(scope),
    tags: tagsOf(inputs, "tagsAll"),
  };
  const internetGateway = scope.find(internetGatewayKind, "vpc", vpc.id)[0];
  if (internetGateway === undefined)
    fail(
      scope,
      gateway,
      new AwsError("Gateway.NotAttached", `Network ${vpc.id} has no Internet gateway attached`),
    );
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

/** Manual mode binds the addresses asked for and lets go of the others; in auto mode AWS brings its own. */
export function setZoneAddresses(
  scope: Scope,
  gateway: NatGateway,
  wanted: readonly ValueMap[],
): void {
  const before = gateway.regionalAddresses;
  const asked = wanted.flatMap((one) => {
    const zone = zoneOf(scope, one);
    return texts(one, "allocationIds").map((id) => ({ zone, id }));
  });
  for (const one of before) if (!asked.some(({ id }) => id === one.allocationId)) letGo(scope, one);
  const regionalAddresses =
    wanted.length > 0
      ? asked.map(
          ({ zone, id }) =>
            before.find((one) => one.allocationId === id) ?? hold(scope, gateway, zone, id),
        )
      : broughtAlong(scope, gateway);
  scope.put(natGatewayKind, {
    ...gateway,
    regionalAddresses,
    availabilityZoneAddresses: wanted.map((one) => {
      const zone = zoneOf(scope, one);
      return {
        allocationIds: texts(one, "allocationIds"),
        availabilityZone: zone.name,
        availabilityZoneId: zone.id,
      };
    }),
  });
}

function zoneOf(scope: Scope, wanted: ValueMap): AvailabilityZone {
  const name = text(wanted, "availabilityZone");
  const id = text(wanted, "availabilityZoneId");
  const zone = scope.availabilityZones.find((one) => one.name === name || one.id === id);
  if (zone === undefined)
    throw new AwsError("InvalidParameterValue", `Invalid availability zone: [${name ?? id ?? ""}]`);
  return zone;
}

function hold(
  scope: Scope,
  gateway: NatGateway,
  zone: AvailabilityZone,
  allocationId: string,
): RegionalAddress {
  const address = needAddress(scope, allocationId);
  if (address.associationId !== undefined)
    throw new AwsError(
      "Resource.AlreadyAssociated",
      `Elastic IP address ${allocationId} is already associated`,
    );
  const associationId = scope.childId("eipassoc", allocationId, gateway.id);
  scope.put(elasticIpKind, { ...address, associationId });
  return { allocationId, associationId, ...inZone(zone), publicIp: address.publicIp };
}

const inZone = ({ id, name }: AvailabilityZone) =>
  ({ availabilityZone: name, availabilityZoneId: id }) as const;

/** One in each zone where the VPC has interfaces. AWS follows within the hour; here it is as when the gateway was made. */
function broughtAlong(scope: Scope, gateway: NatGateway): readonly RegionalAddress[] {
  const kept = gateway.regionalAddresses.filter((one) => one.allocationId === undefined);
  if (kept.length > 0) return kept;
  const used = new Set(
    scope
      .find(networkInterfaceKind, "vpc", gateway.vpcId)
      .map((one) => findSubnet(scope, one.subnetId)?.availabilityZone),
  );
  return scope.availabilityZones
    .filter((zone) => used.has(zone.name))
    .map((zone) => ({
      associationId: scope.childId("eipassoc", gateway.id, zone.id),
      ...inZone(zone),
      publicIp: takePublicAddress(scope, `${gateway.id} ${zone.id}`),
    }));
}

function letGo(scope: Scope, { allocationId, publicIp }: RegionalAddress): void {
  if (allocationId === undefined) {
    scope.remove(scope.everywhere.get(publicAddressKind, publicIp));
    return;
  }
  const address = scope.get(elasticIpKind, allocationId);
  if (address === undefined) return;
  const { associationId: _association, ...rest } = address;
  scope.put(elasticIpKind, rest);
}

export const shownAddress = (one: RegionalAddress): ValueMap => ({
  allocationId: one.allocationId ?? "",
  associationId: one.associationId,
  availabilityZone: one.availabilityZone,
  availabilityZoneId: one.availabilityZoneId,
  networkInterfaceId: "",
  publicIp: one.publicIp,
  status: "succeeded",
});

export function removeRegionalParts(scope: Scope, gateway: NatGateway): void {
  for (const one of gateway.regionalAddresses) letGo(scope, one);
  if (gateway.routeTableId === undefined) return;
  for (const route of scope.find(routeKind, "routeTable", gateway.routeTableId))
    scope.remove(route);
  scope.remove(scope.get(routeTableKind, gateway.routeTableId));
}
