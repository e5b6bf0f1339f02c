/**
 * The default VPC that every account has in every region: 172.31.0.0/16, a public /20 subnet an AZ. It comes into being
 * when something first asks for it, and is no leftover. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 */
import { AwsError } from "../../errors";
import { simulatedId } from "../../world/identity";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import {
  internetGatewayKind,
  routeId,
  routeKind,
  subnetKind,
  vpcKind,
  type Subnet,
  type Vpc,
} from "./entities";
import { makeVpc } from "./newVpc";
import { defaultAttributes } from "./subnetAttributes";

/** Says that the default VPC of this place has been made, whatever became of it. */
const settledKind = defineKind<Entity>("default-vpc-settled");

export const defaultVpcId = (scope: Scope): string => simulatedId("vpc", scope.hash("default VPC"));

/** What quotas count beside what is there: the default VPC and its gateway, while nothing has asked for them. */
export const unseenDefaults = (scope: Scope): number => (scope.countAll(settledKind) === 0 ? 1 : 0);

/** The default VPC, or undefined where it has been deleted. */
export function defaultVpc(scope: Scope): Vpc | undefined {
  if (scope.countAll(settledKind) === 0) makeDefaultVpc(scope);
  return scope.find(vpcKind, "default", "default")[0];
}

/** Whether the VPC is not the first default one of its place. */
export const isMadeAgain = (scope: Scope, id: string): boolean => id !== defaultVpcId(scope);

/** Every place has one from the start; one that was deleted can be made again, under another id. */
export function makeDefaultVpc(scope: Scope, given?: string): Vpc {
  const isFirst = scope.countAll(settledKind) === 0;
  const id =
    given ??
    (isFirst
      ? defaultVpcId(scope)
      : simulatedId("vpc", scope.newLife("default VPC", "made again")));
  scope.put(settledKind, { id: "settled", ambient: true });
  const vpc = makeVpc(scope, {
    id,
    cidrBlock: "172.31.0.0/16",
    instanceTenancy: "default",
    isDefault: true,
    tags: {},
  });
  const gatewayId = scope.childId("igw", id, "default");
  scope.put(internetGatewayKind, { id: gatewayId, ambient: true, vpcId: id, tags: {} });
  scope.put(routeKind, {
    id: routeId(vpc.mainRouteTableId, "0.0.0.0/0"),
    ambient: true,
    routeTableId: vpc.mainRouteTableId,
    destination: "0.0.0.0/0",
    target: "gatewayId",
    targetId: gatewayId,
    origin: "CreateRoute",
  });
  for (const zone of scope.availabilityZones) addDefaultSubnet(scope, vpc, zone.name);
  return vpc;
}

/** The /20 that the zone has in the default VPC. */
export function addDefaultSubnet(scope: Scope, vpc: Vpc, zoneName: string, given?: string): Subnet {
  const zones = scope.availabilityZones;
  const index = zones.findIndex(({ name }) => name === zoneName);
  const zone = zones[index];
  if (zone === undefined)
    throw new AwsError(
      "InvalidParameterValue",
      `Value (${zoneName}) for parameter availabilityZone is invalid. Subnets can currently only be created in the following availability zones: ${zones.map(({ name }) => name).join(", ")}.`,
    );
  const id = given ?? scope.childId("subnet", vpc.id, zone.name);
  return scope.put(subnetKind, {
    id,
    ambient: true,
    isDefault: true,
    vpcId: vpc.id,
    cidrBlock: `172.31.${index * 16}.0/20`,
    availabilityZone: zone.name,
    availabilityZoneId: zone.id,
    attributes: { ...defaultAttributes, mapPublicIpOnLaunch: true },
    networkAclId: vpc.defaultNetworkAclId,
    networkAclAssociationId: scope.childId("aclassoc", id, vpc.defaultNetworkAclId),
    tags: {},
  });
}
