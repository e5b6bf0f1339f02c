import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";
import type { PeeringSide } from "./peeringSide";

/** Two networks of one account, peered. */
export interface VpcPeeringArgs {
  /** The network that asks for the connection. */
  requester: PeeringSide;
  /** The network that is asked; the connection is accepted for it. */
  accepter: PeeringSide;
  /**
   * How AWS's consoles show the connection.
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
