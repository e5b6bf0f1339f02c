/**
 * A log group of CloudWatch Logs: $0.50 a GB taken in (us-east-1). Its name is its identity.
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
 */
import { AwsError } from "../../errors";
import { checkOneOf } from "../ec2/blocks";
import { common, output, type Change, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { flag, number, tagsOf, text, type Tags } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

interface LogGroup extends Entity {
  readonly logGroupClass: string;
  readonly kmsKeyId: string;
  /** 0 keeps for ever. */
  readonly retentionInDays: number;
  readonly deletionProtectionEnabled: boolean;
  readonly tags: Tags;
}
const logGroupKind = defineKind<LogGroup>("log-group");

export const findLogGroup = (scope: Scope, name: string): Entity | undefined =>
  scope.get(logGroupKind, name);

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html; 0 is the provider's. */
const retentions = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922,
  3288, 3653,
];

function create(scope: Scope, inputs: ValueMap, { urn }: { urn: string }): string {
  const name = text(inputs, "name") ?? prefixedName(scope, inputs, urn);
  if (name.length > 512 || !/^[.\-_/#A-Za-z0-9]+$/.test(name))
    throw new AwsError(
      "InvalidParameterException",
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  if (scope.get(logGroupKind, name) !== undefined)
    throw new AwsError("ResourceAlreadyExistsException", "The specified log group already exists");
  const kmsKeyId = text(inputs, "kmsKeyId");
  if (kmsKeyId !== undefined && !/^arn:[^:]+:kms:/.test(kmsKeyId))
    throw new AwsError("InvalidParameterException", `Invalid KMS key ARN: ${kmsKeyId}`);
  scope.put(logGroupKind, {
    id: name,
    logGroupClass: text(inputs, "logGroupClass") ?? "STANDARD",
    kmsKeyId: kmsKeyId ?? "",
    retentionInDays: acceptedRetention(inputs),
    deletionProtectionEnabled: flag(inputs, "deletionProtectionEnabled") ?? false,
    tags: tagsOf(inputs, "tagsAll"),
  });
  return name;
}

function prefixedName(scope: Scope, inputs: ValueMap, urn: string): string {
  const digits = BigInt(`0x${scope.newLife("log-group", urn).slice(0, 24)}`).toString();
  return `${text(inputs, "namePrefix") ?? "terraform-"}${digits.padStart(26, "0").slice(-26)}`;
}

function acceptedRetention(inputs: ValueMap): number {
  const days = number(inputs, "retentionInDays") ?? 0;
  if (!retentions.includes(days))
    throw new AwsError(
      "InvalidParameterException",
      `1 validation error detected: Value '${days}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${retentions.slice(1).join(", ")}]`,
      "PutRetentionPolicy",
    );
  return days;
}

function update(scope: Scope, id: string, { news }: Change): void {
  const group = scope.need(
    logGroupKind,
    id,
    "ResourceNotFoundException",
    "The specified log group does not exist.",
  );
  scope.put(logGroupKind, {
    ...group,
    kmsKeyId: text(news, "kmsKeyId") ?? "",
    retentionInDays: acceptedRetention(news),
    deletionProtectionEnabled: flag(news, "deletionProtectionEnabled") ?? false,
    tags: tagsOf(news, "tagsAll"),
  });
}

function remove(scope: Scope, id: string, properties: ValueMap): void {
  const group = scope.get(logGroupKind, id);
  if (group === undefined || flag(properties, "skipDestroy") === true) return;
  if (group.deletionProtectionEnabled)
    throw new AwsError(
      "ValidationException",
      "Cannot delete log group: deletion protection is enabled.",
    );
  scope.remove(group);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkOneOf(inputs, "retentionInDays", retentions),
    ...checkOneOf(inputs, "logGroupClass", ["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"]),
  ];
}

export const logGroup: Model = {
  type: "aws:cloudwatch/logGroup:LogGroup",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Log Group",
  calls: { create: "CreateLogGroup", update: "PutRetentionPolicy", delete: "DeleteLogGroup" },
  autoname: { max: 512 },
  properties: {
    ...common,
    arn: output,
    deletionProtectionEnabled: { kind: "flag", computed: true },
    kmsKeyId: {},
    logGroupClass: { computed: true, replaces: true },
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    retentionInDays: { kind: "number", default: 0 },
    skipDestroy: { kind: "flag", default: false, local: true },
  },
  validate,
  create,
  read(scope, id) {
    const group = scope.get(logGroupKind, id);
    if (group === undefined) return undefined;
    return {
      arn: scope.arn("logs", `log-group:${id}`),
      deletionProtectionEnabled: group.deletionProtectionEnabled,
      kmsKeyId: group.kmsKeyId,
      logGroupClass: group.logGroupClass,
      name: id,
      namePrefix: "",
      retentionInDays: group.retentionInDays,
      tagsAll: group.tags,
    };
  },
  update,
  delete: remove,
};
