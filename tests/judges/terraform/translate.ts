/** Pulumi's values as Terraform's, whole objects by the provider's own schema. */
import { createHash } from "node:crypto";
import { unknownValue } from "../../simulator/support";
import type { Value, ValueMap } from "../../../simulator";
import { unknown, type TerraformObject, type TerraformValue } from "./msgpack";
import { namesOf } from "./names";
import {
  isMany,
  members,
  type Attribute,
  type Block,
  type NestedBlock,
  type NestedType,
  type TypeExpression,
} from "./schema";

export interface Translated {
  readonly value: TerraformObject;
  /** Paths of Pulumi's that the schema has nothing for. */
  readonly strangers: readonly string[];
}

/** @param type of Terraform's, for the names that are its own */
export function translate(type: string, block: Block, given: ValueMap): Translated {
  const strangers: string[] = [];
  return { value: new Translation(strangers).block(block, given, { type, path: "" }), strangers };
}

interface Place {
  readonly type?: string;
  readonly path: string;
}

class Translation {
  constructor(private readonly strangers: string[]) {}

  block(block: Block, given: ValueMap, place: Place): Record<string, TerraformValue> {
    const all = members(block);
    const names = namesOf(
      place.type,
      [...all].map(([name, one]) => [name, isMany(one)]),
    );
    const values = this.byName(names, given, place);
    return Object.fromEntries(
      [...all].map(([name, one]) => {
        const [path, value] = values.get(name) ?? [name, null];
        return one.kind === "attribute"
          ? [name, this.attribute(one.attribute, value, path)]
          : [name, this.nested(one.nested, value, path)];
      }),
    );
  }

  /** Terraform's names, with Pulumi's paths and values. */
  private byName(
    names: ReadonlyMap<string, string>,
    given: ValueMap,
    { path }: Place,
  ): ReadonlyMap<string, readonly [string, Value]> {
    const found = new Map<string, readonly [string, Value]>();
    for (const [key, value] of Object.entries(given)) {
      if (key.startsWith("__")) continue;
      const name = names.get(key);
      if (name === undefined) this.strangers.push(`${path}${key}`);
      else found.set(name, [`${path}${key}`, value]);
    }
    return found;
  }

  private attribute({ type, nested_type: nested }: Attribute, value: Value, path: string) {
    return nested === undefined
      ? this.typed(type ?? "dynamic", value, path)
      : this.object(nested, value, path);
  }

  private object(nested: NestedType, value: Value, path: string): TerraformValue {
    if (value === null) return null;
    if (value === unknownValue) return unknown;
    const block = { attributes: nested.attributes };
    if (nested.nesting_mode === "single")
      return this.block(block, asMap(value, path), { path: `${path}.` });
    return asList(value).map((one, index) =>
      this.block(block, asMap(one, path), { path: `${path}[${index}].` }),
    );
  }

  private nested(nested: NestedBlock, value: Value, path: string): TerraformValue {
    const isSingle = nested.nesting_mode === "single" || nested.nesting_mode === "group";
    if (value === null) return isSingle ? null : [];
    if (value === unknownValue) return unknown;
    if (isSingle) return this.block(nested.block, asMap(value, path), { path: `${path}.` });
    return asList(value).map((one, index) =>
      one === unknownValue
        ? unknown
        : this.block(nested.block, asMap(one ?? {}, path), { path: `${path}[${index}].` }),
    );
  }

  private typed(type: TypeExpression, value: Value, path: string): TerraformValue {
    if (value === null) return null;
    if (value === unknownValue) return unknown;
    if (typeof type === "string") return scalar(type, value, path);
    const [kind, inner] = type;
    if (kind === "object") {
      const names = namesOf(
        undefined,
        Object.entries(inner).map(([name, one]) => [name, Array.isArray(one)]),
      );
      const values = this.byName(names, asMap(value, path), { path: `${path}.` });
      return Object.fromEntries(
        Object.entries(inner).map(([name, one]) => {
          const [at, own] = values.get(name) ?? [name, null];
          return [name, this.typed(one, own, at)];
        }),
      );
    }
    if (kind === "map")
      return Object.fromEntries(
        Object.entries(asMap(value, path)).map(([key, one]) => [key, this.typed(inner, one, path)]),
      );
    return asList(value).map((one) => this.typed(inner, one, path));
  }
}

/** Pulumi flattens a list that has one element at most. */
const asList = (value: Value): readonly Value[] => (Array.isArray(value) ? value : [value]);

function asMap(value: Value, path: string): ValueMap {
  if (typeof value === "object" && value !== null && !Array.isArray(value))
    return value as ValueMap;
  throw new Error(`${path} is ${JSON.stringify(value)}, where Terraform has an object`);
}

const digest = (value: Value): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** An asset or an archive is a file to Terraform: one that is called after its contents, as Pulumi's bridge writes it. */
function fileOf(value: Value): string | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const { assets, path, hash = path } = value as ValueMap;
  // What is put together in the program has no hash before it is written.
  const name = assets === undefined ? hash : digest(assets);
  return typeof name === "string" ? `pulumi-asset-${name}` : undefined;
}

function scalar(type: string, value: Value, path: string): TerraformValue {
  const file = fileOf(value);
  if (file !== undefined) return file;
  if (typeof value === "object") throw new Error(`${path} is no ${type}: ${JSON.stringify(value)}`);
  if (type === "string") return String(value);
  if (type === "bool" && (value === "true" || value === "false")) return value === "true";
  if (type === "number" && typeof value === "string" && value.trim() !== "" && !isNaN(+value))
    return Number(value);
  if (typeof value !== (type === "bool" ? "boolean" : type))
    throw new Error(`${path} is no ${type}: ${JSON.stringify(value)}`);
  return value;
}
