import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What of the internet is blocked in a whole region of an account. */
export enum BlockPublicAccessMode {
  /** Everything to and from the internet. */
  Bidirectional = "block-bidirectional",
  /** What the internet begins: NAT gateways and egress-only internet gateways still lead out. */
  Ingress = "block-ingress",
}

/** What is let through where something is excepted. */
export enum BlockPublicAccessExclusionMode {
  /** Both ways: it opens access. */
  Bidirectional = "allow-bidirectional",
  /** Out only, by NAT gateways and egress-only internet gateways. */
  Egress = "allow-egress",
}

/** A network, or subnets of it, that the block does not hold for. */
export interface BlockPublicAccessExclusion {
  /** What it is called, e.g. `web`. Plain; part of the names of what is made for it. */
  name: string;
  /** What is let through. Plain. */
  mode: BlockPublicAccessExclusionMode;
  /**
   * A whole VPC.
   *
   * @default - none: give this or `subnetIds`
   */
  vpcId?: pulumi.Input<string>;
  /**
   * Subnets, by zone as a tier of a `Vpc` gives them (`vpc.subnetIds.public`), or by other keys. Keys
   * are plain.
   *
   * @default - none: give these or `vpcId`
   */
  subnetIds?: Record<string, pulumi.Input<string>>;
}

/** VPC Block Public Access for a region of an account. */
export interface BlockPublicAccessArgs {
  /** What is blocked, for all VPCs of the account in the region, whoever made them. Plain. */
  mode: BlockPublicAccessMode;
  /**
   * What it does not hold for. Plain, but for the ids. AWS allows 50 in a region.
   *
   * @default - nothing is excepted
   */
  exclusions?: BlockPublicAccessExclusion[];
  /**
   * The region. Plain.
   *
   * @default - the provider's
   */
  region?: string;
  /**
   * How AWS's consoles show the resources.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every exclusion; a `Name` among them wins. The block itself has no tags.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
