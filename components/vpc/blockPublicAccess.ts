/**
 * VPC Block Public Access: the internet kept out of, or away from, all VPCs of an account in a region,
 * whatever their gateways, routes and groups say, except for what is named.
 * Makes the region's block, and an exclusion for each VPC and subnet excepted. Deleting it takes the
 * block away. Free of charge. There is one block in a region: give it one component, in one stack.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import type { BlockPublicAccessArgs } from "./blockPublicAccessArgs";
import { planBlockPublicAccess } from "./blockPublicAccessPlan";

/** The block of a region, with what is excepted from it. */
export class BlockPublicAccess extends pulumi.ComponentResource {
  /** Exclusion ids, by the exclusion's name, with the zone where it is of subnets: `web-1a`. */
  readonly exclusionIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: BlockPublicAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:BlockPublicAccess", name, {}, opts);
    const inputs = { subnetIds: 1 };
    const checked = { component: this, kind: "BlockPublicAccess", name, inputs };
    const plan = checkedPlan(checked, args, () => planBlockPublicAccess(args));
    const exclusions = plan.exclusions.map(({ key, mode, vpcId, subnetId }) => {
      const child = childName(name, key);
      const exclusion = new ec2.VpcBlockPublicAccessExclusion(
        child,
        {
          internetGatewayExclusionMode: mode,
          vpcId,
          subnetId,
          region: args.region,
          tags: tagsOf(args, { child, resourceType: "bpa-exclusion", detail: key }),
        },
        { parent: this },
      );
      return [key, exclusion] as const;
    });
    new ec2.VpcBlockPublicAccessOptions(
      name,
      { internetGatewayBlockMode: args.mode, region: args.region },
      // What is excepted is so before the block comes, and until it has gone.
      { parent: this, dependsOn: exclusions.map(([, exclusion]) => exclusion) },
    );
    this.exclusionIds = Object.fromEntries(
      exclusions.map(([key, exclusion]) => [key, exclusion.id]),
    );
    this.registerOutputs({ exclusionIds: this.exclusionIds });
  }
}
