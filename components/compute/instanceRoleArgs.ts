import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** What the CloudWatch agent of an instance may do. */
export interface AgentPermissions {
  /** The log groups that it writes to: their ARNs. */
  logGroupArns: pulumi.Input<string>[];
  /**
   * The namespace of its metrics, and no other. Plain.
   *
   * @default "CWAgent"
   */
  metricsNamespace?: string;
}

/** Objects of a bucket that an instance may use. */
export interface BucketPermissions {
  /** The bucket's ARN. */
  bucketArn: pulumi.Input<string>;
  /** The objects whose keys begin with this, such as `application/`. Plain. */
  prefix: string;
  /**
   * Whether it may write them too. Plain. It may never delete one.
   *
   * @default false
   */
  write?: boolean;
  /**
   * The KMS key that the bucket encrypts with: its ARN. Whether it is given is plain.
   *
   * @default - none: S3's own keys
   */
  kmsKeyArn?: pulumi.Input<string>;
}

/** What instances run as. */
export interface InstanceRoleArgs {
  /**
   * Whether Systems Manager reaches the instances: Session Manager and Run Command. Plain.
   *
   * @default true: the way in that opens no port
   */
  systemsManager?: boolean;
  /**
   * What the CloudWatch agent may do.
   *
   * @default - nothing
   */
  agent?: AgentPermissions;
  /**
   * The objects that the instances may use, by a name of the caller's. Plain.
   *
   * @default - none
   */
  buckets?: Record<string, BucketPermissions>;
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
