import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  OperationFailedError,
  rehearse,
  simDestroy,
  simList,
  simOutputs,
  simPreview,
  simRefresh,
  simReset,
  simShow,
  simUp,
  type InlineProgram,
  type ProgressEvent,
  type RunResult,
} from "../../automation";
import { withLockedHome } from "../../automation/home/home";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const region = { "aws:region": "us-east-1" };

function inline(program: InlineProgram["program"]): InlineProgram {
  return { program, projectName: "net", stackName: "dev" };
}

/** A VPC with as many subnets as are asked for, and a secret that goes everywhere a value can. */
const network = inline(() => {
  const config = new pulumi.Config();
  const password = config.getSecret("password");
  const count = config.getNumber("subnets") ?? 1;
  const vpc = new aws.ec2.Vpc("main", {
    cidrBlock: "10.0.0.0/16",
    tags: { Password: password ?? "none" },
  });
  for (let i = 0; i < count; i++)
    new aws.ec2.Subnet(`s${i}`, {
      vpcId: vpc.id,
      cidrBlock: `10.0.${i}.0/24`,
      availabilityZone: "us-east-1a",
    });
  return Promise.resolve({ vpcId: vpc.id, cidrBlock: vpc.cidrBlock, password: password ?? "none" });
});

/** One that AWS refuses half-way: the VPC is fine, the subnet lies outside it. */
const refusedHalfWay = inline(() => {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  new aws.ec2.Subnet("s0", { vpcId: vpc.id, cidrBlock: "192.168.0.0/24" });
  return Promise.resolve();
});

