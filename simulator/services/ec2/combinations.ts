/** Which properties of a resource go together, as the provider checks it at preview and in its words. */
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { isWritten, isUnknown } from "../../values";
import { snake } from "./blocks";

/** `"availability_zone": conflicts with availability_zone_id` */
export function conflicting(
  inputs: ValueMap,
  property: string,
  others: readonly string[],
): readonly CheckFailure[] {
  const isKnown = (one: string): boolean => isWritten(inputs, one) && !isUnknown(inputs[one]);
  if (!isKnown(property)) return [];
  return others.filter(isKnown).map((other) => ({
    property,
    reason: `"${snake(property)}": conflicts with ${snake(other)}`,
  }));
}

/** A primary IPv6 address that an interface has had, it has for good. */
export const isSwitchedOff = (before: Value | undefined, after: Value | undefined): boolean =>
  before === true && after !== true;

const listed = (properties: readonly string[]): string => properties.map(snake).sort().join(",");

/** `"ipv6_cidr_block": all of `ipv6_cidr_block,ipv6_ipam_pool_id` must be specified` */
export function requiring(
  inputs: ValueMap,
  property: string,
  others: readonly string[],
): readonly CheckFailure[] {
  if (!isWritten(inputs, property) || others.every((other) => isWritten(inputs, other))) return [];
  const all = listed([property, ...others]);
  return [{ property, reason: `"${snake(property)}": all of \`${all}\` must be specified` }];
}

/** `"instance_id": one of `instance_id,network_interface_id` must be specified` */
export function atLeastOne(
  inputs: ValueMap,
  properties: readonly string[],
): readonly CheckFailure[] {
  const [property = ""] = properties;
  if (properties.some((one) => isWritten(inputs, one))) return [];
  return [
    {
      property,
      reason: `"${snake(property)}": one of \`${listed(properties)}\` must be specified`,
    },
  ];
}
