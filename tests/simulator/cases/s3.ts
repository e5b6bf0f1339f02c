import type { ValueMap } from "../../../simulator";
import { type Case, type Ids, type Suite, permit } from "../lifecycleCases";
import { textOf } from "../support";

const s3 = (name: string): string => `aws:s3/bucket${name}:Bucket${name}`;
const twice = (name: string, rest: Omit<Case, "type">): Case[] =>
  [name, `${name}V2`].map((one) => ({ type: s3(one), ...rest }));

/** The account's own is an update, where none was said. */
const anotherOwner = {
  expectedBucketOwner: () => ({ expectedBucketOwner: "000000000009" }),
};
const locked = {
  objectLockConfiguration: () => ({ objectLockConfiguration: { objectLockEnabled: "Enabled" } }),
};

const read = (bucket: string, action = "s3:GetObject"): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: action,
        Principal: { AWS: "123456789012" },
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  });

const writes = (bucket: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "s3:PutObject",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Resource: `arn:aws:s3:::${bucket}/*`,
      },
    ],
  });

const cors = (...allowedMethods: string[]): ValueMap => ({
  corsRules: [{ allowedMethods, allowedOrigins: ["https://example.com"] }],
});
const encryption = (sseAlgorithm: string): ValueMap => ({
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm } }],
});
const rule = (days: number): ValueMap => ({
  rules: [{ id: "old", status: "Enabled", expiration: { days } }],
});
const versioned = (status: string): ValueMap => ({ versioningConfiguration: { status } });

const inPlace = {
  accelerationStatus: () => ({ accelerationStatus: "Enabled" }),
  corsRules: () => cors("GET"),
  policy: ({ free }: Ids) => ({ policy: read(free!) }),
  requestPayer: () => ({ requestPayer: "Requester" }),
};
const untriedInline = {
  acl: "ACLs are off in every new bucket, and no property of this type switches them on",
  grants: "ACLs are off in every new bucket, and no property of this type switches them on",
};
const forObjects: Pick<Case, "replaces" | "untried"> = {
  replaces: {
    bucket: ({ other }) => ({ bucket: other! }),
  },
  untried: {
    objectLockMode: "needs a bucket with Object Lock",
    objectLockLegalHoldStatus: "needs a bucket with Object Lock",
    serverSideEncryption: "one of four that AWS has",
    etag: "the content's own: any other is a difference for ever",
  },
};

