/** A component's arguments as the published one reads them: some must be plain, for they decide which children there are. */
import type { ConstructRequest, Value } from "../protocol";
import { isList, isMap } from "../values";
import { isOutput, lift, Output, referencedUrn, type Input, type Inputs } from "./output";

/** The inputs, each with what it depends on, also where the program's SDK says that beside them only. */
export function readInputs({ inputs, inputDependencies }: ConstructRequest): Inputs {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      withDependencies(value, inputDependencies[key] ?? []),
    ]),
  );
}

function withDependencies(value: Value, urns: readonly string[]): Input {
  if (urns.length === 0 || containsOutputs(value)) return value;
  if (urns.length === 1 && referencedUrn(value) === urns[0]) return value;
  return Output.of(value, new Set(urns)).flatApply(lift);
}

function containsOutputs(value: Value): boolean {
  if (isOutput(value)) return true;
  if (isList(value)) return value.some(containsOutputs);
  return isMap(value) && Object.values(value).some(containsOutputs);
}

export function isGivenInput(input: Input): boolean {
  return input !== undefined && input !== null;
}

/** As JavaScript takes it: an output is true, whatever it will be. */
export function isTruthy(input: Input): boolean {
  return isOutput(input) || Boolean(input);
}

/** @throws Error where an output stands in the place of a plain object */
export function plainMap(input: Input, where: string): Inputs | undefined {
  if (!isGivenInput(input)) return undefined;
  if (isOutput(input) || !isMap(input as Value))
    throw new Error(`${where} must be an object whose keys are known, not an output`);
  return input as Inputs;
}

/** @throws Error where an output stands in the place of a plain list */
export function plainList(input: Input, where: string): readonly Input[] | undefined {
  if (!isGivenInput(input)) return undefined;
  if (isOutput(input) || !isList(input as Value))
    throw new Error(`${where} must be a list whose length is known, not an output`);
  return input as readonly Input[];
}

/** @throws Error where more than one of them is given */
export function atMostOne(inputs: Inputs, keys: readonly string[], where = ""): void {
  const named = keys.filter((key) => isGivenInput(inputs[key]));
  if (named.length > 1)
    throw new Error(
      `${where}at most one of ${listed(keys)} can be given; ${listed(named)} are: leave ${named.length > 2 ? "all but one" : "one"} out`,
    );
}

function listed(keys: readonly string[]): string {
  return keys.length < 2
    ? keys.join("")
    : `${keys.slice(0, -1).join(", ")} and ${keys.at(-1) ?? ""}`;
}

/** The arguments but these. */
export function without(inputs: Inputs, keys: readonly string[]): Record<string, Input> {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !keys.includes(key)));
}
