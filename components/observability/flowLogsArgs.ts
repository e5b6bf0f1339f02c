import type * as pulumi from "@pulumi/pulumi";
import type { Naming, VpcAttributes } from "../network";
import type { FlowLogFileFormat } from "./flowLogsLayout";
import type { FlowLogsTableSpec } from "./flowLogsTableArgs";

/** Which traffic is recorded. */
export enum FlowLogTraffic {
  All = "ALL",
  /** What security groups and network ACLs let through. */
  Accept = "ACCEPT",
  /** What they do not. */
  Reject = "REJECT",
}

/** Subnets of one tier. */
export interface FlowLogSubnets {
  /** The tier. Plain. */
  tier: string;
  /**
   * The zones, as the network's list spells them. Plain.
   *
   * @default - every zone of the tier, later ones too
   */
  availabilityZones?: string[];
}

/** A bucket for flow logs: one that is made here, or one that there is already. */
export interface FlowLogsBucketSpec {
  /**
   * The ARN of a bucket that there is already, in this account or another. Whether it is given is
   * plain. Its own policy has to let `delivery.logs.amazonaws.com` in; AWS adds that by itself where
   * the bucket is of the same account and has no such statement yet.
   *
   * @default - a bucket is made, which keeps what it holds when the network is deleted
   */
  bucketArn?: pulumi.Input<string>;
  /**
   * The name of the bucket that is made here. It is one of all accounts': the account's id and the
   * region make it so. Another replaces the bucket.
   *
   * @default - named by Pulumi, so that a replacement can be made first
   */
  bucketName?: pulumi.Input<string>;
  /**
   * The folder in the bucket, without a slash at either end. Plain.
   *
   * @default - none: records begin at `AWSLogs/`
   */
  prefix?: string;
  /**
   * How records are written. Plain.
   *
   * @default FlowLogFileFormat.Parquet
   */
  fileFormat?: FlowLogFileFormat;
  /**
   * Whether folders are named as Hive has partitions (`year=2026/month=11`). Plain.
   *
   * @default true
   */
  hiveCompatiblePartitions?: boolean;
  /**
   * Whether each hour has a folder of its own, so that a query of some hours reads those alone. Plain.
   *
   * @default true
   */
  perHourPartition?: boolean;
  /**
   * After how many days records are deleted. Plain. Of a bucket that is made here.
   *
   * @default 365
   */
  expirationInDays?: number;
  /**
   * After how many days records move to S3's Standard-IA class, 30 or more: about half the price
   * for keeping, $0.01 a GB for reading, and objects under 128 KB stay where they are. Plain. Of a
   * bucket that is made here.
   *
   * @default - never
   */
  infrequentAccessAfterDays?: number;
  /**
   * Whether the records are deleted with the bucket. Of a bucket that is made here.
   *
   * @default false: a bucket that holds records is not deleted, and the deletion fails
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * An Athena table over the records: `FlowLogsTable`, made inside. Needs `accountId`.
   *
   * @default - none
   */
  table?: FlowLogsTableSpec;
}

/** One flow log: what is recorded, and where it is written. */
export interface FlowLogSpec {
  /**
   * Which traffic is recorded. Plain.
   *
   * @default FlowLogTraffic.All
   */
  trafficType?: FlowLogTraffic;
  /**
   * The longest time, in seconds, over which packets become one record: 60 or 600. Plain. 60 makes
   * more records, and so costs more.
   *
   * @default 600
   */
  maxAggregationInterval?: number;
  /**
   * The fields of a record, such as `srcaddr` or `flow-direction`, in their order. Plain. A flow log
   * of other fields replaces the one there is.
   *
   * @default - AWS's default format: the fields of version 2
   */
  fields?: string[];
  /**
   * The subnets that are recorded, by tier. Plain.
   *
   * @default - the whole VPC
   */
  subnets?: FlowLogSubnets[];
  /**
   * How long CloudWatch Logs keeps the records, in days: one of AWS's values (1, 3, 5, 7, 14, 30,
   * 60, 90 …). Plain: it is checked before anything is made.
   *
   * @default 30
   */
  retentionInDays?: number;
  /**
   * The log group's physical name.
   *
   * @default - named by Pulumi, so that a replacement can be made first
   */
  logGroupName?: pulumi.Input<string>;
  /**
   * A KMS key of one's own for the log group or the bucket that is made here: its ARN. Whether it
   * is given is plain. Its policy has to let `logs.<region>.amazonaws.com` (log group) or
   * `delivery.logs.amazonaws.com` (bucket) encrypt with it.
   *
   * @default - AWS's own encryption: CloudWatch Logs' key, or AES-256 in S3
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * The account of the flow logs: only they may then use the role, or write to the bucket
   * (`aws:SourceAccount`). Whether it is given is plain. A bucket that is made here needs it.
   *
   * @default - the service may use the role on behalf of any account
   */
  accountId?: pulumi.Input<string>;
  /**
   * Writes to S3 instead of CloudWatch Logs. `{}` makes a bucket: encrypted, closed to the public,
   * over TLS only. About $0.25 a GB taken in and $0.023 a GB and month kept.
   *
   * @default - none: the records go to CloudWatch Logs
   */
  bucket?: FlowLogsBucketSpec;
  /**
   * Writes to a Firehose delivery stream of this account instead: its ARN. Whether it is given is
   * plain. AWS wants the stream to have the tag `LogDeliveryEnabled` = `true`.
   *
   * @default - none: the records go to CloudWatch Logs
   */
  deliveryStreamArn?: pulumi.Input<string>;
}

/** The flow logs of a network, as nested in `Vpc`. */
export interface FlowLogsSpec extends FlowLogSpec {
  /**
   * More flow logs of the same network, by name: lower-case letters, digits and hyphens. Plain. The
   * name is the identity of all that belongs to one, so that adding one leaves the others alone.
   *
   * @default - no more
   */
  others?: Record<string, FlowLogSpec>;
}

/** The flow logs of a network. */
export interface FlowLogsArgs extends FlowLogsSpec {
  /** The network: a `Vpc`, or its attributes given by hand. */
  vpc: VpcAttributes;
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
