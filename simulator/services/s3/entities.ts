/** What S3 keeps of buckets. A name is one bucket's in the whole partition, whatever account and region it is in. */
import { defineThing, type Thing } from "../../resource/spec";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is the bucket's name. */
export const bucketKind = defineThing("bucket");

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
