import { expect } from "chai";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, type ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";
const policyType = "aws:secretsmanager/secretPolicy:SecretPolicy";
const day = 86_400;
const mark = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };

const makeSecret = (stack: Stack, name = "s", args: ValueMap = {}): Promise<Made> =>
  stack.create(secretType, name, args);
const put = (stack: Stack, secret: Made, secretString: string, args = {}): Promise<Made> =>
  stack.create(versionType, secretString, { secretId: secret.id, secretString, ...args });
const look = async (stack: Stack, name: string, args: ValueMap): Promise<ValueMap> =>
  (await stack.provider.invoke(`aws:secretsmanager/${name}:${name}`, args)).result;

describe("Secrets Manager secrets", () => {
  it("have six characters after their name in their ARN", async () => {
    const { id } = await makeSecret(await newStack(), "s", { name: "db/password" });
    expect(id).to.match(
      /^arn:aws:secretsmanager:us-east-1:\d{12}:secret:db\/password-[0-9a-z]{6}$/,
    );
  });

  it("keep their name while they are scheduled for deletion", async () => {
    const stack = await newStack();
    const args = { name: "one", recoveryWindowInDays: 7 };
    const secret = await makeSecret(stack, "a", args);
    expect(await refusalOf(makeSecret(stack, "b", args))).to.equal("ResourceExistsException");
    await stack.delete(secret);
    expect(await refusalOf(makeSecret(stack, "c", args))).to.equal("InvalidRequestException");
    expect(await refusalOf(put(stack, secret, "v"))).to.equal("InvalidRequestException");
    await stack.world.advance(7 * day);
    const again = await makeSecret(stack, "a", args);
    expect(again.id).not.to.equal(secret.id);
  });

  it("are gone at once without a recovery window", async () => {
    const stack = await newStack();
    const args = { name: "one", recoveryWindowInDays: 0 };
    const secret = await makeSecret(stack, "a", args);
    await put(stack, secret, "value");
    await stack.delete(secret);
    expect(stack.world.list()).to.deep.equal([]);
    expect(await refusalOf(makeSecret(stack, "b", args))).to.equal("none");
  });

  it("have a recovery window of none, or of 7 to 30 days, and a name as AWS allows", async () => {
    const stack = await newStack();
    const said = (args: ValueMap) => messageOf(stack.preview(secretType, "s", args));
    for (const recoveryWindowInDays of [0, 7, 30])
      expect(await said({ recoveryWindowInDays })).to.equal("none");
    for (const recoveryWindowInDays of [1, 6, 31])
      expect(await said({ recoveryWindowInDays })).to.include("in the range (7 - 30)");
    expect(await said({ name: "a b" })).to.include("only alphanumeric characters");
    const unchecked = stack.createUnchecked(secretType, "s", { name: "a b" });
    expect(await refusalOf(unchecked)).to.equal("ValidationException");
  });

  it("are not deleted with a recovery window that is none", async () => {
    const stack = await newStack();
    const args = { recoveryWindowInDays: 6 };
    const secret = await stack.createUnchecked(secretType, "s", args);
    expect(await refusalOf(stack.delete(secret))).to.equal("InvalidParameterException");
  });

  it("are replicated to other regions that exist", async () => {
    const stack = await newStack();
    const tried = (name: string, region: string) =>
      refusalOf(makeSecret(stack, name, { replicas: [{ region }] }));
    expect(await tried("a", "eu-west-1")).to.equal("none");
    expect(await tried("b", "us-east-1")).to.equal("InvalidParameterException");
    expect(await tried("c", "moon-1")).to.equal("InvalidParameterException");
  });
});

