/**
 * A KMS key: $1 a month. Never deleted at once: it is scheduled for deletion, and pending until then.
 * https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import { uuidFrom } from "../../resource/naming";
import { defineThing, type Thing, type Wanted } from "../../resource/spec";
import { flag, number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";

/** A key that is pending deletion settles by going. */
export const keyKind = defineThing("kms-key", () => undefined);

const day = 86_400;

export const isPendingDeletion = (key: Thing): boolean => key.settlesAt !== undefined;

/** By id or ARN; one that is pending deletion cannot be used, and the provider takes it for gone. */
export function findKey(scope: Scope, idOrArn: string): Thing | undefined {
  const id = idOrArn.slice(idOrArn.lastIndexOf("/") + 1);
  const key = (idOrArn.startsWith("arn:") ? scope.ofArn(idOrArn) : scope).get(keyKind, id);
  return key === undefined || isPendingDeletion(key) ? undefined : key;
}

function accept({ inputs, scope }: Wanted): void {
  const policy = text(inputs, "policy");
  if (policy === undefined || flag(inputs, "bypassPolicyLockoutSafetyCheck") === true) return;
  if (!mentions(policy, `:iam::${scope.account}:`) && !mentions(policy, `"${scope.account}"`))
    throw new AwsError(
      "MalformedPolicyDocumentException",
      "The new key policy will not allow you to update the key policy in the future.",
    );
}

const mentions = (policy: string, what: string): boolean =>
  policy.includes(what) || /"AWS"\s*:\s*"\*"/.test(policy) || /"Principal"\s*:\s*"\*"/.test(policy);

function fill({ scope }: Wanted, id: string): ValueMap {
  const { name } = scope.partition;
  const policy = {
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${name}:iam::${scope.account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  };
  return {
    arn: scope.arn("kms", `key/${id}`),
    keyId: id,
    description: "",
    policy: JSON.stringify(policy),
    multiRegion: false,
    xksKeyId: "",
  };
}

function schedule(scope: Scope, key: Thing): Thing {
  const days = number(key.properties, "deletionWindowInDays") ?? 30;
  return { ...key, settlesAt: scope.clock + days * day };
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const days = number(inputs, "deletionWindowInDays");
  const isOutside = days !== undefined && (days < 7 || days > 30);
  return [
    ...checkOneOf(inputs, "keyUsage", [
      "ENCRYPT_DECRYPT",
      "SIGN_VERIFY",
      "GENERATE_VERIFY_MAC",
      "KEY_AGREEMENT",
    ]),
    ...(isOutside
      ? [
          {
            property: "deletionWindowInDays",
            reason: `expected deletion_window_in_days to be in the range (7 - 30), got ${days}`,
          },
        ]
      : []),
  ];
}

export const key: Model = defineResource({
  type: "aws:kms/key:Key",
  service: "KMS",
  noun: "KMS Key",
  calls: { create: "CreateKey", update: "UpdateKeyDescription", delete: "ScheduleKeyDeletion" },
  kind: keyKind,
  properties: {
    ...common,
    arn: output,
    bypassPolicyLockoutSafetyCheck: { kind: "flag", local: true },
    customKeyStoreId: { replaces: true },
    customerMasterKeySpec: { default: "SYMMETRIC_DEFAULT", replaces: true },
    deletionWindowInDays: { kind: "number" },
    description: computed,
    enableKeyRotation: { kind: "flag" },
    isEnabled: { kind: "flag", default: true },
    keyId: output,
    keyUsage: { default: "ENCRYPT_DECRYPT", replaces: true },
    multiRegion: { kind: "flag", computed: true, replaces: true },
    policy: { kind: "json", computed: true },
    rotationPeriodInDays: { kind: "number", computed: true },
    xksKeyId: { replaces: true },
  },
  validate,
  id: ({ scope, urn }) => uuidFrom(scope.newLife("kms key", urn)),
  accept,
  fill,
  find: (scope, id) => findKey(scope, id),
  removed: schedule,
});
