/**
 * A metric filter: numbers out of a log group's events. One of the same name is overwritten.
 * Replaces as internal/service/logs/metric_filter.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Form, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { isGiven, isMap, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import {
  findInGroup,
  groupNameForm,
  groupReference,
  idInGroup,
  metricFilterKind,
} from "./logEntities";
import { units } from "./units";

const transformation = (inputs: ValueMap): ValueMap =>
  isMap(inputs.metricTransformation) ? inputs.metricTransformation : {};

const nameForm: Form = (value, at) =>
  /^[^:*]{1,512}$/.test(String(value))
    ? undefined
    : `"${at}" isn't a valid log metric name (must not contain colon nor asterisk): "${value}"`;

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const failures: CheckFailure[] = [...checkLength(inputs, "pattern", [0, 1024])];
  const own = transformation(inputs);
  for (const key of ["name", "namespace"]) {
    const value = text(own, key) ?? "";
    if (/[:*$]/.test(value))
      failures.push({
        property: "metricTransformation",
        reason: `"metric_transformation.0.${key}" isn't a valid log metric transformation name (must not contain colon, asterisk nor dollar sign): "${value}"`,
      });
  }
  const value = text(own, "defaultValue");
  if (value !== undefined && Number.isNaN(Number(value)))
    failures.push({
      property: "metricTransformation",
      reason: `metric_transformation.0.default_value: cannot parse '${value}' as float`,
    });
  return [...failures, ...checkOneOf(own, "unit", units)];
}

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const own = transformation(inputs);
  if (
    isGiven(own, "defaultValue") &&
    isMap(own.dimensions) &&
    Object.keys(own.dimensions).length > 0
  )
    throw new AwsError(
      "InvalidParameterException",
      "Invalid metric transformation: dimensions and default value are mutually exclusive properties.",
    );
  const group = text(inputs, "logGroupName") ?? "";
  if (before === undefined && scope.count(metricFilterKind, "group", group) >= 100)
    throw new AwsError("LimitExceededException", "Resource limit exceeded.");
}

export const logMetricFilter: Model = defineResource({
  type: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  service: "CloudWatch Logs",
  noun: "CloudWatch Logs Metric Filter",
  calls: {
    create: "PutMetricFilter",
    update: "PutMetricFilter",
    delete: "DeleteMetricFilter",
  },
  kind: metricFilterKind,
  autoname: { max: 512 },
  keys: ["logGroupName", "name"],
  properties: {
    region,
    applyOnTransformedLogs: { kind: "flag", computed: true },
    logGroupName: { ...requiredForcesNew, form: groupNameForm() },
    metricTransformation: { kind: "block", required: true, within: { unit: "None" } },
    name: { computed: true, replaces: true, form: nameForm },
    pattern: { required: true },
  },
  validate,
  id: ({ inputs }) => idInGroup(inputs, "logGroupName"),
  providerId: (thing) => text(thing.properties, "name") ?? "",
  references: [groupReference("logGroupName")],
  accept,
  fill: () => ({ applyOnTransformedLogs: false }),
  find: (scope, id, known) =>
    findInGroup(scope, metricFilterKind, { id, known, group: "logGroupName" }),
});
