import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Made, messageOf, newStack, refusalOf, textOf } from "../support";

const table = "aws:dynamodb/table:Table";
const item = "aws:dynamodb/tableItem:TableItem";
const attributes = (...names: readonly string[]): ValueMap[] =>
  names.map((name) => ({ name, type: "S" }));
const onDemand = { hashKey: "id", billingMode: "PAY_PER_REQUEST", attributes: attributes("id") };

describe("DynamoDB tables", () => {
  async function scene() {
    const stack = await newStack();
    let made = 0;
    const attempt = (args: ValueMap = {}): Promise<Made> =>
      stack.create(table, `t${made++}`, { ...onDemand, ...args });
    const index = (args: ValueMap, name = "i"): ValueMap => ({
      name,
      hashKey: "id",
      projectionType: "ALL",
      ...args,
    });
    return { stack, attempt, index };
  }

  it("are called by their name, which nobody else has", async () => {
    const { attempt } = await scene();
    const { id, properties } = await attempt({ name: "images" });
    expect(id).to.equal("images");
    expect(properties.arn).to.match(/^arn:aws:dynamodb:us-east-1:\d{12}:table\/images$/);
    expect(await refusalOf(attempt({ name: "images" }))).to.equal("ResourceInUseException");
    expect(await refusalOf(attempt({ name: "ab" }))).to.equal("ValidationException");
    expect(await refusalOf(attempt({ name: "a b c" }))).to.equal("ValidationException");
  });

  it("define each key as an attribute, and no other attribute: in preview already", async () => {
    const { attempt, index } = await scene();
    expect(await messageOf(attempt({ rangeKey: "at" }))).to.equal(
      'all indexes must match a defined attribute. Unmatched indexes: ["at"]',
    );
    expect(await messageOf(attempt({ attributes: attributes("id", "at") }))).to.equal(
      'all attributes must be indexed. Unused attributes: ["at"]',
    );
    const byAt = [index({ hashKey: "at" })];
    const both = { attributes: attributes("id", "at"), globalSecondaryIndexes: byAt };
    expect(await refusalOf(attempt(both))).to.equal("none");
    const schemas = [{ attributeName: "at", keyType: "HASH" }];
    const bySchema = [index({ hashKey: null, keySchemas: schemas })];
    expect(await refusalOf(attempt({ ...both, globalSecondaryIndexes: bySchema }))).to.equal(
      "none",
    );
    expect(await messageOf(attempt({ attributes: [{ name: "id", type: "X" }] }))).to.contain(
      'one of ["B" "N" "S"]',
    );
    expect(await refusalOf(attempt({ hashKey: null, attributes: null }))).to.equal(
      "ValidationException",
    );
  });

  it("are paid by request, or have throughput provisioned", async () => {
    const { attempt, index } = await scene();
    expect(await messageOf(attempt({ readCapacity: 1 }))).to.equal(
      'read_capacity can not be set when billing_mode is "PAY_PER_REQUEST"',
    );
    const provisioned = { billingMode: null, readCapacity: 1, writeCapacity: 1 };
    expect(await refusalOf(attempt(provisioned))).to.equal("none");
    expect(await messageOf(attempt({ ...provisioned, writeCapacity: null }))).to.contain(
      "write capacity must be > 0 when billing mode is PROVISIONED",
    );
    const withIndex = { ...provisioned, globalSecondaryIndexes: [index({})] };
    expect(await messageOf(attempt(withIndex))).to.contain("(index i)");
    const filled = [index({ readCapacity: 1, writeCapacity: 1 })];
    expect(await refusalOf(attempt({ ...provisioned, globalSecondaryIndexes: filled }))).to.equal(
      "none",
    );
  });

  it("have indexes within AWS's limits", async () => {
    const { attempt, index } = await scene();
    const global = (count: number): ValueMap => ({
      globalSecondaryIndexes: Array.from({ length: count }, (_, n) => index({}, `i${n}`)),
    });
    expect(await refusalOf(attempt(global(20)))).to.equal("none");
    expect(await refusalOf(attempt(global(21)))).to.equal("LimitExceededException");
    const local = (count: number): ValueMap => ({
      rangeKey: "at",
      attributes: attributes("id", "at"),
      localSecondaryIndexes: Array.from({ length: count }, (_, n) => ({
        name: `l${n}`,
        rangeKey: "at",
        projectionType: "ALL",
      })),
    });
    expect(await refusalOf(attempt(local(5)))).to.equal("none");
    expect(await refusalOf(attempt(local(6)))).to.equal("ValidationException");
    const noRange = { ...local(1), rangeKey: null };
    expect(await messageOf(attempt(noRange))).to.contain("does not have a range key");
    const twice = { globalSecondaryIndexes: [index({}), index({})] };
    expect(await messageOf(attempt(twice))).to.contain("Duplicate index name");
    const projected = (args: ValueMap): ValueMap => ({ globalSecondaryIndexes: [index(args)] });
    expect(await refusalOf(attempt(projected({ projectionType: "INCLUDE" })))).to.equal(
      "ValidationException",
    );
    expect(await refusalOf(attempt(projected({ nonKeyAttributes: ["n"] })))).to.equal(
      "ValidationException",
    );
    expect(await messageOf(attempt(projected({ projectionType: "SOME" })))).to.contain("one of");
  });

  it("have a stream with an ARN of its own, another one for another view", async () => {
    const { stack, attempt } = await scene();
    expect(await messageOf(attempt({ streamEnabled: true }))).to.contain(
      "stream_view_type is required",
    );
    const streamed = { streamEnabled: true, streamViewType: "NEW_IMAGE" };
    const one = await attempt(streamed);
    const arn = textOf(one.properties, "arn");
    expect(textOf(one.properties, "streamArn")).to.match(new RegExp(`^${arn}/stream/2025-`));
    const args = { ...onDemand, name: one.id };
    const two = await stack.update(one, { ...args, ...streamed, streamViewType: "OLD_IMAGE" });
    expect(two.properties.streamArn).not.to.equal(one.properties.streamArn);
    const same = await stack.update(two, {
      ...args,
      ...streamed,
      streamViewType: "OLD_IMAGE",
      ttl: { enabled: true, attributeName: "until" },
    });
    expect(same.properties.streamArn).to.equal(two.properties.streamArn);
    const off = await stack.update(same, { ...args, streamEnabled: false });
    expect(off.properties.streamArn ?? "").to.equal("");
  });

  it("are not deleted while they are protected", async () => {
    const { stack, attempt } = await scene();
    const one = await attempt({ deletionProtectionEnabled: true });
    expect(await refusalOf(stack.delete(one))).to.equal("ValidationException");
    const free = await stack.update(one, { ...onDemand, name: one.id });
    expect(await refusalOf(stack.delete(free))).to.equal("none");
  });

  it("are restored from one that has point-in-time recovery", async () => {
    const { attempt } = await scene();
    const bare = await attempt();
    const source = await attempt({ pointInTimeRecovery: { enabled: true } });
    expect(source.properties.pointInTimeRecovery).to.include({ recoveryPeriodInDays: 35 });
    const from = (restoreSourceName: string): ValueMap => ({
      ...{ restoreSourceName, restoreToLatestTime: true },
      ...{ hashKey: null, attributes: null },
    });
    expect(await refusalOf(attempt(from("nobody")))).to.equal("TableNotFoundException");
    expect(await refusalOf(attempt(from(bare.id)))).to.equal(
      "PointInTimeRecoveryUnavailableException",
    );
    const restored = await attempt(from(source.id));
    expect(restored.properties.hashKey).to.equal("id");
    expect(
      await messageOf(
        attempt({ pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 36 } }),
      ),
    ).to.contain("range (1 - 35)");
  });

  it("are replicated to other regions, and encrypted with keys that are there", async () => {
    const { stack, attempt } = await scene();
    const { properties } = await attempt({ replicas: [{ regionName: "us-west-2" }] });
    const [replica] = properties.replicas as readonly ValueMap[];
    expect(replica?.arn).to.contain(":us-west-2:");
    expect(await refusalOf(attempt({ replicas: [{ regionName: "us-east-1" }] }))).to.equal(
      "ValidationException",
    );
    const key = await stack.create("aws:kms/key:Key", "k", {});
    const encrypted = (kmsKeyArn: string): ValueMap => ({
      serverSideEncryption: { enabled: true, kmsKeyArn },
    });
    const arn = textOf(key.properties, "arn");
    expect(await refusalOf(attempt(encrypted(arn)))).to.equal("none");
    expect(await refusalOf(attempt(encrypted(`${arn}0`)))).to.equal("ValidationException");
  });
});

describe("DynamoDB items", () => {
  it("have the keys of their table, of the type that it says, and once", async () => {
    const stack = await newStack();
    const { id: tableName } = await stack.create(table, "t", onDemand);
    const put = (name: string, value: ValueMap, args: ValueMap = {}): Promise<Made> =>
      stack.create(item, name, { tableName, hashKey: "id", item: JSON.stringify(value), ...args });
    const one = await put("a", { id: { S: "1" } });
    expect(one.id).to.equal(`${tableName}|id|1`);
    expect(one.properties.hashKeyValue).to.equal("1");
    expect(await refusalOf(put("b", { id: { S: "1" } }))).to.equal(
      "ConditionalCheckFailedException",
    );
    expect(await refusalOf(put("c", { id: { N: "2" } }))).to.equal("ValidationException");
    expect(await refusalOf(put("d", { other: { S: "2" } }))).to.equal("ValidationException");
    expect(await refusalOf(put("e", { id: { S: "2" } }, { tableName: "nobody" }))).to.equal(
      "ResourceNotFoundException",
    );
    await stack.delete({ ...one, id: tableName, type: table, properties: {}, inputs: {} });
    expect((await stack.refresh(one)).id).to.equal("");
  });
});
