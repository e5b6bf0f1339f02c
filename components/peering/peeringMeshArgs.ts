import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** A network of a mesh. */
export interface MeshNetwork {
  /** What the mesh calls it: lower-case letters, digits and hyphens. Plain; part of the names of its connections. */
  key: string;
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tiers whose route tables lead to the peers. Plain. An empty list makes no route.
   *
   * @default - all private tiers, or else all isolated ones
   */
  tiers?: string[];
  /**
   * Whether public host names of this network resolve to private addresses when a peer asks. Every
   * VPC that it is joined with needs DNS host names.
   *
   * @default false
   */
  allowRemoteVpcDnsResolution?: pulumi.Input<boolean>;
}

/** Two networks of a mesh, by key. Which comes first means nothing. */
export interface MeshConnection {
  /** One of the two. Plain. */
  one: string;
  /** The other. Plain. */
  other: string;
}

/** Networks of one account, each peered with the others. */
export interface PeeringMeshArgs {
  /** The networks. Plain. Their order means nothing; another one changes nothing of those that are there. */
  networks: MeshNetwork[];
  /**
   * The pairs to join. Plain.
   *
   * @default - every pair that is not in one of the `separate` groups
   */
  connections?: MeshConnection[];
  /**
   * Groups of networks that are meant not to reach each other, by key. Plain. Peering is not
   * transitive: two networks that share a peer and are not joined have to be in one, so that nobody
   * counts on a way through the peer.
   *
   * @default - none: every network reaches every other
   */
  separate?: string[][];
  /**
   * How many connections a VPC of this account may have. Plain. AWS raises it to 125 at most.
   *
   * @default 50
   */
  activePeeringsPerVpc?: number;
  /**
   * How many routes of one address family a route table of this account may have. Plain. AWS raises
   * it to 1,000 at most. Only the mesh's own routes are counted.
   *
   * @default 50
   */
  routesPerRouteTable?: number;
  /**
   * How AWS's consoles show the connections.
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
