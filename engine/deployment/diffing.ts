/** Decides what a registration means for the resource that stands in the state: nothing, an update, or a replacement. */
import type { DiffResult, ValueMap } from "../provider";
import { parsePropertyPath, pathContains, restorePath } from "../propertyPath";
import type { ResourceState } from "../resourceState";
import { isDefaultProvider, isProviderType, splitProviderReference } from "../urn";
import { forProvider, hasUnknown, valuesEqual } from "../values";
import type { Goal } from "./goal";
import type { ConfiguredProvider } from "./providers";

export const noDifference: DiffResult = {
  changes: false,
  replaces: [],
  deleteBeforeReplace: false,
  diffs: [],
};

/** New inputs with what `ignoreChanges` names put back to its old value. */
export function withIgnoredChanges(
  goal: Pick<Goal, "ignoreChanges">,
  inputs: ValueMap,
  old: ResourceState | undefined,
): ValueMap {
  if (old === undefined) return inputs;
  return goal.ignoreChanges.reduce(
    (result, path) => restorePath(result, old.inputs, parsePropertyPath(path)),
    inputs,
  );
}

export interface Comparison {
  readonly goal: Goal;
  readonly old: ResourceState;
  /** The checked inputs. */
  readonly inputs: ValueMap;
  readonly provider: ConfiguredProvider | undefined;
}

export async function compare({ goal, old, inputs, provider }: Comparison): Promise<DiffResult> {
  if (provider === undefined) return compareComponent(old, inputs);
  if (!provider.known) return { ...noDifference, changes: hasUnknown(inputs) };
  const result = await askProvider(provider, { goal, old, inputs, provider });
  return withReplaceOnChanges(goal, result);
}

function compareComponent(old: ResourceState, inputs: ValueMap): DiffResult {
  const keys = new Set([...Object.keys(old.inputs), ...Object.keys(inputs)]);
  const diffs = [...keys].filter((key) => !valuesEqual(old.inputs[key], inputs[key]));
  return { ...noDifference, changes: diffs.length > 0, diffs };
}

async function askProvider(
  { provider, configuration }: ConfiguredProvider,
  { goal, old, inputs }: Comparison,
): Promise<DiffResult> {
  const prepare = (map: ValueMap): ValueMap => forProvider(map, configuration.acceptSecrets);
  if (isProviderType(goal.type))
    return provider.diffConfig(goal.urn, prepare(old.inputs), prepare(inputs));
  return provider.diff({
    urn: goal.urn,
    type: goal.type,
    name: goal.name,
    id: old.id,
    oldInputs: prepare(old.inputs),
    oldOutputs: prepare(old.outputs),
    news: prepare(inputs),
    ignoreChanges: goal.ignoreChanges,
  });
}

/** A changed property that `replaceOnChanges` names replaces, whatever the provider thinks of it. */
function withReplaceOnChanges(goal: Goal, result: DiffResult): DiffResult {
  if (!result.changes || goal.replaceOnChanges.length === 0) return result;
  const changed = result.detailedDiff ? Object.keys(result.detailedDiff) : [...result.diffs];
  const patterns = goal.replaceOnChanges.map(parsePropertyPath);
  const forced = changed.filter((path) => {
    const segments = parsePropertyPath(path);
    return patterns.some((pattern) => pathContains(pattern, segments));
  });
  return { ...result, replaces: [...new Set([...result.replaces, ...forced])] };
}

/**
 * True where the new provider cannot manage what the old one made. Default providers of one package may take over from each
 * other (an upgrade of the SDK replaces nothing); another explicit provider, or one that was itself replaced, may not.
 */
export function providerReplaces(old: string, now: string): boolean {
  if (old === now || old === "" || now === "") return false;
  const [before, after] = [splitProviderReference(old), splitProviderReference(now)];
  if (isDefaultProvider(before.urn) && isDefaultProvider(after.urn)) return false;
  return before.urn !== after.urn || before.id !== after.id;
}
