/**
 * What `FlowLogsTable` will make, decided from plain values alone. Partitions are projected: Athena
 * reckons the folders of a query from it, so that nothing has to be crawled or added.
 *
 * https://docs.aws.amazon.com/athena/latest/ug/partition-projection-supported-types.html
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-path.html
 */
import type { Issue } from "../../net";
import { under } from "../network";
import { columnsOf, refuseFields, type Column } from "./flowLogFields";
import { FlowLogFileFormat, planLayout, refuseLayout, type LayoutPlan } from "./flowLogsLayout";
import type { FlowLogsTableArgs, FlowLogsTableSpec } from "./flowLogsTableArgs";

export interface FlowLogsTablePlan {
  readonly tableName: string;
  readonly bytesScannedCutoffPerQuery: number;
  readonly columns: readonly Column[];
  readonly partitionKeys: readonly Column[];
  /** Behind `s3://bucket/`. */
  readonly folder: string;
  /** Behind `folder`, with the partition keys as `${key}`. */
  readonly template: string;
  /** What is projected of the time; accounts and regions may be outputs. */
  readonly projection: Readonly<Record<string, string>>;
  readonly format: Format;
  readonly issues: readonly Issue[];
}

/** How a file is read. */
interface Format {
  readonly classification: string;
  readonly inputFormat: string;
  readonly outputFormat: string;
  readonly serializationLibrary: string;
  readonly serdeParameters: Readonly<Record<string, string>>;
  readonly tableParameters: Readonly<Record<string, string>>;
}

const DEFAULTS = {
  tableName: "flow_logs",
  firstYear: 2024,
  bytesScannedCutoffPerQuery: 107_374_182_400,
} as const;
const LEAST_SCANNED = 10_485_760;

const HIVE = "org.apache.hadoop.hive.ql.io";
const PARQUET: Format = {
  classification: "parquet",
  inputFormat: `${HIVE}.parquet.MapredParquetInputFormat`,
  outputFormat: `${HIVE}.parquet.MapredParquetOutputFormat`,
  serializationLibrary: `${HIVE}.parquet.serde.ParquetHiveSerDe`,
  serdeParameters: { "serialization.format": "1" },
  tableParameters: {},
};
const PLAIN_TEXT: Format = {
  classification: "csv",
  inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
  outputFormat: `${HIVE}.HiveIgnoreKeyTextOutputFormat`,
  serializationLibrary: "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe",
  serdeParameters: { "field.delim": " ", "serialization.format": " " },
  // The names of the fields.
  tableParameters: { "skip.header.line.count": "1" },
};

export function planFlowLogsTable(args: FlowLogsTableArgs): FlowLogsTablePlan {
  const layout = args.layout ?? {};
  const written = planLayout(layout);
  return {
    tableName: args.tableName ?? DEFAULTS.tableName,
    bytesScannedCutoffPerQuery:
      args.bytesScannedCutoffPerQuery ?? DEFAULTS.bytesScannedCutoffPerQuery,
    columns: columnsOf(layout.fields),
    partitionKeys: partitionKeys(written),
    folder: `${written.folder}AWSLogs/`,
    template: template(written),
    projection: timeProjection(written, args.firstYear ?? DEFAULTS.firstYear),
    format: written.fileFormat === FlowLogFileFormat.Parquet ? PARQUET : PLAIN_TEXT,
    issues: [
      ...refuseTable(args),
      ...refuseNone("accountIds", args.accountIds),
      ...refuseNone("regions", args.regions),
      ...under("layout", [...refuseFields(layout.fields), ...refuseLayout(layout)]),
    ],
  };
}

export function refuseTable(spec: FlowLogsTableSpec): Issue[] {
  const issues = [
    ...refuseName("databaseName", spec.databaseName),
    ...refuseName("tableName", spec.tableName),
  ];
  const { firstYear = DEFAULTS.firstYear } = spec;
  // AWS has had flow logs since 2015; the projection's years have four digits.
  if (!Number.isInteger(firstYear) || firstYear < 2015 || firstYear > 9999) {
    const reason = `must be a year from 2015, when flow logs came, got ${firstYear}`;
    issues.push({ propertyPath: "firstYear", reason });
  }
  const { bytesScannedCutoffPerQuery: most = LEAST_SCANNED } = spec;
  if (!Number.isInteger(most) || most < LEAST_SCANNED) {
    const reason = `must be a whole number of bytes from ${LEAST_SCANNED} (10 MiB), got ${most}`;
    issues.push({ propertyPath: "bytesScannedCutoffPerQuery", reason });
  }
  if (typeof spec.resultsLocation === "string" && !/^s3:\/\/[^/]+\/?/.test(spec.resultsLocation)) {
    const reason = `must be a place in S3, such as "s3://bucket/folder/", got "${spec.resultsLocation}"`;
    issues.push({ propertyPath: "resultsLocation", reason });
  }
  return issues;
}

function refuseName(propertyPath: string, name: string | undefined): Issue[] {
  if (name === undefined || /^[a-z_][a-z0-9_]{0,254}$/.test(name)) return [];
  const reason = `must be lower-case letters, digits and underscores, and begin with no digit, got "${name}"`;
  return [{ propertyPath, reason }];
}

function refuseNone(propertyPath: string, values: readonly unknown[]): Issue[] {
  if (values.length > 0) return [];
  const reason = "must have at least one, got none; the table finds the records by them";
  return [{ propertyPath, reason }];
}

/** Other names than the records' own `account_id` and `region`. */
function partitionKeys({ perHourPartition }: LayoutPlan): Column[] {
  const names = ["aws_account_id", "aws_region", "year", "month", "day"];
  return [...names, ...(perHourPartition ? ["hour"] : [])].map((name) => ({
    name,
    type: "string",
  }));
}

function template({ hiveCompatiblePartitions, perHourPartition }: LayoutPlan): string {
  const time = ["year", "month", "day", ...(perHourPartition ? ["hour"] : [])];
  const folders = hiveCompatiblePartitions
    ? [
        "aws-account-id=${aws_account_id}",
        "aws-service=vpcflowlogs",
        "aws-region=${aws_region}",
        ...time.map((one) => `${one}=\${${one}}`),
      ]
    : ["${aws_account_id}", "vpcflowlogs", "${aws_region}", ...time.map((one) => `\${${one}}`)];
  return `${folders.join("/")}/`;
}

function timeProjection(
  { perHourPartition }: LayoutPlan,
  firstYear: number,
): Record<string, string> {
  const twoDigits = (key: string, range: string) => ({
    [`projection.${key}.type`]: "integer",
    [`projection.${key}.range`]: range,
    [`projection.${key}.digits`]: "2",
  });
  return {
    "projection.year.type": "date",
    "projection.year.format": "yyyy",
    "projection.year.range": `${firstYear},NOW`,
    "projection.year.interval": "1",
    "projection.year.interval.unit": "YEARS",
    ...twoDigits("month", "1,12"),
    ...twoDigits("day", "1,31"),
    ...(perHourPartition ? twoDigits("hour", "0,23") : {}),
  };
}
