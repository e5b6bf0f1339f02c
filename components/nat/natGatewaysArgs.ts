import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { NatInstancesSpec } from "./natInstancesArgs";

/** What private subnets leave a network through, and where it stands. */
export enum NatGatewayStrategy {
  /** Nothing: private subnets reach nothing outside but endpoints. */
  None = "none",
  /** One NAT gateway, in a zone the program names; all private subnets leave through it. */
  Single = "single",
  /** One in each zone; a private subnet leaves through its own zone's. */
  OnePerAz = "onePerAz",
  /**
   * One for the whole VPC, which stands in no subnet and spreads over the zones by itself.
   * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
   */
  Regional = "regional",
  /** NAT instances of one's own: cheap, slow, and replaced with a gap. */
  Instance = "instance",
}

/**
 * What a NAT gateway leads to.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
 */
export enum NatConnectivityType {
  /** The internet, from an Elastic IP. */
  Public = "public",
  /** Other networks, from an address of its subnet. */
  Private = "private",
}

/** The NAT gateways of a network, as nested in `Vpc`. */
export interface NatGatewaysSpec {
  /**
   * How many, and where. Plain: it decides what is made. A gateway costs about $0.045 an hour, a
   * regional one that in each zone it has spread to; a NAT instance costs about $0.0042.
   */
  strategy: NatGatewayStrategy;
  /**
   * The zone of the one NAT gateway or instance, as the network's list spells it; with `Regional`
   * and `keepElasticIps`, the zone whose gateway's address the regional one takes over. Plain.
   *
   * @default - none; `Single` needs one, so that reordering the zones never moves the gateway
   */
  availabilityZone?: string;
  /**
   * Elastic IPs of one's own, by zone: their allocation ids. Keys are plain. AWS lets no two things
   * have one address, so a gateway that holds one is deleted before its replacement is made.
   *
   * @default - a new Elastic IP for each gateway; AWS brings those of a regional one
   */
  elasticIpAllocationIds?: Record<string, pulumi.Input<string>>;
  /**
   * Whether addresses made here outlive the gateways that hold them. Plain. What replaces a gateway
   * is then made after it has gone: private subnets have no way out for about three minutes. An
   * address that nothing holds costs $0.005 an hour all the same.
   *
   * @default false - what replaces a gateway has a new address, and is made first
   */
  keepElasticIps?: boolean;
  /**
   * Further Elastic IPs of the gateways, by zone: their allocation ids, up to 7. Keys are plain.
   * Each carries 55,000 more connections to one destination. AWS allows one until the quota "Elastic
   * IP addresses per public NAT gateway" (2) is raised.
   *
   * @default - none
   */
  secondaryAllocationIds?: Record<string, pulumi.Input<string>[]>;
  /**
   * Further addresses of the gateways in their own subnets, by zone: of a private gateway up to 31,
   * of a public one as many as it has further Elastic IPs. Keys are plain.
   *
   * @default - none, or for Elastic IPs those that AWS chooses
   */
  secondaryPrivateIpAddresses?: Record<string, pulumi.Input<string>[]>;
  /**
   * The tier that the gateways stand in. Plain.
   *
   * @default - the first public tier; private gateways need one
   */
  tier?: string;
  /**
   * Whether they lead to the internet or to other networks. Plain.
   *
   * @default NatConnectivityType.Public
   */
  connectivityType?: NatConnectivityType;
  /**
   * What is sent to them: the IPv4 blocks that the routes are for. Plain.
   *
   * @default - everything, 0.0.0.0/0
   */
  destinationCidrBlocks?: string[];
  /**
   * The private tiers that leave through them. Plain.
   *
   * @default - all private tiers, but not the one that private gateways stand in
   */
  routeTableTiers?: string[];
  /**
   * What the NAT instances of `Instance` are. With another strategy it says nothing.
   *
   * @default - t4g.nano on Amazon Linux 2023
   */
  instances?: NatInstancesSpec;
}

/** The NAT gateways of a network. */
export interface NatGatewaysArgs extends NatGatewaysSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
