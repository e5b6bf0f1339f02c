/** Where a database is: subnets of its group, security groups of the same VPC, a way in from outside if that is asked. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Wanted } from "../../resource/spec";
import { flag, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { defaultVpc } from "../ec2/defaultVpc";
import { internetGatewayKind, subnetKind, type Subnet } from "../ec2/entities";
import { siteOf, type PlacementErrors } from "../ec2/placement";
import { findSubnet, needVpc } from "../ec2/references";
import { subnetGroupKind } from "./entities";

export interface DatabaseSite {
  readonly groupName: string;
  readonly vpcId: string;
  readonly subnets: readonly Subnet[];
  readonly securityGroupIds: readonly string[];
}

export const zonesIn = (subnets: readonly Subnet[]): readonly string[] =>
  [...new Set(subnets.map((one) => one.availabilityZone))].sort();

/** The subnets of the group that is named, else those of the default VPC. */
function subnetsFor(
  scope: Scope,
  groupName: string | undefined,
): Omit<DatabaseSite, "securityGroupIds"> {
  const named = groupName === undefined ? undefined : scope.get(subnetGroupKind, groupName);
  if (named !== undefined)
    return {
      groupName: named.id,
      vpcId: text(named.properties, "vpcId") ?? "",
      subnets: texts(named.properties, "subnetIds").flatMap((id) => findSubnet(scope, id) ?? []),
    };
  if (groupName !== undefined && groupName !== "default")
    throw new AwsError(
      "DBSubnetGroupNotFoundFault",
      `DB subnet group '${groupName}' does not exist.`,
    );
  const vpc = defaultVpc(scope);
  const subnets = vpc === undefined ? [] : scope.find(subnetKind, "vpc", vpc.id);
  const own = subnets.filter((one) => one.ambient === true);
  if (vpc === undefined || own.length === 0)
    throw new AwsError(
      "InvalidSubnet",
      "No default subnet detected in VPC. Please contact AWS Support to recreate the default Subnets.",
    );
  return { groupName: "default", vpcId: vpc.id, subnets: own };
}

const errorsIn = (vpcId: string, scope: Scope): PlacementErrors => ({
  noSubnet: (id) => new AwsError("InvalidSubnet", `The subnet ID '${id}' does not exist`),
  noSecurityGroup: (id) =>
    new AwsError("InvalidParameterValue", `Invalid security group , groupId= ${id}, groupName=.`),
  otherVpc: (id) =>
    new AwsError(
      "InvalidParameterCombination",
      `The DB instance and EC2 security group are in different VPCs. The DB instance is in ${vpcId} and the EC2 security group ${id} is not (${scope.region}).`,
    ),
});

/** @throws AwsError for groups that do not exist or are of another VPC. */
export function siteFor(scope: Scope, inputs: ValueMap): DatabaseSite {
  const { groupName, vpcId, subnets } = subnetsFor(scope, text(inputs, "dbSubnetGroupName"));
  const given = texts(inputs, "vpcSecurityGroupIds");
  const securityGroupIds =
    given.length > 0 ? given : [needVpc(scope, vpcId).defaultSecurityGroupId];
  const [first] = subnets;
  const subnetIds = first === undefined ? [] : [first.id];
  siteOf(scope, { subnetIds, securityGroupIds }, errorsIn(vpcId, scope));
  return { groupName, vpcId, subnets, securityGroupIds };
}

/** A database that the internet can reach needs names, and a way in. */
export function refuseUnreachable({ scope, inputs }: Wanted, vpcId: string): void {
  if (flag(inputs, "publiclyAccessible") !== true) return;
  const vpc = needVpc(scope, vpcId);
  const lacks = !vpc.enableDnsSupport || !vpc.enableDnsHostnames;
  const what = lacks
    ? "does not support DNS resolution, DNS hostnames, or both"
    : "has no internet gateway attached";
  if (lacks || scope.count(internetGatewayKind, "vpc", vpcId) === 0)
    throw new AwsError(
      "InvalidVPCNetworkStateFault",
      `Cannot create a publicly accessible DBInstance. The specified VPC ${what}. Update the VPC and then try again`,
    );
}

/** One subnet an AZ, in as many AZs as there are to be copies: the AZ asked for, else those that the hash picks. */
export function spread(
  subnets: readonly Subnet[],
  copies: number,
  { hash, zone }: { readonly hash: string; readonly zone?: string | undefined },
): readonly Subnet[] {
  const zones = zonesIn(subnets);
  const start = zone === undefined ? parseInt(hash.slice(0, 6), 16) : zones.indexOf(zone);
  return zones
    .map((_, index) => zones[(start + index) % zones.length])
    .slice(0, copies)
    .flatMap((name) => subnets.find((one) => one.availabilityZone === name) ?? []);
}
