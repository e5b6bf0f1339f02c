/** Aliases: the same resource under another name. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { made, Thing } from "./things";

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

export const aliases: readonly Behaviour[] = [
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
