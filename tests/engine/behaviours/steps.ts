/** What a run does to a resource. */
import { expect } from "chai";
import type * as pulumi from "@pulumi/pulumi";
import type { Behaviour } from "./behaviour";
import { Group, made, nothing, Thing, things } from "./things";

const one = (args: Record<string, unknown>, opts?: pulumi.CustomResourceOptions) =>
  things(() => {
    const thing = new Thing("one", args, opts);
    return { echo: thing.echo };
  });

/** Two, the second of the first. */
const chain = (args: Record<string, unknown>, opts?: pulumi.CustomResourceOptions) =>
  made(() => {
    const root = new Thing("root", args, opts);
    new Thing("leaf", { of: root.id });
  });

export const steps: readonly Behaviour[] = [
  {
    term: "create",
    says: "what the program names is made, a component first",
    life: [
      {
        program: made(() => new Group("group")),
        steps: ["create group", "create group-thing"],
        calls: ["create group-thing"],
      },
    ],
  },
  {
    term: "same",
    says: "nothing is done where nothing differs",
    swaps: true,
    life: [
      { program: one({ colour: "red" }), steps: ["create one"] },
      { steps: [], calls: [] },
      { verb: "preview", steps: [] },
    ],
  },
  {
    term: "update",
    says: "an input that differs is changed in place, with its path in the detailed diff",
    life: [
      { program: one({ colour: "red" }) },
      {
        program: one({ colour: "blue" }),
        steps: ["update one"],
        calls: ["update one"],
        then: ({ diffs }) => expect(diffs).to.deep.equal(["one: colour update"]),
      },
    ],
  },
  {
    term: "replace",
    says: "the successor is made first, dependents follow, and the old ones go last, leaves before roots",
    life: [
      { program: chain({ size: "small" }) },
      {
        program: chain({ size: "large" }),
        steps: ["root", "leaf"].flatMap((name) => [
          `create-replacement ${name}`,
          `replace ${name}`,
          `delete-replaced ${name}`,
        ]),
        calls: ["create root", "create leaf", "delete leaf", "delete root"],
      },
    ],
  },
  {
    term: "delete",
    says: "what the program no longer names is deleted, dependents first",
    life: [
      { program: chain({}) },
      {
        program: nothing,
        steps: ["delete leaf", "delete root"],
        calls: ["delete leaf", "delete root"],
      },
    ],
  },
];
