/** What a flow log's bucket will be, decided from plain values alone. */
import type { Issue } from "../../net";
import { under } from "../network";
import type { FlowLogsBucketSpec, FlowLogSpec } from "./flowLogsArgs";
import { planLayout, refuseLayout, type LayoutPlan } from "./flowLogsLayout";
import { refuseTable } from "./flowLogsTablePlan";

export interface BucketPlan extends LayoutPlan {
  /** Undefined where the bucket is there already. */
  readonly lifecycle:
    | {
        readonly expirationInDays: number;
        readonly infrequentAccessAfterDays: number | undefined;
      }
    | undefined;
}

const DEFAULTS = { expirationInDays: 365 } as const;
/** S3 moves nothing younger to Standard-IA. */
const YOUNGEST = 30;

export function planBucket(spec: FlowLogsBucketSpec): BucketPlan {
  return {
    ...planLayout(spec),
    lifecycle:
      spec.bucketArn === undefined
        ? {
            expirationInDays: spec.expirationInDays ?? DEFAULTS.expirationInDays,
            infrequentAccessAfterDays: spec.infrequentAccessAfterDays,
          }
        : undefined,
  };
}

export function refuseBucket(log: FlowLogSpec, spec: FlowLogsBucketSpec): Issue[] {
  return [
    ...refuseAccount(log, spec),
    ...refuseOfGiven(log, spec),
    ...under("bucket", [
      ...refuseLayout(spec),
      ...refuseDays(spec),
      ...(spec.table ? under("table", refuseTable(spec.table)) : []),
    ]),
  ];
}

/** Without it the bucket would take records of any account that knows its name. */
function refuseAccount({ accountId }: FlowLogSpec, { bucketArn, table }: FlowLogsBucketSpec) {
  if (accountId !== undefined || (bucketArn !== undefined && !table)) return [];
  const why =
    bucketArn === undefined
      ? "the policy of a bucket that is made here lets in that account's flow logs alone"
      : "the table finds the records by it";
  return [{ propertyPath: "accountId", reason: `must be given with bucket: ${why}` }];
}

function refuseOfGiven(log: FlowLogSpec, spec: FlowLogsBucketSpec): Issue[] {
  if (spec.bucketArn === undefined) return [];
  const own = (
    ["bucketName", "expirationInDays", "infrequentAccessAfterDays", "forceDestroy"] as const
  )
    .filter((argument) => spec[argument] !== undefined)
    .map((argument) => `bucket.${argument}`);
  return [...own, ...(log.kmsKeyArn === undefined ? [] : ["kmsKeyArn"])].map((propertyPath) => ({
    propertyPath,
    reason:
      "must be left out where bucket.bucketArn is given: whoever has that bucket decides this of it",
  }));
}

function refuseDays({ expirationInDays, infrequentAccessAfterDays: after }: FlowLogsBucketSpec) {
  const issues: Issue[] = [];
  const end = expirationInDays ?? DEFAULTS.expirationInDays;
  if (!Number.isInteger(end) || end < 1) {
    const reason = `must be a whole number of days from 1, got ${end}`;
    issues.push({ propertyPath: "expirationInDays", reason });
  }
  if (after === undefined) return issues;
  if (!Number.isInteger(after) || after < YOUNGEST || after >= end) {
    const reason = `must be a whole number of days from ${YOUNGEST}, and fewer than expirationInDays (${end}), got ${after}`;
    issues.push({ propertyPath: "infrequentAccessAfterDays", reason });
  }
  return issues;
}
