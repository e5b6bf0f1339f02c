/** The parts that a network is made of: its blocks, gateway, subnets, route tables and routes. */
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { ipv6Subnet } from "../../net";
import { childName, cidrBlockName, SubnetType, tagsOf, zoneSuffix } from "../network";
import type { VpcArgs } from "./vpcArgs";
import { SubnetIpv6 } from "./subnetSpec";
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
  /** What AWS chose; undefined in a network without IPv6. */
  readonly ipv6CidrBlock: pulumi.Output<string> | undefined;
}

export function createVpc(parent: pulumi.ComponentResource, name: string, args: VpcArgs): ec2.Vpc {
  return new ec2.Vpc(
    name,
    {
      cidrBlock: args.cidrBlock,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: args.ipv6 === true ? true : undefined,
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
  return byTier(plan, ({ spec, subnets, tagType, ipv6 }) =>
    subnets.map(({ availabilityZone, cidrBlock, vpcCidrBlock, ipv6Index }) => {
      // AWS has no room for the subnet before its block is in the VPC, nor lets the block go before it.
      const block = secondaryBlocks.get(vpcCidrBlock ?? "");
      const child = childName(name, spec.name, zoneSuffix(availabilityZone));
      const subnet = new ec2.Subnet(
        child,
        {
          vpcId,
          cidrBlock,
          [plan.zoneKind]: availabilityZone,
          ...ipv6Inputs(building, { spec, ipv6 }, ipv6Index),
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
        {
          parent,
          dependsOn: block ? [block] : [],
          ignoreChanges: (args.ignoredSubnetTagKeys ?? []).map((key) => `tags["${key}"]`),
        },
      );
      return [availabilityZone, subnet.id];
    }),
  );
}

/** The IPv6 part of a subnet: nothing in a tier with IPv4 alone. */
function ipv6Inputs(
  { ipv6CidrBlock, plan }: Building,
  { spec, ipv6 }: Pick<TierPlan, "spec" | "ipv6">,
  index: number | undefined,
): Partial<ec2.SubnetArgs> {
  if (ipv6CidrBlock === undefined || index === undefined) return {};
  const isOnly = ipv6 === SubnetIpv6.Ipv6Only;
  return {
    ipv6CidrBlock: ipv6CidrBlock.apply((block) => ipv6Subnet(block, index)),
    assignIpv6AddressOnCreation:
      spec.assignIpv6AddressOnCreation ?? (isOnly || spec.type !== SubnetType.Public),
    // Also what makes the provider take the block away when the tier gives IPv6 up: that it is no
    // longer written down is no difference to it.
    enableResourceNameDnsAaaaRecordOnLaunch: true,
    ...(isOnly && { ipv6Native: true }),
    ...(plan.nat64Tiers.includes(spec.name) && { enableDns64: true }),
  };
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
  internetGatewayId: pulumi.Input<string> | undefined,
): pulumi.CustomResource[] {
  return plan.tiers
    .filter(({ spec, ipv6 }) => spec.type === SubnetType.Public && ipv6 !== SubnetIpv6.Ipv6Only)
    .map(
      ({ spec }) =>
        new ec2.Route(
          childName(name, spec.name),
          {
            routeTableId: Object.values(tables[spec.name] ?? {})[0] ?? "",
            destinationCidrBlock: "0.0.0.0/0",
            gatewayId: internetGatewayId,
            region: args.region,
          },
          { parent },
        ),
    );
}

/** The gateway's id, once the public subnets reach it: what a NAT gateway among them waits for. */
export function onceReached(
  internetGatewayId: pulumi.Input<string>,
  ways: readonly pulumi.CustomResource[],
): pulumi.Output<string> {
  return pulumi.all([internetGatewayId, ...ways.map(({ id }) => id)]).apply(([id]) => id ?? "");
}

function byTier(
  plan: VpcPlan,
  ids: (tier: TierPlan) => (readonly [string, pulumi.Output<string>])[],
): IdsByTier {
  return Object.fromEntries(
    plan.tiers.map((tier) => [tier.spec.name, Object.fromEntries(ids(tier))]),
  );
}
