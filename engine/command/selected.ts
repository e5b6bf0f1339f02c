/** What of a stack a command line names: `--target`, `--exclude` and `--replace`. */
import type { ResourceState } from "../resourceState";
import { requirementsOf } from "../resourceState";
import { select, type Selection } from "../deployment/selection/selection";
import type { CommandLine } from "./commandLine";

export function selectedBy(line: CommandLine, resources: readonly ResourceState[]): Selection {
  const kept = line.flag("exclude-protected") ? protectedOnes(resources) : [];
  return select({
    targets: line.values("target"),
    excludes: [...line.values("exclude"), ...kept],
    replacements: line.values("replace"),
    targetDependents: line.flag("target-dependents"),
    excludeDependents: line.flag("exclude-dependents"),
  });
}

/** What is protected, and all that it requires. */
function protectedOnes(resources: readonly ResourceState[]): readonly string[] {
  const byUrn = new Map(resources.map((one) => [one.urn, one]));
  const kept = new Set<string>();
  const keep = (urn: string): void => {
    if (kept.has(urn)) return;
    kept.add(urn);
    const resource = byUrn.get(urn);
    if (resource) requirementsOf(resource).forEach(keep);
  };
  for (const { urn, protect } of resources) if (protect) keep(urn);
  return [...kept];
}
