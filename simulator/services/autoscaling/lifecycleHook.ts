/**
 * A pause before an instance is taken in, or let go. Replaces as internal/service/autoscaling/lifecycle_hook.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html
 */
import { AwsError } from "../../errors";
import { computed, region, requiredForcesNew, type Model, type Retry } from "../../model";
import type { ValueMap } from "../../protocol";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { needSeenRole, roleReference } from "../iam/references";
import { groupReference, keyIn, lifecycleHookKind } from "./entities";

/** Auto Scaling tries the target out, with the role. */
const unpublished = (inputs: ValueMap): AwsError =>
  new AwsError(
    "ValidationError",
    `Unable to publish test message to notification target ${text(inputs, "notificationTargetArn") ?? ""} using IAM role ${text(inputs, "roleArn") ?? ""}. Please check your target and role configuration and try to put lifecycle hook again.`,
  );

function accept({ scope, inputs }: Wanted): void {
  const timeout = number(inputs, "heartbeatTimeout");
  if (timeout !== undefined && (timeout < 30 || timeout > 7200))
    throw new AwsError(
      "ValidationError",
      `Heartbeat timeout must be between 30 and 7200 seconds, got ${timeout}`,
    );
  const role = text(inputs, "roleArn");
  if (role !== undefined) needSeenRole(scope, role, unpublished(inputs));
}

const untilSeen: Retry = {
  codes: ["ValidationError"],
  message: /Unable to publish test message/,
  seconds: 300,
};

const nameOf = (inputs: ValueMap): string => text(inputs, "name") ?? "";

export const lifecycleHook: Model = defineResource({
  type: "aws:autoscaling/lifecycleHook:LifecycleHook",
  service: "Auto Scaling",
  noun: "Auto Scaling Lifecycle Hook",
  calls: {
    create: "PutLifecycleHook",
    update: "PutLifecycleHook",
    delete: "DeleteLifecycleHook",
  },
  kind: lifecycleHookKind,
  autoname: { max: 255 },
  keys: ["autoscalingGroupName"],
  properties: {
    region,
    autoscalingGroupName: requiredForcesNew,
    defaultResult: computed,
    heartbeatTimeout: { kind: "number" },
    lifecycleTransition: { required: true },
    name: { replaces: true, computed: true },
    notificationMetadata: {},
    notificationTargetArn: {},
    roleArn: {},
  },
  validate: (inputs) => [
    ...checkPattern(
      inputs,
      "name",
      /^[\w/-]+$/,
      "no spaces or special characters except -, _ and /",
    ),
    ...checkOneOf(inputs, "defaultResult", ["CONTINUE", "ABANDON"]),
    ...checkOneOf(inputs, "lifecycleTransition", [
      "autoscaling:EC2_INSTANCE_LAUNCHING",
      "autoscaling:EC2_INSTANCE_TERMINATING",
    ]),
  ],
  references: [
    groupReference(),
    roleReference("roleArn", (_value, { inputs }) => unpublished(inputs)),
  ],
  retries: { create: untilSeen, update: untilSeen },
  names: () => [],
  id: ({ inputs }) => keyIn(text(inputs, "autoscalingGroupName"), nameOf(inputs)),
  providerId: (thing) => nameOf(thing.properties),
  /** An import's id is `group/name`. */
  find: (scope, id, known) => {
    const group = text(known, "autoscalingGroupName");
    return scope.get(lifecycleHookKind, group === undefined ? id : keyIn(group, id));
  },
  accept,
  fill: () => ({ defaultResult: "ABANDON" }),
});
