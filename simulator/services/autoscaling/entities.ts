/** What Auto Scaling keeps. A group's id is its name; what belongs to a group is found by it. */
import { AwsError } from "../../errors";
import type { Reference, Thing, ThingKind } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

const ofGroup = (thing: Thing): string | undefined =>
  text(thing.properties, "autoscalingGroupName");

const belonging = (name: string): ThingKind => defineKind<Thing>(name, { group: ofGroup });

export const groupKind: ThingKind = defineKind<Thing>("auto-scaling-group", {
  name: (group) => group.names,
});
export const policyKind = belonging("auto-scaling-policy");
export const scheduleKind = belonging("auto-scaling-schedule");
export const lifecycleHookKind = belonging("auto-scaling-lifecycle-hook");
export const attachmentKind = belonging("auto-scaling-attachment");
export const notificationKind: ThingKind = defineKind<Thing>("auto-scaling-notification");

export const findGroup = (scope: Scope, name: string): Thing | undefined =>
  scope.get(groupKind, name);

/** The group that a property names must exist. */
export const groupReference = (property = "autoscalingGroupName"): Reference => ({
  property,
  find: findGroup,
  missing: (name) =>
    new AwsError(
      "ValidationError",
      `AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`,
    ),
});

/** Names are unique in a group only. */
export const keyIn = (group: string | undefined, name: string | undefined): string =>
  `${group ?? ""}/${name ?? ""}`;
