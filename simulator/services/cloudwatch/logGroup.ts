/**
 * A log group of CloudWatch Logs: $0.50 a GB taken in (us-east-1). Its name is its identity.
 * Replaces as internal/service/logs/group.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
import { AwsError } from "../../errors";
import { common, optional, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { oneOf } from "../../resource/forms";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { findKey } from "../kms/entities";
import {
  groupNameForm,
  logGroupKind,
  logStreamKind,
  metricFilterKind,
  subscriptionFilterKind,
} from "./logEntities";

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is the provider's. */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

const bad = (message: string, operation?: string): AwsError =>
  new AwsError("InvalidParameterException", message, operation);

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const name = text(inputs, "name") ?? "";
  if (
    before === undefined &&
    name !== "" &&
    (name.length > 512 || !/^[.\-_/#A-Za-z0-9]+$/.test(name))
  )
    throw bad(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  acceptKey(scope, text(inputs, "kmsKeyId"));
  const days = number(inputs, "retentionInDays") ?? 0;
  if (!retentions.includes(days))
    throw bad(
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.slice(1).join(", ")}]`,
      "PutRetentionPolicy",
    );
}

/** A key that exists, and whose policy lets CloudWatch Logs of the region use it. */
function acceptKey(scope: Scope, arn: string | undefined): void {
  if (arn === undefined) return;
  if (!/^arn:[^:]+:kms:/.test(arn)) throw bad(`Invalid KMS key ARN: ${arn}`);
  const policy = text(findKey(scope, arn)?.properties ?? {}, "policy") ?? "";
  const isOpen = /"(AWS|Principal)"\s*:\s*(\[\s*)?"\*"/.test(policy);
  if (
    !isOpen &&
    !policy.includes(`logs.${scope.region}.amazonaws.com`) &&
    !policy.includes("logs.amazonaws.com")
  )
    throw bad(
      `The specified KMS key does not exist or is not allowed to be used with Arn '${scope.arn("logs", "log-group:")}…': ${arn}. Its key policy has to allow logs.${scope.region}.amazonaws.com.`,
    );
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return checkConflict(inputs, "name", "namePrefix");
}

function mayGo(_scope: Scope, group: Thing, known: ValueMap): void {
  if (flag(known, "skipDestroy") === true) return;
  if (flag(group.properties, "deletionProtectionEnabled") === true)
    throw new AwsError(
      "ValidationException",
      "Cannot delete log group: deletion protection is enabled.",
    );
}

/** Streams and filters go with it. One that is to be kept stays as it is. */
function removed(scope: Scope, group: Thing, known: ValueMap): Thing | undefined {
  if (flag(known, "skipDestroy") === true) return group;
  for (const kind of [logStreamKind, metricFilterKind, subscriptionFilterKind])
    for (const one of scope.find(kind, "group", group.id)) scope.remove(one);
  return undefined;
}

export const logGroup: Model = defineResource({
  type: "aws:cloudwatch/logGroup:LogGroup",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Log Group",
  calls: { create: "CreateLogGroup", update: "PutRetentionPolicy", delete: "DeleteLogGroup" },
  kind: logGroupKind,
  autoname: { max: 512 },
  properties: {
    ...common,
    arn: output,
    deletionProtectionEnabled: { kind: "flag", computed: true },
    kmsKeyId: optional,
    logGroupClass: {
      computed: true,
      replaces: true,
      form: oneOf("STANDARD", "INFREQUENT_ACCESS", "DELIVERY"),
    },
    name: { computed: true, replaces: true, form: groupNameForm() },
    namePrefix: { computed: true, replaces: true, form: groupNameForm(483) },
    retentionInDays: { kind: "number", default: 0, form: oneOf(...retentions) },
    skipDestroy: { kind: "flag", default: false, local: true },
  },
  validate,
  id: nameOf,
  taken: () =>
    new AwsError("ResourceAlreadyExistsException", "The specified log group already exists"),
  accept,
  fill: ({ scope }, id) => ({
    arn: scope.arn("logs", `log-group:${id}`),
    deletionProtectionEnabled: false,
    logGroupClass: "STANDARD",
    name: id,
    namePrefix: "",
  }),
  gone: () => new AwsError("ResourceNotFoundException", "The specified log group does not exist."),
  mayGo,
  removed,
});

export function getLogGroup(scope: Scope, args: ValueMap): ValueMap {
  const name = text(args, "name") ?? "";
  const group = scope.need(
    logGroupKind,
    name,
    "ResourceNotFoundException",
    `no matching CloudWatch Logs Log Group (${name}) found`,
  );
  return {
    ...group.properties,
    kmsKeyId: text(group.properties, "kmsKeyId") ?? "",
    creationTime: 0,
    id: name,
    region: scope.region,
    tags: group.tags ?? {},
  };
}
