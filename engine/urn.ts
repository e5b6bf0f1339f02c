/** URNs: `urn:pulumi:<stack>::<project>::<parent types $ type>::<name>`. */

export const stackType = "pulumi:pulumi:Stack";
const providerPrefix = "pulumi:providers:";

export interface UrnParts {
  readonly stack: string;
  readonly project: string;
  /** The type, with those of its parents before it, joined by `$`. */
  readonly qualifiedType: string;
  readonly type: string;
  readonly name: string;
}

export function parseUrn(urn: string): UrnParts {
  const [head, project = "", qualifiedType = "", ...name] = urn.split("::");
  return {
    stack: (head ?? "").slice("urn:pulumi:".length),
    project,
    qualifiedType,
    type: qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1),
    name: name.join("::"),
  };
}

export interface UrnRequest {
  readonly stack: string;
  readonly project: string;
  /** The parent's URN; the stack itself and "" add nothing to the type. */
  readonly parent: string;
  readonly type: string;
  readonly name: string;
}

export function makeUrn({ stack, project, parent, type, name }: UrnRequest): string {
  const parentType = parent === "" ? "" : parseUrn(parent).qualifiedType;
  const prefix = parentType === "" || parentType === stackType ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

export function isProviderType(type: string): boolean {
  return type.startsWith(providerPrefix);
}

/** `default`, or `default_7_48_0`: made by the engine for resources that name no provider. */
export function isDefaultProvider(urn: string): boolean {
  const { type, name } = parseUrn(urn);
  return isProviderType(type) && (name === "default" || name.startsWith("default_"));
}

export function providerType(packageName: string): string {
  return providerPrefix + packageName;
}

/** The package of a provider's type (`pulumi:providers:aws`) or of any other (`aws:ec2/vpc:Vpc`). */
export function packageOf(type: string): string {
  return isProviderType(type) ? type.slice(providerPrefix.length) : (type.split(":")[0] ?? "");
}

/** A provider as a resource names it: `<urn>::<id>`. */
export function splitProviderReference(reference: string): { urn: string; id: string } {
  const at = reference.lastIndexOf("::");
  return { urn: reference.slice(0, at), id: reference.slice(at + 2) };
}

/** As people read it: `aws:ec2/vpc:Vpc` becomes `aws:ec2:Vpc`. */
export function displayType(type: string): string {
  const [pkg, module, name] = type.split(":");
  if (module === undefined || name === undefined) return type;
  const [folder = "", file] = module.split("/");
  const decapitalised = name.charAt(0).toLowerCase() + name.slice(1);
  return file === decapitalised ? `${pkg ?? ""}:${folder}:${name}` : type;
}
