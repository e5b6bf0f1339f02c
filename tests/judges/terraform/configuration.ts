/** A deployment as Terraform's configuration, in JSON. */
import type { Deployed } from "./deployment";
import { isList, isObject, type TerraformObject, type TerraformValue } from "./msgpack";
import { terraformType } from "./names";
import { literal, References } from "./references";
import type { Block, NestedBlock, ProviderSchema, Schema } from "./schema";
import { translate } from "./translate";

/** What takes longer does not happen at all where this is deployed to. */
const patience = "3m";

type Json = Record<string, unknown>;

export interface Configuration {
  readonly resource: Readonly<Record<string, Json>>;
  /** By Terraform's address, what it is a translation of. */
  readonly addresses: ReadonlyMap<string, Deployed>;
  /** What the provider has no name for: a type, or a property of a type. */
  readonly strangers: readonly (readonly [type: string, what: string])[];
}

/** @param region of the provider; a resource of another one has that region's provider */
export function configurationOf(
  { resource_schemas: schemas }: ProviderSchema,
  deployed: readonly Deployed[],
  region: string,
): Configuration {
  const made = new Made(region);
  for (const one of deployed) {
    const type = terraformType(one.type, schemas);
    if (type === undefined) made.strangers.push([one.type, "the type"]);
    else made.add(one, type, schemas[type]!);
  }
  return made;
}

const refersTo = (written: unknown, address: string): boolean => {
  const text = JSON.stringify(written);
  return text.includes(`\${${address}.`) || text.includes(`"${address}"`);
};

/** Without any order but that of what refers to what. */
export const unordered = (configuration: Configuration): Configuration =>
  eachWritten(configuration, (_address, { depends_on: _, ...rest }) => rest);

/** Some stay as they were made, whatever is written. */
export const asTheyStand = (
  configuration: Configuration,
  standing: ReadonlySet<string>,
): Configuration =>
  eachWritten(configuration, (address, written) =>
    standing.has(address) ? { ...written, lifecycle: { ignore_changes: "all" } } : written,
  );

function eachWritten(
  configuration: Configuration,
  change: (address: string, written: Json) => Json,
): Configuration {
  const resource: Record<string, Json> = {};
  for (const [type, named] of Object.entries(configuration.resource))
    for (const [name, written] of Object.entries(named))
      (resource[type] ??= {})[name] = change(`${type}.${name}`, written as Json);
  return { ...configuration, resource };
}

function at({ resource }: Configuration, address: string): unknown {
  const [type = "", name = ""] = address.split(".");
  return resource[type]?.[name];
}

/** The same without some of its resources, and without what refers to them. */
export function without(
  configuration: Configuration,
  unwanted: ReadonlySet<string>,
): Configuration {
  const gone = new Set(unwanted);
  const all = [...configuration.addresses.keys()];
  const refers = (address: string): boolean =>
    [...gone].some((other) => refersTo(at(configuration, address), other));
  for (let before = -1; before !== gone.size;) {
    before = gone.size;
    for (const address of all) if (!gone.has(address) && refers(address)) gone.add(address);
  }
  const resource: Record<string, Json> = {};
  for (const address of all.filter((one) => !gone.has(one))) {
    const [type = "", name = ""] = address.split(".");
    (resource[type] ??= {})[name] = at(configuration, address);
  }
  const addresses = new Map([...configuration.addresses].filter(([address]) => !gone.has(address)));
  return { ...configuration, resource, addresses };
}

class Made implements Configuration {
  readonly resource: Record<string, Json> = {};
  readonly addresses = new Map<string, Deployed>();
  readonly strangers: [string, string][] = [];
  private readonly byUrn = new Map<string, string>();
  private readonly references = new References();

  constructor(private readonly region: string) {}

  add(one: Deployed, type: string, { block }: Schema): void {
    const name = this.freeName(one.urn, type);
    const address = `${type}.${name}`;
    const { region, ...inputs } = one.inputs;
    const own = typeof region === "string" ? region : this.region;
    const { value, strangers } = translate(type, block, inputs);
    this.strangers.push(...strangers.map((what): [string, string] => [one.type, what]));
    const before = one.dependencies.flatMap((urn) => this.byUrn.get(urn) ?? []);
    const hasTimeout = block.block_types?.timeouts?.block.attributes?.create !== undefined;
    (this.resource[type] ??= {})[name] = {
      ...this.block(block, value),
      ...(hasTimeout ? { timeouts: { create: patience } } : {}),
      ...(before.length > 0 ? { depends_on: before } : {}),
      ...(own === this.region ? {} : { provider: `aws.${own}` }),
    };
    this.addresses.set(address, one);
    this.byUrn.set(one.urn, address);
    this.references.add(one, address, block);
  }

  private freeName(urn: string, type: string): string {
    const own = `n-${urn.split("::").at(-1) ?? ""}`.replace(/[^\w-]/g, "_");
    for (let count = 0; ; count++) {
      const name = count === 0 ? own : `${own}-${count}`;
      if (!this.addresses.has(`${type}.${name}`)) return name;
    }
  }

  /** What is given: Terraform takes null for that in attributes, but not in blocks. */
  private block(block: Block, value: TerraformObject): Json {
    const given: Json = {};
    for (const [name, one] of Object.entries(value)) {
      const nested = block.block_types?.[name];
      if (one === null || (nested !== undefined && isList(one) && one.length === 0)) continue;
      given[name] = nested === undefined ? this.written(one) : this.blocks(nested, one);
    }
    return given;
  }

  private blocks({ block }: NestedBlock, value: TerraformValue): unknown {
    if (isList(value)) return value.map((one) => (isObject(one) ? this.block(block, one) : one));
    return isObject(value) ? this.block(block, value) : value;
  }

  private written(value: TerraformValue): unknown {
    if (typeof value === "string") return this.references.write(value);
    if (isList(value)) return value.map((one) => this.written(one));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [literal(key), this.written(one)]),
    );
  }
}
