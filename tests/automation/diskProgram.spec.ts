import { expect } from "chai";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { simDestroy, simList, simUp, type RunResult } from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { runCli } from "./support/cli";

const root = join(__dirname, "..", "..");

/** The user's files, byte for byte. */
function settings(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => /^Pulumi\..*yaml$|^index\.js$/.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

function projectWith(program: string): string {
  const folder = folderWith({
    ".git/HEAD": "",
    "package.json": "{}",
    "Pulumi.yaml":
      "name: app\nmain: index.js\nruntime: nodejs\nconfig:\n  zones:\n    type: array\n    items:\n      type: string\n" +
      "    default: [a]\n" +
      // Pulumi takes no default for a secret.
      (program.includes("password") ? "  password:\n    type: string\n    secret: true\n" : ""),
    "Pulumi.dev.yaml": "# mine\nconfig:\n  aws:region: us-east-1\n",
    "index.js": `const pulumi = require("@pulumi/pulumi");\nconst aws = require("@pulumi/aws");\n${program}`,
  });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  return folder;
}

const network = `
const config = new pulumi.Config();
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Password: config.requireSecret("password") } });
config.requireObject("zones").forEach((zone, i) =>
  new aws.ec2.Subnet(zone, { vpcId: vpc.id, cidrBlock: "10.0." + i + ".0/24", availabilityZone: "us-east-1" + zone }));
exports.vpcId = vpc.id;
exports.password = config.requireSecret("password");
exports.environment = Object.keys(process.env).filter((name) => /^AWS_|^PULUMI_ACCESS/.test(name)).sort();
`;

const credentials = {
  AWS_ACCESS_KEY_ID: "AKIA",
  AWS_SECRET_ACCESS_KEY: "real",
  AWS_PROFILE: "prod",
  AWS_REGION: "us-east-1",
  PULUMI_ACCESS_TOKEN: "pul-real",
};

describe("a program on disk", () => {
  afterEach(removeFolders);

  it("is taken up, changed and destroyed from the command line, and no file of the user's is written", async () => {
    const cwd = projectWith(network);
    const before = settings(cwd);
    const up = await runCli(["sim", "up", "--config", "password=correct-horse"], {
      cwd,
      env: credentials,
    });
    expect(up.stderr).to.equal("");
    expect(up.code).to.equal(0);
    const lines = up.stdout.trimEnd().split("\n");
    expect(lines[0]).to.equal(`SIMULATED AWS: sim up app/dev, kept in ${cwd}/.pulumi-aws-network`);
    expect(lines.at(-1)).to.match(
      /^SIMULATED: sim up succeeded in \d+\.\d s; nothing was deployed, no AWS call was made\.$/,
    );
    expect(lines).to.include("  + create          aws.ec2.Vpc                          main");
    expect(lines).to.include("  password     [secret]");
    expect(up.stdout).not.to.contain("\u001b");
    const changed = await runCli(
      [
        "sim",
        "up",
        "app/dev",
        "--json",
        "--config",
        "password=correct-horse",
        "--config",
        'zones=["a","b"]',
      ],
      { cwd, env: credentials },
    );
    const result = JSON.parse(changed.stdout) as RunResult;
    expect(result.changes).to.include({ create: 1, update: 0, replace: 0, delete: 0 });
    expect(result.outputs).to.deep.equal({
      vpcId: result.outputs.vpcId,
      password: "[secret]",
      environment: [
        "AWS_CONFIG_FILE",
        "AWS_EC2_METADATA_DISABLED",
        "AWS_REGION",
        "AWS_SHARED_CREDENTIALS_FILE",
      ],
    });
    expect(changed.stdout + up.stdout).not.to.contain("correct-horse");
    const destroyed = await runCli(
      ["sim", "destroy", "--no-color", "--config", "password=correct-horse"],
      { cwd },
    );
    expect(destroyed.code).to.equal(0);
    expect(await simList({ cwd })).to.deep.equal([]);
    expect(settings(cwd)).to.deep.equal(before);
  });

  it("fails with exit code 1 and its own words, first and last line still saying that it is simulated", async () => {
    const cwd = projectWith('throw new Error("no such zone");');
    const run = await runCli(["rehearse"], { cwd });
    const lines = run.stdout.trimEnd().split("\n");
    expect(run.code).to.equal(1);
    expect(lines[0]).to.equal(
      "SIMULATED AWS: rehearse app/dev from nothing, on one that is thrown away",
    );
    expect(run.stdout).to.contain("Error: no such zone");
    expect(lines.at(-1)).to.match(/^SIMULATED: rehearse failed in /);
    expect(readdirSync(cwd)).not.to.include(".pulumi-aws-network");
  });

  it("is stopped by Ctrl-C in order, and the next run goes on", async () => {
    const cwd = projectWith(`
module.exports = async () => {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
};`);
    const stopped = await runCli(["sim", "up"], {
      cwd,
      onStart: (child) => {
        let sent = false;
        child.stdout?.on("data", (chunk: Buffer) => {
          if (sent || !chunk.toString().includes("aws.ec2.Vpc")) return;
          sent = true;
          child.kill("SIGINT");
        });
      },
    });
    expect(stopped.code).to.equal(1);
    expect(stopped.stdout).to.contain(
      "stopping: what is in flight finishes or is recorded as pending",
    );
    expect(stopped.stdout).to.match(/\nSIMULATED: sim up cancelled in /);
    expect((await simList({ cwd })).map(({ kind }) => kind))
      .to.include("vpc")
      .and.not.include("subnet");
    const next = await simUp("app/dev", { cwd });
    expect(next.changes.create).to.equal(1);
    await simDestroy("app/dev", { cwd });
    expect(await simList({ cwd })).to.deep.equal([]);
  });

  it("loses nothing when it is killed, and the next run says what it found", async () => {
    const cwd = projectWith(`
module.exports = async () => {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  if (process.env.SLOW) await new Promise((resolve) => setTimeout(resolve, 1500));
};`);
    const killed = await runCli(["sim", "up"], {
      cwd,
      env: { SLOW: "1" },
      onStart: (child) =>
        child.stdout?.on("data", (chunk: Buffer) => {
          if (chunk.toString().includes("aws.ec2.Vpc")) child.kill("SIGKILL");
        }),
    });
    expect(killed.code).to.equal(null);
    expect((await simList({ cwd })).filter(({ kind }) => kind === "vpc")).to.have.length(1);
    const next = await runCli(["sim", "up"], { cwd });
    expect(next.stdout).to.contain(
      'an earlier run, "sim up app/dev", was cut off; what it had finished is kept, and this run goes on from there',
    );
    expect(next.stdout).to.contain("create 0   update 0   replace 0   delete 0   same ");
    // What the killed run had written ahead is in the state now, and not beside it any more.
    const stack = join(
      cwd,
      ".pulumi-aws-network",
      "state",
      ".pulumi",
      "rehearsal-journal",
      "app",
      "dev",
    );
    expect(existsSync(stack) ? readdirSync(stack) : []).to.deep.equal([]);
    await simDestroy("app/dev", { cwd });
    expect(await simList({ cwd })).to.deep.equal([]);
  });
});
