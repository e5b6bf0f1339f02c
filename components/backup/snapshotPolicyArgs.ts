import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** Daily snapshots of EBS volumes. */
export interface SnapshotPolicyArgs {
  /** The tags that the volumes have: all that have one of them. Plain. */
  targetTags: Record<string, string>;
  /**
   * When, in UTC, such as `03:00`. Plain. A snapshot begins within the hour after it.
   *
   * @default "03:00"
   */
  time?: string;
  /**
   * How many snapshots of a volume are kept, 1 to 1000. Plain. $0.05 a GB and month, of what has
   * changed since the snapshot before.
   *
   * @default 7
   */
  count?: number;
  /**
   * The region. Plain.
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
