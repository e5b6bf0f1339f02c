/** What EC2 keeps of machines and their disks, and what each is found by. */
import type { Thing, ThingKind } from "../../resource/spec";
import { text } from "../../values";
import { defineKind } from "../../world/entity";
import type { Scope } from "../../world/scope";

const names = (thing: Thing): readonly string[] => thing.names;

export const instanceKind: ThingKind = defineKind<Thing>("instance", {
  name: names,
  /** Of those that an Auto Scaling group made: its name. */
  autoScalingGroup: (instance) => text(instance.properties, "autoScalingGroup"),
});
export const volumeKind: ThingKind = defineKind<Thing>("volume", { name: names });
export const volumeAttachmentKind: ThingKind = defineKind<Thing>("volume-attachment", {
  instance: (one) => text(one.properties, "instanceId"),
  volume: (one) => text(one.properties, "volumeId"),
  device: (one) =>
    `${text(one.properties, "instanceId") ?? ""} ${text(one.properties, "deviceName") ?? ""}`,
});
export const keyPairKind: ThingKind = defineKind<Thing>("key-pair", { name: names });
export const placementGroupKind: ThingKind = defineKind<Thing>("placement-group", { name: names });
export const launchTemplateKind: ThingKind = defineKind<Thing>("launch-template", { name: names });
/** Whether volumes are encrypted of themselves, in an account and region. */
export const ebsEncryptionKind: ThingKind = defineKind<Thing>("ebs-encryption-by-default");

export const isEncryptedByDefault = (scope: Scope): boolean =>
  scope.all(ebsEncryptionKind).some((one) => one.properties.enabled !== false);
