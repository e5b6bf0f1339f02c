/** What `FlowLogs` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseRetention } from "../network";
import type { FlowLogsSpec } from "./flowLogsArgs";

export interface FlowLogsPlan {
  readonly retentionInDays: number;
  readonly maxAggregationInterval: number;
  readonly issues: readonly Issue[];
}

const DEFAULTS = { retentionInDays: 30, maxAggregationInterval: 600 } as const;

export function planFlowLogs(spec: FlowLogsSpec): FlowLogsPlan {
  const retentionInDays = spec.retentionInDays ?? DEFAULTS.retentionInDays;
  const maxAggregationInterval = spec.maxAggregationInterval ?? DEFAULTS.maxAggregationInterval;
  const issues = refuseRetention("retentionInDays", retentionInDays);
  if (![60, 600].includes(maxAggregationInterval)) {
    issues.push({
      propertyPath: "maxAggregationInterval",
      reason: `must be 60 or 600, got ${maxAggregationInterval}`,
    });
  }
  return { retentionInDays, maxAggregationInterval, issues };
}
