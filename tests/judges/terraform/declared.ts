/** A model's properties beside the provider's schema: name, kind, required, filled in by AWS. */
import type { Model, Property, PropertyKind } from "../../../simulator/model";
import type { Difference } from "./differences";
import { namesOf, pulumiName } from "./names";
import { isMany, members, type Block, type Member, type TypeExpression } from "./schema";

export function compareDeclared(model: Model, type: string, block: Block): Difference[] {
  const all = members(block);
  const names = namesOf(
    type,
    [...all].map(([name, one]) => [name, isMany(one)]),
  );
  return Object.entries(model.properties).flatMap(([what, property]) => {
    const name = names.get(what) ?? "";
    const member = all.get(name);
    const difference = (ours: string, theirs: string): Difference[] =>
      ours === theirs ? [] : [{ type: model.type, what, ours, theirs }];
    if (member === undefined) return difference("has it", "does not have it");
    return [
      ...difference(...roles(model, what, property, member)),
      ...difference(...kinds(property, what, [name, member])),
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
  if (member.kind === "block") {
    const { nesting_mode: mode, max_items: most } = member.nested;
    return [...fittingBlocks(mode), ...(most === 1 ? (["blocks"] as const) : [])];
  }
  const { type, nested_type: nested } = member.attribute;
  if (nested !== undefined) return fittingBlocks(nested.nesting_mode);
  if (typeof type === "string" || type === undefined) return scalars[type ?? ""] ?? [];
  const [kind, inner] = type as readonly [string, TypeExpression];
  if (kind === "map") return ["map"];
  const isOfObjects = typeof inner !== "string" && inner[0] === "object";
  const unordered: readonly PropertyKind[] = isOfObjects ? ["blocks", "set"] : ["set"];
  // What AWS answers is compared with nothing.
  if (isOutput) return ["list", ...unordered];
  return kind === "list" ? ["list"] : unordered;
}

function fittingBlocks(mode: string): readonly PropertyKind[] {
  if (mode === "single" || mode === "group") return ["block"];
  if (mode === "map") return ["map"];
  return mode === "list" ? ["list"] : ["blocks", "set"];
}

/** One element at the most is no list in Pulumi, and then its name is no plural: of the schemas, not all tell. */
function flattened(what: string, name: string, member: Member): readonly PropertyKind[] {
  if (!isMany(member) || what !== pulumiName(name)) return [];
  return ["block", "text", "number", "flag"];
}

function kinds(
  property: Property,
  what: string,
  [name, member]: readonly [string, Member],
): [ours: string, theirs: string] {
  const ours = property.kind ?? "text";
  const fit = fitting(member, property.output === true);
  const isFlat = flattened(what, name, member).includes(ours);
  return [ours, isFlat || fit.includes(ours) ? ours : (fit[0] ?? "of another kind")];
}
