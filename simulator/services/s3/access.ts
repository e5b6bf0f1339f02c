/**
 * Who may use a bucket: its policy, its ACL, who owns what is put into it, and what is never public. Replaces as
 * internal/service/s3/bucket_policy.go, bucket_acl.go, bucket_ownership_controls.go and bucket_public_access_block.go say.
 */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { checkChoice } from "../../resource/checks";
import { nonZero } from "../../resource/forms";
import type { Thing } from "../../resource/spec";
import { flag, isMap, maps, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { defineConfiguration, defineTwins, owned } from "./configuration";
import { aspectOf } from "./entities";
import { checkBucketPolicy } from "./policy";
import { isBlocked, isPublicAcl } from "./publicAccess";

export const bucketPolicy = defineConfiguration({
  name: "Policy",
  noun: "S3 Bucket Policy",
  calls: { create: "PutBucketPolicy", update: "PutBucketPolicy", delete: "DeleteBucketPolicy" },
  aspect: "policy",
  // A principal that is not yet seen.
  update: { codes: ["MalformedPolicy"], message: /Invalid principal/, seconds: 120 },
  properties: { policy: { kind: "json", required: true } },
  accept: ({ scope, bucket, inputs }) =>
    checkBucketPolicy(scope, bucket, text(inputs, "policy") ?? ""),
});

export const bucketPublicAccessBlock = defineConfiguration({
  name: "PublicAccessBlock",
  noun: "S3 Bucket Public Access Block",
  calls: {
    create: "PutPublicAccessBlock",
    update: "PutPublicAccessBlock",
    delete: "DeletePublicAccessBlock",
  },
  aspect: "publicAccessBlock",
  properties: {
    blockPublicAcls: { kind: "flag", default: false },
    blockPublicPolicy: { kind: "flag", default: false },
    ignorePublicAcls: { kind: "flag", default: false },
    restrictPublicBuckets: { kind: "flag", default: false },
    skipDestroy: { kind: "flag", local: true },
  },
  staysIf: (known) => flag(known, "skipDestroy") === true,
});

const ownerships = ["BucketOwnerPreferred", "ObjectWriter", "BucketOwnerEnforced"];

export const bucketOwnershipControls = defineConfiguration({
  name: "OwnershipControls",
  noun: "S3 Bucket Ownership Controls",
  calls: {
    create: "PutBucketOwnershipControls",
    update: "PutBucketOwnershipControls",
    delete: "DeleteBucketOwnershipControls",
  },
  aspect: "ownership",
  properties: {
    bucket: { required: true, replaces: true, form: nonZero },
    rule: { kind: "block", required: true },
  },
  validate: (inputs) =>
    checkOneOf(isMap(inputs.rule) ? inputs.rule : {}, "objectOwnership", ownerships),
  accept({ bucket, inputs }) {
    const { rule } = inputs;
    const acl = text(aspectOf(bucket, "acl") ?? {}, "acl") ?? "private";
    if (isMap(rule) && rule.objectOwnership === "BucketOwnerEnforced" && acl !== "private")
      throw new AwsError(
        "InvalidBucketAclWithObjectOwnership",
        `Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting: it has ${acl}.`,
      );
  },
});

const isEnforced = (bucket: Thing): boolean => {
  const { rule } = aspectOf(bucket, "ownership") ?? {};
  return isMap(rule) && rule.objectOwnership === "BucketOwnerEnforced";
};

export const cannedAcls = [
  "private",
  "public-read",
  "public-read-write",
  "aws-exec-read",
  "authenticated-read",
  "log-delivery-write",
];

/** @throws AwsError where ACLs are off, as in every new bucket, or where this one is public and that is blocked */
export function checkAcl(bucket: Thing, inputs: ValueMap): void {
  if (isEnforced(bucket))
    throw new AwsError(
      "AccessControlListNotSupported",
      "The bucket does not allow ACLs",
      "PutBucketAcl",
    );
  const isPublic = isPublicAcl(text(inputs, "acl") ?? "") || grantsAll(inputs.accessControlPolicy);
  if (isPublic && isBlocked(bucket, "blockPublicAcls"))
    throw new AwsError(
      "AccessDenied",
      `The caller is not authorized to perform: s3:PutBucketAcl on ${bucket.id} because public ACLs are prevented by the BlockPublicAcls setting in S3 Block Public Access.`,
      "PutBucketAcl",
    );
}

function grantsAll(policy: ValueMap[string] | undefined): boolean {
  if (!isMap(policy)) return false;
  return maps(policy, "grants").some(
    ({ grantee }) =>
      isMap(grantee) && /AllUsers|AuthenticatedUsers/.test(text(grantee, "uri") ?? ""),
  );
}

export const bucketAcls = defineTwins({
  name: "Acl",
  noun: "S3 Bucket ACL",
  // The provider leaves the ACL as it is when it is given up.
  calls: { create: "PutBucketAcl", update: "PutBucketAcl" },
  aspect: "acl",
  properties: { ...owned, acl: {}, accessControlPolicy: { kind: "block", computed: true } },
  validate: (inputs) => [
    ...checkChoice(inputs, ["accessControlPolicy", "acl"]),
    ...checkOneOf(inputs, "acl", cannedAcls),
  ],
  accept: ({ bucket, inputs }) => checkAcl(bucket, inputs),
  staysIf: () => true,
  id: (inputs) =>
    [text(inputs, "bucket"), text(inputs, "expectedBucketOwner"), text(inputs, "acl")]
      .filter((part) => part !== undefined)
      .join(","),
});
