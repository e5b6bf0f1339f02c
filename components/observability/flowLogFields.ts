/**
 * The fields that a flow log record may have, and what Athena reads them as: all of versions
 * 2 to 11 but those that carry tags, which a flow log has to be told of one by one.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
 */
import type { Issue } from "../../net";

/** A column of a table: its name, and its type in Athena (Parquet's INT_32 is `int`, INT_64 `bigint`). */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** In the order of AWS's default format, which cannot be changed. */
const VERSION_2 = [
  "version",
  "account-id",
  "interface-id",
  "srcaddr",
  "dstaddr",
  "srcport",
  "dstport",
  "protocol",
  "packets",
  "bytes",
  "start",
  "end",
  "action",
  "log-status",
];

const LATER = [
  "vpc-id",
  "subnet-id",
  "instance-id",
  "tcp-flags",
  "type",
  "pkt-srcaddr",
  "pkt-dstaddr",
  "region",
  "az-id",
  "sublocation-type",
  "sublocation-id",
  "pkt-src-aws-service",
  "pkt-dst-aws-service",
  "flow-direction",
  "traffic-path",
  "ecs-cluster-arn",
  "ecs-cluster-name",
  "ecs-container-instance-arn",
  "ecs-container-instance-id",
  "ecs-container-id",
  "ecs-second-container-id",
  "ecs-service-name",
  "ecs-task-definition-arn",
  "ecs-task-arn",
  "ecs-task-id",
  "reject-reason",
  "resource-id",
  "encryption-status",
  "interface-type",
  "next-hop-interface-id",
  "next-hop-subnet-id",
  "next-hop-az-id",
  "next-hop-vpc-id",
  "next-hop-interface-type",
];

const FIELDS: readonly string[] = [...VERSION_2, ...LATER];

const INTEGERS: Readonly<Record<string, string>> = {
  version: "int",
  srcport: "int",
  dstport: "int",
  protocol: "int",
  packets: "bigint",
  bytes: "bigint",
  start: "bigint",
  end: "bigint",
  "tcp-flags": "int",
  "traffic-path": "int",
  "encryption-status": "int",
};

/** `${version} ${account-id}`; undefined where AWS's default format is meant. */
export function logFormatOf(fields: readonly string[] | undefined): string | undefined {
  return fields?.map((field) => `\${${field}}`).join(" ");
}

/** The columns that records of these fields have, in their order. */
export function columnsOf(fields: readonly string[] | undefined): Column[] {
  return (fields ?? VERSION_2).map((field) => ({
    name: field.replaceAll("-", "_"),
    type: INTEGERS[field] ?? "string",
  }));
}

export function refuseFields(fields: readonly string[] | undefined): Issue[] {
  if (fields === undefined) return [];
  if (fields.length === 0) {
    const reason =
      "must have at least one field, got none; leave it out for AWS's default format, the fields of version 2";
    return [{ propertyPath: "fields", reason }];
  }
  return fields.flatMap((field, index) => {
    const propertyPath = `fields[${index}]`;
    if (!FIELDS.includes(field)) {
      const reason = `must be a field of flow log records (${FIELDS.join(", ")}), got "${field}"`;
      return [{ propertyPath, reason }];
    }
    if (fields.indexOf(field) === index) return [];
    return [{ propertyPath, reason: `must be given once, got "${field}" again; leave it out` }];
  });
}
