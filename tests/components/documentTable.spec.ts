import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, record, unknown } from "./recordedMocks";

type Args = Partial<net.DocumentTableArgs>;
const build = (args: Args) => () =>
  new net.DocumentTable("shop-orders", { partitionKey: { name: "id" }, ...args });
const table = async (args: Args = {}) =>
  inventory(await record(build(args)))["Table shop-orders < DocumentTable"];
const refusal = async (args: Args) => (await messageOf(build(args))).split("\n").slice(1);

describe("DocumentTable", () => {
  it("makes a table that is encrypted, protected, and can be restored", async () => {
    expect(await table()).to.deep.equal({
      billingMode: "PAY_PER_REQUEST",
      attributes: [{ name: "id", type: "S" }],
      hashKey: "id",
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      serverSideEncryption: { enabled: true },
      deletionProtectionEnabled: true,
      tags: { Name: "shop-orders" },
    });
  });

  it("is as it is told to be", async () => {
    expect(
      await table({
        partitionKey: { name: "customer", type: net.TableKeyType.Binary },
        sortKey: { name: "second", type: net.TableKeyType.Number },
        expiryAttribute: "expires",
        recoveryInDays: 0,
        kmsKeyArn: "key-arn",
        deletionProtection: false,
        region: "eu-west-1",
        naming: { purpose: "shop", suffix: "dev" },
        tags: { Service: "shop" },
      }),
    ).to.deep.equal({
      billingMode: "PAY_PER_REQUEST",
      attributes: [
        { name: "customer", type: "B" },
        { name: "second", type: "N" },
      ],
      hashKey: "customer",
      rangeKey: "second",
      ttl: { attributeName: "expires", enabled: true },
      pointInTimeRecovery: { enabled: false },
      serverSideEncryption: { enabled: true, kmsKeyArn: "key-arn" },
      deletionProtectionEnabled: false,
      region: "eu-west-1",
      tags: { Name: "dynamodb-shop-orders-dev", Service: "shop" },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    expect(
      await refusal({
        partitionKey: { name: "", type: unknown("list") },
        sortKey: { name: "" },
        expiryAttribute: "",
        recoveryInDays: 36,
      }),
    ).to.deep.equal([
      "  - partitionKey.name: must have 1 to 255 characters, got 0",
      '  - partitionKey.type: must be one of "text", "number", "binary", got "list"',
      "  - sortKey.name: must have 1 to 255 characters, got 0",
      "  - recoveryInDays: must be a whole number from 0 to 35, got 36",
      `  - sortKey.name: must be another attribute than the partition key's, got ""`,
      '  - expiryAttribute: must be no attribute of a key, got ""',
    ]);
    expect(await refusal({ expiryAttribute: "x".repeat(256) })).to.deep.equal([
      "  - expiryAttribute: must have 1 to 255 characters, got 256",
    ]);
  });
});
