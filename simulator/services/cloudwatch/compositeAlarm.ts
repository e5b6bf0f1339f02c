/**
 * An alarm on other alarms, which must be there.
 * Replaces as internal/service/cloudwatch/composite_alarm.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
import { common, optional, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { isMap, text } from "../../values";
import { alarmKind, alarmsIn } from "./alarmEntities";
import { acceptActions, checkActions, invalid, refuseNeeded } from "./alarmRules";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkLength(inputs, "alarmName", [0, 255]),
  ...checkLength(inputs, "alarmDescription", [0, 1024]),
  ...checkLength(inputs, "alarmRule", [1, 10_240]),
  ...checkActions(inputs),
];

function accept(wanted: Wanted): void {
  const { scope, inputs } = wanted;
  acceptActions(wanted);
  if (text(inputs, "alarmName") === undefined)
    throw invalid("1 validation error detected: Value at 'alarmName' must have length 1 at least");
  const rule = text(inputs, "alarmRule") ?? "";
  const named = alarmsIn({ properties: inputs });
  if (named.length === 0 && !/\b(TRUE|FALSE)\b/.test(rule))
    throw invalid(
      `Invalid value for 'AlarmRule' parameter: ${rule}; it names alarms as ALARM("name")`,
    );
  const suppressor = isMap(inputs.actionsSuppressor)
    ? text(inputs.actionsSuppressor, "alarm")
    : undefined;
  const all =
    suppressor === undefined ? named : [...named, suppressor.replace(/^arn:.*:alarm:/, "")];
  const missing = all.filter((one) => scope.get(alarmKind, one) === undefined);
  if (missing.length > 0)
    throw invalid(
      `Could not save the composite alarm as alarms [${missing.join(", ")}] in the alarm rule do not exist`,
    );
  if (named.includes(text(inputs, "alarmName") ?? ""))
    throw invalid("Could not save the composite alarm as it would contain itself");
}

export const compositeAlarm: Model = defineResource({
  type: "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  service: "CloudWatch",
  noun: "CloudWatch Composite Alarm",
  calls: { create: "PutCompositeAlarm", update: "PutCompositeAlarm", delete: "DeleteAlarms" },
  kind: alarmKind,
  properties: {
    ...common,
    actionsEnabled: { kind: "flag", default: true, replaces: true },
    actionsSuppressor: { kind: "block" },
    alarmActions: { kind: "set" },
    alarmDescription: optional,
    alarmName: { required: true, replaces: true },
    alarmRule: { required: true },
    arn: output,
    insufficientDataActions: { kind: "set" },
    okActions: { kind: "set" },
  },
  validate,
  id: ({ inputs }) => text(inputs, "alarmName") ?? "",
  accept,
  fill: ({ scope }, id) => ({ arn: scope.arn("cloudwatch", `alarm:${id}`) }),
  mayGo: (scope, alarm) => refuseNeeded(scope, alarm),
});
