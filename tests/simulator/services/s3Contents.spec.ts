import { expect } from "chai";
import { openWorld, type ValueMap } from "../../../simulator";
import { trust } from "../lifecycleCases";
import { type Made, Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const s3 = (name: string): string => `aws:s3/bucket${name}:Bucket${name}`;
const makeBucket = (stack: Stack, name = "b", args: ValueMap = {}): Promise<Made> =>
  stack.create(s3(""), name, args);
const set = (stack: Stack, what: string, bucket: Made, args: ValueMap): Promise<Made> =>
  stack.create(s3(what), JSON.stringify(args), { bucket: bucket.id, ...args });
const refused = (stack: Stack, what: string, bucket: Made, args: ValueMap): Promise<string> =>
  refusalOf(set(stack, what, bucket, args));
const statement = (content: object): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [content] });

async function withBucket(args: ValueMap = {}): Promise<{ stack: Stack; bucket: Made }> {
  const stack = await newStack();
  return { stack, bucket: await makeBucket(stack, "b", args) };
}

describe("S3 settings", () => {
  it("versioning is never disabled again, and needed by Object Lock", async () => {
    const { stack, bucket } = await withBucket();
    const to = (status: string) => ({ versioningConfiguration: { status } });
    const versioning = await set(stack, "Versioning", bucket, to("Enabled"));
    const change = (status: string) =>
      messageOf(stack.update(versioning, { bucket: bucket.id, ...to(status) }));
    expect(await change("Suspended")).to.equal("none");
    expect(await change("Disabled")).to.include("cannot be updated from 'Suspended' to 'Disabled'");
    const locked = await makeBucket(stack, "l", { objectLockEnabled: true });
    expect(locked.properties.versioning).to.deep.equal({ enabled: true, mfaDelete: false });
    expect(await refused(stack, "Versioning", locked, to("Suspended"))).to.equal(
      "InvalidBucketState",
    );
    const said = messageOf(stack.preview(s3("Versioning"), "v", { bucket: "b", ...to("On") }));
    expect(await said).to.include("expected status to be one of");
  });

  it("a key goes with encryption by KMS only", async () => {
    const { stack, bucket } = await withBucket();
    const by = (sseAlgorithm: string) => ({
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm, kmsMasterKeyId: "k" } }],
    });
    const what = "ServerSideEncryptionConfiguration";
    expect(await refused(stack, what, bucket, by("aws:kms"))).to.equal("none");
    expect(await refused(stack, what, bucket, by("AES256"))).to.equal("InvalidArgument");
    const said = messageOf(stack.preview(s3(what), "e", { bucket: "b", ...by("rot13") }));
    expect(await said).to.include("expected sse_algorithm to be one of");
  });

  it("logs go to a bucket of the same account and region", async () => {
    const world = await openWorld();
    const stack = await Stack.open(world);
    const bucket = await makeBucket(stack);
    const to = (targetBucket: string) =>
      refused(stack, "Logging", bucket, { targetBucket, targetPrefix: "" });
    expect(await to((await makeBucket(stack, "logs")).id)).to.equal("none");
    expect(await to("nowhere")).to.equal("InvalidTargetBucketForLogging");
    const europe = await Stack.open(world, { region: "eu-west-1" });
    expect(await to((await makeBucket(europe, "eu")).id)).to.equal(
      "CrossLocationLoggingProhibited",
    );
    const other = await Stack.open(world, { allowedAccountIds: ["000000000009"] });
    expect(await to((await makeBucket(other, "theirs")).id)).to.equal(
      "InvalidTargetBucketForLogging",
    );
  });

  it("CORS rules are for five methods, and at most a hundred", async () => {
    const { stack, bucket } = await withBucket();
    const rule = (method: string) => ({ allowedMethods: [method], allowedOrigins: ["*"] });
    const tried = (...corsRules: ValueMap[]) =>
      refused(stack, "CorsConfiguration", bucket, { corsRules });
    expect(await tried(rule("HEAD"))).to.equal("none");
    expect(await tried(rule("OPTIONS"))).to.equal("InvalidRequest");
    expect(await tried(...Array<ValueMap>(101).fill(rule("GET")))).to.include("no more than 100");
    const inline = makeBucket(stack, "c", { corsRules: [rule("OPTIONS")] });
    expect(await refusalOf(inline)).to.equal("InvalidRequest");
  });
});

