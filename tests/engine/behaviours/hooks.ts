/** Resource hooks: what of the program runs before and after a step, and what has a failed call made again. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program, Seen } from "./behaviour";
import { Group, made, nothing, Thing } from "./things";

/** What hooks were told: the programs of these lives run in this process. */
const told: string[] = [];
const forget = (): void => void told.splice(0);

const tell = (text: string): pulumi.ResourceHookFunction => {
  return () => void told.push(text);
};

const stateOf = ({ resources }: Seen, name: string): Readonly<Record<string, unknown>> =>
  resources.get(name) ?? {};

/** Every hook of one thing, each of which says its name. */
const every = (names: readonly string[], options: pulumi.ResourceHookOptions = {}) =>
  Object.fromEntries(
    names.map((name) => [name, [new pulumi.ResourceHook(`tell-${name}`, tell(name), options)]]),
  ) as pulumi.ResourceHookBinding;

const creates = ["beforeCreate", "afterCreate"];
const updates = ["beforeUpdate", "afterUpdate"];
const deletes = ["beforeDelete", "afterDelete"];

const hooked = (
  args: Record<string, unknown>,
  names: readonly string[],
  options?: pulumi.ResourceHookOptions,
): Program => made(() => new Thing("one", args, { hooks: every(names, options) }));

const failing = (binding: keyof pulumi.ResourceHookBinding, options?: pulumi.ResourceHookOptions) =>
  made(() => {
    const fail = (): void => {
      throw new Error("the hook has its reasons");
    };
    const hook = new pulumi.ResourceHook("fails", fail, options);
    const one = new Thing("one", { colour: "red" }, { hooks: { [binding]: [hook] } });
    new Thing("next", { of: one.echo });
  });

/** Another thing with the same hooks: the program registers them all the same. */
const another = (names: readonly string[]): Program =>
  made(() => new Thing("another", {}, { hooks: every(names) }));

const onError = (answer: (count: number) => boolean): Program =>
  made(() => {
    let count = 0;
    const hook = new pulumi.ErrorHook("again", ({ failedOperation, errors }) => {
      told.push(`${failedOperation} ${String(errors.length)}`);
      return Promise.resolve(answer(++count));
    });
    new Thing("one", { colour: "red" }, { hooks: { onError: [hook] } });
  });

const said = (...texts: string[]) => {
  return (): void => {
    expect(told).to.deep.equal(texts);
    forget();
  };
};

