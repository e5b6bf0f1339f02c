/**
 * A database of the Glue Data Catalog: tables go with it.
 * Replaces as internal/service/glue/catalog_database.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/glue/latest/webapi/API_CreateDatabase.html
 */
import { AwsError } from "../../errors";
import { common, computed, optional, output, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkLength, checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Wanted } from "../../resource/spec";
import { blockOf } from "../../resource/checks";
import { isMap, text } from "../../values";
import { databaseKind, notFound, tableKind } from "./entities";

export const checkName = (inputs: ValueMap): readonly CheckFailure[] => [
  ...checkLength(inputs, "name", [1, 255]),
  ...checkPattern(inputs, "name", /^[^A-Z]*$/, "uppercase characters cannot be used"),
  ...checkLength(inputs, "description", [0, 2048]),
];

/** A link to another database has to find it, where it is in this account. */
function accept({ scope, inputs }: Wanted): void {
  if (!isMap(inputs.targetDatabase)) return;
  const target = blockOf(inputs, "targetDatabase");
  const catalog = text(target, "catalogId") ?? scope.account;
  const name = text(target, "databaseName") ?? "";
  const there = scope.at({ region: text(target, "region") ?? scope.region });
  if (catalog === scope.account && there.get(databaseKind, `${catalog}:${name}`) === undefined)
    throw notFound(`Database ${name}`);
}

export const catalogDatabase: Model = defineResource({
  type: "aws:glue/catalogDatabase:CatalogDatabase",
  service: "Glue",
  noun: "Glue Catalog Database",
  calls: { create: "CreateDatabase", update: "UpdateDatabase", delete: "DeleteDatabase" },
  kind: databaseKind,
  autoname: { max: 255, separator: "_", lower: true, letters: true },
  properties: {
    ...common,
    arn: output,
    catalogId: { computed: true, replaces: true },
    createTableDefaultPermissions: { kind: "list", computed: true },
    description: optional,
    federatedDatabase: { kind: "block" },
    locationUri: computed,
    name: { computed: true, replaces: true },
    parameters: { kind: "map" },
    targetDatabase: { kind: "block", replaces: true },
  },
  validate: checkName,
  id: ({ scope, inputs }) =>
    `${text(inputs, "catalogId") ?? scope.account}:${text(inputs, "name") ?? ""}`,
  taken: () => new AwsError("AlreadyExistsException", "Database already exists."),
  accept,
  fill: ({ scope, inputs }) => ({
    arn: scope.arn("glue", `database/${text(inputs, "name") ?? ""}`),
    catalogId: scope.account,
    createTableDefaultPermissions: [],
    locationUri: "",
  }),
  gone: (id) => notFound(`Database ${id}`),
  removed: (scope, database) => {
    for (const one of scope.find(tableKind, "database", database.id)) scope.remove(one);
    return undefined;
  },
});
