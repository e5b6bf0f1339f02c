/** The same programs through the rehearsal engine and the real Pulumi CLI, against the same simulated AWS. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { PulumiCommand, type PulumiFn } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { normaliseState } from "../support/normaliseState";
import { Site, engines } from "./support/site";

class Tier extends pulumi.ComponentResource {
  constructor(name: string, cidrs: readonly string[], opts?: pulumi.ComponentResourceOptions) {
    super("both:index:Tier", name, { cidrs, note: pulumi.secret("hush") }, opts);
    const vpc = new aws.ec2.Vpc(name, { cidrBlock: "10.0.0.0/16" }, { parent: this });
    const subnets = cidrs.map(
      (cidrBlock) =>
        new aws.ec2.Subnet(
          `${name}-${cidrBlock}`,
          { vpcId: vpc.id, cidrBlock, tags: { Hidden: pulumi.secret("hush") } },
          { parent: this, customTimeouts: { create: "5m" } },
        ),
    );
    this.registerOutputs({ subnetIds: subnets.map(({ id }) => id) });
  }
}

const tier = (cidrs: readonly string[], extra?: () => void): PulumiFn => {
  return async () => {
    const region = new aws.Provider("west", { region: "us-west-2" });
    const made = new Tier("net", cidrs);
    const west = new aws.ec2.Vpc(
      "west",
      { cidrBlock: "10.9.0.0/16" },
      { provider: region, dependsOn: [made] },
    );
    const { names } = await aws.getAvailabilityZones({});
    extra?.();
    return { vpcId: west.id, names, hidden: pulumi.secret("hush") };
  };
};

/** An edit of a program: what it does to a stack must be the same by either engine. */
const edits: readonly { title: string; before: PulumiFn; after: PulumiFn }[] = [
  {
    title: "a subnet added",
    before: tier(["10.0.1.0/24"]),
    after: tier(["10.0.1.0/24", "10.0.2.0/24"]),
  },
  {
    title: "a subnet removed",
    before: tier(["10.0.1.0/24", "10.0.2.0/24"]),
    after: tier(["10.0.2.0/24"]),
  },
  {
    title: "a property that updates",
    before: () => {
      new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16", tags: { Name: "one" } });
      return Promise.resolve();
    },
    after: () => {
      new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16", tags: { Name: "two" } });
      return Promise.resolve();
    },
  },
  {
    title: "a property that replaces, and what hangs on it",
    before: () => {
      const vpc = new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.InternetGateway("igw", { vpcId: vpc.id });
      new aws.ec2.SecurityGroup("group", { vpcId: vpc.id });
      return Promise.resolve();
    },
    after: () => {
      const vpc = new aws.ec2.Vpc("a", { cidrBlock: "10.1.0.0/16" });
      new aws.ec2.InternetGateway("igw", { vpcId: vpc.id });
      new aws.ec2.SecurityGroup("group", { vpcId: vpc.id });
      return Promise.resolve();
    },
  },
  {
    title: "a replacement that deletes first, dependents too",
    before: () => {
      const vpc = new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" }, { deleteBeforeReplace: true });
      new aws.ec2.Subnet(
        "s",
        { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" },
        { ignoreChanges: ["tags"] },
      );
      return Promise.resolve();
    },
    after: () => {
      const vpc = new aws.ec2.Vpc(
        "a",
        { cidrBlock: "10.0.0.0/17" },
        { deleteBeforeReplace: true, ignoreChanges: ["tags"] },
      );
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.0.0/24" });
      return Promise.resolve();
    },
  },
  {
    title: "an alias",
    before: () => {
      new aws.ec2.Vpc("old", { cidrBlock: "10.0.0.0/16" });
      return Promise.resolve();
    },
    after: () => {
      new aws.ec2.Vpc("new", { cidrBlock: "10.0.0.0/16" }, { aliases: [{ name: "old" }] });
      return Promise.resolve();
    },
  },
];

describe("the rehearsal engine and the Pulumi CLI", () => {
  let cli: PulumiCommand;
  const sites: Site[] = [];

  before(async function () {
    this.timeout(30_000);
    try {
      cli = await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
  });

  afterEach(async () => {
    await Promise.all(sites.splice(0).map((site) => site.close()));
  });

  async function site(): Promise<Site> {
    const opened = await Site.open(cli);
    sites.push(opened);
    return opened;
  }

  for (const { title, before: first, after } of edits) {
    it(`agree on ${title}: counts, states, and what is left of the world`, async function () {
      this.timeout(120_000);
      const results = [];
      for (const engine of engines) {
        const place = await site();
        const counts = [await place.up(engine, first), await place.up(engine, after)];
        results.push({
          counts,
          state: await place.state(engine, after),
          world: place.fingerprint(),
        });
      }
      expect(results[0]).to.deep.equal(results[1]);
    });
  }

  it("agree on a refresh, of outputs that later resources have moved on", async function () {
    this.timeout(120_000);
    const program: PulumiFn = () => {
      const vpc = new aws.ec2.Vpc("a", { cidrBlock: "10.0.0.0/16" });
      const group = new aws.ec2.SecurityGroup("group", { vpcId: vpc.id });
      new aws.vpc.SecurityGroupIngressRule("rule", {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.0.0.0/8",
      });
      return Promise.resolve();
    };
    const results = [];
    for (const engine of engines) {
      const place = await site();
      await place.up(engine, program);
      const { summary } = await (await place.stack(engine, program)).refresh();
      results.push({ counts: summary.resourceChanges, state: await place.state(engine, program) });
    }
    expect(results[0]).to.deep.equal(results[1]);
  });

  it("take a stack over from each other with no changes, both ways", async function () {
    this.timeout(120_000);
    for (const [made, looks] of [engines, [...engines].reverse()]) {
      if (made === undefined || looks === undefined) throw new Error("two engines");
      const place = await site();
      await place.up(made, tier(["10.0.1.0/24"]));
      const stack = await place.stack(looks, tier(["10.0.1.0/24"]));
      expect((await stack.preview()).changeSummary, `${made}, then ${looks}`).to.deep.equal({
        same: 6,
      });
      const { summary } = await stack.destroy();
      expect(summary.resourceChanges).to.deep.equal({ delete: 6 });
    }
  });

  it("run the root project from disk, by its own settings, to the same state and output", async function () {
    this.timeout(180_000);
    const results = [];
    for (const engine of engines) {
      const place = await site();
      const stack = await place.rootStack(engine);
      const { summary, outputs } = await stack.up();
      expect(Object.keys(outputs)).to.include("subnetLayout");
      results.push({
        counts: summary.resourceChanges,
        state: normaliseState((await stack.exportStack()).deployment as object),
      });
    }
    expect(results[0]).to.deep.equal(results[1]);
  });
});
