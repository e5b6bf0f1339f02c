/**
 * A rule of EventBridge: events of a pattern, or a schedule. Replaces as internal/service/events/rule.go says
 * (aws-facts.md, section 6). https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html
 */
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Model } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import {
  checkArn,
  checkChoice,
  checkConflict,
  checkLength,
  checkPattern,
} from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { oneOf } from "../../resource/forms";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isList, isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { busForm, ruleId, ruleKind, targetKind } from "./eventEntities";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkLength(inputs, "name", [1, 64]),
    ...checkPattern(inputs, "name", /^[0-9A-Za-z_.-]+$/, "letters, digits, . _ and - only"),
    ...checkConflict(inputs, "name", "namePrefix"),
    ...checkConflict(inputs, "isEnabled", "state"),
    ...checkChoice(inputs, ["eventPattern", "scheduleExpression"], true),
    ...checkLength(inputs, "scheduleExpression", [0, 256]),
    ...checkLength(inputs, "description", [0, 512]),
    ...checkArn(inputs, "roleArn"),
  ];
}

const busOf = (inputs: ValueMap): string => text(inputs, "eventBusName") ?? "default";

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const name = text(inputs, "name");
  if (
    before === undefined &&
    name !== undefined &&
    scope.get(ruleKind, ruleId(busOf(inputs), name)) !== undefined
  )
    throw new AwsError(
      "ResourceAlreadyExistsException",
      `An EventBridge rule ${name} is there already`,
    );
  const pattern = text(inputs, "eventPattern");
  if (pattern !== undefined) acceptPattern(JSON.parse(pattern) as Value);
  const schedule = text(inputs, "scheduleExpression");
  if (schedule === undefined) return;
  if (busOf(inputs) !== "default")
    throw invalid("ScheduleExpression is supported only on the default event bus.");
  if (!isSchedule(schedule)) throw invalid("Parameter ScheduleExpression is not valid.");
}

const invalid = (message: string): AwsError => new AwsError("ValidationException", message);

/** Every field has a list of values, or fields of its own. */
function acceptPattern(pattern: Value): void {
  if (!isMap(pattern)) throw badPattern("Filter is not an object");
  if (Object.keys(pattern).length === 0) throw badPattern("Empty pattern");
  for (const [key, value] of Object.entries(pattern)) {
    if (isMap(value)) acceptPattern(value);
    else if (!isList(value)) throw badPattern(`"${key}" must be an object or an array`);
    else if (value.length === 0) throw badPattern(`"${key}": empty arrays are not allowed`);
  }
}

const badPattern = (why: string): AwsError =>
  new AwsError("InvalidEventPatternException", `Event pattern is not valid. Reason: ${why}`);

/** `rate(5 minutes)`, one of a unit without s; `cron(0 12 * * ? *)`, six fields and one of the days a question mark. */
function isSchedule(schedule: string): boolean {
  const [, amount, unit] = /^rate\(([1-9]\d*) (minutes?|hours?|days?)\)$/.exec(schedule) ?? [];
  if (amount !== undefined && unit !== undefined) return (amount === "1") !== unit.endsWith("s");
  const [, fields = ""] = /^cron\((.+)\)$/.exec(schedule) ?? [];
  const all = fields.trim().split(/\s+/);
  return all.length === 6 && (all[2] === "?") !== (all[4] === "?");
}

const enabled = (inputs: ValueMap): boolean => (text(inputs, "state") ?? "ENABLED") !== "DISABLED";

function mayGo(scope: Scope, rule: Thing): void {
  if (scope.count(targetKind, "rule", rule.id) > 0)
    throw invalid("Rule can't be deleted since it has targets.");
}

const states = ["ENABLED", "DISABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS"];

export const eventRule: Model = defineResource({
  type: "aws:cloudwatch/eventRule:EventRule",
  service: "EventBridge",
  noun: "EventBridge Rule",
  calls: { create: "PutRule", update: "PutRule", delete: "DeleteRule" },
  kind: ruleKind,
  autoname: { max: 64 },
  properties: {
    ...common,
    arn: output,
    description: optional,
    eventBusName: { default: "default", replaces: true, form: busForm },
    eventPattern: { kind: "json" },
    forceDestroy: { kind: "flag", default: false, local: true },
    // Left out, it stays as it was, as the state does.
    isEnabled: { kind: "flag", local: true, counts: ({ isEnabled }) => isEnabled !== undefined },
    name: { computed: true, replaces: true },
    namePrefix: { computed: true, replaces: true },
    roleArn: optional,
    scheduleExpression: optional,
    state: { ...computed, form: oneOf(...states) },
  },
  validate,
  id: (wanted) => ruleId(busOf(wanted.inputs), nameOf(wanted)),
  accept,
  fill: ({ scope, inputs }, id) => ({
    arn: scope.arn("events", `rule/${id}`),
    name: id.slice(id.indexOf("/") + 1),
    namePrefix: "",
    state: enabled(inputs) ? "ENABLED" : "DISABLED",
  }),
  mayGo,
});
