/** Which resources an update or destroy deletes, where `--target` or `--exclude` says what it may touch. */
import { requirementsOf, type ResourceState } from "../../resourceState";
import type { Run } from "../run";
import { StepError } from "../stepError";
import type { UrnPatterns } from "../selection/urnPatterns";

/**
 * @param resources which the program no longer names, and those that were replaced
 * @returns those of them that may go
 * @throws StepError where what depends on a target would have to go with it; each has been told of
 */
export function chooseDoomed(
  run: Run,
  resources: readonly ResourceState[],
): readonly ResourceState[] {
  const { targets, excludes, targetDependents } = run.selection;
  if (targets.constrains) {
    const taken = closure(run, targets, dependents);
    const doomed = resources.filter(({ urn }) => taken.has(urn));
    if (!targetDependents) refuseUntargeted(run, doomed);
    return doomed;
  }
  if (!excludes.constrains) return resources;
  const kept = closure(run, excludes, run.selection.excludeDependents ? neighbours : requirements);
  return resources.filter(({ urn }) => !kept.has(urn));
}

function refuseUntargeted(run: Run, doomed: readonly ResourceState[]): void {
  const unnamed = doomed.filter(({ urn }) => !run.selection.targets.contains(urn));
  for (const { urn } of unnamed)
    run.events.diagnostic(
      "error",
      `Resource '${urn}' will be destroyed but was not specified in --target list.\n` +
        "Either include resource in --target list or pass --target-dependents to proceed.",
      urn,
    );
  if (unnamed.length > 0 && !run.dryRun) throw new StepError("delete untargeted resource");
}

/** URNs next to a resource, over all that the state has. */
type Edges = (all: readonly ResourceState[]) => ReadonlyMap<string, readonly string[]>;

const requirements: Edges = (all) => new Map(all.map((one) => [one.urn, [...requirementsOf(one)]]));

const dependents: Edges = (all) => {
  const edges = new Map<string, string[]>();
  for (const one of all)
    for (const urn of requirementsOf(one)) edges.set(urn, [...(edges.get(urn) ?? []), one.urn]);
  return edges;
};

const neighbours: Edges = (all) => {
  const [back, forth] = [requirements(all), dependents(all)];
  const urns = all.map(({ urn }) => urn);
  return new Map(urns.map((urn) => [urn, [...(back.get(urn) ?? []), ...(forth.get(urn) ?? [])]]));
};

function closure(run: Run, named: UrnPatterns, edgesOf: Edges): ReadonlySet<string> {
  const all = [...run.olds.values(), ...run.superseded];
  const edges = edgesOf(all);
  const reached = new Set<string>();
  const frontier = all.map(({ urn }) => urn).filter((urn) => named.contains(urn));
  for (let urn = frontier.pop(); urn !== undefined; urn = frontier.pop()) {
    if (reached.has(urn)) continue;
    reached.add(urn);
    frontier.push(...(edges.get(urn) ?? []));
  }
  return reached;
}

/** What the failed ones stood on before: it stays, whatever the program makes of it. */
export function withoutHeld(
  run: Run,
  doomed: readonly ResourceState[],
  failed: ReadonlySet<string>,
): readonly ResourceState[] {
  if (failed.size === 0) return doomed;
  const held = new Set<string>();
  const hold = (urn: string): void => {
    const old = run.olds.get(urn);
    if (old === undefined) return;
    for (const required of requirementsOf(old)) {
      if (held.has(required)) continue;
      held.add(required);
      hold(required);
    }
  };
  failed.forEach(hold);
  return doomed.filter(({ urn }) => !held.has(urn));
}
