/** Names of load balancers and target groups, as the provider checks them at preview. */
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkConflict } from "../../resource/checks";
import { isUnknown } from "../../values";

/** @param reserved what a name must not begin with */
export function checkName(inputs: ValueMap, reserved?: string): readonly CheckFailure[] {
  return [
    ...faultsOf(inputs, "name", 32, reserved),
    ...faultsOf(inputs, "namePrefix", 6, reserved),
    ...checkConflict(inputs, "name", "namePrefix"),
  ];
}

function faultsOf(
  inputs: ValueMap,
  property: "name" | "namePrefix",
  max: number,
  reserved: string | undefined,
): readonly CheckFailure[] {
  const value = inputs[property];
  // A load balancer may say that it has no name.
  const isNone = value === "" && property === "name" && reserved !== undefined;
  if (typeof value !== "string" || isUnknown(value) || isNone) return [];
  const label = property === "name" ? "name" : "name_prefix";
  const rules: readonly (readonly [boolean, string])[] = [
    [
      !/^[0-9A-Za-z-]+$/.test(value),
      `only alphanumeric characters and hyphens allowed in "${label}"`,
    ],
    [value.length > max, `"${label}" cannot be longer than ${max} characters`],
    [value.startsWith("-"), `"${label}" cannot begin with a hyphen`],
    [property === "name" && value.endsWith("-"), `"${label}" cannot end with a hyphen`],
    [
      reserved !== undefined && value.startsWith(reserved),
      `"${label}" cannot begin with "${reserved ?? ""}"`,
    ],
  ];
  return rules
    .filter(([isBroken]) => isBroken)
    .map(([, rule]) => ({ property, reason: `${rule}: "${value}"` }));
}
