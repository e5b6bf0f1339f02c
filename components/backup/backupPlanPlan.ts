/** What `BackupPlan` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { isKey, refuseWhole, under } from "../network";
import type { BackupPlanArgs, BackupRule } from "./backupPlanArgs";

interface BackupPlanPlan {
  readonly rules: readonly (readonly [name: string, rule: BackupRule])[];
  readonly issues: readonly Issue[];
}

/** What is in cold storage stays there so long. */
const COLD_DAYS = 90;

export function planBackupPlan(args: BackupPlanArgs): BackupPlanPlan {
  const rules = Object.entries(args.rules);
  return {
    rules,
    issues: [
      ...(rules.length === 0
        ? [{ propertyPath: "rules", reason: "must name a rule, got none" }]
        : []),
      ...rules.flatMap(([name, rule]) => under(`rules["${name}"]`, refuseRule(name, rule))),
      ...refuseSelection(args),
      ...refuseCopy(args),
    ],
  };
}

function refuseRule(name: string, rule: BackupRule): Issue[] {
  const { schedule, deleteAfterDays, coldStorageAfterDays: cold } = rule;
  const issues: Issue[] = [];
  if (!isKey(name) || name.length > 50) {
    const reason = `must have a name of 1 to 50 lower-case letters, digits and hyphens, got "${name}"`;
    issues.push({ propertyPath: "", reason });
  }
  if (!/^cron\(\S+( \S+){5}\)$/.test(schedule)) {
    const reason = `must be a time such as "cron(0 5 ? * * *)", got "${schedule}"`;
    issues.push({ propertyPath: "schedule", reason });
  }
  issues.push(...refuseWhole("deleteAfterDays", deleteAfterDays, [1, 36500]));
  if (cold === undefined) return issues;
  issues.push(...refuseWhole("coldStorageAfterDays", cold, [1, 36500]));
  if (deleteAfterDays < cold + COLD_DAYS) {
    const reason = `must be ${COLD_DAYS} more than coldStorageAfterDays (${cold}) at least, got ${deleteAfterDays}`;
    issues.push({ propertyPath: "deleteAfterDays", reason });
  }
  return issues;
}

function refuseSelection({ selection }: BackupPlanArgs): Issue[] {
  return (["key", "value"] as const)
    .filter((property) => selection[property].length < 1 || selection[property].length > 128)
    .map((property) => ({
      propertyPath: `selection.${property}`,
      reason: `must be 1 to 128 characters, got "${selection[property]}"`,
    }));
}

function refuseCopy({ copy, region }: BackupPlanArgs): Issue[] {
  if (copy === undefined) return [];
  const propertyPath = "copy.region";
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(copy.region))
    return [{ propertyPath, reason: `must be a region such as "us-west-2", got "${copy.region}"` }];
  if (copy.region !== region) return [];
  const reason = `must be another than the backups' own, got "${copy.region}" for both`;
  return [{ propertyPath, reason }];
}
