import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { SubnetSpec } from "./subnetSpec";
import type { RouteTableStrategy } from "./vpcArgs";

/** Tiers for a VPC that is there already. */
export interface AddedTiersArgs {
  /**
   * The network as it is without these tiers: what `Vpc.get` finds, or its attributes given by hand.
   * Nothing of it is changed.
   */
  vpc: VpcAttributes;
  /**
   * The tiers to add, under names that the network has not. Plain. Each has a `startAddress`, or
   * follows one that has. With IPv4 alone.
   */
  subnetSpecs: SubnetSpec[];
  /**
   * The blocks of all subnets that others have in the VPC, such as the `occupiedCidrBlocks` of what
   * `Vpc.get` finds. Plain. A subnet over one is refused, and told where there is room.
   */
  occupiedCidrBlocks: string[];
  /**
   * The zones to add subnets in, as the network spells its own: others than its own too. Plain. The
   * attributes given are of these zones alone.
   *
   * @default - all of the network's
   */
  availabilityZones?: string[];
  /**
   * How many slots each tier reserves. Plain. Raising it moves later tiers, and so replaces their
   * subnets.
   *
   * @default 3
   */
  reservedAvailabilityZones?: number;
  /**
   * How the tiers are given route tables of their own. Plain. Leave it be on a deployed network.
   *
   * @default - `PerAz` for private tiers; isolated tiers share one each
   */
  routeTableStrategy?: RouteTableStrategy;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins. By them the next `Vpc.get` knows what
   * is the program's own (`exceptTags`).
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
