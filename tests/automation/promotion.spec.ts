/** Promotion from stack to stack in a repository of its own, on the simulated AWS, by each engine. */
import { execFileSync } from "node:child_process";
import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PulumiCommand } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import {
  PromotionError,
  simDestroy,
  simFault,
  simList,
  simPromote,
  simUp,
  type EngineName,
  type Promotion,
} from "../../automation";
import { runCli } from "./support/cli";
import { folderWith, removeFolders } from "./support/folders";
import { rejection } from "./support/rejection";

const root = join(__dirname, "..", "..");

const network = (subnets: string): string => `
const aws = require("@pulumi/aws");
const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
const subnet = (name, cidrBlock, opts) =>
  new aws.ec2.Subnet(name, { vpcId: vpc.id, cidrBlock, availabilityZone: "us-east-1a" }, opts);
${subnets}
exports.vpcId = vpc.id;
`;
const first = network(`subnet("a", "10.0.1.0/24", { deleteBeforeReplace: true });`);
/** One more subnet; another block for the first, which replaces it; then a gateway. */
const second = network(`
const b = subnet("b", "10.0.2.0/24");
const a = subnet("a", "10.0.3.0/24", { deleteBeforeReplace: true, dependsOn: [b] });
new aws.ec2.InternetGateway("out", { vpcId: vpc.id }, { dependsOn: [a] });`);

class Repo {
  readonly folder: string;

  constructor(readonly engine: EngineName) {
    this.folder = folderWith({
      ".gitignore": "node_modules\n",
      "package.json": "{}",
      "Pulumi.yaml": "name: shop\nmain: index.js\nruntime: nodejs\n",
      ...Object.fromEntries(
        ["dev", "staging", "prod"].map((stack) => [
          `Pulumi.${stack}.yaml`,
          "config:\n  aws:region: us-east-1\n",
        ]),
      ),
      "index.js": first,
    });
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    this.git("init", "--quiet");
    this.commit("first");
  }

  git(...args: string[]): string {
    const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    return execFileSync("git", ["-C", this.folder, ...who, ...args], { encoding: "utf8" }).trim();
  }

