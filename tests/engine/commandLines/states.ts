/** `stack export|import|output|history`. */
import { expect } from "chai";
import { exportedState, type Edit } from "./deployments";
import type { Line, Talk } from "./talk";

const on = ["--stack", "dev"];
const init: Line = { args: ["stack", "init", "dev"] };
const thing = "urn:pulumi:dev::talk::test:index:Thing::one";
const gone = "urn:pulumi:dev::talk::test:index:Thing::gone";

const imported = (edit?: Edit): Line => ({
  args: ["stack", "import", "--file", "state.json", ...on],
  before: exportedState(edit),
  out: "Import complete.",
});

/** A state that is refused, and why; and taken when forced. */
const refused = (problem: string, edit: Edit): readonly Line[] => [
  {
    args: ["stack", "import", "--file", "state.json", ...on],
    before: exportedState(edit),
    out: "",
    code: 1,
    err:
      `error: 2 errors occurred:\n    1) state file contains errors: ${problem}\n` +
      "    2) importing this file could be dangerous; rerun with --force to proceed anyway",
  },
];

const change =
  (more: Record<string, unknown>): Edit =>
  ([, one]) =>
    void Object.assign(one ?? {}, more);

export const states: readonly Talk[] = [
  {
    says: "stack import and export: what went in comes out",
    lines: [
      init,
      imported(),
      {
        args: ["stack", "export", "--show-secrets", ...on],
        then: (_, { out }) => {
          const { deployment } = out as { deployment: { resources: unknown[] } };
          return Promise.resolve(expect(deployment.resources).to.have.length(2));
        },
        differs: { in: "out", because: "magic and salts" },
      },
      {
        args: ["stack", "export", "--version", "1", ...on],
        code: 1,
        err: "error: the current backend (<host>) does not provide the ability to export previous deployments",
      },
    ],
  },
  {
    says: "stack output: masked, or in clear; all, or one",
    lines: [
      init,
      { args: ["stack", "output", "--json", ...on], out: {} },
      imported(),
      {
        args: ["stack", "output", "--json", ...on],
        out: { hidden: "[secret]", nested: { a: ["[secret]", 1] }, plain: "x" },
      },
      {
        args: ["stack", "output", "--json", "--show-secrets", ...on],
        out: { hidden: "s", nested: { a: ["s", 1] }, plain: "x" },
      },
      { args: ["stack", "output", "plain", ...on], out: "x" },
      { args: ["stack", "output", "nested", "--json", ...on], out: { a: ["[secret]", 1] } },
      {
        args: ["stack", "output", "gone", ...on],
        code: 1,
        err: "error: current stack does not have output property 'gone'",
      },
    ],
  },
  {
    says: "stack import: a state that no run could go on from is refused",
    lines: [
      init,
      ...refused(`duplicate resource ${thing} (not marked for deletion)`, (resources) => {
        resources.push({ ...resources[1] });
      }),
      ...refused(
        `child resource ${thing} refers to missing parent ${gone}`,
        change({ parent: gone }),
      ),
      ...refused(
        `child resource ${thing}'s parent urn:pulumi:dev::talk::pulumi:pulumi:Stack::talk-dev comes after it`,
        (resources) => void resources.reverse(),
      ),
      ...refused(
        `resource ${thing} refers to unknown provider urn:pulumi:dev::talk::pulumi:providers:test::default::1`,
        change({
          custom: true,
          id: "i",
          provider: "urn:pulumi:dev::talk::pulumi:providers:test::default::1",
        }),
      ),
      ...refused(
        `resource ${thing}'s dependency ${gone} refers to missing resource`,
        change({ dependencies: [gone] }),
      ),
      ...refused(
        `resource ${thing}'s property dependency ${gone} (from property a) refers to missing resource`,
        change({ propertyDependencies: { a: [gone] } }),
      ),
      ...refused(
        `resource ${thing} is specified as being deleted with ${gone}, which is missing`,
        change({ deletedWith: gone }),
      ),
      ...refused("magic cookie mismatch; possible tampering/corruption detected", (_, file) => {
        (file.deployment as { manifest: { magic: string } }).manifest.magic = "x";
      }),
      { args: ["stack", "output", "--json", ...on], out: {} },
    ],
  },
  {
    says: "stack import: two of a URN, where one waits for its deletion",
    lines: [init, imported((resources) => void resources.push({ ...resources[1], delete: true }))],
  },
  {
    says: "stack import: what cannot be read is refused",
    lines: [
      init,
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: exportedState(([, one]) => {
          delete one?.urn;
        }),
        code: 1,
        err: "error: could not deserialize deployment: resource missing required 'urn' field",
      },
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: exportedState(change({ id: "q" })),
        code: 1,
        err: `error: could not deserialize deployment: resource '${thing}' has 'custom' false but non-empty ID`,
      },
      {
        args: ["stack", "import", "--file", "gone.json", ...on],
        code: 1,
        err: "error: could not open file: open gone.json: no such file or directory",
      },
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: exportedState((_, file) => void (file.version = 5)),
        code: 1,
        err: /version 5|newer than what this version/,
        differs: { in: "err", because: "ours names the version" },
      },
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: exportedState((_, file) => Object.assign(file, { version: 4, features: ["nope"] })),
        code: 1,
        err: /features.*nope/,
        differs: { in: "err", because: "ours names the remedy" },
      },
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: (place) => place.write("state.json", '{"a":'),
        code: 1,
        err: /JSON|EOF/,
        differs: { in: "err", because: "each parser's own words" },
      },
    ],
  },
  {
    says: "stack import: another stack's state, refused unless forced",
    lines: [
      init,
      {
        args: ["stack", "import", "--file", "state.json", ...on],
        before: exportedState((resources) => {
          for (const one of resources)
            for (const key of ["urn", "parent"])
              if (typeof one[key] === "string") one[key] = one[key].replace("dev::", "prod::");
        }),
        code: 1,
        err: /^error: 3 errors occurred:\n {4}1\) resource 'urn:pulumi:prod::talk::pulumi:pulumi:Stack::talk-dev' is from a different stack \(prod != dev\)\n/,
      },
      {
        args: ["stack", "import", "--force", "--file", "state.json", ...on],
        out: "Import complete.",
        err: /^warning: resource '.*' is from a different stack \(prod != dev\)\nwarning: /,
      },
    ],
  },
  {
    says: "stack import: pending operations are cleared, each by name",
    lines: [
      init,
      {
        ...imported(([, one], { deployment }) => {
          Object.assign(deployment as object, {
            pending_operations: [{ type: "creating", resource: { ...one, urn: gone } }],
          });
        }),
        err: `warning: removing pending operation 'creating' on '${gone}' from snapshot`,
      },
      {
        args: ["stack", "export", ...on],
        differs: { in: "out", because: "magic and salts" },
        then: (_, { out }) =>
          Promise.resolve(expect(JSON.stringify(out)).not.to.contain("pending_operations")),
      },
    ],
  },
  {
    says: "stack history: empty before the first update; a stack that is not there",
    lines: [
      init,
      { args: ["stack", "history", "--json", "--show-secrets", ...on], out: [] },
      {
        args: ["stack", "history", "--json", "--page-size", "1", "--page", "2", ...on],
        out: [],
      },
      { args: ["stack", "history", "--json", "--stack", "gone"], code: 6 },
    ],
  },
];
