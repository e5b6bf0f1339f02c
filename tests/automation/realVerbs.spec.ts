import { expect } from "chai";
import { chmodSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
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
  "stack output": JSON.stringify({ vpcId: "vpc-1", key: args.includes("--show-secrets") ? "hunter2" : "[secret]" }), "stack history": "[]",
  "stack export": process.env.STATE ?? JSON.stringify({ version: 3, deployment: {} }) };
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
    symlinkSync(join(__dirname, "..", "..", "node_modules"), join(cwd, "node_modules"));
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

  describe("up", () => {
    const vpc = (inputs: object, rest = ""): void =>
      writeFileSync(
        join(cwd, "index.js"),
        `const aws = require("@pulumi/aws");
const vpc = new aws.ec2.Vpc("main", ${JSON.stringify(inputs)});
${rest}`,
      );

    it("is rehearsed first, from the state that the stack has", async () => {
      vpc({ cidrBlock: "10.0.0.0/16" });
      const urn = "urn:pulumi:dev::app::aws:ec2/vpc:Vpc::main";
      const provider = "urn:pulumi:dev::app::pulumi:providers:aws::default_7_48_0";
      const resources = [
        {
          ...{ urn: provider, custom: true, id: "p-1", type: "pulumi:providers:aws" },
          ...{
            inputs: { region: "us-east-1", version: "7.48.0" },
            outputs: { region: "us-east-1" },
          },
        },
        {
          provider: `${provider}::p-1`,
          ...{ urn, custom: true, id: "vpc-1", type: "aws:ec2/vpc:Vpc" },
          inputs: { cidrBlock: "10.0.0.0/16", region: "us-east-1" },
          outputs: {
            ...{ id: "vpc-1", cidrBlock: "10.0.0.0/16", region: "us-east-1" },
            arn: "arn:aws:ec2:us-east-1:111122223333:vpc/vpc-1",
          },
        },
      ];
      const STATE = JSON.stringify({ version: 3, deployment: { resources } });
      const { stdout, code } = await run("up app/dev --yes --json", { STATE });
      expect(code, stdout).to.equal(0);
      expect(JSON.parse(stdout)).to.deep.include({ cloud: "aws", result: "succeeded" });
      expect((JSON.parse(stdout) as { verification: object }).verification).to.include({
        cloud: "simulated",
      });
      const text = (await run("up app/dev --yes", { STATE })).stdout;
      expect(text).to.match(/rehearsed first on a simulated AWS, from the stack's state: .*same/);
      expect(called("up")).to.have.length(2);
    });

    it("changes nothing where AWS would refuse", async () => {
      vpc({ cidrBlock: "10.0.0.0/8" });
      const { stdout, code } = await run("up app/dev --yes --json");
      expect(code).to.equal(1);
      expect(JSON.parse(stdout)).to.deep.include({ cloud: "aws", result: "failed" });
      expect(stdout).to.contain("cidr_block").and.contain("nothing was changed");
      expect(called("up")).to.deep.equal([]);
    });

    it("changes nothing where the network is not what was meant, but where that is accepted", async () => {
      vpc(
        { cidrBlock: "10.0.0.0/16" },
        `const subnet = new aws.ec2.Subnet("a", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
const gateway = new aws.ec2.InternetGateway("gateway", { vpcId: vpc.id });
const { id: allocationId } = new aws.ec2.Eip("ip");
const nat = new aws.ec2.NatGateway("nat", { subnetId: subnet.id, allocationId }, { dependsOn: gateway });
const table = new aws.ec2.RouteTable("table", { vpcId: vpc.id });
new aws.ec2.Route("loop", { routeTableId: table.id, destinationCidrBlock: "0.0.0.0/0", natGatewayId: nat.id });
new aws.ec2.RouteTableAssociation("a", { routeTableId: table.id, subnetId: subnet.id });`,
      );
      const refused = await run("up app/dev --yes --json");
      expect(refused.code).to.equal(1);
      expect(called("up")).to.deep.equal([]);
      const accepted = await run("up app/dev --yes --json --accept findings");
      expect(accepted.code, accepted.stdout).to.equal(0);
      expect(called("up")).to.have.length(1);
    });

    it("goes without a rehearsal only where that is said", async () => {
      vpc({ cidrBlock: "10.0.0.0/8" });
      const { stdout, code } = await run("up app/dev --yes --json --no-rehearsal");
      expect(code).to.equal(0);
      expect(JSON.parse(stdout)).not.to.have.property("verification");
      expect(called("up")).to.have.length(1);
    });
  });

  it("selects no stack and makes none, which would change what the user's own commands are about", async () => {
    await run("up app/dev --yes --no-rehearsal");
    const stackCalls = called("stack").map(({ args }) => args[1]);
    expect(stackCalls).to.not.include.members(["select"]).and.not.include.members(["init"]);
  });

  it("asks for no secret in the clear", async () => {
    await run("up app/dev --yes --no-rehearsal");
    expect(called("stack").map(({ args }) => args.slice(0, 2))).to.deep.include([
      "stack",
      "output",
    ]);
    for (const { args } of called("stack")) expect(args).not.to.include("--show-secrets");
  });

  it("takes configuration for one run only", async () => {
    await run("up app/dev --yes --no-rehearsal --config zone=a");
    expect(called("up")[0]?.config).to.equal(`${stackFile}  "app:zone": "a"\n`);
    expect(readFileSync(join(cwd, "Pulumi.dev.yaml"), "utf8")).to.equal(stackFile);
  });

  it("withholds the user's credentials from an emulator", async () => {
    const { stdout } = await run(
      "up app/dev --yes --json --no-rehearsal --endpoint http://127.0.0.1:5000",
    );
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
    const { stderr, code } = await run("up app/dev --yes --no-rehearsal", { NO_STACK: "1" });
    expect([stderr, code]).to.deep.equal([
      `error: the Pulumi backend has no stack app/dev; make it by \`pulumi stack init dev\` in ${cwd}\n`,
      1,
    ]);
  });

  it("says that the stack is locked", async () => {
    const { stderr, code } = await run("up app/dev --yes --no-rehearsal", { LOCKED: "1" });
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
