/**
 * What is in a bucket. `BucketObjectv2` and the deprecated `BucketObject` are the same thing.
 * Replaces as internal/service/s3/object.go and bucket_object.go say.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
import { createHash } from "node:crypto";
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Model, type Properties } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { arn, nonZero, oneOf, timestamp } from "../../resource/forms";
import { flag, isGiven, isMap, tagsOf, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { isVersioned } from "./bucket";
import { findBucket, needBucket, objectKind } from "./entities";

const acls = [
  ...["private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read"],
  ...["bucket-owner-read", "bucket-owner-full-control"],
];

const classes = [
  ...["STANDARD", "REDUCED_REDUNDANCY", "GLACIER", "STANDARD_IA", "ONEZONE_IA"],
  ...["INTELLIGENT_TIERING", "DEEP_ARCHIVE", "OUTPOSTS", "GLACIER_IR", "SNOW", "EXPRESS_ONEZONE"],
  ...["FSX_OPENZFS", "FSX_ONTAP"],
];

const shared: Properties = {
  ...common,
  arn: output,
  bucket: { required: true, replaces: true, form: nonZero },
  bucketKeyEnabled: { kind: "flag", computed: true },
  cacheControl: optional,
  content: { local: true },
  contentBase64: { local: true },
  contentDisposition: optional,
  contentEncoding: optional,
  contentLanguage: optional,
  contentType: computed,
  etag: computed,
  forceDestroy: { kind: "flag", default: false, local: true },
  key: { computed: true, replaces: true, form: nonZero },
  kmsKeyId: { computed: true, form: arn },
  metadata: { kind: "map" },
  objectLockLegalHoldStatus: optional,
  objectLockMode: optional,
  objectLockRetainUntilDate: { form: timestamp },
  serverSideEncryption: computed,
  source: { kind: "block", local: true },
  sourceHash: { local: true },
  storageClass: { computed: true, form: oneOf(...classes) },
  versionId: output,
  websiteRedirect: optional,
};

/** The bucket may be named by its ARN, or with a path that is no part of its name. */
const idOf = (inputs: ValueMap): string =>
  `${text(inputs, "bucket") ?? ""}/${(text(inputs, "key") ?? "").replace(/^\/+/, "")}`;

function accept({ scope, inputs }: Wanted): void {
  const bucket = needBucket(scope, text(inputs, "bucket") ?? "");
  const key = text(inputs, "key") ?? "";
  if (Buffer.byteLength(key) > 1024)
    throw new AwsError("KeyTooLongError", `Your key is too long: ${Buffer.byteLength(key)} bytes.`);
  const count = Object.keys(tagsOf(inputs, "tagsAll")).length;
  if (count > 10)
    throw new AwsError("BadRequest", `Object tags cannot be greater than 10, got ${count}`);
  const isLocked =
    isGiven(inputs, "objectLockMode") || isGiven(inputs, "objectLockLegalHoldStatus");
  if (isLocked && bucket.properties.objectLockEnabled !== true)
    throw new AwsError("InvalidRequest", "Bucket is missing Object Lock Configuration");
}

/** Computed where AWS says it: anew for every content. */
function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const key = id.slice(id.indexOf("/") + 1);
  const bucket = text(inputs, "bucket") ?? "";
  const encryption = text(inputs, "kmsKeyId") === undefined ? "AES256" : "aws:kms";
  return {
    arn: `arn:${scope.partition.name}:s3:::${bucket}/${key}`,
    acl: "private",
    bucketKeyEnabled: false,
    contentType: "application/octet-stream",
    key,
    kmsKeyId: "",
    serverSideEncryption: encryption,
    storageClass: "STANDARD",
  };
}

/** The MD5 of what is put; of a file, which is not at hand here, what the program says, or one of its hash. */
function contentOf(scope: Scope, inputs: ValueMap, id: string): ValueMap {
  const { source } = inputs;
  const bytes = isGiven(inputs, "contentBase64")
    ? Buffer.from(text(inputs, "contentBase64") ?? "", "base64")
    : (text(inputs, "content") ?? (isMap(source) ? JSON.stringify(source) : ""));
  const told = isMap(source) ? text(inputs, "etag") : undefined;
  const etag = told ?? createHash("md5").update(bytes).digest("hex");
  const bucket = findBucket(scope, text(inputs, "bucket") ?? "");
  const isKept = bucket !== undefined && isVersioned(bucket);
  return { etag, versionId: isKept ? scope.hash("object version", id, etag).slice(0, 32) : "" };
}

/** Whatever changes is put again; the MD5 is AWS's to say. */
function putContent({ scope, inputs }: Wanted, object: Thing): void {
  const properties = { ...object.properties, ...contentOf(scope, inputs, object.id) };
  scope.put(objectKind, { ...object, properties });
}

function mayGo(_scope: Scope, { properties }: Thing, known: ValueMap): void {
  const isHeld =
    properties.objectLockLegalHoldStatus === "ON" || isGiven(properties, "objectLockMode");
  if (isHeld && flag(known, "forceDestroy") !== true)
    throw new AwsError("AccessDenied", "Access Denied because object protected by object lock.");
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkConflict(inputs, "content", "contentBase64"),
    ...checkConflict(inputs, "content", "source"),
    ...checkConflict(inputs, "contentBase64", "source"),
    ...checkConflict(inputs, "etag", "kmsKeyId"),
    ...checkOneOf(inputs, "objectLockLegalHoldStatus", ["ON", "OFF"]),
    ...checkOneOf(inputs, "objectLockMode", ["GOVERNANCE", "COMPLIANCE"]),
    ...checkOneOf(inputs, "serverSideEncryption", ["AES256", "aws:fsx", "aws:kms", "aws:kms:dsse"]),
  ];
}

/** An import has the id only. That of an older provider is the key alone. */
function find(scope: Scope, id: string, known: ValueMap): Thing | undefined {
  const bucket = text(known, "bucket");
  if (bucket === undefined) return scope.get(objectKind, id);
  const key = idOf(known).slice(bucket.length + 1);
  return scope
    .find(objectKind, "name", bucket)
    .find((one) => one.properties.key === key || one.id === idOf(known));
}

const define = (type: string, noun: string, properties: Properties): Model =>
  defineResource({
    type,
    service: "S3",
    noun,
    calls: { create: "PutObject", update: "PutObject", delete: "DeleteObject" },
    kind: objectKind,
    autoname: { max: 1024, property: "key", plain: true },
    properties: { ...shared, ...properties },
    validate,
    id: ({ inputs }) => idOf(inputs),
    names: (_id, { bucket }) => [typeof bucket === "string" ? bucket : ""],
    accept,
    fill,
    made: putContent,
    changed: putContent,
    find,
    mayGo,
  });

const checksum = output;

export const bucketObjectV2 = define("aws:s3/bucketObjectv2:BucketObjectv2", "S3 Object", {
  acl: { computed: true, form: oneOf(...acls) },
  checksumAlgorithm: { form: oneOf("CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256") },
  checksumCrc32: checksum,
  checksumCrc32c: checksum,
  checksumCrc64nvme: checksum,
  checksumSha1: checksum,
  checksumSha256: checksum,
  overrideProvider: { kind: "block", local: true },
});

export const bucketObject = define("aws:s3/bucketObject:BucketObject", "S3 Bucket Object", {
  acl: { default: "private", form: oneOf(...acls) },
});
