import type { ValueMap } from "../../../simulator";
import { type Suite, tagged } from "../lifecycleCases";

const table = "aws:dynamodb/table:Table";
const attributes = (...names: readonly string[]): ValueMap[] =>
  names.map((name) => ({ name, type: "S" }));

const onDemand = { hashKey: "id", billingMode: "PAY_PER_REQUEST", attributes: attributes("id") };

export const suite: Suite = {
  async surroundings(stack) {
    const source = await stack.create(table, "around", {
      ...onDemand,
      pointInTimeRecovery: { enabled: true },
    });
    return { ids: { source: source.id }, made: [source] };
  },
  cases: [
    {
      type: table,
      args: () => onDemand,
      updates: {
        ...tagged,
        attributes: () => byOwner,
        billingMode: () => ({ billingMode: "PROVISIONED", readCapacity: 1, writeCapacity: 1 }),
        deletionProtectionEnabled: () => ({ deletionProtectionEnabled: true }),
        globalSecondaryIndexes: () => byOwner,
        globalTableWitness: () => ({ globalTableWitness: { regionName: "us-west-2" } }),
        onDemandThroughput: () => ({ onDemandThroughput: { maxReadRequestUnits: 10 } }),
        pointInTimeRecovery: () => ({ pointInTimeRecovery: { enabled: true } }),
        readCapacity: () => provisioned,
        writeCapacity: () => provisioned,
        replicas: () => ({ replicas: [{ regionName: "us-west-2" }] }),
        serverSideEncryption: () => ({ serverSideEncryption: { enabled: true } }),
        streamEnabled: () => streamed,
        streamViewType: () => streamed,
        tableClass: () => ({ tableClass: "STANDARD_INFREQUENT_ACCESS" }),
        ttl: () => ({ ttl: { enabled: true, attributeName: "until" } }),
        warmThroughput: () => ({ warmThroughput: { readUnitsPerSecond: 12000 } }),
      },
      replaces: {
        hashKey: () => ({ hashKey: "other", attributes: attributes("other") }),
        rangeKey: () => ({ rangeKey: "at", attributes: attributes("id", "at") }),
        localSecondaryIndexes: () => ({
          rangeKey: "at",
          attributes: attributes("id", "at", "by"),
          localSecondaryIndexes: [{ name: "by", rangeKey: "by", projectionType: "ALL" }],
        }),
        importTable: () => ({
          importTable: { inputFormat: "CSV", s3BucketSource: { bucket: "exported" } },
        }),
        restoreSourceName: ({ source }) => ({ restoreSourceName: source! }),
        restoreSourceTableArn: () => ({
          restoreSourceTableArn: "arn:aws:dynamodb:us-east-1:000000000000:table/other",
        }),
        restoreDateTime: () => ({ restoreDateTime: "2025-01-01T00:00:00Z" }),
      },
    },
    {
      type: "aws:dynamodb/tableItem:TableItem",
      args: ({ source }) => ({
        tableName: source!,
        hashKey: "id",
        item: JSON.stringify({ id: { S: "1" }, n: { N: "1" } }),
      }),
      updates: { item: () => ({ item: JSON.stringify({ id: { S: "1" }, n: { N: "2" } }) }) },
    },
  ],
};

const provisioned = { billingMode: "PROVISIONED", readCapacity: 2, writeCapacity: 2 };
const streamed = { streamEnabled: true, streamViewType: "NEW_IMAGE" };
const byOwner = {
  attributes: attributes("id", "owner"),
  globalSecondaryIndexes: [{ name: "byOwner", hashKey: "owner", projectionType: "ALL" }],
};
