/** A model's properties beside the provider's schema: name, kind, required, filled in by AWS. */
import type { Model, Property, PropertyKind } from "../../../simulator/model";
import type { Difference } from "./differences";
import { namesOf } from "./names";
import { isMany, members, type Block, type Member, type TypeExpression } from "./schema";

export function compareDeclared(model: Model, type: string, block: Block): Difference[] {
  const all = members(block);
  const names = namesOf(
    type,
    [...all].map(([name, one]) => [name, isMany(one)]),
  );
  return Object.entries(model.properties).flatMap(([what, property]) => {
    const member = all.get(names.get(what) ?? "");
    const difference = (ours: string, theirs: string): Difference[] =>
      ours === theirs ? [] : [{ type: model.type, what, ours, theirs }];
    if (member === undefined) return difference("has it", "does not have it");
    return [
      ...difference(...roles(model, what, property, member)),
      ...difference(...kinds(property, member)),
    ];
  });
}

/** Who says what it is. */
type Role = "required" | "optional" | "optional, else AWS's" | "AWS's";

function roles(
  model: Model,
  what: string,
  property: Property,
  member: Member,
): [ours: Role, theirs: Role] {
  const ours = ourRole(property);
  const theirs = theirRole(member);
  // Pulumi makes a name where Terraform asks for one, or lets AWS make one.
  if (model.autoname !== undefined && what === (model.autoname.property ?? "name"))
    return [ours, ours];
  // The schema does not say of a block whether AWS fills it in.
  const mayBeFilledIn = member.kind === "block" && ours === "optional, else AWS's";
  return [ours, mayBeFilledIn && theirs === "optional" ? ours : theirs];
}

function ourRole(property: Property): Role {
  if (property.output === true) return "AWS's";
  if (property.required === true) return "required";
  return property.computed === true ? "optional, else AWS's" : "optional";
}

function theirRole(member: Member): Role {
  if (member.kind === "block") return (member.nested.min_items ?? 0) > 0 ? "required" : "optional";
  const { required, optional, computed } = member.attribute;
  if (required === true) return "required";
  if (computed !== true) return "optional";
  return optional === true ? "optional, else AWS's" : "AWS's";
}

const scalars: Readonly<Record<string, readonly PropertyKind[]>> = {
  string: ["text", "json", "protocol"],
  bool: ["flag"],
  number: ["number"],
};

/** The kinds of ours that say the same as theirs. The first is what we should have said. */
function fitting(member: Member, isOutput: boolean): readonly PropertyKind[] {
  if (member.kind === "block") return fittingBlocks(member.nested.nesting_mode, member.nested);
  const { type, nested_type: nested } = member.attribute;
  if (nested !== undefined) return fittingBlocks(nested.nesting_mode, {});
  if (typeof type === "string" || type === undefined) return scalars[type ?? ""] ?? [];
  const [kind, inner] = type as readonly [string, TypeExpression];
  if (kind === "map") return ["map"];
  const isOfObjects = typeof inner !== "string" && inner[0] === "object";
  // The schema does not say of these whether Pulumi flattens them.
  const flattened: readonly PropertyKind[] = isOfObjects ? ["block"] : ["text"];
  const unordered: readonly PropertyKind[] = isOfObjects ? ["blocks", "set"] : ["set"];
  // What AWS answers is compared with nothing.
  if (isOutput) return ["list", ...unordered, ...flattened];
  return [...(kind === "list" ? (["list"] as const) : unordered), ...flattened];
}

function fittingBlocks(
  mode: string,
  { max_items: most }: { readonly max_items?: number },
): readonly PropertyKind[] {
  if (mode === "single" || mode === "group" || most === 1) return ["block"];
  if (mode === "map") return ["map"];
  return mode === "list" ? ["list"] : ["blocks", "set"];
}

function kinds(property: Property, member: Member): [ours: string, theirs: string] {
  const ours = property.kind ?? "text";
  const fit = fitting(member, property.output === true);
  return [ours, fit.includes(ours) ? ours : (fit[0] ?? "of another kind")];
}
