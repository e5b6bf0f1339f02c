import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** How many NAT gateways a network has, and where. */
export enum NatGatewayStrategy {
  /** None: private subnets reach nothing outside but endpoints. */
  None = "none",
  /** One, in a zone the program names; all private subnets leave through it. */
  Single = "single",
  /** One in each zone; a private subnet leaves through its own zone's. */
  OnePerAz = "onePerAz",
}

/** The NAT gateways of a network, as nested in `Vpc`. */
export interface NatGatewaysSpec {
  /** How many, and where. Plain: it decides what is made. Each costs about $0.045 an hour. */
  strategy: NatGatewayStrategy;
  /**
   * The zone of the one NAT gateway, as the network's list spells it. Plain.
   *
   * @default - none; `Single` needs one, so that reordering the zones never moves the gateway
   */
  availabilityZone?: string;
  /**
   * Elastic IPs of one's own, by zone: their allocation ids. Keys are plain.
   *
   * @default - a new Elastic IP for each gateway
   */
  elasticIpAllocationIds?: Record<string, pulumi.Input<string>>;
  /**
   * The public tier that the gateways stand in. Plain.
   *
   * @default - the first public tier
   */
  tier?: string;
}

/** The NAT gateways of a network. */
export interface NatGatewaysArgs extends NatGatewaysSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * How AWS's consoles show the resources.
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
