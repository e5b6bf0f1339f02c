/**
 * A KMS key: $1 a month. Never deleted at once: it is scheduled for deletion, and pending until then.
 * Replaces as internal/service/kms/key.go says.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
import { AwsError, FailedAfterCreate } from "../../errors";
import { common, computed, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { ofLength } from "../../resource/forms";
import { flag, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { requiring } from "../ec2/combinations";
import { aliasKind, aliasesOf, findKey, keyKind } from "./entities";
import { checkUsage, keySpecs, keyUsages } from "./keySpecs";
import { checkKeyPolicy, defaultPolicy } from "./policy";

const day = 86_400;

const invalid = (what: string): AwsError => new AwsError("ValidationException", what);

function accept({ inputs, scope }: Wanted, before: Thing | undefined): void {
  const { length } = text(inputs, "description") ?? "";
  if (length > 8192) throw invalid(`description has at most 8192 characters, got ${length}`);
  if (before === undefined) {
    checkStore(inputs);
    checkUsage(inputs);
  }
  const isNew = text(inputs, "policy") !== before?.properties.policy;
  if (isNew) checkKeyPolicy(scope, inputs, before === undefined ? undefined : "PutKeyPolicy");
  if (before !== undefined) checkRotation(inputs, before.properties);
}

function checkStore(inputs: ValueMap): void {
  const store = text(inputs, "customKeyStoreId");
  if (store !== undefined)
    throw new AwsError(
      "CustomKeyStoreNotFoundException",
      `The custom key store ${store} does not exist. The simulated AWS has none.`,
    );
}

/** Keys that rotate by themselves: symmetric ones, and enabled ones. */
function checkRotation(inputs: ValueMap, before: ValueMap): void {
  const isOn = flag(inputs, "enableKeyRotation") === true;
  const isSame =
    isOn === (before.enableKeyRotation === true) &&
    (!isOn || number(inputs, "rotationPeriodInDays") === before.rotationPeriodInDays);
  if (isSame) return;
  const period = number(inputs, "rotationPeriodInDays") ?? 365;
  if (period < 90 || period > 2560)
    throw invalid(`rotationPeriodInDays is between 90 and 2560, got ${period}`);
  const operation = isOn ? "EnableKeyRotation" : "DisableKeyRotation";
  if ((text(inputs, "customerMasterKeySpec") ?? "SYMMETRIC_DEFAULT") !== "SYMMETRIC_DEFAULT")
    throw new AwsError(
      "UnsupportedOperationException",
      "Automatic key rotation is supported for symmetric encryption keys only.",
      operation,
    );
  // The provider enables a key before everything else, and disables it after.
  if (before.isEnabled === false && flag(inputs, "isEnabled") === false)
    throw new AwsError("DisabledException", "The key is disabled.", operation);
}

function id({ scope, urn, inputs }: Wanted): string {
  const hash = scope.newLife("kms key", urn);
  const isMultiRegion = flag(inputs, "multiRegion") === true;
  return isMultiRegion ? `mrk-00000000${hash.slice(0, 24)}` : uuidFrom(hash);
}

const fill = ({ scope }: Wanted, keyId: string): ValueMap => ({
  arn: scope.arn("kms", `key/${keyId}`),
  keyId,
  description: "",
  policy: defaultPolicy(scope),
  multiRegion: false,
});

/** Rotation is switched on by a call of its own, when the key is there already. */
function made({ inputs, scope }: Wanted, key: Thing): void {
  if (scope.pinned !== undefined) return;
  try {
    checkRotation(inputs, {});
  } catch (error) {
    if (error instanceof AwsError) throw new FailedAfterCreate(key.id, error);
    throw error;
  }
}

/** AWS's period is a year. Where nothing rotates there is none. */
function show(_scope: Scope, { properties }: Thing): ValueMap {
  const isOn = properties.enableKeyRotation === true;
  const period = isOn ? (number(properties, "rotationPeriodInDays") ?? 365) : 0;
  return { rotationPeriodInDays: period, enableKeyRotation: isOn };
}

function mayGo(_scope: Scope, _key: Thing, known: ValueMap): void {
  const days = number(known, "deletionWindowInDays") ?? 30;
  if (days < 7 || days > 30) throw invalid(`pendingWindowInDays is between 7 and 30, got ${days}`);
}

/** Pending until then; its aliases go with it. */
function schedule(scope: Scope, key: Thing, known: ValueMap): Thing {
  const days = number(known, "deletionWindowInDays") ?? 30;
  const settlesAt = scope.clock + days * day;
  for (const alias of aliasesOf(scope, key)) scope.put(aliasKind, { ...alias, settlesAt });
  return { ...key, settlesAt };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...requiring(inputs, "xksKeyId", ["customKeyStoreId"]),
    ...checkOneOf(inputs, "keyUsage", keyUsages),
    ...checkOneOf(inputs, "customerMasterKeySpec", Object.keys(keySpecs)),
    ...checkRange(inputs, "deletionWindowInDays", "deletion_window_in_days", [7, 30]),
    ...checkRange(inputs, "rotationPeriodInDays", "rotation_period_in_days", [90, 2560]),
  ];
}

function checkRange(
  inputs: ValueMap,
  property: string,
  name: string,
  [least, most]: readonly [number, number],
): readonly CheckFailure[] {
  const value = number(inputs, property);
  if (value === undefined || (value >= least && value <= most)) return [];
  return [
    { property, reason: `expected ${name} to be in the range (${least} - ${most}), got ${value}` },
  ];
}

export const key: Model = defineResource({
  type: "aws:kms/key:Key",
  service: "KMS",
  noun: "KMS Key",
  calls: { create: "CreateKey", update: "UpdateKeyDescription", delete: "ScheduleKeyDeletion" },
  // A principal of the policy that is not yet seen.
  retries: { create: { codes: ["MalformedPolicyDocumentException"], seconds: 120 } },
  kind: keyKind,
  properties: {
    ...common,
    arn: output,
    bypassPolicyLockoutSafetyCheck: { kind: "flag", local: true, default: false },
    customKeyStoreId: { replaces: true, form: ofLength(1, 22) },
    customerMasterKeySpec: { default: "SYMMETRIC_DEFAULT", replaces: true },
    deletionWindowInDays: { kind: "number", local: true },
    description: computed,
    enableKeyRotation: { kind: "flag", default: false },
    isEnabled: { kind: "flag", default: true },
    keyId: output,
    keyUsage: { default: "ENCRYPT_DECRYPT", replaces: true },
    multiRegion: { kind: "flag", computed: true, replaces: true },
    policy: { kind: "json", computed: true },
    rotationPeriodInDays: { kind: "number", computed: true },
    xksKeyId: { replaces: true },
  },
  otherCalls: (action, inputs) =>
    action === "create" && flag(inputs, "enableKeyRotation") === true ? ["EnableKeyRotation"] : [],
  validate,
  id,
  accept,
  fill,
  made,
  show,
  find: findKey,
  mayGo,
  removed: schedule,
});
