/** A value of any input that is not the one it has, made of the provider's schema: whether AWS would take it is not asked. */
import type { Value, ValueMap } from "../../../simulator";
import type { Property } from "../../../simulator/model";
import { pulumiName } from "./names";
import { members, type Block, type Member, type TypeExpression } from "./schema";

const policy = (effect: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Action: "s3:GetObject", Resource: "*" }],
  });

/** @param before the value it has, if it has one */
export function anotherValue(property: Property, member: Member, before: Value | undefined): Value {
  if (property.kind === "json") return before === policy("Deny") ? policy("Allow") : policy("Deny");
  const value = sample(member, before);
  return property.kind === "block" && Array.isArray(value) ? (value[0] as Value) : value;
}

function sample(member: Member, before: Value | undefined): Value {
  if (member.kind === "block") {
    const { nesting_mode: mode, block } = member.nested;
    const one = ofBlock(block);
    return mode === "single" || mode === "group" ? one : [one];
  }
  const { type, nested_type: nested } = member.attribute;
  if (nested === undefined) return ofType(type ?? "string", before);
  const one = ofBlock({ attributes: nested.attributes });
  return nested.nesting_mode === "single" ? one : [one];
}

/** What it must have; where it must have nothing, whatever stands first. */
function ofBlock(block: Block): ValueMap {
  const all = [...members(block)].filter(([name]) => name !== "timeouts");
  const isNeeded = (member: Member): boolean =>
    member.kind === "attribute"
      ? member.attribute.required === true
      : (member.nested.min_items ?? 0) > 0;
  const isOffered = (member: Member): boolean =>
    member.kind === "block" || member.attribute.optional === true;
  const needed = all.filter(([, member]) => isNeeded(member));
  const first = all.filter(([, member]) => isOffered(member)).slice(0, 1);
  return Object.fromEntries(
    (needed.length > 0 ? needed : first).map(([name, member]) => [
      pulumiName(name),
      sample(member, undefined),
    ]),
  );
}

function ofType(type: TypeExpression, before: Value | undefined): Value {
  if (type === "bool") return before !== true && before !== "true";
  if (type === "number") return typeof before === "number" ? before + 1 : 1;
  if (typeof type === "string") return typeof before === "string" ? `${before}-x` : "x";
  const [kind, inner] = type;
  if (kind === "object")
    return Object.fromEntries(
      Object.entries(inner).map(([name, one]) => [pulumiName(name), ofType(one, undefined)]),
    );
  const one = ofType(inner, undefined);
  return kind === "map" ? { other: one } : [one];
}
