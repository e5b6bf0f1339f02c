/** What `FlowLogs` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import type { FlowLogsSpec } from "./flowLogsArgs";

export interface FlowLogsPlan {
  readonly retentionInDays: number;
  readonly maxAggregationInterval: number;
  readonly issues: readonly Issue[];
}

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_IN_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];
const DEFAULTS = { retentionInDays: 30, maxAggregationInterval: 600 } as const;

export function planFlowLogs(spec: FlowLogsSpec): FlowLogsPlan {
  const retentionInDays = spec.retentionInDays ?? DEFAULTS.retentionInDays;
  const maxAggregationInterval = spec.maxAggregationInterval ?? DEFAULTS.maxAggregationInterval;
  const issues: Issue[] = [];
  if (!RETENTION_IN_DAYS.includes(retentionInDays)) {
    issues.push({
      propertyPath: "retentionInDays",
      reason: `must be one of ${RETENTION_IN_DAYS.join(", ")}, got ${retentionInDays}; CloudWatch Logs keeps for no other time`,
    });
  }
  if (![60, 600].includes(maxAggregationInterval)) {
    issues.push({
      propertyPath: "maxAggregationInterval",
      reason: `must be 60 or 600, got ${maxAggregationInterval}`,
    });
  }
  return { retentionInDays, maxAggregationInterval, issues };
}
