import { expect } from "chai";
import { readdirSync } from "node:fs";
import { folderWith, removeFolders } from "./support/folders";
import { runCli } from "./support/cli";

const project = {
  ".git/HEAD": "",
  "Pulumi.yaml":
    "name: app\nmain: index.js\nruntime: nodejs\nconfig:\n  zones:\n    type: array\n    items:\n      type: string\n    default: [a]\n",
  "Pulumi.dev.yaml": "config: {}\n",
  "Pulumi.prod.yaml": "config: {}\n",
  "index.js": "",
};

const noCli = (verb: string): string =>
  `\`${verb}\` runs through the Pulumi CLI, and there is none on the PATH; ` +
  "install it from https://www.pulumi.com/docs/install/, " +
  "or try the change on the simulated AWS: pulumi-aws-network rehearse";

const unknownStack =
  'project app has no stack named "prd": its stacks are dev, prod (did you mean "prod"?); ' +
  "a stack is a file Pulumi.<stack>.yaml, which may be empty";

/** Command line, exit code, the one message. */
const refusals: readonly [args: string, code: number, message: string][] = [
  [
    "rehearze",
    2,
    'unknown command "rehearze"; the commands are destroy, outputs, preview, promote, refresh, rehearse, sim, stacks, ' +
      'up, verify (did you mean "rehearse"?)',
  ],
  [
    "sim upp",
    2,
    'unknown command "upp" of sim; the commands are add, advance, destroy, fault, ls, outputs, preview, prime, ' +
      'promote, refresh, reset, restore, rm, set, show, snapshot, up (did you mean "up"?)',
  ],
  [
    "rehearse --jsn",
    2,
    "unknown option --jsn of rehearse; its options are --accept, --account, --allow, --answers, --config, --cwd, --existing, --from, " +
      '--generic, --help, --json, --no-color, --parallel, --reference (did you mean "--json"?)',
  ],
  [
    "rehearse app/dev --endpoint http://127.0.0.1:5000",
    2,
    "unknown option --endpoint of rehearse; its options are --accept, --account, --allow, --answers, --config, --cwd, --existing, --from, " +
      "--generic, --help, --json, --no-color, --parallel, --reference",
  ],
  [
    "sim up --engine terraform",
    2,
    "option '--engine <name>' argument 'terraform' is invalid. Allowed choices are rehearsal, pulumi.",
  ],
  ["sim show", 2, "missing required argument 'id'"],
  [
    "rehearse app/dev app/prod",
    2,
    'rehearse takes fewer arguments than "rehearse app/dev app/prod"; see rehearse --help',
  ],
  ["rehearse web/dev", 2, 'no project named "web"; the projects here are app'],
  ["sim up app/prd", 2, unknownStack],
  ["up app/prd --yes", 2, unknownStack],
  ["rehearse", 2, "project app has several stacks; say which: app/dev, app/prod"],
  ["rehearse app/dev --cwd ./nowhere", 2, "there is no folder CWD/nowhere"],
  [
    "sim up app/dev --config zone=a",
    2,
    'project app has no config key "zone"; its keys are zones (did you mean "zones"?) (and keys of other namespaces, such as aws:region)',
  ],
  [
    "rehearse app/dev --config zones",
    2,
    '--config takes key=value, got "zones"; for example aws:region=us-east-1',
  ],
  ["rehearse app/dev --parallel many", 2, "parallel must be a whole number above 0, got NaN"],
  ["rehearse app/dev --account 12", 2, 'an account is twelve digits, got "12"'],
  [
    "rehearse app/dev --from state.json",
    2,
    "--from state.json: there is no such file; give a file that `pulumi stack export` wrote",
  ],
  [
    "verify app/dev --state a.json",
    2,
    "a project/stack and --state: say once what is to be verified",
  ],
  [
    "verify --state a.json",
    2,
    "--state a.json: there is no such file; give what `pulumi stack export` prints",
  ],
  ["verify --state prod/*.json", 2, "--state prod/*.json: no file matches it"],
  [
    "verify --state index.js",
    2,
    "--state: index.js is no JSON (Unexpected end of JSON input); give what `pulumi stack export` prints",
  ],
  [
    "verify --describe a",
    2,
    "--describe a: there is no such folder; give one of what `aws ec2 describe-…` prints",
  ],
  ["verify --state index.js --markdown --sarif", 2, "--markdown and --sarif: one form at a time"],
  [
    "verify app/dev --diff b.json",
    2,
    "--diff b.json: there is no such file; give what `pulumi stack export` prints",
  ],
  [
    "verify app/dev --intents c.yaml",
    2,
    "--intents c.yaml: there is no such file; give a file of intents, YAML or JSON",
  ],
  [
    "verify app/dev --intents git:main",
    2,
    "--intents git:main: must be git:<ref>:<path>, such as git:main:intents.yaml",
  ],
  ["verify --state - --diff -", 2, "--diff -: standard input is read once, and --state - reads it"],
  [
    "rehearse app/dev --accept all",
    2,
    "option '--accept <gate>' argument 'all' is invalid. The gates are intents, findings, moves.",
  ],
  ["sim snapshot a/b", 2, '"a/b" is no name for a snapshot: up to 64 letters, digits, "-" and "_"'],
  ["sim advance soon", 2, '"soon" is no duration: give one such as 90s, 5m, 36h or 7d'],
  ["sim reset", 2, "`sim reset` deletes the simulated AWS and its stacks: it needs --yes here"],
  [
    "up app/dev --endpoint moto --yes",
    2,
    '--endpoint takes the address of an emulator, as http://127.0.0.1:5000, got "moto"',
  ],
  ["up app/dev --yes", 1, noCli("up")],
  ["up app/dev", 1, noCli("up")],
  ["preview app/dev", 1, noCli("preview")],
  ["outputs app/dev", 1, noCli("outputs")],
  ["stacks app", 1, noCli("stacks")],
  ["sim up app/dev --engine pulumi", 1, noCli("sim up --engine pulumi")],
];

