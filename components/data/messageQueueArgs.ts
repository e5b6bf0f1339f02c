import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** A queue with one beside it for what nobody could handle. */
export interface MessageQueueArgs {
  /**
   * How long a message that was taken is hidden from others, in seconds, 0 to 43200. Plain. For a
   * function: six times its timeout.
   *
   * @default 180
   */
  visibilityTimeoutSeconds?: number;
  /**
   * How often a message is tried before it goes to the dead letters, 1 to 1000. Plain.
   *
   * @default 5
   */
  maxReceiveCount?: number;
  /**
   * How long messages are kept, in days, 1 to 14. Plain. Dead letters are kept for 14.
   *
   * @default 4
   */
  retentionInDays?: number;
  /**
   * A KMS key of one's own: its ARN. Whether it is given is plain. Whoever sends and receives needs
   * the key too.
   *
   * @default - none: SQS encrypts with keys of its own
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * The queues' region. Plain.
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
