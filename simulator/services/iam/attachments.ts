/**
 * Managed policies and the roles that have them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html
 */
import { AwsError } from "../../errors";
import { keyOfEntity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { policyKind, roleAttachmentId, roleAttachmentKind } from "./entities";
import { isManagedPolicy } from "./managedPolicies";

/**
 * AWS's own, or the account's.
 * @returns keys of what is held on to, for `Entity.refers`
 * @throws AwsError naming it as `what`
 */
export function needPolicy(scope: Scope, arn: string, what = "Policy"): readonly string[] {
  const [, account, name = ""] = /^arn:[\w-]+:iam::(aws|\d{12}):policy\/(.+)$/.exec(arn) ?? [];
  if (account === undefined) throw new AwsError("InvalidInput", `ARN ${arn} is not valid.`);
  if (name.startsWith("aws-service-role/"))
    throw new AwsError(
      "PolicyNotAttachable",
      "Cannot attach a Service Role Policy to a customer role.",
    );
  const own = account === scope.account ? scope.get(policyKind, arn) : undefined;
  if (own !== undefined) return [keyOfEntity(own)];
  const isThere = account === "aws" && isManagedPolicy(name);
  if (!isThere && scope.pinned === undefined)
    throw new AwsError("NoSuchEntity", `${what} ${arn} does not exist or is not attachable.`);
  return [];
}

/** @throws AwsError */
export function attach(scope: Scope, role: string, policyArn: string): void {
  const refers = needPolicy(scope, policyArn);
  const id = roleAttachmentId(role, policyArn);
  if (scope.get(roleAttachmentKind, id) !== undefined) return;
  const most = scope.quota("managedPoliciesPerRole");
  if (scope.count(roleAttachmentKind, "role", role) >= most)
    throw new AwsError(
      "LimitExceeded",
      `Cannot exceed quota for PoliciesPerRole: ${most}`,
      "AttachRolePolicy",
    );
  scope.put(roleAttachmentKind, { id, role, policyArn, refers });
}

export function detach(scope: Scope, role: string, policyArn: string): void {
  scope.remove(scope.get(roleAttachmentKind, roleAttachmentId(role, policyArn)));
}

export const attachedTo = (scope: Scope, role: string): readonly string[] =>
  scope
    .find(roleAttachmentKind, "role", role)
    .map((one) => one.policyArn)
    .sort();

/** Exactly these. */
export function setAttached(scope: Scope, role: string, wanted: readonly string[]): void {
  for (const arn of attachedTo(scope, role)) if (!wanted.includes(arn)) detach(scope, role, arn);
  for (const arn of wanted) attach(scope, role, arn);
}
