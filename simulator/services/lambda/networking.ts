/**
 * A function in a VPC: an interface for each subnet with its set of security groups, shared by all functions that have
 * the two. They linger for a good half hour after the last function has gone, and hold subnets and groups meanwhile.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { blockOf } from "../../resource/checks";
import type { Thing } from "../../resource/spec";
import { texts } from "../../values";
import { arrive } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { networkInterfaceKind } from "../ec2/entities";
import { interfacesOf } from "../ec2/networkInterfaces";
import { placeInterfaces, removeInterfaces, siteOf, type Site } from "../ec2/placement";
import { functionKind, interfaceOwners } from "./entities";

/** Lambda's own figure for 99 of 100 (`deleteLingeringLambdaENI` of the provider says so). */
export const lingeringSeconds = 35 * 60;

const invalid = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message);

interface Wish {
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
}

export function wishOf(properties: ValueMap): Wish {
  const config = blockOf(properties, "vpcConfig");
  return {
    subnetIds: [...texts(config, "subnetIds")].sort(),
    securityGroupIds: [...texts(config, "securityGroupIds")].sort(),
  };
}

/** @throws AwsError; undefined for a function that is in no VPC. */
export function needSite(scope: Scope, inputs: ValueMap): Site | undefined {
  const { subnetIds, securityGroupIds } = wishOf(inputs);
  if (subnetIds.length === 0 && securityGroupIds.length === 0) return undefined;
  if (subnetIds.length === 0 || securityGroupIds.length === 0)
    throw invalid("SubnetIds and SecurityIds must coexist or be both empty list.");
  return siteOf(
    scope,
    { subnetIds, securityGroupIds },
    {
      noSubnet: (id) =>
        invalid(
          `Error occurred while DescribeSubnets. EC2 Error Code: InvalidSubnetID.NotFound. EC2 Error Message: The subnet ID '${id}' does not exist`,
        ),
      noSecurityGroup: (id) =>
        invalid(
          `Error occurred while DescribeSecurityGroups. EC2 Error Code: InvalidGroup.NotFound. EC2 Error Message: The security group '${id}' does not exist`,
        ),
      otherVpc: (id) =>
        id.startsWith("sg-")
          ? invalid("Security Groups are required to be in the same VPC.")
          : invalid("Subnets are required to be in the same VPC."),
    },
  );
}

const ownerOf = (subnetId: string, groups: readonly string[]): string =>
  `lambda ${subnetId} ${groups.join(" ")}`;

/** @returns the owners of the interfaces that the function uses. */
export function ownersFor(properties: ValueMap): readonly string[] {
  const { subnetIds, securityGroupIds } = wishOf(properties);
  return subnetIds.map((subnetId) => ownerOf(subnetId, securityGroupIds));
}

export function placeFunction(scope: Scope, one: Thing): void {
  const { subnetIds, securityGroupIds } = wishOf(one.properties);
  for (const subnetId of subnetIds) {
    const owner = ownerOf(subnetId, securityGroupIds);
    const description = `AWS Lambda VPC ENI-${one.id}`;
    const [standing] = interfacesOf(scope, owner);
    // One that lingered is taken up again, for good.
    if (standing !== undefined) scope.put(networkInterfaceKind, arrive(standing));
    else
      placeInterfaces(scope, {
        owner,
        subnetIds: [subnetId],
        securityGroupIds,
        interfaceType: "lambda",
        description,
      });
  }
}

/** What no function uses any more begins to go. */
export function leaveInterfaces(scope: Scope, owners: readonly string[]): void {
  for (const owner of owners)
    if (scope.count(functionKind, "interfaces", owner) === 0)
      removeInterfaces(scope, owner, lingeringSeconds);
}

/** Before the function goes: its interfaces get other groups, so that nothing holds its own any longer. */
export function swapSecurityGroups(
  scope: Scope,
  one: Thing,
  securityGroupIds: readonly string[],
): void {
  for (const owner of interfaceOwners(one)) {
    if (scope.count(functionKind, "interfaces", owner) > 1) continue;
    for (const standing of interfacesOf(scope, owner))
      scope.put(networkInterfaceKind, { ...standing, securityGroupIds });
  }
}
