/** Replacements: in which order, with whom, and under which provider. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import type { Behaviour, Program } from "./behaviour";
import { made, nothing, Thing, things } from "./things";
import { failing, mended } from "./world";

type Options = pulumi.CustomResourceOptions;

const one = (args: Record<string, unknown>, opts?: Options): Program =>
  made(() => new Thing("one", args, opts));

/** `root`, what is made of it (`of` replaces, `n` does not), and what is made of that. */
const chain = (size: string, opts: Options = {}, leaf = "of"): Program =>
  made(() => {
    const root = new Thing("root", { size }, opts);
    const middle = new Thing("middle", { [leaf]: root.id });
    new Thing("leaf", { of: middle.id });
  });

class Test extends pulumi.ProviderResource {
  constructor(name: string, region: pulumi.Input<string>, opts: pulumi.ResourceOptions = {}) {
    super("test", name, { region }, { version: "1.2.3", ...opts });
  }
}

const under = (name: string, region: string, opts: pulumi.ResourceOptions = {}): Program =>
  made(() => {
    new Thing("one", {}, { provider: new Test(name, region, opts) });
  });

const providers: readonly Behaviour[] = [
  {
    term: "provider",
    says: "replaced, it replaces what it manages",
    life: [
      { program: under("west", "one") },
      { program: under("west", "two"), calls: ["create one", "delete one"] },
      { steps: [] },
    ],
  },
  {
    term: "provider",
    says: "another one with the same arguments takes over",
    life: [
      { program: under("west", "one") },
      { program: under("east", "one"), steps: ["create east", "delete west"], calls: [] },
    ],
  },
  {
    term: "provider",
    says: "another one with other arguments replaces",
    life: [
      { program: under("west", "one") },
      { program: under("east", "two"), calls: ["create one", "delete one"] },
    ],
  },
  {
    term: "provider",
    says: "under a new name is the same",
    life: [
      { program: under("west", "one") },
      { program: under("east", "one", { aliases: [{ name: "west" }] }), steps: [], calls: [] },
      { steps: [] },
    ],
  },
  {
    term: "provider",
    says: "an explicit one for the default one",
    life: [
      { program: one({}) },
      { program: under("west", "one"), calls: ["create one", "delete one"] },
      { program: one({}) },
    ],
  },
  {
    term: "provider",
    says: "of a component is that of its children",
    life: [
      {
        program: made(() => {
          const provider = new Test("west", "one");
          const group = new pulumi.ComponentResource(
            "test:index:Home",
            "home",
            {},
            { providers: [provider] },
          );
          new Thing("one", {}, { parent: group });
        }),
      },
      { steps: [] },
    ],
  },
  {
    term: "provider",
    says: "whose arguments are not known yet: the preview says so",
    life: [
      {
        verb: "preview",
        program: made(() => {
          const region = new Thing("region");
          new Thing("one", {}, { provider: new Test("west", region.id) });
        }),
      },
    ],
  },
  {
    term: "provider",
    says: "whose arguments are not known in a preview, of a resource that stands",
    life: [
      { program: under("west", "one") },
      {
        verb: "preview",
        program: made(() => {
          const region = new Thing("region");
          new Thing("one", {}, { provider: new Test("west", region.id) });
        }),
      },
    ],
  },
  {
    term: "version",
    says: "another default provider takes over, and the one of before goes",
    life: [
      { program: one({}) },
      { program: one({}, { version: "1.3.0" }), steps: [], calls: [] },
      { steps: [] },
    ],
  },
  {
    term: "pluginDownloadURL",
    says: "is part of the default provider's name",
    life: [
      { program: one({}, { pluginDownloadURL: "https://example.com/plugins" }) },
      { steps: [] },
    ],
  },
];

