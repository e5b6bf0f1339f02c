/** Who may use a secret. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Scope } from "../../world/scope";
import { awsPrincipals, statementsOf, unknownPrincipal } from "../iam/principals";

/** @throws AwsError */
export function checkSecretPolicy(scope: Scope, policy: string): void {
  const statements = statementsOf(policy);
  const isWhole = (one: ValueMap): boolean =>
    (one.Effect === "Allow" || one.Effect === "Deny") &&
    (one.Action ?? one.NotAction) !== undefined &&
    (one.Resource ?? one.NotResource) !== undefined &&
    (one.Principal ?? one.NotPrincipal) !== undefined;
  if (statements.length === 0 || !statements.every(isWhole))
    throw new AwsError(
      "MalformedPolicyDocumentException",
      "This resource policy is malformed: each statement needs an Effect, an Action, a Resource and a Principal.",
      "PutResourcePolicy",
    );
  if (policy.length > 20_480)
    throw new AwsError(
      "InvalidParameterException",
      `The policy has ${policy.length} characters; the policy of a secret has at most 20480.`,
      "PutResourcePolicy",
    );
  const unknown = unknownPrincipal(scope, policy);
  if (unknown !== undefined)
    throw new AwsError(
      "MalformedPolicyDocumentException",
      `This resource policy contains an unsupported principal: ${unknown}`,
      "PutResourcePolicy",
    );
}

/** Everybody may, without a condition. */
export const isPublic = (policy: string): boolean =>
  statementsOf(policy).some(
    (one) =>
      one.Effect === "Allow" && one.Condition === undefined && awsPrincipals(one).includes("*"),
  );
