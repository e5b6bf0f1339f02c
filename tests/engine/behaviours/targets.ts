/** Which resources an update, a refresh or a destroy works on. */
import type { Act, Behaviour, Program } from "./behaviour";
import { made, Thing, things } from "./things";
import { drifted, vanished } from "./world";

const urn = (name: string): string => `urn:pulumi:dev::life::test:index:Thing::${name}`;
const target = (...names: string[]) => ({ target: names.map(urn) });
const exclude = (...names: string[]) => ({ exclude: names.map(urn) });

/** `root`, `middle` of it, `leaf` of that, and `other`. */
const family = (colour: string, ...more: string[]): Program =>
  made(() => {
    const root = new Thing("root", { colour });
    const middle = new Thing("middle", { colour, n: root.id });
    new Thing("leaf", { colour, n: middle.id });
    new Thing("other", { colour });
    for (const name of more) new Thing(name, { colour });
  });

const onlyRoot = (colour: string): Program => made(() => new Thing("root", { colour }));

const after = (term: string, says: string, ...acts: Act[]): Behaviour => ({
  term,
  says,
  life: [{ program: family("red") }, ...acts],
});

const blue = family("blue");

export const targets: readonly Behaviour[] = [
  after("target", "only what is named is updated", {
    program: blue,
    options: target("middle"),
    steps: ["update middle"],
    calls: ["update middle"],
  }),
  after("target", "in a preview", { verb: "preview", program: blue, options: target("middle") }),
  after("target", "patterns name several", {
    program: blue,
    options: { target: ["**Thing::*o*"] },
    steps: ["update root", "update other"],
  }),
  after(
    "target",
    "what is not named is neither made nor deleted",
    {
      program: made(() => {
        new Thing("other", { colour: "blue" });
        new Thing("new");
      }),
      options: target("other"),
      steps: ["update other"],
    },
    {},
  ),
  after("target", "what is made must not depend on what is not", {
    program: made(() => {
      const fresh = new Thing("new");
      new Thing("newer", { of: fresh.id });
    }),
    options: target("newer"),
    fails: /Resource '.*::newer' depends on '.*::new' which was was not specified in --target list/,
  }),
  after("target", "that nobody knows is refused", {
    program: blue,
    options: target("nobody"),
    fails: /Target '.*::nobody' could not be found in the stack. Did you forget to escape \$/,
  }),
  after("target-dependents", "what depends on it is taken in", {
    program: blue,
    options: { ...target("middle"), targetDependents: true },
    steps: ["update middle", "update leaf"],
  }),
  after("target", "a deletion", {
    program: onlyRoot("red"),
    options: target("other"),
    steps: ["delete other"],
  }),
  after("target", "a deletion that would take others along is refused", {
    program: onlyRoot("red"),
    options: target("middle"),
    fails: /will be destroyed but was not specified in --target list/,
    calls: [],
  }),
  after("target-dependents", "a deletion takes them along", {
    program: onlyRoot("red"),
    options: { ...target("middle"), targetDependents: true },
    calls: ["delete leaf", "delete middle"],
  }),
  after(
    "target",
    "a destroy",
    { verb: "destroy", options: target("leaf"), steps: ["delete leaf"] },
    {},
  ),
  after("target", "a destroy that would take others along is refused", {
    verb: "destroy",
    options: target("root"),
    fails: /will be destroyed but was not specified in --target list/,
  }),
  after("target-dependents", "of a destroy", {
    verb: "destroy",
    options: { ...target("middle"), targetDependents: true },
    calls: ["delete leaf", "delete middle"],
  }),
  after("target", "a destroy of what is not there is refused", {
    verb: "destroy",
    options: target("nobody"),
    fails: /no resource named '.*::nobody' found/,
  }),
  after(
    "target",
    "a refresh",
    {
      verb: "refresh",
      options: target("middle"),
      before: (cloud) => {
        drifted("middle", { colour: "green" })(cloud);
        vanished("other")(cloud);
      },
      steps: ["refresh middle"],
    },
    {},
  ),
  after("target-dependents", "of a refresh", {
    verb: "refresh",
    options: { ...target("middle"), targetDependents: true },
    steps: ["refresh leaf", "refresh middle"],
  }),
  after("target", "a refresh before an update", {
    program: blue,
    options: { ...target("middle"), refresh: true },
    before: drifted("root", { colour: "green" }),
  }),
  after("exclude", "what is named is left as it is", {
    program: blue,
    options: exclude("middle"),
    steps: ["update root", "update leaf", "update other"],
  }),
  after("exclude-dependents", "and what depends on it", {
    program: blue,
    options: { ...exclude("middle"), excludeDependents: true },
    steps: ["update root", "update other"],
  }),
  after("exclude", "a deletion leaves what the excluded require", {
    program: made(() => undefined),
    options: exclude("middle"),
    steps: ["delete leaf", "delete other"],
  }),
  after("exclude", "a destroy leaves what the excluded require", {
    verb: "destroy",
    options: exclude("middle"),
    steps: ["delete leaf", "delete other"],
  }),
  after("exclude", "a refresh", {
    verb: "refresh",
    options: exclude("middle"),
    before: drifted("middle", { colour: "green" }),
  }),
  after("exclude-dependents", "of a refresh", {
    verb: "refresh",
    options: { ...exclude("middle"), excludeDependents: true },
  }),
  after("replace", "is replaced though nothing differs", {
    options: { replace: [urn("middle")] },
    steps: ["create-replacement middle", "replace middle", "delete-replaced middle", "update leaf"],
  }),
  after("replace", "of what is not there is refused", {
    options: { replace: [urn("nobody")] },
    fails: /could not be found in the stack/,
  }),
  {
    term: "exclude-protected",
    says: "a destroy leaves what is protected, and what that requires",
    life: [
      {
        program: things(() => {
          const root = new Thing("root");
          new Thing("leaf", { n: root.id }, { protect: true });
          new Thing("other");
          return undefined;
        }),
      },
      { verb: "destroy", options: { excludeProtected: true }, calls: ["delete other"] },
    ],
  },
];
