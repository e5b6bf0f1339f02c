/** A run's steps on a list of resources: what stands after some of them. */
import type { ResourceRecord } from "../model";

export interface Step {
  /** As Pulumi's engine names it: `create`, `update`, `create-replacement`, `delete-replaced` … */
  readonly operation: string;
  readonly urn: string;
}

export interface Run {
  readonly before: readonly ResourceRecord[];
  readonly after: readonly ResourceRecord[];
  /** In the order in which they were done. */
  readonly steps: readonly Step[];
}

/** What a step's old resource is called while its replacement stands beside it. */
const REPLACED = "#replaced";

const WRITES = new Set(["create", "update", "create-replacement", "read", "import", "refresh"]);

/** Steps that change anything; `same` and `replace`, which is only told, are not among them. */
export function isChange({ operation }: Step): boolean {
  return WRITES.has(operation) || operation.startsWith("delete");
}

/** The resources after some steps, in whatever order they were. */
export function stateAfter(run: Run, done: readonly Step[]): ResourceRecord[] {
  const state = new Map(run.before.map((one) => [one.urn, one]));
  const after = new Map(run.after.map((one) => [one.urn, one]));
  for (const { operation, urn } of done) {
    const [now, then] = [state.get(urn), after.get(urn)];
    if (operation === "delete-replaced") {
      // Deleted before its replacement is made, or after: whichever stands.
      if (!state.delete(urn + REPLACED)) state.delete(urn);
    } else if (operation.startsWith("delete")) state.delete(urn);
    else if (then !== undefined && WRITES.has(operation)) {
      if (operation === "create-replacement" && now !== undefined)
        state.set(urn + REPLACED, { ...now, urn: urn + REPLACED });
      state.set(urn, then);
    }
  }
  return [...state.values()];
}

/** For each step the steps that must be done before it, by index, as dependencies want it. */
export function predecessors(run: Run): ReadonlySet<number>[] {
  const { steps } = run;
  const before = new Map(run.before.map((one) => [one.urn, one]));
  const after = new Map(run.after.map((one) => [one.urn, one]));
  const needs = (one: ResourceRecord | undefined, urn: string): boolean =>
    one !== undefined && (one.dependencies?.includes(urn) === true || one.parent === urn);
  const comesFirst = (first: Step, then: Step): boolean => {
    const deletes = (step: Step): boolean => step.operation.startsWith("delete");
    if (!deletes(then)) return !deletes(first) && needs(after.get(then.urn), first.urn);
    // What hung on it has to be gone, or to hang on something else by now.
    return needs(before.get(first.urn), then.urn);
  };
  return steps.map(
    (then, at) =>
      new Set(
        steps.flatMap((first, index) =>
          index !== at && (sameResource(first, then, index < at) || comesFirst(first, then))
            ? [index]
            : [],
        ),
      ),
  );
}

/** Steps of one resource keep the order in which the engine did them. */
const sameResource = (first: Step, then: Step, isEarlier: boolean): boolean =>
  first.urn === then.urn && isEarlier;
