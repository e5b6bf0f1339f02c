/**
 * A record of a VPC that is there already, in the stack that attaches to it.
 * Reads the VPC, its default network ACL, its internet gateway, and the subnets and route tables of
 * its tiers. Nothing is made, changed or deleted, and nothing costs anything: a resource that is read
 * is in the stack's state for those who read states. So are intents decided about what stands in a
 * network that another has made, in a rehearsal and of the state alone.
 *
 * https://www.pulumi.com/docs/iac/concepts/resources/get/
 */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, routeTablesOfTier, zoneSuffix } from "../network";
import type { VpcRecordArgs } from "./vpcRecordArgs";

/** What is read of a VPC that is there already. Network ACLs beside the default one are not. */
export class VpcRecord extends pulumi.ComponentResource {
  constructor(name: string, args: VpcRecordArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:VpcRecord", name, {}, opts);
    checkedPlan({ component: this, kind: "VpcRecord", name }, args, () => ({ issues: [] }));
    const { vpc } = args;
    const { region } = vpc;
    const own = { parent: this };
    const read = ec2.Vpc.get(name, vpc.vpcId, { region }, own);
    ec2.NetworkAcl.get(name, read.defaultNetworkAclId, { region }, own);
    if (vpc.internetGatewayId !== undefined)
      ec2.InternetGateway.get(name, vpc.internetGatewayId, { region }, own);
    for (const [tier, byZone] of Object.entries(vpc.subnetIds)) {
      for (const [zone, id] of Object.entries(byZone)) {
        const child = childName(name, tier, zoneSuffix(zone));
        ec2.Subnet.get(child, id, { region }, own);
        const association = args.routeTableAssociationIds?.[tier]?.[zone] ?? "";
        if (association !== "") ec2.RouteTableAssociation.get(child, association, { region }, own);
      }
      for (const { availabilityZone: zone, routeTableId } of routeTablesOfTier(vpc, tier))
        ec2.RouteTable.get(childName(name, tier, zoneSuffix(zone)), routeTableId, { region }, own);
    }
    this.registerOutputs({});
  }
}