describe("the command line refuses", () => {
  afterEach(removeFolders);

  for (const [args, code, message] of refusals)
    it(args, async () => {
      const cwd = folderWith(project);
      const run = await runCli(args.split(" "), { cwd });
      expect(run.stderr).to.equal(`error: ${message.replace("CWD", cwd)}\n`);
      expect(run.stdout).to.equal("");
      expect(run.code).to.equal(code);
      expect(readdirSync(cwd).sort()).to.deep.equal([
        ".git",
        "Pulumi.dev.yaml",
        "Pulumi.prod.yaml",
        "Pulumi.yaml",
        "index.js",
      ]);
    });

  it("with one JSON document where --json is given, usage included", async () => {
    const cwd = folderWith(project);
    const [unknown, usage] = await Promise.all([
      runCli(["sim", "up", "app/prd", "--json"], { cwd }),
      runCli(["sim", "up", "--jsn", "--json"], { cwd }),
    ]);
    const { durationMs, ...document } = JSON.parse(unknown.stdout) as { durationMs: number };
    expect(durationMs).to.be.a("number");
    expect(document).to.deep.equal({
      stack: "app/prd",
      command: "sim up",
      engine: "rehearsal",
      cloud: "simulated",
      result: "failed",
      changes: { create: 0, update: 0, replace: 0, delete: 0, same: 0 },
      outputs: {},
      diagnostics: [{ severity: "error", message: unknownStack }],
    });
    expect([unknown.stderr, unknown.code]).to.deep.equal(["", 2]);
    const { diagnostics } = JSON.parse(usage.stdout) as { diagnostics: { message: string }[] };
    expect(diagnostics[0]?.message).to.match(/^unknown option --jsn of sim up;/);
    expect(usage.code).to.equal(2);
  });
});

describe("the command line", () => {
  afterEach(removeFolders);

  it("teaches by --help, without loading Pulumi", async () => {
    const run = await runCli(["--help"], { cwd: folderWith({}) });
    expect(run.code).to.equal(0);
    expect(run.stdout).to.contain("On a simulated AWS (no credentials, no CLI):");
    expect(run.stdout).to.contain(
      "Exit codes: 0 done, 1 failed, 2 wrong usage, or approval is waited for.",
    );
  });

  it("shows its help, as wrong usage, when nothing is asked", async () => {
    const run = await runCli([], { cwd: folderWith({}) });
    expect([run.code, run.stdout]).to.deep.equal([2, ""]);
    expect(run.stderr).to.contain("Usage: pulumi-aws-network");
  });

  it("tells its version", async () => {
    const run = await runCli(["--version"], { cwd: folderWith({}) });
    expect([run.code, run.stdout]).to.deep.equal([0, "0.1.0\n"]);
  });
});
