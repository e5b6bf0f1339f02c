/** Other names of a resource, as the program gives them, and the URNs that they mean. */
import type * as aliasProto from "@pulumi/pulumi/proto/alias_pb";
import type * as resource from "@pulumi/pulumi/proto/resource_pb";
import { makeUrn, parseUrn } from "../../urn";
import type { StackIdentity } from "./stackIdentity";

/** What it does not say ("") is as the resource itself has it. */
export interface AliasSpec {
  readonly type: string;
  readonly name: string;
  readonly project: string;
  readonly stack: string;
  /** A URN. */
  readonly parent: string;
  readonly noParent: boolean;
}

/** A URN, or what differs in it. */
export type Alias = string | AliasSpec;

export function readAliases(request: resource.RegisterResourceRequest): readonly Alias[] {
  const specs = request
    .getAliasesList()
    .map((alias) => (alias.hasUrn() ? alias.getUrn() : specOf(alias.getSpec())));
  return [...request.getAliasurnsList(), ...specs].filter((alias) => alias !== "");
}

function specOf(spec: aliasProto.Alias.Spec | undefined): Alias {
  if (spec === undefined) return "";
  return {
    type: spec.getType(),
    name: spec.getName(),
    project: spec.getProject(),
    stack: spec.getStack(),
    parent: spec.getParenturn(),
    noParent: spec.getNoparent(),
  };
}

interface Named {
  readonly type: string;
  readonly name: string;
  readonly parent: string;
}

/** @param formerly the URN under which the state had a resource of this run, where it was another one */
export function aliasUrn(
  alias: Alias,
  { type, name, parent }: Named,
  own: StackIdentity,
  formerly: (urn: string) => string | undefined = () => undefined,
): string {
  if (typeof alias === "string") return alias;
  const given = alias.parent === "" ? parent : (formerly(alias.parent) ?? alias.parent);
  return makeUrn({
    stack: alias.stack || own.stack,
    project: alias.project || own.project,
    parent: alias.noParent ? "" : given,
    type: alias.type || type,
    name: alias.name || name,
  });
}

/** Children are named after their parent, so a name that begins with the parent's begins with its former one. */
export function underFormerParent(
  urn: string,
  parent: string,
  formerParent: string,
  own: StackIdentity,
): string {
  const { type, name } = parseUrn(urn);
  const parentName = parseUrn(parent).name;
  const formerName = parseUrn(formerParent).name;
  return makeUrn({
    ...own,
    parent: formerParent,
    type,
    name: name.startsWith(parentName) ? formerName + name.slice(parentName.length) : name,
  });
}
