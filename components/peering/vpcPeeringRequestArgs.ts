import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { PeerVpc } from "./peeringSide";

/** The requester's side of a peering across accounts or regions. */
export interface VpcPeeringRequestArgs {
  /** The network that asks: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /** The network that is asked: a `Vpc`, or what is known of it. */
  peer: PeerVpc;
  /**
   * The account of the network that is asked, 12 digits.
   *
   * @default - the requester's account
   */
  peerAccountId?: pulumi.Input<string>;
  /**
   * The region of the network that is asked, where its own provider has it. Plain.
   *
   * @default - `peer.region`, or else the requester's region
   */
  peerRegion?: string;
  /**
   * The tiers whose route tables lead to the peer. Plain. An empty list makes no route.
   *
   * @default - all private tiers, or else all isolated ones
   */
  tiers?: string[];
  /**
   * How AWS's consoles show the connection.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins. The accepter has tags of its own.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
