import { expect } from "chai";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { folderWith, removeFolders } from "./support/folders";
import { runCli, type CliRun } from "./support/cli";

/** A `pulumi` that notes how it was called, and what it would have found in the stack file and in the environment. */
const pretender = `#!${process.execPath}
const fs = require("node:fs");
const args = process.argv.slice(2);
const file = args[args.indexOf("--config-file") + 1];
const config = args.includes("--config-file") ? fs.readFileSync(file, "utf8") : undefined;
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^AWS_|^PULUMI_(ACCESS|BACKEND|DEBUG_P)/.test(name)));
fs.appendFileSync(process.env.CALLS, JSON.stringify({ args, cwd: process.cwd(), config, env }) + "\\n");
const answers = { version: "v3.248.0", "stack ls": JSON.stringify([{ name: "dev", current: true, resourceCount: 3 }]),
  "stack output": JSON.stringify({ vpcId: "vpc-1", key: args.includes("--show-secrets") ? "hunter2" : "[secret]" }), "stack history": "[]" };
const answer = answers[args[0]] ?? answers[args.slice(0, 2).join(" ")];
if (args[0] === "up" && process.env.NO_STACK) { process.stderr.write("error: no stack named 'dev' found"); process.exit(6); }
if (args[0] === "up" && process.env.LOCKED) { process.stderr.write("error: the stack is currently locked by 1 lock(s)."); process.exit(1); }
process.stdout.write(answer ?? "");
`;

interface Call {
  readonly args: string[];
  readonly cwd: string;
  readonly config?: string;
  readonly env: Record<string, string>;
}

const stackFile =
  "# mine\nencryptionsalt: v1:abc\nconfig:\n  aws:region: us-east-1\n  app:key:\n    secure: v1:xyz\n";
const credentials = {
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_PROFILE: "prod",
  AWS_REGION: "us-east-1",
  PULUMI_ACCESS_TOKEN: "pul-1",
};

describe("a real verb", () => {
  let cwd: string;
  let calls: string;
  beforeEach(() => {
    cwd = folderWith({
      ".git/HEAD": "",
      "Pulumi.yaml": "name: app\nmain: index.js\nruntime: nodejs\n",
      "Pulumi.dev.yaml": stackFile,
      "index.js": "",
      "bin/pulumi": pretender,
      calls: "",
    });
    calls = join(cwd, "calls");
    chmodSync(join(cwd, "bin/pulumi"), 0o755);
  });
  afterEach(removeFolders);

  function run(args: string, env: Record<string, string> = {}): Promise<CliRun> {
    const path = [join(cwd, "bin"), "/nonexistent"].join(delimiter);
    return runCli(args.split(" "), {
      cwd,
      env: { PATH: path, CALLS: calls, ...credentials, ...env },
    });
  }

  function called(verb: string): Call[] {
    const lines = readFileSync(calls, "utf8").trim().split("\n");
    return lines.map((line) => JSON.parse(line) as Call).filter(({ args }) => args[0] === verb);
  }

  it("is the Pulumi CLI's, on the user's own backend, stack file and credentials", async () => {
    const { stdout, code } = await run("up app/dev --yes --parallel 4 --json");
    expect(code).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.include({
      ...{ stack: "app/dev", command: "up", engine: "pulumi", cloud: "aws", result: "succeeded" },
      outputs: { vpcId: "vpc-1", key: "[secret]" },
    });
    const [up] = called("up");
    expect(up?.args).to.include.members([
      "--yes",
      "--skip-preview",
      "--parallel",
      "4",
      "--stack",
      "dev",
    ]);
    expect(up?.args).not.to.include("--config-file");
    expect([up?.cwd, up?.env]).to.deep.equal([cwd, credentials]);
    expect(existsSync(join(cwd, ".pulumi-aws-network"))).to.equal(false);
  });

  it("selects no stack and makes none, which would change what the user's own commands are about", async () => {
    await run("up app/dev --yes");
    const stackCalls = called("stack").map(({ args }) => args[1]);
    expect(stackCalls).to.not.include.members(["select"]).and.not.include.members(["init"]);
  });

  it("asks for no secret in the clear", async () => {
    await run("up app/dev --yes");
    expect(called("stack").map(({ args }) => args.slice(0, 2))).to.deep.include([
      "stack",
      "output",
    ]);
    for (const { args } of called("stack")) expect(args).not.to.include("--show-secrets");
  });

  it("takes configuration for one run only", async () => {
    await run("up app/dev --yes --config zone=a");
    expect(called("up")[0]?.config).to.equal(`${stackFile}  "app:zone": "a"\n`);
    expect(readFileSync(join(cwd, "Pulumi.dev.yaml"), "utf8")).to.equal(stackFile);
  });

  it("withholds the user's credentials from an emulator", async () => {
    const { stdout } = await run("up app/dev --yes --json --endpoint http://127.0.0.1:5000");
    expect(JSON.parse(stdout)).to.deep.include({ cloud: "emulator" });
    const [up] = called("up");
    expect(up?.env).to.include({
      AWS_ACCESS_KEY_ID: "emulator",
      AWS_ENDPOINT_URL: "http://127.0.0.1:5000",
      AWS_REGION: "us-east-1",
      PULUMI_ACCESS_TOKEN: "pul-1",
    });
    expect(up?.env).not.to.have.property("AWS_PROFILE");
    expect(up?.config).to.contain('"aws:skipCredentialsValidation": true');
  });

  it("needs --yes where nobody can be asked", async () => {
    const { stderr, code } = await run("destroy app/dev");
    expect([stderr, code]).to.deep.equal([
      "error: `destroy` changes AWS: where no one can be asked it needs --yes\n",
      2,
    ]);
    expect(called("destroy")).to.deep.equal([]);
  });

  it("says how a stack is made that the backend has not", async () => {
    const { stderr, code } = await run("up app/dev --yes", { NO_STACK: "1" });
    expect([stderr, code]).to.deep.equal([
      `error: the Pulumi backend has no stack app/dev; make it by \`pulumi stack init dev\` in ${cwd}\n`,
      1,
    ]);
  });

  it("says that the stack is locked", async () => {
    const { stderr, code } = await run("up app/dev --yes", { LOCKED: "1" });
    expect(code).to.equal(1);
    expect(stderr).to.match(/^error: nothing was changed: the stack is locked by 1 lock\(s\)\./);
  });

  it("lists the backend's stacks in a table", async () => {
    const { stdout, code } = await run("stacks");
    expect([stdout, code]).to.deep.equal(["name  resourceCount\ndev               3\n", 0]);
  });

  it("masks secrets in outputs", async () => {
    const { stdout } = await run("outputs app/dev");
    expect(stdout).to.contain("  key    [secret]\n  vpcId  vpc-1\n").and.not.contain("hunter2");
  });

  it("is refused where the CLI is older than this SDK can drive", async () => {
    writeFileSync(join(cwd, "bin/pulumi"), pretender.replace("v3.248.0", "v3.1.0"));
    const { stderr, code } = await run("preview app/dev");
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /^error: `preview` runs through the Pulumi CLI, and the one on the PATH cannot be used \(Minimum version/,
    );
  });
});
