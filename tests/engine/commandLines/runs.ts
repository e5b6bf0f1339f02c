/** What runs leave behind and are told: history, configuration by type, flags that are refused. */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import type { Line, Talk, TalkPlace } from "./talk";

const on = ["--stack", "dev"];
const up = ["up", "--yes", "--skip-preview", "--exec-kind", "auto.local", ...on];

const program =
  (text: string) =>
  async (place: TalkPlace): Promise<void> => {
    await place.write("index.js", text);
    await place.write("package.json", '{"name":"talk"}');
    await symlink(join(__dirname, "../../../node_modules"), join(place.folder, "node_modules"));
  };

const init: Line = {
  args: ["stack", "init", "dev"],
  before: program(
    `const pulumi = require("@pulumi/pulumi");
     exports.seen = new pulumi.Config().get("plain");
     exports.list = new pulumi.Config().getObject("list");`,
  ),
};

const project = (config: string): string =>
  `name: talk\nruntime: nodejs\nmain: index.js\nconfig:\n${config}`;

const set = (key: string, value: string, ...flags: string[]): Line => ({
  args: ["config", "set", key, ...flags, ...on, "--plaintext", "--", value],
});

/** What an update prints is each engine's own. */
const printed = { in: "out", because: "progress and times" } as const;

const refusedRun = (err: string): Line => ({ args: up, code: 1, err: `error: ${err}` });

interface Update {
  readonly environment?: unknown;
  readonly [key: string]: unknown;
}

export const runs: readonly Talk[] = [
  {
    says: "stack history: newest first, with the configuration of the time, in pages",
    project: project(
      "  greeting: {type: string, default: hello}\n  count: {type: integer, default: 3}\n",
    ),
    lines: [
      init,
      set("plain", "v"),
      set("list[0]", "a", "--path"),
      { args: ["config", "set", "hidden", ...on, "--secret", "--", "hush"] },
      { args: [...up, "--message", "the first"], differs: printed },
      set("plain", "w"),
      { args: up, differs: printed },
      {
        args: ["stack", "history", "--json", "--show-secrets", ...on],
        differs: { in: "out", because: "what each says of its environment" },
        then: (_, { out }) => {
          const updates = out as Update[];
          expect(updates.map(({ environment: _environment, ...one }) => one)).to.deep.equal(
            [
              { plain: "w", message: "", changes: { same: 1, update: undefined } },
              { plain: "v", message: "the first", changes: { create: 1 } },
            ].map(({ plain, message, changes }) => ({
              version: 0,
              kind: "update",
              startTime: "<time>",
              message,
              config: {
                "talk:count": { value: "3", secret: false },
                "talk:greeting": { value: "hello", secret: false },
                "talk:hidden": { value: "hush", secret: true },
                "talk:list": { value: '["a"]', objectValue: ["a"], secret: false },
                "talk:plain": { value: plain, secret: false },
              },
              result: "succeeded",
              endTime: "<time>",
              resourceChanges: JSON.parse(JSON.stringify(changes)) as unknown,
            })),
          );
          return Promise.resolve();
        },
      },
      {
        args: ["stack", "history", "--json", "--page-size", "1", "--page", "2", ...on],
        differs: { in: "out", because: "what each says of its environment" },
        then: (_, { out }) => {
          const [update, ...more] = out as { message: string; config: Record<string, unknown> }[];
          expect([update?.message, more.length]).to.deep.equal(["the first", 0]);
          expect(update?.config["talk:hidden"]).to.deep.equal({ secret: true });
          return Promise.resolve();
        },
      },
      { args: ["config", "rm-all", ...on, "plain", "list", "hidden"] },
      { args: ["config", "refresh", "--force", ...on], out: "" },
      { args: ["config", "--json", "--show-secrets", ...on] },
      {
        args: ["config", "refresh", ...on],
        out: "backed up existing configuration file to <folder>/Pulumi.dev.yaml.bak\nrefreshed configuration for stack 'dev'",
      },
      { args: ["stack", "rename", "newer", ...on] },
      {
        args: ["stack", "history", "--json", "--stack", "newer"],
        differs: { in: "out", because: "what each says of its environment" },
        then: (_, { out }) => Promise.resolve(expect(out).to.have.length(2)),
      },
    ],
  },
  {
    says: "configuration that the project declares: missing, or of another type",
    project: project(
      "  a: {type: string}\n  b: {type: integer}\n  c: {type: boolean, default: true}\n" +
        "  list: {type: array, items: {type: integer}, default: [1]}\n  hidden: {type: string, secret: true, default: x}\n",
    ),
    lines: [
      init,
      refusedRun(
        "validating stack config: Stack 'dev' is missing configuration values 'a' and 'b'",
      ),
      set("a", "1"),
      refusedRun("validating stack config: Stack 'dev' is missing configuration value 'b'"),
      set("b", "many"),
      refusedRun(
        "validating stack config: Stack 'dev' with configuration key 'b' must be of type 'integer'",
      ),
      set("b", "12"),
      set("list[0]", "x", "--path"),
      refusedRun(
        "validating stack config: Stack 'dev' with configuration key 'hidden' must be encrypted as it's secret",
      ),
      { args: ["config", "set", "hidden", ...on, "--secret", "--", "hush"] },
      refusedRun(
        "validating stack config: Stack 'dev' with configuration key 'list' must be of type 'array<integer>'",
      ),
      set("list[0]", "7", "--path"),
      { args: up, differs: printed },
    ],
  },
  {
    says: "what only the Pulumi CLI does is refused by name",
    project: "name: talk\nruntime: nodejs\nmain: index.js\n",
    lines: [
      init,
      ...[
        [...up, "--policy-pack", "p"],
        [...up, "--plan", "p.json"],
        ["preview", "--save-plan", "p.json", ...on],
        [...up, "--attach-debugger"],
        [...up, "--remote"],
      ].map((args): Line => ({
        args,
        code: 1,
        err: /^error: the rehearsal engine does not support --[a-z-]+; use the Pulumi CLI$/,
        differs: { in: "all", because: "the CLI does it" },
      })),
      {
        args: ["new"],
        code: 1,
        err: 'error: the rehearsal engine does not support the command "new"; use the Pulumi CLI',
        differs: { in: "all", because: "the CLI does it" },
      },
    ],
  },
];
