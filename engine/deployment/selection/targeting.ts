/**
 * Which resources of one run are worked on. What is left out stands as it stood; what is left out and does not stand yet is
 * not made, and nothing that is made may depend on it. The targets of Pulumi's `step_generator.go` are the model.
 */
import { requirementsOf, type ResourceState } from "../../resourceState";
import { isProviderType, stackType } from "../../urn";
import type { Run } from "../run";
import type { UrnPatterns } from "./urnPatterns";

export class Targeting {
  /** With what `--target-dependents` has found so far. */
  private readonly targets: UrnPatterns;
  private readonly excludes: UrnPatterns;
  /** URNs that were left out and do not stand in the state. */
  readonly uncreated = new Set<string>();
  readonly constrains: boolean;

  constructor(private readonly run: Run) {
    const { targets, excludes } = run.selection;
    this.constrains = targets.constrains || excludes.constrains;
    this.targets = targets.copy();
    this.excludes = excludes.copy();
  }

  /** Providers and the stack itself always take part. */
  includes(state: ResourceState): boolean {
    if (!this.constrains || isProviderType(state.type) || state.type === stackType) return true;
    if (this.targets.constrains) return this.isTarget(state);
    return !this.isExcluded(state);
  }

  /** What depends on the resource is taken in, or left out, with it. */
  follow(state: ResourceState, included: boolean): void {
    if (!this.constrains) return;
    if (this.excludes.constrains && !included && this.isExcluded(state))
      this.excludes.add(state.urn);
    else if (included && this.isTarget(state)) this.targets.add(state.urn);
  }

  private isTarget(state: ResourceState): boolean {
    const { targets, targetDependents } = this.run.selection;
    if (targets.constrains && targets.contains(state.urn)) return true;
    return targetDependents && dependsOnOne(state, this.targets);
  }

  private isExcluded(state: ResourceState): boolean {
    const { excludes, excludeDependents } = this.run.selection;
    if (excludes.contains(state.urn)) return true;
    return excludeDependents && dependsOnOne(state, this.excludes);
  }

  leaveOut(urn: string): void {
    this.uncreated.add(urn);
  }

  requiresUncreated(state: ResourceState): boolean {
    if (this.uncreated.size === 0) return false;
    return [...requirementsOf(state)].some((urn) => this.uncreated.has(urn));
  }

  /** @returns what the resource requires and was left out, in the CLI's words; in a preview each is told of once */
  missing(state: ResourceState): readonly string[] {
    const { targets, replacements } = this.run.selection;
    if (this.uncreated.size === 0 || !(targets.constrains || replacements.constrains)) return [];
    const urns = [...requirementsOf(state)].filter((urn) => this.uncreated.has(urn));
    for (const urn of urns) this.uncreated.delete(urn);
    return urns.map(
      (urn) =>
        `Resource '${state.urn}' depends on '${urn}' which was was not specified in --target list.`,
    );
  }
}

function dependsOnOne(state: ResourceState, patterns: UrnPatterns): boolean {
  return [...requirementsOf(state)].some((urn) => patterns.contains(urn));
}
