/**
 * Security groups: stateful firewalls around network interfaces.
 * Makes a group for each name, and each rule as a resource of its own, named after what it says, so
 * that an edited rule is made before the old one goes. The VPC's default group is never touched
 * (`Vpc` closes it). Free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import { createRules } from "./securityGroupRules";
import type { SecurityGroupsArgs } from "./securityGroupsArgs";
import { planSecurityGroups } from "./securityGroupsPlan";

/** Named security groups and the flows between them. */
export class SecurityGroups extends pulumi.ComponentResource {
  /** Group ids, by name. */
  readonly groupIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: SecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:SecurityGroups", name, {}, opts);
    const checked = { component: this, kind: "SecurityGroups", name };
    const plan = checkedPlan(checked, args, () => planSecurityGroups(args));
    this.groupIds = Object.fromEntries(
      plan.groups.map((group) => [group, createGroup({ parent: this, name, args }, group).id]),
    );
    createRules(
      {
        parent: this,
        name,
        tagging: args,
        region: args.vpc.region,
        groupIds: this.groupIds,
        peerGroupIds: args.peerSecurityGroupIds,
        prefixListIds: args.peerPrefixListIds,
        ipv6CidrBlock: args.vpc.ipv6CidrBlock,
        dependsOn: opts?.dependsOn,
      },
      plan.rules,
    );
    this.registerOutputs({ groupIds: this.groupIds });
  }

  /** The id of one of the groups. */
  groupId(group: string): pulumi.Output<string> {
    const id = this.groupIds[group];
    if (id !== undefined) return id;
    const groups = Object.keys(this.groupIds).join(", ");
    throw new pulumi.ResourceError(`group must be one of ${groups}, got "${group}"`, this, true);
  }
}

interface Building {
  readonly parent: SecurityGroups;
  readonly name: string;
  readonly args: SecurityGroupsArgs;
}

function createGroup({ parent, name, args }: Building, group: string): ec2.SecurityGroup {
  const child = childName(name, group);
  return new ec2.SecurityGroup(
    child,
    {
      vpcId: args.vpc.vpcId,
      // Changing a group's description replaces the group, so it says nothing that could change.
      description: `Security group ${group}`,
      region: args.vpc.region,
      tags: tagsOf(args, { child, resourceType: "sg", detail: group }),
    },
    { parent },
  );
}
