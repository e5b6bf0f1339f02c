/** Resource options: what a program says of a resource beyond its properties. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { Group, made, Thing, things } from "./things";

type Options = pulumi.CustomResourceOptions;

const one = (args: Record<string, unknown>, opts?: Options): Program =>
  made(() => new Thing("one", args, opts));

export const options: readonly Behaviour[] = [
  {
    term: "additionalSecretOutputs",
    says: "outputs are secret in the state and for the program",
    life: [
      {
        program: things(() => ({
          echo: new Thing("one", {}, { additionalSecretOutputs: ["echo"] }).echo,
        })),
      },
    ],
  },
  {
    term: "additionalSecretOutputs",
    says: "added later, without another step",
    life: [
      { program: one({}) },
      { program: one({}, { additionalSecretOutputs: ["echo"] }), steps: [] },
    ],
  },
  {
    term: "customTimeouts",
    says: "stand in the state, in seconds",
    life: [
      {
        program: one({}, { customTimeouts: { create: "1h5m", update: "30s", delete: "1.5m" } }),
      },
      { program: one({}, { customTimeouts: { create: "2h" } }), steps: [] },
    ],
  },
  {
    term: "customTimeouts",
    says: "that are none are refused",
    life: [
      {
        verb: "preview",
        program: one({}, { customTimeouts: { create: "soon" } }),
        fails: /unable to parse customTimeout Value soon/,
      },
    ],
  },
  {
    term: "hideDiffs",
    says: "stand in the state, and change nothing",
    life: [
      { program: one({ colour: "red" }, { hideDiffs: ["colour"] }) },
      {
        program: one({ colour: "blue" }, { hideDiffs: ["colour"] }),
        steps: ["update one"],
      },
    ],
  },
  {
    term: "dependsOn",
    says: "what is depended on is made first and deleted last, components with what is in them",
    life: [
      {
        program: made(() => {
          const group = new Group("group");
          const one = new Thing("one", {}, { dependsOn: [group] });
          new Thing("two", {}, { dependsOn: one });
        }),
        calls: ["create group-thing", "create one", "create two"],
      },
      { verb: "destroy", calls: ["delete two", "delete one", "delete group-thing"] },
    ],
  },
  {
    term: "parent",
    says: "moved to another component under an alias: nothing is made anew",
    swaps: true,
    life: [
      {
        program: made(() => {
          const group = new pulumi.ComponentResource("test:index:Home", "home");
          new Thing("one", {}, { parent: group });
        }),
      },
      {
        program: made(() => {
          const old = new pulumi.ComponentResource("test:index:Home", "home");
          const group = new pulumi.ComponentResource("test:index:House", "house");
          new Thing("one", {}, { parent: group, aliases: [{ parent: old }] });
        }),
        steps: ["create house"],
        calls: [],
      },
    ],
  },
  {
    term: "parent",
    says: "moved without an alias: another resource",
    life: [
      { program: one({}) },
      {
        program: made(() => {
          const group = new pulumi.ComponentResource("test:index:Home", "home");
          new Thing("one", {}, { parent: group });
        }),
        steps: ["create home", "create one", "delete one"],
      },
    ],
  },
  {
    term: "urn",
    says: "a name used twice is refused",
    life: [
      {
        program: made(() => {
          const first = new Thing("one");
          new Thing("one", {}, { dependsOn: [first] });
        }),
        fails: /Duplicate resource URN '.*::one'; try giving it a unique name/,
      },
    ],
  },
  {
    term: "replaceWith",
    says: "the other's replacement replaces it",
    life: ["small", "large"].map((size) => ({
      program: made(() => {
        const host = new Thing("host", { size });
        new Thing("guest", {}, { replaceWith: [host] });
      }),
    })),
  },
  {
    term: "replaceWith",
    says: "an update of the other leaves it",
    life: ["red", "blue"].map((colour, index) => ({
      program: made(() => {
        const host = new Thing("host", { colour });
        new Thing("guest", {}, { replaceWith: [host] });
      }),
      ...(index > 0 && { steps: ["update host"] }),
    })),
  },
  {
    term: "replaceWith",
    says: "one that is deleted first takes it along",
    life: ["small", "large"].map((size) => ({
      program: made(() => {
        const host = new Thing("host", { size }, { deleteBeforeReplace: true });
        new Thing("guest", {}, { replaceWith: [host] });
      }),
    })),
  },
  {
    term: "replacementTrigger",
    says: "another value replaces, whatever the properties are",
    life: [
      { program: one({}, { replacementTrigger: { a: [1] } }) },
      { steps: [] },
      { program: one({}, { replacementTrigger: { a: [2] } }), calls: ["create one", "delete one"] },
    ],
  },
  {
    term: "replacementTrigger",
    says: "a first one and none replace nothing",
    life: [
      { program: one({}) },
      { program: one({}, { replacementTrigger: "a" }), steps: [] },
      { program: one({}), steps: [] },
    ],
  },
  {
    term: "replacementTrigger",
    says: "that is not known yet replaces in the preview, and in the update if it has changed",
    life: ["small", "large"].flatMap((size) => {
      const program = made(() => {
        const host = new Thing("host", { size });
        new Thing("guest", {}, { replacementTrigger: host.id });
      });
      return [{ verb: "preview" as const, program }, { program }];
    }),
  },
  {
    term: "replacementTrigger",
    says: "may be secret",
    life: [
      { program: one({}, { replacementTrigger: pulumi.secret("a") }) },
      { program: one({}, { replacementTrigger: "a" }), steps: [] },
      { program: one({}, { replacementTrigger: "b" }), calls: ["create one", "delete one"] },
    ],
  },
];
