/**
 * A disk of its own. Replaces as internal/service/ec2/ebs_volume.go says, its CustomizeDiff included.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html
 */
import { AwsError } from "../../errors";
import { common, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkChoice, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { dateFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { arn } from "../../resource/forms";
import { flag, isGiven, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { snake } from "../ec2/blocks";
import { isUsableKey, managedKey } from "../kms/managedKeys";
import { isEncryptedByDefault, volumeAttachmentKind, volumeKind } from "./entities";
import { acceptVolume } from "./volumes";

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  const zone = text(inputs, "availabilityZone") ?? "";
  if (!scope.availabilityZones.some((one) => one.name === zone))
    throw new AwsError("InvalidZone.NotFound", `The zone '${zone}' does not exist.`);
  const had = before?.properties ?? {};
  acceptVolume({
    type: text(inputs, "type") ?? text(had, "type") ?? "gp2",
    size: number(inputs, "size"),
    iops: number(inputs, "iops"),
    throughput: number(inputs, "throughput"),
  });
  acceptEncryption(scope, inputs);
  const was = number(had, "size") ?? 0;
  const is = number(inputs, "size") ?? was;
  if (is < was)
    throw new AwsError(
      "InvalidParameterValue",
      `New size cannot be smaller than existing size: ${is} GiB, ${was} GiB`,
    );
}

function acceptEncryption(scope: Scope, inputs: ValueMap): void {
  const key = text(inputs, "kmsKeyId");
  if (key === undefined) return;
  if (!isUsableKey(scope, "ebs", key))
    throw new AwsError(
      "InvalidKmsKey.InvalidState",
      `The KMS key ${key} cannot be used: there is none`,
    );
  if (flag(inputs, "encrypted") !== true && !isEncryptedByDefault(scope))
    throw new AwsError(
      "InvalidParameterDependency",
      "The parameter KmsKeyId requires the parameter Encrypted to be set.",
    );
}

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const type = text(inputs, "type") ?? "gp2";
  const size = number(inputs, "size") ?? 8;
  const isEncrypted = flag(inputs, "encrypted") ?? isEncryptedByDefault(scope);
  return {
    arn: scope.arn("ec2", `volume/${id}`),
    createTime: dateFrom(scope.hash("volume", id)),
    encrypted: isEncryptedByDefault(scope),
    iops: type === "gp3" ? 3000 : type === "gp2" ? Math.min(16_000, Math.max(100, 3 * size)) : 0,
    kmsKeyId: isEncrypted ? managedKey(scope, "ebs") : "",
    size,
    snapshotId: "",
    throughput: type === "gp3" ? 125 : 0,
    type,
  };
}

const provisioned = ["io1", "io2"];

/** What goes with the type, where that is known. */
function typeFaults(inputs: ValueMap): readonly CheckFailure[] {
  const type = text(inputs, "type") ?? "";
  if (type === "" && isGiven(inputs, "type")) return [];
  const isProvisioned = provisioned.includes(type);
  const has = (property: string): boolean => (number(inputs, property) ?? 0) !== 0;
  const wrong: readonly (readonly [property: string, isWrong: boolean])[] = [
    ["iops", has("iops") && !isProvisioned && type !== "gp3"],
    ["multiAttachEnabled", flag(inputs, "multiAttachEnabled") === true && !isProvisioned],
    ["throughput", has("throughput") && type !== "gp3"],
  ];
  const failures = wrong
    .filter(([, isWrong]) => isWrong)
    .map(([property]) => ({
      property,
      reason: `'${snake(property)}' must not be set when 'type' is '${type}'`,
    }));
  if (isProvisioned && !isGiven(inputs, "iops"))
    failures.push({ property: "iops", reason: `'iops' must be set when 'type' is '${type}'` });
  return failures;
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const property = "volumeInitializationRate";
  const isFromNothing = isGiven(inputs, property) && !isGiven(inputs, "snapshotId");
  const reason = "'volume_initialization_rate' must not be set unless 'snapshot_id' is set";
  return [
    ...checkChoice(inputs, ["size", "snapshotId"], true),
    ...checkRange(inputs, "throughput", [125, 2000]),
    ...checkRange(inputs, property, [100, 300]),
    ...typeFaults(inputs),
    ...(isFromNothing ? [{ property, reason }] : []),
  ];
}

export const volume: Model = defineResource({
  type: "aws:ebs/volume:Volume",
  service: "EC2",
  noun: "EBS Volume",
  calls: { create: "CreateVolume", update: "ModifyVolume", delete: "DeleteVolume" },
  kind: volumeKind,
  properties: {
    ...common,
    arn: output,
    availabilityZone: { required: true, replaces: true },
    createTime: output,
    encrypted: { kind: "flag", replaces: true, computed: true },
    finalSnapshot: { kind: "flag", default: false, local: true },
    iops: { kind: "number", computed: true },
    kmsKeyId: { replaces: true, computed: true, form: arn },
    multiAttachEnabled: { kind: "flag", replaces: true },
    outpostArn: { replaces: true, form: arn },
    size: { kind: "number", computed: true },
    snapshotId: { replaces: true, computed: true },
    throughput: { kind: "number", computed: true },
    type: { computed: true },
    volumeInitializationRate: { kind: "number" },
  },
  validate,
  retries: { delete: { codes: ["VolumeInUse"], seconds: 600 } },
  id: ({ scope, urn }) => scope.newId("vol", urn),
  accept,
  fill,
  mayGo(scope, { id }) {
    const [attachment] = scope.find(volumeAttachmentKind, "volume", id);
    if (attachment !== undefined)
      throw new AwsError(
        "VolumeInUse",
        `Volume ${id} is currently attached to ${text(attachment.properties, "instanceId") ?? ""}`,
      );
  },
  gone: (id) => new AwsError("InvalidVolume.NotFound", `The volume '${id}' does not exist.`),
});
