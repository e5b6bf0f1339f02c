/** The parts that a network is made of: its blocks, gateway, subnets, route tables and routes. */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { childName, cidrBlockName, SubnetType, tagsOf, tiersOfType, zoneSuffix } from "../network";
import type { VpcArgs } from "./vpcArgs";
import type { TierPlan, VpcPlan } from "./vpcPlan";

/** Ids by tier and zone. */
export type IdsByTier = Record<string, Record<string, pulumi.Output<string>>>;

/** What the parts of a network are built from. */
export interface Building {
  readonly parent: pulumi.ComponentResource;
  readonly name: string;
  readonly args: VpcArgs;
  readonly plan: VpcPlan;
  readonly vpcId: pulumi.Output<string>;
}

export function createVpc(parent: pulumi.ComponentResource, name: string, args: VpcArgs): ec2.Vpc {
  return new ec2.Vpc(
    name,
    {
      cidrBlock: args.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      region: args.region,
      tags: tagsOf(args, { child: name, resourceType: "vpc" }),
    },
    { parent },
  );
}

/** The further blocks, by their text. */
export function createSecondaryBlocks({ parent, name, args, vpcId }: Building) {
  return new Map(
    (args.secondaryCidrBlocks ?? []).map((cidrBlock) => [
      cidrBlock,
      new ec2.VpcIpv4CidrBlockAssociation(
        childName(name, cidrBlockName(cidrBlock)),
        { vpcId, cidrBlock, region: args.region },
        { parent },
      ),
    ]),
  );
}

/** AWS lets everything in the default group reach everything; adopted without rules it lets nothing. */
export function closeDefaultSecurityGroup({ parent, name, args, vpcId }: Building): void {
  const child = childName(name, "default");
  new ec2.DefaultSecurityGroup(
    child,
    {
      vpcId,
      ingress: [],
      egress: [],
      region: args.region,
      tags: tagsOf(args, { child, resourceType: "sg", detail: "default" }),
    },
    { parent },
  );
}

export function createInternetGateway(building: Building): ec2.InternetGateway | undefined {
  const { parent, name, args, plan, vpcId } = building;
  if (!plan.hasPublicTier) return undefined;
  return new ec2.InternetGateway(
    name,
    { vpcId, region: args.region, tags: tagsOf(args, { child: name, resourceType: "igw" }) },
    { parent },
  );
}

export function createSubnets(
  building: Building,
  secondaryBlocks: ReadonlyMap<string, pulumi.Resource>,
): IdsByTier {
  const { parent, name, args, plan, vpcId } = building;
  return byTier(plan, ({ spec, subnets, tagType }) =>
    subnets.map(({ availabilityZone, cidrBlock, vpcCidrBlock }) => {
      // AWS has no room for the subnet before its block is in the VPC, nor lets the block go before it.
      const block = secondaryBlocks.get(vpcCidrBlock);
      const child = childName(name, spec.name, zoneSuffix(availabilityZone));
      const subnet = new ec2.Subnet(
        child,
        {
          vpcId,
          cidrBlock,
          [plan.zoneKind]: availabilityZone,
          mapPublicIpOnLaunch: spec.mapPublicIpOnLaunch ?? false,
          region: args.region,
          tags: tagsOf(
            { naming: args.naming, tags: { ...args.tags, ...spec.tags } },
            {
              child,
              resourceType: `subnet-${spec.name}`,
              detail: availabilityZone,
              type: tagType,
            },
          ),
        },
        { parent, dependsOn: block ? [block] : [] },
      );
      return [availabilityZone, subnet.id];
    }),
  );
}

/** A shared table is listed for each of its zones, so that readers need not know of sharing. */
export function createRouteTables(building: Building): IdsByTier {
  return byTier(building.plan, (tier) => {
    const zones = tier.subnets.map(({ availabilityZone }) => availabilityZone);
    if (!tier.sharedRouteTable) {
      return zones.map((zone) => [zone, createRouteTable(building, tier, zone)]);
    }
    const shared = createRouteTable(building, tier, undefined);
    return zones.map((zone) => [zone, shared]);
  });
}

function createRouteTable(
  { parent, name, args, vpcId }: Building,
  { spec, tagType }: TierPlan,
  zone: string | undefined,
): pulumi.Output<string> {
  const child = childName(name, spec.name, zoneSuffix(zone));
  return new ec2.RouteTable(
    child,
    {
      vpcId,
      region: args.region,
      tags: tagsOf(args, {
        child,
        resourceType: `rtb-${spec.name}`,
        detail: zone,
        type: tagType,
      }),
    },
    { parent },
  ).id;
}

/** Those of the public tiers are returned: without them nothing there reaches the internet. */
export function createAssociations(
  building: Building,
  subnets: IdsByTier,
  tables: IdsByTier,
): pulumi.CustomResource[] {
  const { parent, name, args, plan } = building;
  const ofPublicTiers: pulumi.CustomResource[] = [];
  for (const { spec, subnets: planned } of plan.tiers) {
    for (const { availabilityZone } of planned) {
      const association = new ec2.RouteTableAssociation(
        childName(name, spec.name, zoneSuffix(availabilityZone)),
        {
          subnetId: subnets[spec.name]?.[availabilityZone],
          routeTableId: tables[spec.name]?.[availabilityZone] ?? "",
          region: args.region,
        },
        { parent },
      );
      if (spec.type === SubnetType.Public) ofPublicTiers.push(association);
    }
  }
  return ofPublicTiers;
}

export function createInternetRoutes(
  { parent, name, args, plan }: Building,
  tables: IdsByTier,
  internetGateway: ec2.InternetGateway | undefined,
): pulumi.CustomResource[] {
  return tiersOfType(plan.subnetTypes, SubnetType.Public).map(
    (tier) =>
      new ec2.Route(
        childName(name, tier),
        {
          routeTableId: Object.values(tables[tier] ?? {})[0] ?? "",
          destinationCidrBlock: "0.0.0.0/0",
          gatewayId: internetGateway?.id,
          region: args.region,
        },
        { parent },
      ),
  );
}

/** The gateway's id, once the public subnets reach it: what a NAT gateway among them waits for. */
export function onceReached(
  internetGateway: ec2.InternetGateway,
  ways: readonly pulumi.CustomResource[],
): pulumi.Output<string> {
  return pulumi.all([internetGateway.id, ...ways.map(({ id }) => id)]).apply(([id]) => id ?? "");
}

function byTier(
  plan: VpcPlan,
  ids: (tier: TierPlan) => (readonly [string, pulumi.Output<string>])[],
): IdsByTier {
  return Object.fromEntries(
    plan.tiers.map((tier) => [tier.spec.name, Object.fromEntries(ids(tier))]),
  );
}
