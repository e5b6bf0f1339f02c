/** Differences, and where they are named: keys, top-level properties and paths with their kinds. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program } from "./behaviour";
import { made, Thing } from "./things";

type Inputs = Record<string, unknown>;

const one = (args: Inputs, opts?: pulumi.CustomResourceOptions): Program =>
  made(() => new Thing("one", args, opts));

/** The engine compares, and names these paths. */
const compared = (
  says: string,
  before: Inputs,
  after: Inputs,
  paths: readonly string[],
): Behaviour => ({
  term: "detailed diff",
  says,
  life: [
    { program: one({ vague: true, ...before }) },
    {
      program: one({ vague: true, ...after }),
      then: ({ diffs }) => expect(diffs).to.deep.equal(paths.map((path) => `one: ${path}`)),
    },
  ],
});

export const diffs: readonly Behaviour[] = [
  compared("a property that is changed", { a: 1 }, { a: 2 }, ["a update"]),
  compared("a property that comes, and one that goes", { a: 1 }, { b: 1 }, ["a delete", "b add"]),
  compared(
    "paths inside maps and lists",
    { map: { a: { b: 1, c: 1 } }, list: [1, { x: 1 }] },
    { map: { a: { b: 2, c: 1 } }, list: [1, { x: 2 }, 3] },
    ["list[1].x update", "list[2] add", "map.a.b update"],
  ),
  compared("an item that goes", { list: [1, 2] }, { list: [1] }, ["list[1] delete"]),
  compared("a value of another kind", { a: [1] }, { a: "1" }, ["a update"]),
  compared("keys that need quotes", { m: { "a.b": 1 } }, { m: { "a.b": 2 } }, ['m["a.b"] update']),
  compared("a secret, by what is in it", { a: pulumi.secret("x") }, { a: pulumi.secret("y") }, [
    "a update",
  ]),
  compared("nothing where only the secrecy differs", { a: pulumi.secret("x") }, { a: "x" }, []),
  compared("null in a map and nothing", { m: { a: null, b: 1 } }, { m: { b: 1 } }, []),
  {
    term: "keys",
    says: "the property that forces a replacement is named, where the provider names no paths",
    life: [
      { program: one({ terse: true, size: "small" }) },
      {
        program: one({ terse: true, size: "large" }),
        then: ({ keys, diffs: paths }) => {
          expect(keys).to.deep.equal(["one: size"]);
          expect(paths).to.deep.equal([]);
        },
      },
    ],
  },
  {
    term: "keys",
    says: "of what follows a replacement, too",
    life: ["small", "large"].map((size, index) => ({
      program: made(() => {
        const root = new Thing("root", { size });
        new Thing("leaf", { of: root.id });
      }),
      ...(index === 1 && {
        then: ({ keys }: { keys: readonly string[] }) =>
          void expect(keys).to.deep.equal(["leaf: of", "root: size"]),
      }),
    })),
  },
  {
    term: "unknown values",
    says: "in a preview are differences, inside secrets, too",
    life: ["small", "large"].flatMap((size) => {
      const program = made(() => {
        const root = new Thing("root", { size });
        new Thing("leaf", { vague: true, n: { deep: [root.id] }, s: pulumi.secret(root.id) });
      });
      return [{ verb: "preview" as const, program }, { program }];
    }),
  },
  {
    term: "null",
    says: "an input that is null is none; one inside a list stays",
    life: [
      { program: one({ a: null, list: [null, 1], m: { a: null } }) },
      { program: one({ list: [null, 1], m: {} }) },
    ],
  },
];
