/** What stands in the state for the registrations of a run, under their own names or others. */
import { EngineError } from "../../errors";
import type { ResourceState } from "../../resourceState";
import type { Goal } from "../goal/goal";
import type { Inheritance } from "../goal/inheritance";
import type { Run } from "../run";

export class OldStates {
  /** URNs of the state that a registration has met, under their old names. */
  readonly met = new Set<string>();
  /** The present URN of what the state had under another. */
  private readonly renamed = new Map<string, string>();

  constructor(
    private readonly run: Run,
    private readonly inheritance: Inheritance,
    private readonly isRegistered: (urn: string) => boolean,
  ) {}

  /** @throws EngineError where two resources lay claim to the same one of the state */
  find(goal: Goal): ResourceState | undefined {
    this.refuseTaken(goal.urn);
    for (const urn of this.inheritance.names(goal)) {
      const old = this.run.olds.get(urn);
      if (old === undefined) continue;
      if (urn !== goal.urn) this.rename(urn, goal.urn);
      this.met.add(urn);
      return old;
    }
    return undefined;
  }

  present(urn: string): string | undefined {
    return this.renamed.get(urn);
  }

  private refuseTaken(urn: string): void {
    const taker = this.renamed.get(urn);
    if (taker !== undefined)
      throw new EngineError(
        `Duplicate resource URN '${urn}' conflicting with alias on resource with URN '${taker}'`,
      );
  }

  private rename(alias: string, urn: string): void {
    const taker = this.isRegistered(alias) ? urn : this.renamed.get(alias);
    if (taker !== undefined)
      throw new EngineError(
        `Duplicate resource alias '${alias}' applied to resource with URN '${urn}' conflicting with resource with URN '${taker}'`,
      );
    this.renamed.set(alias, urn);
    this.inheritance.renamed(urn, alias);
    this.run.store?.rename(alias, urn);
  }
}
