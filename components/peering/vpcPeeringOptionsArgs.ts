import type * as pulumi from "@pulumi/pulumi";

/** Which side of a connection a network is on. */
export enum PeeringRole {
  /** It asked. */
  Requester = "requester",
  /** It was asked. */
  Accepter = "accepter",
}

/** The DNS option of one side of an active connection. */
export interface VpcPeeringOptionsArgs {
  /** The connection, accepted: the accepter's output where one program makes both sides. */
  vpcPeeringConnectionId: pulumi.Input<string>;
  /** The side that is set. Plain. AWS lets each account and region set its own alone. */
  role: PeeringRole;
  /** Whether public host names of this side resolve to private addresses when the other asks. */
  allowRemoteVpcDnsResolution: pulumi.Input<boolean>;
  /**
   * The region of this side. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
}
