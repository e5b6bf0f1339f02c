import type * as pulumi from "@pulumi/pulumi";
import type { VpcEndpointsSpec } from "../endpoints";
import type { NatGatewaysSpec } from "../nat";
import type { Naming } from "../network";
import type { FlowLogsSpec } from "../observability";
import type { DhcpOptionsSpec } from "./dhcpOptions";
import type { SubnetSpec } from "./subnetSpec";

/** How private and isolated tiers are given route tables. Public tiers share one each in any case. */
export enum RouteTableStrategy {
  /** One for each zone and private tier, so that each zone can leave by its own NAT gateway. */
  PerAz = "perAz",
  /** One for each tier. */
  PerTier = "perTier",
}

/**
 * A network. More than fourteen arguments, as one constructor does the common nine tenths; what is
 * nested has arguments of its own.
 */
export interface VpcArgs {
  /** The VPC's IPv4 block, /16 to /28, without host bits. Plain: subnets are calculated from it. */
  cidrBlock: string;
  /**
   * Further IPv4 blocks, for tiers that name them (`vpcCidrBlock`): 100.64.0.0/10 for pods, say. Plain.
   * AWS lets five in all stand together, and not every range beside every other.
   *
   * @default - none
   */
  secondaryCidrBlocks?: string[];
  /**
   * Where no subnet may lie: the blocks of subnets in this VPC that others made. Plain. A subnet over
   * one is refused, and told where there is room; none is ever moved.
   *
   * @default - none
   */
  occupiedCidrBlocks?: string[];
  /**
   * Whether the network has IPv6 as well: a /56 that AWS chooses, a /64 of it in every subnet, and for
   * private tiers an egress-only internet gateway, so that they reach the internet and it does not
   * reach them. Free of charge. Plain. Before it is taken away, the tiers give up theirs (`ipv6`).
   *
   * https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html
   *
   * @default false
   */
  ipv6?: boolean;
  /**
   * The zones to use, by name (`us-east-1a`). Plain. Their order means nothing.
   *
   * @default - none: give these or `availabilityZoneIds`
   */
  availabilityZoneNames?: string[];
  /**
   * The zones to use, by id (`use1-az1`), which mean the same place in every account. Plain.
   *
   * @default - none: give these or `availabilityZoneNames`
   */
  availabilityZoneIds?: string[];
  /**
   * The slot of a zone in every tier, where it is to be another than its own. Plain.
   *
   * @default - its letter (a = 0 …), or the number of its id less one
   */
  availabilityZoneSlots?: Record<string, number>;
  /**
   * How many slots each tier reserves. Plain. Raising it moves later tiers, and so replaces their
   * subnets.
   *
   * @default 3
   */
  reservedAvailabilityZones?: number;
  /**
   * The tiers. Plain. Where they have no `startAddress` their order decides addresses: add new ones at
   * the end, and leave a dropped one in as `reserved`.
   */
  subnetSpecs: SubnetSpec[];
  /**
   * How private and isolated tiers are given route tables. Plain. Leave it be on a
   * deployed network: Pulumi cannot record a subnet's move from one table to another, and a rehearsal
   * refuses it, with the steps (`--accept moves`).
   *
   * @default - `PerAz` for private tiers; isolated tiers, which have no routes, share one each
   */
  routeTableStrategy?: RouteTableStrategy;
  /**
   * Whether the default network ACL is taken over and closed too. Plain. Subnets that no `NetworkAcls`
   * takes are in it, and then reach nothing and nobody. Taken back, it stays as it is: closed.
   *
   * @default false, as a network without ACLs of its own rests on it
   */
  closeDefaultNetworkAcl?: boolean;
  /**
   * What the DHCP server tells hosts.
   *
   * @default - what AWS has for the region: its own resolver, and a domain of its own
   */
  dhcpOptions?: DhcpOptionsSpec;
  /**
   * Keys of subnet tags that others write, and that are left as they are: those of Kubernetes
   * (`kubernetes.io/cluster/prod`), say. Plain.
   *
   * @default - none: a tag that the program does not write is taken away once a refresh has seen it
   */
  ignoredSubnetTagKeys?: string[];
  /**
   * The NAT gateways.
   *
   * @default - none: they cost about $0.045 an hour each
   */
  natGateways?: NatGatewaysSpec;
  /**
   * The VPC endpoints.
   *
   * @default - none
   */
  endpoints?: VpcEndpointsSpec;
  /**
   * The flow logs.
   *
   * @default - none
   */
  flowLogs?: FlowLogsSpec;
  /**
   * The region of the network. Plain. Every child is placed there.
   *
   * @default - the provider's region
   */
  region?: string;
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
