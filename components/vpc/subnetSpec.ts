import type * as pulumi from "@pulumi/pulumi";
import type { SubnetType } from "../network";

/** Which addresses the subnets of a tier have. */
export enum SubnetIpv6 {
  /** IPv4 alone. */
  None = "none",
  /** IPv4 and IPv6. */
  DualStack = "dualStack",
  /** IPv6 alone. */
  Ipv6Only = "ipv6Only",
}

/** A tier: subnets of one type, one in each of its zones. */
export interface SubnetSpec {
  /** The tier's name, such as `private`. Plain; part of the name of all that belongs to it. */
  name: string;
  /** What its route tables lead to. Plain. */
  type: SubnetType;
  /**
   * The subnets' size, 16 to 28. Plain.
   *
   * @default 24, or the VPC block's own where that is smaller
   */
  cidrMask?: number;
  /**
   * Whether the subnets are as large as what is left of the block allows, with as many slots as any
   * other tier. Plain. A tier of this kind is the last of its block for good: nothing is left, and more
   * reserved slots would make its subnets smaller.
   *
   * @default false
   */
  remaining?: boolean;
  /**
   * Where the tier's slots start: `10.0.48.0`. Plain. Tiers that all say so may be added, dropped and
   * reordered at will; `addressMap` shows what to write to leave a deployed tier where it is.
   *
   * @default - after the tier before it in the list, as far as both are in one block
   */
  startAddress?: string;
  /**
   * Whether the tier's addresses are only kept, and no subnet is made: for later, or in place of a
   * tier that was dropped. Plain.
   *
   * @default false
   */
  reserved?: boolean;
  /**
   * The zones that the tier is in, as the network's list spells them. Plain. The slots of the others
   * stay reserved.
   *
   * @default - all of the network's
   */
  availabilityZones?: string[];
  /**
   * The VPC's block that the tier lies in: `cidrBlock`, or one of `secondaryCidrBlocks`. Plain.
   *
   * @default - `cidrBlock`
   */
  vpcCidrBlock?: string;
  /**
   * Blocks given by hand, by zone. Plain. The zone's slot stays reserved, so that no other subnet
   * moves.
   *
   * @default - each subnet has the block of its zone's slot
   */
  cidrBlocks?: Record<string, string>;
  /**
   * Whether the subnets have IPv6 addresses, in a network that has them. Plain. To IPv6 alone and back
   * replaces the subnets, which then need another `ipv6Slot`, as old and new stand side by side. Their
   * IPv4 slots stay reserved, so that no other subnet moves.
   *
   * @default - `DualStack` where the network has IPv6
   */
  ipv6?: SubnetIpv6;
  /**
   * The tier's slot among the network's /64s, 0 to 15, with room for sixteen zones in each. Plain.
   *
   * @default - its place in the list; to be given where there is a `startAddress`
   */
  ipv6Slot?: number;
  /**
   * Whether the tier's IPv6 clients reach IPv4 addresses through the NAT gateways: DNS64 in its
   * subnets, and the route of 64:ff9b::/96 that goes with it. Plain. A GB costs as any other through a
   * NAT gateway.
   *
   * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
   *
   * @default false
   */
  nat64?: boolean;
  /**
   * Whether interfaces get an IPv6 address on creation. In a public tier the internet can then reach
   * what its security groups allow.
   *
   * @default - true, but false in a public tier with IPv4 too
   */
  assignIpv6AddressOnCreation?: pulumi.Input<boolean>;
  /**
   * Whether instances get a public address on launch.
   *
   * @default false
   */
  mapPublicIpOnLaunch?: pulumi.Input<boolean>;
  /**
   * Tags for this tier's subnets, beside and before the network's.
   *
   * @default - the network's
   */
  tags?: Record<string, pulumi.Input<string>>;
}
