/**
 * Log groups of one purpose, by name, each kept for a time. CloudWatch Logs encrypts them.
 * Makes the log groups. $0.50 a GB that is written, $0.03 a GB and month that is kept.
 *
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
 */
import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { checkedPlan, childName, detailOf, isKey, refuseRetention, tagsOf } from "../network";
import type { LogGroupsArgs } from "./logGroupsArgs";

/** Log groups, by name. */
export class LogGroups extends pulumi.ComponentResource {
  /** By name. */
  readonly logGroupNames: Record<string, pulumi.Output<string>>;
  /** By name. */
  readonly logGroupArns: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: LogGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:LogGroups", name, {}, opts);
    const checked = { component: this, kind: "LogGroups", name };
    const plan = checkedPlan(checked, args, () => planLogGroups(args));
    const made = args.names.map((key) => {
      const child = childName(name, key);
      const group = new cloudwatch.LogGroup(
        child,
        {
          retentionInDays: plan.retentionInDays,
          kmsKeyId: args.kmsKeyArn,
          region: args.region,
          tags: tagsOf(args, { child, resourceType: "logs", detail: detailOf(args, child) }),
        },
        { parent: this },
      );
      return [key, group] as const;
    });
    this.logGroupNames = Object.fromEntries(made.map(([key, group]) => [key, group.name]));
    this.logGroupArns = Object.fromEntries(made.map(([key, group]) => [key, group.arn]));
    this.registerOutputs({
      logGroupNames: this.logGroupNames,
      logGroupArns: this.logGroupArns,
    });
  }
}

function planLogGroups({ names, retentionInDays = 30 }: LogGroupsArgs) {
  const issues: Issue[] = names.flatMap((name, index) => {
    const propertyPath = `names[${index}]`;
    if (names.indexOf(name) !== index)
      return [{ propertyPath, reason: `must be there once, got "${name}" again` }];
    if (isKey(name)) return [];
    const reason = `must be lower-case letters, digits and hyphens, got "${name}"`;
    return [{ propertyPath, reason }];
  });
  if (names.length === 0) {
    issues.push({ propertyPath: "names", reason: "must name a log group, got none" });
  }
  return {
    retentionInDays,
    issues: [...issues, ...refuseRetention("retentionInDays", retentionInDays)],
  };
}
