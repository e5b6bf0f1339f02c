/** `config` and its commands. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import type { Line, Talk, TalkPlace } from "./talk";

const on = ["--stack", "dev"];
const init: Line = { args: ["stack", "init", "dev"] };

/** As Automation API spells it. */
const set = (key: string, value: string, ...flags: string[]): Line => ({
  args: ["config", "set", key, ...flags, ...on, "--plaintext", "--", value],
  out: "",
  err: "",
});
const seal = (key: string, value: string, ...flags: string[]): Line => ({
  args: ["config", "set", key, ...flags, ...on, "--secret", "--", value],
});
const fails = (key: string, err: string, ...flags: string[]): Line => ({
  ...set(key, "v", ...flags),
  code: 1,
  err: `error: ${err}`,
});
const get = (key: string, out: unknown, ...flags: string[]): Line => ({
  args: ["config", "get", key, ...flags, "--json", ...on],
  out,
});
const missing = (key: string, ...flags: string[]): Line => ({
  args: ["config", "get", key, ...flags, "--json", ...on],
  code: 1,
  err: `error: configuration key '${key}' not found for stack 'dev'`,
});

const file = async ({ folder }: TalkPlace): Promise<unknown> => {
  const { config } = parse(await readFile(join(folder, "Pulumi.dev.yaml"), "utf8")) as {
    config: unknown;
  };
  return JSON.parse(JSON.stringify(config).replaceAll(/"v1:[^"]*"/g, '"sealed"')) as unknown;
};

const project = `name: talk
runtime: nodejs
config:
  greeting:
    type: string
    default: hello
  count:
    type: integer
    default: 3
  list:
    type: array
    items: {type: string}
    default: [a, b]
  bare: word
  aws:region:
    value: us-east-1
  aws:profile: quiet
`;

export const configs: readonly Talk[] = [
  {
    says: "config set --path: lists and maps are made, numbers and booleans in them are such",
    lines: [
      init,
      set("a.b", "v"),
      set("a.b", "v", "--path"),
      set("o.b[0].c", "v", "--path"),
      seal("o.b[1].c", "hush", "--path"),
      set('o["x.y"]', "true", "--path"),
      set("o.num", "12", "--path"),
      set("o.zero", "012", "--path"),
      set("o.json", '{"j":1}', "--path"),
      set("num", "12"),
      set("other:x", "y"),
      set("other:config:z", "y"),
      seal("hidden[0]", "s", "--path"),
      set("num.x", "over", "--path"),
      set("fresh[2]", "third", "--path"),
      {
        args: ["config", "get", "num", "--json", ...on],
        out: { value: '{"x":"over"}', objectValue: { x: "over" }, secret: false },
        then: async (place) =>
          expect(await file(place)).to.deep.equal({
            "talk:a.b": "v",
            "talk:a": { b: "v" },
            "talk:o": {
              b: [{ c: "v" }, { c: { secure: "sealed" } }],
              "x.y": true,
              num: 12,
              zero: "012",
              json: '{"j":1}',
            },
            "talk:num": { x: "over" },
            "other:x": "y",
            "other:z": "y",
            "talk:hidden": [{ secure: "sealed" }],
            "talk:fresh": [null, null, "third"],
          }),
      },
      get("o.b[1].c", { value: "hush", secret: true }, "--path"),
      get("o.b[0]", { value: '{"c":"v"}', objectValue: { c: "v" }, secret: false }, "--path"),
      get("other:x", { value: "y", secret: false }),
      missing("o.gone", "--path"),
      missing("gone"),
      {
        args: ["config", "--json", ...on],
        then: (_, { out }) =>
          Promise.resolve(
            expect((out as Record<string, unknown>)["talk:o"]).to.deep.equal({ secret: true }),
          ),
      },
      { args: ["config", "--show-secrets", "--json", ...on] },
    ],
  },
  {
    says: "config set: what is no key or no path is refused",
    lines: [
      init,
      fails(
        "a:b:c",
        "invalid configuration key: could not parse a:b:c as a configuration key (configuration keys should be of the form `<namespace>:<name>`)",
      ),
      fails("", "could not set config: empty config key path", "--path"),
      fails(
        "[0]",
        "could not set config: first path segement of config key must be a string",
        "--path",
      ),
      fails(
        "a[",
        "could not set config: invalid config key path: missing closing bracket in array index",
        "--path",
      ),
      fails(
        "a[x]",
        'could not set config: invalid config key path: invalid array index: strconv.ParseInt: parsing "x": invalid syntax',
        "--path",
      ),
      fails(
        'a["b]',
        "could not set config: invalid config key path: missing closing quote in property name",
        "--path",
      ),
      fails(
        "a.",
        "could not set config: invalid config key path: expected property path to end with a name or index",
        "--path",
      ),
      fails(
        "a.[0]",
        "could not set config: invalid config key path: expected property name after '.'",
        "--path",
      ),
      set("o.list[0]", "x", "--path"),
      fails("o.list[5]", "could not set config: o.list[5]: array index out of range", "--path"),
      fails(
        "o.list.x",
        "could not set config: o.list.x: key for an array must be an int",
        "--path",
      ),
      fails("o[0]", "could not set config: o[0]: key for a map must be a string", "--path"),
      fails("o.list[0].deep", "could not set config: o.list[0]: expected a map", "--path"),
      fails("o.list[0][1]", "could not set config: o.list[0]: expected an array", "--path"),
      fails(
        "fresh.secure",
        'could not set config: maps with the single key "secure" are reserved',
        "--path",
      ),
      get("o", { value: '{"list":["x"]}', objectValue: { list: ["x"] }, secret: false }),
    ],
  },
  {
    says: "config set-all: pairs, paths, JSON",
    lines: [
      init,
      {
        args: [
          ...["config", "set-all", ...on, "--plaintext", "m=1", "--secret", "n=2"],
          ...["--plaintext", "p=a=b"],
        ],
      },
      {
        args: [
          ...["config", "set-all", ...on, "--path"],
          ...["--plaintext", "q.r=1", "--secret", "q.s[0]=z"],
        ],
      },
      {
        args: [
          ...["config", "set-all", ...on, "--json"],
          JSON.stringify({
            j1: { value: "v1", secret: false },
            "talk:j2": { value: "v2", secret: true },
            j3: { value: '{"k":[1]}', objectValue: { k: [1] }, secret: false },
          }),
        ],
        then: async (place) =>
          expect(await file(place)).to.deep.equal({
            "talk:m": "1",
            "talk:n": { secure: "sealed" },
            "talk:p": "a=b",
            "talk:q": { r: 1, s: [{ secure: "sealed" }] },
            "talk:j1": "v1",
            "talk:j2": { secure: "sealed" },
            "talk:j3": { k: [1] },
          }),
      },
      { args: ["config", "--show-secrets", "--json", ...on] },
      {
        args: ["config", "set-all", ...on, "--plaintext", "nokey"],
        code: 1,
        err: "error: config value must be in the form [key]=[value]",
      },
      {
        args: ["config", "set-all", ...on, "--json", '{"x":{"secret":true}}'],
        code: 1,
        err: 'error: value for --json object key "x" is nil',
      },
      {
        args: ["config", "set-all", ...on, "--path", "--json", "{}"],
        code: 1,
        err: "error: the --json option cannot be used with the --plaintext, --secret or --path options",
      },
      {
        args: ["config", "set-all", ...on, "--json", '{"x":'],
        code: 1,
        err: /^error: could not parse --json argument: /,
        differs: { in: "err", because: "each parser's own words" },
      },
    ],
  },
  {
    says: "config rm, rm-all: keys, and what stands at a path",
    lines: [
      init,
      set("a", "1"),
      set("b", "2"),
      set("o.list[0]", "x", "--path"),
      set("o.list[1]", "y", "--path"),
      set("o.n", "1", "--path"),
      { args: ["config", "rm", "a", ...on], out: "" },
      { args: ["config", "rm", "gone", ...on], out: "" },
      { args: ["config", "rm", "--path", "o.list[0]", ...on] },
      { args: ["config", "rm", "--path", "o.gone.x", ...on] },
      missing("a"),
      get("o", {
        value: '{"list":["y"],"n":1}',
        objectValue: { list: ["y"], n: 1 },
        secret: false,
      }),
      { args: ["config", "rm-all", ...on, "b", "gone"] },
      { args: ["config", "rm-all", ...on, "--path", "o.n", "o.list[0]"] },
      {
        args: ["config", "--json", ...on],
        out: { "talk:o": { value: '{"list":[]}', objectValue: { list: [] }, secret: false } },
      },
    ],
  },
  {
    says: "config of the project: defaults, and values for others",
    project,
    lines: [
      init,
      {
        args: ["config", "--show-secrets", "--json", ...on],
        out: {
          "aws:profile": { value: "quiet", secret: false },
          "aws:region": { value: "us-east-1", secret: false },
          "talk:bare": { value: "word", secret: false },
          "talk:count": { value: "3", secret: false },
          "talk:greeting": { value: "hello", secret: false },
          "talk:list": { value: '["a","b"]', objectValue: ["a", "b"], secret: false },
        },
      },
      get("list[1]", { value: "b", secret: false }, "--path"),
      set("greeting", "bye"),
      get("greeting", { value: "bye", secret: false }),
      { args: ["config", "rm", "greeting", ...on] },
      get("greeting", { value: "hello", secret: false }),
    ],
  },
  ...[
    [
      "foreign: {type: string}\n  aws:x: {type: string}",
      "Configuration key 'aws:x' is not namespaced by the project and should not define a type",
    ],
    [
      "aws:x: {default: y}",
      "Configuration key 'aws:x' is not namespaced by the project and should not define a default value. Did you mean to use the 'value' attribute instead of 'default'?",
    ],
    [
      "list: {type: array}",
      "The configuration key 'list' declares an array but does not specify the underlying type via the 'items' attribute",
    ],
    [
      "n: {type: integer, default: many}",
      "The default value specified for configuration key 'n' is not of the expected type 'integer'",
    ],
  ].map(([declared = "", problem = ""]): Talk => ({
    says: `a project that declares what cannot be: ${problem.slice(0, 60)}`,
    project: `name: talk\nruntime: nodejs\nconfig:\n  ${declared}\n`,
    lines: [
      {
        args: ["stack", "init", "dev"],
        code: 1,
        err: new RegExp(problem.replaceAll(/[?.]/g, String.raw`\$&`)),
        differs: { in: "err", because: "where the file is named" },
      },
    ],
  })),
  {
    says: "environments in the settings: refused by name, with what the project asks for",
    project:
      "name: talk\nruntime: nodejs\nconfig:\n  asked: {type: string}\n  given: {default: x}\n",
    lines: [
      init,
      set("other", "1"),
      {
        args: ["config", "--json", ...on],
        before: async (place) => {
          const settings = await readFile(join(place.folder, "Pulumi.dev.yaml"), "utf8");
          await place.write("Pulumi.dev.yaml", `${settings}environment:\n  - prod\n  - keys\n`);
        },
        code: 1,
        err: /environments/,
        differs: { in: "err", because: "ours names them" },
        then: (_, { err }) => {
          if (err.includes("rehearsal"))
            expect(err)
              .to.contain("Pulumi.dev.yaml names (prod, keys)")
              .and.to.contain("the project asks for 'asked'")
              .and.to.contain("--config <key>=<value>");
          return Promise.resolve();
        },
      },
      { args: ["stack", "output", "--json", ...on], out: {} },
    ],
  },
  {
    says: "config refresh, config env: what the file backend has not",
    lines: [
      init,
      {
        args: ["config", "refresh", "--force", ...on],
        code: 1,
        err: "error: getting latest configuration: no previous deployment",
      },
      ...["add E", "rm E"].map((words) => ({
        args: ["config", "env", ...words.split(" "), ...on, "--yes"],
        code: 1,
        err: /^error: backend <host> does not support environments; /,
      })),
      {
        args: ["config", "env", "ls", ...on, "--json"],
        code: 1,
        err: /^error: backend <host> does not support environments; /,
      },
      { args: ["config", "env", "ls", "--stack", "gone", "--json"], code: 6 },
    ],
  },
];
