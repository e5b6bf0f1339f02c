import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** Services of AWS's that use a key by themselves, and not as whoever calls them. */
export enum EncryptionKeyUser {
  /** Auto Scaling, for the volumes of the instances that it launches: its own role, and grants of it. */
  AutoScaling = "autoScaling",
  /** CloudWatch, for alarms that go to an encrypted topic. */
  CloudWatchAlarms = "cloudWatchAlarms",
  /** EventBridge, for events that go to an encrypted topic. */
  EventBridge = "eventBridge",
}

/** A KMS key of one's own. */
export interface EncryptionKeyArgs {
  /** What the key is for, as AWS shows it: 1 to 8192 characters. Plain. */
  description: string;
  /** The account that the key is of: its policy lets that account say who uses the key. */
  accountId: pulumi.Input<string>;
  /**
   * The partition of AWS: `aws`, `aws-cn` or `aws-us-gov`.
   *
   * @default "aws"
   */
  partition?: pulumi.Input<string>;
  /**
   * Which services use the key by themselves. Plain. Everybody else does by IAM policies of the
   * account. Auto Scaling's service-linked role has to be there: AWS makes it with an account's first
   * group, or `aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com` does.
   *
   * @default - none
   */
  usedBy?: EncryptionKeyUser[];
  /**
   * How long a deleted key can be had back, in days, 7 to 30. Plain. What it encrypts cannot be read
   * in that time, nor ever after.
   *
   * @default 30
   */
  deletionWindowInDays?: number;
  /**
   * The key's region. Plain.
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
