/**
 * Property values in Pulumi's wire form: plain JSON in which unknowns, secrets, resource references, output values and
 * assets carry the protocol's signature keys. Values are shared by reference and never mutated.
 * The signatures are Pulumi's own: `sdk/nodejs/runtime/rpc.ts`.
 */
import type { Value, ValueMap } from "./provider";

export const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
export const outputSignature = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const referenceSignature = "5cf8f73096256a8f31e491e813e4eb8e";

/** How a value that is not known before the deployment is written. */
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Every spelling of an unknown that a language host may send: one per kind of value. */
const unknowns: ReadonlySet<Value> = new Set<Value>([
  unknown,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

export function isUnknown(value: Value | undefined): boolean {
  return typeof value === "string" && unknowns.has(value);
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function signatureOf(value: Value | undefined): Value | undefined {
  return isMap(value) ? value[signatureKey] : undefined;
}

/** A secret: its value in clear (in memory), or its ciphertext (in a checkpoint). */
export interface Secret extends ValueMap {
  readonly [signatureKey]: typeof secretSignature;
}

export function isResourceReference(value: Value | undefined): boolean {
  return signatureOf(value) === referenceSignature;
}

export function isSecret(value: Value | undefined): value is Secret {
  return signatureOf(value) === secretSignature;
}

/** Marks a value as secret. What was marked inside it is covered by the outer mark. */
export function secret(value: Value): ValueMap {
  const plain = hasSecret(value) ? mapValue(value, unwrapSecret) : value;
  return { [signatureKey]: secretSignature, value: plain };
}

/** The value inside a secret; any other value as it is. */
export function unwrapSecret(value: Value): Value {
  return isSecret(value) ? (value.value ?? null) : value;
}

/** How a secret stands in a checkpoint: its JSON, encrypted. */
export function sealedSecret(ciphertext: string): ValueMap {
  return { [signatureKey]: secretSignature, ciphertext };
}

/** The ciphertext of a secret as a checkpoint holds it. */
export function ciphertextOf(value: Value): string | undefined {
  if (!isSecret(value)) return undefined;
  return typeof value.ciphertext === "string" ? value.ciphertext : undefined;
}

/** Rebuilds a value from the leaves up, keeping by reference whatever `visit` leaves as it is. */
export function mapValue(value: Value, visit: (value: Value) => Value): Value {
  if (Array.isArray(value)) {
    const items = value as readonly Value[];
    let copy: Value[] | undefined;
    items.forEach((item, index) => {
      const mapped = mapValue(item, visit);
      if (mapped !== item) (copy ??= [...items])[index] = mapped;
    });
    return visit(copy ?? value);
  }
  return isMap(value) ? visit(mapMap(value, visit)) : visit(value);
}

export function mapMap(map: ValueMap, visit: (value: Value) => Value): ValueMap {
  let copy: Record<string, Value> | undefined;
  for (const key of Object.keys(map)) {
    const item = map[key] as Value;
    const mapped = mapValue(item, visit);
    if (mapped !== item) (copy ??= { ...map })[key] = mapped;
  }
  return copy ?? map;
}

/** True where any value inside, the value itself included, satisfies the test. */
export function someValue(value: Value | undefined, test: (value: Value) => boolean): boolean {
  if (value === undefined) return false;
  if (test(value)) return true;
  if (Array.isArray(value))
    return (value as readonly Value[]).some((item) => someValue(item, test));
  if (!isMap(value)) return false;
  for (const key in value) if (someValue(value[key], test)) return true;
  return false;
}

export function hasUnknown(value: Value | undefined): boolean {
  return someValue(value, isUnknown);
}

export function hasSecret(value: Value | undefined): boolean {
  return someValue(value, isSecret);
}

/** Without its secret marks: what a provider that does not accept secrets is given. */
export function stripSecrets(map: ValueMap): ValueMap {
  return hasSecret(map) ? mapMap(map, unwrapSecret) : map;
}

/** What a language host sends, in one spelling: output values become plain, unknown or secret ones; assets are left. */
export function normaliseFromProgram(map: ValueMap): ValueMap {
  return mapMap(map, (value) => {
    if (isUnknown(value)) return unknown;
    if (isSecret(value)) return hasSecret(value.value) ? secret(value.value ?? null) : value;
    if (signatureOf(value) !== outputSignature) return value;
    const output = value as unknown as ValueMap;
    const plain = "value" in output ? output.value : unknown;
    return output.secret === true ? secret(plain) : plain;
  });
}

/** What the output values inside a value depend on: URNs. */
export function outputDependencies(value: Value): readonly string[] {
  const urns: string[] = [];
  someValue(value, (one) => {
    if (signatureOf(one) === outputSignature) {
      const { dependencies } = one as ValueMap;
      if (Array.isArray(dependencies)) urns.push(...(dependencies as readonly string[]));
    }
    return false;
  });
  return urns;
}

/** Resource references as the id (a custom resource) or the URN: what a provider that does not accept resources is given. */
function stripReferences(map: ValueMap): ValueMap {
  return mapMap(map, (value) => {
    if (signatureOf(value) !== referenceSignature) return value;
    const reference = value as unknown as ValueMap;
    if (!("id" in reference)) return reference.urn ?? null;
    return reference.id === "" ? unknown : reference.id;
  });
}

/** Values as a provider is given them: none accepts resource references, and some no secrets. */
export function forProvider(map: ValueMap, acceptSecrets: boolean): ValueMap {
  return stripReferences(acceptSecrets ? map : stripSecrets(map));
}

/**
 * Marks in `outputs` what was secret in `inputs`, property by property: what the engine does for a provider that does not
 * accept secrets. Objects are compared by key, arrays by index, as Pulumi does.
 */
export function markSecrets(outputs: ValueMap, inputs: ValueMap): ValueMap {
  return hasSecret(inputs) ? (markValue(outputs, inputs) as ValueMap) : outputs;
}

function markValue(output: Value, input: Value): Value {
  if (isSecret(input)) return isSecret(output) ? output : secret(output);
  if (Array.isArray(output) && Array.isArray(input)) {
    const inputs = input as readonly Value[];
    return (output as readonly Value[]).map((item, index) =>
      index < inputs.length ? markValue(item, inputs[index] as Value) : item,
    );
  }
  if (!isMap(output) || !isMap(input) || isSecret(output)) return output;
  const marked: Record<string, Value> = { ...output };
  for (const key of Object.keys(input))
    if (key in marked) marked[key] = markValue(marked[key] as Value, input[key] as Value);
  return marked;
}

/** Equal by content; the order of keys does not count. */
export function valuesEqual(left: Value | undefined, right: Value | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    const [a, b] = [left as readonly Value[], right as readonly Value[]];
    return a.length === b.length && a.every((item, index) => valuesEqual(item, b[index]));
  }
  if (!isMap(left) || !isMap(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && valuesEqual(left[key], right[key]))
  );
}

/** For people and events: every secret replaced by the words the Pulumi CLI uses. */
export function maskSecrets(map: ValueMap): ValueMap {
  return hasSecret(map)
    ? mapMap(map, (value) => (isSecret(value) ? sealedSecret("[secret]") : value))
    : map;
}
