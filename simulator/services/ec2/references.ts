/** What a request names must exist, in the caller's account and region: EC2's `…NotFound` codes. */
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { defaultVpc, defaultVpcId } from "./defaultVpc";
import {
  networkAclKind,
  routeTableKind,
  securityGroupKind,
  subnetKind,
  vpcKind,
  type NetworkAcl,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from "./entities";

export function findVpc(scope: Scope, id: string): Vpc | undefined {
  const found = scope.get(vpcKind, id);
  if (found !== undefined || id !== defaultVpcId(scope)) return found;
  return defaultVpc(scope);
}

export function needVpc(scope: Scope, id: string): Vpc {
  const vpc = findVpc(scope, id);
  if (vpc === undefined)
    throw new AwsError("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
  return vpc;
}

export const findSubnet = (scope: Scope, id: string): Subnet | undefined =>
  scope.get(subnetKind, id);

export const findSecurityGroup = (scope: Scope, id: string): SecurityGroup | undefined =>
  scope.get(securityGroupKind, id);

export const needSubnet = (scope: Scope, id: string): Subnet =>
  scope.need(subnetKind, id, "InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`);

export const needRouteTable = (scope: Scope, id: string): RouteTable =>
  scope.need(
    routeTableKind,
    id,
    "InvalidRouteTableID.NotFound",
    `The routeTable ID '${id}' does not exist`,
  );

export const needSecurityGroup = (scope: Scope, id: string): SecurityGroup =>
  scope.need(
    securityGroupKind,
    id,
    "InvalidGroup.NotFound",
    `The security group '${id}' does not exist`,
  );

export const needNetworkAcl = (scope: Scope, id: string): NetworkAcl =>
  scope.need(
    networkAclKind,
    id,
    "InvalidNetworkAclID.NotFound",
    `The networkAcl ID '${id}' does not exist`,
  );