function counts({
  changes: { create, update, replace, delete: deleted, same },
}: RunResult): number[] {
  return [create, update, replace, deleted, same];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("a simulated run", () => {
  let home: string;
  beforeEach(() => {
    home = join(folderWith({}), "home");
  });
  afterEach(removeFolders);

  it("is one document, and says that it is simulated", async () => {
    const { durationMs, verification, ...document } = await rehearse(network, { config: region });
    expect(durationMs).to.be.above(0);
    expect(verification?.cloud).to.equal("simulated");
    expect(document.outputs.vpcId).to.match(/^vpc-00000[0-9a-f]{12}$/);
    expect(document).to.deep.equal({
      stack: "net/dev",
      command: "rehearse",
      engine: "rehearsal",
      cloud: "simulated",
      result: "succeeded",
      changes: document.changes,
      outputs: { vpcId: document.outputs.vpcId, cidrBlock: "10.0.0.0/16", password: "none" },
      diagnostics: [],
    });
  });

  it("lives through up, up again, an update, refresh and destroy, and leaves the simulated AWS empty", async () => {
    const options = { home, config: region };
    const first = await simUp(network, options);
    const created = first.changes.create;
    expect(counts(first)).to.deep.equal([created, 0, 0, 0, 0]);
    expect(counts(await simUp(network, options))).to.deep.equal([0, 0, 0, 0, created]);
    const more = { home, config: { ...region, subnets: 3 } };
    expect(counts(await simPreview(network, more))).to.deep.equal([2, 0, 0, 0, created]);
    expect(counts(await simUp(network, more))).to.deep.equal([2, 0, 0, 0, created]);
    expect((await simRefresh(network, options)).changes).to.include({ update: 0, delete: 0 });
    expect((await simOutputs(network, { home })).outputs).to.deep.equal(first.outputs);
    const subnets = (await simList({ home })).filter(({ kind }) => kind === "subnet");
    expect(subnets).to.have.length(3);
    expect((await simShow(String(first.outputs.vpcId), { home }))[0]).to.include({
      cidrBlock: "10.0.0.0/16",
    });
    expect((await simDestroy(network, options)).changes.delete).to.equal(created + 2);
    expect(await simList({ home })).to.deep.equal([]);
  });

  it("writes the outputs of a run that changes nothing else", async () => {
    const say = (word: string): InlineProgram => inline(() => Promise.resolve({ word }));
    await simUp(say("one"), { home });
    const { changes } = await simUp(say("two"), { home });
    expect(changes).to.include({ create: 0, update: 0, replace: 0, delete: 0 });
    expect((await simOutputs(say(""), { home })).outputs).to.deep.equal({ word: "two" });
  });

  it("changes nothing where AWS would refuse half-way", async () => {
    const error = await rejection(simUp(refusedHalfWay, { home, config: region }));
    if (!(error instanceof OperationFailedError)) throw error;
    expect(error.exitCode).to.equal(1);
    expect(error.message).to.contain("InvalidSubnet.Range");
    expect(error.run).to.deep.include({ result: "failed", command: "sim up", outputs: {} });
    expect(counts(error.run)).to.deep.equal([0, 0, 0, 0, 0]);
    expect(error.run.diagnostics.at(-1)?.message).to.equal(
      "this is the rehearsal on a copy, which comes before `sim up`: nothing was changed",
    );
    expect(await simList({ home })).to.deep.equal([]);
    expect((await simOutputs(refusedHalfWay, { home })).outputs).to.deep.equal({});
  });

  it("gives the program no credential, and puts the environment back, also when it throws", async () => {
    let seen: NodeJS.ProcessEnv = {};
    process.env.AWS_SECRET_ACCESS_KEY = "real";
    process.env.PULUMI_ACCESS_TOKEN = "real";
    try {
      const program = inline(() => {
        seen = { ...process.env };
        return Promise.reject(new Error("thrown by the program"));
      });
      const error = await rejection(rehearse(program, { config: region }));
      expect(error.message).to.contain("thrown by the program");
      expect(Object.values(seen)).not.to.include("real");
      expect(process.env).to.include({
        AWS_SECRET_ACCESS_KEY: "real",
        PULUMI_ACCESS_TOKEN: "real",
      });
    } finally {
      delete process.env.AWS_SECRET_ACCESS_KEY;
      delete process.env.PULUMI_ACCESS_TOKEN;
    }
  });

  it("shows a secret nowhere: not in events, not in the result, not in the state", async () => {
    const secret = "correct-horse-battery";
    const events: ProgressEvent[] = [];
    const loud = inline(() => {
      const password = new pulumi.Config().requireSecret("password");
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
      const group = new aws.ec2.SecurityGroup("main", { vpcId: vpc.id, description: password });
      password.apply((value) => pulumi.log.warn(`it is ${value}`));
      const unknownToTheDriver = { list: [pulumi.secret("made-in-the-program")] };
      return Promise.resolve({ password, description: group.description, unknownToTheDriver });
    });
    const onProgress = (event: ProgressEvent): void => void events.push(event);
    const options = { home, onProgress, config: region, secrets: { password: secret } };
    const result = await simUp(loud, options);
    await simPreview(loud, options);
    expect(result.outputs).to.deep.equal({
      password: "[secret]",
      description: "[secret]",
      unknownToTheDriver: { list: ["[secret]"] },
    });
    expect(result.diagnostics).to.deep.equal([{ severity: "warning", message: "it is [secret]" }]);
    expect(JSON.stringify([events, result])).not.to.contain(secret);
    // The simulated AWS knows its groups in the clear, as the real one does: that file is its owner's alone.
    const world = join(home, "world");
    expect(statSync(join(world, "world.json")).mode & 0o777).to.equal(0o600);
    const others = filesIn(home).filter((file) => !file.startsWith(world));
    expect(others).to.have.length.above(5);
    for (const file of others) expect(readFileSync(file, "utf8"), file).not.to.contain(secret);
  });

  it("keeps its passphrase to its owner, and itself out of git", async () => {
    await simUp(network, { home, config: region });
    expect(statSync(join(home, "passphrase")).mode & 0o777).to.equal(0o600);
    expect(readFileSync(join(home, ".gitignore"), "utf8")).to.equal("*\n");
  });

  it("stands beside the program's folder unless it is told otherwise", async () => {
    const cwd = folderWith({});
    await simUp(network, { cwd, config: region });
    expect(existsSync(join(cwd, ".pulumi-aws-network", "world", "world.json"))).to.equal(true);
  });

  it("is refused while another one writes, naming it", async () => {
    await simUp(network, { home, config: region });
    const passphrase = "";
    await withLockedHome({ folder: home, passphrase }, "sim up net/prod", async () => {
      const error = await rejection(simDestroy(network, { home, config: region }));
      expect(error.name).to.equal("StackLockedError");
      expect(error.message).to.match(
        /^nothing was changed: the stack is locked by "sim up net\/prod" \(process \d+ of .*\); wait for it to end, or delete .*home\.lock if that process is gone$/,
      );
      expect(counts(await simPreview(network, { home, config: region }))[0]).to.equal(0);
    });
    expect((await simDestroy(network, { home, config: region })).result).to.equal("succeeded");
  });

  it("leaves a damaged world or state as it is", async () => {
    await simUp(network, { home, config: region });
    const state = join(home, "state", ".pulumi", "stacks", "net", "dev.json");
    const before = readFileSync(state, "utf8");
    for (const text of ["", "{", "null", '{"version":3}'])
      for (const run of [simUp, simPreview, simRefresh, simDestroy, simOutputs]) {
        writeFileSync(state, text);
        const error = await rejection(run(network, { home, config: region }));
        expect(error.name).to.equal("DamagedFileError");
        expect(error.message).to.contain(`${state} is damaged and has been left as it is: `);
        expect(readFileSync(state, "utf8")).to.equal(text);
      }
    writeFileSync(state, before);
    const world = join(home, "world", "world.json");
    writeFileSync(world, "{");
    for (const run of [simUp, simPreview, simDestroy]) {
      const error = await rejection(run(network, { home, config: region }));
      expect(error.name).to.equal("DamagedFileError");
      expect(error.message).to.contain(`${world} is damaged`);
    }
    expect((await rejection(simList({ home }))).name).to.equal("DamagedFileError");
    expect(readFileSync(world, "utf8")).to.equal("{");
  });

  it("forgets everything at reset", async () => {
    const { changes } = await simUp(network, { home, config: region });
    await simReset({ home });
    expect(await simList({ home })).to.deep.equal([]);
    expect((await simPreview(network, { home, config: region })).changes).to.deep.equal(changes);
  });

  it("stops when it is told to, and the next one goes on", async () => {
    const controller = new AbortController();
    const made: string[] = [];
    const program = inline(() => {
      const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Subnet("s0", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      return Promise.resolve();
    });
    const onProgress = (event: ProgressEvent): void => {
      if (event.kind !== "step" || event.phase !== "started" || event.step.name !== "main") return;
      made.push(event.step.name);
      controller.abort();
    };
    const error = await rejection(
      simUp(program, { home, config: region, signal: controller.signal, onProgress }),
    );
    if (!(error instanceof OperationFailedError)) throw error;
    expect(made).to.deep.equal(["main"]);
    expect(error.run.result).to.equal("cancelled");
    expect((await simList({ home })).map(({ kind }) => kind))
      .to.include("vpc")
      .and.not.include("subnet");
    const next = await simUp(program, { home, config: region });
    expect(next.result).to.equal("succeeded");
    expect((await simList({ home })).map(({ kind }) => kind)).to.include.members(["vpc", "subnet"]);
  });

  it("makes nothing where it was told to stop before it began", async () => {
    const error = await rejection(
      simUp(network, { home, config: region, signal: AbortSignal.abort() }),
    );
    if (!(error instanceof OperationFailedError)) throw error;
    expect(error.run.result).to.equal("cancelled");
    expect(await simList({ home })).to.deep.equal([]);
  });

  it("refuses names that are no file names", async () => {
    const error = await rejection(rehearse({ ...network, stackName: "../dev" }));
    expect(error.message).to.equal(
      'stackName must be letters, digits, "-", "_" and ".", got "../dev"',
    );
  });
});