export const hooks: readonly Behaviour[] = [
  {
    term: "resource hooks",
    says: "run before and after a create, and are kept in the state by name",
    swaps: true,
    life: [
      {
        before: forget,
        program: hooked({ colour: "red" }, [...creates, ...updates]),
        steps: ["create one"],
        then: (seen) => {
          said(...creates)();
          expect(stateOf(seen, "one").resourceHooks).to.deep.equal({
            BeforeCreate: ["tell-beforeCreate"],
            AfterCreate: ["tell-afterCreate"],
            BeforeUpdate: ["tell-beforeUpdate"],
            AfterUpdate: ["tell-afterUpdate"],
          });
        },
      },
      { steps: [], then: said() },
    ],
  },
  {
    term: "resource hooks",
    says: "run before and after an update",
    life: [
      { before: forget, program: hooked({ colour: "red" }, updates), then: said() },
      {
        program: hooked({ colour: "blue" }, updates),
        steps: ["update one"],
        then: said(...updates),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "run around both halves of a replacement",
    life: [
      { before: forget, program: hooked({ size: "small" }, creates), then: said(...creates) },
      {
        program: hooked({ size: "large" }, [...creates, ...deletes]),
        then: said(...creates),
      },
      {
        program: hooked({ size: "small" }, [...creates, ...deletes]),
        then: said(...creates, ...deletes),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "of a deletion run while the program stays",
    life: [
      { program: hooked({ colour: "red" }, deletes), steps: ["create one"] },
      {
        before: forget,
        program: another(deletes),
        steps: ["create another", "delete one"],
        then: said(...deletes),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "of a deletion that the program does not register any more fail it",
    life: [
      { program: hooked({ colour: "red" }, ["beforeDelete"]) },
      { program: nothing, fails: /hook "tell-beforeDelete" was not registered/, calls: [] },
    ],
  },
  {
    term: "resource hooks",
    says: "of a deletion keep destroy from running without the program",
    life: [
      { program: hooked({ colour: "red" }, deletes) },
      {
        verb: "destroy",
        fails:
          /Resource has delete hooks registered, but the program is not running. Hooks: tell-beforeDelete, tell-afterDelete/,
        calls: [],
      },
    ],
  },
  {
    term: "resource hooks",
    says: "do not run in a preview",
    life: [
      {
        before: forget,
        verb: "preview",
        program: hooked({ colour: "red" }, creates),
        steps: ["create one"],
        then: said(),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "run in a preview where they ask for it (onDryRun)",
    life: [
      {
        before: forget,
        verb: "preview",
        program: hooked({ colour: "red" }, creates, { onDryRun: true }),
        steps: ["create one"],
        then: said(...creates),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "that fail before a step keep it from being done",
    life: [
      {
        program: failing("beforeCreate"),
        fails: /before hook "fails" failed: the hook has its reasons/,
        calls: [],
      },
    ],
  },
  {
    term: "resource hooks",
    says: "that fail after a step fail the run, and the step stays done",
    life: [
      {
        program: failing("afterCreate"),
        fails: /after hook "fails" failed: the hook has its reasons/,
        calls: ["create one"],
        then: (seen) => expect(stateOf(seen, "one")).to.have.property("id"),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "that fail are a warning where they ask for it (ignoreErrors)",
    life: [
      {
        program: failing("beforeCreate", { ignoreErrors: true }),
        calls: ["create one", "create next"],
        then: ({ messages }) =>
          expect(messages).to.contain(
            'warning: BeforeCreate hook "fails" failed: the hook has its reasons',
          ),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "of a component run around it: the later ones when its outputs are registered",
    life: [
      {
        before: forget,
        program: made(() => {
          new Group("group", {}, { hooks: every(creates) });
        }),
        steps: ["create group", "create group-thing"],
        then: said(...creates),
      },
    ],
  },
  {
    term: "resource hooks",
    says: "are told the resource's inputs and outputs, new and old",
    life: [
      ...["red", "blue"].map((colour) => ({
        before: forget,
        program: made(() => {
          const hook = new pulumi.ResourceHook("looks", (args) => {
            const { name, type, newInputs, oldInputs, newOutputs, oldOutputs } = args;
            const colours = [newInputs, oldInputs, newOutputs, oldOutputs].map(
              (map) => (map as { colour?: string } | undefined)?.colour,
            );
            told.push(JSON.stringify([name, type, ...colours]));
          });
          new Thing("one", { colour }, { hooks: { afterCreate: [hook], afterUpdate: [hook] } });
        }),
        then:
          colour === "red"
            ? said('["one","test:index:Thing","red",null,"red",null]')
            : said('["one","test:index:Thing","blue","red","blue","red"]'),
      })),
    ],
  },
  {
    term: "resource hooks",
    says: "without a name of their own have one of the resource's",
    life: [
      {
        before: forget,
        program: made(() => {
          new Thing("one", {}, { hooks: { beforeCreate: [tell("plain")] } });
        }),
        then: said("plain"),
      },
    ],
  },
  {
    term: "error hooks",
    says: "have a failed create made again for as long as they say so",
    life: [
      {
        before: (cloud) => {
          forget();
          let left = 2;
          cloud.refusing = (method) =>
            method === "create" && left-- > 0 ? new Error("not yet") : undefined;
        },
        program: onError(() => true),
        calls: ["create one"],
        then: ({ messages }) => {
          said("create 1", "create 2")();
          expect(messages).to.contain("retrying create due to on-error hook request (1/100)");
          expect(messages).to.contain("retrying create due to on-error hook request (2/100)");
        },
      },
    ],
  },
  {
    term: "error hooks",
    says: "that do not ask for it leave the failure as it is",
    life: [
      {
        before: (cloud) => {
          forget();
          cloud.failing.set("create one", new Error("never"));
        },
        program: onError((count) => count < 3),
        fails: /never/,
        calls: [],
        then: said("create 1", "create 2", "create 3"),
      },
    ],
  },
  {
    term: "error hooks",
    says: "run for an update, too",
    life: [
      { program: made(() => new Thing("one", { colour: "blue" })) },
      {
        before: (cloud) => {
          forget();
          let left = 1;
          cloud.refusing = (method) =>
            method === "update" && left-- > 0 ? new Error("not yet") : undefined;
        },
        program: onError(() => true),
        steps: ["update one"],
        then: said("update 1"),
      },
    ],
  },
];
