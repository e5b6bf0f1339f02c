import type * as pulumi from "@pulumi/pulumi";

/** What is expected of the traffic from a source to a destination. */
export enum Expect {
  /** Every connection of `ports` gets through, and its reply back. */
  Reach = "reach",
  /** The same, and no connection on anything else gets through. */
  ReachOnly = "reachOnly",
  /** No connection of `ports` gets through. */
  NeverReach = "neverReach",
}

/** What a connection passes on its way. */
export enum Via {
  /** A gateway endpoint: S3 and DynamoDB at their public addresses, without leaving AWS. */
  GatewayEndpoint = "gatewayEndpoint",
  /** An interface endpoint: a service at a private address of the network. */
  InterfaceEndpoint = "interfaceEndpoint",
  /** A NAT gateway. */
  NatGateway = "natGateway",
  /** A VPC peering connection. */
  VpcPeeringConnection = "vpcPeeringConnection",
  /** An internet gateway, met without a NAT gateway before it. */
  InternetGateway = "internetGateway",
  /** A transit gateway. */
  TransitGateway = "transitGateway",
  /** Nothing but the VPC's own local routes. */
  Local = "local",
}

/** Why an intent need not hold for the time being. */
export interface IntentWaiver {
  /** Why. Plain. */
  reason: string;
  /** Who answers for it: a person or a team. Plain. */
  owner: string;
  /** The last day it is good for, such as `2027-01-31`, in UTC. Plain. */
  expires: string;
}

/** What must be true of the network's traffic. */
export interface IntentSpec {
  /**
   * What the intent is called: lower-case words joined by hyphens. Plain.
   *
   * @default - its number in the list, from 1
   */
  name?: string;
  /**
   * Who begins the connections: a selector, such as a security group's id, `tier:private`, a CIDR
   * block or `internet`.
   */
  source: pulumi.Input<string>;
  /**
   * The VPC that the source is confined to. For `tier:`, `tag:` and `any`.
   *
   * @default - any VPC
   */
  sourceVpcId?: pulumi.Input<string>;
  /**
   * What the source leaves out: selectors.
   *
   * @default - nothing
   */
  exceptSources?: pulumi.Input<string>[];
  /** What is expected. Plain. */
  expect: Expect;
  /** Who is connected to: a selector, also `service:s3` and the like. */
  destination: pulumi.Input<string>;
  /**
   * The VPC that the destination is confined to. For `tier:`, `tag:` and `any`.
   *
   * @default - any VPC
   */
  destinationVpcId?: pulumi.Input<string>;
  /**
   * What the destination leaves out: selectors.
   *
   * @default - nothing
   */
  exceptDestinations?: pulumi.Input<string>[];
  /**
   * Traffic, such as `tcp/443`, `udp/1024-65535`, `icmp` or `all`. Plain.
   *
   * @default - all traffic with `NeverReach`, `tcp/443` to a service; otherwise it has to be given
   */
  ports?: string[];
  /**
   * What the connections pass. With `Reach` and `ReachOnly` all of them do; with `NeverReach` those
   * that would pass it are the ones that must not get through. Plain.
   *
   * @default - any way
   */
  via?: Via;
  /**
   * Whether it holds from each zone in which the source stands; else from one of them at least. Plain.
   *
   * @default true
   */
  everyAvailabilityZone?: boolean;
  /**
   * Whether it still holds, from the zones that are left, when any one zone is gone. Plain.
   *
   * @default false
   */
  withoutAnyAvailabilityZone?: boolean;
  /**
   * What it is for, for those who read a report. Plain.
   *
   * @default - none
   */
  description?: string;
  /**
   * Lets the intent fail until a day: it is reported, and does not stop a deployment. Plain.
   *
   * @default - none
   */
  waiver?: IntentWaiver;
}

/** What must be true of a network's traffic. */
export interface IntentsArgs {
  /** The intents, in any order. */
  intents: IntentSpec[];
}
