/**
 * Network ACLs: stateless filters at the edge of every subnet.
 * Makes an ACL for each tier, its rules as resources of their own, and an association for each
 * subnet. Rules are derived from the flows to allow, or from those of security groups, replies
 * included, in both address families. Free of charge.
 * Never filtered by AWS, and so in need of no flow: the Amazon DNS resolver, DHCP, instance and ECS
 * metadata, Amazon Time Sync, and traffic within one subnet.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import type { Traffic } from "../../net";
import { checkedPlan, childName, SubnetType, tagsOf, zoneSuffix } from "../network";
import type { NetworkAclsArgs } from "./networkAclsArgs";
import { planNetworkAcls, type NumberedRule } from "./networkAclsPlan";
import { blockInput } from "./networkIpv6";

/** Network ACLs by tier, from the flows to allow. */
export class NetworkAcls extends pulumi.ComponentResource {
  /** ACL ids, by tier. */
  readonly networkAclIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: NetworkAclsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:NetworkAcls", name, {}, opts);
    const checked = { component: this, kind: "NetworkAcls", name };
    const plan = checkedPlan(checked, args, () => planNetworkAcls(args, args.vpc));
    const building: Building = { parent: this, name, args };
    this.networkAclIds = {};
    for (const tier of plan.tiers) {
      const acl = createNetworkAcl(building, tier);
      const own = plan.rules.filter((rule) => rule.tier === tier);
      createAssociations(building, tier, acl, createRules(building, own, acl));
      this.networkAclIds[tier] = acl.id;
    }
    this.registerOutputs({ networkAclIds: this.networkAclIds });
  }
}

interface Building {
  readonly parent: NetworkAcls;
  readonly name: string;
  readonly args: NetworkAclsArgs;
}

function createNetworkAcl({ parent, name, args }: Building, tier: string): ec2.NetworkAcl {
  const child = childName(name, tier);
  const subnetType = args.vpc.subnetTypes[tier];
  return new ec2.NetworkAcl(
    child,
    {
      vpcId: args.vpc.vpcId,
      region: args.vpc.region,
      tags: tagsOf(args, {
        child,
        resourceType: "acl",
        detail: tier,
        type: subnetType === SubnetType.Isolated ? tier : subnetType,
      }),
    },
    { parent },
  );
}

/** Denies are made before the wide allows that they narrow, and go after them. */
function createRules(
  building: Building,
  rules: readonly NumberedRule[],
  acl: ec2.NetworkAcl,
): ec2.NetworkAclRule[] {
  const made = (action: NumberedRule["action"], dependsOn: ec2.NetworkAclRule[]) =>
    rules
      .filter((rule) => rule.action === action)
      .map((rule) => createRule(building, rule, acl, dependsOn));
  const denies = made("deny", []);
  return [...denies, ...made("allow", denies)];
}

function createRule(
  { parent, name, args }: Building,
  rule: NumberedRule,
  acl: ec2.NetworkAcl,
  dependsOn: ec2.NetworkAclRule[],
): ec2.NetworkAclRule {
  const block = blockInput(rule.block, args.vpc);
  return new ec2.NetworkAclRule(
    childName(name, rule.key),
    {
      networkAclId: acl.id,
      egress: rule.direction === "egress",
      ruleNumber: rule.ruleNumber,
      ruleAction: rule.action,
      ...protocolInputs(rule.traffic, rule.block.family),
      ...(rule.block.family === 4 ? { cidrBlock: block } : { ipv6CidrBlock: block }),
      region: args.vpc.region,
    },
    { parent, dependsOn },
  );
}

/** AWS writes "all" as -1 and ports that do not matter as 0, and all of ICMP as type and code -1. */
function protocolInputs(traffic: Traffic, family: 4 | 6) {
  if (traffic.protocol === "all") return { protocol: "-1", fromPort: 0, toPort: 0 };
  if (traffic.protocol === "icmp") {
    return { protocol: family === 4 ? "icmp" : "icmpv6", icmpType: -1, icmpCode: -1 };
  }
  return { protocol: traffic.protocol, fromPort: traffic.ports.from, toPort: traffic.ports.to };
}

/** After the rules: a subnet that joins an ACL without rules would be cut off. */
function createAssociations(
  { parent, name, args }: Building,
  tier: string,
  acl: ec2.NetworkAcl,
  rules: ec2.NetworkAclRule[],
): void {
  for (const [zone, subnetId] of Object.entries(args.vpc.subnetIds[tier] ?? {})) {
    new ec2.NetworkAclAssociation(
      childName(name, tier, zoneSuffix(zone)),
      { networkAclId: acl.id, subnetId, region: args.vpc.region },
      { parent, dependsOn: rules },
    );
  }
}
