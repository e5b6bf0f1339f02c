/**
 * What one component knows of another's VPC: plain keys, `Input` values. `Vpc` satisfies it; an
 * awsx network, a VPC that exists already or a `StackReference` gives the same by hand.
 */
import type * as pulumi from "@pulumi/pulumi";

/**
 * What a tier's route tables lead to.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html
 */
export enum SubnetType {
  /** A default route to the internet gateway. */
  Public = "public",
  /** A way out through a NAT gateway, where there is one; no way in. */
  Private = "private",
  /** No default route at all. */
  Isolated = "isolated",
}

/** An AWS network as the components see it. Tiers and zones are plain; ids may be outputs. */
export interface VpcAttributes {
  /** The VPC's id. */
  vpcId: pulumi.Input<string>;
  /** The VPC's IPv4 blocks, the primary one first. Plain: rules are made, and named, from them. */
  cidrBlocks: string[];
  /**
   * The VPC's IPv6 block, which AWS chooses as a rule. Whether it is given is plain: IPv6 routes are
   * made where it is.
   *
   * @default - none: the VPC has IPv4 alone
   */
  ipv6CidrBlock?: pulumi.Input<string>;
  /** The zones in use, all by name or all by id. */
  availabilityZones: string[];
  /** What each tier is. Its keys are the tiers, in any order. */
  subnetTypes: Record<string, SubnetType>;
  /** Subnet ids, by tier and zone. */
  subnetIds: Record<string, Record<string, pulumi.Input<string>>>;
  /** The route table of each subnet, by tier and zone; a shared table is given for every zone. */
  routeTableIds: Record<string, Record<string, pulumi.Input<string>>>;
  /**
   * The tiers whose zones share one route table.
   *
   * @default - no tier: every subnet has a table of its own
   */
  sharedRouteTableTiers?: string[];
  /**
   * The fewest blocks that cover all addresses a tier may ever use. Network ACL rules are made
   * from them, so that a new zone changes no rule.
   *
   * @default - none: network ACL rules cannot name the tier
   */
  reservedCidrBlocks?: Record<string, string[]>;
  /**
   * The places, within the VPC's IPv6 block, of the /64s that a tier may ever use: 0 is its first
   * /64, and 3 that of 2001:db8:0:1203::/64 in 2001:db8:0:1200::/56. Plain, as the block itself is
   * known only once AWS has chosen it.
   *
   * @default - none: network ACL rules name the tier by its IPv4 addresses alone
   */
  reservedIpv6Subnets?: Record<string, number[]>;
  /**
   * The tiers whose IPv6 clients reach IPv4 addresses by NAT64: their route tables lead 64:ff9b::/96
   * to the NAT gateways, where there are any. Plain.
   *
   * @default - none
   */
  nat64Tiers?: string[];
  /**
   * The VPC's internet gateway: NAT gateways are made after it and deleted before it.
   *
   * @default - none is waited for
   */
  internetGatewayId?: pulumi.Input<string>;
  /**
   * The region of the network, where it is not the provider's. Every child is placed there.
   *
   * @default - the provider's region
   */
  region?: string;
}

/** The tiers of one type, in the order of `subnetTypes`. */
export function tiersOfType(
  subnetTypes: Readonly<Record<string, SubnetType>>,
  type: SubnetType,
): string[] {
  return Object.keys(subnetTypes).filter((tier) => subnetTypes[tier] === type);
}

/** All private tiers, or else all isolated ones: where what is inside is led to, unless said otherwise. */
export function insideTiers(subnetTypes: Readonly<Record<string, SubnetType>>): string[] {
  const privateTiers = tiersOfType(subnetTypes, SubnetType.Private);
  return privateTiers.length > 0 ? privateTiers : tiersOfType(subnetTypes, SubnetType.Isolated);
}

/** One route table of a tier, and what to call what belongs to it. */
interface TierRouteTable {
  readonly tier: string;
  /** Undefined where the tier's zones share the table. */
  readonly availabilityZone: string | undefined;
  readonly routeTableId: pulumi.Input<string>;
}

/** Each table of a tier once. */
export function routeTablesOfTier(vpc: VpcAttributes, tier: string): TierRouteTable[] {
  const tables = Object.entries(vpc.routeTableIds[tier] ?? {});
  const shared = (vpc.sharedRouteTableTiers ?? []).includes(tier);
  return (shared ? tables.slice(0, 1) : tables).map(([availabilityZone, routeTableId]) => ({
    tier,
    availabilityZone: shared ? undefined : availabilityZone,
    routeTableId,
  }));
}
