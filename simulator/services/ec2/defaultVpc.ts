/**
 * The default VPC that every account has in every region: 172.31.0.0/16, a public /20 subnet an AZ. It comes into being
 * when something first asks for it, and is no leftover. https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html
 */
import { simulatedId } from "../../world/identity";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { internetGatewayKind, routeId, routeKind, subnetKind, vpcKind, type Vpc } from "./entities";
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

function makeDefaultVpc(scope: Scope): void {
  const id = defaultVpcId(scope);
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
  scope.availabilityZones.forEach((zone, index) => {
    const subnetId = scope.childId("subnet", id, zone.name);
    scope.put(subnetKind, {
      id: subnetId,
      ambient: true,
      vpcId: id,
      cidrBlock: `172.31.${index * 16}.0/20`,
      availabilityZone: zone.name,
      availabilityZoneId: zone.id,
      attributes: { ...defaultAttributes, mapPublicIpOnLaunch: true },
      networkAclId: vpc.defaultNetworkAclId,
      networkAclAssociationId: scope.childId("aclassoc", subnetId, vpc.defaultNetworkAclId),
      tags: {},
    });
  });
}
