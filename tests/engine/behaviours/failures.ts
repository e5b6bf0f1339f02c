/** Failures: what is left of them, and how the next run goes on. */
import type * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { made, Thing, things } from "./things";
import { all, failing, failingHalfway, mended, standing } from "./world";

const one = (args: Record<string, unknown>, opts?: pulumi.CustomResourceOptions): Program =>
  made(() => new Thing("one", args, opts));

const family = (colour: string): Program =>
  things(() => {
    const root = new Thing("root", { colour });
    const middle = new Thing("middle", { colour, n: root.id });
    const leaf = new Thing("leaf", { colour, n: middle.id });
    new Thing("other", { colour });
    return { root: root.echo, leaf: leaf.echo, colour };
  });

const lineage: Program = made(() => {
  const root = new Thing("root");
  new Thing("leaf", { n: new Thing("middle", { n: root.id }).id });
});

const keepGoing = { continueOnError: true };

const idOf = (cloud: { things: ReadonlyMap<string, unknown> }): string =>
  [...cloud.things.keys()].at(-1) ?? "";

export const failures: readonly Behaviour[] = [
  {
    term: "failed create",
    says: "it is not in the state, and what follows is not begun; the next run makes it",
    swaps: true,
    life: [
      { program: family("red"), before: failing("create middle"), fails: /the cloud says no/ },
      { before: mended },
      { steps: [] },
    ],
  },
  {
    term: "failed create",
    says: "half-way: it is in the state with its errors, and the next run updates it",
    life: [
      {
        program: one({ colour: "red" }),
        before: all(
          standing("half"),
          failingHalfway("create one", () => ({
            id: "half",
            properties: { colour: "red", label: "by hand", echo: "half" },
          })),
        ),
        fails: /it did not become ready/,
      },
      { verb: "preview", before: mended, steps: ["update one"] },
      { steps: ["update one"] },
      { steps: [] },
    ],
  },
  {
    term: "failed update",
    says: "the state is as before",
    life: [
      { program: one({ colour: "red" }) },
      { program: one({ colour: "blue" }), before: failing("update one"), fails: /says no/ },
      { before: mended, steps: ["update one"] },
    ],
  },
  {
    term: "failed update",
    says: "half-way: its outputs are those of now, its inputs those of before",
    life: [
      { program: one({ colour: "red" }) },
      {
        program: one({ colour: "blue" }),
        before: (cloud) =>
          failingHalfway("update one", () => ({
            id: idOf(cloud),
            properties: { colour: "blue", label: "x", echo: "half" },
          }))(cloud),
        fails: /it did not become ready/,
      },
      { before: mended, steps: ["update one"] },
    ],
  },
  {
    term: "failed update",
    says: "half-way: replaceOnChanges may replace it",
    life: [
      { program: one({ colour: "red" }) },
      {
        program: one({ colour: "blue" }),
        before: (cloud) =>
          failingHalfway("update one", () => ({
            id: idOf(cloud),
            properties: { colour: "blue", label: "x", echo: "half" },
          }))(cloud),
        fails: /it did not become ready/,
      },
      { program: one({ colour: "red" }, { replaceOnChanges: ["#initerror"] }), before: mended },
    ],
  },
  {
    term: "failed replacement",
    says: "the old one stays, and stays the one",
    life: [
      { program: one({ size: "small" }) },
      { program: one({ size: "large" }), before: failing("create one"), fails: /says no/ },
      { before: mended, calls: ["create one", "delete one"] },
    ],
  },
  {
    term: "failed delete",
    says: "it stays in the state, and so does what it requires",
    life: [
      { program: lineage },
      { verb: "destroy", before: failing("delete middle"), fails: /says no/ },
      { verb: "destroy", before: mended },
    ],
  },
  {
    term: "failed check",
    says: "nothing of the resource is begun",
    life: [{ program: one({ size: "huge" }), fails: /must be small or large/, calls: [] }],
  },
  {
    term: "stack outputs",
    says: "after a failure, those that were not given again stay",
    life: [
      { program: things(() => ({ a: "one", b: "one" })) },
      {
        program: things(() => {
          new Thing("one");
          return { a: "two" };
        }),
        before: failing("create one"),
        fails: /says no/,
      },
    ],
  },
  {
    term: "continueOnError",
    says: "what does not depend on the failure goes on",
    life: [
      { program: family("red") },
      {
        program: family("blue"),
        before: failing("update middle"),
        options: keepGoing,
        fails: /says no/,
      },
      { before: mended },
    ],
  },
  {
    term: "continueOnError",
    says: "of a create: what depends on it is skipped",
    life: [
      {
        program: family("red"),
        before: failing("create root"),
        options: keepGoing,
        fails: /says no/,
      },
      { before: mended },
    ],
  },
  {
    term: "continueOnError",
    says: "of a destroy: what the failed one requires stays, the rest goes",
    life: [
      { program: family("red") },
      { verb: "destroy", before: failing("delete middle"), options: keepGoing, fails: /says no/ },
    ],
  },
  {
    term: "continueOnError",
    says: "what the program no longer names goes all the same, save what the failed one stands on",
    life: [
      { program: family("red") },
      {
        program: made(() => {
          new Thing("middle", { colour: "blue" });
        }),
        before: failing("update middle"),
        options: keepGoing,
        fails: /says no/,
      },
    ],
  },
];
