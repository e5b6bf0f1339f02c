/** The command `import`: resources that stand in the world, taken into the state without a program. */
import type { Act, Behaviour } from "./behaviour";
import { made, Thing } from "./things";
import { all, standing } from "./world";

const red = { colour: "red", label: "by hand" };
const thing = { type: "test:index:Thing", name: "one", id: "by-hand", version: "1.2.3" };

const taking = (resources: readonly object[], more: object = {}): Act => ({
  verb: "import",
  options: { resources, generateCode: false, ...more },
});

const once = (says: string, ...life: readonly Act[]): Behaviour => ({
  term: "import command",
  says,
  life,
});

const stands = { before: standing("by-hand", red) };

export const importCommand: readonly Behaviour[] = [
  {
    ...once(
      "into an empty stack, protected",
      { ...taking([thing]), ...stands },
      { program: made(() => new Thing("one", red, { protect: true })), steps: [] },
    ),
    swaps: true,
  },
  once(
    "unprotected, and named by the program then",
    { ...taking([thing], { protect: false }), ...stands },
    {
      program: made(() => new Thing("one", red)),
      steps: [],
    },
  ),
  once(
    "beside what the stack has",
    { program: made(() => new Thing("two")) },
    { ...taking([thing]), ...stands },
  ),
  once("again: nothing", { ...taking([thing]), ...stands }, taking([thing])),
  once(
    "of a name that is taken is refused",
    { ...taking([thing]), before: all(standing("by-hand", red), standing("another", red)) },
    { ...taking([{ ...thing, id: "another" }]), fails: /resource '.*::one' already exists/ },
  ),
  once("of what is not there is refused", {
    ...taking([thing]),
    fails: /resource 'by-hand' does not exist/,
  }),
  once("with some properties chosen, all are kept", {
    ...taking([{ ...thing, properties: ["colour"] }]),
    ...stands,
  }),
  once("of a component and what is in it", {
    ...taking([
      { type: "test:index:Home", name: "home", component: true },
      { ...thing, parent: "home" },
    ]),
    ...stands,
  }),
];
