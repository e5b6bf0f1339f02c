/** What IAM refuses of a policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import { AwsError } from "../../errors";
import type { Value } from "../../protocol";
import { isList, isMap } from "../../values";

function checkPolicyDocument(policy: string, operation: string): void {
  const fault = faultOf(policy);
  if (fault !== undefined) throw new AwsError("MalformedPolicyDocument", fault, operation);
}

function faultOf(policy: string): string | undefined {
  let document: Value;
  try {
    document = JSON.parse(policy) as Value;
  } catch {
    return "Syntax errors in policy.";
  }
  if (!isMap(document)) return "Syntax errors in policy.";
  const { Statement: given, Version: version } = document;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    return "Syntax error in policy version.";
  const statements = isList(given) ? given : [given ?? null];
  if (given === undefined || statements.length === 0) return "Missing required field Statement";
  return statements.map(statementFault).find((fault) => fault !== undefined);
}

function statementFault(statement: Value): string | undefined {
  if (!isMap(statement)) return "Syntax errors in policy.";
  const effect = statement.Effect;
  if (effect === undefined) return "Missing required field Effect";
  if (effect !== "Allow" && effect !== "Deny") return "Invalid effect: must be Allow or Deny";
  if (!("Action" in statement) && !("NotAction" in statement))
    return "Missing required field Action";
  return undefined;
}

/** A trust policy names who may take the role, and no resource. */
export function checkTrustPolicy(policy: string, operation: string): void {
  checkPolicyDocument(policy, operation);
  const { Statement: given } = JSON.parse(policy) as { Statement: Value };
  for (const statement of isList(given) ? given : [given]) {
    if (!isMap(statement)) continue;
    if (!("Principal" in statement) && !("NotPrincipal" in statement))
      throw new AwsError("MalformedPolicyDocument", "Missing required field Principal", operation);
    if ("Resource" in statement || "NotResource" in statement)
      throw new AwsError("MalformedPolicyDocument", "Has prohibited field Resource", operation);
  }
}

/** A permission policy names resources, and no principal. */
export function checkPermissionPolicy(policy: string, operation: string): void {
  checkPolicyDocument(policy, operation);
  const { Statement: given } = JSON.parse(policy) as { Statement: Value };
  for (const statement of isList(given) ? given : [given]) {
    if (!isMap(statement)) continue;
    if (!("Resource" in statement) && !("NotResource" in statement))
      throw new AwsError(
        "MalformedPolicyDocument",
        "Policy statement must contain resources.",
        operation,
      );
    if ("Principal" in statement)
      throw new AwsError(
        "MalformedPolicyDocument",
        "Policy document should not specify a principal.",
        operation,
      );
  }
}
