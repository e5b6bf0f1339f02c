/**
 * How flow logs are laid out in a bucket: what the flow log is told, and the table has to know.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
 */
import type { Issue } from "../../net";
import { refuseValue } from "../network";

/** How records are written to S3. */
export enum FlowLogFileFormat {
  /** By columns and compressed: less to store, and far less to read in a query. */
  Parquet = "parquet",
  /** One line a record, compressed with gzip. */
  PlainText = "plain-text",
}

/** How records are written to a bucket: as in `FlowLogs`, with the same defaults. */
export interface FlowLogsLayout {
  /**
   * The folder in the bucket. Plain.
   *
   * @default - none: records begin at `AWSLogs/`
   */
  prefix?: string;
  /**
   * The fields of a record, in their order. Plain.
   *
   * @default - AWS's default format: the fields of version 2
   */
  fields?: string[];
  /**
   * How records are written. Plain.
   *
   * @default FlowLogFileFormat.Parquet
   */
  fileFormat?: FlowLogFileFormat;
  /**
   * Whether folders are named as Hive has partitions. Plain.
   *
   * @default true
   */
  hiveCompatiblePartitions?: boolean;
  /**
   * Whether each hour has a folder of its own. Plain.
   *
   * @default true
   */
  perHourPartition?: boolean;
}

export interface LayoutPlan {
  /** `flows/`, or nothing. */
  readonly folder: string;
  readonly fileFormat: FlowLogFileFormat;
  readonly hiveCompatiblePartitions: boolean;
  readonly perHourPartition: boolean;
}

export function planLayout(layout: Omit<FlowLogsLayout, "fields">): LayoutPlan {
  return {
    folder: layout.prefix === undefined ? "" : `${layout.prefix}/`,
    fileFormat: layout.fileFormat ?? FlowLogFileFormat.Parquet,
    hiveCompatiblePartitions: layout.hiveCompatiblePartitions ?? true,
    perHourPartition: layout.perHourPartition ?? true,
  };
}

export const refuseLayout = ({ prefix, fileFormat }: FlowLogsLayout): Issue[] => [
  ...refusePrefix(prefix),
  ...(fileFormat === undefined ? [] : refuseValue("fileFormat", FlowLogFileFormat, fileFormat)),
];

function refusePrefix(prefix: string | undefined): Issue[] {
  if (prefix === undefined) return [];
  const isPlain = /^[\w!.*'()-]+(?:\/[\w!.*'()-]+)*$/.test(prefix);
  if (isPlain && !prefix.split("/").includes("AWSLogs")) return [];
  const reason = `must be folders joined by slashes, with none at either end and none called AWSLogs, which AWS adds itself, got "${prefix}"`;
  return [{ propertyPath: "prefix", reason }];
}