describe("S3 lifecycle rules", () => {
  const into = (storageClass: string, days: number) => ({ transitions: [{ storageClass, days }] });
  const cases: readonly (readonly [what: string, rules: object[], expected: string])[] = [
    ["an expiration", [{ expiration: { days: 1 } }], "none"],
    ["an expiration at once", [{ expiration: { days: 0 } }], "InvalidArgument"],
    [
      "an expiration of what marks deletions only",
      [{ expiration: { days: 0, expiredObjectDeleteMarker: true } }],
      "none",
    ],
    ["no action", [{}], "InvalidRequest"],
    ["infrequent access after 30 days", [into("STANDARD_IA", 30)], "none"],
    ["infrequent access after 29 days", [into("STANDARD_IA", 29)], "InvalidArgument"],
    ["an archive at once", [into("GLACIER", 0)], "none"],
    [
      "an expiration after a transition",
      [{ ...into("GLACIER", 60), expiration: { days: 61 } }],
      "none",
    ],
    [
      "an expiration with a transition",
      [{ ...into("GLACIER", 60), expiration: { days: 60 } }],
      "InvalidArgument",
    ],
    [
      "old versions in infrequent access too early",
      [{ noncurrentVersionTransitions: [{ storageClass: "ONEZONE_IA", noncurrentDays: 7 }] }],
      "InvalidArgument",
    ],
    [
      "one id twice",
      [
        { id: "a", expiration: { days: 1 } },
        { id: "a", expiration: { days: 2 } },
      ],
      "InvalidArgument",
    ],
    [
      "too many",
      [...Array(1001).keys()].map((n) => ({ id: `${n}`, expiration: { days: 1 } })),
      "MalformedXML",
    ],
  ];
  for (const [what, rules, expected] of cases)
    it(`with ${what}: ${expected}`, async () => {
      const { stack, bucket } = await withBucket();
      const args = { rules: rules.map((rule) => ({ id: "r", status: "Enabled", ...rule })) };
      expect(await refused(stack, "LifecycleConfiguration", bucket, args)).to.equal(expected);
    });

  it("are enabled or disabled", async () => {
    const stack = await newStack();
    const rules = [{ id: "r", status: "On", expiration: { days: 1 } }];
    const said = stack.preview(s3("LifecycleConfiguration"), "l", { bucket: "b", rules });
    expect(await messageOf(said)).to.include("expected status to be one of");
  });
});

describe("S3 objects", () => {
  it("have their logical name for a key, an MD5, and a version in a versioned bucket", async () => {
    const { stack, bucket } = await withBucket();
    const object = await stack.create(s3("Objectv2"), "file.txt", {
      bucket: bucket.id,
      content: "hello",
    });
    expect(object.properties).to.include({
      key: "file.txt",
      arn: `arn:aws:s3:::${bucket.id}/file.txt`,
      etag: "5d41402abc4b2a76b9719d911017c592",
      storageClass: "STANDARD",
      serverSideEncryption: "AES256",
    });
    expect(object.properties).not.to.have.property("versionId", "x");
    expect(object.properties.versionId).to.equal("");
    await set(stack, "Versioning", bucket, { versioningConfiguration: { status: "Enabled" } });
    const changed = await stack.update(object, { bucket: bucket.id, content: "again" });
    expect(changed.properties.etag).not.to.equal(object.properties.etag);
    expect(changed.properties.versionId).to.match(/^[0-9a-f]{32}$/);
    const again = await stack.update(changed, { bucket: bucket.id, content: "twice" });
    expect(again.properties.versionId).not.to.equal(changed.properties.versionId);
  });

  it("are in a bucket that exists, with ten tags and a key of 1024 bytes at most", async () => {
    const { stack, bucket } = await withBucket();
    const tried = (args: ValueMap, of = bucket) => refused(stack, "Objectv2", of, args);
    expect(await tried({ key: "k" }, { ...bucket, id: "nowhere" })).to.equal("NoSuchBucket");
    expect(await tried({ key: "k".repeat(1024) })).to.equal("none");
    const long = stack.createUnchecked(s3("Objectv2"), "l", {
      bucket: bucket.id,
      key: "k".repeat(1025),
    });
    expect(await refusalOf(long)).to.equal("KeyTooLongError");
    const tags = (count: number) =>
      Object.fromEntries([...Array(count).keys()].map((n) => [`t${n}`, "v"]));
    expect(await tried({ key: "a", tags: tags(10) })).to.equal("none");
    expect(await tried({ key: "b", tags: tags(11) })).to.equal("BadRequest");
    expect(await tried({ key: "c", content: "a", contentBase64: "YQ==" })).to.include("conflicts");
  });

  it("are locked only where the bucket has Object Lock, and then stay unless forced", async () => {
    const { stack, bucket } = await withBucket();
    const args = { key: "k", content: "c", objectLockLegalHoldStatus: "ON" };
    expect(await refused(stack, "Objectv2", bucket, args)).to.equal("InvalidRequest");
    const locked = await makeBucket(stack, "l", { objectLockEnabled: true });
    const object = await set(stack, "Objectv2", locked, args);
    expect(await refusalOf(stack.delete(object))).to.equal("AccessDenied");
    const forced = await stack.update(object, { ...object.inputs, forceDestroy: true });
    expect(await refusalOf(stack.delete(forced))).to.equal("none");
  });
});

