/**
 * The bucket that flow logs are written to: encrypted, closed to the public, over TLS only, open to
 * the log delivery of one account and region, and emptied of old records.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html
 */
import * as s3 from "@pulumi/aws/s3";
import * as pulumi from "@pulumi/pulumi";
import { tagsOf } from "../network";
import type { FlowLogsArgs, FlowLogsBucketSpec } from "./flowLogsArgs";
import type { BucketPlan } from "./flowLogsBucketPlan";
import { flowLogDetail, type FlowLogPlan } from "./flowLogsPlan";

interface Building {
  readonly parent: pulumi.Resource;
  readonly child: string;
  readonly log: FlowLogPlan;
  readonly args: FlowLogsArgs;
}

/** Where records go, and what has to be there first. */
export interface FlowLogsBucket {
  readonly arn: pulumi.Input<string>;
  /** Undefined where the bucket is there already. */
  readonly made: s3.Bucket | undefined;
  readonly dependsOn: pulumi.Resource[];
}

export function createBucket(
  building: Building,
  spec: FlowLogsBucketSpec,
  plan: BucketPlan,
): FlowLogsBucket {
  if (spec.bucketArn !== undefined) {
    return { arn: spec.bucketArn, made: undefined, dependsOn: [] };
  }
  const { parent, child, args } = building;
  const bucket = new s3.Bucket(
    child,
    {
      bucket: spec.bucketName,
      forceDestroy: spec.forceDestroy ?? false,
      region: args.vpc.region,
      tags: tagsOf(args, {
        child,
        resourceType: "s3-flow-logs",
        detail: flowLogDetail(building.log),
      }),
    },
    { parent },
  );
  encrypt(building, bucket);
  expire(building, bucket, plan);
  const closed = closeToPublic(building, bucket);
  return {
    arn: bucket.arn,
    made: bucket,
    // Without the policy AWS would write one of its own, which ours would take away again.
    dependsOn: [createPolicy(building, bucket, { plan, closed })],
  };
}

function encrypt({ parent, child, log, args }: Building, bucket: s3.Bucket): void {
  const { kmsKeyArn } = log.spec;
  new s3.BucketServerSideEncryptionConfiguration(
    child,
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
              // One request to KMS for many files.
              bucketKeyEnabled: true,
            },
      ],
      region: args.vpc.region,
    },
    { parent },
  );
}

function expire({ parent, child, args }: Building, bucket: s3.Bucket, plan: BucketPlan): void {
  const { expirationInDays, infrequentAccessAfterDays } = plan.lifecycle ?? {};
  new s3.BucketLifecycleConfiguration(
    child,
    {
      bucket: bucket.id,
      rules: [
        {
          id: "flow-logs",
          status: "Enabled",
          filter: { prefix: "" },
          expiration: { days: expirationInDays },
          ...(infrequentAccessAfterDays === undefined
            ? {}
            : {
                transitions: [{ days: infrequentAccessAfterDays, storageClass: "STANDARD_IA" }],
              }),
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
      ],
      region: args.vpc.region,
    },
    { parent },
  );
}

function closeToPublic({ parent, child, args }: Building, bucket: s3.Bucket): pulumi.Resource {
  return new s3.BucketPublicAccessBlock(
    child,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      region: args.vpc.region,
    },
    { parent },
  );
}

function createPolicy(
  { parent, child, log, args }: Building,
  bucket: s3.Bucket,
  { plan, closed }: { plan: BucketPlan; closed: pulumi.Resource },
): s3.BucketPolicy {
  const account = pulumi.output(log.spec.accountId ?? "");
  const partition = bucket.arn.apply((arn) => arn.split(":")[1] ?? "");
  const source = pulumi.interpolate`arn:${partition}:logs:${bucket.region}:${account}:*`;
  const logs = pulumi.interpolate`${bucket.arn}/${plan.folder}AWSLogs`;
  const policy = {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AWSLogDeliveryWrite",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:PutObject",
        // Of both layouts: AWS adds what is missing by itself, and we would take it away again.
        Resource: [
          pulumi.interpolate`${logs}/${account}/*`,
          pulumi.interpolate`${logs}/aws-account-id=${account}/*`,
        ],
        Condition: {
          StringEquals: {
            "aws:SourceAccount": account,
            "s3:x-amz-acl": "bucket-owner-full-control",
          },
          ArnLike: { "aws:SourceArn": source },
        },
      },
      {
        Sid: "AWSLogDeliveryCheck",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: "s3:GetBucketAcl",
        Resource: bucket.arn,
        Condition: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": source },
        },
      },
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: [bucket.arn, pulumi.interpolate`${bucket.arn}/*`],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ],
  };
  return new s3.BucketPolicy(
    child,
    { bucket: bucket.id, policy: pulumi.jsonStringify(policy), region: args.vpc.region },
    // S3 refuses two changes of a bucket's access at once (OperationAborted).
    { parent, dependsOn: [closed] },
  );
}
