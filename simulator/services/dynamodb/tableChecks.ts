/** What the provider refuses of a table at preview: internal/service/dynamodb/table.go. */
import type { CheckFailure, ValueMap } from "../../protocol";
import { blockOf, checkRange } from "../../resource/checks";
import { containsUnknown, flag, isGiven, maps, number, text } from "../../values";
import { checkOneOf } from "../ec2/blocks";

const projections = ["ALL", "INCLUDE", "KEYS_ONLY"];

export function checkTable(inputs: ValueMap): readonly CheckFailure[] {
  return [
    ...checkOneOf(inputs, "billingMode", ["PROVISIONED", "PAY_PER_REQUEST"]),
    ...checkOneOf(inputs, "tableClass", ["STANDARD", "STANDARD_INFREQUENT_ACCESS"]),
    ...checkOneOf(inputs, "streamViewType", [
      "NEW_IMAGE",
      "OLD_IMAGE",
      "NEW_AND_OLD_IMAGES",
      "KEYS_ONLY",
    ]),
    ...checkRange(blockOf(inputs, "pointInTimeRecovery"), "recoveryPeriodInDays", [1, 35]),
    ...maps(inputs, "attributes").flatMap((one) => checkOneOf(one, "type", ["B", "N", "S"])),
    ...indexesOf(inputs).flatMap((one) => checkOneOf(one, "projectionType", projections)),
    ...checkStream(inputs),
    ...checkCapacity(inputs),
    ...checkKeys(inputs),
  ];
}

export const indexesOf = (inputs: ValueMap): readonly ValueMap[] => [
  ...maps(inputs, "globalSecondaryIndexes"),
  ...maps(inputs, "localSecondaryIndexes"),
];

function checkStream(inputs: ValueMap): readonly CheckFailure[] {
  if (flag(inputs, "streamEnabled") !== true || isGiven(inputs, "streamViewType")) return [];
  const reason = "stream_view_type is required when stream_enabled = true";
  return [{ property: "streamViewType", reason }];
}

function checkCapacity(inputs: ValueMap): readonly CheckFailure[] {
  if (inputs.billingMode !== "PAY_PER_REQUEST") return [];
  const given = ["readCapacity", "writeCapacity"].filter((key) => (number(inputs, key) ?? 0) !== 0);
  return given.map((property) => ({
    property,
    reason: `${property.replace("C", "_c")} can not be set when billing_mode is "PAY_PER_REQUEST"`,
  }));
}

/** Every attribute is a key of the table or of an index, and every key an attribute. */
function checkKeys(inputs: ValueMap): readonly CheckFailure[] {
  const { attributes, globalSecondaryIndexes: global, localSecondaryIndexes: local } = inputs;
  if (attributes === undefined) return [];
  if ([attributes, global, local, inputs.hashKey, inputs.rangeKey].some(containsUnknown)) return [];
  const defined = new Set(maps(inputs, "attributes").map((one) => text(one, "name") ?? ""));
  const keys = new Set([inputs, ...indexesOf(inputs)].flatMap(keysOf));
  const list = (names: readonly string[]): string =>
    `[${names.map((name) => `"${name}"`).join(" ")}]`;
  const unmatched = [...keys].filter((name) => !defined.has(name)).sort();
  if (unmatched.length > 0)
    return [
      {
        property: "attributes",
        reason: `all indexes must match a defined attribute. Unmatched indexes: ${list(unmatched)}`,
      },
    ];
  const unused = [...defined].filter((name) => !keys.has(name)).sort();
  if (unused.length === 0) return [];
  const reason = `all attributes must be indexed. Unused attributes: ${list(unused)}`;
  return [{ property: "attributes", reason }];
}

/** Of the table, or of an index. */
export function keysOf(one: ValueMap): readonly string[] {
  const schemas = maps(one, "keySchemas").map((key) => text(key, "attributeName"));
  return [text(one, "hashKey"), text(one, "rangeKey"), ...schemas].filter(
    (name): name is string => name !== undefined,
  );
}
