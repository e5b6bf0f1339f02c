/** What DynamoDB keeps. */
import { defineThing, type Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";

/** Its id is its name; its stream's ARN is among its names. */
export const tableKind = defineThing("table");
/** Its id is that of the provider: the table, the keys and their values. */
export const tableItemKind = defineThing("table-item");

export function findTable(scope: Scope, nameOrArn: string): Thing | undefined {
  const there = nameOrArn.startsWith("arn:") ? scope.ofArn(nameOrArn) : scope;
  return there.get(tableKind, nameOrArn) ?? there.find(tableKind, "name", nameOrArn)[0];
}
