/**
 * How a group is scaled. Replaces as internal/service/autoscaling/policy.go says.
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutScalingPolicy.html
 */
import { AwsError } from "../../errors";
import { computed, output, region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { atLeast, oneOf } from "../../resource/forms";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { isGiven, text } from "../../values";
import { groupReference, keyIn, policyKind } from "./entities";

/** Of each type: what it needs. */
const needs: Readonly<Record<string, readonly string[]>> = {
  PredictiveScaling: ["predictiveScalingConfiguration"],
  SimpleScaling: ["adjustmentType", "scalingAdjustment"],
  StepScaling: ["adjustmentType", "stepAdjustments"],
  TargetTrackingScaling: ["targetTrackingConfiguration"],
};

function accept({ inputs }: Wanted): void {
  const type = text(inputs, "policyType") ?? "SimpleScaling";
  const missing = (needs[type] ?? []).find((property) => !isGiven(inputs, property));
  if (missing !== undefined)
    throw new AwsError("ValidationError", `A ${type} policy needs its ${missing}`);
  const isSimple = type === "SimpleScaling";
  if (!isSimple && isGiven(inputs, "cooldown"))
    throw new AwsError(
      "ValidationError",
      `The policy type ${type} does not support cooldown: SimpleScaling does`,
    );
  if (isSimple && isGiven(inputs, "estimatedInstanceWarmup"))
    throw new AwsError(
      "ValidationError",
      "The policy type SimpleScaling does not support estimatedInstanceWarmup: StepScaling and TargetTrackingScaling do",
    );
}

const nameOf = (inputs: ValueMap): string => text(inputs, "name") ?? "";
const groupOf = (inputs: ValueMap): string => text(inputs, "autoscalingGroupName") ?? "";

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const uuid = uuidFrom(scope.hash("auto scaling policy", id));
  return {
    arn: scope.arn(
      "autoscaling",
      `scalingPolicy:${uuid}:autoScalingGroupName/${groupOf(inputs)}:policyName/${nameOf(inputs)}`,
    ),
    metricAggregationType: text(inputs, "policyType") === "StepScaling" ? "Average" : "",
  };
}

export const policy: Model = defineResource({
  type: "aws:autoscaling/policy:Policy",
  service: "Auto Scaling",
  noun: "Auto Scaling Policy",
  calls: { create: "PutScalingPolicy", update: "PutScalingPolicy", delete: "DeletePolicy" },
  kind: policyKind,
  autoname: { max: 255 },
  keys: ["autoscalingGroupName"],
  properties: {
    region,
    adjustmentType: {},
    arn: output,
    autoscalingGroupName: requiredForcesNew,
    cooldown: { kind: "number" },
    enabled: { kind: "flag", default: true },
    estimatedInstanceWarmup: { kind: "number" },
    metricAggregationType: computed,
    minAdjustmentMagnitude: { kind: "number", form: atLeast(1) },
    name: { replaces: true, computed: true },
    policyType: { default: "SimpleScaling", form: oneOf(...Object.keys(needs)) },
    predictiveScalingConfiguration: { kind: "block" },
    scalingAdjustment: { kind: "number" },
    stepAdjustments: { kind: "blocks" },
    targetTrackingConfiguration: { kind: "block" },
  },
  references: [groupReference()],
  names: () => [],
  id: ({ inputs }) => keyIn(groupOf(inputs), nameOf(inputs)),
  providerId: (thing) => nameOf(thing.properties),
  /** An import's id is `group/name`. */
  find: (scope, id, known) => {
    const group = text(known, "autoscalingGroupName");
    return scope.get(policyKind, group === undefined ? id : keyIn(group, id));
  },
  accept,
  fill,
});
