/** What the provider refuses at preview, in its words: ranges, lengths, patterns, what goes with what. An empty text is a text. */
import type { CheckFailure, ValueMap } from "../protocol";
import { snake } from "../services/ec2/blocks";
import { isMap, isWritten, number, text, written } from "../values";

/** `expected min_size to be in the range (0 - 10), got 11` */
export function checkRange(
  inputs: ValueMap,
  property: string,
  [from, to]: readonly [number, number],
): readonly CheckFailure[] {
  const value = number(inputs, property);
  if (value === undefined || (value >= from && value <= to)) return [];
  const reason = `expected ${snake(property)} to be in the range (${from} - ${to}), got ${value}`;
  return [{ property, reason }];
}

/** `expected length of name to be in the range (1 - 64), got …` */
export function checkLength(
  inputs: ValueMap,
  property: string,
  [from, to]: readonly [number, number],
): readonly CheckFailure[] {
  const value = written(inputs, property);
  if (value === undefined || (value.length >= from && value.length <= to)) return [];
  const reason = `expected length of ${snake(property)} to be in the range (${from} - ${to}), got ${value}`;
  return [{ property, reason }];
}

/** @param rule in words: what the value is to look like */
export function checkPattern(
  inputs: ValueMap,
  property: string,
  pattern: RegExp,
  rule: string,
): readonly CheckFailure[] {
  const value = written(inputs, property);
  if (value === undefined || pattern.test(value)) return [];
  return [{ property, reason: `invalid value for ${snake(property)} (${rule}): ${value}` }];
}

/** `"name": conflicts with name_prefix` */
export function checkConflict(
  inputs: ValueMap,
  property: string,
  other: string,
): readonly CheckFailure[] {
  if (!isWritten(inputs, property) || !isWritten(inputs, other)) return [];
  return [{ property, reason: `"${snake(property)}": conflicts with ${snake(other)}` }];
}

export const checkConflicts = (
  inputs: ValueMap,
  property: string,
  ...others: readonly string[]
): readonly CheckFailure[] => others.flatMap((other) => checkConflict(inputs, property, other));

/** `"value_wo": all of `value_wo,value_wo_version` must be specified` */
export function checkTogether(
  inputs: ValueMap,
  ...properties: readonly string[]
): readonly CheckFailure[] {
  const given = properties.filter((property) => isWritten(inputs, property));
  const [property] = given;
  if (property === undefined || given.length === properties.length) return [];
  const names = properties.map(snake).join(",");
  return [{ property, reason: `"${snake(property)}": all of \`${names}\` must be specified` }];
}

/** Exactly one of them, or where `atLeast` is said, one or more. */
export function checkChoice(
  inputs: ValueMap,
  properties: readonly string[],
  atLeast?: true,
): readonly CheckFailure[] {
  const given = properties.filter((property) => isWritten(inputs, property));
  const [property = ""] = properties;
  const names = properties.map(snake).join(",");
  if (given.length === 0)
    return [{ property, reason: `"${snake(property)}": one of \`${names}\` must be specified` }];
  if (given.length === 1 || atLeast === true) return [];
  return [
    {
      property,
      reason: `"${snake(property)}": only one of \`${names}\` can be specified, but \`${given.map(snake).join(",")}\` were specified.`,
    },
  ];
}

/** `"role" (x) is an invalid ARN: arn: invalid prefix` */
export function checkArn(inputs: ValueMap, property: string): readonly CheckFailure[] {
  const value = text(inputs, property);
  if (value === undefined || /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}|aws)?:.+/s.test(value)) return [];
  const fault = value.startsWith("arn:") ? "invalid value" : "arn: invalid prefix";
  return [{ property, reason: `"${snake(property)}" (${value}) is an invalid ARN: ${fault}` }];
}

/** A nested block, or one with nothing in it. */
export function blockOf(inputs: ValueMap, property: string): ValueMap {
  const value = inputs[property];
  return isMap(value) ? value : {};
}
