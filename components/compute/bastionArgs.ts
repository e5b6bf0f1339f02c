import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** An instance that people enter a network by. */
export interface BastionArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The tier that it stands in. Plain. In a public one it has a public address, by which it calls
   * Systems Manager; elsewhere it needs a NAT gateway, or endpoints for `ssm` and `ssmmessages`.
   *
   * @default - the first public tier, or else the first private one
   */
  tier?: string;
  /**
   * The zone that it stands in, as the network's list spells it. Plain.
   *
   * @default - the first of the tier's zones
   */
  availabilityZone?: string;
  /**
   * Its machine image: one with the SSM agent, such as Amazon Linux 2023. Another replaces it, and
   * nothing that is worth keeping is on it.
   */
  imageId: pulumi.Input<string>;
  /**
   * Its type.
   *
   * @default t3.micro, about $0.0104 an hour
   */
  instanceType?: pulumi.Input<string>;
  /**
   * Its security groups. They have to let it out on TCP 443 to Systems Manager, and to what people come
   * for; no way in is needed.
   */
  securityGroupIds: pulumi.Input<string>[];
  /**
   * A KMS key of one's own for its volume: its ARN.
   *
   * @default - the account's key for EBS
   */
  kmsKeyArn?: pulumi.Input<string>;
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
