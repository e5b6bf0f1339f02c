/** What `Vpc` will make, decided from plain values alone, and all that is wrong with its arguments. */
import { addressMap, allocateSubnets, type Issue, type SubnetLayout } from "../../net";
import { planVpcEndpoints } from "../endpoints";
import { planNatGateways } from "../nat";
import { refuseValue, SubnetType, tiersOfType, under } from "../network";
import { planFlowLogs } from "../observability";
import { refuseDhcpOptions } from "./dhcpOptions";
import { ipv6Of, planIpv6, type Ipv6Plan } from "./ipv6Plan";
import { SubnetIpv6, type SubnetSpec } from "./subnetSpec";
import { RouteTableStrategy, type VpcArgs } from "./vpcArgs";

interface SubnetPlan {
  readonly availabilityZone: string;
  /** Undefined in a tier of IPv6 alone. */
  readonly cidrBlock: string | undefined;
  /** The VPC's block that it lies in. */
  readonly vpcCidrBlock: string | undefined;
  /** Which /64 of the VPC's IPv6 block it has. */
  readonly ipv6Index: number | undefined;
}

export interface TierPlan {
  readonly spec: SubnetSpec;
  readonly ipv6: SubnetIpv6;
  readonly subnets: readonly SubnetPlan[];
  /** Whether the tier's zones share one route table. */
  readonly sharedRouteTable: boolean;
  /** The tag `Type`: public, private, or an isolated tier's own name. */
  readonly tagType: string;
}

export interface VpcPlan {
  readonly tiers: readonly TierPlan[];
  readonly availabilityZones: readonly string[];
  readonly zoneKind: "availabilityZone" | "availabilityZoneId";
  readonly subnetTypes: Record<string, SubnetType>;
  readonly sharedRouteTableTiers: string[];
  readonly reservedCidrBlocks: Record<string, string[]>;
  readonly hasPublicTier: boolean;
  readonly reservedIpv6Subnets: Record<string, number[]>;
  /** The tiers with DNS64 and its route. */
  readonly nat64Tiers: string[];
  /** All addresses of the network, as a table. */
  readonly addressMap: string;
  readonly issues: readonly Issue[];
}

export function planVpc(args: VpcArgs): VpcPlan {
  const byId = args.availabilityZoneNames === undefined && args.availabilityZoneIds !== undefined;
  const zones = args.availabilityZoneNames ?? args.availabilityZoneIds ?? [];
  const layout = allocateSubnets({
    cidrBlock: args.cidrBlock,
    secondaryCidrBlocks: args.secondaryCidrBlocks,
    occupiedCidrBlocks: args.occupiedCidrBlocks,
    availabilityZones: zones,
    availabilityZonesArgument: byId ? "availabilityZoneIds" : "availabilityZoneNames",
    availabilityZoneSlots: args.availabilityZoneSlots,
    reservedAvailabilityZones: args.reservedAvailabilityZones,
    subnetSpecs: args.subnetSpecs.map((spec) => withIpv4Part(args, spec)),
  });
  const ipv6 = planIpv6(args, zones);
  const made = args.subnetSpecs.filter(({ reserved }) => reserved !== true);
  const subnetTypes = Object.fromEntries(made.map(({ name, type }) => [name, type]));
  const sharedRouteTableTiers = made
    .filter((spec) => sharesRouteTable(spec, args.routeTableStrategy))
    .map(({ name }) => name);
  const reservedCidrBlocks = reservedBlocks(args, layout);
  const site = {
    cidrBlocks: [args.cidrBlock, ...(args.secondaryCidrBlocks ?? [])],
    availabilityZones: zones,
    subnetTypes,
    sharedRouteTableTiers,
    nat64Tiers: ipv6.nat64Tiers,
    reservedIpv6Subnets: ipv6.reserved,
    reservedCidrBlocks,
    tierZones: Object.fromEntries(
      made.map(({ name, availabilityZones }) => [name, availabilityZones ?? zones]),
    ),
    region: args.region,
  };
  const issues = [
    ...layout.issues,
    ...ipv6.issues,
    ...refuseBothZoneLists(args),
    ...refuseEnums(args),
    ...refuseIgnoredTags(args),
    ...under("dhcpOptions", args.dhcpOptions ? refuseDhcpOptions(args.dhcpOptions) : []),
    ...nestedIssues(args, site),
    ...refuseGatewaysWithoutSubnet(args, site),
  ];
  return {
    tiers: planTiers(args, { layout, ipv6, zones, shared: sharedRouteTableTiers }),
    availabilityZones: zones,
    zoneKind: byId ? "availabilityZoneId" : "availabilityZone",
    subnetTypes,
    sharedRouteTableTiers,
    reservedCidrBlocks,
    reservedIpv6Subnets: ipv6.reserved,
    nat64Tiers: ipv6.nat64Tiers,
    hasPublicTier: tiersOfType(subnetTypes, SubnetType.Public).length > 0,
    addressMap: addressMap(layout),
    issues,
  };
}

/** A tier of IPv6 alone keeps its IPv4 slots, and has no subnet in them. */
function withIpv4Part(args: VpcArgs, spec: SubnetSpec): SubnetSpec {
  if (ipv6Of(args, spec) !== SubnetIpv6.Ipv6Only) return spec;
  const { cidrBlocks: _, ...rest } = spec;
  return { ...rest, reserved: true };
}

