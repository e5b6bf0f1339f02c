/** Resource options: what a program says of a resource beyond its properties. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program } from "./behaviour";
import { Group, made, nothing, Thing, things } from "./things";

type Options = pulumi.CustomResourceOptions;

const one = (args: Record<string, unknown>, opts?: Options): Program =>
  made(() => new Thing("one", args, opts));

/** A component of any type, with a thing in it. */
class Box extends pulumi.ComponentResource {
  constructor(type: string, name: string, opts: pulumi.ComponentResourceOptions = {}, child = "") {
    super(type, name, {}, opts);
    new Thing(child === "" ? `${name}-thing` : child, { colour: "red" }, { parent: this });
    this.registerOutputs({});
  }
}

const urn = (type: string, name: string, { project = "life", stack = "dev" } = {}): string =>
  `urn:pulumi:${stack}::${project}::${type}::${name}`;

const thingType = "test:index:Thing";

/** Nothing is made or deleted: it is the same resource, under another name. */
const renamed = (
  says: string,
  [before, after]: [Program, Program],
  steps: readonly string[] = [],
): Behaviour => ({
  term: "aliases",
  says,
  life: [{ program: before }, { program: after, steps, calls: [] }, { steps: [], calls: [] }],
});

/** In a component, and in one that has another name. */
const boxed = (opts: pulumi.ComponentResourceOptions = {}, name = "old", child = ""): Program =>
  made(() => new Box("test:index:Box", name, opts, child));

const atHome = (aliases: pulumi.Input<pulumi.Alias>[]): Program =>
  made(() => {
    const parent = new pulumi.ComponentResource("test:index:Home", "home");
    new Thing("one", { colour: "red" }, { parent, aliases });
  });

const red = { colour: "red" };

const aliases: readonly Behaviour[] = [
  {
    ...renamed("as a URN", [
      one({}),
      made(() => new Thing("two", {}, { aliases: [urn(thingType, "one")] })),
    ]),
    swaps: true,
  },
  renamed("by name", [one({}), made(() => new Thing("two", {}, { aliases: [{ name: "one" }] }))]),
  renamed("by type", [
    made(() => new Box("test:index:Old", "box")),
    made(() => new Box("test:index:New", "box", { aliases: [{ type: "test:index:Old" }] })),
  ]),
  renamed("of a parent are inherited by its children, whose names begin with its own", [
    boxed(),
    boxed({ aliases: [{ name: "old" }] }, "new"),
  ]),
  renamed("of a parent are inherited by children with names of their own", [
    boxed({}, "old", "inner"),
    boxed({ aliases: [{ name: "old" }] }, "new", "inner"),
  ]),
  renamed("of a parent and of its child are both tried together", [
    boxed({}, "old", "before"),
    made(() => {
      const opts = { aliases: [{ name: "old" }] };
      const parent = new pulumi.ComponentResource("test:index:Box", "new", {}, opts);
      new Thing("after", red, { parent, aliases: [{ name: "before" }] });
    }),
  ]),
  renamed(
    "by parent: it was the stack's",
    [one(red), atHome([{ parent: pulumi.rootStackResource }])],
    ["create home"],
  ),
  renamed("by noParent", [one(red), atHome([{ parent: undefined }])], ["create home"]),
  renamed(
    "by the URN of a parent that is gone",
    [atHome([]), one(red, { aliases: [{ parent: urn("test:index:Home", "home") }] })],
    ["delete home"],
  ),
  renamed("chained: each of the names that it has had", [
    one({}),
    made(() => new Thing("three", {}, { aliases: [{ name: "two" }, { name: "one" }] })),
  ]),
  {
    term: "aliases",
    says: "come with an update, and with what depends on it under the new name",
    life: [
      {
        program: made(() => {
          const root = new Thing("root", { colour: "red" });
          new Thing("leaf", { colour: "red" }, { dependsOn: [root] });
        }),
      },
      {
        program: made(() => {
          const root = new Thing("trunk", { colour: "blue" }, { aliases: [{ name: "root" }] });
          new Thing("leaf", { colour: "red" }, { dependsOn: [root] });
        }),
        steps: ["update trunk"],
      },
    ],
  },
  {
    term: "aliases",
    says: "come with a replacement: the old one goes",
    life: [
      { program: one({ size: "small" }) },
      {
        program: made(() => new Thing("two", { size: "large" }, { aliases: [{ name: "one" }] })),
        calls: ["create two", "delete one"],
      },
      { steps: [] },
    ],
  },
  {
    term: "aliases",
    says: "come with a replacement that deletes first",
    life: [
      { program: one({ size: "small" }) },
      {
        program: made(
          () =>
            new Thing(
              "two",
              { size: "large" },
              { aliases: [{ name: "one" }], deleteBeforeReplace: true },
            ),
        ),
        calls: ["delete one", "create two"],
      },
      { steps: [] },
    ],
  },
  {
    term: "aliases",
    says: "of two resources for one of the state are refused",
    life: [
      { program: one({}) },
      {
        program: made(() => {
          const two = new Thing("two", {}, { aliases: [{ name: "one" }] });
          new Thing("three", {}, { aliases: [{ name: "one" }], dependsOn: [two] });
        }),
        fails: /Duplicate resource alias '.*::one' applied to resource with URN '.*::three'/,
      },
    ],
  },
  {
    term: "aliases",
    says: "of a name that is still in use are refused",
    life: [
      { program: one({}) },
      {
        program: made(() => {
          const two = new Thing("two", {}, { aliases: [{ name: "one" }] });
          new Thing("one", {}, { dependsOn: [two] });
        }),
        fails:
          /Duplicate resource URN '.*::one' conflicting with alias on resource with URN '.*::two'/,
      },
    ],
  },
];

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

const keeping: readonly Behaviour[] = [
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

const more: readonly Behaviour[] = [
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
      { program: one({ colour: "red" }, { hideDiffs: ["colour"] } as Options) },
      {
        program: one({ colour: "blue" }, { hideDiffs: ["colour"] } as Options),
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

export const options: readonly Behaviour[] = [
  ...aliases,
  ...ignoreChanges,
  ...replaceOnChanges,
  ...protect,
  ...keeping,
  ...more,
];
