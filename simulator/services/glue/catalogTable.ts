/**
 * A table of the Glue Data Catalog. Replaces as internal/service/glue/catalog_table.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/glue/latest/webapi/API_CreateTable.html
 */
import { AwsError } from "../../errors";
import { optional, output, region, type Model } from "../../model";
import { blockOf } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { atLeast } from "../../resource/forms";
import { maps, text, texts } from "../../values";
import { checkName } from "./catalogDatabase";
import { databaseKind, notFound, tableKind } from "./entities";

const databaseOf = ({ scope, inputs }: Wanted): string =>
  `${text(inputs, "catalogId") ?? scope.account}:${text(inputs, "databaseName") ?? ""}`;

/** Columns have names of their own, those that partition among them. */
function accept(wanted: Wanted): void {
  const { scope, inputs } = wanted;
  if (scope.get(databaseKind, databaseOf(wanted)) === undefined)
    throw notFound(`Database ${text(inputs, "databaseName") ?? ""}`);
  const columns = maps(blockOf(inputs, "storageDescriptor"), "columns");
  const names = [...columns, ...maps(inputs, "partitionKeys")].map(
    (one) => text(one, "name") ?? "",
  );
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined)
    throw new AwsError("InvalidInputException", `Duplicate column name: ${twice}`);
  const keys = maps(inputs, "partitionIndices").flatMap((one) => texts(one, "keys"));
  const partitions = maps(inputs, "partitionKeys").map((one) => text(one, "name"));
  const unknown = keys.find((one) => !partitions.includes(one));
  if (unknown !== undefined)
    throw new AwsError(
      "InvalidInputException",
      `The partition index's key ${unknown} is no partition key of the table.`,
    );
}

export const catalogTable: Model = defineResource({
  type: "aws:glue/catalogTable:CatalogTable",
  service: "Glue",
  noun: "Glue Catalog Table",
  calls: { create: "CreateTable", update: "UpdateTable", delete: "DeleteTable" },
  kind: tableKind,
  autoname: { max: 255, separator: "_", lower: true, letters: true },
  properties: {
    region,
    arn: output,
    catalogId: { computed: true, replaces: true },
    databaseName: { required: true, replaces: true },
    description: optional,
    name: { computed: true, replaces: true },
    openTableFormatInput: { kind: "block", local: true },
    owner: optional,
    parameters: { kind: "map" },
    partitionIndices: { kind: "list", computed: true, replaces: true },
    partitionKeys: { kind: "list" },
    retention: { kind: "number", form: atLeast(0) },
    storageDescriptor: { kind: "block" },
    tableType: optional,
    targetTable: { kind: "block", replaces: true },
    viewDefinition: { kind: "block" },
    viewExpandedText: optional,
    viewOriginalText: optional,
  },
  validate: checkName,
  id: (wanted) => `${databaseOf(wanted)}:${text(wanted.inputs, "name") ?? ""}`,
  taken: () => new AwsError("AlreadyExistsException", "Table already exists."),
  accept,
  fill: ({ scope, inputs }) => ({
    arn: scope.arn(
      "glue",
      `table/${text(inputs, "databaseName") ?? ""}/${text(inputs, "name") ?? ""}`,
    ),
    catalogId: scope.account,
    partitionIndices: [],
  }),
  gone: (id) => notFound(`Table ${id}`),
});
