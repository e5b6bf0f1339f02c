/** Tables. */
import { remove, update, type Argument, type Arguments, type Case, type Step } from "../case";
import { dynamoApi } from "../pages";
import * as aws from "../resources";
import { times } from "../surroundings";

const attribute = (name: string, type = "S"): Argument => ({ name, type });

const table = (args: Arguments = {}, resource = "table"): Step =>
  aws.table(resource, {
    name: "orders",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attributes: [attribute("id")],
    ...args,
  });

const index = (name: string, hashKey: string, args: Arguments = {}): Argument => ({
  name,
  hashKey,
  projectionType: "ALL",
  ...args,
});

const two = [attribute("id"), attribute("day")];

/** That many indexes, each by the day. */
const indexes = (count: number): Arguments => ({
  attributes: two,
  globalSecondaryIndexes: times(count, (one) => index(`index${one}`, "day")),
});

const localIndexes = (count: number): Arguments => ({
  attributes: [...two, attribute("hour")],
  rangeKey: "day",
  localSecondaryIndexes: times(count, (one) => ({
    name: `index${one}`,
    rangeKey: "hour",
    projectionType: "ALL",
  })),
});

const invalid = "ValidationException";

const tables: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a table", {}, "accepted"],
  ["a table name of 3 characters", { name: "abc" }, "accepted"],
  ["a table name of 2 characters", { name: "ab" }, invalid],
  ["a table name of 255 characters", { name: "t".repeat(255) }, "accepted"],
  ["a table name of 256 characters", { name: "t".repeat(256) }, invalid],
  ["a table name of every character allowed", { name: "aZ09_.-" }, "accepted"],
  ["a table name with a blank", { name: "my table" }, invalid],
  ["a table with a range key", { rangeKey: "day", attributes: two }, "accepted"],
  ["a table whose key is no attribute of it", { hashKey: "day" }, invalid],
  ["a table with an attribute that no key uses", { attributes: two }, invalid],
  ["a table whose key is a truth value", { attributes: [attribute("id", "BOOL")] }, invalid],
  [
    "a table with provisioned capacity",
    { billingMode: "PROVISIONED", readCapacity: 1, writeCapacity: 1 },
    "accepted",
  ],
  ["a table with twenty global indexes", indexes(20), "accepted"],
  ["a table with five local indexes", localIndexes(5), "accepted"],
  ["a table with six local indexes", localIndexes(6), invalid],
  [
    "a table with a local index and no range key",
    { ...localIndexes(1), rangeKey: null, attributes: [attribute("id"), attribute("hour")] },
    invalid,
  ],
];

const ofTables = tables.map(([title, args, expect]): Case => ({
  title,
  page: dynamoApi("CreateTable"),
  given: [],
  attempt: table(args),
  expect,
}));

const ofNames: readonly Case[] = [
  {
    title: "a second table of the same name",
    page: dynamoApi("CreateTable"),
    given: [table({}, "first")],
    attempt: table(),
    expect: "ResourceInUseException",
  },
  {
    title: "the same table name in another region",
    page: dynamoApi("CreateTable"),
    given: [table({}, "first")],
    attempt: table({ region: "eu-west-1" }),
    expect: "accepted",
  },
  {
    title: "a global index added to a table",
    page: dynamoApi("UpdateTable"),
    given: [table()],
    attempt: update("table", indexes(1)),
    expect: "accepted",
  },
  {
    title: "deleting a table",
    page: dynamoApi("DeleteTable"),
    given: [table()],
    attempt: remove("table"),
    expect: "accepted",
  },
  {
    title: "deleting a table that is protected",
    page: dynamoApi("DeleteTable"),
    given: [table({ deletionProtectionEnabled: true })],
    attempt: remove("table"),
    expect: "ValidationException",
  },
];

export const dynamodbCases: readonly Case[] = [...ofTables, ...ofNames];
