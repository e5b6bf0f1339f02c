/**
 * Daily snapshots of the EBS volumes that have a tag, by Data Lifecycle Manager. A snapshot of an
 * encrypted volume is encrypted, with the volume's key. Makes the policy and the role that it runs as.
 * The policy is free of charge, the snapshots are not.
 *
 * https://docs.aws.amazon.com/ebs/latest/userguide/snapshot-lifecycle.html
 */
import * as dlm from "@pulumi/aws/dlm";
import * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { checkedPlan, detailOf, refuseWhole, tagsOf } from "../network";
import { createServiceRole } from "./serviceRole";
import type { SnapshotPolicyArgs } from "./snapshotPolicyArgs";

/** Daily snapshots of EBS volumes. */
export class SnapshotPolicy extends pulumi.ComponentResource {
  /** The lifecycle policy's id. */
  readonly policyId: pulumi.Output<string>;
  /** The role that Data Lifecycle Manager works as. */
  readonly roleArn: pulumi.Output<string>;

  constructor(name: string, args: SnapshotPolicyArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:SnapshotPolicy", name, {}, opts);
    const checked = { component: this, kind: "SnapshotPolicy", name };
    const plan = checkedPlan(checked, args, () => planSnapshots(args));
    const tagged = (resourceType: string) =>
      tagsOf(args, { child: name, resourceType, detail: detailOf(args, name) });
    const { role, attached } = createServiceRole(
      { parent: this, child: name, tags: tagged("role") },
      { service: "dlm.amazonaws.com", policies: { dlm: "AWSDataLifecycleManagerServiceRole" } },
    );
    const policy = new dlm.LifecyclePolicy(
      name,
      {
        description: "Daily snapshots",
        executionRoleArn: role.arn,
        state: "ENABLED",
        policyDetails: {
          resourceTypes: ["VOLUME"],
          targetTags: args.targetTags,
          schedules: [
            {
              name: "daily",
              createRule: { interval: 24, intervalUnit: "HOURS", times: plan.time },
              retainRule: { count: plan.count },
              copyTags: true,
            },
          ],
        },
        region: args.region,
        tags: tagged("dlm"),
      },
      { parent: this, dependsOn: attached },
    );
    this.policyId = policy.id;
    this.roleArn = role.arn;
    this.registerOutputs({ policyId: this.policyId, roleArn: this.roleArn });
  }
}

function planSnapshots({ targetTags, time = "03:00", count = 7 }: SnapshotPolicyArgs) {
  const issues: Issue[] = refuseWhole("count", count, [1, 1000]);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    const reason = `must be a time such as "03:00", got "${time}"`;
    issues.push({ propertyPath: "time", reason });
  }
  if (Object.keys(targetTags).length === 0) {
    const reason = "must name a tag, got none; it would be the snapshots of nothing";
    issues.push({ propertyPath: "targetTags", reason });
  }
  return { time, count, issues };
}
