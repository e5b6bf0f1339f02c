/** A key's policy. https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html */
import { AwsError } from "../../errors";
import { flag, text } from "../../values";
import type { ValueMap } from "../../protocol";
import type { Scope } from "../../world/scope";
import { awsPrincipals, oneOrMore, statementsOf, unknownPrincipal } from "../iam/principals";

const malformed = (message: string, operation?: string): AwsError =>
  new AwsError("MalformedPolicyDocumentException", message, operation);

/** The account may do everything with the key, and say by its own policies who else may. */
export function defaultPolicy(scope: Scope): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Id: "key-default-1",
    Statement: [
      {
        Sid: "Enable IAM User Permissions",
        Effect: "Allow",
        Principal: { AWS: `arn:${scope.partition.name}:iam::${scope.account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
    ],
  });
}

/** @param inputs of a resource with `policy` and `bypassPolicyLockoutSafetyCheck` @throws AwsError */
export function checkKeyPolicy(scope: Scope, inputs: ValueMap, operation?: string): void {
  const policy = text(inputs, "policy");
  if (policy === undefined) return;
  if (policy.length > 32_768)
    throw malformed(
      `The policy has ${policy.length} characters; a key policy has at most 32768.`,
      operation,
    );
  const statements = statementsOf(policy);
  if (statements.length === 0) throw malformed("The policy contains no statement.", operation);
  for (const statement of statements) {
    if (statement.Principal === undefined && statement.NotPrincipal === undefined)
      throw malformed("Policy contains a statement with no principal.", operation);
    if (statement.Resource === undefined && statement.NotResource === undefined)
      throw malformed("Policy contains a statement with no resource.", operation);
  }
  const unknown = unknownPrincipal(scope, policy);
  if (unknown !== undefined)
    throw malformed(
      `Policy contains a statement with one or more invalid principals: ${unknown}`,
      operation,
    );
  const isBypassed = flag(inputs, "bypassPolicyLockoutSafetyCheck") === true;
  if (!isBypassed && !statements.some((one) => letsAccountIn(scope, one)))
    throw malformed(
      "The new key policy will not allow you to update the key policy in the future.",
      operation,
    );
}

/** Somebody of the account can change the policy again: who of it the caller is, the simulated AWS does not know. */
function letsAccountIn(scope: Scope, statement: ValueMap): boolean {
  const { account } = scope;
  const isOwn = awsPrincipals(statement).some(
    (one) => one === "*" || one === account || one.includes(`::${account}:`),
  );
  const actions = oneOrMore(statement, "Action").map((one) => one.toLowerCase());
  const isPut = actions.some((one) => ["*", "kms:*", "kms:put*", "kms:putkeypolicy"].includes(one));
  return statement.Effect === "Allow" && isOwn && isPut;
}
