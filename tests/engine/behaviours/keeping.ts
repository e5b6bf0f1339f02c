/** What is kept, and what goes with others: `protect`, `retainOnDelete`, `deletedWith`. */
import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program } from "./behaviour";
import { Group, made, nothing, Thing } from "./things";

type Options = pulumi.CustomResourceOptions;

const one = (args: Record<string, unknown>, opts?: Options): Program =>
  made(() => new Thing("one", args, opts));

const protect: readonly Behaviour[] = [
  {
    term: "protect",
    says: "what is protected is not deleted, and all of it is told",
    life: [
      {
        program: made(() => {
          new Thing("one", {}, { protect: true });
          new Thing("two", {}, { protect: true });
          new Thing("three");
        }),
      },
      {
        program: nothing,
        fails: /resource ".*::one" cannot be deleted/,
        then: ({ messages }) => {
          expect(messages).to.match(
            /resource ".*::two" cannot be deleted\nbecause it is protected/,
          );
        },
      },
      { verb: "destroy", fails: /cannot be deleted/ },
    ],
  },
  {
    term: "protect",
    says: "what a protected resource requires stays",
    life: [
      {
        program: made(() => {
          const root = new Thing("root");
          new Thing("leaf", { n: root.id }, { protect: true });
        }),
      },
      { program: nothing, fails: /cannot be deleted/, calls: [] },
      { verb: "preview", fails: /Preview failed: resource ".*::leaf" cannot be deleted/ },
    ],
  },
  {
    term: "protect",
    says: "what is protected is not replaced",
    swaps: true,
    life: [
      { program: one({ size: "small" }, { protect: true }) },
      {
        program: one({ size: "large" }, { protect: true }),
        fails: /unable to replace resource ".*::one"\s+as it is currently marked for protection/,
        calls: [],
      },
      { verb: "preview", fails: /unable to replace/ },
    ],
  },
  {
    term: "protect",
    says: "is taken away and the resource replaced at once",
    life: [
      { program: one({ size: "small" }, { protect: true }) },
      { program: one({ size: "large" }), calls: ["create one", "delete one"] },
    ],
  },
  {
    term: "protect",
    says: "of a parent holds for its children that do not say otherwise",
    life: [
      {
        program: made(() => {
          const group = new Group("group", {}, { protect: true });
          new Thing("free", {}, { parent: group, protect: false });
        }),
      },
      { program: nothing, fails: /cannot be deleted/, calls: ["delete free"] },
    ],
  },
];

const leaving: readonly Behaviour[] = [
  {
    term: "retainOnDelete",
    says: "it leaves the state and stays in the world",
    life: [
      { program: one({}, { retainOnDelete: true }) },
      { program: nothing, steps: ["delete one"], calls: [] },
    ],
  },
  {
    term: "retainOnDelete",
    says: "a replaced one stays, too",
    life: [
      { program: one({ size: "small" }, { retainOnDelete: true }) },
      { program: one({ size: "large" }, { retainOnDelete: true }), calls: ["create one"] },
    ],
  },
  {
    term: "retainOnDelete",
    says: "set and gone in one run: as the state has it",
    life: [
      { program: one({}) },
      { program: one({}, { retainOnDelete: true }), steps: [] },
      { verb: "destroy", calls: [] },
    ],
  },
  {
    term: "deletedWith",
    says: "it goes with the other, and nobody deletes it",
    life: [
      {
        program: made(() => {
          const host = new Thing("host");
          new Thing("guest", {}, { deletedWith: host });
        }),
      },
      { program: nothing, steps: ["delete guest", "delete host"], calls: ["delete host"] },
    ],
  },
  {
    term: "deletedWith",
    says: "it is deleted where the other stays",
    life: [
      {
        program: made(() => {
          const host = new Thing("host");
          new Thing("guest", {}, { deletedWith: host });
        }),
      },
      { program: made(() => new Thing("host")), calls: ["delete guest"] },
    ],
  },
  {
    term: "deletedWith",
    says: "a replaced one replaces it",
    life: ["small", "large"].map((size) => ({
      program: made(() => {
        const host = new Thing("host", { size });
        new Thing("guest", {}, { deletedWith: host });
      }),
    })),
  },
  {
    term: "deletedWith",
    says: "one that is deleted before it is replaced takes it along",
    life: ["small", "large"].map((size) => ({
      program: made(() => {
        const host = new Thing("host", { size }, { deleteBeforeReplace: true });
        new Thing("guest", {}, { deletedWith: host });
      }),
    })),
  },
];

export const keeping: readonly Behaviour[] = [...protect, ...leaving];