  commit(message: string, program?: string): string {
    if (program !== undefined) this.write("index.js", program);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
    return this.git("rev-parse", "HEAD");
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  up(stack: string) {
    return simUp(`shop/${stack}`, { cwd: this.folder, engine: this.engine });
  }

  promote(from: string, to: string, approve?: string): Promise<Promotion> {
    return simPromote("shop", { from, to, cwd: this.folder, engine: this.engine, approve });
  }

  async refused(from: string, to: string, approve?: string): Promise<PromotionError> {
    const error = await rejection(this.promote(from, to, approve));
    if (error instanceof PromotionError) return error;
    throw error;
  }

  /** What a stack has made: `ec2.Subnet a 10.0.1.0/24`. */
  async made(stack: string): Promise<string[]> {
    const all = await simList({ cwd: this.folder });
    return all
      .flatMap(({ urn }) => (urn?.startsWith(`urn:pulumi:${stack}::`) ? [urn] : []))
      .map((urn) => urn.split("::").slice(2).join(" "))
      .sort();
  }
}

const engines: readonly EngineName[] = ["rehearsal", "pulumi"];
for (const engine of engines)
  describe(`a promotion, deployed by the ${engine} engine`, function () {
    this.timeout(300_000);
    let repo: Repo;
    before(async function () {
      if (engine === "pulumi" && (await PulumiCommand.get().catch(() => undefined)) === undefined) {
        process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
        this.skip();
      }
    });
    beforeEach(() => {
      repo = new Repo(engine);
    });
    afterEach(removeFolders);

    it("goes from dev to staging to prod, where somebody approves its digest", async () => {
      const head = repo.git("rev-parse", "HEAD");
      await repo.up("dev");
      const { result, commit, approval, rollbackTo } = await repo.promote("dev", "staging");
      expect({ result, commit, approval, rollbackTo }).to.deep.equal({
        ...{ result: "deployed", commit: head, approval: "none", rollbackTo: undefined },
      });
      expect(await repo.made("staging")).to.deep.equal([
        "aws:ec2/subnet:Subnet a",
        "aws:ec2/vpc:Vpc main",
      ]);

      const waiting = await repo.refused("staging", "prod");
      expect(waiting.exitCode).to.equal(2);
      expect(waiting.promotion.result).to.equal("awaitsApproval");
      expect(waiting.promotion.digest).to.match(/^sha256:[0-9a-f]{64}$/);
      expect(waiting.message).to.equal(
        `nothing was changed: shop/prod waits for approval; who approves this plan deploys it by --approve ${waiting.promotion.digest}`,
      );
      const other = `sha256:${"0".repeat(64)}`;
      expect((await repo.refused("staging", "prod", other)).message).to.equal(
        `nothing was changed: ${other} was approved, and the plan is ${waiting.promotion.digest}: look at it, and approve it anew`,
      );
      expect(await repo.made("prod")).to.deep.equal([]);

      const deployed = await repo.promote("staging", "prod", waiting.promotion.digest);
      expect([deployed.result, deployed.digest]).to.deep.equal([
        "deployed",
        waiting.promotion.digest,
      ]);
      expect(await repo.made("prod")).to.have.length(2);
      expect((await repo.promote("staging", "prod")).result).to.equal("unchanged");
    });

    it("rolls a failed deployment back to the commit before, and says what is lost", async () => {
      await repo.up("dev");
      await repo.promote("dev", "staging");
      const good = repo.git("rev-parse", "HEAD");
      repo.commit("second", second);
      await repo.up("dev");
      await simFault(
        {
          action: "CreateInternetGateway",
          effect: "error",
          code: "UnauthorizedOperation",
          urn: "urn:pulumi:staging::*",
        },
        { cwd: repo.folder },
      );
      const { message, promotion } = await repo.refused("dev", "staging");
      expect(promotion.result).to.equal("rolledBack");
      expect(promotion.rollbackTo).to.equal(good);
      expect(promotion.rollback?.run?.result).to.equal("succeeded");
      const [failed, back, ...lost] = message.split("\n");
      expect(failed).to.match(/^the deployment to shop\/staging failed: .*UnauthorizedOperation/);
      expect(back).to.equal(`rolled back to ${good.slice(0, 12)}`);
      expect(lost).to.have.length(1);
      expect(lost[0]).to.match(
        /^aws:ec2\/subnet:Subnet a was replaced: it was subnet-\w+ and is subnet-\w+, and what the old one held is lost$/,
      );
      expect(await repo.made("staging")).to.deep.equal([
        "aws:ec2/subnet:Subnet a",
        "aws:ec2/vpc:Vpc main",
      ]);
      // The working tree, the branch and the worktrees are as they were.
      expect(readFileSync(join(repo.folder, "index.js"), "utf8")).to.equal(second);
      expect(repo.git("worktree", "list").split("\n")).to.have.length(1);
      expect((await repo.promote("dev", "staging")).result).to.equal("deployed");
    });

    it("has nothing to go back to where the first deployment fails, and says so", async () => {
      await repo.up("dev");
      await simFault(
        {
          action: "CreateSubnet",
          effect: "error",
          code: "UnauthorizedOperation",
          urn: "urn:pulumi:staging::*",
        },
        { cwd: repo.folder },
      );
      const { message, promotion } = await repo.refused("dev", "staging");
      expect(promotion.result).to.equal("failed");
      expect(message.split("\n")[1]).to.equal(
        "nothing was rolled back: shop/staging has no good deployment of a commit to go back to; " +
          "what was deployed stands: mend it and promote again, or destroy it",
      );
      expect(await repo.made("staging")).to.deep.equal(["aws:ec2/vpc:Vpc main"]);
    });
  });

describe("a promotion is refused, and nothing is changed", function () {
  this.timeout(120_000);
  let repo: Repo;
  beforeEach(() => {
    repo = new Repo("rehearsal");
  });
  afterEach(removeFolders);
  const why = async (from = "dev", to = "staging"): Promise<string> =>
    (await rejection(repo.promote(from, to))).message;

  it("of a stack that is not deployed, or no longer", async () => {
    const message = "nothing was changed: shop/dev is not deployed; deploy it first, then promote";
    expect(await why()).to.equal(message);
    await repo.up("dev");
    await simDestroy("shop/dev", { cwd: repo.folder });
    expect(await why()).to.equal(message);
  });

  it("of what is not committed, was not, or is not checked out", async () => {
    await repo.up("dev");
    repo.write("index.js", second);
    expect(await why()).to.equal(
      "nothing was changed: a promotion is of a commit, and index.js differ: commit, deploy to shop/dev, then promote",
    );
    await repo.up("dev");
    repo.git("checkout", "--quiet", "--", "index.js");
    expect(await why()).to.equal(
      "nothing was changed: shop/dev was deployed from files that were not committed; deploy it again, then promote",
    );
    await repo.up("dev");
    const deployed = repo.git("rev-parse", "HEAD").slice(0, 12);
    const now = repo.commit("second", second).slice(0, 12);
    expect(await why()).to.equal(
      `nothing was changed: shop/dev was last deployed from ${deployed}, and ${now} is checked out: ` +
        `\`git checkout ${deployed}\`, or deploy to shop/dev first`,
    );
  });

  it("after a deployment that changes nothing but the commit, it goes on", async () => {
    await repo.up("dev");
    repo.write("README.md", "words\n");
    const head = repo.commit("words");
    await repo.up("dev");
    expect((await repo.promote("dev", "staging")).commit).to.equal(head);
  });

  it("of a stack that failed, to itself, or outside a repository", async () => {
    await simFault(
      { action: "CreateSubnet", effect: "error", code: "UnauthorizedOperation" },
      { cwd: repo.folder },
    );
    await rejection(repo.up("dev"));
    expect(await why()).to.equal(
      "nothing was changed: shop/dev was left by an update that failed; mend it first, then promote",
    );
    expect(await why("dev", "dev")).to.equal(
      "a stack is promoted to another, got --from and --to dev",
    );
  });

  it("where production is to go without approval, or approval is a word that is none", async () => {
    for (const [value, message] of [
      [
        "none",
        'config key "aws-network:approval" must be required for prod: production is always approved',
      ],
      ["maybe", 'config key "aws-network:approval" must be required or none, got "maybe"'],
    ] as const) {
      repo.write(
        "Pulumi.prod.yaml",
        `config:\n  aws:region: us-east-1\n  aws-network:approval: ${value}\n`,
      );
      repo.commit(value);
      await repo.up("dev");
      expect(await why("dev", "prod")).to.equal(message);
    }
  });

  it("where the plan has changed since it was approved", async () => {
    await repo.up("dev");
    const { promotion } = await repo.refused("dev", "prod");
    repo.write("Pulumi.prod.yaml", "config:\n  aws:region: us-east-1\n  shop:word: other\n");
    repo.commit("elsewhere");
    await repo.up("dev");
    const { message } = await repo.refused("dev", "prod", promotion.digest);
    expect(message).to.contain(`nothing was changed: ${promotion.digest} was approved`);
    expect(await repo.made("prod")).to.deep.equal([]);
  });

  it("on the command line too, with the plan and exit code 2", async () => {
    await repo.up("dev");
    const at = { cwd: repo.folder, env: { PATH: process.env.PATH ?? "" } };
    const args = ["sim", "promote", "shop", "--from", "dev", "--to", "prod"];
    const { code, stdout, stderr } = await runCli(args, at);
    expect([code, stderr]).to.deep.equal([2, ""]);
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).to.equal("SIMULATED AWS: promote shop from dev to prod");
    expect(lines.at(-1)).to.equal(
      "SIMULATED AWS: shop/prod not deployed: it waits for approval; no AWS call was made.",
    );
    const json = await runCli([...args, "--json"], at);
    const { result, digest } = JSON.parse(json.stdout) as Promotion;
    expect([json.code, result]).to.deep.equal([2, "awaitsApproval"]);
    const approved = await runCli([...args, "--approve", digest], at);
    expect([approved.code, approved.stderr]).to.deep.equal([0, ""]);
    expect(approved.stdout.trimEnd().split("\n").at(-1)).to.equal(
      "SIMULATED AWS: shop/prod deployed; no AWS call was made.",
    );
  });
});
