/** What `PrivateBucket` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseWhole, under } from "../network";
import type { BucketLifecycle, PrivateBucketArgs } from "./privateBucketArgs";

interface PrivateBucketPlan {
  readonly lifecycle: BucketLifecycle;
  readonly issues: readonly Issue[];
}

/** S3 moves nothing younger to Standard-IA. */
const YOUNGEST = 30;

export function planPrivateBucket(args: PrivateBucketArgs): PrivateBucketPlan {
  const lifecycle = args.lifecycle ?? {};
  const issues = under("lifecycle", refuseLifecycle(lifecycle));
  if (args.loadBalancerLogs !== undefined && args.kmsKeyArn !== undefined) {
    const reason =
      "must be left out with loadBalancerLogs: load balancers write to no bucket with a KMS key of one's own";
    issues.push({ propertyPath: "kmsKeyArn", reason });
  }
  return { lifecycle, issues };
}

/** Each step comes after the one before it. */
function refuseLifecycle(lifecycle: BucketLifecycle): Issue[] {
  const steps = [
    ["infrequentAccessAfterDays", YOUNGEST],
    ["archiveAfterDays", 0],
    ["expirationInDays", 1],
  ] as const;
  const issues: Issue[] = [];
  let before: { readonly key: string; readonly days: number } | undefined;
  for (const [key, least] of steps) {
    const days = lifecycle[key];
    if (days === undefined) continue;
    issues.push(...refuseWhole(key, days, [least, Infinity]));
    if (before !== undefined && days <= before.days) {
      const reason = `must be more than ${before.key} (${before.days}), got ${days}`;
      issues.push({ propertyPath: key, reason });
    }
    before = { key, days };
  }
  return issues;
}
