/**
 * Tiers of one's own in a VPC that is there already: its network, made larger.
 * Makes a subnet for each tier and zone, with route tables of their own, and for a public tier the
 * route to the internet gateway: the network's, or a new one where it has none. What was found stays
 * as it is: its subnets, main and other route tables, default group and default ACL. Subnets and
 * route tables are free of charge.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/create-subnets.html
 */
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, SubnetType, tiersOfType, type VpcAttributes } from "../network";
import type { AddedTiersArgs } from "./addedTiersArgs";
import { planAddedTiers, type AddedTiersPlan } from "./addedTiersPlan";
import {
  createAssociations,
  createInternetGateway,
  createInternetRoutes,
  createRouteTables,
  createSubnets,
  onceReached,
  type Building,
} from "./vpcParts";

type ByTier<T> = Record<string, Record<string, T>>;

/**
 * A network with the tiers that were added to it. It is `VpcAttributes`, so other components take it
 * as their `vpc`; what it has of the network as it was, it has of the zones in use here.
 */
export class AddedTiers extends pulumi.ComponentResource implements VpcAttributes {
  /** The VPC's id. */
  readonly vpcId: pulumi.Output<string>;
  /** The network's IPv4 blocks, the primary one first. */
  readonly cidrBlocks: string[];
  /** The zones in use. */
  readonly availabilityZones: string[];
  /** What each tier is, of the network's own and of those added. */
  readonly subnetTypes: Record<string, SubnetType>;
  /** The names of the tiers added. */
  readonly addedTiers: string[];
  /** Subnet ids, by tier and zone. */
  readonly subnetIds: ByTier<pulumi.Output<string>>;
  /** The route table of each subnet, by tier and zone. */
  readonly routeTableIds: ByTier<pulumi.Output<string>>;
  /** The block of each subnet that was added, by tier and zone. */
  readonly subnetLayout: ByTier<string>;
  /** All addresses of the network as a table to print: what was added, what others have, what is free. */
  readonly addressMap: string;
  /** The tiers whose zones share one route table. */
  readonly sharedRouteTableTiers: string[];
  /** The addresses each tier may ever use, as the fewest blocks that cover them. */
  readonly reservedCidrBlocks: Record<string, string[]>;
  /** The places of the /64s that each tier may ever use. */
  readonly reservedIpv6Subnets: Record<string, number[]>;
  /** The tiers with DNS64 and its route. */
  readonly nat64Tiers: string[];
  /** Subnet ids of the public tiers, in the order of tiers and zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** Subnet ids of the private tiers. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** Subnet ids of the isolated tiers. */
  readonly isolatedSubnetIds: pulumi.Output<string>[];
  /** The network's IPv6 block, where it has one. The tiers added have IPv4 alone. */
  readonly ipv6CidrBlock?: pulumi.Output<string>;
  /** The network's, or the one made for a public tier. */
  readonly internetGatewayId?: pulumi.Output<string>;
  /** The region, where it is not the provider's. */
  readonly region?: string;

  constructor(name: string, args: AddedTiersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:AddedTiers", name, {}, opts);
    const checked = { component: this, kind: "AddedTiers", name };
    const plan = checkedPlan(checked, args, () => planAddedTiers(args));
    const { vpc } = args;
    this.vpcId = pulumi.output(vpc.vpcId);
    const building: Building = {
      ...{ parent: this, name, plan, args: plan.vpcArgs },
      ...{ vpcId: this.vpcId, ipv6CidrBlock: undefined },
    };
    const internetGatewayId = vpc.internetGatewayId ?? createInternetGateway(building)?.id;
    const subnetIds = createSubnets(building, new Map());
    const routeTableIds = createRouteTables(building);
    const ways = [
      ...createAssociations(building, subnetIds, routeTableIds),
      ...createInternetRoutes(building, routeTableIds, internetGatewayId),
    ];

    const zones = [...plan.availabilityZones];
    this.cidrBlocks = vpc.cidrBlocks;
    this.availabilityZones = zones;
    this.addedTiers = Object.keys(plan.subnetTypes);
    this.subnetTypes = { ...vpc.subnetTypes, ...plan.subnetTypes };
    this.subnetIds = { ...inZones(vpc.subnetIds, zones), ...subnetIds };
    this.routeTableIds = { ...inZones(vpc.routeTableIds, zones), ...routeTableIds };
    this.subnetLayout = layoutOf(plan);
    this.addressMap = plan.addressMap;
    this.sharedRouteTableTiers = [
      ...(vpc.sharedRouteTableTiers ?? []),
      ...plan.sharedRouteTableTiers,
    ];
    this.reservedCidrBlocks = { ...vpc.reservedCidrBlocks, ...plan.reservedCidrBlocks };
    this.reservedIpv6Subnets = vpc.reservedIpv6Subnets ?? {};
    this.nat64Tiers = vpc.nat64Tiers ?? [];
    this.publicSubnetIds = idsOfType(this, SubnetType.Public);
    this.privateSubnetIds = idsOfType(this, SubnetType.Private);
    this.isolatedSubnetIds = idsOfType(this, SubnetType.Isolated);
    if (vpc.ipv6CidrBlock !== undefined) this.ipv6CidrBlock = pulumi.output(vpc.ipv6CidrBlock);
    if (internetGatewayId !== undefined)
      this.internetGatewayId = onceReached(internetGatewayId, plan.hasPublicTier ? ways : []);
    if (vpc.region !== undefined) this.region = vpc.region;
    this.registerOutputs(outputsOf(this));
  }
}

function inZones(
  found: Readonly<Record<string, Readonly<Record<string, pulumi.Input<string>>>>>,
  zones: readonly string[],
): ByTier<pulumi.Output<string>> {
  return Object.fromEntries(
    Object.entries(found).map(([tier, byZone]) => [
      tier,
      Object.fromEntries(
        Object.entries(byZone)
          .filter(([zone]) => zones.includes(zone))
          .map(([zone, id]) => [zone, pulumi.output(id)]),
      ),
    ]),
  );
}

const layoutOf = ({ tiers }: AddedTiersPlan): ByTier<string> =>
  Object.fromEntries(
    tiers.map(({ spec, subnets }) => [
      spec.name,
      Object.fromEntries(
        subnets.map(({ availabilityZone, cidrBlock = "" }) => [availabilityZone, cidrBlock]),
      ),
    ]),
  );

const idsOfType = (network: AddedTiers, type: SubnetType): pulumi.Output<string>[] =>
  tiersOfType(network.subnetTypes, type).flatMap((tier) =>
    Object.values(network.subnetIds[tier] ?? {}),
  );

function outputsOf(network: AddedTiers): pulumi.Inputs {
  return {
    vpcId: network.vpcId,
    cidrBlocks: network.cidrBlocks,
    availabilityZones: network.availabilityZones,
    subnetTypes: network.subnetTypes,
    addedTiers: network.addedTiers,
    subnetIds: network.subnetIds,
    routeTableIds: network.routeTableIds,
    subnetLayout: network.subnetLayout,
    addressMap: network.addressMap,
    sharedRouteTableTiers: network.sharedRouteTableTiers,
    reservedCidrBlocks: network.reservedCidrBlocks,
    reservedIpv6Subnets: network.reservedIpv6Subnets,
    nat64Tiers: network.nat64Tiers,
    publicSubnetIds: network.publicSubnetIds,
    privateSubnetIds: network.privateSubnetIds,
    isolatedSubnetIds: network.isolatedSubnetIds,
    ipv6CidrBlock: network.ipv6CidrBlock,
    internetGatewayId: network.internetGatewayId,
    region: network.region,
  };
}
