/** The firewall of NAT instances: in from the tiers that leave through them, out to everywhere. */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import * as awsvpc from "@pulumi/aws/vpc";
import { childName, cidrBlockName, tagsOf } from "../network";
import type { NatInstancesArgs } from "./natInstancesArgs";
import type { NatInstancesPlan } from "./natInstancesPlan";

interface InstanceSecurity {
  readonly group: ec2.SecurityGroup;
  /** An instance needs them to set itself up. */
  readonly rules: readonly pulumi.Resource[];
}

export function createSecurityGroup(
  parent: pulumi.ComponentResource,
  name: string,
  args: NatInstancesArgs,
  plan: NatInstancesPlan,
): InstanceSecurity {
  const child = childName(name, "nat-instances");
  const { region } = args.vpc;
  const group = new ec2.SecurityGroup(
    child,
    {
      vpcId: args.vpc.vpcId,
      description: "NAT instances",
      region,
      tags: tagsOf(args, { child, resourceType: "sg", detail: "nat" }),
    },
    { parent },
  );
  const ingress = Object.entries(plan.sources).flatMap(([tier, blocks]) =>
    blocks.map((block) => {
      const rule = childName(child, "from", tier, cidrBlockName(block));
      const inputs = {
        securityGroupId: group.id,
        description: `What ${tier} sends out`,
        ipProtocol: "-1",
        cidrIpv4: block,
        region,
        tags: tagsOf(args, { child: rule, resourceType: "sgr", detail: `nat-${tier}` }),
      };
      return new awsvpc.SecurityGroupIngressRule(rule, inputs, { parent });
    }),
  );
  const out = childName(child, "to-internet");
  const egress = new awsvpc.SecurityGroupEgressRule(
    out,
    {
      securityGroupId: group.id,
      description: "What is forwarded",
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
      region,
      tags: tagsOf(args, { child: out, resourceType: "sgr", detail: "nat-internet" }),
    },
    { parent },
  );
  return { group, rules: [...ingress, egress] };
}
