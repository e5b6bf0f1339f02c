/** What a request names must exist. */
import type { Value, ValueMap } from "../protocol";
import { isList, isMap, unknownValue } from "../values";
import { keyOfEntity, type Entity, type Kind } from "../world/entity";
import type { Scope } from "../world/scope";
import type { Reference, Wanted } from "./spec";

/** Every text at a path through objects and lists; one that is empty names nothing. */
export function textsAt(map: ValueMap, path: string): readonly string[] {
  let values: readonly Value[] = [map];
  for (const key of path.split(".")) values = values.flatMap((value) => entriesOf(value, key));
  return values
    .flatMap((value) => (isList(value) ? value : [value]))
    .filter((one): one is string => typeof one === "string" && one !== "" && one !== unknownValue);
}

function entriesOf(value: Value, key: string): readonly Value[] {
  if (isList(value)) return value.flatMap((one) => entriesOf(one, key));
  const found = isMap(value) ? value[key] : undefined;
  return found === undefined || found === null ? [] : [found];
}

/** By id, or by another of its names; an ARN where it points. */
export const byName =
  <E extends Entity>(kind: Kind<E>, at: (scope: Scope) => Scope = (scope) => scope) =>
  (scope: Scope, value: string): E | undefined =>
    named(at(scope), kind, value) ??
    (value.startsWith("arn:") ? named(at(scope.ofArn(value)), kind, value) : undefined);

function named<E extends Entity>(scope: Scope, kind: Kind<E>, value: string): E | undefined {
  const found = scope.get(kind, value);
  if (found !== undefined) return found;
  return kind.indexes.name === undefined ? undefined : scope.find(kind, "name", value)[0];
}

/** @returns keys of what the request holds on to. @throws AwsError for what does not exist. */
export function resolve(references: readonly Reference[], wanted: Wanted): readonly string[] {
  const held = new Set<string>();
  for (const reference of references)
    for (const value of textsAt(wanted.inputs, reference.property)) {
      if (reference.except?.(value) === true) continue;
      const found = reference.find(wanted.scope, value);
      if (found !== undefined) {
        if (reference.holds === true) held.add(keyOfEntity(found));
      } else if (wanted.scope.pinned === undefined) throw reference.missing(value, wanted);
    }
  return [...held].sort();
}
