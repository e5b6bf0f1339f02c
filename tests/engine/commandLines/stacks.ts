/** `stack init|select|ls|rm|rename|tag` and `stack` by itself. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { exportedState } from "./deployments";
import type { Talk } from "./talk";

const on = ["--stack", "dev"];
const init = { args: ["stack", "init", "dev"], err: "Created stack 'dev'" };

export const stacks: readonly Talk[] = [
  {
    says: "stack init: makes a stack, once",
    lines: [
      init,
      {
        args: ["stack", "init", "dev"],
        code: 1,
        err: "error: stack 'organization/talk/dev' already exists",
      },
      { args: ["stack", "init", "bad/name/x"], code: 1 },
    ],
  },
  {
    says: "stack select: only what is there",
    lines: [
      init,
      {
        args: ["stack", "select", "--stack", "gone"],
        code: 6,
        err: "error: no stack named 'gone' found",
      },
      { args: ["stack", "select", ...on], out: "", err: "" },
    ],
  },
  {
    says: "stack ls: the project's, or all, and which is selected",
    lines: [
      { args: ["stack", "ls", "--json"], out: [] },
      init,
      { args: ["stack", "init", "prod", "--no-select"] },
      {
        args: ["stack", "ls", "--json"],
        out: [
          { name: "dev", current: true, lastUpdate: "<time>", resourceCount: 0 },
          { name: "prod", current: false, lastUpdate: "<time>", resourceCount: 0 },
        ],
      },
      { args: ["stack", "rename", "organization/other/moved", ...on] },
      {
        args: ["stack", "ls", "--json", "--all"],
        out: [
          {
            name: "organization/other/moved",
            current: true,
            lastUpdate: "<time>",
            resourceCount: 0,
          },
          { name: "prod", current: false, lastUpdate: "<time>", resourceCount: 0 },
        ],
      },
    ],
  },
  {
    says: "stack: what is in it, and its outputs",
    lines: [
      init,
      {
        args: ["stack", ...on],
        out: /^Current stack is dev:\n[^]*Current stack resources \(0\):\n {4}No resources currently in this stack\n/,
        differs: { in: "out", because: "ages and time zones" },
      },
      { args: ["stack", "import", "--file", "state.json", ...on], before: exportedState() },
      {
        args: ["stack", ...on],
        out: new RegExp(
          [
            String.raw`Current stack resources \(2\):`,
            "    TYPE                 NAME",
            "    pulumi:pulumi:Stack  talk-dev",
            "    └─ test:index:Thing  one",
            "",
            String.raw`Current stack outputs \(3\):`,
            "    OUTPUT  VALUE",
            String.raw`    hidden  \[secret\]`,
            String.raw`    nested  {"a":\["\[secret\]",1\]}`,
            "    plain   x",
          ].join("\n"),
        ),
        differs: { in: "out", because: "ages and time zones" },
      },
    ],
  },
  {
    says: "stack rm: not while it holds resources, unless forced; its settings go too, unless preserved",
    lines: [
      init,
      { args: ["config", "set", "a", ...on, "--plaintext", "--", "1"] },
      { args: ["stack", "import", "--file", "state.json", ...on], before: exportedState() },
      {
        args: ["stack", "rm", "--yes", "dev"],
        code: 1,
        err: /^error: 'dev' still has resources; removal rejected\. Possible actions:\n- Make sure/,
      },
      {
        args: ["stack", "rm", "--yes", "--force", "--preserve-config", "dev"],
        out: "Stack 'dev' has been removed!",
        then: (place) =>
          Promise.resolve(
            expect([
              existsSync(join(place.folder, "Pulumi.dev.yaml")),
              existsSync(join(place.state, ".pulumi/stacks/talk/dev.json")),
              existsSync(join(place.state, ".pulumi/stacks/talk/dev.json.bak")),
            ]).to.deep.equal([true, false, true]),
          ),
      },
      init,
      {
        args: ["stack", "rm", "--yes", "dev"],
        then: ({ folder }) =>
          Promise.resolve(expect(existsSync(join(folder, "Pulumi.dev.yaml"))).to.equal(false)),
      },
      { args: ["stack", "rm", "--yes", "dev"], code: 6, err: "error: no stack named 'dev' found" },
    ],
  },
  {
    says: "stack rename: the state, its URNs, the settings; not onto another, nor elsewhere",
    lines: [
      init,
      { args: ["config", "set", "a", ...on, "--plaintext", "--", "1"] },
      { args: ["stack", "import", "--file", "state.json", ...on], before: exportedState() },
      { args: ["stack", "rename", "newer", ...on], out: "Renamed dev to newer", err: "" },
      {
        args: ["stack", "export", "--show-secrets", "--stack", "newer"],
        differs: { in: "out", because: "compared in the test of states" },
        then: async ({ folder, state }) => {
          const text = await readFile(join(state, ".pulumi/stacks/talk/newer.json"), "utf8");
          expect(new Set(text.match(/urn:[^"]*/g))).to.deep.equal(
            new Set([
              "urn:pulumi:newer::talk::pulumi:pulumi:Stack::talk-newer",
              "urn:pulumi:newer::talk::test:index:Thing::one",
            ]),
          );
          expect(existsSync(join(folder, "Pulumi.newer.yaml"))).to.equal(true);
          expect(existsSync(join(folder, "Pulumi.dev.yaml"))).to.equal(false);
        },
      },
      { args: ["stack", "select", ...on], code: 6 },
      {
        args: ["stack", "rename", "newer", "--stack", "newer"],
        code: 1,
        err: "error: a stack named newer already exists",
      },
      {
        args: ["stack", "rename", "acme/talk/x", "--stack", "newer"],
        code: 1,
        err: "error: organization name must be 'organization'",
      },
      {
        args: ["stack", "rename", "organization/other/moved", "--stack", "newer"],
        out: "Renamed newer to organization/other/moved",
      },
    ],
  },
  {
    says: "stack tag: set, get, ls, rm",
    lines: [
      init,
      { args: ["stack", "tag", "ls", "--json", ...on], out: {} },
      { args: ["stack", "tag", "set", "k", "v", ...on], out: "" },
      { args: ["stack", "tag", "set", "a", "b c", ...on] },
      // Automation API trims nothing of it.
      { args: ["stack", "tag", "get", "a", ...on], out: "b c" },
      { args: ["stack", "tag", "ls", "--json", ...on], out: { a: "b c", k: "v" } },
      { args: ["stack", "tag", "rm", "k", ...on], out: "" },
      {
        args: ["stack", "tag", "get", "k", ...on],
        code: 1,
        err: "error: stack tag 'k' not found for stack 'dev'",
      },
      { args: ["stack", "tag", "rm", "gone", ...on], out: "" },
      { args: ["stack", "tag", "ls", "--json", "--stack", "gone"], code: 6 },
    ],
  },
];
