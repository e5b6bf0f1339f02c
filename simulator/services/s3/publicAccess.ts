/**
 * Block Public Access, which new buckets have switched on.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
import type { ValueMap } from "../../protocol";
import type { Thing } from "../../resource/spec";
import { flag, isMap } from "../../values";
import { awsPrincipals, oneOrMore, statementsOf } from "../iam/principals";
import { aspectOf } from "./entities";

type Block = "blockPublicAcls" | "blockPublicPolicy";

export const isBlocked = (bucket: Thing, what: Block): boolean =>
  flag(aspectOf(bucket, "publicAccessBlock") ?? {}, what) === true;

/** Conditions that keep a policy for everybody from being public, if they say something fixed. */
const narrowing: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceip",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "s3:dataaccesspointaccount",
  "s3:dataaccesspointarn",
  "s3:x-amz-server-side-encryption-aws-kms-key-id",
]);

export const isPublicPolicy = (policy: string): boolean =>
  statementsOf(policy).some(
    (one) => one.Effect === "Allow" && awsPrincipals(one).includes("*") && !isNarrowed(one),
  );

function isNarrowed(statement: ValueMap): boolean {
  const { Condition: condition } = statement;
  if (!isMap(condition)) return false;
  return Object.entries(condition).some(([operator, keys]) => {
    if (!isMap(keys) || /^(.*Not.*|Null|Bool)$/i.test(operator)) return false;
    return Object.keys(keys).some((key) => narrowing.has(key.toLowerCase()) && isFixed(keys, key));
  });
}

const isFixed = (keys: ValueMap, key: string): boolean =>
  oneOrMore(keys, key).every((value) => !["*", "0.0.0.0/0", "::/0"].includes(value));

/** Canned ACLs that let everybody, or every AWS account, in. */
export const isPublicAcl = (acl: string): boolean =>
  acl.startsWith("public-") || acl === "authenticated-read";
