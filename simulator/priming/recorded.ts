/**
 * What a real provider said of a thing that was taken over: ids of parts, addresses, names, dates. It goes on saying so
 * for as long as the model sees no change in it.
 */
import type { ValueMap } from "../protocol";
import { defineKind, type Entity } from "../world/entity";
import type { Scope } from "../world/scope";
import { stable } from "../world/stable";

export interface Recorded extends Entity {
  readonly outputs: ValueMap;
  /** What the model said of it at that moment; undefined where the model could not take it over. */
  readonly modelled?: ValueMap;
}

export const recordedKind = defineKind<Recorded>("recorded");

const idOf = (scope: Scope, type: string, id: string): string =>
  `${scope.account}/${scope.region}/${type}/${id}`;

export function record(
  scope: Scope,
  type: string,
  id: string,
  said: Pick<Recorded, "outputs" | "modelled">,
): void {
  scope.everywhere.put(recordedKind, { ...said, id: idOf(scope, type, id), ambient: true });
}

export const recordedOf = (scope: Scope, type: string, id: string): Recorded | undefined =>
  scope.everywhere.get(recordedKind, idOf(scope, type, id));

export function forgetRecorded(scope: Scope, type: string, id: string): void {
  scope.everywhere.remove(recordedOf(scope, type, id));
}

/** What was recorded, but for what the model has seen change since. */
export function withRecorded(found: ValueMap, recorded: Recorded | undefined): ValueMap {
  if (recorded?.modelled === undefined) return found;
  const { outputs, modelled } = recorded;
  const kept = Object.entries(outputs).filter(
    ([key]) => stable(found[key]) === stable(modelled[key]),
  );
  return { ...found, ...Object.fromEntries(kept) };
}
