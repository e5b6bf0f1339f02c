/** Transforms: what the program changes of registrations and invokes on their way. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program, Seen } from "./behaviour";
import { Group, made, Thing, things } from "./things";

const colour =
  (text: string): pulumi.ResourceTransform =>
  ({ props, opts, type }) =>
    type === "test:index:Thing" ? { props: { ...props, colour: text }, opts } : undefined;

const appends =
  (letter: string): pulumi.ResourceTransform =>
  ({ props, opts, custom }) =>
    custom
      ? { props: { ...props, path: `${String(props.path ?? "")}${letter}` }, opts }
      : undefined;

const option =
  (changes: pulumi.CustomResourceOptions): pulumi.ResourceTransform =>
  ({ props, opts }) => ({ props, opts: { ...opts, ...changes } });

const inputOf = ({ resources }: Seen, name: string): Record<string, unknown> =>
  (resources.get(name)?.inputs ?? {}) as Record<string, unknown>;

const stateOf = ({ resources }: Seen, name: string): Readonly<Record<string, unknown>> =>
  resources.get(name) ?? {};

/** A thing with one transform of its own. */
const transformed = (
  transform: pulumi.ResourceTransform,
  args: Record<string, unknown> = {},
): Program => made(() => new Thing("one", args, { transforms: [transform] }));

