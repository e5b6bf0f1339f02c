/**
 * Snapshots of volumes and instances by schedule. Nothing of it replaces (internal/service/dlm/lifecycle_policy.go).
 * https://docs.aws.amazon.com/dlm/latest/APIReference/API_CreateLifecyclePolicy.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkArn, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { defineThing, type Wanted } from "../../resource/spec";
import { isMap, maps, number, text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { needSeenRole, roleReference } from "../iam/references";

const policyKind = defineThing("dlm-policy");

const hours = [1, 2, 3, 4, 6, 8, 12, 24];

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const details = blockOf(inputs, "policyDetails");
  return [
    ...checkPattern(
      inputs,
      "description",
      /^[0-9A-Za-z _-]{1,500}$/,
      "see https://docs.aws.amazon.com/cli/latest/reference/dlm/create-lifecycle-policy.html",
    ),
    ...checkOneOf(inputs, "state", ["ENABLED", "DISABLED"]),
    ...checkOneOf(inputs, "defaultPolicy", ["VOLUME", "INSTANCE"]),
    ...checkArn(inputs, "executionRoleArn"),
    ...texts(details, "resourceTypes").flatMap((value) =>
      checkOneOf({ resourceTypes: value }, "resourceTypes", ["VOLUME", "INSTANCE"]),
    ),
    ...maps(details, "schedules").flatMap(checkSchedule),
  ];
}

function checkSchedule(schedule: ValueMap, index: number): readonly CheckFailure[] {
  const creation = blockOf(schedule, "createRule");
  const where = `policy_details.0.schedule.${index}`;
  const failures: string[] = [];
  const interval = number(creation, "interval");
  if (interval !== undefined && !hours.includes(interval))
    failures.push(
      `expected ${where}.create_rule.0.interval to be one of [${hours.join(" ")}], got ${interval}`,
    );
  const time = text(creation, "times");
  if (time !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    failures.push(
      `invalid value for ${where}.create_rule.0.times (see https://docs.aws.amazon.com/dlm/latest/APIReference/API_CreateRule.html#dlm-Type-CreateRule-Times): ${time}`,
    );
  const count = number(blockOf(schedule, "retainRule"), "count");
  if (count !== undefined && (count < 1 || count > 1000))
    failures.push(
      `expected ${where}.retain_rule.0.count to be in the range (1 - 1000), got ${count}`,
    );
  return failures.map((reason) => ({ property: "policyDetails", reason }));
}

const invalid = (message: string): AwsError => new AwsError("InvalidRequestException", message);

const noRole = (arn: string): AwsError =>
  invalid(`Invalid role: ${arn} does not exist, or cannot be assumed by DLM.`);

function accept({ scope, inputs }: Wanted): void {
  const role = text(inputs, "executionRoleArn") ?? "";
  needSeenRole(scope, role, noRole(role));
  const details = blockOf(inputs, "policyDetails");
  const isOfSchedules = (text(details, "policyType") ?? "EBS_SNAPSHOT_MANAGEMENT").endsWith(
    "_MANAGEMENT",
  );
  if (!isOfSchedules || text(inputs, "defaultPolicy") !== undefined) return;
  const schedules = maps(details, "schedules");
  if (texts(details, "resourceTypes").length === 0) throw invalid("Missing ResourceTypes.");
  if (!isMap(details.targetTags) || Object.keys(details.targetTags).length === 0)
    throw invalid("Missing TargetTags.");
  if (schedules.length < 1 || schedules.length > 4)
    throw invalid(`A policy has from 1 to 4 schedules, and not ${schedules.length}.`);
  for (const schedule of schedules) acceptSchedule(schedule);
}

/** One way to say when, one to say how long. */
function acceptSchedule(schedule: ValueMap): void {
  const creation = blockOf(schedule, "createRule");
  const isTimed = number(creation, "interval") !== undefined;
  if (isTimed === (text(creation, "cronExpression") !== undefined))
    throw invalid("A schedule's createRule has an interval or a cronExpression, and not both.");
  const retention = blockOf(schedule, "retainRule");
  const isCounted = number(retention, "count") !== undefined;
  if (isCounted === (number(retention, "interval") !== undefined))
    throw invalid("A schedule's retainRule has a count or an interval, and not both.");
}

export const lifecyclePolicy: Model = defineResource({
  type: "aws:dlm/lifecyclePolicy:LifecyclePolicy",
  service: "DLM",
  noun: "DLM Lifecycle Policy",
  calls: {
    create: "CreateLifecyclePolicy",
    update: "UpdateLifecyclePolicy",
    delete: "DeleteLifecyclePolicy",
  },
  kind: policyKind,
  properties: {
    ...common,
    arn: output,
    defaultPolicy: {},
    description: { required: true },
    executionRoleArn: { required: true },
    policyDetails: {
      kind: "block",
      required: true,
      within: { policyType: "EBS_SNAPSHOT_MANAGEMENT" },
    },
    state: { default: "ENABLED" },
  },
  validate,
  retries: {
    create: { codes: ["InvalidRequestException"], message: /Invalid role/, seconds: 120 },
  },
  id: ({ scope, urn }) => scope.newId("policy", urn),
  references: [roleReference("executionRoleArn", noRole)],
  accept,
  fill: ({ scope }, id) => ({ arn: scope.arn("dlm", `policy/${id}`) }),
});
