/** What Athena keeps. Its databases are Glue's. */
import { AwsError } from "../../errors";
import { defineThing, type Reference, type Thing } from "../../resource/spec";
import { defineKind } from "../../world/entity";
import { text } from "../../values";

/** Its id is its name. `primary` is every account's, and made by AWS. */
export const workgroupKind = defineThing("athena-workgroup");

export const namedQueryKind = defineKind<Thing>("athena-named-query", {
  name: (one) => one.names,
  workgroup: (one) => text(one.properties, "workgroup"),
});

/** A Glue database that the program made by a statement, with its bucket. Its id is its name. */
export const databaseKind = defineThing("athena-database");

export const invalid = (message: string): AwsError =>
  new AwsError("InvalidRequestException", message);

export const workgroupReference: Reference = {
  property: "workgroup",
  find: (scope, name) => scope.get(workgroupKind, name),
  except: (name) => name === "primary",
  missing: (name) => invalid(`WorkGroup ${name} is not found.`),
};
