/**
 * A log stream of a log group. Replaces as internal/service/logs/stream.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 */
import { AwsError } from "../../errors";
import { output, region, requiredForcesNew, type Form, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { text } from "../../values";
import { findInGroup, groupReference, idInGroup, logStreamKind } from "./logEntities";

const nameForm: Form = (value, at) => {
  const name = String(value);
  if (name.includes(":")) return `colons not allowed in "${at}": ${name}`;
  return name.length >= 1 && name.length <= 512
    ? undefined
    : `"${at}" must be between 1 and 512 characters: "${name}"`;
};

export const logStream: Model = defineResource({
  type: "aws:cloudwatch/logStream:LogStream",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Log Stream",
  calls: { create: "CreateLogStream", delete: "DeleteLogStream" },
  kind: logStreamKind,
  autoname: { max: 512 },
  keys: ["logGroupName", "name"],
  properties: {
    region,
    arn: output,
    logGroupName: requiredForcesNew,
    name: { computed: true, replaces: true, form: nameForm },
  },
  id: ({ inputs }) => idInGroup(inputs, "logGroupName"),
  providerId: (thing) => text(thing.properties, "name") ?? "",
  taken: () =>
    new AwsError("ResourceAlreadyExistsException", "The specified log stream already exists"),
  references: [groupReference("logGroupName")],
  fill: ({ scope, inputs }) => ({
    arn: scope.arn(
      "logs",
      `log-group:${text(inputs, "logGroupName") ?? ""}:log-stream:${text(inputs, "name") ?? ""}`,
    ),
  }),
  find: (scope, id, known) =>
    findInGroup(scope, logStreamKind, { id, known, group: "logGroupName" }),
});
