/**
 * A bucket that is closed to the public: encrypted, over TLS only, without ACLs. Makes the bucket and
 * what is set of it: encryption, public access block, policy, and, where asked for, versioning and
 * lifecycle. $0.023 a GB and month, and $0.005 for 1,000 writes.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
 */
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, detailOf, tagsOf } from "../network";
import type { BucketLifecycle, PrivateBucketArgs } from "./privateBucketArgs";
import { planPrivateBucket } from "./privateBucketPlan";

/** How long what was overwritten is kept, where there are versions. */
const NONCURRENT_DAYS = 30;

/** A bucket that is closed to the public. */
export class PrivateBucket extends pulumi.ComponentResource {
  /** Known once the bucket's policy stands: what it lets write may write. */
  readonly bucketName: pulumi.Output<string>;
  /** The bucket's ARN. */
  readonly bucketArn: pulumi.Output<string>;

  constructor(name: string, args: PrivateBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:PrivateBucket", name, {}, opts);
    const inputs = { bucketName: 0 };
    const checked = { component: this, kind: "PrivateBucket", name, inputs };
    const plan = checkedPlan(checked, args, () => planPrivateBucket(args));
    const building: Building = { parent: this, name, args };
    const bucket = new s3.Bucket(
      name,
      {
        bucket: args.bucketName,
        forceDestroy: args.forceDestroy ?? false,
        region: args.region,
        tags: tagsOf(args, { child: name, resourceType: "s3", detail: detailOf(args, name) }),
      },
      { parent: this },
    );
    encrypt(building, bucket);
    const versioning = keepVersions(building, bucket);
    expire(building, bucket, { lifecycle: plan.lifecycle, versioning });
    const policy = createPolicy(building, bucket, closeToPublic(building, bucket));
    this.bucketName = policy.bucket;
    this.bucketArn = bucket.arn;
    this.registerOutputs({ bucketName: this.bucketName, bucketArn: this.bucketArn });
  }
}

interface Building {
  readonly parent: PrivateBucket;
  /** All children share it: there is one of each type. */
  readonly name: string;
  readonly args: PrivateBucketArgs;
}

function encrypt({ parent, name, args }: Building, bucket: s3.Bucket): void {
  const { kmsKeyArn, region } = args;
  new s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        kmsKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : {
              applyServerSideEncryptionByDefault: {
                sseAlgorithm: "aws:kms",
                kmsMasterKeyId: kmsKeyArn,
              },
              // One request to KMS for many objects.
              bucketKeyEnabled: true,
            },
      ],
      region,
    },
    { parent },
  );
}

function keepVersions(
  { parent, name, args }: Building,
  bucket: s3.Bucket,
): s3.BucketVersioning | undefined {
  if (args.versioning !== true) return undefined;
  return new s3.BucketVersioning(
    name,
    {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
      region: args.region,
    },
    { parent },
  );
}

function expire(
  { parent, name, args }: Building,
  bucket: s3.Bucket,
  { lifecycle, versioning }: { lifecycle: BucketLifecycle; versioning?: pulumi.Resource },
): void {
  const { infrequentAccessAfterDays, archiveAfterDays, expirationInDays } = lifecycle;
  const transitions = [
    { days: infrequentAccessAfterDays, storageClass: "STANDARD_IA" },
    { days: archiveAfterDays, storageClass: "GLACIER_IR" },
  ].filter(({ days }) => days !== undefined);
  new s3.BucketLifecycleConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "age",
          status: "Enabled",
          filter: { prefix: "" },
          ...(transitions.length === 0 ? {} : { transitions }),
          ...(expirationInDays === undefined ? {} : { expiration: { days: expirationInDays } }),
          ...(versioning === undefined
            ? {}
            : { noncurrentVersionExpiration: { noncurrentDays: NONCURRENT_DAYS } }),
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
      region: args.region,
    },
    // A rule for versions is refused of a bucket that has none yet.
    { parent, dependsOn: versioning === undefined ? [] : [versioning] },
  );
}

function closeToPublic({ parent, name, args }: Building, bucket: s3.Bucket): pulumi.Resource {
  return new s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      region: args.region,
    },
    { parent },
  );
}

function createPolicy(
  { parent, name, args }: Building,
  bucket: s3.Bucket,
  closed: pulumi.Resource,
): s3.BucketPolicy {
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
      ...(args.loadBalancerLogs === undefined
        ? []
        : [loadBalancerStatement(bucket, args.loadBalancerLogs.accountId)]),
    ],
  };
  return new s3.BucketPolicy(
    name,
    { bucket: bucket.id, policy: pulumi.jsonStringify(policy), region: args.region },
    // S3 refuses two changes of a bucket's access at once (OperationAborted).
    { parent, dependsOn: [closed] },
  );
}

/** The folder is that of the account's own load balancers: those of others write to others. */
function loadBalancerStatement(bucket: s3.Bucket, accountId: pulumi.Input<string>): object {
  return {
    Sid: "LoadBalancerLogs",
    Effect: "Allow",
    Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
    Action: "s3:PutObject",
    Resource: pulumi.interpolate`${bucket.arn}/AWSLogs/${accountId}/*`,
  };
}
