/** What differs between a registration and the resource that stands in the state, as its provider sees it. */
import { parsePropertyPath, pathContains, type PathSegment } from "../../propertyPath";
import type { DiffKind, DiffResult, PropertyDiff, ValueMap } from "../../provider";
import type { ResourceState } from "../../resourceState";
import { isProviderType, parseUrn } from "../../urn";
import { forProvider, stripSecrets, valuesEqual } from "../../values";
import { withoutIgnoredChanges } from "./ignoredChanges";
import { diffObjects } from "./propertyDiff";
import type { ConfiguredProvider } from "../providers/providers";
import type { Run } from "../run";

export const noDifference: DiffResult = {
  changes: false,
  replaces: [],
  deleteBeforeReplace: false,
  diffs: [],
};

/** A replacement that no property asked for is blamed on an option, or on the id. */
export function replacementFor(key: string): DiffResult {
  return { ...noDifference, changes: true, replaces: [key] };
}

export interface Comparison {
  /** As it stands. */
  readonly old: ResourceState;
  /** The checked inputs. */
  readonly inputs: ValueMap;
  readonly ignoreChanges: readonly string[];
  readonly provider: ConfiguredProvider | undefined;
}

export async function compare(run: Run, comparison: Comparison): Promise<DiffResult> {
  const { old, inputs, provider } = comparison;
  if (provider === undefined) return { ...noDifference, changes: !valuesEqual(old.inputs, inputs) };
  if (!provider.known) {
    run.events.diagnostic("warning", unknownProvider, old.urn);
    return { ...noDifference, changes: true };
  }
  const result = await askProvider(provider, comparison);
  return result.changes === "unknown" ? computed(comparison) : result;
}

const unknownProvider =
  "The provider for this resource has inputs that are not known during preview.\n" +
  "This preview may not correctly represent the changes that will be applied during an update.";

async function askProvider(
  { provider, configuration }: ConfiguredProvider,
  { old, inputs, ignoreChanges }: Comparison,
): Promise<DiffResult> {
  const prepare = (map: ValueMap): ValueMap => forProvider(map, configuration.acceptSecrets);
  if (isProviderType(old.type))
    return provider.diffConfig(old.urn, prepare(old.inputs), prepare(inputs));
  return provider.diff({
    urn: old.urn,
    type: old.type,
    name: parseUrn(old.urn).name,
    id: old.id,
    oldInputs: prepare(old.inputs),
    oldOutputs: prepare(old.outputs),
    news: prepare(inputs),
    ignoreChanges,
  });
}

/** The provider leaves it to the engine. */
function computed({ old, inputs, ignoreChanges }: Comparison): DiffResult {
  const news = withoutIgnoredChanges(inputs, old.inputs, ignoreChanges).inputs;
  const { keys, paths } = diffObjects(old.inputs, news);
  if (keys.length === 0) return noDifference;
  return { ...noDifference, changes: true, diffs: keys, detailedDiff: paths };
}

/** What `replaceOnChanges` calls the failure that left a resource incomplete. */
const initError = "#initerror";

/** A changed property that `replaceOnChanges` names replaces, whatever the provider thinks of it. */
export function withReplaceOnChanges(
  result: DiffResult,
  replaceOnChanges: readonly string[],
  incomplete: boolean,
): DiffResult {
  if (replaceOnChanges.length === 0 || (result.changes !== true && !incomplete)) return result;
  const patterns = replaceOnChanges.map(parsePropertyPath);
  const isForced = (path: string): boolean => {
    const segments: readonly PathSegment[] = parsePropertyPath(path);
    return patterns.some((pattern) => pathContains(pattern, segments));
  };
  const failed = incomplete && isForced(initError);
  const detailedDiff = result.detailedDiff && forcedDiff(result.detailedDiff, isForced);
  return {
    ...result,
    changes: result.changes === true || failed,
    replaces: [
      ...new Set([...result.replaces, ...result.diffs.filter(isForced)]),
      ...(failed ? [initError] : []),
    ],
    ...(detailedDiff && {
      detailedDiff: failed
        ? { ...detailedDiff, [initError]: { kind: "update-replace", inputDiff: false } }
        : detailedDiff,
    }),
  };
}

function forcedDiff(
  diff: Readonly<Record<string, PropertyDiff>>,
  isForced: (path: string) => boolean,
): Record<string, PropertyDiff> {
  return Object.fromEntries(
    Object.entries(diff).map(([path, one]) => [
      path,
      isForced(path) && !isReplacement(one.kind)
        ? { ...one, kind: `${one.kind}-replace` as DiffKind }
        : one,
    ]),
  );
}

const isReplacement = (kind: DiffKind): boolean => kind.endsWith("-replace");

export function replaces({ replaces: keys, detailedDiff = {} }: DiffResult): boolean {
  return keys.length > 0 || Object.values(detailedDiff).some(({ kind }) => isReplacement(kind));
}

/** Whether the provider of now cannot manage what the provider of before has made. */
export async function providerReplaces(
  now: ConfiguredProvider,
  urn: string,
  before: ValueMap,
  after: ValueMap,
): Promise<boolean> {
  const arguments_ = (map: ValueMap): ValueMap => {
    const { __internal: _internal, ...given } = stripSecrets(map);
    return given;
  };
  return replaces(await now.provider.diffConfig(urn, arguments_(before), arguments_(after)));
}
