/** What a peering knows of a network: in full on this side, by its addresses on the other. */
import * as pulumi from "@pulumi/pulumi";
import type { VpcAttributes } from "../network";

/** One side of a peering of which the program makes both. */
export interface PeeringSide {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tiers whose route tables lead to the other network. Plain. An empty list makes no route.
   *
   * @default - all private tiers, or else all isolated ones
   */
  tiers?: string[];
  /**
   * Whether public host names of this network resolve to private addresses when the other asks.
   * Names in private hosted zones are nothing of it: associate the zone. Both VPCs need DNS host
   * names.
   *
   * @default false
   */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean>;
}

/** A network on the other side, of which no more is known. A `Vpc` is one. */
export interface PeerVpc {
  /** The VPC's id. */
  vpcId: pulumi.Input<string>;
  /** The VPC's IPv4 blocks, all of them. Plain: routes are made, and named, from them. */
  cidrBlocks: string[];
  /**
   * The VPC's IPv6 block. Whether it is given is plain.
   *
   * @default - none: the VPC has IPv4 alone
   */
  ipv6CidrBlock?: pulumi.Input<string>;
  /**
   * The region of the VPC, where it is not the requester's. Plain.
   *
   * @default - the requester's region
   */
  region?: string;
}

/** The addresses of a network. */
export interface Blocks {
  readonly cidrBlocks: readonly string[];
  readonly ipv6CidrBlock?: pulumi.Input<string> | undefined;
}

/**
 * What a request has to come after: AWS adds no block to a VPC that waits for an answer, and nothing
 * in the request's inputs says that the subnets in such blocks, and so the blocks, are there.
 */
export function afterSubnets({ subnetIds }: VpcAttributes): pulumi.Output<pulumi.Resource[]> {
  return pulumi.output(subnetIds).apply((): pulumi.Resource[] => []);
}
