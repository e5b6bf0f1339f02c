/**
 * A bucket. New ones have ACLs switched off, and public access blocked.
 * Replaces as internal/service/s3/bucket.go says. `Bucket` and the deprecated `BucketV2` are the same thing.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html
 */
import { AwsError } from "../../errors";
import { common, computed, output, type Model, type Properties } from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import { nameOf } from "../../resource/naming";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isMap, text } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { cannedAcls } from "./access";
import { addressesOf } from "./addresses";
import { checkBucketName, checkNameIsFree } from "./bucketName";
import { aspectOf, bucketKind, giveUpName, objectKind, takeName } from "./entities";
import { checkInline, shownInline, withInline, type Names } from "./inline";

const forcesNew = { replaces: true, computed: true } as const;

/** Its rule may change; whether there is a lock may not. */
const isLockOther = (before: Value | undefined, after: Value | undefined): boolean => {
  const [was, is] = [before, after].map((one) => text(isMap(one) ? one : {}, "objectLockEnabled"));
  return was !== is;
};

const shared: Properties = {
  ...common,
  accelerationStatus: computed,
  acl: computed,
  arn: output,
  bucket: forcesNew,
  bucketDomainName: output,
  bucketNamespace: forcesNew,
  bucketPrefix: forcesNew,
  bucketRegion: output,
  bucketRegionalDomainName: output,
  corsRules: { kind: "list", computed: true },
  forceDestroy: { kind: "flag", default: false, local: true },
  grants: { kind: "blocks", computed: true },
  hostedZoneId: output,
  lifecycleRules: { kind: "list", computed: true },
  objectLockConfiguration: { kind: "block", computed: true, replaces: isLockOther },
  objectLockEnabled: { kind: "flag", computed: true, replaces: true },
  policy: { kind: "json", computed: true },
  requestPayer: computed,
  websiteDomain: output,
  websiteEndpoint: output,
};

function id(wanted: Wanted): string {
  const name = nameOf(wanted, "bucket");
  checkBucketName(wanted.scope, name, text(wanted.inputs, "bucketNamespace"));
  checkNameIsFree(wanted.scope, name);
  return name;
}

/** ACLs are off in a bucket that is being made: only the one that says nothing goes. */
function checkFirstAcl({ inputs }: Wanted): void {
  const acl = text(inputs, "acl") ?? "private";
  if (acl !== "private")
    throw new AwsError(
      "InvalidBucketAclWithObjectOwnership",
      `Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting: ${acl}`,
    );
}

function fill({ scope, inputs }: Wanted, name: string): ValueMap {
  const isLocked = flag(inputs, "objectLockEnabled") === true;
  return {
    ...addressesOf(scope, name),
    accelerationStatus: "",
    bucket: name,
    bucketNamespace: "global",
    objectLockEnabled: false,
    requestPayer: "BucketOwner",
    aspects: {
      ownership: { rule: { objectOwnership: "BucketOwnerEnforced" } },
      publicAccessBlock: {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      ...(isLocked ? { versioning: { versioningConfiguration: { status: "Enabled" } } } : {}),
    },
  };
}

function mayGo(scope: Scope, bucket: Thing, known: ValueMap): void {
  const isFull = scope.count(objectKind, "name", bucket.id) > 0;
  if (isFull && flag(known, "forceDestroy") !== true)
    throw new AwsError("BucketNotEmpty", "The bucket you tried to delete is not empty");
}

function removed(scope: Scope, bucket: Thing): undefined {
  for (const object of scope.find(objectKind, "name", bucket.id)) scope.remove(object);
  giveUpName(scope, bucket.id);
}

/** The provider looks at the length only: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html is AWS's. */
function validate(inputs: ValueMap): readonly CheckFailure[] {
  const tooLong = (property: string, most: number): readonly CheckFailure[] => {
    const value = text(inputs, property) ?? "";
    if (value.length <= most) return [];
    const name = property.replace("P", "_p");
    const reason = `expected length of ${name} to be in the range (0 - ${most}), got ${value}`;
    return [{ property, reason }];
  };
  return [
    ...tooLong("bucket", 63),
    ...tooLong("bucketPrefix", 37),
    ...checkConflict(inputs, "bucket", "bucketPrefix"),
    ...checkConflict(inputs, "acl", "grants"),
    ...checkOneOf(inputs, "acl", [...cannedAcls, "bucket-owner-read", "bucket-owner-full-control"]),
    ...checkOneOf(inputs, "accelerationStatus", ["Enabled", "Suspended"]),
    ...checkOneOf(inputs, "bucketNamespace", ["global", "account-regional"]),
    ...checkOneOf(inputs, "requestPayer", ["Requester", "BucketOwner"]),
  ];
}

function define(type: string, names: Names, properties: Properties): Model {
  return defineResource({
    type,
    service: "S3",
    noun: "S3 Bucket",
    calls: { create: "CreateBucket", update: "PutBucketTagging", delete: "DeleteBucket" },
    retries: {
      // A principal of the policy that is not yet seen.
      create: { codes: ["MalformedPolicy"], message: /Invalid principal/, seconds: 120 },
    },
    kind: bucketKind,
    autoname: { max: 63, property: "bucket", lower: true },
    properties: { ...shared, ...properties },
    validate,
    id,
    names: (name, { arn }) => [name, typeof arn === "string" ? arn : name],
    accept(wanted, before) {
      if (before === undefined) checkFirstAcl(wanted);
      checkInline(before, wanted.inputs, names);
    },
    fill,
    made({ scope, inputs }, bucket) {
      takeName(scope, bucket.id);
      withInline(scope, bucket, inputs, names);
    },
    changed: ({ scope, inputs }, bucket) => void withInline(scope, bucket, inputs, names),
    show: (scope, bucket) => shownInline(scope, bucket, names),
    mayGo,
    removed,
  });
}

const block = { kind: "block", computed: true } as const;
const list = { kind: "list", computed: true } as const;

export const bucket = define(
  "aws:s3/bucket:Bucket",
  {
    encryption: "serverSideEncryptionConfiguration",
    logging: "logging",
    versioning: "versioning",
    website: "website",
    isListed: false,
  },
  {
    logging: block,
    replicationConfiguration: block,
    serverSideEncryptionConfiguration: block,
    versioning: block,
    website: block,
  },
);

export const bucketV2 = define(
  "aws:s3/bucketV2:BucketV2",
  {
    encryption: "serverSideEncryptionConfigurations",
    logging: "loggings",
    versioning: "versionings",
    website: "websites",
    isListed: true,
  },
  {
    loggings: list,
    replicationConfigurations: list,
    serverSideEncryptionConfigurations: list,
    // Declared as an input in this type: the provider does not hear it.
    tagsAll: { kind: "map", computed: true },
    versionings: list,
    websites: list,
  },
);

/** For what stands in a bucket's place, and reads its settings. */
export const isVersioned = (found: Thing): boolean => {
  const { versioningConfiguration: given } = aspectOf(found, "versioning") ?? {};
  return (
    typeof given === "object" && given !== null && "status" in given && given.status === "Enabled"
  );
};
