/** What IAM refuses of a policy document. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
import { AwsError } from "../../errors";
import type { Value, ValueMap } from "../../protocol";
import { isList, isMap } from "../../values";
import { oneOrMore } from "./principals";

const malformed = (fault: string, operation?: string): AwsError =>
  new AwsError("MalformedPolicyDocument", fault, operation);

/** Whitespace does not count towards IAM's limits. */
export const policyLength = (policy: string): number => policy.replace(/\s/g, "").length;

function checkPolicyDocument(policy: string, operation?: string): readonly ValueMap[] {
  const document = parsed(policy);
  const fault = document === undefined ? "Syntax errors in policy." : documentFault(document);
  if (fault !== undefined) throw malformed(fault, operation);
  const { Statement: given = null } = document ?? {};
  return (isList(given) ? given : [given]).filter(isMap);
}

function parsed(policy: string): ValueMap | undefined {
  try {
    const document = JSON.parse(policy) as Value;
    return isMap(document) ? document : undefined;
  } catch {
    return undefined;
  }
}

function documentFault(document: ValueMap): string | undefined {
  const { Statement: given, Version: version } = document;
  if (version !== undefined && version !== "2012-10-17" && version !== "2008-10-17")
    return "Syntax error in policy version.";
  if (Object.keys(document).some((key) => !["Version", "Id", "Statement"].includes(key)))
    return "Syntax errors in policy.";
  const statements = isList(given) ? given : [given ?? null];
  if (given === undefined || statements.length === 0) return "Missing required field Statement";
  return (
    statements.map(statementFault).find((fault) => fault !== undefined) ?? sidFault(statements)
  );
}

const elements: ReadonlySet<string> = new Set([
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
]);

function statementFault(statement: Value): string | undefined {
  if (!isMap(statement)) return "Syntax errors in policy.";
  const { Effect: effect, Condition: condition } = statement;
  if (effect === undefined) return "Missing required field Effect";
  if (effect !== "Allow" && effect !== "Deny") return "Invalid effect: must be Allow or Deny";
  if (!("Action" in statement) && !("NotAction" in statement))
    return "Missing required field Action";
  const isUnknown = Object.keys(statement).some((key) => !elements.has(key));
  const isBadCondition = condition !== undefined && !isMap(condition);
  if (isUnknown || isBadCondition) return "Syntax errors in policy.";
  const actions = [...oneOrMore(statement, "Action"), ...oneOrMore(statement, "NotAction")];
  if (actions.some((action) => !/^(\*|[\w-]+:[\w*?]+)$/.test(action)))
    return "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.";
  return undefined;
}

function sidFault(statements: readonly Value[]): string | undefined {
  const sids = statements
    .map((statement) => (isMap(statement) ? statement.Sid : undefined))
    .filter((sid): sid is string => typeof sid === "string" && sid !== "");
  if (sids.some((sid) => !/^[0-9A-Za-z]*$/.test(sid)))
    return "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
  if (new Set(sids).size < sids.length)
    return "Statement IDs (SID) in a single policy must be unique.";
  return undefined;
}

/** A trust policy names who may take the role, and no resource. */
export function checkTrustPolicy(policy: string, operation: string): void {
  for (const statement of checkPolicyDocument(policy, operation)) {
    if (!("Principal" in statement) && !("NotPrincipal" in statement))
      throw malformed("Missing required field Principal", operation);
    if ("Resource" in statement || "NotResource" in statement)
      throw malformed("Has prohibited field Resource", operation);
    if (oneOrMore(statement, "Action").some((action) => !/^(\*|sts:.+)$/i.test(action)))
      throw malformed("AssumeRole policy may only specify STS AssumeRole actions.", operation);
  }
}

/** A permission policy names resources, and no principal. */
export function checkPermissionPolicy(policy: string, operation?: string): void {
  for (const statement of checkPolicyDocument(policy, operation)) {
    if (!("Resource" in statement) && !("NotResource" in statement))
      throw malformed("Policy statement must contain resources.", operation);
    if ("Principal" in statement)
      throw malformed("Policy document should not specify a principal.", operation);
    const named = [...oneOrMore(statement, "Resource"), ...oneOrMore(statement, "NotResource")];
    const bad = named.find((one) => one !== "*" && !one.startsWith("arn:"));
    if (bad !== undefined)
      throw malformed(`Resource ${bad} must be in ARN format or "*".`, operation);
    if (named.some((one) => !one.includes("*") && one.split(":").length < 6))
      throw malformed("The policy failed legacy parsing", operation);
  }
}
