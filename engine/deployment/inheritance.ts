/**
 * What a resource has of its parent: options that it leaves open, and former names. `inheritFromParent` of Pulumi's
 * `source_eval.go` and the aliases of its `step_generator.go` are the model.
 */
import { makeUrn, parseUrn } from "../urn";
import type { Goal } from "./goal";

export class Inheritance {
  private readonly goals = new Map<string, Goal>();
  /** The URN under which the state had a resource, by its present one. */
  private readonly former = new Map<string, string>();

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

  /** The URNs under which the state may have the resource. */
  names({ urn, parent, aliases }: Goal): readonly string[] {
    const formerParent = this.former.get(parent);
    if (formerParent === undefined) return [urn, ...aliases];
    const before = (name: string): string => underFormerParent(name, parent, formerParent);
    return [urn, ...aliases, before(urn), ...aliases.map(before)];
  }

  renamed(urn: string, former: string): void {
    this.former.set(urn, former);
  }
}

/** Children are named after their parent, so a name that begins with the parent's begins with its former one. */
function underFormerParent(urn: string, parent: string, formerParent: string): string {
  const { type, name } = parseUrn(urn);
  const parentName = parseUrn(parent).name;
  const { name: formerName, stack, project } = parseUrn(formerParent);
  return makeUrn({
    stack,
    project,
    parent: formerParent,
    type,
    name: name.startsWith(parentName) ? formerName + name.slice(parentName.length) : name,
  });
}
