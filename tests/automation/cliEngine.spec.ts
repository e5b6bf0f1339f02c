/** `sim … --engine pulumi`: the driver's runs on the simulated AWS by the real Pulumi CLI, beside those by our engine. */
import { PulumiCommand } from "@pulumi/pulumi/automation";
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import {
  simAdvance,
  simDestroy,
  simOutputs,
  simPreview,
  simRefresh,
  simUp,
  type EngineName,
  type InlineProgram,
  type ProgressEvent,
  type RunResult,
} from "../../automation";
import { openWorld } from "../../simulator";
import { runCli } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";

const root = join(__dirname, "..", "..");
const both: readonly (readonly [EngineName, EngineName])[] = [
  ["rehearsal", "pulumi"],
  ["pulumi", "rehearsal"],
];

/** Every file of the user's, byte for byte. */
function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}

/** A program that tells where in its environment a credential of the user's stands. */
const looking = `
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");
const password = new pulumi.Config().requireSecret("password");
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Password: password } });
password.apply((value) => { pulumi.log.warn("it is " + value); console.log("it is " + value); });
const names = (test) => Object.keys(process.env).filter((name) => test(name, process.env[name])).sort();
exports.vpcId = vpc.id;
exports.password = password;
exports.found = names((name, value) => value.includes("leak-me"));
exports.aws = names((name) => name.toUpperCase().startsWith("AWS_"));
`;