describe("S3 notifications", () => {
  const created = ["s3:ObjectCreated:*"];

  it("go to queues whose policy lets S3 in", async () => {
    const { stack, bucket } = await withBucket();
    const queue = await stack.create("aws:sqs/queue:Queue", "q", { name: "q" });
    const queueArn = textOf(queue.properties, "arn");
    const args = { queues: [{ queueArn, events: created }] };
    expect(await refused(stack, "Notification", bucket, args)).to.equal("InvalidArgument");
    const letIn = async (condition: ValueMap) => {
      const allow = { Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn };
      const policy = statement({
        ...allow,
        Principal: { Service: "s3.amazonaws.com" },
        Condition: condition,
      });
      await stack.create("aws:sqs/queuePolicy:QueuePolicy", "p", { queueUrl: queue.id, policy });
    };
    await letIn({ ArnLike: { "aws:SourceArn": "arn:aws:s3:::another" } });
    expect(await refused(stack, "Notification", bucket, args)).to.equal("InvalidArgument");
    await letIn({ ArnLike: { "aws:SourceArn": `arn:aws:s3:::${bucket.id}` } });
    expect(await refused(stack, "Notification", bucket, args)).to.equal("none");
    const elsewhere = queueArn.replace("us-east-1", "eu-west-1");
    const far = { queues: [{ queueArn: elsewhere, events: created }] };
    expect(await messageOf(set(stack, "Notification", bucket, far))).to.include("region");
    const unknown = { queues: [{ queueArn, events: ["created"] }] };
    expect(await messageOf(set(stack, "Notification", bucket, unknown))).to.include(
      "not supported",
    );
    const fifo = { queues: [{ queueArn: `${queueArn}.fifo`, events: created }] };
    expect(await messageOf(set(stack, "Notification", bucket, fifo))).to.include("FIFO");
  });

  it("do not overlap", async () => {
    const { stack, bucket } = await withBucket();
    const policy = statement({
      Effect: "Allow",
      ...{ Action: "sqs:SendMessage", Principal: { Service: "s3.amazonaws.com" }, Resource: "*" },
    });
    const queue = await stack.create("aws:sqs/queue:Queue", "q", { name: "q", policy });
    const queueArn = textOf(queue.properties, "arn");
    const tried = (...rules: ValueMap[]) =>
      refused(stack, "Notification", bucket, {
        queues: rules.map((rule) => ({ queueArn, events: created, ...rule })),
      });
    expect(await tried({}, {})).to.equal("InvalidArgument");
    expect(await tried({ filterPrefix: "a/" }, { filterPrefix: "b/" })).to.equal("none");
    expect(await tried({ filterPrefix: "a/" }, { filterPrefix: "a/b/" })).to.equal(
      "InvalidArgument",
    );
    expect(await tried({ filterSuffix: ".a" }, { filterSuffix: ".b" })).to.equal("none");
    expect(await tried({}, { events: ["s3:ObjectCreated:Put"] })).to.equal("InvalidArgument");
    expect(await tried({}, { events: ["s3:ObjectRemoved:*"] })).to.equal("none");
  });

  it("go to functions that S3 may invoke", async () => {
    const { stack, bucket } = await withBucket();
    const role = await stack.create(types.role, "r", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    await stack.world.advance(10);
    const lambda = await stack.create("aws:lambda/function:Function", "f", {
      ...{ role: role.properties.arn!, handler: "index.handler", runtime: "nodejs22.x" },
      ...{ s3Bucket: bucket.id, s3Key: "code.zip" },
    });
    const lambdaFunctionArn = textOf(lambda.properties, "arn");
    const args = { lambdaFunctions: [{ lambdaFunctionArn, events: created }] };
    expect(await refused(stack, "Notification", bucket, args)).to.equal("InvalidArgument");
    const permission = { action: "lambda:InvokeFunction", principal: "s3.amazonaws.com" };
    const let_ = (name: string, sourceArn: string) =>
      stack.create("aws:lambda/permission:Permission", name, {
        ...{ ...permission, function: lambda.id, sourceArn },
      });
    await let_("other", "arn:aws:s3:::another");
    expect(await refused(stack, "Notification", bucket, args)).to.equal("InvalidArgument");
    await let_("this", textOf(bucket.properties, "arn"));
    expect(await refused(stack, "Notification", bucket, args)).to.equal("none");
  });
});