export const transforms: readonly Behaviour[] = [
  {
    term: "transforms",
    says: "a resource's own change its properties before anything else sees them",
    swaps: true,
    life: [
      {
        program: transformed(colour("red")),
        steps: ["create one"],
        then: (seen) => expect(inputOf(seen, "one").colour).to.equal("red"),
      },
      { steps: [], calls: [] },
      { program: transformed(colour("blue")), steps: ["update one"] },
    ],
  },
  {
    term: "transforms",
    says: "the resource's own run first in their order, then the parent's, then the grandparent's, then the stack's",
    life: [
      {
        program: made(() => {
          pulumi.runtime.registerResourceTransform(appends("s"));
          const top = new Group("top", {}, { transforms: [appends("g")] });
          const group = new Group("group", {}, { parent: top, transforms: [appends("p")] });
          new Thing("one", {}, { parent: group, transforms: [appends("a"), appends("b")] });
        }),
        then: (seen) => {
          expect(inputOf(seen, "one").path).to.equal("abpgs");
          expect(inputOf(seen, "group-thing").path).to.equal("pgs");
          expect(inputOf(seen, "top-thing").path).to.equal("gs");
        },
      },
    ],
  },
  {
    term: "stack transforms",
    says: "those registered later do not reach what was registered before",
    life: [
      {
        program: async () => {
          const first = new Thing("first");
          await new Promise((resolve) => first.urn.apply(resolve));
          pulumi.runtime.registerResourceTransform(colour("red"));
          new Thing("second", { of: first.echo });
          return Promise.resolve(undefined);
        },
        then: (seen) => {
          expect(inputOf(seen, "first")).to.not.have.property("colour");
          expect(inputOf(seen, "second").colour).to.equal("red");
        },
      },
    ],
  },
  {
    term: "stack transforms",
    says: "wait for their own work to be done",
    life: [
      {
        program: made(() => {
          pulumi.runtime.registerResourceTransform(async ({ props, opts }) => {
            await new Promise((resolve) => setTimeout(resolve, 50));
            return { props: { ...props, late: true }, opts };
          });
          new Thing("one");
        }),
        then: (seen) => expect(inputOf(seen, "one").late).to.equal(true),
      },
    ],
  },
  {
    term: "transforms",
    says: "may ask for ignoreChanges",
    life: [
      { program: made(() => new Thing("one", { colour: "red" })) },
      {
        program: transformed(option({ ignoreChanges: ["colour"] }), { colour: "blue" }),
        steps: [],
      },
    ],
  },
  {
    term: "transforms",
    says: "may protect",
    life: [
      {
        program: transformed(option({ protect: true })),
        then: (seen) => expect(stateOf(seen, "one").protect).to.equal(true),
      },
    ],
  },
  {
    term: "transforms",
    says: "may retain on delete",
    life: [
      { program: transformed(option({ retainOnDelete: true })) },
      { verb: "destroy", steps: ["delete one"], calls: [] },
    ],
  },
  {
    term: "transforms",
    says: "may name aliases",
    life: [
      { program: made(() => new Thing("former")) },
      {
        program: transformed(({ props, opts }) => ({
          props,
          opts: pulumi.mergeOptions(opts, { aliases: [{ name: "former" }] }),
        })),
        steps: [],
        calls: [],
      },
    ],
  },
  {
    term: "transforms",
    says: "may choose the provider",
    life: [
      {
        program: made(() => {
          class Test extends pulumi.ProviderResource {}
          const provider = new Test("test", "west", { region: "west" });
          new Thing("one", {}, { transforms: [option({ provider })] });
        }),
        then: (seen) => expect(stateOf(seen, "one").provider).to.match(/::west::/),
      },
    ],
  },
  {
    term: "transforms",
    says: "may add a dependency of the resource's own",
    life: [
      {
        program: made(() => {
          const before = new Thing("before");
          new Thing("after", {}, { transforms: [option({ dependsOn: [before] })] });
        }),
        calls: ["create before", "create after"],
        then: (seen) =>
          expect(stateOf(seen, "after").dependencies).to.deep.equal([stateOf(seen, "before").urn]),
      },
    ],
  },
  {
    term: "stack transforms",
    says: "that add dependsOn to a resource without transforms of its own add nothing",
    life: [
      {
        program: made(() => {
          const before = new Thing("before");
          pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
            name === "after" ? { props, opts: { ...opts, dependsOn: [before] } } : undefined,
          );
          new Thing("after");
        }),
        then: (seen) => expect(stateOf(seen, "after")).to.not.have.property("dependencies"),
      },
    ],
  },
  {
    term: "transforms",
    says: "leave what the resource depends on, where they move its properties about",
    life: [
      {
        program: made(() => {
          const root = new Thing("root");
          new Thing(
            "leaf",
            { from: root.echo, other: 1 },
            {
              transforms: [
                ({ props: { from, ...props }, opts }) => ({ props: { ...props, of: from }, opts }),
              ],
            },
          );
        }),
        then: (seen) => {
          const { dependencies, inputs } = stateOf(seen, "leaf");
          expect(dependencies).to.deep.equal([stateOf(seen, "root").urn]);
          expect(inputs).to.include({ of: "nothing" }).and.not.property("from");
        },
      },
    ],
  },
  {
    term: "stack transforms",
    says: "may give a property an output of another resource",
    life: [
      {
        program: made(() => {
          const root = new Thing("root");
          pulumi.runtime.registerResourceTransform(({ name, props, opts }) =>
            name === "leaf" ? { props: { ...props, of: root.echo }, opts } : undefined,
          );
          new Thing("leaf", { colour: "red" });
        }),
        calls: ["create root", "create leaf"],
      },
    ],
  },
  {
    term: "transforms",
    says: "see unknown values as outputs, in a preview too",
    life: [
      {
        verb: "preview",
        program: made(() => {
          const root = new Thing("root");
          new Thing(
            "leaf",
            { of: root.echo },
            {
              transforms: [
                ({ props, opts }) => ({
                  props: { ...props, of: pulumi.output(props.of).apply((of) => `${String(of)}!`) },
                  opts,
                }),
              ],
            },
          );
        }),
        steps: ["create root", "create leaf"],
      },
      { verb: "up", then: (seen) => expect(inputOf(seen, "leaf").of).to.equal("nothing!") },
    ],
  },
  {
    term: "transforms",
    says: "of a component change the component's own inputs",
    life: [
      {
        program: made(() => {
          new pulumi.ComponentResource(
            "test:index:Bag",
            "bag",
            { size: 1 },
            { transforms: [({ props, opts }) => ({ props: { ...props, size: 2 }, opts })] },
          );
        }),
        steps: ["create bag"],
      },
    ],
  },
  {
    term: "transforms",
    says: "see what the resource has of its parent, and may take it away",
    life: [
      {
        program: made(() => {
          const group = new Group("group", {}, { protect: true });
          new Thing(
            "one",
            {},
            {
              parent: group,
              transforms: [
                ({ props, opts }) => ({
                  props: { ...props, seen: opts.protect },
                  opts: { ...opts, protect: undefined },
                }),
              ],
            },
          );
        }),
        then: (seen) => {
          expect(inputOf(seen, "one").seen).to.equal(true);
          expect(stateOf(seen, "one")).to.not.have.property("protect");
        },
      },
    ],
  },
  {
    term: "transforms",
    says: "that fail end the run, in their own words",
    life: [
      {
        program: transformed(() => {
          throw new Error("no such colour");
        }),
        fails: /transform failed: Error: no such colour/,
        calls: [],
      },
    ],
  },
  {
    term: "transforms",
    says: "that answer nothing change nothing",
    life: [{ program: transformed(() => undefined, { colour: "red" }), steps: ["create one"] }],
  },
  {
    term: "transforms",
    says: "reach providers",
    life: [
      {
        program: made(() => {
          class Test extends pulumi.ProviderResource {}
          pulumi.runtime.registerResourceTransform(({ type, props, opts }) =>
            type === "pulumi:providers:test"
              ? { props: { ...props, region: "south" }, opts }
              : undefined,
          );
          new Thing("one", {}, { provider: new Test("test", "west", { region: "west" }) });
        }),
        then: (seen) => expect(inputOf(seen, "west").region).to.equal("south"),
      },
    ],
  },
  {
    term: "invoke transforms",
    says: "change the arguments of a look-up",
    life: [
      {
        program: async () => {
          pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({
            args: { ...args, colour: "red" },
            opts,
          }));
          await Promise.resolve();
          return {
            found: pulumi.runtime.invokeOutput(
              "test:index:look",
              { size: 1 },
              { version: "1.2.3" },
            ),
          };
        },
        then: ({ outputs }) =>
          expect(outputs.found).to.deep.equal({
            token: "test:index:look",
            args: { size: 1, colour: "red" },
          }),
      },
    ],
  },
  {
    term: "invoke transforms",
    says: "all run, each on what the one before has left",
    life: [
      {
        program: async () => {
          for (const letter of ["a", "b"])
            pulumi.runtime.registerInvokeTransform(({ args, opts }) => ({
              args: { ...args, [letter]: Object.keys(args).length },
              opts,
            }));
          await Promise.resolve();
          const found = pulumi.runtime.invokeOutput<{ args: object }>(
            "test:index:look",
            {},
            { version: "1.2.3" },
          );
          return { numbers: found.apply(({ args }) => Object.values(args).sort()) };
        },
        then: ({ outputs }) => expect(outputs.numbers).to.deep.equal([0, 1]),
      },
    ],
  },
  {
    term: "invoke transforms",
    says: "that fail end the run",
    life: [
      {
        program: things(() => {
          pulumi.runtime.registerInvokeTransform(() => {
            throw new Error("no look-ups here");
          });
          return {
            found: pulumi.runtime.invokeOutput("test:index:look", {}, { version: "1.2.3" }),
          };
        }),
        fails: /no look-ups here/,
      },
    ],
  },
];
