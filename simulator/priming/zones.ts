/** Which AZ name has which id, as a real account has it: learnt from what is taken over. */
import { text } from "../values";
import type { AvailabilityZone } from "../regions";
import { defineKind, type Entity } from "../world/entity";
import type { StateResource } from "./state";

/** Of a region: in part, as far as it is known. */
export interface ZoneMap extends Entity {
  readonly zones: readonly AvailabilityZone[];
}
export const zoneMapKind = defineKind<ZoneMap>("zone-map");

export function zonesIn({ outputs = {} }: StateResource): AvailabilityZone | undefined {
  const name = text(outputs, "availabilityZone");
  const id = text(outputs, "availabilityZoneId");
  return name === undefined || id === undefined ? undefined : { name, id };
}

/** What is known, and the rest of the ids for the rest of the names, in their order. */
export function completed(
  known: readonly AvailabilityZone[],
  modelled: readonly AvailabilityZone[],
): readonly AvailabilityZone[] {
  const ids = modelled.map((zone) => zone.id).filter((id) => !known.some((one) => one.id === id));
  const names = new Set([...known, ...modelled].map((zone) => zone.name));
  const rest = [...ids].sort();
  return [...names].sort().map((name) => {
    const found = known.find((one) => one.name === name);
    return found ?? { name, id: rest.shift() ?? `${name}-az` };
  });
}
