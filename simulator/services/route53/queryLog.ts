/**
 * The log of what a public zone is asked: to a log group in us-east-1 that lets Route 53 in.
 * Replaces as internal/service/route53/query_log.go says (measured by planning).
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html
 */
import { AwsError } from "../../errors";
import { output, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { arn } from "../../resource/forms";
import { text } from "../../values";
import { logGroupOfArn, mayWriteLogs } from "../cloudwatch/logEntities";
import { isPrivate, needZone, queryLogKind } from "./entities";

function accept({ scope, inputs }: Wanted): void {
  const zone = needZone(scope, text(inputs, "zoneId") ?? "");
  if (isPrivate(zone))
    throw new AwsError(
      "InvalidInput",
      `${zone.id} is a private hosted zone: only public ones log.`,
    );
  const arn = text(inputs, "cloudwatchLogGroupArn") ?? "";
  if (!arn.includes(":us-east-1:") || logGroupOfArn(scope, arn) === undefined)
    throw new AwsError(
      "NoSuchCloudWatchLogsLogGroup",
      `The specified CloudWatch Logs log group does not exist in us-east-1: ${arn}`,
    );
  if (!mayWriteLogs(scope.ofArn(arn), "route53.amazonaws.com"))
    throw new AwsError(
      "InsufficientCloudWatchLogsResourcePolicy",
      "The CloudWatch Logs resource policies of us-east-1 do not let route53.amazonaws.com write to the log group.",
    );
  const other = scope.all(queryLogKind).some((one) => text(one.properties, "zoneId") === zone.id);
  if (other)
    throw new AwsError(
      "QueryLoggingConfigAlreadyExists",
      `A query logging configuration already exists for the hosted zone ${zone.id}.`,
    );
}

export const queryLog: Model = defineResource({
  type: "aws:route53/queryLog:QueryLog",
  service: "Route 53",
  noun: "Route53 Query Logging Config",
  calls: { create: "CreateQueryLoggingConfig", delete: "DeleteQueryLoggingConfig" },
  global: true,
  kind: queryLogKind,
  properties: {
    arn: output,
    cloudwatchLogGroupArn: { ...requiredForcesNew, form: arn },
    zoneId: requiredForcesNew,
  },
  id: ({ scope, urn }) => scope.pinned?.id ?? uuidFrom(scope.newLife("query log", urn)),
  accept,
  fill: ({ scope }, id) => ({
    arn: `arn:${scope.partition.name}:route53:::queryloggingconfig/${id}`,
  }),
});
