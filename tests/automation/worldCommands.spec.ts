import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  rehearse,
  simAdd,
  simAdvance,
  simClearFaults,
  simFault,
  simFaults,
  simList,
  simPreview,
  simRefresh,
  simRemove,
  simReset,
  simRestore,
  simSet,
  simSnapshot,
  simSnapshots,
  simUp,
  type InlineProgram,
} from "../../automation";
import { runCli } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const config = { "aws:region": "us-east-1" };
let subnets = 1;
const network: InlineProgram = {
  projectName: "net",
  stackName: "dev",
  program: () => {
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16", tags: { Name: "mine" } });
    for (let i = 0; i < subnets; i++)
      new aws.ec2.Subnet(`s${i}`, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${i}.0/24`,
        availabilityZone: "us-east-1a",
      });
    return Promise.resolve({ vpcId: vpc.id });
  },
};

describe("a kept simulated AWS", () => {
  let home: string;
  let vpcId: string;

  beforeEach(async () => {
    home = join(folderWith({}), "home");
    subnets = 1;
    const { outputs } = await simUp(network, { home, config });
    vpcId = String(outputs.vpcId);
  });
  afterEach(removeFolders);

  it("is changed behind the stack's back, which a refresh sees and an up puts right", async () => {
    await simSet(vpcId, { "tags.Name": "theirs" }, { home });
    const unseen = await simPreview(network, { home, config });
    expect(unseen.changes.update).to.equal(0);
    const seen = await simRefresh(network, { home, config });
    expect(seen.changes.update).to.equal(1);
    const mended = await simUp(network, { home, config });
    expect(mended.changes.update).to.equal(1);
  });

  it("loses things behind the stack's back, and is given others", async () => {
    const [subnet] = (await simList({ home })).filter(({ kind }) => kind === "subnet");
    await simRemove(subnet?.id ?? "", { home });
    expect((await simRefresh(network, { home, config })).changes.delete).to.equal(1);
    await simAdd("aws:ec2/subnet:Subnet", "theirs", { vpcId, cidrBlock: "10.0.0.0/25" }, { home });
    const error = await rejection(simUp(network, { home, config }));
    expect(error.message).to.contain("InvalidSubnet.Conflict");
  });

  it("refuses by hand what AWS refuses, and what names nothing", async () => {
    expect((await rejection(simRemove(vpcId, { home }))).message).to.contain("DependencyViolation");
    expect((await rejection(simSet("vpc-1", {}, { home }))).message).to.contain("vpc-1");
    const nowhere = simAdd(
      "aws:ec2/vpc:Vpc",
      "x",
      { cidrBlock: "10.0.0.0/16" },
      { home: `${home}2` },
    );
    expect((await rejection(nowhere)).message).to.contain("--account");
  });

  it("is put back as it was, with the states of its stacks", async () => {
    await simSnapshot("before", { home });
    subnets = 3;
    await simUp(network, { home, config });
    expect(await simSnapshots({ home })).to.deep.equal(["before"]);
    await simRestore("before", { home });
    expect((await simList({ home })).filter(({ kind }) => kind === "subnet")).to.have.length(1);
    const { changes } = await simPreview(network, { home, config });
    expect(changes).to.include({ create: 2, update: 0, replace: 0, delete: 0 });
    await simReset({ home });
    await simRestore("before", { home });
    subnets = 1;
    expect((await simUp(network, { home, config })).changes.same).to.be.greaterThan(1);
  });

  it("goes on with a restore that was cut off half-way", async () => {
    await simSnapshot("before", { home });
    subnets = 3;
    await simUp(network, { home, config });
    // As a crash leaves it: the whole copy is there, and the first part has been moved.
    const copy = join(home, "restoring");
    mkdirSync(copy);
    for (const part of ["world", "state", "config", "accounts"])
      for (const name of [part, `${part}.absent`])
        if (existsSync(join(home, "snapshots", "before", name)))
          renameSync(join(home, "snapshots", "before", name), join(copy, name));
    renameSync(join(home, "world"), join(home, "gone"));
    renameSync(join(copy, "world"), join(home, "world"));
    subnets = 1;
    const { changes } = await simUp(network, { home, config });
    expect(changes).to.include({ create: 0, update: 0, delete: 0 });
    expect(existsSync(copy)).to.equal(false);
  });

  it("refuses a snapshot that is there, one that is not, and a name that is none", async () => {
    await simSnapshot("one", { home });
    expect((await rejection(simSnapshot("one", { home }))).message).to.contain("already");
    expect((await rejection(simRestore("on", { home }))).message).to.contain('did you mean "one"');
    expect((await rejection(simSnapshot("a/b", { home }))).message).to.contain("no name");
  });

  it("has faults that strike the deployment, and not the rehearsal before it", async () => {
    await simFault({ action: "CreateSubnet", effect: "error", code: "InternalFault" }, { home });
    subnets = 2;
    const preview = await simPreview(network, { home, config });
    expect(preview.result).to.equal("succeeded");
    const error = await rejection(simUp(network, { home, config }));
    expect(error.message).to.contain("InternalFault");
    expect(await simFaults({ home })).to.deep.equal([]);
    expect((await simUp(network, { home, config })).changes.create).to.equal(1);
  });

  it("finds again what was made while the answer was lost", async () => {
    await simFault({ action: "CreateSubnet", effect: "timeout" }, { home });
    subnets = 2;
    await rejection(simUp(network, { home, config }));
    const orphans = (await simList({ home })).filter(({ kind }) => kind === "subnet");
    expect(orphans).to.have.length(2);
  });

  it("forgets its faults when asked, and has a clock", async () => {
    await simFault({ action: "Create*", effect: "error", times: 3 }, { home });
    expect(await simClearFaults({ home })).to.deep.equal([]);
    expect((await simAdvance("2h", { home })).seconds).to.equal(7200);
    expect((await simAdvance("1d", { home })).seconds).to.equal(93_600);
    expect((await rejection(simAdvance("soon", { home }))).message).to.contain("90s, 5m");
    const fault = simFault({ action: "x y", effect: "error" }, { home });
    expect((await rejection(fault)).message).to.contain("CreateNatGateway");
  });

  it("is changed from the command line too", async () => {
    const cwd = folderWith({});
    const cli = (...args: string[]) => runCli([...args, "--home", home, "--json"], { cwd });
    const set = await cli("sim", "set", vpcId, "enableDnsSupport=false", "tags.Name=x");
    expect(JSON.parse(set.stdout)).to.nested.include({ cloud: "simulated", "set.id": vpcId });
    const fault = await cli("sim", "fault", "CreateVpc", "--effect", "capacity", "--times", "2");
    expect(JSON.parse(fault.stdout).faults[0]).to.include({ effect: "capacity", times: 2 });
    const wrong = await cli("sim", "set", vpcId, "colour");
    expect(wrong.code).to.equal(2);
    expect(wrong.stdout).to.contain("property=value");
  });
});

describe("a rehearsal from a state", () => {
  let home: string;
  let state: string;

  beforeEach(async () => {
    home = join(folderWith({}), "home");
    subnets = 2;
    await simUp(network, { home, config });
    state = join(home, "state", ".pulumi", "stacks", "net", "dev.json");
  });
  afterEach(removeFolders);

  it("shows an unchanged program as unchanged, and a change as that change", async () => {
    const same = await rehearse(network, { config, from: state });
    expect(same.changes).to.include({ create: 0, update: 0, replace: 0, delete: 0 });
    expect(same.from).to.equal("dev.json");
    expect(same.diagnostics[0]?.message).to.contain("3 resources of account");
    subnets = 3;
    const more = await rehearse(network, { config, from: state });
    expect(more.changes).to.include({ create: 1, update: 0, replace: 0, delete: 0 });
  });

  it("has AWS say no to what does not fit what is there", async () => {
    const clash: InlineProgram = {
      ...network,
      program: async () => {
        const outputs = (await network.program()) as { vpcId: aws.ec2.Vpc["id"] };
        new aws.ec2.Subnet("clash", { vpcId: outputs.vpcId, cidrBlock: "10.0.1.0/25" });
      },
    };
    const error = await rejection(rehearse(clash, { config, from: state }));
    expect(error.message).to.contain("InvalidSubnet.Conflict");
  });

  it("refuses by name what is no state, or another stack's", async () => {
    const file = (text: string): string => {
      const path = join(folderWith({}), "state.json");
      writeFileSync(path, text);
      return path;
    };
    const from = (path: string) => rejection(rehearse(network, { config, from: path }));
    expect((await from("/nowhere/state.json")).message).to.contain("there is no such file");
    expect((await from(file("{"))).message).to.contain("no JSON");
    expect((await from(file("{}"))).message).to.contain("pulumi stack export");
    const other = readFileSync(state, "utf8").replaceAll(
      "urn:pulumi:dev::net",
      "urn:pulumi:prod::shop",
    );
    expect((await from(file(other))).message).to.contain("shop/prod");
  });
});
