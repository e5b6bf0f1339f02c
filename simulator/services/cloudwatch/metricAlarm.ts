/**
 * An alarm on a metric, or on an expression of several. One of the same name is overwritten.
 * Replaces as internal/service/cloudwatch/metric_alarm.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
import { common, optional, optionalNumber, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict, checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { ofLength } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { flag, isGiven, isMap, maps, number, text, unknownValue } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { alarmKind } from "./alarmEntities";
import { acceptActions, checkActions, invalid, refuseNeeded } from "./alarmRules";
import { units } from "./units";

const comparisons = [
  "GreaterThanOrEqualToThreshold",
  "GreaterThanThreshold",
  "LessThanThreshold",
  "LessThanOrEqualToThreshold",
  "LessThanLowerOrGreaterThanUpperThreshold",
  "LessThanLowerThreshold",
  "GreaterThanUpperThreshold",
];
const statistics = ["SampleCount", "Average", "Sum", "Minimum", "Maximum"];

const queries = "metricQueries";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkLength(inputs, "name", [1, 255]),
    ...checkLength(inputs, "alarmDescription", [0, 1024]),
    ...checkOneOf(inputs, "comparisonOperator", comparisons),
    ...checkOneOf(inputs, "statistic", statistics),
    ...checkOneOf(inputs, "unit", units),
    ...checkOneOf(inputs, "evaluateLowSampleCountPercentiles", ["evaluate", "ignore"]),
    ...checkOneOf(inputs, "treatMissingData", ["breaching", "ignore", "missing", "notBreaching"]),
    ...checkConflict(inputs, "statistic", "extendedStatistic"),
    ...checkConflict(inputs, "threshold", "thresholdMetricId"),
    ...["evaluationPeriods", "datapointsToAlarm"].flatMap((one) => checkAtLeastOne(inputs, one)),
    ...checkPeriod(inputs),
    ...checkExtended(inputs),
    ...checkActions(inputs),
    ...(maps(inputs, queries).length > 0
      ? ["metricName", "namespace", "period", "statistic", "extendedStatistic", "unit"].flatMap(
          (one) => checkConflict(inputs, one, queries),
        )
      : []),
    ...checkStatistic(inputs),
  ];
}

function checkAtLeastOne(inputs: ValueMap, property: string): readonly CheckFailure[] {
  const value = number(inputs, property);
  if (value === undefined || value >= 1) return [];
  const name = property === "evaluationPeriods" ? "evaluation_periods" : "datapoints_to_alarm";
  return [{ property, reason: `expected ${name} to be at least (1), got ${value}` }];
}

function checkPeriod(inputs: ValueMap): readonly CheckFailure[] {
  const period = number(inputs, "period");
  if (period === undefined || [10, 20, 30].includes(period) || period % 60 === 0) return [];
  return [
    {
      property: "period",
      reason: `expected period to be one of [10 20 30], or divisible by 60, got: ${period}`,
    },
  ];
}

function checkExtended(inputs: ValueMap): readonly CheckFailure[] {
  const value = text(inputs, "extendedStatistic");
  const isOne =
    value === undefined ||
    value === "IQM" ||
    /^(p|tm|tc|ts|wm)(\d{1,2}(\.\d+)?|100)$/.test(value) ||
    /^(TM|TC|TS|WM|PR)\(.*:.*\)$/.test(value);
  if (isOne) return [];
  const reason = `invalid value for extended_statistic (invalid statistic, see: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Statistics-definitions.html): ${value}`;
  return [{ property: "extendedStatistic", reason }];
}

function checkStatistic(inputs: ValueMap): readonly CheckFailure[] {
  if (!isGiven(inputs, "metricName")) return [];
  if (isGiven(inputs, "statistic") || isGiven(inputs, "extendedStatistic")) return [];
  const reason =
    "One of `statistic` or `extended_statistic` must be set for a cloudwatch metric alarm";
  return [{ property: "statistic", reason }];
}

function accept(wanted: Wanted): void {
  const { inputs } = wanted;
  acceptActions(wanted);
  if (isMap(inputs.evaluationCriteria)) return;
  for (const property of ["comparisonOperator", "evaluationPeriods"])
    if (!isGiven(inputs, property)) throw invalid(`The parameter ${property} is required.`);
  const periods = number(inputs, "evaluationPeriods") ?? 1;
  const points = number(inputs, "datapointsToAlarm") ?? 0;
  if (points > periods)
    throw invalid(
      `DatapointsToAlarm (${points}) must be less than or equal to EvaluationPeriods (${periods}).`,
    );
  if (maps(inputs, queries).length > 0) acceptQueries(inputs);
  else acceptMetric(inputs, periods);
}

function acceptMetric(inputs: ValueMap, periods: number): void {
  for (const property of ["metricName", "namespace", "period"])
    if (!isGiven(inputs, property))
      throw invalid(`The parameter ${property} is required, where there are no metricQueries.`);
  const period = number(inputs, "period") ?? 60;
  const isLong = period >= 3600;
  const most = isLong ? 604_800 : 86_400;
  if (period * periods > most)
    throw invalid(
      `Metrics cannot be checked across more than ${isLong ? "seven days" : "a day"} (EvaluationPeriods * Period must be <= ${most}).`,
    );
  if (period < 60 && (text(inputs, "namespace") ?? "").startsWith("AWS/"))
    throw invalid(`Metrics of AWS have no period of ${period} seconds: give a multiple of 60.`);
}

function acceptQueries(inputs: ValueMap): void {
  const all = maps(inputs, queries);
  const ids = all.map((one) => text(one, "id") ?? "");
  const bad = ids.find((one) => one !== "" && !/^[a-z]\w*$/.test(one));
  if (bad !== undefined)
    throw invalid(
      `The value for the id '${bad}' is not valid: it begins with a lower-case letter, and has letters, digits and underscores.`,
    );
  if (new Set(ids).size < ids.length) throw invalid("The ids of metric queries must be different.");
  const returned = all.filter((one) => flag(one, "returnData") === true).length;
  const wantsBand = isGiven(inputs, "thresholdMetricId");
  const needed = wantsBand ? 2 : 1;
  if (returned !== needed && !all.some((one) => one.returnData === unknownValue))
    throw invalid(
      `Exactly ${needed === 1 ? "one element" : "two elements"} of the metrics list should return data.`,
    );
}

export const metricAlarm: Model = defineResource({
  type: "aws:cloudwatch/metricAlarm:MetricAlarm",
  service: "CloudWatch",
  noun: "CloudWatch Metric Alarm",
  calls: { create: "PutMetricAlarm", update: "PutMetricAlarm", delete: "DeleteAlarms" },
  kind: alarmKind,
  autoname: { max: 255 },
  properties: {
    ...common,
    actionsEnabled: { kind: "flag", default: true },
    alarmActions: { kind: "set" },
    alarmDescription: optional,
    arn: output,
    comparisonOperator: optional,
    datapointsToAlarm: optionalNumber,
    dimensions: { kind: "map" },
    evaluateLowSampleCountPercentiles: { computed: true },
    evaluationCriteria: { kind: "block" },
    evaluationInterval: optionalNumber,
    evaluationPeriods: optionalNumber,
    extendedStatistic: optional,
    insufficientDataActions: { kind: "set" },
    metricName: { form: ofLength(1, 255) },
    metricQueries: { kind: "blocks" },
    name: { computed: true, replaces: true },
    namespace: { form: ofLength(1, 255) },
    okActions: { kind: "set" },
    period: optionalNumber,
    statistic: optional,
    threshold: optionalNumber,
    thresholdMetricId: optional,
    treatMissingData: { default: "missing" },
    unit: optional,
    warmUpConfiguration: { kind: "block" },
  },
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  accept,
  fill: ({ scope }, id) => ({
    arn: scope.arn("cloudwatch", `alarm:${id}`),
    evaluateLowSampleCountPercentiles: "",
  }),
  mayGo: (scope, alarm) => refuseNeeded(scope, alarm),
});