function hasIpv4(args: VpcArgs, spec: SubnetSpec | undefined): boolean {
  return spec !== undefined && spec.reserved !== true && ipv6Of(args, spec) !== SubnetIpv6.Ipv6Only;
}

function reservedBlocks(args: VpcArgs, { tiers }: SubnetLayout): Record<string, string[]> {
  return Object.fromEntries(
    tiers
      .filter((_, index) => hasIpv4(args, args.subnetSpecs[index]))
      .map(({ name, reserved }) => [name, reserved.map(String)]),
  );
}

interface Addresses {
  readonly layout: SubnetLayout;
  readonly ipv6: Ipv6Plan;
  readonly zones: readonly string[];
  readonly shared: readonly string[];
}

function planTiers(args: VpcArgs, { layout, ipv6, zones, shared }: Addresses): TierPlan[] {
  const tiers = args.subnetSpecs.map((spec, index) => ({
    spec,
    ipv6: ipv6Of(args, spec),
    subnets: zones
      .filter((zone) => (spec.availabilityZones ?? zones).includes(zone))
      .map((availabilityZone) => {
        const cidrBlock = layout.tiers[index]?.subnets.find(
          ({ zone }) => zone.name === availabilityZone,
        )?.cidrBlock;
        return {
          availabilityZone,
          cidrBlock: cidrBlock?.toString(),
          vpcCidrBlock:
            cidrBlock && layout.blocks.find((one) => one.contains(cidrBlock))?.toString(),
          ipv6Index: ipv6.indexes.get(spec.name)?.get(availabilityZone),
        };
      }),
    sharedRouteTable: shared.includes(spec.name),
    tagType: spec.type === SubnetType.Isolated ? spec.name : spec.type,
  }));
  return tiers.filter(({ spec }) => spec.reserved !== true);
}

/** The routes of a public tier are the same in every zone; an isolated tier has none. */
function sharesRouteTable({ type }: SubnetSpec, strategy: RouteTableStrategy | undefined): boolean {
  switch (type) {
    case SubnetType.Public:
      return true;
    case SubnetType.Private:
      return strategy === RouteTableStrategy.PerTier;
    case SubnetType.Isolated:
      return strategy !== RouteTableStrategy.PerAz;
  }
}

function refuseBothZoneLists(args: VpcArgs): Issue[] {
  if (!args.availabilityZoneNames || !args.availabilityZoneIds) return [];
  const reason = "must be left out where availabilityZoneNames is given";
  return [{ propertyPath: "availabilityZoneIds", reason }];
}

/** A tag cannot be both the program's and another's. */
function refuseIgnoredTags({ ignoredSubnetTagKeys, tags, subnetSpecs }: VpcArgs): Issue[] {
  const own = ["Name", "Type", ...Object.keys(tags ?? {})];
  return (ignoredSubnetTagKeys ?? []).flatMap((key, index) => {
    const propertyPath = `ignoredSubnetTagKeys[${index}]`;
    if (key === "" || /["\\]/.test(key)) {
      return [{ propertyPath, reason: `must be a tag's key without quotes, got '${key}'` }];
    }
    if (![...own, ...subnetSpecs.flatMap((spec) => Object.keys(spec.tags ?? {}))].includes(key)) {
      return [];
    }
    const reason = `must be a tag that the program does not write itself, got "${key}"; leave it out of one of the two`;
    return [{ propertyPath, reason }];
  });
}

function refuseEnums(args: VpcArgs): Issue[] {
  const { subnetSpecs, routeTableStrategy = RouteTableStrategy.PerAz } = args;
  return [
    ...subnetSpecs.flatMap(({ type }, index) =>
      refuseValue(`subnetSpecs[${index}].type`, SubnetType, type),
    ),
    ...refuseValue("routeTableStrategy", RouteTableStrategy, routeTableStrategy),
  ];
}

type Site = Parameters<typeof planNatGateways>[1] & Parameters<typeof planVpcEndpoints>[1];

/** Nested components would refuse these too, but only after the VPC's own children are registered. */
function nestedIssues(args: VpcArgs, site: Site): Issue[] {
  const nat = args.natGateways ? planNatGateways(args.natGateways, site).issues : [];
  const endpoints = args.endpoints ? planVpcEndpoints(args.endpoints, site).issues : [];
  const flowLogs = args.flowLogs ? planFlowLogs(args.flowLogs, site).issues : [];
  return [
    ...under("natGateways", nat),
    ...under("endpoints", endpoints),
    ...under("flowLogs", flowLogs),
  ].map((issue) =>
    // `Vpc` has the one region for all its parts.
    issue.propertyPath === "endpoints.region" ? { ...issue, propertyPath: "region" } : issue,
  );
}

/** A tier need not be in every zone; the one that the gateways stand in has to be in each of theirs. */
function refuseGatewaysWithoutSubnet(args: VpcArgs, site: Site): Issue[] {
  if (!args.natGateways) return [];
  const { tier, availabilityZones } = planNatGateways(args.natGateways, site);
  const spec = args.subnetSpecs.find(({ name }) => name === tier);
  const zones = spec?.availabilityZones ?? site.availabilityZones;
  const without = availabilityZones.filter((zone) => !zones.includes(zone));
  if (spec === undefined || without.length === 0) return [];
  const reason = `must be a tier with a subnet in each zone of a gateway (${availabilityZones.join(", ")}), got "${tier}", which has none in ${without.join(", ")}`;
  return [{ propertyPath: "natGateways.tier", reason }];
}
