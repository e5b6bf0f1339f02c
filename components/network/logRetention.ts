/** How long CloudWatch Logs keeps what is written to a group. */
import type { Issue } from "../../net";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTION_IN_DAYS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Nothing for a time that CloudWatch Logs has. */
export function refuseRetention(propertyPath: string, days: number): Issue[] {
  if (RETENTION_IN_DAYS.includes(days)) return [];
  const reason = `must be one of ${RETENTION_IN_DAYS.join(", ")}, got ${days}; CloudWatch Logs keeps for no other time`;
  return [{ propertyPath, reason }];
}
