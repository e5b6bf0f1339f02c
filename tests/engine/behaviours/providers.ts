/** Providers and components of a plugin that is installed: it runs in a process of its own. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { Box, kitVersion, NamedPiece, parameterizedKit, Piece } from "../plugin/kit";
import type { Behaviour, Program, Seen } from "./behaviour";
import { made, nothing, Thing, things } from "./things";

const piece = (args: Record<string, unknown>, opts?: pulumi.CustomResourceOptions): Program =>
  things(() => ({ text: new Piece("one", args, opts).text }));

const stateOf = ({ resources }: Seen, name: string): Readonly<Record<string, unknown>> =>
  resources.get(name) ?? {};

class Kit extends pulumi.ProviderResource {
  constructor(name: string, args: pulumi.Inputs = {}, opts: pulumi.ResourceOptions = {}) {
    super("kit", name, args, { version: kitVersion, ...opts });
  }
}

const look = (args: Record<string, unknown>): Program =>
  things(() => ({
    found: pulumi.runtime.invokeOutput("kit:index:look", args, { version: kitVersion }),
  }));

export const providers: readonly Behaviour[] = [
  {
    term: "resource plugin",
    says: "makes, changes, replaces and deletes",
    swaps: true,
    life: [
      {
        program: piece({ colour: "red" }),
        steps: ["create one"],
        then: ({ outputs }) => expect(outputs.text).to.equal("red piece of nothing"),
      },
      { steps: [] },
      { program: piece({ colour: "blue" }), steps: ["update one"] },
      {
        program: piece({ colour: "blue", size: 2 }),
        steps: ["create-replacement one", "delete-replaced one", "replace one"],
      },
      { program: nothing, steps: ["delete one"] },
    ],
  },
  {
    term: "resource plugin",
    says: "is asked in a preview, and what it would make is not known",
    life: [
      {
        verb: "preview",
        program: things(() => {
          const first = new Piece("first", { colour: "red" });
          new Piece("second", { of: first.text });
          return {};
        }),
        steps: ["create first", "create second"],
      },
    ],
  },
  {
    term: "resource plugin",
    says: "says of an input what is wrong with it",
    life: [
      {
        program: piece({ colour: "ugly" }),
        fails: /property colour value \{ugly\} has a problem: is no colour/,
      },
    ],
  },
  {
    term: "resource plugin",
    says: "fails in its own words",
    life: [{ program: piece({ crash: "throw" }), fails: /the kit is out of pieces/ }],
  },
  {
    term: "resource plugin",
    says: "keeps secrets secret",
    life: [
      {
        program: piece({ colour: pulumi.secret("red") }),
        then: (seen) =>
          expect(stateOf(seen, "one")).to.have.nested.property("outputs.colour.plaintext", '"red"'),
      },
      { steps: [] },
    ],
  },
  {
    term: "resource plugin",
    says: "has an explicit provider, configured with its arguments",
    life: [
      {
        program: made(() => {
          new Piece("one", {}, { provider: new Kit("west", { region: "west" }) });
        }),
        steps: ["create west", "create one"],
        then: (seen) => expect(stateOf(seen, "one").provider).to.match(/providers:kit::west::/),
      },
      { steps: [] },
    ],
  },
  {
    term: "resource plugin",
    says: "is refreshed, and destroyed",
    life: [
      { program: piece({ colour: "red" }) },
      { verb: "refresh" },
      { verb: "destroy", steps: ["delete one"] },
    ],
  },
  {
    term: "resource plugin",
    says: "answers look-ups",
    life: [
      {
        program: look({ size: 1 }),
        then: ({ outputs }) =>
          expect(outputs.found).to.deep.equal({ token: "kit:index:look", size: 1 }),
      },
    ],
  },
  {
    term: "resource plugin",
    says: "refuses look-ups in its own words",
    life: [{ program: look({ fails: true }), fails: /as it was asked to/ }],
  },
  {
    term: "resource plugin",
    says: "and others depend on each other",
    life: [
      {
        program: made(() => {
          const one = new Piece("one", { colour: "red" });
          const two = new Thing("two", { of: one.text });
          new Piece("three", { of: two.echo });
        }),
        steps: ["create one", "create two", "create three"],
        then: (seen) =>
          expect(stateOf(seen, "three").dependencies).to.deep.equal([stateOf(seen, "two").urn]),
      },
      { verb: "destroy", steps: ["delete one", "delete two", "delete three"] },
    ],
  },
  {
    term: "parameterized package",
    says: "is the plugin with its parameter, under a name of its own",
    swaps: true,
    life: [
      {
        program: things(() => {
          const ref = parameterizedKit("toys", "wooden");
          return { text: new NamedPiece("one", { colour: "red" }, { ref }).text };
        }),
        steps: ["create one"],
        then: (seen) => {
          expect(seen.outputs.text).to.equal("wooden red piece of nothing");
          expect(stateOf(seen, "default_2_0_0").inputs).to.deep.equal({
            __internal: {
              name: "kit",
              parameterization: Buffer.from("wooden").toString("base64"),
              version: kitVersion,
            },
            version: "2.0.0",
          });
        },
      },
      { steps: [] },
      { verb: "refresh" },
      { verb: "destroy", steps: ["delete one"] },
    ],
  },
  {
    term: "parameterized package",
    says: "has explicit providers, too",
    life: [
      {
        program: things(() => {
          const ref = parameterizedKit("toys", "wooden");
          class Toys extends pulumi.ProviderResource {}
          const provider = new Toys("toys", "west", {}, {}, false, ref);
          const piece = new NamedPiece("one", {}, { ref, provider });
          return { text: piece.text };
        }),
        steps: ["create west", "create one"],
        then: (seen) => expect(stateOf(seen, "one").provider).to.match(/providers:toys::west::/),
      },
    ],
  },
  {
    term: "parameterized package",
    says: "is refused where the plugin takes itself for another",
    life: [
      {
        program: things(() => {
          const ref = parameterizedKit("toys", "rename");
          return { text: new NamedPiece("one", {}, { ref }).text };
        }),
        fails: /parameterize response name "other" does not match expected package "toys"/,
      },
    ],
  },
  {
    term: "remote component",
    says: "is constructed by the plugin, children and all",
    swaps: true,
    life: [
      {
        program: things(() => {
          const box = new Box("box", { colour: "red" });
          const text = box.first.apply((first) => first.text);
          return { text: box.text, hidden: box.hidden, first: text };
        }),
        steps: ["create box", "create box-first", "create box-second"],
        then: (seen) => {
          expect(seen.outputs).to.deep.equal({
            text: "no piece of red piece of nothing",
            hidden: "hush-hush",
            first: "red piece of nothing",
          });
          expect(stateOf(seen, "box-first").parent).to.equal(stateOf(seen, "box").urn);
        },
      },
      { steps: [] },
      {
        program: made(() => {
          new Box("box", { colour: "blue" });
        }),
        steps: ["update box-first", "update box-second"],
      },
    ],
  },
  {
    term: "resource reference",
    says: "is made whole by the provider of the package pulumi, which then stands in the state",
    life: [
      {
        program: things(() => ({
          text: new Box("box", { colour: "red" }).first.apply((first) => first.text),
        })),
        then: (seen) => expect(stateOf(seen, "default").type).to.equal("pulumi:providers:pulumi"),
      },
      { steps: [] },
    ],
  },
  {
    term: "remote component",
    says: "depends on what its arguments depend on",
    life: [
      {
        program: made(() => {
          const given = new Thing("given");
          const box = new Box("box", { colour: given.echo });
          new Thing("after", { of: box.text });
        }),
        then: (seen) => {
          const { propertyDependencies } = stateOf(seen, "box-first");
          expect(propertyDependencies).to.deep.equal({ colour: [stateOf(seen, "given").urn] });
        },
      },
    ],
  },
  {
    term: "remote component",
    says: "fails in the plugin's own words",
    life: [
      {
        program: made(() => {
          new Box("broken");
        }),
        fails: /kit:index:Box resource 'broken' has a problem: the box broke/,
      },
    ],
  },
  {
    term: "remote component",
    says: "has its children transformed by its own transforms and by the stack's",
    life: [
      {
        program: made(() => {
          const paint =
            (key: string): pulumi.ResourceTransform =>
            ({ props, opts, type }) =>
              type === "kit:index:Piece" ? { props: { ...props, [key]: true }, opts } : undefined;
          pulumi.runtime.registerResourceTransform(paint("byStack"));
          new Box("box", { colour: "red" }, { transforms: [paint("byBox")] });
        }),
        then: (seen) =>
          expect(stateOf(seen, "box-first").inputs).to.deep.equal({
            colour: "red",
            byBox: true,
            byStack: true,
          }),
      },
    ],
  },
  {
    term: "remote component",
    says: "gives its children its provider and its protection",
    life: [
      {
        program: made(() => {
          new Box("box", {}, { provider: new Kit("west"), protect: true });
        }),
        then: (seen) => {
          expect(stateOf(seen, "box-first").provider).to.match(/providers:kit::west::/);
          expect(stateOf(seen, "box-first").protect).to.equal(true);
        },
      },
    ],
  },
  {
    term: "remote component",
    says: "is previewed with children whose values are not known",
    life: [
      {
        verb: "preview",
        program: made(() => {
          new Box("box", { colour: new Thing("given").echo });
        }),
        steps: ["create given", "create box", "create box-first", "create box-second"],
      },
    ],
  },
];
