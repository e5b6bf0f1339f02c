/**
 * Flows between security groups that were made elsewhere: by another component, another stack, or
 * before there was a program. Makes the rules, each a resource of its own. Free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
 */
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan } from "../network";
import type { SecurityGroupFlowsArgs } from "./securityGroupFlowsArgs";
import { planSecurityGroupFlows } from "./securityGroupFlowsPlan";
import { createRules } from "./securityGroupRules";

/** Rules for flows between groups that are there already. */
export class SecurityGroupFlows extends pulumi.ComponentResource {
  /** Rule ids, by what the rule says, e.g. `web-to-data-tcp-5432`. */
  readonly ruleIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: SecurityGroupFlowsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:SecurityGroupFlows", name, {}, opts);
    const checked = { component: this, kind: "SecurityGroupFlows", name };
    const plan = checkedPlan(checked, args, () => planSecurityGroupFlows(args));
    this.ruleIds = createRules(
      {
        parent: this,
        name,
        tagging: args,
        region: args.region ?? args.vpc?.region,
        groupIds: args.securityGroupIds,
        peerGroupIds: args.peerSecurityGroupIds,
        prefixListIds: args.peerPrefixListIds,
        ipv6CidrBlock: args.vpc?.ipv6CidrBlock,
        dependsOn: opts?.dependsOn,
      },
      plan.rules,
    );
    this.registerOutputs({ ruleIds: this.ruleIds });
  }
}
