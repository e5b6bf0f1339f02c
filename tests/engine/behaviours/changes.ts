/** Which changes of properties count: `ignoreChanges` and `replaceOnChanges`. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { made, Thing } from "./things";

type Options = pulumi.CustomResourceOptions;

const one = (args: Record<string, unknown>, opts?: Options): Program =>
  made(() => new Thing("one", args, opts));

/** The act after the first changes the inputs, of which the steps and calls say what was made. */
const ignoring = (
  says: string,
  ignoreChanges: string[],
  [before, after]: [Record<string, unknown>, Record<string, unknown>],
  updates: boolean,
): Behaviour => ({
  term: "ignoreChanges",
  says,
  life: [
    { program: one(before, { ignoreChanges }) },
    { program: one(after, { ignoreChanges }), steps: updates ? ["update one"] : [] },
    { steps: [] },
  ],
});

const ignoreChanges: readonly Behaviour[] = [
  ignoring("a property", ["colour"], [{ colour: "red" }, { colour: "blue" }], false),
  ignoring(
    "not the others",
    ["colour"],
    [
      { colour: "red", n: 1 },
      { colour: "blue", n: 2 },
    ],
    true,
  ),
  ignoring(
    "a property inside",
    ["tags.a"],
    [{ tags: { a: 1, b: 1 } }, { tags: { a: 2, b: 1 } }],
    false,
  ),
  ignoring(
    "what is added there",
    ["tags.a"],
    [{ tags: { b: 1 } }, { tags: { a: 2, b: 1 } }],
    false,
  ),
  ignoring(
    "what is removed there",
    ["tags.a"],
    [{ tags: { a: 1, b: 1 } }, { tags: { b: 1 } }],
    false,
  ),
  ignoring(
    "everything in a map",
    ["tags.*"],
    [{ tags: { a: 1 } }, { tags: { a: 2, b: 1 } }],
    false,
  ),
  ignoring("everything of the resource", ["*"], [{ a: 1 }, { a: 2 }], false),
  ignoring("an item", ["list[1]"], [{ list: [1, 2] }, { list: [1, 3] }], false),
  ignoring(
    "every item, as many as there are",
    ["list[*]"],
    [{ list: [1, 2] }, { list: [3, 4] }],
    false,
  ),
  ignoring("no item that comes new", ["list[*]"], [{ list: [1, 2] }, { list: [3, 4, 5] }], true),
  ignoring(
    "a property of every item",
    ["list[*].n"],
    [
      {
        list: [
          { n: 1, m: 1 },
          { n: 2, m: 1 },
        ],
      },
      {
        list: [
          { n: 5, m: 1 },
          { n: 6, m: 1 },
        ],
      },
    ],
    false,
  ),
  ignoring(
    "of a property of every item nothing, where one is new",
    ["list[*].n"],
    [{ list: [{ n: 1 }] }, { list: [{ n: 5 }, { n: 6 }] }],
    true,
  ),
  ignoring(
    "a key that is quoted",
    ['tags["a.b"]'],
    [{ tags: { "a.b": 1 } }, { tags: { "a.b": 2 } }],
    false,
  ),
  ignoring(
    "nothing that leads nowhere",
    ["tags.a.b"],
    [{ tags: { c: 1 } }, { tags: { c: 2 } }],
    true,
  ),
  {
    term: "ignoreChanges",
    says: "keeps a secret secret",
    life: [
      { program: one({ colour: pulumi.secret("red") }, { ignoreChanges: ["colour"] }) },
      { program: one({ colour: "blue" }, { ignoreChanges: ["colour"] }), steps: [] },
    ],
  },
  {
    term: "ignoreChanges",
    says: "does not hold for what is replaced for another reason",
    life: [
      { program: one({ colour: "red", size: "small" }, { ignoreChanges: ["colour"] }) },
      { program: one({ colour: "blue", size: "large" }, { ignoreChanges: ["colour"] }) },
    ],
  },
];

const replacedBy = (
  says: string,
  replaceOnChanges: string[],
  [before, after]: [Record<string, unknown>, Record<string, unknown>],
  replaces: boolean,
): Behaviour => ({
  term: "replaceOnChanges",
  says,
  life: [
    { program: one(before, { replaceOnChanges }) },
    {
      program: one(after, { replaceOnChanges }),
      steps: replaces
        ? ["create-replacement one", "replace one", "delete-replaced one"]
        : ["update one"],
    },
  ],
});

const replaceOnChanges: readonly Behaviour[] = [
  replacedBy("a property", ["colour"], [{ colour: "red" }, { colour: "blue" }], true),
  replacedBy("not another", ["colour"], [{ n: 1 }, { n: 2 }], false),
  replacedBy("any property", ["*"], [{ n: 1 }, { n: 2 }], true),
  replacedBy(
    "a path that the difference names above it",
    ["tags.a"],
    [{ tags: { a: 1 } }, { tags: { a: 2 } }],
    false,
  ),
  replacedBy(
    "a path inside, where the engine compares",
    ["tags.a"],
    [
      { vague: true, tags: { a: 1 } },
      { vague: true, tags: { a: 2 } },
    ],
    true,
  ),
  replacedBy(
    "a wildcard inside",
    ["list[*].n"],
    [
      { vague: true, list: [{ n: 1 }] },
      { vague: true, list: [{ n: 2 }] },
    ],
    true,
  ),
  replacedBy(
    "where the provider names no paths",
    ["colour"],
    [
      { terse: true, colour: "red" },
      { terse: true, colour: "blue" },
    ],
    true,
  ),
];

export const changes: readonly Behaviour[] = [...ignoreChanges, ...replaceOnChanges];
