/**
 * A security group that is let into another VPC of its region, where interfaces may then have it.
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-assoc.html
 * Replaces as internal/service/ec2/vpc_security_group_vpc_association.go says.
 */
import { AwsError } from "../../errors";
import { output, region, requiredForcesNew, type Model } from "../../model";
import { text } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { networkInterfaceKind, securityGroupKind, vpcKind, type SecurityGroup } from "./entities";
import { needSecurityGroup, needVpc } from "./references";

interface GroupVpc extends Entity {
  readonly securityGroupId: string;
  readonly vpcId: string;
}

export const groupVpcKind = defineKind<GroupVpc>("security-group-vpc-association", {
  group: (one) => one.securityGroupId,
  vpc: (one) => one.vpcId,
});

const pairId = (groupId: string, vpcId: string): string => `${groupId},${vpcId}`;

/** Whether interfaces of the VPC may have the group. */
export const isOfVpc = (scope: Scope, group: SecurityGroup, vpcId: string): boolean =>
  group.vpcId === vpcId || scope.get(groupVpcKind, pairId(group.id, vpcId)) !== undefined;

function isUsedIn(scope: Scope, { securityGroupId, vpcId }: GroupVpc): boolean {
  return scope
    .find(networkInterfaceKind, "securityGroup", securityGroupId)
    .some((one) => one.vpcId === vpcId);
}

export const securityGroupVpcAssociation: Model = {
  type: "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
  service: "EC2",
  noun: "VPC Security Group VPC Association",
  calls: { create: "AssociateSecurityGroupVpc", delete: "DisassociateSecurityGroupVpc" },
  properties: {
    region,
    securityGroupId: requiredForcesNew,
    state: output,
    timeouts: { kind: "block", local: true },
    vpcId: requiredForcesNew,
  },
  create(scope, inputs) {
    const group = needSecurityGroup(scope, text(inputs, "securityGroupId") ?? "");
    const vpc = needVpc(scope, text(inputs, "vpcId") ?? "");
    const owner = scope.get(vpcKind, group.vpcId);
    if (owner?.defaultSecurityGroupId === group.id)
      throw new AwsError(
        "InvalidParameterValue",
        `The security group ${group.id} is the default one of ${group.vpcId}: it cannot be associated with another VPC`,
      );
    if (isOfVpc(scope, group, vpc.id))
      throw new AwsError(
        "InvalidParameterValue",
        `The security group ${group.id} is already associated with ${vpc.id}`,
      );
    if (scope.count(securityGroupKind, "name", `${vpc.id}/${group.name.toLowerCase()}`) > 0)
      throw new AwsError(
        "InvalidGroup.Duplicate",
        `The security group '${group.name}' already exists for VPC '${vpc.id}'`,
      );
    const id = pairId(group.id, vpc.id);
    scope.put(groupVpcKind, { id, securityGroupId: group.id, vpcId: vpc.id });
    return id;
  },
  read(scope, id) {
    const found = scope.get(groupVpcKind, id);
    return (
      found && {
        securityGroupId: found.securityGroupId,
        state: "associated",
        vpcId: found.vpcId,
      }
    );
  },
  delete(scope, id) {
    const found = scope.get(groupVpcKind, id);
    if (found !== undefined && isUsedIn(scope, found))
      throw new AwsError(
        "DependencyViolation",
        `resource ${found.securityGroupId} has a dependent object in ${found.vpcId}`,
      );
    scope.remove(found);
  },
};
