/** Policies written into a role. */
import { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { rolePolicyId, rolePolicyKind } from "./entities";
import { checkName } from "./limits";
import { checkPermissionPolicy, policyLength } from "./policyDocument";

/** Of all policies written into one role. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 10_240;

/** @returns its id @throws AwsError */
export function putInlinePolicy(scope: Scope, role: string, name: string, policy: string): string {
  checkName(name, "policyName", 128);
  checkPermissionPolicy(policy, "PutRolePolicy");
  const others = scope.find(rolePolicyKind, "role", role).filter((one) => one.name !== name);
  const total = [policy, ...others.map((one) => one.policy)]
    .map(policyLength)
    .reduce((sum, length) => sum + length, 0);
  if (total > mostCharacters && scope.pinned === undefined)
    throw new AwsError(
      "LimitExceeded",
      `Maximum policy size of ${mostCharacters} bytes exceeded for role ${role}`,
      "PutRolePolicy",
    );
  const id = rolePolicyId(role, name);
  scope.put(rolePolicyKind, { id, role, name, policy });
  return id;
}
