/**
 * How a bucket keeps what is in it: versions, encryption, access logs, and what browsers may do. Replaces as
 * internal/service/s3/bucket_versioning.go, bucket_server_side_encryption_configuration.go, bucket_logging.go and
 * bucket_cors_configuration.go say.
 */
import { AwsError, ProviderError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { isMap, maps, text, texts } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { defineTwins, owned } from "./configuration";
import { findBucket } from "./entities";

const statusOf = (inputs: ValueMap | undefined): string => {
  const configuration = inputs?.versioningConfiguration;
  return (isMap(configuration) ? text(configuration, "status") : undefined) ?? "Disabled";
};

export const bucketVersionings = defineTwins({
  name: "Versioning",
  noun: "S3 Bucket Versioning",
  calls: {
    create: "PutBucketVersioning",
    update: "PutBucketVersioning",
    delete: "PutBucketVersioning",
  },
  aspect: "versioning",
  properties: {
    ...owned,
    mfa: { local: true },
    versioningConfiguration: { kind: "block", required: true },
  },
  validate: ({ versioningConfiguration: given }) =>
    isMap(given) ? checkOneOf(given, "status", ["Enabled", "Suspended", "Disabled"]) : [],
  accept({ bucket, inputs, before }) {
    const status = statusOf(inputs);
    if (bucket.properties.objectLockEnabled === true && status !== "Enabled")
      throw new AwsError(
        "InvalidBucketState",
        "An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.",
      );
    const was = statusOf(before);
    if (status === "Disabled" && was !== "Disabled")
      throw new ProviderError(
        `versioning_configuration.status cannot be updated from '${was}' to '${status}'`,
      );
  },
});

/** Of one rule: the algorithm and key by default. */
const byDefault = (rule: ValueMap): ValueMap =>
  isMap(rule.applyServerSideEncryptionByDefault) ? rule.applyServerSideEncryptionByDefault : {};

/** @throws AwsError */
export function checkEncryption(rules: readonly ValueMap[]): void {
  for (const rule of rules) {
    const { sseAlgorithm, kmsMasterKeyId } = byDefault(rule);
    if (sseAlgorithm === "AES256" && typeof kmsMasterKeyId === "string" && kmsMasterKeyId !== "")
      throw new AwsError(
        "InvalidArgument",
        "a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse",
        "PutBucketEncryption",
      );
  }
}

const algorithms = ["AES256", "aws:kms", "aws:kms:dsse"];

export const bucketEncryptions = defineTwins({
  name: "ServerSideEncryptionConfiguration",
  noun: "S3 Bucket Server-side Encryption Configuration",
  calls: {
    create: "PutBucketEncryption",
    update: "PutBucketEncryption",
    delete: "DeleteBucketEncryption",
  },
  aspect: "encryption",
  properties: { ...owned, rules: { kind: "blocks", required: true } },
  validate: (inputs) =>
    maps(inputs, "rules").flatMap((rule) =>
      checkOneOf(byDefault(rule), "sseAlgorithm", algorithms),
    ),
  accept: ({ inputs }) => checkEncryption(maps(inputs, "rules")),
});

export const bucketLoggings = defineTwins({
  name: "Logging",
  noun: "S3 Bucket Logging",
  calls: { create: "PutBucketLogging", update: "PutBucketLogging", delete: "PutBucketLogging" },
  aspect: "logging",
  properties: {
    ...owned,
    targetBucket: { required: true },
    targetGrants: { kind: "blocks" },
    targetObjectKeyFormat: { kind: "block" },
    // The whole bucket, where it is empty.
    targetPrefix: { required: true },
  },
  accept({ scope, bucket, inputs }) {
    const name = text(inputs, "targetBucket") ?? "";
    const target = findBucket(scope, name);
    const refuse = (message: string): AwsError =>
      new AwsError("InvalidTargetBucketForLogging", message);
    if (target === undefined) throw refuse(`The target bucket for logging does not exist: ${name}`);
    if (target.account !== bucket.account)
      throw refuse("The owner for the bucket to be logged and the target bucket must be the same.");
    if (target.region !== bucket.region)
      throw new AwsError(
        "CrossLocationLoggingProhibited",
        `Cross S3 location logging not allowed: ${name} is in ${target.region}, ${bucket.id} in ${bucket.region}.`,
      );
  },
});

const methods = ["GET", "PUT", "POST", "DELETE", "HEAD"];

/** @throws AwsError */
export function checkCors(rules: readonly ValueMap[]): void {
  const unknown = rules
    .flatMap((rule) => texts(rule, "allowedMethods"))
    .find((method) => !methods.includes(method));
  if (unknown !== undefined)
    throw new AwsError(
      "InvalidRequest",
      `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`,
      "PutBucketCors",
    );
}

export const bucketCors = defineTwins({
  name: "CorsConfiguration",
  noun: "S3 Bucket CORS Configuration",
  calls: { create: "PutBucketCors", update: "PutBucketCors", delete: "DeleteBucketCors" },
  aspect: "cors",
  properties: { ...owned, corsRules: { kind: "blocks", required: true } },
  validate(inputs): readonly CheckFailure[] {
    const { length } = maps(inputs, "corsRules");
    if (length <= 100) return [];
    const reason = `Too many cors_rule blocks: no more than 100 are allowed, got ${length}`;
    return [{ property: "corsRules", reason }];
  },
  accept: ({ inputs }) => checkCors(maps(inputs, "corsRules")),
});
