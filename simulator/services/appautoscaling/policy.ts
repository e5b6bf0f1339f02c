/**
 * How a target is scaled. Replaces as internal/service/appautoscaling/policy.go says.
 * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html
 */
import { AwsError } from "../../errors";
import { output, outputList, region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { checkLength } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { isGiven, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { policyKind, targetId, targetKind } from "./entities";

/** Of each type, the block that says how. */
const blocks: Readonly<Record<string, string>> = {
  PredictiveScaling: "predictiveScalingPolicyConfiguration",
  StepScaling: "stepScalingPolicyConfiguration",
  TargetTrackingScaling: "targetTrackingScalingPolicyConfiguration",
};

function accept({ scope, inputs }: Wanted): void {
  if (scope.get(targetKind, targetId(inputs)) === undefined)
    throw new AwsError(
      "ObjectNotFoundException",
      `No scalable target registered for service namespace: ${text(inputs, "serviceNamespace") ?? ""}, resource ID: ${text(inputs, "resourceId") ?? ""}, scalable dimension: ${text(inputs, "scalableDimension") ?? ""}`,
    );
  const type = text(inputs, "policyType") ?? "StepScaling";
  const block = blocks[type] ?? "";
  if (!isGiven(inputs, block))
    throw new AwsError("ValidationException", `A ${type} policy needs its ${block}`);
}

const idOf = (inputs: ValueMap): string => `${targetId(inputs)} ${text(inputs, "name") ?? ""}`;

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const resource = text(inputs, "resourceId") ?? "";
  const uuid = uuidFrom(scope.hash("scaling policy", id));
  const isTracking = text(inputs, "policyType") === "TargetTrackingScaling";
  const path = `resource/${text(inputs, "serviceNamespace") ?? ""}/${resource}:policyName/${text(inputs, "name") ?? ""}`;
  const alarm = (which: string): string =>
    scope.arn("cloudwatch", `alarm:TargetTracking-${resource}-Alarm${which}-${uuid}`);
  return {
    alarmArns: isTracking ? [alarm("High"), alarm("Low")] : [],
    arn: scope.arn("autoscaling", `scalingPolicy:${uuid}:${path}`),
  };
}

export const policy: Model = defineResource({
  type: "aws:appautoscaling/policy:Policy",
  service: "Application Auto Scaling",
  noun: "Application Auto Scaling Scaling Policy",
  calls: {
    create: "PutScalingPolicy",
    update: "PutScalingPolicy",
    delete: "DeleteScalingPolicy",
  },
  kind: policyKind,
  autoname: { max: 255 },
  keys: ["serviceNamespace", "resourceId", "scalableDimension"],
  properties: {
    region,
    alarmArns: outputList,
    arn: output,
    name: { replaces: true, computed: true },
    policyType: { default: "StepScaling" },
    predictiveScalingPolicyConfiguration: { kind: "block" },
    resourceId: requiredForcesNew,
    scalableDimension: requiredForcesNew,
    serviceNamespace: requiredForcesNew,
    stepScalingPolicyConfiguration: { kind: "block" },
    targetTrackingScalingPolicyConfiguration: { kind: "block" },
  },
  validate: (inputs) => [
    ...checkLength(inputs, "name", [0, 255]),
    ...checkOneOf(inputs, "policyType", Object.keys(blocks)),
  ],
  names: () => [],
  id: ({ inputs }) => idOf(inputs),
  providerId: (thing) => text(thing.properties, "name") ?? "",
  /** An import's id is `namespace/resource/dimension/name`. */
  find(scope, id, known) {
    const [, serviceNamespace = "", resourceId = "", scalableDimension = "", name = ""] =
      /^(\w+)\/(.+)\/([^/]+)\/([^/]+)$/.exec(id) ?? [];
    const isKnown = text(known, "resourceId") !== undefined;
    const properties: ValueMap = isKnown
      ? { ...known, name: id }
      : { serviceNamespace, resourceId, scalableDimension, name };
    return scope.get(policyKind, idOf(properties));
  },
  accept,
  fill,
  gone: (id) => new AwsError("ObjectNotFoundException", `No scaling policy found: ${id}`),
});
