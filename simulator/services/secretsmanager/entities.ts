/** What Secrets Manager keeps. */
import { AwsError } from "../../errors";
import { byName } from "../../resource/references";
import { defineThing, type Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";

/** Its id is its ARN. One that is scheduled for deletion keeps its name, and settles by going. */
export const secretKind = defineThing("secret", () => undefined);

/** Its id is `ARN|version`; its names are its secret's, so that a secret's versions are found. */
export const versionKind = defineThing("secret-version");

export const isDeleted = (secret: Thing): boolean => secret.settlesAt !== undefined;

/** By ARN or name; not one that is scheduled for deletion. */
export function findSecret(scope: Scope, arnOrName: string): Thing | undefined {
  const secret = byName(secretKind)(scope, arnOrName);
  return secret === undefined || isDeleted(secret) ? undefined : secret;
}

/** @throws AwsError */
export function needSecret(scope: Scope, arnOrName: string): Thing {
  const secret = byName(secretKind)(scope, arnOrName);
  if (secret === undefined)
    throw new AwsError(
      "ResourceNotFoundException",
      `Secrets Manager can't find the specified secret: ${arnOrName}`,
    );
  if (isDeleted(secret))
    throw new AwsError(
      "InvalidRequestException",
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  return secret;
}

export const versionsOf = (scope: Scope, secret: Thing): readonly Thing[] =>
  scope.find(versionKind, "name", secret.id);
