/** The package's schema, and whether arguments are what it says: as an SDK in another language would have it. */
import * as pulumi from "@pulumi/pulumi";

export interface Property {
  readonly type?: "string" | "number" | "boolean" | "array" | "object";
  readonly $ref?: string;
  readonly items?: Property;
  readonly additionalProperties?: Property;
  /** Never an output. */
  readonly plain?: boolean;
  readonly optional?: boolean;
  readonly description?: string;
}

interface ObjectType {
  readonly type: string;
  readonly properties?: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
  readonly enum?: readonly { readonly name: string; readonly value: unknown }[];
}

interface ComponentType {
  readonly isComponent: boolean;
  readonly description?: string;
  readonly inputProperties: Readonly<Record<string, Property>>;
  readonly requiredInputs: readonly string[];
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
}

export interface Schema {
  readonly name: string;
  readonly version: string;
  readonly resources: Readonly<Record<string, ComponentType>>;
  readonly types: Readonly<Record<string, ObjectType>>;
}

/** @throws where the schema has no such component */
export function componentOf({ resources }: Schema, name: string): ComponentType {
  const found = resources[`aws-network:index:${name}`];
  if (found === undefined) throw new Error(`the schema has no ${name}`);
  return found;
}

/** What of a component's arguments is not as the schema says: paths, with why. */
export function mismatches(schema: Schema, component: string, args: object): string[] {
  const { inputProperties, requiredInputs } = componentOf(schema, component);
  return inObject(schema, { properties: inputProperties, required: requiredInputs }, args, "");
}

function inObject(
  schema: Schema,
  { properties = {}, required = [] }: Omit<ObjectType, "type">,
  value: object,
  path: string,
): string[] {
  const given = Object.entries(value).filter(([, one]) => one !== undefined);
  const missing = required.filter((key) => !given.some(([one]) => one === key));
  return [
    ...missing.map((key) => `${path}${key}: missing`),
    ...given.flatMap(([key, one]) => {
      const property = properties[key];
      return property
        ? inProperty(schema, property, one, `${path}${key}`)
        : [`${path}${key}: not there`];
    }),
  ];
}

function inProperty(schema: Schema, property: Property, value: unknown, path: string): string[] {
  if (pulumi.Output.isInstance(value)) return property.plain ? [`${path}: an output`] : [];
  if (property.$ref !== undefined) return inReference(schema, property.$ref, value, path);
  if (property.type === "array") {
    if (!Array.isArray(value)) return [`${path}: not a list`];
    const { items = {} } = property;
    return value.flatMap((one, index) => inProperty(schema, items, one, `${path}[${index}]`));
  }
  if (property.type === "object") {
    const { additionalProperties = {} } = property;
    return Object.entries(value as object).flatMap(([key, one]) =>
      inProperty(schema, additionalProperties, one, `${path}.${key}`),
    );
  }
  return typeof value === property.type ? [] : [`${path}: not a ${property.type}`];
}

function inReference(schema: Schema, reference: string, value: unknown, path: string): string[] {
  if (reference === "pulumi.json#/Archive")
    return pulumi.asset.Archive.isInstance(value) ? [] : [`${path}: not an archive`];
  const type = schema.types[reference.replace("#/types/", "")];
  if (type === undefined) return [`${path}: of a type that the schema lacks, ${reference}`];
  if (type.enum !== undefined)
    return type.enum.some((one) => one.value === value) ? [] : [`${path}: none of the enum's`];
  return inObject(schema, type, value as object, `${path}.`);
}
