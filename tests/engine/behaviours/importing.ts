/** Import and read: resources that stand in the world already. */
import * as pulumi from "@pulumi/pulumi";
import type { Behaviour, Program } from "./behaviour";
import { made, nothing, Thing, things } from "./things";
import { all, standing } from "./world";

type Options = pulumi.CustomResourceOptions;

const imported = (args: Record<string, unknown>, opts: Options = {}, id = "by-hand"): Program =>
  made(() => new Thing("one", args, { import: id, ...opts }));

const red = { colour: "red", label: "by hand" };

const read = (id: string): Program =>
  things(() => {
    const one = new Thing("one", {}, { id });
    return { echo: one.echo };
  });

const owned = (args: Record<string, unknown> = {}): Program => made(() => new Thing("one", args));

export const importing: readonly Behaviour[] = [
  {
    term: "import",
    says: "what stands in the world is taken into the state",
    swaps: true,
    life: [
      {
        program: imported(red),
        before: standing("by-hand", red),
        steps: ["import one"],
        calls: [],
      },
      { steps: [] },
      { program: made(() => new Thing("one", red)), steps: [] },
      { verb: "destroy", calls: ["delete one"] },
    ],
  },
  {
    term: "import",
    says: "a preview reads, and takes nothing",
    life: [{ verb: "preview", program: imported(red), before: standing("by-hand", red) }],
  },
  {
    term: "import",
    says: "what the program says otherwise is an update",
    life: [
      {
        program: imported({ colour: "blue" }),
        before: standing("by-hand", red),
        steps: ["import one", "update one"],
        calls: ["update one"],
      },
      { steps: [] },
    ],
  },
  {
    term: "import",
    says: "with ignoreChanges as it stands",
    life: [
      {
        program: imported({ colour: "blue" }, { ignoreChanges: ["colour"] }),
        before: standing("by-hand", red),
        steps: ["import one"],
      },
      { steps: [] },
    ],
  },
  {
    term: "import",
    says: "what would have to be replaced is refused",
    life: [
      {
        verb: "preview",
        program: imported({ size: "large" }),
        before: standing("by-hand", { size: "small" }),
      },
      {
        program: imported({ size: "large" }),
        fails: /previously-imported resources that still specify an ID may not be replaced/,
      },
    ],
  },
  {
    term: "import",
    says: "what is not there is refused",
    life: [{ program: imported(red), fails: /resource 'by-hand' does not exist/ }],
  },
  {
    term: "import",
    says: "another id replaces what was imported",
    life: [
      {
        program: imported(red),
        before: all(standing("by-hand", red), standing("another", red)),
      },
      {
        program: imported(red, {}, "another"),
        steps: ["import-replacement one", "replace one", "delete-replaced one"],
        calls: ["delete one"],
      },
      { steps: [] },
    ],
  },
  {
    term: "import",
    says: "in the place of what the stack has made",
    life: [
      { program: owned(red) },
      { program: imported(red), before: standing("by-hand", red), calls: ["delete one"] },
    ],
  },
  {
    term: "import",
    says: "of the id that it has already is none",
    life: [
      { program: imported(red), before: standing("by-hand", red) },
      { program: made(() => new Thing("one", red)), steps: [] },
      { program: imported(red), steps: [] },
    ],
  },
  {
    term: "import",
    says: "with protect, a parent and a provider of its own",
    life: [
      {
        program: made(() => {
          const provider = new (class extends pulumi.ProviderResource {
            constructor() {
              super("test", "west", { region: "one" }, { version: "1.2.3" });
            }
          })();
          const parent = new pulumi.ComponentResource("test:index:Home", "home");
          new Thing("one", red, { import: "by-hand", protect: true, parent, provider });
        }),
        before: standing("by-hand", red),
      },
      { steps: [] },
      { program: nothing, fails: /cannot be deleted/ },
    ],
  },
  {
    term: "import",
    says: "secret outputs are secret",
    life: [
      {
        program: imported(red, { additionalSecretOutputs: ["echo"] }),
        before: standing("by-hand", red),
      },
    ],
  },
  {
    term: "import",
    says: "others depend on it, in a preview, too",
    life: [
      {
        verb: "preview",
        before: standing("by-hand", red),
        program: made(() => {
          const one = new Thing("one", red, { import: "by-hand" });
          new Thing("two", { of: one.id });
        }),
      },
      {},
    ],
  },
  {
    term: "read",
    says: "an external resource is read, and let go without being deleted",
    life: [
      {
        program: read("by-hand"),
        before: standing("by-hand", red),
        steps: ["read one"],
        calls: [],
      },
      { steps: ["read one"] },
      { before: standing("by-hand", { colour: "blue" }) },
      { program: nothing, steps: ["discard one"], calls: [] },
    ],
  },
  {
    term: "read",
    says: "what is not there is an error",
    life: [{ program: read("by-hand"), fails: /resource 'by-hand' does not exist/ }],
  },
  {
    term: "read-replacement",
    says: "what the stack has made is let go, and deleted, for one that it reads",
    life: [
      { program: owned(red) },
      {
        program: read("by-hand"),
        before: standing("by-hand", red),
        steps: ["read-replacement one", "replace one", "delete-replaced one"],
        calls: ["delete one"],
      },
    ],
  },
  {
    term: "discard-replaced",
    says: "what was read is made: the one that was read is let go",
    life: [
      { program: read("by-hand"), before: standing("by-hand", red) },
      {
        program: owned(red),
        steps: ["create-replacement one", "replace one", "discard-replaced one"],
        calls: ["create one"],
      },
      { steps: [] },
    ],
  },
  {
    term: "read",
    says: "what was read is imported",
    life: [
      { program: read("by-hand"), before: standing("by-hand", red) },
      { program: imported(red), calls: [] },
      { steps: [] },
    ],
  },
  {
    term: "read",
    says: "by an id that is not known yet: nothing is read in a preview",
    life: [
      {
        verb: "preview",
        program: things(() => {
          const made_ = new Thing("made");
          const one = new Thing("one", {}, { id: made_.id });
          return { echo: one.echo };
        }),
      },
    ],
  },
];
