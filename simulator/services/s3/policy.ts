/** What S3 refuses of a bucket's policy. https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketPolicy.html */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";
import { oneOrMore, statementsOf, unknownPrincipal } from "../iam/principals";
import { isBlocked, isPublicPolicy } from "./publicAccess";

const malformed = (message: string): AwsError =>
  new AwsError("MalformedPolicy", message, "PutBucketPolicy");

/** @throws AwsError */
export function checkBucketPolicy(scope: Scope, bucket: Thing, policy: string): void {
  if (Buffer.byteLength(policy) > 20_480)
    throw malformed(
      `Policy exceeds the maximum allowed document size: ${Buffer.byteLength(policy)} bytes, and at most 20480.`,
    );
  const statements = statementsOf(policy);
  if (statements.length === 0) throw malformed("Missing required field Statement");
  for (const statement of statements) {
    const fault = statementFault(bucket.id, statement);
    if (fault !== undefined) throw malformed(fault);
  }
  const unknown = unknownPrincipal(scope, policy);
  if (unknown !== undefined) throw malformed(`Invalid principal in policy: ${unknown}`);
  if (isBlocked(bucket, "blockPublicPolicy") && isPublicPolicy(policy))
    throw new AwsError(
      "AccessDenied",
      `The caller is not authorized to perform: s3:PutBucketPolicy on resource: "arn:${scope.partition.name}:s3:::${bucket.id}" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.`,
      "PutBucketPolicy",
    );
}

function statementFault(bucket: string, statement: ValueMap): string | undefined {
  const { Effect: effect } = statement;
  if (effect !== "Allow" && effect !== "Deny") return "Invalid effect: must be Allow or Deny";
  if (statement.Principal === undefined && statement.NotPrincipal === undefined)
    return "Missing required field Principal";
  const actions = oneOrMore(statement, "Action");
  if (actions.length === 0 && statement.NotAction === undefined)
    return "Missing required field Action";
  if (actions.some((one) => !/^(\*|s3:[\w*?]+)$/i.test(one))) return "Policy has invalid action";
  const resources = oneOrMore(statement, "Resource");
  if (resources.length === 0 && statement.NotResource === undefined)
    return "Missing required field Resource";
  if (resources.some((one) => !isOf(bucket, one))) return "Policy has invalid resource";
  const isIdle = actions.some((action) => !resources.some((one) => appliesTo(action, one)));
  return isIdle && resources.length > 0
    ? "Action does not apply to any resource(s) in statement"
    : undefined;
}

/** The bucket, or what is in it; wildcards may stand for its name. */
function isOf(bucket: string, resource: string): boolean {
  if (resource === "*") return true;
  const [, name] = /^arn:[\w-]+:s3:::([^/]*)/.exec(resource) ?? [];
  if (name === undefined) return false;
  const pattern = name
    .replace(/[.+^$(){}|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${pattern}$`).test(bucket);
}

/** Some actions are done to a bucket, and some to what is in it. */
function appliesTo(action: string, resource: string): boolean {
  if (resource.includes("*") && !/:::[^/*]*\//.test(resource)) return true;
  const isInside = resource.includes("/");
  if (action.includes("*") || action.includes("?")) return true;
  const isBucketAction = /bucket|configuration$/i.test(action);
  const isObjectAction =
    !isBucketAction && /object|^s3:(AbortMultipartUpload|ListMultipartUploadParts)$/i.test(action);
  if (isObjectAction) return isInside;
  return isBucketAction ? !isInside : true;
}
