/**
 * A disk at an instance. Replaces as internal/service/ec2/ebs_volume_attachment.go says.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AttachVolume.html
 */
import { AwsError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import { defineResource } from "../../resource/define";
import { digits } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { flag, text } from "../../values";
import { instanceKind, volumeAttachmentKind, volumeKind } from "./entities";

function accept({ scope, inputs }: Wanted, before: unknown): void {
  if (before !== undefined) return;
  const instanceId = text(inputs, "instanceId") ?? "";
  const volumeId = text(inputs, "volumeId") ?? "";
  const deviceName = text(inputs, "deviceName") ?? "";
  const instance = scope.need(
    instanceKind,
    instanceId,
    "InvalidInstanceID.NotFound",
    `The instance ID '${instanceId}' does not exist`,
  );
  const volume = scope.need(
    volumeKind,
    volumeId,
    "InvalidVolume.NotFound",
    `The volume '${volumeId}' does not exist.`,
  );
  if (text(volume.properties, "availabilityZone") !== text(instance.properties, "availabilityZone"))
    throw new AwsError(
      "InvalidVolume.ZoneMismatch",
      `The volume '${volumeId}' is not in the same availability zone as instance '${instanceId}'`,
    );
  const isShared = flag(volume.properties, "multiAttachEnabled") === true;
  if (!isShared && scope.count(volumeAttachmentKind, "volume", volumeId) > 0)
    throw new AwsError("VolumeInUse", `${volumeId} is already attached to an instance`);
  if (scope.count(volumeAttachmentKind, "device", `${instanceId} ${deviceName}`) > 0)
    throw new AwsError(
      "InvalidParameterValue",
      `Invalid value '${deviceName}' for unixDevice. Attachment point ${deviceName} is already in use`,
    );
}

const attached: Model = defineResource({
  type: "aws:ec2/volumeAttachment:VolumeAttachment",
  service: "EC2",
  noun: "EBS Volume Attachment",
  calls: { create: "AttachVolume", delete: "DetachVolume" },
  kind: volumeAttachmentKind,
  properties: {
    region,
    deviceName: requiredForcesNew,
    forceDetach: { kind: "flag", local: true },
    instanceId: requiredForcesNew,
    skipDestroy: { kind: "flag", local: true },
    stopInstanceBeforeDetaching: { kind: "flag", local: true },
    volumeId: requiredForcesNew,
  },
  names: () => [],
  id: ({ scope, urn }) => `vai-0000${digits(scope.newLife("volume attachment", urn), 6)}`,
  accept,
});

export const volumeAttachment: Model = {
  ...attached,
  delete(scope, id, known) {
    if (flag(known, "skipDestroy") !== true) attached.delete(scope, id, known);
  },
};
