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

describe("S3 bucket names", () => {
  const names: readonly (readonly [name: string, expected: string])[] = [
    ["abc", "none"],
    ["a.b-c.9", "none"],
    ["a".repeat(63), "none"],
    ["ab", "InvalidBucketName"],
    ["Upper", "InvalidBucketName"],
    ["under_score", "InvalidBucketName"],
    ["-begins", "InvalidBucketName"],
    ["ends-", "InvalidBucketName"],
    ["two..dots", "InvalidBucketName"],
    ["192.168.0.1", "InvalidBucketName"],
    ["xn--name", "InvalidBucketName"],
    ["sthree-name", "InvalidBucketName"],
    ["amzn-s3-demo-name", "InvalidBucketName"],
    ["name-s3alias", "InvalidBucketName"],
    ["name--ol-s3", "InvalidBucketName"],
    ["name.mrap", "InvalidBucketName"],
    ["name--x-s3", "InvalidBucketName"],
    ["name--table-s3", "InvalidBucketName"],
  ];
  for (const [name, expected] of names)
    it(`${name}: ${expected}`, async () => {
      expect(await refusalOf(makeBucket(await newStack(), "b", { bucket: name }))).to.equal(
        expected,
      );
    });

  it("are at most 63 characters long already at preview", async () => {
    const stack = await newStack();
    const said = (args: ValueMap) => messageOf(stack.preview(s3(""), "b", args));
    expect(await said({ bucket: "a".repeat(63) })).to.equal("none");
    expect(await said({ bucket: "a".repeat(64) })).to.include("expected length of bucket");
    expect(await said({ bucketPrefix: "a".repeat(38) })).to.include("length of bucket_prefix");
    expect(await said({ bucket: "abc", bucketPrefix: "a" })).to.include("conflicts with");
  });

  it("are made of the logical name in lower case", async () => {
    const stack = await newStack();
    expect((await makeBucket(stack, "Logs")).id).to.match(/^logs-[0-9a-f]{7}$/);
    const prefixed = await makeBucket(stack, "p", { bucketPrefix: "own-" });
    expect(prefixed.id).to.match(/^own-\d{26}$/);
  });

  it("are one bucket's in all accounts and regions, until it goes", async () => {
    const world = await openWorld();
    const stack = await Stack.open(world);
    const other = await Stack.open(world, { allowedAccountIds: ["000000000009"] }, { stack: "x" });
    const europe = await Stack.open(world, { region: "eu-west-1" });
    const bucket = await makeBucket(stack, "a", { bucket: "one-of-all" });
    const again = (by: Stack, name: string) =>
      refusalOf(makeBucket(by, name, { bucket: "one-of-all" }));
    expect(await again(other, "b")).to.equal("BucketAlreadyExists");
    expect(await again(europe, "c")).to.equal("BucketAlreadyOwnedByYou");
    // S3 itself would answer 200 there: the provider looks first.
    expect(await again(stack, "d")).to.equal("BucketAlreadyExists");
    await stack.delete(bucket);
    expect(await again(other, "b")).to.equal("none");
  });

  it("of the account's regional namespace say so at their end", async () => {
    const stack = await newStack();
    const { properties } = await stack.create(types.role, "r", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const account = textOf(properties, "arn").split(":")[4];
    const tried = (bucket: string) =>
      refusalOf(makeBucket(stack, bucket, { bucket, bucketNamespace: "account-regional" }));
    expect(await tried(`logs-${account}-us-east-1-an`)).to.equal("none");
    expect(await tried("logs")).to.equal("InvalidBucketName");
  });
});

describe("S3 buckets", () => {
  it("say where they are met", async () => {
    const { bucket } = await withBucket({ bucket: "mine" });
    expect(bucket.properties).to.include({
      arn: "arn:aws:s3:::mine",
      bucketDomainName: "mine.s3.amazonaws.com",
      bucketRegionalDomainName: "mine.s3.us-east-1.amazonaws.com",
      bucketRegion: "us-east-1",
      hostedZoneId: "Z3AQBSTGFYJSTF",
    });
    const london = await newStack({}, { region: "eu-west-2" });
    const args = { bucket: "site", website: { indexDocument: "index.html" } };
    expect((await makeBucket(london, "site", args)).properties).to.include({
      hostedZoneId: "Z3GKZC51ZF0DB4",
      websiteEndpoint: "site.s3-website.eu-west-2.amazonaws.com",
    });
    const { properties } = await makeBucket(await newStack(), "site", args);
    expect(properties.websiteDomain).to.equal("s3-website-us-east-1.amazonaws.com");
  });

  it("are not deleted with something in them, unless forced", async () => {
    const { stack, bucket } = await withBucket();
    await set(stack, "Objectv2", bucket, { key: "k", content: "c" });
    expect(await refusalOf(stack.delete(bucket))).to.equal("BucketNotEmpty");
    await stack.delete(await stack.update(bucket, { forceDestroy: true }));
    expect(stack.world.list()).to.deep.equal([]);
  });

  it("are changed in their own region only, by their own account", async () => {
    const world = await openWorld();
    const bucket = await makeBucket(await Stack.open(world));
    const versioning = { versioningConfiguration: { status: "Enabled" } };
    const europe = await Stack.open(world, { region: "eu-west-1" });
    expect(await refused(europe, "Versioning", bucket, versioning)).to.equal("PermanentRedirect");
    const other = await Stack.open(world, { allowedAccountIds: ["000000000009"] });
    expect(await refused(other, "Versioning", bucket, versioning)).to.equal("AccessDenied");
    const none = { ...bucket, id: "nowhere" };
    expect(await refused(other, "Versioning", none, versioning)).to.equal("NoSuchBucket");
    const owner = { ...versioning, expectedBucketOwner: "000000000009" };
    const home = await Stack.open(world);
    expect(await refused(home, "Versioning", bucket, owner)).to.equal("AccessDenied");
  });

  it("show what resources of their own set of them", async () => {
    const { stack, bucket } = await withBucket();
    expect(bucket.properties.versioning).to.deep.equal({ enabled: false, mfaDelete: false });
    await set(stack, "Versioning", bucket, { versioningConfiguration: { status: "Enabled" } });
    await set(stack, "ServerSideEncryptionConfiguration", bucket, {
      rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    });
    const { properties } = await stack.refresh(bucket);
    expect(properties.versioning).to.deep.equal({ enabled: true, mfaDelete: false });
    expect(JSON.stringify(properties.serverSideEncryptionConfiguration)).to.include("aws:kms");
    const inline = await makeBucket(stack, "i", { versioning: { enabled: true } });
    const imported = await stack.import(s3("Versioning"), "v", inline.id);
    expect(imported.properties.versioningConfiguration).to.deep.equal({ status: "Enabled" });
  });

  it("are looked up by name", async () => {
    const { stack } = await withBucket({ bucket: "mine" });
    const look = async (name: string, args: ValueMap = {}) =>
      (await stack.provider.invoke(`aws:s3/${name}:${name}`, args)).result;
    expect((await look("getBucket", { bucket: "mine" })).arn).to.equal("arn:aws:s3:::mine");
    expect(await messageOf(look("getBucket", { bucket: "none" }))).to.include("does not exist");
    expect((await look("getCanonicalUserId")).id).to.match(/^0{8}[0-9a-f]{56}$/);
  });
});

describe("S3 bucket policies", () => {
  const arn = (bucket: Made, rest = ""): string => `arn:aws:s3:::${bucket.id}${rest}`;
  const whole = (bucket: Made) => ({
    Effect: "Allow",
    Action: "s3:GetObject",
    Principal: { AWS: "123456789012" },
    Resource: arn(bucket, "/*"),
  });
  const cases: readonly (readonly [string, (bucket: Made) => object, string])[] = [
    ["what is in the bucket", () => ({}), "none"],
    ["the bucket", (b) => ({ Action: "s3:ListBucket", Resource: arn(b) }), "none"],
    ["both", (b) => ({ Action: "s3:*", Resource: [arn(b), arn(b, "/*")] }), "none"],
    ["another bucket", () => ({ Resource: "arn:aws:s3:::other/*" }), "MalformedPolicy"],
    ["nothing", () => ({ Resource: undefined }), "MalformedPolicy"],
    ["no action", () => ({ Action: undefined }), "MalformedPolicy"],
    ["another service's action", () => ({ Action: "sqs:SendMessage" }), "MalformedPolicy"],
    ["no principal", () => ({ Principal: undefined }), "MalformedPolicy"],
    ["an effect that is none", () => ({ Effect: "Permit" }), "MalformedPolicy"],
    ["an object's action on the bucket", (b) => ({ Resource: arn(b) }), "MalformedPolicy"],
    ["a bucket's action on objects", () => ({ Action: "s3:ListBucket" }), "MalformedPolicy"],
    ["nobody that is", () => ({ Principal: { AWS: "someone" } }), "MalformedPolicy"],
  ];
  for (const [what, content, expected] of cases)
    it(`for ${what}: ${expected}`, async () => {
      const { stack, bucket } = await withBucket();
      const policy = statement({ ...whole(bucket), ...content(bucket) });
      expect(await refused(stack, "Policy", bucket, { policy })).to.equal(expected);
    });

  it("name roles that are there, new ones after a while", async () => {
    const { stack, bucket } = await withBucket();
    const role = await stack.create(types.role, "r", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const AWS = textOf(role.properties, "arn");
    const policy = (who: string) => statement({ ...whole(bucket), Principal: { AWS: who } });
    expect(await refused(stack, "Policy", bucket, { policy: policy(AWS) })).to.equal("none");
    const none = { policy: policy(`${AWS}-none`) };
    expect(await refused(stack, "Policy", bucket, none)).to.equal("MalformedPolicy");
  });

  it("are not public, as long as that is blocked", async () => {
    const { stack, bucket } = await withBucket();
    const open = { ...whole(bucket), Principal: "*" };
    const from = (value: string) => ({
      ...open,
      Condition: { IpAddress: { "aws:SourceIp": value } },
    });
    const tried = (content: object) =>
      refused(stack, "Policy", bucket, { policy: statement(content) });
    expect(await tried(open)).to.equal("AccessDenied");
    expect(await tried(from("0.0.0.0/0"))).to.equal("AccessDenied");
    expect(await tried(from("192.0.2.0/24"))).to.equal("none");
    expect(await tried({ ...open, Effect: "Deny" })).to.equal("none");
    await set(stack, "PublicAccessBlock", bucket, { blockPublicAcls: true });
    expect(await tried(open)).to.equal("none");
  });

  it("are as long as 20480 bytes, also where the bucket itself has them", async () => {
    const { stack, bucket } = await withBucket({ bucket: "mine" });
    const long = statement({ ...whole(bucket), Sid: "x".repeat(20_480) });
    expect(await refused(stack, "Policy", bucket, { policy: long })).to.equal("MalformedPolicy");
    expect(await refused(stack, "Policy", bucket, { policy: "{}" })).to.equal("MalformedPolicy");
    const inline = stack.update(bucket, { bucket: "mine", policy: long });
    expect(await refusalOf(inline)).to.equal("MalformedPolicy");
  });
});

describe("S3 ACLs", () => {
  it("are off in a new bucket", async () => {
    const { stack, bucket } = await withBucket({ acl: "private" });
    expect(await refused(stack, "Acl", bucket, { acl: "private" })).to.equal(
      "AccessControlListNotSupported",
    );
    expect(await refusalOf(makeBucket(stack, "c", { acl: "log-delivery-write" }))).to.equal(
      "InvalidBucketAclWithObjectOwnership",
    );
    expect(await refusalOf(stack.update(bucket, { acl: "public-read" }))).to.equal(
      "AccessControlListNotSupported",
    );
    await set(stack, "OwnershipControls", bucket, { rule: { objectOwnership: "ObjectWriter" } });
    expect(await refused(stack, "Acl", bucket, { acl: "private" })).to.equal("none");
  });

  it("are not public, as long as that is blocked", async () => {
    const { stack, bucket } = await withBucket();
    await set(stack, "OwnershipControls", bucket, { rule: { objectOwnership: "ObjectWriter" } });
    expect(await refused(stack, "Acl", bucket, { acl: "public-read" })).to.equal("AccessDenied");
    const grantee = { type: "Group", uri: "http://acs.amazonaws.com/groups/global/AllUsers" };
    const accessControlPolicy = { owner: { id: "me" }, grants: [{ grantee, permission: "READ" }] };
    expect(await refused(stack, "Acl", bucket, { accessControlPolicy })).to.equal("AccessDenied");
    await set(stack, "PublicAccessBlock", bucket, { blockPublicPolicy: true });
    expect(await refused(stack, "Acl", bucket, { acl: "public-read" })).to.equal("none");
    const enforced = { rule: { objectOwnership: "BucketOwnerEnforced" } };
    expect(await refused(stack, "OwnershipControls", bucket, enforced)).to.equal(
      "InvalidBucketAclWithObjectOwnership",
    );
  });

  it("are one of two kinds", async () => {
    const stack = await newStack();
    const said = (args: ValueMap) =>
      messageOf(stack.preview(s3("Acl"), "a", { bucket: "b", ...args }));
    expect(await said({ acl: "private" })).to.equal("none");
    expect(await said({})).to.include("must be specified");
    expect(await said({ acl: "open" })).to.include("expected acl to be one of");
  });
});
