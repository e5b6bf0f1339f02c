/** What the provider checks of an address block at preview, in its own words (measured: aws-facts.md, section 5). */
import { formatBlock, parseBlock } from "../../addresses";
import type { CheckFailure, ValueMap } from "../../protocol";
import { unknownValue, written } from "../../values";

/** `"10.0.0.1/24" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/24"?` */
export function checkCanonical(
  inputs: ValueMap,
  property: string,
  family: 4 | 6,
): readonly CheckFailure[] {
  const cidr = written(inputs, property);
  if (cidr === undefined) return [];
  const reason = canonicalFault(cidr, family);
  return reason === undefined ? [] : [{ property, reason }];
}

export function canonicalFault(cidr: string, family: 4 | 6): string | undefined {
  const block = parseBlock(cidr);
  if (block?.family !== family)
    return `"${cidr}" is not a valid IPv${family} CIDR block: invalid CIDR address: ${cidr}`;
  if (block.canonical) return undefined;
  return `"${cidr}" is not a valid IPv${family} CIDR block; did you mean "${formatBlock(block)}"?`;
}

/** A VPC's own block: the provider also looks at its size. */
export function checkVpcBlock(inputs: ValueMap): readonly CheckFailure[] {
  const property = "cidrBlock";
  const cidr = written(inputs, property);
  if (cidr === undefined) return [];
  const block = parseBlock(cidr);
  if (block?.family !== 4)
    return [
      {
        property,
        reason: `expected cidr_block to contain a valid network Value, got: ${cidr} with err: invalid CIDR address: ${cidr}`,
      },
    ];
  const failures: CheckFailure[] = [];
  if (!block.canonical)
    failures.push({
      property,
      reason: `expected cidr_block to contain a valid network Value, expected ${formatBlock(block)}, got ${cidr}`,
    });
  if (block.mask < 16 || block.mask > 28)
    failures.push({
      property,
      reason: `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: ${block.mask}`,
    });
  return failures;
}

/** `expected domain to be one of ["vpc" "standard"], got x` */
export function checkOneOf(
  inputs: ValueMap,
  property: string,
  allowed: readonly (string | number)[],
): readonly CheckFailure[] {
  const value = inputs[property];
  if (typeof value !== "string" && typeof value !== "number") return [];
  if (value === unknownValue || allowed.includes(value)) return [];
  const list = allowed.map((one) => (typeof one === "number" ? one : `"${one}"`)).join(" ");
  return [{ property, reason: `expected ${snake(property)} to be one of [${list}], got ${value}` }];
}

/** `cidrBlock` as the provider spells it in its messages: `cidr_block`. */
export const snake = (property: string): string =>
  property.replace(/[A-Z]|\d+/g, (part) => (/\d/.test(part) ? part : `_${part.toLowerCase()}`));
