/** What AWS Backup keeps. */
import { AwsError } from "../../errors";
import { defineThing, type Reference } from "../../resource/spec";

/** Its id is its name. */
export const vaultKind = defineThing("backup-vault");
/** One a vault: its id is the vault's name. */
export const vaultPolicyKind = defineThing("backup-vault-policy");
export const vaultLockKind = defineThing("backup-vault-lock");
export const planKind = defineThing("backup-plan");
export const selectionKind = defineThing("backup-selection");

export const invalid = (message: string): AwsError =>
  new AwsError("InvalidParameterValueException", message);

export const vaultReference: Reference = {
  property: "backupVaultName",
  find: (scope, name) => scope.get(vaultKind, name),
  missing: (name) =>
    new AwsError("ResourceNotFoundException", `Backup vault ${name} does not exist.`),
};
