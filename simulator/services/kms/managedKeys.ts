/** Keys that other services use: AWS's own (`alias/aws/rds`), which are always there, and those of the account. */
import type { AwsError } from "../../errors";
import { uuidFrom } from "../../resource/naming";
import type { Wanted } from "../../resource/spec";
import { text } from "../../values";
import type { Scope } from "../../world/scope";
import { findKey } from "./entities";

/** The ARN of the key that AWS manages for a service. */
export const managedKey = (scope: Scope, service: string): string =>
  scope.arn("kms", `key/${uuidFrom(scope.hash("managed key", service))}`);

/** Whether there is such a key to encrypt with for the service. */
export function isUsableKey(scope: Scope, service: string, name: string): boolean {
  if (name.endsWith(`alias/aws/${service}`)) return true;
  return name === managedKey(scope, service) || findKey(scope, name) !== undefined;
}

/** @throws `error` where the property names a key that cannot be used. */
export function acceptKey(
  { scope, inputs }: Wanted,
  service: string,
  property: string,
  error: (key: string) => AwsError,
): void {
  const name = text(inputs, property);
  if (name !== undefined && !isUsableKey(scope, service, name)) throw error(name);
}