export const suite: Suite = {
  async surroundings(stack) {
    const make = (name: string) => stack.create(s3(""), name, { bucket: `around-${name}` });
    const [one, other, acls] = [await make("first"), await make("other"), await make("acls")];
    const controls = await stack.create(s3("OwnershipControls"), "acls", {
      bucket: acls.id,
      rule: { objectOwnership: "ObjectWriter" },
    });
    const logs = await make("logs");
    const writers = await stack.create("aws:s3/bucketPolicy:BucketPolicy", "logs", {
      bucket: logs.id,
      policy: writes(logs.id),
    });
    const queue = await stack.create("aws:sqs/queue:Queue", "around", {
      name: "around",
      policy: permit("sqs:SendMessage", { Service: "s3.amazonaws.com" }),
    });
    // Names of buckets are global: each stack has its own.
    const free = `${stack.stack}-in-place`;
    const ids = { bucket: one.id, other: other.id, acls: acls.id, logs: logs.id, free };
    return {
      ids: { ...ids, queue: textOf(queue.properties, "arn") },
      made: [one, other, acls, controls, logs, writers, queue],
    };
  },
  cases: [
    {
      type: s3(""),
      args: ({ free }) => ({ bucket: free! }),
      updates: {
        ...inPlace,
        logging: ({ other }) => ({ logging: { targetBucket: other!, targetPrefix: "logs/" } }),
        serverSideEncryptionConfiguration: () => ({
          serverSideEncryptionConfiguration: {
            rule: { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } },
          },
        }),
        versioning: () => ({ versioning: { enabled: true } }),
      },
      replaces: {
        bucketPrefix: () => ({ bucket: null, bucketPrefix: "other-" }),
        bucketNamespace: () => ({ bucketNamespace: "account-regional" }),
        ...locked,
      },
      untried: untriedInline,
      heldBy: {
        type: s3("Objectv2"),
        args: (_ids, { id }) => ({ bucket: id, key: "k", content: "c" }),
        code: "BucketNotEmpty",
      },
    },
    {
      type: s3("V2"),
      args: ({ free }) => ({ bucket: free! }),
      updates: {
        ...inPlace,
        loggings: ({ other }) => ({ loggings: [{ targetBucket: other!, targetPrefix: "logs/" }] }),
        serverSideEncryptionConfigurations: () => ({
          serverSideEncryptionConfigurations: [
            { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
          ],
        }),
        versionings: () => ({ versionings: [{ enabled: true }] }),
      },
      replaces: {
        bucketPrefix: () => ({ bucket: null, bucketPrefix: "other-" }),
        bucketNamespace: () => ({ bucketNamespace: "account-regional" }),
        ...locked,
      },
      untried: { ...untriedInline, tagsAll: "declared as an input, and the provider's own" },
    },
    {
      type: s3("Policy"),
      args: ({ bucket }) => ({ bucket: bucket!, policy: read(bucket!) }),
      updates: { policy: ({ bucket }) => ({ policy: read(bucket!, "s3:PutObject") }) },
    },
    {
      type: s3("PublicAccessBlock"),
      args: ({ bucket }) => ({ bucket: bucket!, blockPublicAcls: true }),
    },
    {
      type: s3("OwnershipControls"),
      args: ({ bucket }) => ({ bucket: bucket!, rule: { objectOwnership: "ObjectWriter" } }),
      updates: { rule: () => ({ rule: { objectOwnership: "BucketOwnerPreferred" } }) },
    },
    {
      type: s3("Notification"),
      args: ({ bucket }) => ({ bucket: bucket!, eventbridge: true }),
      updates: {
        queues: ({ queue }) => ({
          queues: [{ queueArn: queue!, events: ["s3:ObjectCreated:*"] }],
        }),
      },
      untried: {
        lambdaFunctions: "as queues, with a function and a permission",
        topics: "as queues, with a topic and its policy",
      },
    },
    {
      type: s3("Objectv2"),
      args: ({ bucket }) => ({ bucket: bucket!, key: "k", content: "one" }),
      updates: {
        acl: () => ({ acl: "public-read" }),
        contentBase64: () => ({ content: null, contentBase64: "dHdv" }),
        source: () => ({ content: null, source: { path: "file" } }),
        storageClass: () => ({ storageClass: "GLACIER" }),
      },
      ...forObjects,
    },
    {
      type: s3("Object"),
      args: ({ bucket }) => ({ bucket: bucket!, key: "k", content: "one" }),
      updates: {
        acl: () => ({ acl: "public-read" }),
        contentBase64: () => ({ content: null, contentBase64: "dHdv" }),
        source: () => ({ content: null, source: { path: "file" } }),
        storageClass: () => ({ storageClass: "GLACIER" }),
      },
      ...forObjects,
    },
    ...twice("Acl", {
      replaces: anotherOwner,
      // The provider leaves the ACL as it is.
      stays: true,
      args: ({ acls }) => ({ bucket: acls!, acl: "private" }),
      updates: {
        acl: () => ({ acl: "log-delivery-write" }),
        accessControlPolicy: () => ({ acl: null, accessControlPolicy: { owner: { id: "me" } } }),
      },
    }),
    ...twice("CorsConfiguration", {
      replaces: anotherOwner,
      args: ({ bucket }) => ({ bucket: bucket!, ...cors("GET") }),
      updates: { corsRules: () => cors("GET", "PUT") },
    }),
    ...twice("LifecycleConfiguration", {
      args: ({ bucket }) => ({ bucket: bucket!, ...rule(90) }),
      updates: {
        rules: () => rule(30),
        transitionDefaultMinimumObjectSize: () => ({
          transitionDefaultMinimumObjectSize: "varies_by_storage_class",
        }),
      },
    }),
    ...twice("Logging", {
      replaces: anotherOwner,
      args: ({ bucket, logs }) => ({
        bucket: bucket!,
        targetBucket: logs!,
        targetPrefix: "logs/",
      }),
      updates: { targetBucket: ({ acls }) => ({ targetBucket: acls! }) },
    }),
    ...twice("ServerSideEncryptionConfiguration", {
      replaces: anotherOwner,
      args: ({ bucket }) => ({ bucket: bucket!, ...encryption("AES256") }),
      updates: { rules: () => encryption("aws:kms") },
    }),
    ...twice("Versioning", {
      replaces: anotherOwner,
      args: ({ bucket }) => ({ bucket: bucket!, ...versioned("Enabled") }),
      updates: { versioningConfiguration: () => versioned("Suspended") },
    }),
  ],
};
