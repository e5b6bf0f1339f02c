/** What S3 keeps of buckets. A name is one bucket's in the whole partition, whatever account and region it is in. */
import { AwsError } from "../../errors";
import type { ValueMap } from "../../protocol";
import { defineThing, type Thing } from "../../resource/spec";
import { isMap } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is the bucket's name. */
export const bucketKind = defineThing("bucket");

/** Its id is `bucket/key`; its name is its bucket's. */
export const objectKind = defineThing("bucket-object");

/** Who has a name. Of no account and no region. */
interface BucketName extends Entity {
  readonly name: string;
  readonly place: { readonly account: string; readonly region: string };
}

const bucketNameKind = defineKind<BucketName>("bucket-name");

const keyOfName = (scope: Scope, name: string): string => `${scope.partition.name}/${name}`;

/** By name or ARN, in whatever account and region of the partition it is: an S3 ARN names neither. */
export function findBucket(scope: Scope, nameOrArn: string): Thing | undefined {
  const name = nameOrArn.replace(/^arn:[^:]*:s3:::/, "").replace(/\/.*$/s, "");
  const owner = scope.everywhere.get(bucketNameKind, keyOfName(scope, name));
  return owner === undefined ? undefined : scope.at(owner.place).get(bucketKind, name);
}

/** In a request to the bucket's own region, by its owner. @throws AwsError */
export function needBucket(scope: Scope, name: string): Thing {
  const bucket = findBucket(scope, name);
  if (bucket === undefined)
    throw new AwsError("NoSuchBucket", `The specified bucket does not exist: ${name}`);
  if (bucket.account !== scope.account) throw new AwsError("AccessDenied", "Access Denied");
  if (bucket.region !== scope.region)
    throw new AwsError(
      "PermanentRedirect",
      `The bucket you are attempting to access must be addressed using the specified endpoint: ${name} is in ${bucket.region}, not in ${scope.region}.`,
    );
  return bucket;
}

export function takeName(scope: Scope, name: string): void {
  const { account, region } = scope;
  const id = keyOfName(scope, name);
  // Beside the bucket, no thing of its own: nobody has to clear it away.
  scope.everywhere.put(bucketNameKind, { id, name, place: { account, region }, ambient: true });
}

export function giveUpName(scope: Scope, name: string): void {
  const { everywhere } = scope;
  everywhere.remove(everywhere.get(bucketNameKind, keyOfName(scope, name)));
}

/** What is set of a bucket by requests of their own, each as its own resource type has it. */
export type Aspect =
  | "acl"
  | "cors"
  | "encryption"
  | "lifecycle"
  | "logging"
  | "notification"
  | "ownership"
  | "policy"
  | "publicAccessBlock"
  | "versioning";

export function aspectOf({ properties }: Thing, aspect: Aspect): ValueMap | undefined {
  const { aspects } = properties;
  const value = isMap(aspects) ? aspects[aspect] : undefined;
  return isMap(value) ? value : undefined;
}

/** @param value undefined where nothing is to be set any more @returns the bucket as it then is */
export function setAspect(
  scope: Scope,
  bucket: Thing,
  aspect: Aspect,
  value: ValueMap | undefined,
): Thing {
  const { aspects } = bucket.properties;
  const { [aspect]: _before, ...others } = isMap(aspects) ? aspects : {};
  const after = value === undefined ? others : { ...others, [aspect]: value };
  const properties = { ...bucket.properties, aspects: after };
  return scope.put(bucketKind, { ...bucket, properties });
}
