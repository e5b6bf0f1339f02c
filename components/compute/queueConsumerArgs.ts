import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** A function that is handed what a queue holds. */
export interface QueueConsumerArgs {
  /** The function's name, such as a `LambdaFunction`'s. */
  functionName: pulumi.Input<string>;
  /** The role that the function runs as: its name. It is allowed to read the queue. */
  roleName: pulumi.Input<string>;
  /** The queue's ARN, such as a `MessageQueue`'s. */
  queueArn: pulumi.Input<string>;
  /**
   * How many messages a call is handed at most, 1 to 10. Plain.
   *
   * @default 10
   */
  batchSize?: number;
  /**
   * How many calls go on at once, 2 to 1000. Plain.
   *
   * @default - as many as the account's functions may
   */
  maximumConcurrency?: number;
  /**
   * The function's region. Plain.
   *
   * @default - the provider's region
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
