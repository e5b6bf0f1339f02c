/** What is wrong with an import is told before anything is imported. */
import type { Line, Talk } from "./talk";

const on = ["--stack", "dev"];
const init: Line = { args: ["stack", "init", "dev"] };
const importing = ["import", "--yes", "--skip-preview", "--generate-code=false"];
const thing = { type: "test:index:Thing", name: "one", id: "thing-1" };

/** The CLI prints its whole help beside some errors. */
const help = { in: "out", because: "the CLI's help" } as const;

const refused = (resources: readonly object[], err: string, more: object = {}): Line => ({
  args: [...importing, "--file", "imports.json", ...on],
  before: (place) => place.write("imports.json", JSON.stringify({ resources, ...more })),
  code: 1,
  err: `error: ${err}`,
});

export const imports: readonly Talk[] = [
  {
    says: "import: a resource that is named in part, or twice",
    lines: [
      init,
      ...["type, name, and id", "name and id", "id"].map((missing, count): Line => ({
        args: [...importing, ...on, ...["test:index:Thing", "one"].slice(0, count)],
        code: 1,
        err: `error: an inline resource must be specified if no converter or import file is used, missing ${missing}`,
        differs: help,
      })),
      {
        args: [...importing, "--file", "imports.json", ...on, "test:index:Thing", "one", "x"],
        code: 1,
        err: "error: an inline resource may not be specified in conjunction with an import file",
        differs: help,
      },
    ],
  },
  {
    says: "import --file: what a resource lacks, or has too much of",
    lines: [
      init,
      refused([{ ...thing, type: "" }], "resource 'one' has no type"),
      refused(
        [
          { type: "t:i:T", name: "one" },
          { type: "t:i:T", id: "x" },
        ],
        "2 errors occurred:\n    1) resource 'one' of type 't:i:T' has no ID\n    2) resource 'x' of type 't:i:T' has no name",
      ),
      refused(
        [{ ...thing, parent: "p" }],
        "the parent 'p' for resource 'one' of type 'test:index:Thing' has no entry in 'nameTable'",
      ),
      refused(
        [thing, { ...thing, id: "thing-2" }],
        "resource 'one' of type 'test:index:Thing' has an ambiguous URN, set name (or logical name) to be unique",
      ),
      refused(
        [{ ...thing, provider: "p" }],
        "the provider 'p' for resource 'one' of type 'test:index:Thing' has no entry in 'nameTable' or 'resources'",
      ),
      refused(
        [{ ...thing, provider: "p" }],
        "the provider 'p' for resource 'one' of type 'test:index:Thing' is not a provider",
        { nameTable: { p: "urn:pulumi:dev::talk::t:i:T::x" } },
      ),
      refused(
        [
          { ...thing, component: true },
          { ...thing, name: "two", remote: true },
          { type: "pulumi:providers:test", name: "p", id: "x" },
        ],
        "3 errors occurred:\n" +
          "    1) resource 'one' of type 'test:index:Thing' has an ID, but is marked as a component\n" +
          "    2) resource 'two' of type 'test:index:Thing' is marked as remote, but not as a component\n" +
          "    3) resource 'p' of type 'pulumi:providers:test' has an ID, but is a provider, which is created rather than read",
      ),
      {
        args: ["import", "--yes", "--skip-preview", "--file", "imports.json", ...on],
        code: 1,
        err: /^error: the rehearsal engine does not generate code for imported resources: pass --generate-code=false/,
        differs: { in: "all", because: "the CLI generates it" },
      },
    ],
  },
];
