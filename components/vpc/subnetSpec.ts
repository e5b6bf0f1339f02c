import type * as pulumi from "@pulumi/pulumi";
import type { SubnetType } from "../network";

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
   * other tier. Plain. A tier of this kind is the last of its block for good: nothing is left.
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