export const replacing: readonly Behaviour[] = [
  {
    term: "create-before-delete",
    says: "what depends on it follows, and is replaced itself or updated",
    swaps: true,
    life: [{ program: chain("small", {}, "n") }, { program: chain("large", {}, "n") }],
  },
  {
    term: "deleteBeforeReplace",
    says: "it goes first, and with it what its replacement would replace",
    life: [
      { program: chain("small", { deleteBeforeReplace: true }) },
      {
        program: chain("large", { deleteBeforeReplace: true }),
        calls: [
          "delete leaf",
          "delete middle",
          "delete root",
          "create root",
          "create middle",
          "create leaf",
        ],
      },
      { steps: [] },
    ],
  },
  {
    term: "deleteBeforeReplace",
    says: "what would only be updated stays",
    life: [
      { program: chain("small", { deleteBeforeReplace: true }, "n") },
      {
        program: chain("large", { deleteBeforeReplace: true }, "n"),
        calls: ["delete root", "create root", "update middle"],
      },
    ],
  },
  {
    term: "deleteBeforeReplace",
    says: "asked for by the provider, and refused by the program",
    life: [
      { program: one({ size: "small", deleteFirst: true }) },
      { program: one({ size: "large", deleteFirst: true }), calls: ["delete one", "create one"] },
      {
        program: one({ size: "small", deleteFirst: true }, { deleteBeforeReplace: false }),
        calls: ["create one", "delete one"],
      },
    ],
  },
  {
    term: "deleteBeforeReplace",
    says: "what was pulled along and is no longer named is deleted once",
    life: [
      { program: chain("small", { deleteBeforeReplace: true }) },
      {
        program: made(() => new Thing("root", { size: "large" }, { deleteBeforeReplace: true })),
        calls: ["delete leaf", "delete middle", "delete root", "create root"],
      },
      { steps: [] },
    ],
  },
  {
    term: "deleteBeforeReplace",
    says: "not where a protected resource would have to go with it",
    life: [
      {
        program: made(() => {
          const root = new Thing("root", { size: "small" }, { deleteBeforeReplace: true });
          new Thing("leaf", { of: root.id }, { protect: true });
        }),
      },
      {
        program: made(() => {
          const root = new Thing("root", { size: "large" }, { deleteBeforeReplace: true });
          new Thing("leaf", { of: root.id }, { protect: true });
        }),
        fails: /unable to replace resource ".*::leaf" as part of replacing ".*::root"/,
        calls: [],
      },
    ],
  },
  {
    term: "deleteBeforeReplace",
    says: "a preview says the same steps",
    life: [
      { program: chain("small", { deleteBeforeReplace: true }) },
      { verb: "preview", program: chain("large", { deleteBeforeReplace: true }) },
    ],
  },
  {
    term: "pending replacement",
    says: "the successor could not be made: the next run makes it, and deletes nothing",
    life: [
      { program: chain("small", { deleteBeforeReplace: true }) },
      {
        program: chain("large", { deleteBeforeReplace: true }),
        before: failing("create root"),
        fails: /the cloud says no/,
      },
      { verb: "preview", before: mended },
      {},
      { steps: [] },
    ],
  },
  {
    term: "pending replacement",
    says: "of a resource that the program no longer names is forgotten",
    life: [
      { program: one({ size: "small" }, { deleteBeforeReplace: true }) },
      {
        program: one({ size: "large" }, { deleteBeforeReplace: true }),
        before: failing("create one"),
        fails: /the cloud says no/,
      },
      { program: nothing, before: mended, calls: [] },
    ],
  },
  {
    term: "pending delete",
    says: "the old one could not be deleted: the next run does it",
    life: [
      { program: one({ size: "small" }) },
      {
        program: one({ size: "large" }),
        before: failing("delete one"),
        fails: /the cloud says no/,
      },
      { verb: "preview", before: mended, steps: ["delete-replaced one"] },
      { steps: ["delete-replaced one"], calls: ["delete one"] },
    ],
  },
  {
    term: "pending delete",
    says: "several of one name go",
    life: [
      { program: one({ size: "a" }) },
      { program: one({ size: "b" }), before: failing("delete one"), fails: /the cloud says no/ },
      { program: one({ size: "c" }), fails: /the cloud says no/ },
      { verb: "destroy", before: mended },
    ],
  },
  {
    term: "replace",
    says: "names that the provider makes up are made anew",
    life: [
      { program: things(() => ({ label: label(new Thing("one", { size: "small" })) })) },
      {
        program: things(() => ({ label: label(new Thing("one", { size: "large" })) })),
        then: ({ keys, diffs }) => {
          expect(keys).to.deep.equal(["one: size"]);
          expect(diffs).to.include("one: size update-replace");
        },
      },
    ],
  },
  ...providers,
];

const label = (thing: Thing): unknown => (thing as unknown as { label: unknown }).label;
