/** Output values: how the wire says of one value whether it is known, whether it is secret, and what it depends on. */
import type { Value, ValueMap } from "./provider";
import {
  isSecret,
  isUnknown,
  mapMap,
  outputDependencies,
  outputSignature,
  signatureKey,
  signatureOf,
} from "./values";

const isOutput = (value: Value): value is ValueMap => signatureOf(value) === outputSignature;

/** Secrets and unknowns as output values: the one form in which a function of the program is given both. */
export function asOutputValues(map: ValueMap): ValueMap {
  return mapMap(map, (value) => {
    if (isUnknown(value)) return { [signatureKey]: outputSignature };
    if (!isSecret(value)) return value;
    const inner = value.value ?? null;
    if (isOutput(inner)) return { ...inner, secret: true };
    return { [signatureKey]: outputSignature, secret: true, value: inner };
  });
}

/** The value as one that depends on these resources, too. */
export function dependingOn(value: Value, urns: readonly string[]): Value {
  const known = new Set(outputDependencies(value));
  if (urns.every((urn) => known.has(urn))) return value;
  if (!isOutput(value)) return { [signatureKey]: outputSignature, value, dependencies: [...urns] };
  const own = Array.isArray(value.dependencies) ? (value.dependencies as readonly string[]) : [];
  return { ...value, dependencies: [...new Set([...own, ...urns])] };
}
