/** Runs that end before their time, as processes of their own. */
import { expect } from "chai";
import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simDestroy, simList } from "../../automation";
import { folderWith, removeFolders } from "./support/folders";
import { runCli, type CliSettings } from "./support/cli";

/** A VPC, and then nothing for a while where it is asked for. */
const network = `
const aws = require("@pulumi/aws");
module.exports = async () => {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  if (process.env.SLOW) await new Promise((resolve) => setTimeout(resolve, Number(process.env.SLOW)));
  return { vpcId: vpc.id };
};`;

function project(): string {
  const folder = folderWith({
    ".git/HEAD": "",
    "package.json": "{}",
    "Pulumi.yaml": "name: app\nmain: index.js\nruntime: nodejs\n",
    "Pulumi.dev.yaml": "config:\n  aws:region: us-east-1\n",
    "index.js": network,
  });
  symlinkSync(join(__dirname, "..", "..", "node_modules"), join(folder, "node_modules"));
  return folder;
}

/** Calls `act` when the VPC has been made. */
function whenMade(act: (child: Parameters<NonNullable<CliSettings["onStart"]>>[0]) => void) {
  return (child: Parameters<NonNullable<CliSettings["onStart"]>>[0]): void => {
    let acted = false;
    child.stdout?.on("data", (chunk: Buffer) => {
      if (acted || !chunk.toString().includes("aws.ec2.Vpc")) return;
      acted = true;
      act(child);
    });
  };
}

/** Takes the VPC's result out of the journal: as if the process had ended between the call and its answer. */
function forgetAnswer(cwd: string): void {
  const home = join(cwd, ".pulumi-aws-network");
  const folder = join(home, "state", ".pulumi", "rehearsal-journal", "app", "dev");
  const [name] = readdirSync(folder).filter((file) => file.endsWith(".journal"));
  if (name === undefined) throw new Error("the killed run left no journal");
  const file = join(folder, name);
  const lines = readFileSync(file, "utf8").split("\n");
  const answer = lines.findIndex((line) => /"settle":.*aws:ec2\/vpc:Vpc/.test(line));
  const kept = answer < 0 ? lines.filter((line) => line !== "") : lines.slice(0, answer);
  writeFileSync(file, `${kept.join("\n")}\n`);
}

const vpcs = async (cwd: string): Promise<number> =>
  (await simList({ cwd })).filter(({ kind }) => kind === "vpc").length;

describe("a run that is cut off", () => {
  afterEach(removeFolders);

  it("between a call and its answer is told of by the next, and mended by --resolve-pending", async () => {
    const cwd = project();
    const onStart = whenMade((child) => child.kill("SIGKILL"));
    await runCli(["sim", "up"], { cwd, env: { SLOW: "1500" }, onStart });
    forgetAnswer(cwd);
    expect(await vpcs(cwd)).to.equal(1);
    const look = await runCli(["sim", "preview"], { cwd });
    expect(look.stdout).to.contain("aws:ec2/vpc:Vpc::main, interrupted while creating");
    expect(look.stdout).to.contain("then run `sim up --resolve-pending`");
    const mend = await runCli(["sim", "up", "--resolve-pending"], { cwd });
    expect(mend.code, mend.stdout).to.equal(0);
    expect(mend.stdout).to.match(/main: taken into the state: it had been made, as vpc-00000/);
    expect(await vpcs(cwd)).to.equal(1);
    const after = await runCli(["sim", "up"], { cwd });
    expect(after.stdout).not.to.contain("interrupted");
    expect(after.stdout).to.contain("create 0   update 0   replace 0   delete 0");
    expect((await simDestroy("app/dev", { cwd })).result).to.equal("succeeded");
    expect(await simList({ cwd })).to.deep.equal([]);
  });

  it("before anything was made has what is pending cleared by --resolve-pending", async () => {
    const cwd = project();
    const onStart = whenMade((child) => child.kill("SIGKILL"));
    await runCli(["sim", "up"], { cwd, env: { SLOW: "1500" }, onStart });
    forgetAnswer(cwd);
    const world = join(cwd, ".pulumi-aws-network", "world");
    for (const name of readdirSync(world))
      if (name.endsWith(".journal")) writeFileSync(join(world, name), "");
    expect(await vpcs(cwd)).to.equal(0);
    const mend = await runCli(["sim", "up", "--resolve-pending"], { cwd });
    expect(mend.stdout).to.contain("main: cleared: it had not come to be (creating)");
    expect(mend.code, mend.stdout).to.equal(0);
    expect(await vpcs(cwd)).to.equal(1);
  });

  it("by Ctrl-C, which a terminal sends to the program's process too, stops in order", async () => {
    const cwd = project();
    const stopped = await runCli(["sim", "up"], {
      cwd,
      env: { SLOW: "1500" },
      detached: true,
      onStart: whenMade(({ pid }) => process.kill(-(pid ?? 0), "SIGINT")),
    });
    expect(stopped.code).to.equal(1);
    expect(stopped.stderr).to.equal("");
    expect(stopped.stdout).to.contain("stopping: what is in flight finishes or is recorded");
    expect(stopped.stdout).to.match(/\nSIMULATED: sim up cancelled in /);
    expect(stopped.stdout).not.to.match(/\n\s+(info\s+)?at /);
    const next = await runCli(["sim", "up"], { cwd });
    expect(next.code, next.stdout).to.equal(0);
    expect(next.stdout).to.contain("create 0   update 0   replace 0   delete 0");
    expect(existsSync(join(cwd, ".pulumi-aws-network", "home.lock"))).to.equal(false);
  });

  it("is not run into by a second one", async () => {
    const cwd = project();
    let second: Promise<Awaited<ReturnType<typeof runCli>>> | undefined;
    const onStart = whenMade(() => {
      second = runCli(["sim", "up"], { cwd });
    });
    const first = await runCli(["sim", "up"], { cwd, env: { SLOW: "4000" }, onStart });
    const refused = await second;
    expect(first.code, first.stdout).to.equal(0);
    expect(refused?.code).to.equal(1);
    expect(refused?.stdout).to.equal("");
    expect(refused?.stderr).to.match(
      /^error: nothing was changed: the stack is locked by "sim up app\/dev" \(process \d+ of .*\n$/,
    );
  });
});
