/**
 * An item of a table, written as DynamoDB's JSON. Replaces as internal/service/dynamodb/table_item.go says.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
 */
import { AwsError } from "../../errors";
import { output, region, type Form, type Model } from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { isMap, text } from "../../values";
import { findTable, tableItemKind } from "./entities";

/** `S`, `N` or `B` and what is in it. */
type Typed = readonly [type: string, value: string];

function valueOf(inputs: ValueMap, property: "hashKey" | "rangeKey"): Typed | undefined {
  const key = text(inputs, property);
  if (key === undefined) return undefined;
  const item = JSON.parse(text(inputs, "item") ?? "{}") as Value;
  const held = isMap(item) ? item[key] : undefined;
  const [first] = isMap(held) ? Object.entries(held) : [];
  return first === undefined || typeof first[1] !== "string" ? undefined : [first[0], first[1]];
}

const keyValues = (inputs: ValueMap): readonly string[] =>
  (["hashKey", "rangeKey"] as const).flatMap((key) => valueOf(inputs, key)?.[1] ?? []);

function accept({ scope, inputs }: Wanted): void {
  const name = text(inputs, "tableName") ?? "";
  const table = findTable(scope, name);
  if (table === undefined)
    throw new AwsError("ResourceNotFoundException", "Requested resource not found");
  for (const property of ["hashKey", "rangeKey"] as const) {
    const key = text(table.properties, property);
    const missing =
      key !== undefined && valueOf({ ...inputs, [property]: key }, property) === undefined;
    if (missing)
      throw new AwsError(
        "ValidationException",
        `One or more parameter values were invalid: Missing the key ${key} in the item`,
      );
  }
  const attributes = table.properties.attributes;
  for (const one of Array.isArray(attributes) ? (attributes as readonly ValueMap[]) : []) {
    const key = text(one, "name") ?? "";
    const held = valueOf({ ...inputs, hashKey: key }, "hashKey");
    const expected = text(one, "type") ?? "";
    if (held !== undefined && held[0] !== expected)
      throw new AwsError(
        "ValidationException",
        `One or more parameter values were invalid: Type mismatch for key ${key} expected: ${expected} actual: ${held[0]}`,
      );
  }
}

const objectForm: Form = (value, at) => {
  if (value === "") return undefined;
  try {
    if (isMap(JSON.parse(String(value)) as Value)) return undefined;
  } catch {
    return `Invalid format of "${at}": not a JSON document`;
  }
  return `Invalid format of "${at}": json: it is no object`;
};

export const tableItem: Model = defineResource({
  type: "aws:dynamodb/tableItem:TableItem",
  service: "DynamoDB",
  noun: "DynamoDB Table Item",
  calls: { create: "PutItem", update: "UpdateItem", delete: "DeleteItem" },
  kind: tableItemKind,
  properties: {
    region,
    hashKey: { required: true, replaces: true },
    hashKeyValue: output,
    item: { kind: "json", required: true, form: objectForm },
    rangeKey: { replaces: true },
    rangeKeyValue: output,
    tableName: { required: true, replaces: true },
  },
  id: ({ inputs }) =>
    ["tableName", "hashKey", "rangeKey"]
      .flatMap((key) => text(inputs, key) ?? [])
      .concat(keyValues(inputs))
      .join("|"),
  names: (_id, properties) => [text(properties, "tableName") ?? ""],
  taken: () => new AwsError("ConditionalCheckFailedException", "The conditional request failed"),
  accept,
  show: (_scope: unknown, { properties }: Thing) => {
    const [hashKeyValue = "", rangeKeyValue = ""] = keyValues(properties);
    return { hashKeyValue, rangeKeyValue };
  },
});
