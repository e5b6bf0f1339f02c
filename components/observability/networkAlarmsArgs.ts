import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";

/** Alarms on a network's NAT gateways and interface endpoints. */
export interface NetworkAlarmsArgs {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
  /**
   * The NAT gateways, by zone, such as a `Vpc`'s `natGatewayIds`. Keys are plain.
   *
   * @default - none
   */
  natGatewayIds?: Record<string, pulumi.Input<string>>;
  /**
   * Interface endpoints, by service as `VpcEndpoints` has it, or by its full name. Keys are plain.
   * AWS publishes no metrics of gateway endpoints.
   *
   * @default - none
   */
  interfaceEndpointIds?: Record<string, pulumi.Input<string>>;
  /**
   * The SNS topic that is told: its ARN, in the network's region. Whether it is given is plain. Its
   * policy has to let `cloudwatch.amazonaws.com` publish, where it is of another account.
   *
   * @default - a topic is made, for CloudWatch's alarms of this account alone; subscribe to it
   */
  topicArn?: pulumi.Input<string>;
  /**
   * A KMS key of one's own for the topic that is made here: its ARN. Whether it is given is plain.
   * Its policy has to let `cloudwatch.amazonaws.com` use it, which AWS's own key for SNS does not.
   *
   * @default - none: SNS keeps a message unencrypted until it is delivered
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Above how many connections in five minutes a NAT gateway without a port for them is told of. Plain.
   *
   * @default 0
   */
  portErrors?: number;
  /**
   * How many times of five minutes in a row that has to be so. Plain.
   *
   * @default 1
   */
  portErrorPeriods?: number;
  /**
   * Above how much of its packets, in percent, a NAT gateway that drops is told of. Plain.
   *
   * @default 0.01, where AWS says something may be wrong
   */
  droppedPacketsPercent?: number;
  /**
   * Above how many packets in five minutes an endpoint that drops is told of. Plain.
   *
   * @default 0
   */
  endpointDroppedPackets?: number;
  /**
   * How many times of five minutes in a row have to be bad before dropped packets are told of. Plain.
   *
   * @default 3
   */
  evaluationPeriods?: number;
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
