/**
 * An Auto Scaling group: so many instances, kept running. https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html
 */
import { AwsError, FailedAfterCreate } from "../../errors";
import type { Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { nameOf, uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { isMap, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { templateData } from "../compute/templateData";
import type { Subnet } from "../ec2/entities";
import { findSubnet } from "../ec2/references";
import { findTargetGroup } from "../lb/entities";
import {
  acceptTemplate,
  reachCapacity,
  shownTemplate,
  subnetsIn,
  templateReference,
  terminateAll,
} from "./capacity";
import { attachmentKind, groupKind, lifecycleHookKind, policyKind, scheduleKind } from "./entities";
import { properties, validate } from "./groupArgs";

const invalid = (message: string): AwsError => new AwsError("ValidationError", message);

function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const name = text(inputs, "name") ?? "";
  if (before === undefined && scope.get(groupKind, name) !== undefined)
    throw new AwsError(
      "AlreadyExists",
      `AutoScalingGroup by this name already exists - A group with the name ${name} already exists`,
    );
  acceptSizes(inputs);
  if (text(inputs, "launchConfiguration") !== undefined)
    throw invalid(
      `Launch configuration name not found - A launch configuration with the name: ${text(inputs, "launchConfiguration") ?? ""} does not exist`,
    );
  const subnets = acceptSubnets(wanted, before);
  acceptMarket(wanted);
  acceptTemplate(wanted, subnets);
  acceptTargetGroups(wanted, subnets[0]?.vpcId);
}

function acceptSizes(inputs: ValueMap): void {
  const [least, most] = [number(inputs, "minSize") ?? 0, number(inputs, "maxSize") ?? 0];
  const desired = number(inputs, "desiredCapacity");
  if (least < 0 || most < 0) throw invalid("Min bound and max bound must not be negative");
  if (least > most)
    throw invalid(`Min bound, ${least}, must be less than or equal to max bound, ${most}`);
  if (desired !== undefined && (desired < least || desired > most))
    throw invalid(
      `Desired capacity:${desired} must be between the specified min size:${least} and max size:${most}`,
    );
}

function acceptSubnets({ scope, inputs }: Wanted, before: Thing | undefined): readonly Subnet[] {
  for (const id of texts(inputs, "vpcZoneIdentifiers"))
    if (findSubnet(scope, id) === undefined) throw invalid(`The subnet ID '${id}' does not exist`);
  for (const zone of texts(inputs, "availabilityZones"))
    if (!scope.availabilityZones.some((one) => one.name === zone))
      throw invalid(`Invalid availability zone: [${zone}]`);
  const given = subnetsIn(scope, inputs);
  const subnets =
    given.length === 0 && before !== undefined ? subnetsIn(scope, before.properties) : given;
  if (subnets.length === 0)
    throw invalid("At least one Availability Zone or VPC Subnet is required.");
  if (new Set(subnets.map((subnet) => subnet.vpcId)).size > 1)
    throw invalid("The subnets of an Auto Scaling group must be in one VPC");
  return subnets;
}

/** A template that asks for Spot of itself does not go with a policy that does. */
function acceptMarket({ scope, inputs }: Wanted): void {
  const reference = templateReference(inputs);
  if (reference === undefined || !isMap(inputs.mixedInstancesPolicy)) return;
  if (isMap(templateData(scope, reference).instanceMarketOptions))
    throw invalid(
      "Incompatible launch template: You cannot use a launch template that is set to request Spot Instances (InstanceMarketOptions) when you configure an Auto Scaling group with a mixed instances policy.",
    );
}

function acceptTargetGroups({ scope, inputs }: Wanted, vpcId: string | undefined): void {
  for (const arn of texts(inputs, "targetGroupArns")) acceptTargetGroup(scope, arn, vpcId);
}

/** @throws AwsError */
export function acceptTargetGroup(scope: Scope, arn: string, vpcId: string | undefined): void {
  const group = findTargetGroup(scope, arn);
  const type = text(group?.properties ?? {}, "targetType");
  const isInVpc = vpcId === undefined || text(group?.properties ?? {}, "vpcId") === vpcId;
  if (group === undefined || type !== "instance" || !isInVpc)
    throw invalid(
      `Provided Target Groups may not be valid. Please ensure they exist and try again. (${arn})`,
    );
}

function fill(wanted: Wanted, name: string): ValueMap {
  const { scope, inputs } = wanted;
  const uuid = uuidFrom(scope.hash("auto scaling group", name, wanted.urn));
  const zones = subnetsIn(scope, inputs).map((subnet) => subnet.availabilityZone);
  const { partition, account } = scope;
  return {
    arn: scope.arn("autoscaling", `autoScalingGroup:${uuid}:autoScalingGroupName/${name}`),
    availabilityZones: [...new Set(zones)].sort(),
    availabilityZoneDistribution: { capacityDistributionStrategy: "balanced-best-effort" },
    defaultCooldown: 300,
    desiredCapacity: number(inputs, "minSize") ?? 0,
    healthCheckType: "EC2",
    loadBalancers: [],
    name,
    predictedCapacity: 0,
    serviceLinkedRoleArn: `arn:${partition.name}:iam::${account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
    targetGroupArns: [],
    trafficSources: [],
    vpcZoneIdentifiers: [],
    warmPoolSize: 0,
  };
}

/** The group is there, and the provider has waited for instances in vain. */
function made(wanted: Wanted, thing: Thing): void {
  if (wanted.scope.pinned !== undefined) return;
  try {
    reachCapacity(wanted, thing);
  } catch (error) {
    const isAwaited = text(wanted.inputs, "waitForCapacityTimeout") !== "0";
    if (!(error instanceof AwsError)) throw error;
    if (isAwaited) throw new FailedAfterCreate(thing.id, error);
  }
}

function changed(wanted: Wanted, thing: Thing, before: Thing): void {
  const { scope, inputs } = wanted;
  const group = scope.put(groupKind, {
    ...thing,
    properties: { ...thing.properties, ...bounded(thing.properties), ...zonesOf(wanted) },
  });
  const isNew = ["launchTemplate", "mixedInstancesPolicy"].some(
    (key) => JSON.stringify(group.properties[key]) !== JSON.stringify(before.properties[key]),
  );
  if (isNew && isMap(inputs.instanceRefresh)) terminateAll(scope, group.id);
  reachCapacity(wanted, group);
}

/** What is desired stays within the bounds, where the request does not say it. */
function bounded(of: ValueMap): ValueMap {
  const [least, most] = [number(of, "minSize") ?? 0, number(of, "maxSize") ?? 0];
  const desired = number(of, "desiredCapacity") ?? least;
  return { desiredCapacity: Math.min(most, Math.max(least, desired)) };
}

function zonesOf({ scope, inputs }: Wanted): ValueMap {
  if (texts(inputs, "vpcZoneIdentifiers").length === 0) return {};
  const zones = subnetsIn(scope, inputs).map((subnet) => subnet.availabilityZone);
  return { availabilityZones: [...new Set(zones)].sort() };
}

function show(scope: Scope, thing: Thing): ValueMap {
  const { launchTemplate } = thing.properties;
  return isMap(launchTemplate) ? { launchTemplate: shownTemplate(scope, launchTemplate) } : {};
}

function removed(scope: Scope, { id }: Thing): undefined {
  terminateAll(scope, id);
  for (const kind of [policyKind, scheduleKind, lifecycleHookKind, attachmentKind])
    for (const one of scope.find(kind, "group", id)) scope.remove(one);
}

export const group: Model = defineResource({
  type: "aws:autoscaling/group:Group",
  service: "Auto Scaling",
  noun: "Auto Scaling Group",
  calls: {
    create: "CreateAutoScalingGroup",
    update: "UpdateAutoScalingGroup",
    delete: "DeleteAutoScalingGroup",
  },
  kind: groupKind,
  autoname: { max: 255 },
  properties,
  validate,
  id: nameOf,
  accept,
  fill,
  made,
  changed,
  show,
  removed,
  gone: (name) => invalid(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`),
});
