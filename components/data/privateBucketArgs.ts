import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** When what lies in a bucket becomes cheaper, and when it goes. */
export interface BucketLifecycle {
  /**
   * After how many days objects move to Standard-IA, from 30. Plain. $0.0125 a GB and month, not
   * $0.023; each object counts 128 KB and 30 days at least.
   *
   * @default - never
   */
  infrequentAccessAfterDays?: number;
  /**
   * After how many days they move to Glacier Instant Retrieval. Plain. $0.004 a GB and month; each
   * object counts 128 KB and 90 days at least.
   *
   * @default - never
   */
  archiveAfterDays?: number;
  /**
   * After how many days they are deleted. Plain.
   *
   * @default - never
   */
  expirationInDays?: number;
}

/** Load balancers that may write their access logs. */
export interface LoadBalancerLogs {
  /** The account of the load balancers. They stand in the bucket's region. */
  accountId: pulumi.Input<string>;
}

/** A bucket that is closed to the public. */
export interface PrivateBucketArgs {
  /**
   * The bucket's name. The name is one of all accounts'. Changing it replaces the bucket.
   *
   * @default - one that Pulumi makes of the component's name
   */
  bucketName?: pulumi.Input<string>;
  /**
   * A KMS key of one's own: its ARN. Whether it is given is plain. Whoever reads and writes needs the
   * key too.
   *
   * @default - none: S3 encrypts with keys of its own (AES-256)
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether what is overwritten or deleted is kept for 30 days more. Plain.
   *
   * @default false
   */
  versioning?: boolean;
  /**
   * When objects become cheaper, and when they go.
   *
   * @default - they stay as they are
   */
  lifecycle?: BucketLifecycle;
  /**
   * Lets load balancers of one account write their access logs. Elastic Load Balancing writes to no
   * bucket with a KMS key of one's own.
   *
   * @default - none
   */
  loadBalancerLogs?: LoadBalancerLogs;
  /**
   * Whether the bucket is deleted with all that is in it.
   *
   * @default false: a bucket that is not empty stays
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * The bucket's region. Plain.
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
