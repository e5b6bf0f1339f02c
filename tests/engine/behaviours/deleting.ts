/** Deletions: in which order, and of what. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour } from "./behaviour";
import { Group, made, nothing, Thing, things } from "./things";

class Test extends pulumi.ProviderResource {
  constructor(name: string) {
    super("test", name, { region: "one" }, { version: "1.2.3" });
  }
}

export const deleting: readonly Behaviour[] = [
  {
    term: "destroy",
    says: "everything goes, dependents first, children before what they are in",
    swaps: true,
    life: [
      {
        program: made(() => {
          const group = new Group("group");
          const one = new Thing("one", { of: group.thing.id });
          new Thing("two", {}, { dependsOn: [one] });
        }),
      },
      { verb: "destroy", calls: ["delete two", "delete one", "delete group-thing"] },
      { verb: "destroy", steps: [] },
    ],
  },
  {
    term: "destroy",
    says: "a preview of it deletes nothing",
    life: [
      { program: made(() => new Thing("one")) },
      { verb: "destroy", options: { previewOnly: true }, steps: ["delete one"], calls: [] },
      { steps: [] },
    ],
  },
  {
    term: "destroy",
    says: "a provider goes after what it manages",
    life: [
      { program: made(() => new Thing("one", {}, { provider: new Test("west") })) },
      { verb: "destroy", steps: ["delete one", "delete west"] },
    ],
  },
  {
    term: "delete",
    says: "a component that is no longer named, with all that is in it",
    life: [
      {
        program: made(() => {
          new Group("group");
          new Thing("one");
        }),
      },
      { program: made(() => new Thing("one")), steps: ["delete group", "delete group-thing"] },
    ],
  },
  {
    term: "delete",
    says: "what stays is updated first: what it required goes then",
    life: [
      {
        program: made(() => {
          const root = new Thing("root");
          new Thing("leaf", { n: root.id });
        }),
      },
      { program: made(() => new Thing("leaf")), calls: ["update leaf", "delete root"] },
    ],
  },
  {
    term: "delete",
    says: "outputs that are no longer given go",
    life: [
      { program: things(() => ({ a: 1, b: 2 })) },
      { program: things(() => ({ a: 1 })) },
      { program: nothing },
    ],
  },
];