function project(): string {
  const folder = folderWith({
    ".git/HEAD": "",
    "package.json": "{}",
    "Pulumi.yaml":
      "name: app\nmain: index.js\nruntime: nodejs\nconfig:\n  password:\n    type: string\n    secret: true\n",
    "Pulumi.dev.yaml": "# mine\nconfig:\n  aws:region:   us-east-1\n",
    "index.js": looking,
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

const secret = "correct-horse-battery";
const credentials = {
  AWS_ACCESS_KEY_ID: "leak-me-1",
  AWS_SECRET_ACCESS_KEY: "leak-me-2",
  AWS_SESSION_TOKEN: "leak-me-3",
  AWS_PROFILE: "leak-me-4",
  PULUMI_ACCESS_TOKEN: "leak-me-5",
  PULUMI_CONFIG_PASSPHRASE: "leak-me-6",
};

const neighbour: InlineProgram = {
  projectName: "neighbour",
  stackName: "dev",
  program: () => {
    new aws.ec2.Vpc("other", { cidrBlock: "10.7.0.0/16" });
    return Promise.resolve();
  },
};

async function fingerprint(home: string): Promise<string> {
  const world = await openWorld({ folder: join(home, "world"), readOnly: true });
  return world.fingerprint();
}

function unchanged({ changes }: RunResult): boolean {
  return changes.create + changes.update + changes.replace + changes.delete === 0;
}

describe("the simulated AWS under the Pulumi CLI", () => {
  before(async function () {
    this.timeout(30_000);
    try {
      await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
  });

  afterEach(removeFolders);

  for (const [makes, looks] of both)
    it(`serverless/dev made by ${makes} is unchanged for ${looks}, which destroys it whole`, async function () {
      this.timeout(90_000);
      const home = join(folderWith({}), "home");
      const options = { cwd: root, home };
      const users = filesIn(root);
      await simUp(neighbour, { home, config: { "aws:region": "us-east-1" } });
      const before = await fingerprint(home);
      const made = await simUp("serverless/dev", { ...options, engine: makes });
      expect(made).to.include({ engine: makes, cloud: "simulated", result: "succeeded" });
      const look = await simPreview("serverless/dev", { ...options, engine: looks });
      expect(look.changes).to.deep.equal({ ...made.changes, create: 0, same: made.changes.create });
      expect(look.outputs).to.deep.equal(made.outputs);
      const gone = await simDestroy("serverless/dev", { ...options, engine: looks });
      expect(gone.changes.delete).to.equal(made.changes.create);
      // KMS waits thirty days with a key.
      await simAdvance("31d", { home });
      expect(await fingerprint(home)).to.equal(before);
      expect(filesIn(root)).to.deep.equal(users);
    });

  it("shows a secret nowhere and the program no credential, and writes no file of the user's", async function () {
    this.timeout(90_000);
    const cwd = project();
    const users = filesIn(cwd);
    const events: ProgressEvent[] = [];
    const onProgress = (event: ProgressEvent): void => void events.push(event);
    const options = { cwd, onProgress, engine: "pulumi", config: { password: secret } } as const;
    const results: RunResult[] = [];
    const given = { ...process.env };
    Object.assign(process.env, credentials);
    try {
      results.push(await simUp("app/dev", options));
      results.push(await simPreview("app/dev", options));
      results.push(await simRefresh("app/dev", options));
      results.push(await simOutputs("app/dev", options));
      expect(process.env).to.include(credentials);
    } finally {
      for (const name of Object.keys(credentials)) delete process.env[name];
      Object.assign(process.env, given);
    }
    for (const { outputs } of results) {
      expect(outputs).to.deep.include({ password: "[secret]", found: [] });
      expect(outputs.aws).to.deep.equal([
        "AWS_CONFIG_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_SHARED_CREDENTIALS_FILE",
      ]);
    }
    expect(results.slice(1).map(unchanged)).to.deep.equal([true, true, true]);
    expect(events.some(({ kind }) => kind === "diagnostic")).to.equal(true);
    expect(JSON.stringify([events, results])).not.to.contain(secret);
    expect(filesIn(cwd)).to.deep.equal(users);
  });

  it("says the same on the command line, in words and as JSON", async function () {
    this.timeout(90_000);
    const cwd = project();
    const users = filesIn(cwd);
    const env = { ...credentials, PATH: process.env.PATH ?? "" };
    const sim = (verb: string, ...more: string[]): ReturnType<typeof runCli> =>
      runCli(["sim", verb, "--engine", "pulumi", "--config", `password=${secret}`, ...more], {
        cwd,
        env,
      });
    const up = await sim("up");
    expect(up.code, up.stdout + up.stderr).to.equal(0);
    const lines = up.stdout.trimEnd().split("\n");
    expect(lines[0]).to.equal(
      `SIMULATED AWS: sim up app/dev by the Pulumi CLI, kept in ${cwd}/.pulumi-aws-network`,
    );
    expect(lines.at(-1)).to.match(/^SIMULATED: sim up succeeded in .*no AWS call was made\.$/);
    const json = await sim("destroy", "--json");
    const result = JSON.parse(json.stdout) as RunResult;
    expect(result).to.include({ engine: "pulumi", cloud: "simulated", result: "succeeded" });
    expect(result.changes.delete).to.be.above(0);
    for (const { stdout, stderr } of [up, json]) expect(stdout + stderr).not.to.contain(secret);
    expect(filesIn(cwd)).to.deep.equal(users);
  });

  it("is stopped by one Ctrl-C in order, and the next run goes on", async function () {
    this.timeout(90_000);
    const cwd = project();
    let sent = false;
    const stopped = await runCli(
      ["sim", "up", "--engine", "pulumi", "--config", `password=${secret}`],
      {
        cwd,
        env: { PATH: process.env.PATH ?? "" },
        onStart: (child) =>
          child.stdout?.on("data", (chunk: Buffer) => {
            if (sent || !chunk.toString().includes("by the Pulumi CLI")) return;
            sent = true;
            child.kill("SIGINT");
          }),
      },
    );
    expect(stopped.code).to.equal(1);
    expect(stopped.stdout).to.match(/\nSIMULATED: sim up cancelled in /);
    expect((await simUp("app/dev", { cwd, config: { password: secret } })).result).to.equal(
      "succeeded",
    );
  });
});
