/** Whether what a bucket is to tell lets itself be told, as S3 tries when it takes a notification configuration. */
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { oneOrMore, statementsOf } from "../iam/principals";
import { findFunction, permissionKind } from "../lambda/entities";

const s3 = /^s3\.amazonaws\.com(\.cn)?$/;

/** There is the function, and a permission for S3 to invoke it for the bucket. */
export function functionLets(scope: Scope, arn: string, bucket: Thing): boolean {
  const found = findFunction(scope, arn);
  if (found === undefined) return false;
  return scope
    .at(found)
    .find(permissionKind, "function", found.id)
    .some(({ properties }) => lets(properties, bucket));
}

function lets(permission: ValueMap, bucket: Thing): boolean {
  const { action, principal } = permission;
  const source = text(permission, "sourceArn");
  const account = text(permission, "sourceAccount");
  const isS3 = principal === "*" || (typeof principal === "string" && s3.test(principal));
  const isInvoke =
    typeof action === "string" && /^(lambda:\*|lambda:InvokeFunction|\*)$/i.test(action);
  const isSource = source === undefined || fits(source, arnOf(bucket));
  return isS3 && isInvoke && isSource && (account === undefined || account === bucket.account);
}

/** A policy without which nobody may: one of its statements lets S3 do it, and none forbids it outright. */
export function policyLets(policy: string, action: string, bucket: Thing): boolean {
  return statementsOf(policy).some(
    (one) =>
      one.Effect === "Allow" &&
      isForS3(one) &&
      oneOrMore(one, "Action").some((given) => fits(given.toLowerCase(), action.toLowerCase())) &&
      conditionFits(one, bucket),
  );
}

function isForS3({ Principal: principal }: ValueMap): boolean {
  if (principal === "*") return true;
  if (!isMap(principal)) return false;
  const isOpen = oneOrMore(principal, "AWS").includes("*");
  return isOpen || oneOrMore(principal, "Service").some((one) => s3.test(one));
}

/** Conditions on the source; others are taken to hold. */
function conditionFits({ Condition: condition }: ValueMap, bucket: Thing): boolean {
  if (!isMap(condition)) return true;
  return Object.entries(condition).every(([operator, keys]) => {
    if (!isMap(keys) || /Not|Null/.test(operator)) return true;
    return Object.keys(keys).every((key) => {
      const values = oneOrMore(keys, key);
      if (key.toLowerCase() === "aws:sourcearn")
        return values.some((one) => fits(one, arnOf(bucket)));
      return key.toLowerCase() !== "aws:sourceaccount" || values.includes(bucket.account);
    });
  });
}

const arnOf = ({ properties }: Thing): string => text(properties, "arn") ?? "";

function fits(pattern: string, value: string): boolean {
  const escaped = pattern.replace(/[.+^$(){}|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(value);
}
