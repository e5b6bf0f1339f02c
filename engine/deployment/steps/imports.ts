/** The `import` option: a resource that stands in the world already is read, and taken into the state as the program's own. */
import type { ResourceState } from "../../resourceState";
import type { Goal } from "../goal/goal";
import { noDifference } from "../difference/diffing";
import { describe } from "./newState";
import type { Replacements } from "./replacements";
import type { Steps } from "./steps";
import type { Transitions } from "./transitions";

/** Imported once: afterwards the id that the program names is the one that the state has. */
export function isImport({ custom, importId }: Goal, old: ResourceState | undefined): boolean {
  if (!custom || importId === "") return false;
  return old === undefined || old.external || (old.importId || old.id) !== importId;
}

export class Imports {
  constructor(
    private readonly steps: Steps,
    private readonly replacements: Replacements,
    private readonly transitions: Transitions,
  ) {}

  /** @returns the resource as it stands in the world, which the registration is then compared with */
  async take(state: ResourceState, old: ResourceState | undefined): Promise<ResourceState> {
    const asked = { ...state, id: "", inputs: {}, outputs: {} };
    if (old === undefined || this.replacements.isCondemned(old))
      return this.steps.import(asked, describe("import", asked, undefined, noDifference));
    const description = describe("import-replacement", asked, old, noDifference);
    const taken = await this.steps.import(asked, description, old);
    this.replacements.report(taken, old, taken, noDifference);
    this.transitions.supersede(old);
    return taken;
  }
}