describe("Secrets Manager versions", () => {
  const stagesOf = async (stack: Stack, version: Made) =>
    (await stack.refresh(version)).properties.versionStages;

  it("take over as AWSCURRENT, and the one before is AWSPREVIOUS", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack);
    const [one, two] = [await put(stack, secret, "one1"), await put(stack, secret, "two2")];
    expect(await stagesOf(stack, one)).to.deep.equal(["AWSPREVIOUS"]);
    expect(await stagesOf(stack, two)).to.deep.equal(["AWSCURRENT"]);
    const three = await put(stack, secret, "three");
    expect((await stack.refresh(one)).id).to.equal("");
    await stack.delete(two);
    expect((await stack.refresh(two)).id).to.equal("");
    await stack.delete(three);
    expect(await stagesOf(stack, three)).to.deep.equal(["AWSCURRENT"]);
  });

  it("have labels of their own, the first of all AWSCURRENT besides", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack);
    const one = await put(stack, secret, "one1", { versionStages: ["blue"] });
    expect(await stagesOf(stack, one)).to.deep.equal(["blue", "AWSCURRENT"]);
    const two = await put(stack, secret, "two2", { versionStages: ["blue"] });
    expect(await stagesOf(stack, one)).to.deep.equal(["AWSCURRENT"]);
    expect(await stagesOf(stack, two)).to.deep.equal(["blue"]);
  });

  it("have one value, of a secret that exists", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack);
    const none = stack.create(versionType, "v", { secretId: secret.id });
    expect(await refusalOf(none)).to.equal("InvalidParameterException");
    expect(await messageOf(put(stack, secret, "s", { secretBinary: "Yg==" }))).to.include(
      '"secretString": conflicts with secret_binary'.replace("secretString", "secret_string"),
    );
    expect(await refusalOf(put(stack, { ...secret, id: "none" }, "v"))).to.equal(
      "ResourceNotFoundException",
    );
    expect(await refusalOf(put(stack, secret, "x".repeat(65_536)))).to.equal("none");
    expect(await refusalOf(put(stack, secret, "x".repeat(65_537)))).to.equal("ValidationException");
    const bare = { secretId: secret.id, secretStringWo: "w" };
    expect(await messageOf(stack.preview(versionType, "w", bare))).to.include("must be specified");
  });

  it("are encrypted with a key that can be used", async () => {
    const stack = await newStack();
    const key = await stack.create("aws:kms/key:Key", "k");
    const secret = await makeSecret(stack, "s", { kmsKeyId: key.id });
    expect(await refusalOf(put(stack, secret, "one"))).to.equal("none");
    await stack.delete(key);
    expect(await refusalOf(put(stack, secret, "two"))).to.equal("EncryptionFailure");
  });

  it("are not in the clear in the world's files, and are secret when looked up", async () => {
    const folder = mkdtempSync(join(tmpdir(), "secrets-"));
    try {
      const world = await openWorld({ folder });
      const stack = await Stack.open(world);
      const secret = await makeSecret(stack, "s", { name: "db" });
      const version = await stack.create(versionType, "v", {
        secretId: secret.id,
        secretString: "hunter2-hunter2",
      });
      await stack.create(versionType, "w", {
        secretId: secret.id,
        ...{ secretStringWo: "written-only", secretStringWoVersion: 1, versionStages: ["wo"] },
      });
      expect((await stack.refresh(version)).properties.secretString).to.equal("hunter2-hunter2");
      expect((await stack.import(versionType, "v", version.id)).properties.secretString).to.equal(
        "hunter2-hunter2",
      );
      const found = await look(stack, "getSecretVersion", { secretId: "db" });
      expect(found.secretString).to.deep.equal({ ...mark, value: "hunter2-hunter2" });
      const asked = { secretId: "db", versionStage: "wo" };
      const written = await look(stack, "getSecretVersion", asked);
      expect(written.secretString).to.deep.equal({ ...mark, value: "written-only" });
      await world.close();
      const files = readdirSync(folder, { recursive: true, withFileTypes: true });
      const contents = files
        .filter((one) => one.isFile())
        .map((one) => readFileSync(join(one.parentPath, one.name), "utf8"))
        .join("\n");
      expect(contents).to.include("secret-version");
      expect(contents).not.to.include("hunter2-hunter2");
      expect(contents).not.to.include("written-only");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe("Secrets Manager look-ups", () => {
  it("find secrets by name or ARN, and values by label or id", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack, "s", { name: "db" });
    expect((await look(stack, "getSecret", { name: "db" })).arn).to.equal(secret.id);
    expect((await look(stack, "getSecret", { arn: secret.id })).name).to.equal("db");
    expect(await messageOf(look(stack, "getSecret", {}))).to.include("must be specified");
    expect(await messageOf(look(stack, "getSecret", { name: "none" }))).to.include("can't find");
    const value = { secretId: "db" };
    expect(await messageOf(look(stack, "getSecretVersion", value))).to.include("AWSCURRENT");
    const { properties } = await put(stack, secret, "value");
    const versionId = textOf(properties, "versionId");
    const byId = await look(stack, "getSecretVersion", { ...value, versionId });
    expect(byId.versionStages).to.deep.equal(["AWSCURRENT"]);
  });
});

describe("Secrets Manager policies", () => {
  const malformed = "MalformedPolicyDocumentException";
  const mine = { AWS: "123456789012" };

  it("name what is allowed, and to whom", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack);
    const tried = (name: string, policy: string) =>
      refusalOf(stack.create(policyType, name, { secretArn: secret.id, policy }));
    expect(await tried("a", permit("secretsmanager:*", mine))).to.equal("none");
    expect(await tried("b", permit("secretsmanager:*"))).to.equal(malformed);
    const role = await stack.create(types.role, "r", {
      assumeRolePolicy: trust("lambda.amazonaws.com"),
    });
    const AWS = textOf(role.properties, "arn");
    expect(await tried("c", permit("secretsmanager:*", { AWS }))).to.equal("none");
    expect(await tried("d", permit("secretsmanager:*", { AWS: `${AWS}-none` }))).to.equal(
      malformed,
    );
    const long = permit(`secretsmanager:${"*".repeat(20_480)}`, mine);
    expect(await tried("e", long)).to.equal("InvalidParameterException");
    const inline = { policy: permit("secretsmanager:*") };
    expect(await refusalOf(makeSecret(stack, "f", inline))).to.equal(malformed);
  });

  it("are not public, where that is to be checked", async () => {
    const stack = await newStack();
    const secret = await makeSecret(stack);
    const tried = (name: string, blockPublicPolicy: boolean) => {
      const policy = permit("secretsmanager:*", { AWS: "*" });
      return refusalOf(
        stack.create(policyType, name, { secretArn: secret.id, policy, blockPublicPolicy }),
      );
    };
    expect(await tried("a", true)).to.equal("PublicPolicyException");
    expect(await tried("b", false)).to.equal("none");
  });
});
