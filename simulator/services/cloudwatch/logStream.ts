/**
 * A log stream of a log group. Replaces as internal/service/logs/stream.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogStream.html
 */
import { AwsError } from "../../errors";
import { output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { text } from "../../values";
import { findInGroup, groupReference, idInGroup, logStreamKind } from "./logEntities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const name = text(inputs, "name") ?? "";
  if (!name.includes(":") && name.length <= 512) return [];
  return [{ property: "name", reason: `colons not allowed in "name": ${name}` }];
}

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
    name: { computed: true, replaces: true },
  },
  validate,
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
