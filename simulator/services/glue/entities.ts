/** What Glue's Data Catalog keeps. Names are in lower case; AWS's ids have the catalog (the account) before them. */
import { AwsError } from "../../errors";
import type { Thing } from "../../resource/spec";
import { defineKind } from "../../world/entity";

/** `account:name` */
export const databaseKind = defineKind<Thing>("glue-database", { name: (one) => one.names });
/** `account:database:name` */
export const tableKind = defineKind<Thing>("glue-table", {
  name: (one) => one.names,
  database: (one) => one.id.slice(0, one.id.lastIndexOf(":")),
});

export const notFound = (what: string): AwsError =>
  new AwsError("EntityNotFoundException", `${what} not found.`);
