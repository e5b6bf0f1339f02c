import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const day = 86_400;

const makeKey = (stack: Stack, args = {}, name = "k"): Promise<Made> =>
  stack.create(keyType, name, args);
const refusedKey = async (args: object): Promise<string> =>
  refusalOf(makeKey(await newStack(), { ...args }));

describe("KMS keys", () => {
  it("have an id and an ARN, and the account's own policy", async () => {
    const stack = await newStack();
    const { id, properties } = await makeKey(stack);
    expect(id).to.match(/^00000000-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(properties.arn).to.match(new RegExp(`^arn:aws:kms:us-east-1:\\d{12}:key/${id}$`));
    expect(textOf(properties, "policy")).to.include(":root");
    const multi = await makeKey(stack, { multiRegion: true }, "multi");
    expect(multi.id).to.match(/^mrk-[0-9a-f]{32}$/);
  });

  it("rotate every 365 days unless told otherwise, where they rotate at all", async () => {
    const stack = await newStack();
    const period = async (args: object, name: string) =>
      (await makeKey(stack, { ...args }, name)).properties.rotationPeriodInDays;
    expect(await period({}, "a")).to.equal(0);
    expect(await period({ enableKeyRotation: true }, "b")).to.equal(365);
    expect(await period({ enableKeyRotation: true, rotationPeriodInDays: 90 }, "c")).to.equal(90);
  });

  it("have windows and periods within limits, refused at preview", async () => {
    const stack = await newStack();
    const said = (args: object) => messageOf(stack.preview(keyType, "k", { ...args }));
    expect(await said({ deletionWindowInDays: 7 })).to.equal("none");
    expect(await said({ deletionWindowInDays: 6 })).to.equal(
      "expected deletion_window_in_days to be in the range (7 - 30), got 6",
    );
    expect(await said({ rotationPeriodInDays: 2560 })).to.equal("none");
    expect(await said({ rotationPeriodInDays: 89 })).to.equal(
      "expected rotation_period_in_days to be in the range (90 - 2560), got 89",
    );
    expect(await said({ keyUsage: "LOCK" })).to.include("expected key_usage to be one of");
    expect(await said({ customerMasterKeySpec: "DES" })).to.include(
      "expected customer_master_key_spec to be one of",
    );
  });

  it("are refused by AWS where the provider is gone round", async () => {
    const stack = await newStack();
    const tried = (name: string, args: ValueMap) =>
      refusalOf(stack.createUnchecked(keyType, name, args));
    const rotating = (rotationPeriodInDays: number) => ({
      ...{ enableKeyRotation: true, rotationPeriodInDays },
    });
    expect(await tried("a", rotating(90))).to.equal("none");
    expect(await tried("b", rotating(89))).to.equal("ValidationException");
    expect(await tried("c", rotating(2561))).to.equal("ValidationException");
    expect(await tried("d", { description: "d".repeat(8192) })).to.equal("none");
    expect(await tried("e", { description: "d".repeat(8193) })).to.equal("ValidationException");
    for (const deletionWindowInDays of [6, 31]) {
      const args = { deletionWindowInDays };
      const key = await stack.createUnchecked(keyType, `w${deletionWindowInDays}`, args);
      expect(await refusalOf(stack.delete(key))).to.equal("ValidationException");
    }
    const key = await makeKey(stack);
    const reserved = { name: "alias/aws/mine", targetKeyId: key.id };
    expect(await refusalOf(stack.createUnchecked(aliasType, "r", reserved))).to.equal(
      "InvalidAliasNameException",
    );
  });

  it("are used as their kind allows", async () => {
    expect(await refusedKey({ keyUsage: "SIGN_VERIFY" })).to.equal("ValidationException");
    const rsa = { customerMasterKeySpec: "RSA_2048" };
    expect(await refusedKey({ ...rsa, keyUsage: "SIGN_VERIFY" })).to.equal("none");
    expect(await refusedKey({ ...rsa, keyUsage: "GENERATE_VERIFY_MAC" })).to.equal(
      "ValidationException",
    );
  });

  it("rotate only if symmetric, which is found out when the key is there", async () => {
    const stack = await newStack();
    const args = { customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" };
    const attempt = makeKey(stack, { ...args, enableKeyRotation: true });
    expect(await refusalOf(attempt)).to.equal("UnsupportedOperationException");
    expect(stack.world.list().map((one) => one.kind)).to.deep.equal(["kms-key"]);
  });

  it("are not changed in their rotation while they are disabled", async () => {
    const stack = await newStack();
    const key = await makeKey(stack, { isEnabled: false });
    const change = (args: object) => refusalOf(stack.update(key, { ...args }));
    expect(await change({ isEnabled: false, enableKeyRotation: true })).to.equal(
      "DisabledException",
    );
    expect(await change({ isEnabled: true, enableKeyRotation: true })).to.equal("none");
  });

  it("stand in no key store that does not exist", async () => {
    expect(await refusedKey({ customKeyStoreId: "cks-1" })).to.equal(
      "CustomKeyStoreNotFoundException",
    );
  });

  it("stay for their window, unusable, and then are gone", async () => {
    const stack = await newStack();
    const key = await makeKey(stack, { deletionWindowInDays: 7 });
    await stack.delete(key);
    expect((await stack.refresh(key)).id).to.equal("");
    const named = { name: "alias/k", targetKeyId: key.id };
    expect(await refusalOf(stack.create(aliasType, "a", named))).to.equal(
      "KMSInvalidStateException",
    );
    await stack.world.advance(7 * day - 1);
    expect(stack.world.list()).to.have.length(1);
    await stack.world.advance(1);
    expect(stack.world.list()).to.have.length(0);
  });
});

describe("KMS key policies", () => {
  const refused = async (policy: string, more = {}): Promise<string> =>
    refusedKey({ policy, ...more });
  const malformed = "MalformedPolicyDocumentException";

  it("let the account change them again, unless the check is bypassed", async () => {
    expect(await refused(permit("kms:*", { AWS: "*" }))).to.equal("none");
    expect(await refused(permit("kms:Encrypt", { AWS: "*" }))).to.equal(malformed);
    const foreign = permit("kms:*", { AWS: "arn:aws:iam::123456789012:root" });
    expect(await refused(foreign)).to.equal(malformed);
    expect(await refused(foreign, { bypassPolicyLockoutSafetyCheck: true })).to.equal("none");
  });

  it("have principals and resources", async () => {
    expect(await refused(permit("kms:*"))).to.equal(malformed);
    const statement = { Effect: "Allow", Action: "kms:*", Principal: "*" };
    const policy = (one: object) => JSON.stringify({ Statement: [one] });
    expect(await refused(policy(statement))).to.equal(malformed);
    expect(await refused(policy({ ...statement, Resource: "*" }))).to.equal("none");
  });

  it("have at most 32768 characters, and a statement", async () => {
    const long = permit(`kms:${"*".repeat(32_768)}`, { AWS: "*" });
    expect(await refused(long)).to.equal(malformed);
    expect(await refused("{}")).to.equal(malformed);
  });

  it("name roles that are there; one that is new is waited for", async () => {
    const stack = await newStack();
    const trusted = { assumeRolePolicy: trust("lambda.amazonaws.com") };
    const role = await stack.create(types.role, "r", trusted);
    const arn = textOf(role.properties, "arn");
    const account = { AWS: [arn, arn.replace(/:role.*/, ":root")] };
    const before = stack.world.store.clock;
    await makeKey(stack, { policy: permit("kms:*", account) });
    expect(stack.world.store.clock - before).to.be.within(10, 120);
    const none = { AWS: [`${arn}-none`, arn.replace(/:role.*/, ":root")] };
    expect(await refusalOf(makeKey(stack, { policy: permit("kms:*", none) }, "l"))).to.equal(
      malformed,
    );
  });

  it("apart from the key are the key's, and are AWS's own again when given up", async () => {
    const stack = await newStack();
    const key = await makeKey(stack);
    const policy = permit("kms:*", { AWS: "*" });
    const type = "aws:kms/keyPolicy:KeyPolicy";
    const apart = await stack.create(type, "p", { keyId: key.id, policy });
    expect((await stack.refresh(key)).properties.policy).to.equal(policy);
    const bad = { keyId: key.id, policy: permit("kms:*") };
    expect(await refusalOf(stack.update(apart, bad))).to.equal(malformed);
    await stack.delete(apart);
    expect((await stack.refresh(key)).properties.policy).to.equal(key.properties.policy);
    expect(await refusalOf(stack.create(type, "q", { keyId: "none", policy }))).to.equal(
      "NotFoundException",
    );
  });
});

describe("KMS aliases", () => {
  it("are named alias/…, by themselves too, and say which key they are of", async () => {
    const stack = await newStack();
    const key = await makeKey(stack);
    const alias = await stack.create(aliasType, "a", { targetKeyId: key.id });
    expect(alias.id).to.match(/^alias\/a-[0-9a-f]{7}$/);
    expect(alias.properties.targetKeyArn).to.equal(key.properties.arn);
    expect(alias.properties.arn).to.match(/:kms:us-east-1:\d{12}:alias\/a-/);
  });

  it("are refused at preview where the name is none, and for AWS's own", async () => {
    const stack = await newStack();
    const said = (name: string) =>
      messageOf(stack.preview(aliasType, "a", { name, targetKeyId: "k" }));
    expect(await said("alias/ok")).to.equal("none");
    expect(await said("mine")).to.include("must begin with 'alias/'");
    expect(await said("alias/aws/mine")).to.include("reserved prefix alias/aws/");
    const key = await makeKey(stack);
    const unchecked = { name: "mine", targetKeyId: key.id };
    expect(await refusalOf(stack.createUnchecked(aliasType, "a", unchecked))).to.equal(
      "InvalidAliasNameException",
    );
  });

  it("are the only one of their name, of a key that exists", async () => {
    const stack = await newStack();
    const key = await makeKey(stack);
    const make = (name: string, targetKeyId: string) =>
      refusalOf(stack.create(aliasType, name, { name: "alias/one", targetKeyId }));
    expect(await make("a", "nokey")).to.equal("NotFoundException");
    expect(await make("b", key.id)).to.equal("none");
    expect(await make("c", key.id)).to.equal("AlreadyExistsException");
  });

  it("move between keys of one kind and use only", async () => {
    const stack = await newStack();
    const key = await makeKey(stack);
    const spec = { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" };
    const signing = await makeKey(stack, spec, "signing");
    const alias = await stack.create(aliasType, "a", { targetKeyId: key.id });
    expect(await refusalOf(stack.update(alias, { targetKeyId: signing.id }))).to.equal(
      "ValidationException",
    );
    const other = await makeKey(stack, {}, "other");
    expect(await refusalOf(stack.update(alias, { targetKeyId: other.id }))).to.equal("none");
  });

  it("stay with a key that is pending deletion, and go with it", async () => {
    const stack = await newStack();
    const key = await makeKey(stack);
    await stack.create(aliasType, "a", { name: "alias/one", targetKeyId: key.id });
    await stack.delete(key);
    expect(stack.world.list()).to.have.length(2);
    await stack.world.advance(30 * day);
    expect(stack.world.list()).to.have.length(0);
  });
});
