/**
 * Sizes of a group by the clock. Replaces as internal/service/autoscaling/schedule.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScheduledUpdateGroupAction.html
 */
import { AwsError } from "../../errors";
import { computed, output, region, requiredForcesNew, type Form, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { number, text } from "../../values";
import { groupReference, keyIn, scheduleKind } from "./entities";

const invalid = (message: string): AwsError => new AwsError("ValidationError", message);

/** Of the provider: a size that stays as it is. */
const unchanged = -1;

function accept({ inputs }: Wanted): void {
  acceptSizes(inputs);
  const recurrence = text(inputs, "recurrence");
  if (recurrence !== undefined && !isCron(recurrence))
    throw invalid(`Given recurrence string:${recurrence} is invalid`);
  const [start, end] = [text(inputs, "startTime"), text(inputs, "endTime")];
  if (start !== undefined && end !== undefined && start >= end)
    throw invalid(`Start time ${start} must be before end time ${end}`);
}

function acceptSizes(inputs: ValueMap): void {
  const [least, most, desired] = ["minSize", "maxSize", "desiredCapacity"].map((property) => {
    const size = number(inputs, property);
    return size === unchanged ? undefined : size;
  });
  if (least === undefined && most === undefined && desired === undefined)
    throw invalid("At least one of minSize, maxSize and desiredCapacity must be specified");
  const [from, to] = [least ?? 0, most ?? Infinity];
  if (from > to) throw invalid(`Min size, ${from}, must be less than or equal to max size, ${to}`);
  if (desired !== undefined && (desired < from || desired > to))
    throw invalid(
      `Desired capacity:${desired} must be between the specified min size and max size`,
    );
}

/** Minute, hour, day, month, day of the week. */
const isCron = (value: string): boolean => {
  const fields = value.trim().split(/\s+/);
  return fields.length === 5 && fields.every((field) => /^[\d*,/A-Za-z-]+$/.test(field));
};

const nameOf = (inputs: ValueMap): string => text(inputs, "scheduledActionName") ?? "";
const groupOf = (inputs: ValueMap): string => text(inputs, "autoscalingGroupName") ?? "";

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const uuid = uuidFrom(scope.hash("schedule", id));
  return {
    arn: scope.arn(
      "autoscaling",
      `scheduledUpdateGroupAction:${uuid}:autoScalingGroupName/${groupOf(inputs)}:scheduledActionName/${nameOf(inputs)}`,
    ),
    desiredCapacity: unchanged,
    endTime: "",
    maxSize: unchanged,
    minSize: unchanged,
    recurrence: "",
    startTime: "",
    timeZone: "",
  };
}

const moment: Form = (value) =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(String(value))
    ? undefined
    : `"${value}" cannot be parsed as iso8601 Timestamp Format, 2006-01-02T15:04:05Z`;

export const schedule: Model = defineResource({
  type: "aws:autoscaling/schedule:Schedule",
  service: "Auto Scaling",
  noun: "Auto Scaling Scheduled Action",
  calls: {
    create: "PutScheduledUpdateGroupAction",
    update: "PutScheduledUpdateGroupAction",
    delete: "DeleteScheduledAction",
  },
  kind: scheduleKind,
  keys: ["autoscalingGroupName"],
  properties: {
    region,
    arn: output,
    autoscalingGroupName: requiredForcesNew,
    desiredCapacity: { kind: "number", computed: true, exact: true },
    endTime: { ...computed, form: moment },
    maxSize: { kind: "number", computed: true, exact: true },
    minSize: { kind: "number", computed: true, exact: true },
    recurrence: computed,
    scheduledActionName: requiredForcesNew,
    startTime: { ...computed, form: moment },
    timeZone: computed,
  },
  references: [groupReference()],
  names: () => [],
  id: ({ inputs }) => keyIn(groupOf(inputs), nameOf(inputs)),
  providerId: (thing) => nameOf(thing.properties),
  /** An import's id is `group/name`. */
  find: (scope, id, known) => {
    const group = text(known, "autoscalingGroupName");
    return scope.get(scheduleKind, group === undefined ? id : keyIn(group, id));
  },
  accept,
  fill,
});
