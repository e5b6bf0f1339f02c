/** Longer lives of a stack, which both engines live in turns: each command finds what the other engine has left. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Act, Behaviour, Program } from "./behaviour";
import { Group, made, nothing, Thing, things } from "./things";
import { standing } from "./world";

/** A root, a group around a thing that needs it, and a leaf of both. */
const family = (colour: string, size = "small"): Program =>
  things(() => {
    const root = new Thing("root", { colour, size });
    const group = new Group("group", { n: root.id, colour });
    new Thing("leaf", { of: group.thing.id }, { dependsOn: [root] });
    return { root: root.echo, colour };
  });

const replacedSteps = (name: string): readonly string[] => [
  `create-replacement ${name}`,
  `replace ${name}`,
  `delete-replaced ${name}`,
];

const protectedOne = (size: string, protect: boolean): Program =>
  made(() => new Thing("one", { size }, { protect }));

const imported = (colour: string, opts: pulumi.CustomResourceOptions = {}): Program =>
  things(() => ({ id: new Thing("one", { label: "by hand", colour }, opts).id }));

const hushed = (word: string): Program =>
  things(() => {
    const one = new Thing("one", { word: pulumi.secret(word), colour: "red" });
    const two = new Thing("two", { n: one.echo }, { additionalSecretOutputs: ["echo"] });
    return { word: pulumi.secret(word), echo: two.echo, nested: { deep: [pulumi.secret(word)] } };
  });

/** The component with its thing, at the top or in a home. */
const moved = (home?: string): Program =>
  made(() => {
    const parent =
      home === undefined ? undefined : new pulumi.ComponentResource("test:index:Home", home);
    const aliases = [{ parent: pulumi.rootStackResource }];
    new Group("group", { colour: "red" }, parent && { parent, aliases });
  });

/** A refresh that finds everything as the state has it. */
const untouched: Act = {
  verb: "refresh",
  calls: [],
  then: ({ changes }) => expect(changes).to.not.have.any.keys("update", "delete"),
};

export const lives: readonly Behaviour[] = [
  {
    term: "life of updates",
    says: "made, looked at, changed, changed back, destroyed",
    swaps: true,
    life: [
      {
        program: family("red"),
        steps: ["create root", "create group", "create group-thing", "create leaf"],
      },
      { steps: [], calls: [] },
      untouched,
      {
        verb: "preview",
        program: family("blue"),
        steps: ["update root", "update group-thing"],
        calls: [],
      },
      {
        steps: ["update root", "update group-thing"],
        calls: ["update root", "update group-thing"],
      },
      { program: family("red"), calls: ["update root", "update group-thing"] },
      { steps: [], calls: [] },
      { verb: "destroy", calls: ["delete leaf", "delete group-thing", "delete root"] },
    ],
  },
  {
    term: "life of replacements",
    says: "replaced, found the same, replaced once more, and taken out of the program",
    swaps: true,
    life: [
      { program: family("red", "small") },
      {
        program: family("red", "large"),
        steps: [...replacedSteps("root"), "update group-thing"],
        calls: ["create root", "update group-thing", "delete root"],
      },
      { steps: [], calls: [] },
      {
        program: family("red", "small"),
        steps: [...replacedSteps("root"), "update group-thing"],
      },
      { verb: "preview", steps: [] },
      {
        program: nothing,
        calls: ["delete leaf", "delete group-thing", "delete root"],
        then: ({ resources }) => expect([...resources.keys()]).to.deep.equal(["life-dev"]),
      },
    ],
  },
  {
    term: "life under protection",
    says: "kept from being replaced and from being destroyed, until the protection is taken away",
    swaps: true,
    life: [
      { program: protectedOne("small", true), steps: ["create one"] },
      { steps: [], calls: [] },
      { program: protectedOne("large", true), fails: /marked for protection/, calls: [] },
      {
        verb: "destroy",
        program: protectedOne("small", true),
        fails: /cannot be deleted/,
        calls: [],
      },
      { steps: [], calls: [] },
      { program: protectedOne("small", false), calls: [] },
      { program: protectedOne("large", false), steps: replacedSteps("one") },
      { verb: "destroy", steps: ["delete one"] },
    ],
  },
  {
    term: "life of an import",
    says: "taken over as it stands, kept without the option, changed, destroyed",
    swaps: true,
    life: [
      {
        program: imported("red", { import: "made-by-hand" }),
        before: standing("made-by-hand", { colour: "red" }),
        steps: ["import one"],
        calls: [],
        then: ({ outputs }) => expect(outputs).to.deep.equal({ id: "made-by-hand" }),
      },
      { steps: [], calls: [] },
      { program: imported("red"), steps: [], calls: [] },
      { program: imported("blue"), steps: ["update one"], calls: ["update one"] },
      { verb: "destroy", steps: ["delete one"], calls: ["delete one"] },
    ],
  },
  {
    term: "life with secrets",
    says: "secret inputs and outputs stay so through every engine, and the same secret is no change",
    swaps: true,
    life: [
      {
        program: hushed("hush"),
        steps: ["create one", "create two"],
        then: ({ outputs }) =>
          expect(outputs).to.deep.equal({
            word: "hush",
            echo: "nothing",
            nested: { deep: ["hush"] },
          }),
      },
      { steps: [], calls: [] },
      untouched,
      { program: hushed("shush"), steps: ["update one"], calls: ["update one"] },
      {
        steps: [],
        calls: [],
        then: ({ outputs }) => expect(outputs.word).to.equal("shush"),
      },
      { verb: "destroy", calls: ["delete two", "delete one"] },
    ],
  },
  {
    term: "life of a component",
    says: "moved to a parent, and what is in it with it: nothing is made anew",
    swaps: true,
    life: [
      { program: moved(), steps: ["create group", "create group-thing"] },
      { verb: "preview", program: moved("home"), steps: ["create home"], calls: [] },
      { steps: ["create home"], calls: [] },
      { steps: [], calls: [] },
      untouched,
      { verb: "destroy", calls: ["delete group-thing"] },
    ],
  },
];
