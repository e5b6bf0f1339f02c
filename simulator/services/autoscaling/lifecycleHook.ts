/**
 * A pause before an instance is taken in, or let go. Replaces as internal/service/autoscaling/lifecycle_hook.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html
 */
import { AwsError } from "../../errors";
import { computed, region, type Model, type Retry } from "../../model";
import type { ValueMap } from "../../protocol";
import { putBeside } from "../../resource/beside";
import { defineResource } from "../../resource/define";
import { arn, both, inRange, matching, ofLength, oneOf } from "../../resource/forms";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import { needSeenRole, roleReference } from "../iam/references";
import { groupReference, keyIn, lifecycleHookKind } from "./entities";

/** Auto Scaling tries the target out, with the role. */
const unpublished = (inputs: ValueMap): AwsError =>
  new AwsError(
    "ValidationError",
    `Unable to publish test message to notification target ${text(inputs, "notificationTargetArn") ?? ""} using IAM role ${text(inputs, "roleArn") ?? ""}. Please check your target and role configuration and try to put lifecycle hook again.`,
  );

function accept({ scope, inputs }: Wanted): void {
  if (!/^[\w/-]+$/.test(nameOf(inputs)))
    throw new AwsError(
      "ValidationError",
      "The lifecycle hook's name has letters, digits and the characters - _ / only",
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

const groupOf = (properties: ValueMap): string => text(properties, "autoscalingGroupName") ?? "";

const madeHook: Model = defineResource({
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
    autoscalingGroupName: { required: true },
    defaultResult: { ...computed, form: oneOf("CONTINUE", "ABANDON") },
    heartbeatTimeout: { kind: "number", form: inRange(30, 7200) },
    lifecycleTransition: {
      required: true,
      form: oneOf("autoscaling:EC2_INSTANCE_LAUNCHING", "autoscaling:EC2_INSTANCE_TERMINATING"),
    },
    name: {
      replaces: true,
      computed: true,
      form: both(
        ofLength(1, 255),
        // One such character is enough for the provider.
        matching(/[\w/-]/, 'no spaces or special characters except "-", "_", and "/"'),
      ),
    },
    notificationMetadata: {},
    notificationTargetArn: { form: arn },
    roleArn: { form: arn },
  },
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

/** The provider puts it to another group, and leaves it where it was. */
export const lifecycleHook: Model = putBeside(madeHook, groupOf);
