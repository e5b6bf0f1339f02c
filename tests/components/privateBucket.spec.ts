import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";

const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const more = { ...tagged, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("PrivateBucket", () => {
  it("is encrypted, closed to the public, over TLS only", async () => {
    expect(await made(() => new net.PrivateBucket("shop-app", {}))).to.deep.equal({
      "PrivateBucket shop-app < ": {},
      "Bucket shop-app < PrivateBucket": {
        forceDestroy: false,
        tags: {
          Name: "shop-app",
        },
      },
      "BucketPublicAccessBlock shop-app < PrivateBucket": {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "Bucket shop-app",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      "BucketServerSideEncryptionConfiguration shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "AES256",
            },
          },
        ],
      },
      "BucketLifecycleConfiguration shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        rules: [
          {
            abortIncompleteMultipartUpload: {
              daysAfterInitiation: 7,
            },
            filter: {
              prefix: "",
            },
            id: "age",
            status: "Enabled",
          },
        ],
      },
      "BucketPolicy shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::shop-app", "arn:aws:s3:::shop-app/*"],
              Condition: {
                Bool: {
                  "aws:SecureTransport": "false",
                },
              },
            },
          ],
        },
      },
    });
  });

  it("is as it is told to be", async () => {
    expect(
      await made(
        () =>
          new net.PrivateBucket("shop-app", {
            bucketName: "app-123",
            kmsKeyArn: "key",
            versioning: true,
            forceDestroy: true,
            lifecycle: {
              infrequentAccessAfterDays: 30,
              archiveAfterDays: 90,
              expirationInDays: 365,
            },
            ...more,
          }),
      ),
    ).to.deep.equal({
      "PrivateBucket shop-app < ": {},
      "Bucket shop-app < PrivateBucket": {
        bucket: "app-123",
        forceDestroy: true,
        region: "eu-west-1",
        tags: {
          Name: "s3-shop-app-dev",
          Service: "shop",
        },
      },
      "BucketPublicAccessBlock shop-app < PrivateBucket": {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "Bucket shop-app",
        ignorePublicAcls: true,
        region: "eu-west-1",
        restrictPublicBuckets: true,
      },
      "BucketVersioning shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        region: "eu-west-1",
        versioningConfiguration: {
          status: "Enabled",
        },
      },
      "BucketServerSideEncryptionConfiguration shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        region: "eu-west-1",
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              kmsMasterKeyId: "key",
              sseAlgorithm: "aws:kms",
            },
            bucketKeyEnabled: true,
          },
        ],
      },
      "BucketLifecycleConfiguration shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        region: "eu-west-1",
        rules: [
          {
            abortIncompleteMultipartUpload: {
              daysAfterInitiation: 7,
            },
            expiration: {
              days: 365,
            },
            filter: {
              prefix: "",
            },
            id: "age",
            noncurrentVersionExpiration: {
              noncurrentDays: 30,
            },
            status: "Enabled",
            transitions: [
              {
                days: 30,
                storageClass: "STANDARD_IA",
              },
              {
                days: 90,
                storageClass: "GLACIER_IR",
              },
            ],
          },
        ],
      },
      "BucketPolicy shop-app < PrivateBucket": {
        bucket: "Bucket shop-app",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::shop-app", "arn:aws:s3:::shop-app/*"],
              Condition: {
                Bool: {
                  "aws:SecureTransport": "false",
                },
              },
            },
          ],
        },
        region: "eu-west-1",
      },
    });
  });

  it("lets load balancers write their logs, for one account", async () => {
    expect(
      await made(
        () =>
          new net.PrivateBucket("shop-logs", { loadBalancerLogs: { accountId: "123456789012" } }),
      ),
    ).to.deep.equal({
      "PrivateBucket shop-logs < ": {},
      "Bucket shop-logs < PrivateBucket": {
        forceDestroy: false,
        tags: {
          Name: "shop-logs",
        },
      },
      "BucketPublicAccessBlock shop-logs < PrivateBucket": {
        blockPublicAcls: true,
        blockPublicPolicy: true,
        bucket: "Bucket shop-logs",
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      "BucketServerSideEncryptionConfiguration shop-logs < PrivateBucket": {
        bucket: "Bucket shop-logs",
        rules: [
          {
            applyServerSideEncryptionByDefault: {
              sseAlgorithm: "AES256",
            },
          },
        ],
      },
      "BucketLifecycleConfiguration shop-logs < PrivateBucket": {
        bucket: "Bucket shop-logs",
        rules: [
          {
            abortIncompleteMultipartUpload: {
              daysAfterInitiation: 7,
            },
            filter: {
              prefix: "",
            },
            id: "age",
            status: "Enabled",
          },
        ],
      },
      "BucketPolicy shop-logs < PrivateBucket": {
        bucket: "Bucket shop-logs",
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: "*",
              Action: "s3:*",
              Resource: ["arn:aws:s3:::shop-logs", "arn:aws:s3:::shop-logs/*"],
              Condition: {
                Bool: {
                  "aws:SecureTransport": "false",
                },
              },
            },
            {
              Sid: "LoadBalancerLogs",
              Effect: "Allow",
              Principal: {
                Service: "logdelivery.elasticloadbalancing.amazonaws.com",
              },
              Action: "s3:PutObject",
              Resource: "arn:aws:s3:::shop-logs/AWSLogs/123456789012/*",
            },
          ],
        },
      },
    });
  });

  it("refuses a lifecycle that goes backwards, and a key that load balancers cannot use", async () => {
    const message = await messageOf(
      () =>
        new net.PrivateBucket("shop", {
          kmsKeyArn: "key",
          loadBalancerLogs: { accountId: "123456789012" },
          lifecycle: { infrequentAccessAfterDays: 29, archiveAfterDays: 20, expirationInDays: 0.5 },
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - lifecycle.infrequentAccessAfterDays: must be a whole number of 30 or more, got 29",
      "  - lifecycle.archiveAfterDays: must be more than infrequentAccessAfterDays (29), got 20",
      "  - lifecycle.expirationInDays: must be a whole number of 1 or more, got 0.5",
      "  - lifecycle.expirationInDays: must be more than archiveAfterDays (20), got 0.5",
      "  - kmsKeyArn: must be left out with loadBalancerLogs: load balancers write to no bucket with a KMS key of one's own",
    ]);
  });
});
