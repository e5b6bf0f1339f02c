/** `whoami`, `org`, `cancel`, `plugin`, `install`, `version`, and what no command is. */
import { mkdir, writeFile } from "node:fs/promises";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { Line, Talk } from "./talk";

const on = ["--stack", "dev"];
const init: Line = { args: ["stack", "init", "dev"] };

export const accounts: readonly Talk[] = [
  {
    says: "version, whoami",
    lines: [
      { args: ["version"], out: /^v\d+\.\d+\.\d+/, differs: { in: "out", because: "another CLI" } },
      {
        args: ["whoami", "--json"],
        out: { user: userInfo().username, url: "file://<folder>/state" },
      },
      { args: ["whoami"], out: userInfo().username },
    ],
  },
  {
    says: "org: the file backend has no organizations",
    lines: [
      {
        args: ["org", "get-default"],
        code: 1,
        err: 'error: backends of this type "<host>" do not support organizations',
      },
      {
        args: ["org", "set-default", "--", "acme"],
        code: 1,
        err: "error: unable to set a default organization for backend type: <host>",
      },
    ],
  },
  {
    says: "cancel: only what is there",
    lines: [
      init,
      {
        args: ["cancel", "--yes", ...on],
        out: "The currently running update for 'dev' has been canceled!",
      },
      {
        args: ["cancel", "--yes", "--stack", "gone"],
        code: 6,
        err: "error: no stack named 'gone' found",
      },
    ],
  },
  {
    says: "plugin: those in the Pulumi home are listed, and none is removed or installed",
    lines: [
      { args: ["plugin", "ls", "--json"], out: [] },
      { args: ["plugin", "rm", "resource", "nope", "--yes"], err: "no plugins found to uninstall" },
      {
        args: ["plugin", "rm", "resource", "nope", ">1.0.0", "--yes"],
        err: "no plugins found to uninstall",
      },
      { args: ["plugin", "rm", "--yes"], code: 1 },
      {
        args: ["plugin", "ls", "--json"],
        before: async ({ folder }) => {
          const plugin = join(folder, "home/plugins/resource-thing-v1.2.3");
          await mkdir(plugin, { recursive: true });
          await writeFile(join(plugin, "pulumi-resource-thing"), "#!/bin/sh\n", { mode: 0o755 });
        },
        out: [
          {
            name: "thing",
            kind: "resource",
            version: "1.2.3",
            size: 10,
            installTime: "<time>",
            lastUsedTime: "<time>",
          },
        ],
      },
      {
        args: ["plugin", "install", "resource", "thing", "1.2.3"],
        out: "",
        err: "",
        differs: { in: "all", because: "the CLI goes to the network" },
      },
      {
        args: ["plugin", "install", "resource", "thing", "4.5.6"],
        code: 1,
        err: "error: the rehearsal engine does not install plugins: run `pulumi plugin install resource thing 4.5.6`",
        differs: { in: "all", because: "the CLI goes to the network" },
      },
      {
        args: ["plugin", "rm", "resource", "thing", "--yes"],
        code: 1,
        err: "error: the rehearsal engine does not remove plugins: run `pulumi plugin rm resource thing --yes`",
        differs: { in: "all", because: "the CLI removes it" },
      },
    ],
  },
  {
    says: "install: dependencies that are there are taken as they are",
    lines: [
      {
        args: ["install"],
        code: 1,
        err: "error: the rehearsal engine does not install the dependencies of <folder>: run `pulumi install`",
        differs: { in: "all", because: "the CLI runs npm" },
      },
      {
        args: ["install"],
        before: async ({ folder }) => {
          const sdk = join(folder, "node_modules/@pulumi/pulumi");
          await mkdir(sdk, { recursive: true });
          await writeFile(join(sdk, "index.js"), "");
          await writeFile(join(folder, "package.json"), "{}");
        },
        out: "Installing dependencies...\n\nFinished installing dependencies",
        differs: { in: "all", because: "the CLI runs npm" },
      },
    ],
  },
  {
    says: "preview --help: names what Automation API looks for",
    lines: [
      {
        args: ["preview", "--help"],
        out: /--remote/,
        differs: { in: "all", because: "each engine's own help" },
      },
    ],
  },
];
