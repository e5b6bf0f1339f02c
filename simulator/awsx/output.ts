/**
 * Values on their way through a component, with what Pulumi's `Output` knows of them: whether they are known yet, whether
 * they are secret, and which resources they come from. A component starts from what was answered already, so these hold
 * their value at once. Inputs arrive in Pulumi's wire form, and the inputs of children leave in it.
 */
import type { Value, ValueMap } from "../protocol";
import { isList, isMap, isUnknown, unknownValue } from "../values";

/** The protocol's signatures: `sdk/nodejs/runtime/rpc.ts` of Pulumi. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

const nowhere: ReadonlySet<string> = new Set();

/** What a child is given: plain values, or outputs anywhere in them. */
export type Input =
  Value | undefined | Output<Input> | readonly Input[] | { readonly [key: string]: Input };
export type Inputs = Readonly<Record<string, Input>>;

export class Output<T> {
  private constructor(
    private readonly held: { readonly value: T } | undefined,
    readonly secret: boolean,
    /** URNs. */
    readonly dependencies: ReadonlySet<string>,
  ) {}

  static of<T>(value: T, dependencies = nowhere, secret = false): Output<T> {
    return new Output({ value }, secret, dependencies);
  }

  static unknown<T>(dependencies = nowhere, secret = false): Output<T> {
    return new Output<T>(undefined, secret, dependencies);
  }

  /** Undefined while it is not known. */
  get known(): { readonly value: T } | undefined {
    return this.held;
  }

  apply<U>(change: (value: T) => U): Output<U> {
    const { held, secret, dependencies } = this;
    return new Output(held && { value: change(held.value) }, secret, dependencies);
  }

  async applyAsync<U>(change: (value: T) => Promise<U>): Promise<Output<U>> {
    const { held, secret, dependencies } = this;
    return new Output(held && { value: await change(held.value) }, secret, dependencies);
  }

  /** What `change` answers comes from both. */
  flatApply<U>(change: (value: T) => Output<U>): Output<U> {
    const { held, secret, dependencies } = this;
    if (held === undefined) return Output.unknown(dependencies, secret);
    const inner = change(held.value);
    return new Output(
      inner.held,
      secret || inner.secret,
      new Set([...dependencies, ...inner.dependencies]),
    );
  }
}

/** All of them as one: unknown while one of them is, secret where one of them is. */
export function all<T>(outputs: readonly Output<T>[]): Output<readonly T[]> {
  const dependencies = new Set(outputs.flatMap((one) => [...one.dependencies]));
  const secret = outputs.some((one) => one.secret);
  const values: T[] = [];
  for (const { known } of outputs) {
    if (known === undefined) return Output.unknown(dependencies, secret);
    values.push(known.value);
  }
  return Output.of(values, dependencies, secret);
}

/** `undefined` in what is known of an output reads as not given. */
export function lift(input: Input): Output<Value | undefined> {
  if (input === undefined || input === null) return Output.of(undefined);
  if (input instanceof Output) return input.flatApply(lift);
  if (isUnknown(input as Value)) return Output.unknown();
  if (isList(input as Value)) return all((input as readonly Input[]).map(lift)).apply(asItems);
  if (!isMap(input as Value)) return Output.of(input as Value);
  const map = input as Readonly<Record<string, Input>>;
  switch (map[signatureKey]) {
    case undefined:
      return liftMap(map);
    case secretSignature:
      return lift(map.value).flatApply((value) => Output.of(value, nowhere, true));
    case outputSignature:
      return liftOutput(map as ValueMap);
    default:
      return Output.of(map as ValueMap);
  }
}

function asItems(items: readonly (Value | undefined)[]): readonly Value[] {
  return items.map((item) => item ?? null);
}

function liftMap(map: Readonly<Record<string, Input>>): Output<Value> {
  const keys = Object.keys(map);
  return all(keys.map((key) => lift(map[key]))).apply((values) => {
    const result: Record<string, Value> = {};
    keys.forEach((key, index) => {
      const value = values[index];
      if (value !== undefined) result[key] = value;
    });
    return result;
  });
}

function liftOutput(map: ValueMap): Output<Value | undefined> {
  const dependencies = new Set(isList(map.dependencies) ? (map.dependencies as string[]) : []);
  const secret = map.secret === true;
  if (!("value" in map)) return Output.unknown(dependencies, secret);
  return Output.of(map.value, dependencies, secret).flatApply(lift);
}

/** False for maps and lists that merely have outputs in them. */
export function isOutput(input: Input): boolean {
  if (input instanceof Output || isUnknown(input as Value)) return true;
  const signature = isMap(input as Value) ? (input as ValueMap)[signatureKey] : undefined;
  return signature === outputSignature || signature === secretSignature;
}

/** An input as the monitor is told of it. */
export interface Serialised {
  /** Undefined where there is nothing to tell. */
  readonly value: Value | undefined;
  readonly dependencies: ReadonlySet<string>;
}

export function serialise(input: Input): Serialised {
  const dependencies = new Set<string>();
  return { value: serialiseInto(input, dependencies), dependencies };
}

function serialiseInto(input: Input, dependencies: Set<string>): Value | undefined {
  if (input === undefined) return undefined;
  if (isOutput(input)) {
    const output = lift(input);
    for (const urn of output.dependencies) dependencies.add(urn);
    if (output.known === undefined) return unknownValue;
    const value = serialiseInto(output.known.value, dependencies);
    return output.secret ? { [signatureKey]: secretSignature, value: value ?? null } : value;
  }
  if (isList(input as Value))
    return (input as readonly Input[]).map((item) => serialiseInto(item, dependencies) ?? null);
  if (!isMap(input as Value)) return input as Value;
  const urn = referencedUrn(input);
  if (urn !== undefined) dependencies.add(urn);
  const result: Record<string, Value> = {};
  for (const [key, item] of Object.entries(input as Inputs)) {
    const value = serialiseInto(item, dependencies);
    if (value !== undefined) result[key] = value;
  }
  return result;
}

export function reference(urn: string, id: string): ValueMap {
  return { [signatureKey]: referenceSignature, urn, id: id === "" ? unknownValue : id };
}

/** The URN of the resource that a value refers to; undefined where it is no reference. */
export function referencedUrn(input: Input): string | undefined {
  if (!isMap(input as Value)) return undefined;
  const { urn, [signatureKey]: signature } = input as ValueMap;
  return signature === referenceSignature && typeof urn === "string" ? urn : undefined;
}
