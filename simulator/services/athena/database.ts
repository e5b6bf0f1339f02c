/**
 * A database, made by a statement whose result goes to a bucket; it is one of Glue's Data Catalog.
 * Replaces as internal/service/athena/database.go says (measured by planning).
 * https://docs.aws.amazon.com/athena/latest/ug/create-database.html
 */
import { forcesNew, optional, region, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkPattern } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, text } from "../../values";
import type { Scope } from "../../world/scope";
import { databaseKind as glueDatabaseKind, tableKind } from "../glue/entities";
import { findBucket } from "../s3/entities";
import { databaseKind, invalid, workgroupReference } from "./entities";

const validate = (inputs: ValueMap): readonly CheckFailure[] =>
  checkPattern(
    inputs,
    "name",
    /^[0-9a-z_]+$/,
    "must be lowercase letters, numbers, or underscore ('_')",
  );

const glueId = (scope: Scope, name: string): string => `${scope.account}:${name}`;

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  if (before !== undefined) return;
  const name = text(inputs, "name") ?? "";
  if (scope.get(glueDatabaseKind, glueId(scope, name)) !== undefined)
    throw invalid(`FAILED: Execution Error: Database ${name} already exists`);
  if (!isGiven(inputs, "bucket") && !isGiven(inputs, "workgroup"))
    throw invalid(
      "No output location provided. An output location is required either through the Workgroup result configuration setting or as an API input.",
    );
}

function made({ scope, inputs }: Wanted, database: Thing): void {
  scope.put(glueDatabaseKind, {
    id: glueId(scope, database.id),
    names: [],
    properties: { name: database.id, description: text(inputs, "comment") ?? "" },
    tags: {},
  });
}

function mayGo(scope: Scope, database: Thing, known: ValueMap): void {
  const tables = scope.count(tableKind, "database", glueId(scope, database.id));
  if (tables > 0 && flag(known, "forceDestroy") !== true)
    throw invalid(
      `FAILED: Execution Error: Database ${database.id} is not empty. One or more tables exist.`,
    );
}

function removed(scope: Scope, database: Thing): undefined {
  const id = glueId(scope, database.id);
  for (const one of scope.find(tableKind, "database", id)) scope.remove(one);
  scope.remove(scope.get(glueDatabaseKind, id));
}

export const database: Model = defineResource({
  type: "aws:athena/database:Database",
  service: "Athena",
  noun: "Athena Database",
  calls: {
    create: "StartQueryExecution",
    update: "StartQueryExecution",
    delete: "StartQueryExecution",
  },
  kind: databaseKind,
  autoname: { max: 255, separator: "-" },
  properties: {
    region,
    aclConfiguration: { kind: "block", replaces: true, local: true },
    bucket: { local: true },
    comment: forcesNew,
    encryptionConfiguration: { kind: "block", replaces: true, local: true },
    expectedBucketOwner: { replaces: true, local: true },
    forceDestroy: { kind: "flag", default: false, local: true },
    name: { computed: true, replaces: true },
    properties: { kind: "map", replaces: true },
    workgroup: { ...optional, local: true },
  },
  validate,
  id: ({ inputs }) => text(inputs, "name") ?? "",
  references: [
    {
      property: "bucket",
      find: findBucket,
      missing: (name) => invalid(`Unable to verify/create output bucket ${name}`),
    },
    workgroupReference,
  ],
  accept,
  made,
  mayGo,
  removed,
});
