/** What `terraform providers schema -json` says of a provider. */
import { readFileSync } from "node:fs";

/** `"string"`, `["set", "string"]`, `["object", { name: "string" }]`. */
export type TypeExpression =
  | string
  | readonly ["list" | "set" | "map", TypeExpression]
  | readonly ["object", Readonly<Record<string, TypeExpression>>];

export interface NestedType {
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly nesting_mode: "single" | "list" | "set" | "map";
}

export interface Attribute {
  readonly type?: TypeExpression;
  readonly nested_type?: NestedType;
  readonly required?: boolean;
  readonly optional?: boolean;
  readonly computed?: boolean;
  /** Given, and never kept in a state. */
  readonly write_only?: boolean;
}

export interface NestedBlock {
  readonly nesting_mode: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
  readonly min_items?: number;
  readonly max_items?: number;
}

export interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, NestedBlock>>;
}

export interface Schema {
  readonly version: number;
  readonly block: Block;
}

export interface ProviderSchema {
  readonly provider: Schema;
  readonly resource_schemas: Readonly<Record<string, Schema>>;
}

/** @param file what `terraform providers schema -json` printed */
export function readSchema(file: string): ProviderSchema {
  const { provider_schemas: all } = JSON.parse(readFileSync(file, "utf8")) as {
    provider_schemas: Record<string, ProviderSchema>;
  };
  const [aws] = Object.values(all);
  if (aws === undefined) throw new Error(`${file} holds the schema of no provider`);
  return aws;
}

/** What stands under a name of a block: one attribute or one kind of block. */
export type Member =
  | { readonly kind: "attribute"; readonly attribute: Attribute }
  | { readonly kind: "block"; readonly nested: NestedBlock };

export function members(block: Block): ReadonlyMap<string, Member> {
  return new Map<string, Member>([
    ...Object.entries(block.attributes ?? {}).map(
      ([name, attribute]) => [name, { kind: "attribute", attribute }] as const,
    ),
    ...Object.entries(block.block_types ?? {}).map(
      ([name, nested]) => [name, { kind: "block", nested }] as const,
    ),
  ]);
}

/** Whether a member is written as a list or a set, though of one element perhaps: Pulumi may call it by a plural. */
export function isMany(member: Member): boolean {
  if (member.kind === "block") {
    const { nesting_mode: mode } = member.nested;
    return mode === "list" || mode === "set";
  }
  const { type, nested_type: nested } = member.attribute;
  if (nested !== undefined) return nested.nesting_mode === "list" || nested.nesting_mode === "set";
  return Array.isArray(type) && (type[0] === "list" || type[0] === "set");
}
