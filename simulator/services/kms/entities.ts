/** What KMS keeps: keys, and names for them. */
import { AwsError } from "../../errors";
import { byName } from "../../resource/references";
import { defineThing, type Thing } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";

/** A key that is pending deletion settles by going. */
export const keyKind = defineThing("kms-key", () => undefined);

/** Its id is its name, `alias/…`. One whose key is pending deletion goes when the key goes. */
export const aliasKind = defineThing("kms-alias", () => undefined);

const isPendingDeletion = (key: Thing): boolean => key.settlesAt !== undefined;

/** By id or ARN; one that is pending deletion cannot be used, and the provider takes it for gone. */
export function findKey(scope: Scope, idOrArn: string): Thing | undefined {
  const key = anyKey(scope, idOrArn);
  return key === undefined || isPendingDeletion(key) ? undefined : key;
}

/** By id, ARN, or alias; or the ARN of an alias. Pending deletion or not. */
function anyKey(scope: Scope, name: string): Thing | undefined {
  const alias = /(^|:)alias\//.test(name) ? byName(aliasKind)(scope, name) : undefined;
  if (alias !== undefined) return anyKey(scope, text(alias.properties, "targetKeyId") ?? "");
  const id = name.slice(name.lastIndexOf("/") + 1);
  return (name.startsWith("arn:") ? scope.ofArn(name) : scope).get(keyKind, id);
}

/** @throws AwsError for a key that does not exist, or is pending deletion. */
export function needKey(scope: Scope, name: string): Thing {
  const key = anyKey(scope, name);
  if (key === undefined)
    throw new AwsError(
      "NotFoundException",
      name.startsWith("arn:") ? `Key '${name}' does not exist` : `Invalid keyId '${name}'`,
    );
  if (isPendingDeletion(key) && scope.pinned === undefined)
    throw new AwsError(
      "KMSInvalidStateException",
      `${text(key.properties, "arn") ?? key.id} is pending deletion.`,
    );
  return key;
}

export const aliasesOf = (scope: Scope, key: Thing): readonly Thing[] =>
  scope.referrers(key).filter((one): one is Thing => one.kind === aliasKind.name);
