/**
 * What a resource has of its parent: options that it leaves open, and former names. `inheritFromParent` of Pulumi's
 * `source_eval.go` and the aliases of its `step_generator.go` are the model.
 */
import { aliasUrn, underFormerParent } from "./aliases";
import type { Goal } from "./goal";
import type { StackIdentity } from "./stackIdentity";

export class Inheritance {
  private readonly goals = new Map<string, Goal>();
  /** The URN under which the state had a resource, by its present one. */
  private readonly former = new Map<string, string>();

  constructor(private readonly identity: StackIdentity) {}

  /** The goal as it is meant, which its own children inherit from in turn. */
  completed(goal: Goal): Goal {
    const parent = this.goals.get(goal.parent);
    const complete = {
      ...goal,
      protect: goal.protect ?? parent?.protect,
      retainOnDelete: goal.retainOnDelete ?? parent?.retainOnDelete,
      deletedWith: goal.deletedWith || (parent?.deletedWith ?? ""),
    };
    this.goals.set(goal.urn, complete);
    return complete;
  }

  goalOf(urn: string): Goal | undefined {
    return this.goals.get(urn);
  }

  /** The URNs under which the state may have the resource, its own first. */
  names(goal: Goal): readonly string[] {
    const { urn, parent, aliases } = goal;
    const formerParent = this.former.get(parent);
    if (aliases.length === 0 && formerParent === undefined) return [urn];
    const own = aliases.map((alias) =>
      aliasUrn(alias, goal, this.identity, (one) => this.former.get(one)),
    );
    if (formerParent === undefined) return [urn, ...own];
    const before = (name: string): string =>
      underFormerParent(name, parent, formerParent, this.identity);
    return [urn, ...own, before(urn), ...own.map(before)];
  }

  renamed(urn: string, former: string): void {
    this.former.set(urn, former);
  }
}
