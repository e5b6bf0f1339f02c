/**
 * A subscription: a log group's events to a function or a stream. Two a log group at most; another of the same name is
 * overwritten. Replaces as internal/service/logs/subscription_filter.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutSubscriptionFilter.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength, oneOf } from "../../resource/forms";
import { digits } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { roleReference } from "../iam/references";
import { findFunction, permissionKind } from "../lambda/entities";
import { findInGroup, groupReference, idInGroup, subscriptionFilterKind } from "./logEntities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkLength(inputs, "filterPattern", [0, 1024]),
    ...checkArn(inputs, "destinationArn"),
    ...checkArn(inputs, "roleArn"),
  ];
}

const bad = (message: string): AwsError => new AwsError("InvalidParameterException", message);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const group = text(inputs, "logGroup") ?? "";
  const others = scope
    .find(subscriptionFilterKind, "group", group)
    .filter((one) => one.id !== idInGroup(inputs, "logGroup"));
  if (before === undefined && others.length >= 2)
    throw new AwsError("LimitExceededException", "Resource limit exceeded.");
  const destination = text(inputs, "destinationArn") ?? "";
  if (destination.includes(":lambda:")) acceptFunction(scope, destination);
  else if (text(inputs, "roleArn") === undefined && !destination.includes(":logs:"))
    throw bad(`A role is needed to deliver to ${destination}: give roleArn.`);
}

function acceptFunction(scope: Scope, arn: string): void {
  const found = findFunction(scope, arn);
  const permissions =
    found === undefined ? [] : scope.at(found).find(permissionKind, "function", found.id);
  if (!permissions.some((one) => (text(one.properties, "principal") ?? "").startsWith("logs.")))
    throw bad(
      "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.",
    );
}

/** `cwlsf-` and a number that follows from what tells it from others. */
const providerId = ({ properties }: Thing): string => {
  const parts = ["name", "logGroup"].map((key) => text(properties, key) ?? "");
  const hash = Buffer.from(parts.join("\0")).toString("hex");
  return `cwlsf-${digits(hash, 10)}`;
};

export const logSubscriptionFilter: Model = defineResource({
  type: "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Subscription Filter",
  calls: {
    create: "PutSubscriptionFilter",
    update: "PutSubscriptionFilter",
    delete: "DeleteSubscriptionFilter",
  },
  kind: subscriptionFilterKind,
  autoname: { max: 512 },
  deleteBeforeReplace: true,
  keys: ["logGroup", "name"],
  properties: {
    region,
    applyOnTransformedLogs: { kind: "flag", computed: true },
    destinationArn: requiredForcesNew,
    distribution: { default: "ByLogStream", form: oneOf("Random", "ByLogStream") },
    emitSystemFields: { kind: "set" },
    filterPattern: { required: true },
    logGroup: requiredForcesNew,
    name: { computed: true, replaces: true, form: ofLength(1, 512) },
    roleArn: { computed: true },
  },
  validate,
  retries: {
    create: {
      codes: ["InvalidParameterException"],
      message: /Could not execute the lambda function/,
      seconds: 300,
    },
  },
  id: ({ inputs }) => idInGroup(inputs, "logGroup"),
  providerId,
  references: [
    groupReference("logGroup"),
    roleReference("roleArn", (arn) => bad(`Could not assume the role ${arn}: it does not exist.`)),
  ],
  accept,
  fill: () => ({ applyOnTransformedLogs: false, roleArn: "" }),
  find: (scope, id, known) =>
    findInGroup(scope, subscriptionFilterKind, {
      id: id.replace("|", ":"),
      known,
      group: "logGroup",
    }),
});
