/** Look-ups of a real run, recorded; and the same program rehearsed with the recording, where nobody has credentials. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { readFileSync, statSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { rehearse, type InlineProgram } from "../../automation";
import { readAnswers, type LookupAnswer } from "../../automation/lookups/answers";
import { RunRecorder } from "../../automation/runs/recorder";
import { startRecording } from "../../automation/lookups/recording";
import { createRehearsalCommand } from "../../engine";
import { openWorld, serveWorld, type ValueMap, type World } from "../../simulator";
import { runCli } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

/** What the account has, in this spec: the world answers it. */
const account: Readonly<Record<string, ValueMap>> = {
  "aws:ec2/getAmi:getAmi": { id: "ami-0ours", name: "ours-7", region: "us-west-2" },
  "aws:ssm/getParameter:getParameter": { name: "size", type: "String", value: "large" },
  "aws:secretsmanager/getSecretVersion:getSecretVersion": { secretString: "hush-hush" },
  "aws:rds/getInstance:getInstance": { endpoint: "db:5432", masterUserPassword: "hunter2" },
  "aws:eks/getCluster:getCluster": { name: "word-of-mouth", endpoint: "https://eks" },
};

const ask = async (): Promise<Record<string, unknown>> => ({
  ami: (await aws.ec2.getAmi({ owners: ["self"], mostRecent: true })).id,
  size: (await aws.ssm.getParameter({ name: "size" })).value,
});

const askSecrets = async (): Promise<Record<string, unknown>> => {
  await aws.secretsmanager.getSecretVersion({ secretId: "one" });
  await aws.rds.getInstance({ dbInstanceIdentifier: "one" });
  const cluster = aws.eks.getClusterOutput({ name: pulumi.secret("word-of-mouth") });
  return { ...(await ask()), cluster: cluster.endpoint };
};

const onDisk = `
const aws = require("@pulumi/aws");
const pulumi = require("@pulumi/pulumi");
module.exports = async () => {
  await aws.secretsmanager.getSecretVersion({ secretId: "one" });
  await aws.rds.getInstance({ dbInstanceIdentifier: "one" });
  const cluster = aws.eks.getClusterOutput({ name: pulumi.secret("word-of-mouth") });
  const { id: ami } = await aws.ec2.getAmi({ owners: ["self"], mostRecent: true });
  const { value: size } = await aws.ssm.getParameter({ name: "size" });
  return { ami, size, cluster: cluster.endpoint };
};`;

const recorded = [
  {
    token: "aws:ec2/getAmi:getAmi",
    region: "us-west-2",
    args: { mostRecent: true, owners: ["self"] },
    result: account["aws:ec2/getAmi:getAmi"],
  },
  {
    token: "aws:ssm/getParameter:getParameter",
    args: { name: "size" },
    result: account["aws:ssm/getParameter:getParameter"],
  },
];

const told =
  "not recorded, as they are secret: aws:secretsmanager/getSecretVersion:getSecretVersion, " +
  "aws:rds/getInstance:getInstance, aws:eks/getCluster:getCluster";

/** As the SDK hands arguments over: in no order. */
const plain = (answers: readonly LookupAnswer[]): unknown => JSON.parse(JSON.stringify(answers));

