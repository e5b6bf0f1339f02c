/** What Application Auto Scaling keeps: targets, by service, resource and dimension, and their policies. */
import type { Thing, ThingKind } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { ValueMap } from "../../protocol";

export const targetKind: ThingKind = defineKind<Thing>("scalable-target", {});
export const policyKind: ThingKind = defineKind<Thing>("scaling-policy", {
  target: (policy) => targetId(policy.properties),
});

/** A resource may be scaled in several dimensions. */
export const targetId = (properties: ValueMap): string =>
  ["serviceNamespace", "resourceId", "scalableDimension"]
    .map((key) => text(properties, key) ?? "")
    .join(" ");
