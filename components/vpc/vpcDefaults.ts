/**
 * What AWS puts into every VPC, taken over and closed, so that nothing comes to rest on it unnoticed:
 * the default security group, which lets all its members reach one another; the main route table,
 * which subnets without a table of their own follow; and, where that is asked for, the default network
 * ACL, which allows everything. All free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-route-tables.html#main-route-table
 * https://docs.aws.amazon.com/vpc/latest/userguide/default-network-acl.html
 */
import * as ec2 from "@pulumi/aws/ec2";
import { childName, tagsOf } from "../network";
import type { Building } from "./vpcParts";

export function closeDefaults(building: Building, vpc: ec2.Vpc): void {
  const { parent, name, args, vpcId } = building;
  const child = childName(name, "default");
  const common = (resourceType: string) => ({
    region: args.region,
    tags: tagsOf(args, { child, resourceType, detail: "default" }),
  });
  new ec2.DefaultSecurityGroup(
    child,
    { vpcId, ingress: [], egress: [], ...common("sg") },
    { parent },
  );
  new ec2.DefaultRouteTable(
    child,
    { defaultRouteTableId: vpc.defaultRouteTableId, routes: [], ...common("rtb") },
    { parent },
  );
  if (args.closeDefaultNetworkAcl !== true) return;
  new ec2.DefaultNetworkAcl(
    child,
    {
      defaultNetworkAclId: vpc.defaultNetworkAclId,
      ingress: [],
      egress: [],
      ...common("acl"),
    },
    // Which subnets are in it follows from the ACLs that others have: never a difference of its own.
    { parent, ignoreChanges: ["subnetIds"] },
  );
}
