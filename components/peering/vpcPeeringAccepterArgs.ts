import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** What the accepter knows of a request. `VpcPeeringRequest` is it; another stack's outputs give the same. */
export interface PeeringRequestAttributes {
  /** The connection's id. */
  vpcPeeringConnectionId: pulumi.Input<string>;
  /** The requester's IPv4 blocks, all of them. Plain: routes are made, and named, from them. */
  requesterCidrBlocks: string[];
  /**
   * The requester's IPv6 block. Whether it is given is plain.
   *
   * @default - none: the requester has IPv4 alone
   */
  requesterIpv6CidrBlock?: pulumi.Input<string>;
  /**
   * The account that is asked, where it is not the requester's.
   *
   * @default - the requester's account
   */
  accepterAccountId?: pulumi.Input<string>;
  /**
   * The region that is asked, where it is not the requester's. Plain.
   *
   * @default - the requester's region
   */
  accepterRegion?: string;
}

/** The accepter's side of a peering across accounts or regions. */
export interface VpcPeeringAccepterArgs {
  /** The network that is asked: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /** The request: a `VpcPeeringRequest`, or what its stack has for outputs. */
  request: PeeringRequestAttributes;
  /**
   * The tiers whose route tables lead to the requester. Plain. An empty list makes no route.
   *
   * @default - all private tiers, or else all isolated ones
   */
  tiers?: string[];
  /**
   * Whether public host names of this network resolve to private addresses when the requester asks.
   * Both VPCs need DNS host names.
   *
   * @default false
   */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean>;
  /**
   * How AWS's consoles show the connection.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins. The requester has tags of its own.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
