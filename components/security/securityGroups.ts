/**
 * Security groups: stateful firewalls around network interfaces.
 * Makes a group for each name, and each rule as a resource of its own, named after what it says, so
 * that an edited rule is made before the old one goes. The VPC's default group is never touched
 * (`Vpc` closes it). Free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as awsvpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";
import type { Traffic } from "../../net";
import { checkedPlan, childName, tagsOf } from "../network";
import type { SecurityGroupsArgs } from "./securityGroupsArgs";
import { planSecurityGroups, type RulePeer, type RulePlan } from "./securityGroupsPlan";

/** Named security groups and the flows between them. */
export class SecurityGroups extends pulumi.ComponentResource {
  /** Group ids, by name. */
  readonly groupIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: SecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:SecurityGroups", name, {}, opts);
    const checked = { component: this, kind: "SecurityGroups", name };
    const plan = checkedPlan(checked, args, () => planSecurityGroups(args));
    const building: Building = { parent: this, name, args };
    this.groupIds = Object.fromEntries(
      plan.groups.map((group) => [group, createGroup(building, group).id]),
    );
    for (const [group, id] of Object.entries(this.groupIds)) {
      const own = plan.rules.filter((rule) => rule.group === group);
      for (const rule of own) createRule(building, rule, id, this.groupIds);
    }
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

function createRule(
  { parent, name, args }: Building,
  rule: RulePlan,
  securityGroupId: pulumi.Output<string>,
  groupIds: Record<string, pulumi.Output<string>>,
): void {
  const child = childName(name, rule.key);
  const inputs = {
    securityGroupId,
    description: rule.description,
    ...protocolInputs(rule.traffic, rule.peer.kind === "cidrIpv6"),
    ...peerInputs(rule.peer, groupIds, args),
    region: args.vpc.region,
    tags: tagsOf(args, { child, resourceType: "sgr", detail: rule.key }),
  };
  if (rule.direction === "ingress") {
    new awsvpc.SecurityGroupIngressRule(child, inputs, { parent });
  } else {
    new awsvpc.SecurityGroupEgressRule(child, inputs, { parent });
  }
}

/** AWS writes "all" as -1 without ports, and all of ICMP as type and code -1. */
function protocolInputs(traffic: Traffic, ipv6: boolean) {
  if (traffic.protocol === "all") return { ipProtocol: "-1" };
  if (traffic.protocol === "icmp") {
    return { ipProtocol: ipv6 ? "icmpv6" : "icmp", fromPort: -1, toPort: -1 };
  }
  const { from, to } = traffic.ports;
  return { ipProtocol: traffic.protocol, fromPort: from, toPort: to };
}

function peerInputs(
  peer: RulePeer,
  groupIds: Record<string, pulumi.Output<string>>,
  args: SecurityGroupsArgs,
) {
  switch (peer.kind) {
    case "group":
      return { referencedSecurityGroupId: groupIds[peer.name] };
    case "peerGroup":
      return { referencedSecurityGroupId: args.peerSecurityGroupIds?.[peer.name] };
    case "prefixList":
      return { prefixListId: args.peerPrefixListIds?.[peer.name] };
    case "cidrIpv4":
      return { cidrIpv4: peer.cidrBlock };
    case "cidrIpv6":
      return { cidrIpv6: peer.cidrBlock };
  }
}
