import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** The VPC endpoints of a network, as nested in `Vpc`. */
export interface VpcEndpointsSpec {
  /**
   * Services met by a gateway endpoint: `s3`, `dynamodb`, `s3express`. Free of charge. Plain.
   *
   * @default - none
   */
  gateway?: string[];
  /**
   * Services met by an interface endpoint, such as `sqs` or `ecr.api`, or a full service name.
   * Each costs about $0.01 an hour and zone. Plain.
   *
   * @default - none
   */
  interface?: string[];
  /**
   * The tier whose subnets the interface endpoints stand in, one in each zone. Plain.
   *
   * @default - the first private tier, or else the first isolated one
   */
  tier?: string;
  /**
   * The tiers whose route tables lead to the gateway endpoints. Plain.
   *
   * @default - all private tiers, or else all isolated ones
   */
  routeTableTiers?: string[];
  /**
   * Whether the services' public names resolve to the interface endpoints inside the VPC.
   *
   * @default true
   */
  privateDnsEnabled?: pulumi.Input<boolean>;
  /**
   * Blocks that reach the interface endpoints on TCP 443. Plain: each is a rule of its own.
   *
   * @default - the VPC's blocks, so the whole network; none where `allowedSecurityGroupIds` is given
   */
  allowedCidrBlocks?: string[];
  /**
   * Security groups that reach the interface endpoints on TCP 443, by a name of the caller's. Keys
   * are plain: each is a rule of its own, named after its key.
   *
   * @default - none
   */
  allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  /**
   * Security groups for the interface endpoints, instead of one of their own.
   *
   * @default - a group of their own, with the rules above
   */
  securityGroupIds?: pulumi.Input<string>[];
}

/** The VPC endpoints of a network. */
export interface VpcEndpointsArgs extends VpcEndpointsSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The region in the services' names. Plain; components look nothing up.
   *
   * @default - the network's `region`, or else the region that its zones' names spell
   */
  region?: string;
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
