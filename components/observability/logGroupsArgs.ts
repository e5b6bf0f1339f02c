import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** Log groups of one purpose. */
export interface LogGroupsArgs {
  /** What each is for: lower-case letters, digits and hyphens. Plain. */
  names: string[];
  /**
   * How long what is written is kept, in days: one of AWS's values. Plain.
   *
   * @default 30
   */
  retentionInDays?: number;
  /**
   * A KMS key of one's own: its ARN. Its policy has to let CloudWatch Logs of the region use it.
   *
   * @default - none: CloudWatch Logs encrypts with keys of its own
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * The region of the log groups. Plain.
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
