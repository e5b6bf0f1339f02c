/**
 * Secrets of a given state that nobody here can open. Each stands as a secret placeholder, and is taken to be what the program
 * gives in its place: a rehearsal then shows no change where there may be one, which is said with their number.
 */
import { parsePropertyPath } from "./propertyPath";
import type { DiffResult, Value, ValueMap } from "./provider";
import type { ResourceState } from "./resourceState";
import { isMap, isSecret, mapMap, someValue, unwrapSecret } from "./values";

/** In the place of what cannot be read. */
export const placeholder = "a secret that cannot be read here";

const isSealed = (value: Value): boolean => isSecret(value) && value.value === placeholder;

/** The resource as the state has it, with what the program gives where that cannot be read. */
export function unsealed(state: ResourceState, given: ValueMap): ResourceState {
  if (![state.inputs, state.outputs].some((map) => someValue(map, isSealed))) return state;
  const inputs = filled(state.inputs, given) as ValueMap;
  const outputs = filled(state.outputs, given) as ValueMap;
  return { ...state, inputs, outputs };
}

/** Lists and maps side by side, as far as both go. What is secret as a whole in the program is so in each part. */
function filled(old: Value, given: Value | undefined): Value {
  const plain = given === undefined ? undefined : unwrapSecret(given);
  if (isSealed(old)) return plain === undefined ? old : { ...(old as ValueMap), value: plain };
  if (Array.isArray(old)) {
    const others: readonly Value[] = Array.isArray(plain) ? (plain as readonly Value[]) : [];
    return (old as readonly Value[]).map((one, index) => filled(one, others[index]));
  }
  if (!isMap(old) || isSecret(old)) return old;
  const others: ValueMap = isMap(plain) ? plain : {};
  return Object.fromEntries(
    Object.entries(old).map(([key, one]) => [key, filled(one, others[key])]),
  );
}

/** What the provider derives of the inputs may hold such a secret in a second place: there, too, no change is seen. */
export function withoutSealed(
  difference: DiffResult,
  { inputs, outputs }: ResourceState,
): DiffResult {
  const { detailedDiff } = difference;
  if (detailedDiff === undefined) return difference;
  const seen = Object.entries(detailedDiff).filter(([path, { inputDiff }]) => {
    const segments = parsePropertyPath(path);
    return !endsInSealed(inputDiff ? inputs : outputs, segments);
  });
  if (seen.length === Object.keys(detailedDiff).length) return difference;
  const keys = new Set(seen.map(([path]) => String(parsePropertyPath(path)[0])));
  const replaces = difference.replaces.filter((path) =>
    keys.has(String(parsePropertyPath(path)[0])),
  );
  return {
    ...difference,
    ...{ changes: seen.length > 0, diffs: [...keys], replaces },
    detailedDiff: Object.fromEntries(seen),
  };
}

function endsInSealed(map: ValueMap, segments: readonly (string | number)[]): boolean {
  let value: Value | undefined = map;
  for (const segment of segments) {
    if (value !== undefined && isSealed(value)) return true;
    if (typeof value !== "object" || value === null) return false;
    value = (unwrapSecret(value) as Record<string, Value | undefined>)[segment];
  }
  return value !== undefined && isSealed(value);
}

/** How many a list of resources has. */
export function countSealed(resources: readonly ResourceState[]): number {
  let count = 0;
  for (const { inputs, outputs } of resources)
    for (const map of [inputs, outputs])
      mapMap(map, (value) => {
        if (isSealed(value)) count++;
        return value;
      });
  return count;
}
