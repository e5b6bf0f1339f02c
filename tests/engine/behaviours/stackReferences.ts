/** Stack references: what one stack reads of another, and stashes, which the same provider keeps. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Act, Behaviour, Program } from "./behaviour";
import { made, Thing, things } from "./things";

/** The other stack, before each of these lives: of a project of its own. */
const network: Act = {
  on: "network/prod",
  program: things(() => {
    const subnet = new Thing("subnet");
    return {
      subnet: subnet.echo,
      zones: ["a", "b"],
      password: pulumi.secret("hush-hush"),
      nested: { open: 1, closed: pulumi.secret("hush-too") },
    };
  }),
};
const name = "organization/network/prod";

const reading = (
  read: (reference: pulumi.StackReference) => Record<string, unknown>,
  spelled = name,
): Program => things(() => read(new pulumi.StackReference(spelled)));

export const stackReferences: readonly Behaviour[] = [
  {
    term: "stack reference",
    says: "reads the outputs of a stack of another project, and stands in the state as one that is read",
    swaps: true,
    life: [
      network,
      {
        program: reading((reference) => ({
          subnet: reference.getOutput("subnet"),
          zones: reference.requireOutput("zones"),
        })),
        steps: [`read ${name}`],
        then: ({ outputs, resources }) => {
          expect(outputs).to.deep.equal({ subnet: "nothing", zones: ["a", "b"] });
          expect(resources.get(name)).to.include({
            external: true,
            id: name,
            type: "pulumi:pulumi:StackReference",
          });
          expect(resources.get(name)?.provider).to.match(/pulumi:providers:pulumi::default::/);
        },
      },
      { steps: [`read ${name}`] },
      { verb: "preview", steps: [`read ${name}`] },
    ],
  },
  {
    term: "stack reference",
    says: "keeps secret outputs secret, and others not",
    life: [
      network,
      {
        program: reading((reference) => ({
          password: reference.getOutput("password"),
          zones: reference.getOutput("zones"),
          nested: reference.getOutput("nested"),
          thing: new Thing("one", { password: reference.requireOutput("password") }).id,
        })),
        then: ({ resources }) => {
          const { outputs } = resources.get("life-dev") as { outputs: Record<string, object> };
          expect(outputs.password).to.have.property("plaintext", '"hush-hush"');
          expect(outputs.zones).to.deep.equal(["a", "b"]);
          expect(outputs.nested).to.have.property("plaintext");
          expect(resources.get("one")).to.have.nested.property(
            "inputs.password.plaintext",
            '"hush-hush"',
          );
        },
      },
    ],
  },
  {
    term: "stack reference",
    says: "follows the other stack, and what depends on its outputs is updated",
    life: [
      network,
      {
        program: made(() => {
          new Thing("one", { zones: new pulumi.StackReference(name).getOutput("zones") });
        }),
        steps: [`read ${name}`, "create one"],
      },
      { on: "network/prod", program: things(() => ({ zones: ["c"] })) },
      {
        program: made(() => {
          new Thing("one", { zones: new pulumi.StackReference(name).getOutput("zones") });
        }),
        steps: [`read ${name}`, "update one"],
      },
    ],
  },
  {
    term: "stack reference",
    says: "to a stack that is not there fails, by its name",
    life: [
      {
        program: reading(() => ({}), "organization/network/nobody"),
        fails: /unknown stack "organization\/network\/nobody"/,
        calls: [],
      },
    ],
  },
  {
    term: "stack reference",
    says: "to a stack of another organization fails: a file backend has one",
    life: [
      {
        program: reading(() => ({}), "acme/network/prod"),
        fails: /organization name must be 'organization'/,
      },
    ],
  },
  {
    term: "stack reference",
    says: "by a short name is one to a stack of the same project",
    life: [
      { on: "life/base", program: things(() => ({ answer: 42 })) },
      {
        program: reading((reference) => ({ answer: reference.getOutput("answer") }), "base"),
        then: ({ outputs }) => expect(outputs.answer).to.equal(42),
      },
    ],
  },
  {
    term: "stack reference",
    says: "may have a name that is not the stack's",
    life: [
      network,
      {
        program: things(() => {
          const reference = new pulumi.StackReference("other", { name });
          return { zones: reference.getOutput("zones"), name: reference.name };
        }),
        steps: ["read other"],
        then: ({ outputs }) => expect(outputs).to.deep.equal({ zones: ["a", "b"], name }),
      },
    ],
  },
  {
    term: "stack reference",
    says: "to an output that is not there answers undefined",
    life: [
      network,
      {
        program: reading((reference) => ({
          nothing: reference.getOutput("nobody").apply((value) => value === undefined),
        })),
        then: ({ outputs }) => expect(outputs.nothing).to.equal(true),
      },
    ],
  },
  {
    term: "stack reference",
    says: "to a stack that has never been updated has no outputs",
    life: [
      { on: "network/prod", verb: "preview", program: made(() => undefined) },
      {
        program: reading((reference) => ({ all: reference.outputs })),
        then: ({ outputs }) => expect(outputs.all).to.deep.equal({}),
      },
    ],
  },
  {
    term: "stack reference",
    says: "is refreshed with the stack, and goes with it",
    life: [
      network,
      { program: reading((reference) => ({ zones: reference.getOutput("zones") })) },
      { verb: "refresh" },
      { verb: "destroy" },
    ],
  },
  {
    term: "stack reference",
    says: "that the program no longer makes is dropped",
    life: [
      network,
      { program: reading((reference) => ({ zones: reference.getOutput("zones") })) },
      { program: things(() => ({})) },
    ],
  },
  {
    term: "stash",
    says: "keeps the value it was made with, until it is replaced",
    swaps: true,
    life: [
      ...["first", "second"].map((input) => ({
        program: things(() => ({ kept: new pulumi.Stash("stash", { input }).output })),
        then: ({ outputs }: { outputs: Readonly<Record<string, unknown>> }) =>
          expect(outputs.kept).to.equal("first"),
      })),
      { program: made(() => undefined), steps: ["delete stash"] },
    ],
  },
];
