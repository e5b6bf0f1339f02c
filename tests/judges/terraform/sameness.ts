/** A text that is the same for values of an attribute that Terraform holds for the same: sets in any order. */
import { isList, isObject, unknown, type TerraformObject, type TerraformValue } from "./msgpack";
import type { Attribute, Member, TypeExpression } from "./schema";

export function canonical(member: Member, value: TerraformValue): string {
  if (member.kind === "attribute") return attribute(member.attribute, value);
  const { nesting_mode: mode, block } = member.nested;
  const one = (given: TerraformValue): string =>
    isObject(given)
      ? object(given, (name, own) => {
          const inner = block.attributes?.[name];
          const nested = block.block_types?.[name];
          if (inner !== undefined) return attribute(inner, own);
          return nested === undefined ? "" : canonical({ kind: "block", nested }, own);
        })
      : JSON.stringify(given);
  return several(mode === "set", value, one);
}

function attribute({ type, nested_type: nested }: Attribute, value: TerraformValue): string {
  if (nested === undefined) return typed(type ?? "dynamic", value);
  const one = (given: TerraformValue): string =>
    isObject(given)
      ? object(given, (name, own) => attribute(nested.attributes[name] ?? {}, own))
      : JSON.stringify(given);
  return several(nested.nesting_mode === "set", value, one);
}

function typed(type: TypeExpression, value: TerraformValue): string {
  if (value === null || value === unknown || typeof type === "string") return JSON.stringify(value);
  const [kind, inner] = type;
  if (kind === "object")
    return isObject(value)
      ? object(value, (name, own) => typed(inner[name] ?? "dynamic", own))
      : JSON.stringify(value);
  if (kind === "map")
    return isObject(value) ? object(value, (_, own) => typed(inner, own)) : JSON.stringify(value);
  return several(kind === "set", value, (own) => typed(inner, own));
}

function several(
  isSet: boolean,
  value: TerraformValue,
  one: (value: TerraformValue) => string,
): string {
  if (!isList(value)) return one(value);
  // As the provider has it, an empty collection and none are the same.
  if (value.length === 0) return "null";
  const all = value.map(one);
  return `[${(isSet ? all.sort() : all).join(",")}]`;
}

/** Inside a block or an object the provider's SDK does not tell what is empty from what is not there. */
function object(
  value: TerraformObject,
  of: (name: string, value: TerraformValue) => string,
): string {
  const parts = Object.keys(value)
    .sort()
    .map((name) => [name, of(name, value[name] ?? null)] as const)
    .filter(([, text]) => !["null", '""', "0", "false"].includes(text));
  return parts.length === 0 ? "null" : `{${parts.map((part) => part.join(":")).join(",")}}`;
}
