/** Athena, and the Glue Data Catalog that its databases are in. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, newStack, refusalOf } from "../support";

const workgroup = "aws:athena/workgroup:Workgroup";
const database = "aws:athena/database:Database";
const namedQuery = "aws:athena/namedQuery:NamedQuery";
const glueDatabase = "aws:glue/catalogDatabase:CatalogDatabase";
const table = "aws:glue/catalogTable:CatalogTable";

const invalid = "InvalidRequestException";
const refused = (stack: Stack, type: string, args: ValueMap): Promise<string> =>
  refusalOf(stack.create(type, "x", args));

describe("workgroups", () => {
  const result = (more: ValueMap): ValueMap => ({
    name: "own",
    configuration: { resultConfiguration: more },
  });

  it("are named once, and primary is AWS's", async () => {
    const stack = await newStack();
    expect(await refused(stack, workgroup, { name: "primary" })).to.equal(invalid);
    expect(await refused(stack, workgroup, { name: "own" })).to.equal("none");
    expect(await refused(stack, workgroup, { name: "own" })).to.equal(invalid);
  });

  it("put results in S3, encrypted with a key where that is said", async () => {
    const stack = await newStack();
    expect(await refused(stack, workgroup, result({ outputLocation: "results" }))).to.equal(
      invalid,
    );
    const encryptionConfiguration = { encryptionOption: "SSE_KMS" };
    expect(await refused(stack, workgroup, result({ encryptionConfiguration }))).to.equal(invalid);
    const managed = {
      resultConfiguration: { outputLocation: "s3://results/" },
      managedQueryResultsConfiguration: { enabled: true },
    };
    expect(await refused(stack, workgroup, { name: "own", configuration: managed })).to.equal(
      invalid,
    );
    expect(await refused(stack, workgroup, result({ outputLocation: "s3://results/" }))).to.equal(
      "none",
    );
  });

  it("are checked by the provider first", async () => {
    const stack = await newStack();
    const failure = (args: ValueMap): Promise<string> =>
      messageOf(stack.preview(workgroup, "x", args));
    expect(await failure({ name: "a b" })).to.contain("alphanumeric");
    expect(await failure({ configuration: { bytesScannedCutoffPerQuery: 100 } })).to.contain(
      "10485760",
    );
    const encryptionConfiguration = { encryptionOption: "X" };
    expect(await failure(result({ encryptionConfiguration }))).to.contain("encryption_option");
  });

  it("go with their queries where that is asked", async () => {
    const stack = await newStack();
    const own = await stack.create(workgroup, "own", { name: "own", forceDestroy: true });
    await stack.create(namedQuery, "q", { workgroup: "own", database: "d", query: "SELECT 1" });
    await stack.delete(own);
    expect(stack.world.list()).to.deep.equal([]);
    const args = { workgroup: "own", database: "d", query: "SELECT 1" };
    expect(await refused(stack, namedQuery, args)).to.equal(invalid);
    const long = { database: "d", query: "SELECT 1", name: "n".repeat(129) };
    expect(await refused(stack, namedQuery, long)).to.equal(invalid);
  });
});

describe("Athena's databases", () => {
  it("are Glue's, with a bucket for the statement's result", async () => {
    const stack = await newStack();
    await stack.create("aws:s3/bucket:Bucket", "b", { bucket: "athena-results" });
    const args = { name: "own", bucket: "athena-results" };
    expect(await refused(stack, database, { ...args, bucket: "none-such" })).to.equal(invalid);
    expect(await refused(stack, database, { name: "own" })).to.equal(invalid);
    const made = await stack.create(database, "own", args);
    expect(await refused(stack, glueDatabase, { name: "own" })).to.equal("AlreadyExistsException");
    expect(await refused(stack, database, args)).to.equal(invalid);
    await stack.create(table, "t", { name: "t", databaseName: "own" });
    expect(await refusalOf(stack.delete(made))).to.equal(invalid);
    const forced = await stack.update(made, { ...args, forceDestroy: true });
    expect(await refusalOf(stack.delete(forced))).to.equal("none");
    expect(await messageOf(stack.preview(database, "x", { name: "A-b" }))).to.contain("lowercase");
  });
});

describe("the Glue Data Catalog", () => {
  it("has databases of lower case, which take their tables with them", async () => {
    const stack = await newStack();
    const named = await stack.preview(glueDatabase, "My", {});
    expect(named.name).to.match(/^my_[a-z]{8}$/);
    expect(await messageOf(stack.preview(glueDatabase, "x", { name: "A" }))).to.contain(
      "uppercase",
    );
    const own = await stack.create(glueDatabase, "own", { name: "own" });
    await stack.create(table, "t", { name: "t", databaseName: "own" });
    await stack.delete(own);
    expect(stack.world.list()).to.deep.equal([]);
    const link = { targetDatabase: { catalogId: textIn(own.id), databaseName: "none" } };
    expect(await refused(stack, glueDatabase, { name: "link", ...link })).to.equal(
      "EntityNotFoundException",
    );
  });

  it("has tables of databases, with columns of different names", async () => {
    const stack = await newStack();
    const args = { name: "t", databaseName: "own" };
    expect(await refused(stack, table, args)).to.equal("EntityNotFoundException");
    await stack.create(glueDatabase, "own", { name: "own" });
    const column = { name: "day", type: "string" };
    const twice = { storageDescriptor: { columns: [column] }, partitionKeys: [column] };
    expect(await refused(stack, table, { ...args, ...twice })).to.equal("InvalidInputException");
    const index = { partitionIndices: [{ indexName: "i", keys: ["day"] }] };
    expect(await refused(stack, table, { ...args, ...index })).to.equal("InvalidInputException");
    expect(await refused(stack, table, { ...args, ...index, partitionKeys: [column] })).to.equal(
      "none",
    );
    expect(await refused(stack, table, args)).to.equal("AlreadyExistsException");
  });
});

const textIn = (id: string): string => id.split(":")[0] ?? "";
