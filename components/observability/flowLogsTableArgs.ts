import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";
import type { FlowLogsLayout } from "./flowLogsLayout";

/** An Athena table over flow logs, as nested in a bucket of `FlowLogs`. */
export interface FlowLogsTableSpec {
  /**
   * The database's physical name: lower-case letters, digits and underscores. Plain.
   *
   * @default - named by Pulumi
   */
  databaseName?: string;
  /**
   * The table's name, of the same letters. Plain.
   *
   * @default "flow_logs"
   */
  tableName?: string;
  /**
   * The first year that has records. Plain. A query that names no year looks at every hour since.
   *
   * @default 2024
   */
  firstYear?: number;
  /**
   * How many bytes a query may read before it is stopped; 10 MiB or more. Plain. Athena takes $5 a TB.
   *
   * @default 107374182400: 100 GiB, $0.50
   */
  bytesScannedCutoffPerQuery?: number;
  /**
   * Where results are written: `s3://bucket/folder/`.
   *
   * @default - kept by Athena for 24 hours, at no charge
   */
  resultsLocation?: pulumi.Input<string>;
  /**
   * A KMS key of one's own for the results: its ARN. Whether it is given is plain.
   *
   * @default - a key of AWS's own; results are encrypted in any case
   */
  kmsKeyArn?: pulumi.Input<string>;
  /**
   * Whether the workgroup is deleted with the saved queries in it.
   *
   * @default false: a workgroup with saved queries is not deleted, and the deletion fails
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/** An Athena table over flow logs in S3. */
export interface FlowLogsTableArgs extends FlowLogsTableSpec {
  /** The bucket's name. */
  bucketName: pulumi.Input<string>;
  /** The accounts whose flow logs the bucket has. */
  accountIds: pulumi.Input<string>[];
  /** The regions whose flow logs the bucket has. */
  regions: pulumi.Input<string>[];
  /**
   * How the records are written there, as `FlowLogs` was told.
   *
   * @default - as `FlowLogs` writes by default
   */
  layout?: FlowLogsLayout;
  /**
   * The region of the table, which should be the bucket's. Plain.
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
