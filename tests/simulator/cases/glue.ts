import { type Suite, tagged } from "../lifecycleCases";

const database = "aws:glue/catalogDatabase:CatalogDatabase";

export const suite: Suite = {
  async surroundings(stack) {
    const around = await stack.create(database, "around", { name: "around" });
    return { ids: { database: "around" }, made: [around] };
  },
  cases: [
    {
      type: database,
      args: () => ({ name: "own" }),
      updates: {
        ...tagged,
        createTableDefaultPermissions: () => ({
          createTableDefaultPermissions: [{ permissions: ["SELECT"] }],
        }),
      },
      replaces: {
        targetDatabase: () => ({
          targetDatabase: { catalogId: "000000000000", databaseName: "other" },
        }),
      },
    },
    {
      type: "aws:glue/catalogTable:CatalogTable",
      args: ({ database: databaseName }) => ({ name: "own", databaseName: databaseName! }),
      updates: {
        partitionKeys: () => ({ partitionKeys: [{ name: "day", type: "string" }] }),
        storageDescriptor: () => ({
          storageDescriptor: {
            location: "s3://logs/",
            columns: [{ name: "one", type: "string" }],
          },
        }),
      },
      replaces: {
        partitionIndices: () => ({ partitionIndices: [{ indexName: "day", keys: ["day"] }] }),
      },
    },
  ],
};
