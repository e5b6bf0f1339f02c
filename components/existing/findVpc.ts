/** Looks a VPC up in AWS: it, its subnets and its route tables. Nothing is made, and nothing is changed. */
import * as ec2 from "@pulumi/aws/ec2";
import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { layOut, type FoundRouteTable, type FoundSubnet, type FoundVpc } from "./existingLayout";
import type { ExistingVpc } from "./existingVpc";
import type { ExistingVpcArgs } from "./existingVpcArgs";
import { refuseLookup } from "./invalidLookup";

/**
 * @throws InvalidLookupError where the arguments name no one VPC, or do not tell its subnets apart
 */
export async function findVpc(
  args: ExistingVpcArgs,
  opts?: pulumi.InvokeOptions,
): Promise<ExistingVpc> {
  refuseLookup("Vpc.get", refuseChoice(args));
  const { vpc, issues } = layOut(await lookUp(args, opts), args);
  refuseLookup("Vpc.get", issues);
  return vpc;
}

function refuseChoice({ vpcId, tags, default: isDefault, ...args }: ExistingVpcArgs): Issue[] {
  const given = [
    ...(vpcId === undefined ? [] : ["vpcId"]),
    ...(tags === undefined ? [] : ["tags"]),
    ...(isDefault ? ["default"] : []),
  ];
  const issues: Issue[] = [];
  if (args.exceptTags !== undefined && Object.keys(args.exceptTags).length === 0)
    issues.push({
      propertyPath: "exceptTags",
      reason: "must name a tag, got none; every subnet has all of no tags",
    });
  if (given.length !== 1)
    issues.push({
      propertyPath: given[1] ?? "vpcId",
      reason: `must be the only one of vpcId, tags and default, got ${given.join(", ") || "none of them"}`,
    });
  if (args.tierTag !== undefined && args.tierSubnetIds !== undefined)
    issues.push({
      propertyPath: "tierTag",
      reason: "must be left out where tierSubnetIds is given",
    });
  return issues;
}

async function lookUp(
  { vpcId, tags, default: isDefault, region }: ExistingVpcArgs,
  opts: pulumi.InvokeOptions | undefined,
): Promise<FoundVpc> {
  const which = isDefault ? { default: true } : vpcId === undefined ? { tags } : { id: vpcId };
  const vpc = await ec2.getVpc({ ...which, region }, opts);
  const filters = [{ name: "vpc-id", values: [vpc.id] }];
  const [subnets, tables] = await Promise.all([
    ec2.getSubnets({ filters, region }, opts),
    ec2.getRouteTables({ vpcId: vpc.id, region }, opts),
  ]);
  const blocks = vpc.cidrBlockAssociations
    .filter(({ state }) => state === "associated")
    .map(({ cidrBlock }) => cidrBlock);
  return {
    id: vpc.id,
    arn: vpc.arn,
    cidrBlocks: [vpc.cidrBlock, ...blocks.filter((block) => block !== vpc.cidrBlock)],
    ipv6CidrBlock: vpc.ipv6CidrBlockAssociations.find(({ state }) => state === "associated")
      ?.ipv6CidrBlock,
    subnets: await Promise.all(subnets.ids.map((id) => subnet(id, region, opts))),
    routeTables: await Promise.all(tables.ids.map((id) => routeTable(id, region, opts))),
  };
}

async function subnet(
  id: string,
  region: string | undefined,
  opts: pulumi.InvokeOptions | undefined,
): Promise<FoundSubnet> {
  const { availabilityZone, availabilityZoneId, cidrBlock, tags } = await ec2.getSubnet(
    { id, region },
    opts,
  );
  return { id, availabilityZone, availabilityZoneId, cidrBlock, tags };
}

async function routeTable(
  id: string,
  region: string | undefined,
  opts: pulumi.InvokeOptions | undefined,
): Promise<FoundRouteTable> {
  const { associations, routes, tags } = await ec2.getRouteTable(
    { routeTableId: id, region },
    opts,
  );
  return {
    id,
    isMain: associations.some(({ main }) => main),
    subnetIds: associations.map(({ subnetId }) => subnetId).filter((one) => one !== ""),
    associationIds: Object.fromEntries(
      associations.map((one) => [one.subnetId, one.routeTableAssociationId]),
    ),
    routes,
    tags,
  };
}
