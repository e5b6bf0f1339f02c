/**
 * A backup vault, with its policy and its lock. Replaces as internal/service/backup/vault.go, vault_policy.go and
 * vault_lock_configuration.go say (measured). https://docs.aws.amazon.com/aws-backup/latest/devguide/API_CreateBackupVault.html
 */
import { AwsError } from "../../errors";
import { common, output, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { atLeast, matching } from "../../resource/forms";
import type { Thing, Wanted } from "../../resource/spec";
import { number, text } from "../../values";
import type { Scope } from "../../world/scope";
import { acceptKey, managedKey } from "../kms/managedKeys";
import { invalid, vaultKind, vaultLockKind, vaultPolicyKind, vaultReference } from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkPattern(
    inputs,
    "name",
    /^[\w-]{2,50}$/,
    "must consist of letters, numbers, hyphens and underscores, 2 to 50 of them",
  ),
  ...checkArn(inputs, "kmsKeyArn"),
];

/** A policy and a lock go with it. One that is locked for good stays until its recovery points are gone. */
function removed(scope: Scope, vault: Thing): undefined {
  for (const kind of [vaultPolicyKind, vaultLockKind]) scope.remove(scope.get(kind, vault.id));
}

export const vault: Model = defineResource({
  type: "aws:backup/vault:Vault",
  service: "Backup",
  noun: "Backup Vault",
  calls: { create: "CreateBackupVault", update: "TagResource", delete: "DeleteBackupVault" },
  kind: vaultKind,
  autoname: { max: 50 },
  properties: {
    ...common,
    arn: output,
    forceDestroy: { kind: "flag", default: false, local: true },
    kmsKeyArn: { computed: true, replaces: true },
    name: { computed: true, replaces: true },
    recoveryPoints: { kind: "number", output: true },
  },
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  taken: (_wanted, id) =>
    new AwsError("AlreadyExistsException", `Backup vault with the same name already exists: ${id}`),
  accept: (wanted, before) => {
    if (before !== undefined) return;
    acceptKey(wanted, "backup", "kmsKeyArn", (key) =>
      invalid(`The KMS key ${key} does not exist, or cannot be used.`),
    );
  },
  fill: ({ scope }, id) => ({
    arn: scope.arn("backup", `backup-vault:${id}`),
    kmsKeyArn: managedKey(scope, "backup"),
    recoveryPoints: 0,
  }),
  removed,
});

const arnOf = ({ scope, inputs }: Wanted): ValueMap => ({
  backupVaultArn: scope.arn("backup", `backup-vault:${text(inputs, "backupVaultName") ?? ""}`),
});

function acceptPolicy({ inputs }: Wanted): void {
  const policy = text(inputs, "policy") ?? "";
  if (!policy.includes('"Statement"') || !policy.includes('"Principal"'))
    throw invalid("Policy document is malformed: it needs a Statement with a Principal.");
}

export const vaultPolicy: Model = defineResource({
  type: "aws:backup/vaultPolicy:VaultPolicy",
  service: "Backup",
  noun: "Backup Vault Policy",
  calls: {
    create: "PutBackupVaultAccessPolicy",
    update: "PutBackupVaultAccessPolicy",
    delete: "DeleteBackupVaultAccessPolicy",
  },
  kind: vaultPolicyKind,
  properties: {
    region,
    backupVaultArn: output,
    backupVaultName: { required: true, replaces: true },
    policy: { kind: "json", required: true },
  },
  id: ({ inputs }) => text(inputs, "backupVaultName") ?? "",
  references: [vaultReference],
  accept: acceptPolicy,
  fill: arnOf,
});

const day = 86_400;

/** A lock can be changed for some days, and then no longer. */
function acceptLock({ scope, inputs }: Wanted): void {
  const standing = scope.get(vaultLockKind, text(inputs, "backupVaultName") ?? "");
  const { lockedFrom } = standing?.properties ?? {};
  if (typeof lockedFrom === "number" && scope.clock >= lockedFrom) throw locked();
  const [least, most] = ["minRetentionDays", "maxRetentionDays"].map((one) => number(inputs, one));
  if (least !== undefined && most !== undefined && least > most)
    throw invalid(`minRetentionDays (${least}) is more than maxRetentionDays (${most}).`);
}

const locked = (): AwsError =>
  new AwsError(
    "InvalidRequestException",
    "The vault is locked: its lock cannot be changed any more.",
  );

export const vaultLockConfiguration: Model = defineResource({
  type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  service: "Backup",
  noun: "Backup Vault Lock Configuration",
  calls: {
    create: "PutBackupVaultLockConfiguration",
    delete: "DeleteBackupVaultLockConfiguration",
  },
  kind: vaultLockKind,
  properties: {
    region,
    backupVaultArn: output,
    backupVaultName: {
      required: true,
      replaces: true,
      form: matching(/^[\w-]{1,50}$/, "must consist of lowercase letters, numbers, and hyphens."),
    },
    changeableForDays: { kind: "number", replaces: true, form: atLeast(3) },
    maxRetentionDays: { kind: "number", replaces: true },
    minRetentionDays: { kind: "number", replaces: true },
  },
  id: ({ inputs }) => text(inputs, "backupVaultName") ?? "",
  references: [vaultReference],
  accept: acceptLock,
  fill: (wanted) => {
    const days = number(wanted.inputs, "changeableForDays");
    const lock: ValueMap =
      days === undefined ? {} : { lockedFrom: wanted.scope.clock + days * day };
    return { ...arnOf(wanted), ...lock };
  },
  mayGo: (scope, { properties: { lockedFrom } }) => {
    if (typeof lockedFrom === "number" && scope.clock >= lockedFrom) throw locked();
  },
});