describe("look-ups of a real run", () => {
  let folder: string;
  let file: string;
  let world: World;

  beforeEach(async () => {
    folder = folderWith({
      ".git/HEAD": "",
      "package.json": "{}",
      "Pulumi.yaml": "name: asking\nmain: index.js\nruntime: nodejs\n",
      "Pulumi.dev.yaml": "config:\n  aws:region: us-west-2\n",
      "index.js": onDisk,
      "state/.keep": "",
    });
    symlinkSync(join(__dirname, "..", "..", "node_modules"), join(folder, "node_modules"));
    file = join(folder, "answers.json");
    world = await openWorld({ answers: ({ token }) => account[token] });
  });
  afterEach(async () => {
    await world.close();
    removeFolders();
  });

  /** One run whose look-ups are recorded, on an engine that needs no CLI. */
  async function record(program?: InlineProgram): Promise<RunRecorder> {
    const recorder = new RunRecorder([]);
    const recording = await startRecording(file, folder, program);
    try {
      await (await open(recording.env, program)).up();
      await recording.finish(recorder);
    } finally {
      recording.end();
    }
    return recorder;
  }

  async function open(env: Record<string, string>, program?: InlineProgram): Promise<Stack> {
    const options = {
      ...{ workDir: folder, envVars: { ...env, ...backend() } },
      pulumiCommand: createRehearsalCommand({ providers: { aws: world.providerFactory() } }),
    };
    const stackName = "dev";
    const stack = program
      ? await LocalWorkspace.createOrSelectStack({ ...program, stackName }, options)
      : await LocalWorkspace.createOrSelectStack({ stackName, workDir: folder }, options);
    await stack.setConfig("aws:region", { value: "us-west-2" });
    return stack;
  }

  const backend = () => ({
    PULUMI_BACKEND_URL: `file://${join(folder, "state")}`,
    PULUMI_CONFIG_PASSPHRASE: "asking",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // What is not built is loaded with the settings of this repository.
    TS_NODE_PROJECT: join(__dirname, "..", "..", "tsconfig.json"),
  });

  const inline = (program: InlineProgram["program"]): InlineProgram => ({
    ...{ program, projectName: "asking", stackName: "dev" },
  });

  it("are recorded with their answers, but for what is secret, of a program on disk", async () => {
    const { diagnostics } = await record();
    expect(plain(await readAnswers(file))).to.deep.equal(recorded);
    expect(readFileSync(file, "utf8")).not.to.match(/hush|hunter2|word-of-mouth/);
    expect(statSync(file).mode & 0o077).to.equal(0);
    expect(diagnostics.map(({ message }) => message)).to.deep.equal([
      `2 look-ups are recorded in ${file}`,
      told,
    ]);
  });

  it("are recorded of a program in this process, and no longer when the run has ended", async () => {
    const { diagnostics } = await record(inline(askSecrets));
    expect(plain(await readAnswers(file))).to.deep.equal(recorded);
    expect(diagnostics.map(({ message }) => message)).to.include(told);
    const text = readFileSync(file, "utf8");
    await (await open({}, inline(ask))).up();
    expect(readFileSync(file, "utf8")).to.equal(text);
  });

  it("are recorded beside what the file has, newer answers for older ones", async () => {
    await record(inline(ask));
    const other = {
      token: "aws:ec2/getAmi:getAmi",
      args: { owners: ["amazon"] },
      result: { id: "ami-1" },
    };
    const before = await readAnswers(file);
    const [first] = before;
    const stale = {
      ...first,
      token: first?.token ?? "",
      args: first?.args ?? {},
      result: { id: "ami-0old" },
    };
    const { writeAnswers } = await import("../../automation/lookups/answers");
    await writeAnswers(file, [other, stale]);
    await record(inline(ask));
    const ids = (await readAnswers(file)).map(({ result }) => result.id ?? result.value);
    expect(ids).to.have.members(["ami-1", "ami-0ours", "large"]);
  });

  it("with two answers to one question are left out, and named", async () => {
    let count = 0;
    await world.close();
    world = await openWorld({ answers: () => ({ id: `ami-${count++}` }) });
    const twice = inline(async () => {
      await aws.ec2.getAmi({ owners: ["self"] });
      await aws.ec2.getAmi({ owners: ["self"] });
      return {};
    });
    const { diagnostics } = await record(twice);
    expect(await readAnswers(file)).to.deep.equal([]);
    expect(diagnostics.map(({ message }) => message)).to.include(
      "not recorded, as the answers differ: aws:ec2/getAmi:getAmi",
    );
  });

  it("are not recorded over a file of something else", async () => {
    const other = join(folder, "package.json");
    const error = await rejection(startRecording(other, folder, undefined));
    expect(error.message).to.contain(`--record ${other}: it is no file of look-up answers`);
    expect(readFileSync(other, "utf8")).to.equal("{}");
  });

  it("make a rehearsal elsewhere answer as the account did", async () => {
    await record(inline(ask));
    const { outputs } = await rehearse(inline(ask), {
      answers: file,
      config: { "aws:region": "us-west-2" },
    });
    expect(outputs).to.deep.equal({ ami: "ami-0ours", size: "large" });
  });

  it("are recorded by `preview --record` of the Pulumi CLI", async function () {
    this.timeout(120_000);
    try {
      await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
    const served = await serveWorld(world);
    const env = {
      ...{ ...backend(), PULUMI_DEBUG_PROVIDERS: `aws:${served.port}` },
      PATH: [process.env.PATH, "/nonexistent"].join(delimiter),
    };
    try {
      await open({});
      const run = await runCli(["preview", "asking/dev", "--record", file, "--json"], {
        cwd: folder,
        env,
      });
      expect(run.code, run.stdout + run.stderr).to.equal(0);
      expect(plain(await readAnswers(file))).to.deep.equal(recorded);
      expect(run.stdout).to.contain(told);
    } finally {
      await served.close();
    }
  });
});
