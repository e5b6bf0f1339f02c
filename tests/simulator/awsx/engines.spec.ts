/** Programs with awsx components on the simulated AWS: by the rehearsal engine, and by the Pulumi CLI where there is one. */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import {
  LocalWorkspace,
  PulumiCommand,
  type PulumiFn,
  type Stack,
} from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { createRehearsalCommand, inProcess } from "../../../engine";
import { awsxProvider, openWorld, serveAwsx, serveWorld } from "../../../simulator";
import { normaliseState } from "../../support/normaliseState";

type Engine = "rehearsal" | "pulumi";

/** As awsx's own SDK declares its components. */
class Awsx extends pulumi.ComponentResource {
  constructor(
    type: string,
    name: string,
    args: pulumi.Inputs,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    super(`awsx:${type}`, name, args, { version: "3.9.0", ...opts }, true);
  }
}

class ApplicationLoadBalancer extends Awsx {
  declare readonly loadBalancer: pulumi.Output<aws.lb.LoadBalancer>;
  declare readonly defaultTargetGroup: pulumi.Output<aws.lb.TargetGroup>;
  declare readonly defaultSecurityGroup: pulumi.Output<aws.ec2.SecurityGroup | undefined>;
  declare readonly listeners: pulumi.Output<aws.lb.Listener[]>;
  declare readonly vpcId: pulumi.Output<string>;
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    const outputs = { loadBalancer: undefined, defaultTargetGroup: undefined };
    const more = { defaultSecurityGroup: args.defaultSecurityGroup, listeners: args.listeners };
    super(
      "lb:ApplicationLoadBalancer",
      name,
      { ...outputs, ...args, ...more, vpcId: undefined },
      opts,
    );
  }
}

class FargateService extends Awsx {
  declare readonly service: pulumi.Output<aws.ecs.Service>;
  declare readonly taskDefinition: pulumi.Output<aws.ecs.TaskDefinition>;
  constructor(name: string, args: pulumi.Inputs, opts?: pulumi.ComponentResourceOptions) {
    super(
      "ecs:FargateService",
      name,
      { service: undefined, taskDefinition: undefined, ...args },
      opts,
    );
  }
}

interface Wanted {
  readonly tasks: number;
  readonly ports: readonly number[];
  /** In a region of its own, by a provider of its own. */
  readonly west?: boolean;
}

const program =
  ({ tasks, ports, west }: Wanted): PulumiFn =>
  () => {
    const provider = west ? new aws.Provider("west", { region: "us-west-2" }) : undefined;
    const opts = provider ? { provider } : {};
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" }, opts);
    const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id }, opts);
    const subnets = ["a", "b"].map(
      (zone, index) =>
        new aws.ec2.Subnet(
          zone,
          {
            vpcId: vpc.id,
            cidrBlock: `10.0.${String(index)}.0/24`,
            availabilityZone: `${west ? "us-west-2" : "us-east-1"}${zone}`,
          },
          opts,
        ),
    );
    const subnetIds = subnets.map(({ id }) => id);
    const group = (name: string) => new aws.ec2.SecurityGroup(name, { vpcId: vpc.id }, opts).id;
    const front = new ApplicationLoadBalancer(
      "front",
      {
        subnetIds,
        securityGroups: [group("front")],
        defaultTargetGroup: { port: 8080, protocol: "HTTP" },
        listeners: ports.map((port) => ({ port, protocol: "HTTP" })),
      },
      { ...opts, dependsOn: gateway },
    );
    const cluster = new aws.ecs.Cluster("main", {}, opts);
    const image = "nginx:1";
    const portMappings = [{ containerPort: 8080, targetGroup: front.defaultTargetGroup }];
    const secret = pulumi.secret("hush-hush");
    const environment = [{ name: "PASSWORD", value: secret }];
    const api = new FargateService(
      "api",
      {
        cluster: cluster.arn,
        desiredCount: tasks,
        networkConfiguration: { subnets: subnetIds, securityGroups: [group("api")] },
        taskDefinitionArgs: {
          container: { name: "api", image, cpu: 256, memory: 512, environment, portMappings },
        },
      },
      opts,
    );
    return Promise.resolve({
      dnsName: front.loadBalancer.apply((one) => one.dnsName),
      targetGroup: front.defaultTargetGroup.apply((one) => one.arn),
      ports: front.listeners.apply((all) => pulumi.all(all.map((one) => one.port))),
      isOfTheVpc: pulumi.all([front.vpcId, vpc.id]).apply(([one, other]) => one === other),
      service: api.service.apply((one) => one.desiredCount),
      definitions: api.taskDefinition.apply((one) => one.containerDefinitions),
    });
  };

/** One simulated AWS and one state, worked on by either engine. */
class Site {
  private constructor(
    private readonly folder: string,
    readonly world: Awaited<ReturnType<typeof openWorld>>,
    private readonly cli: PulumiCommand | undefined,
    private readonly served: readonly Awaited<ReturnType<typeof serveAwsx>>[],
  ) {}

  static async open(cli?: PulumiCommand): Promise<Site> {
    const folder = await mkdtemp(join(tmpdir(), "pan-awsx-"));
    await mkdir(join(folder, "home"));
    const world = await openWorld();
    const served = cli ? [await serveWorld(world), await serveAwsx()] : [];
    return new Site(folder, world, cli, served);
  }

  async close(): Promise<void> {
    await Promise.all(this.served.map((one) => one.close()));
    await this.world.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  async stack(engine: Engine, run: PulumiFn): Promise<Stack> {
    const [awsPort = 0, awsxPort = 0] = this.served.map(({ port }) => port);
    const ours = createRehearsalCommand({
      providers: { aws: this.world.providerFactory(), awsx: awsxProvider },
      componentPlugins: ["awsx"],
    });
    const stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: "dev",
        projectName: "app",
        program: engine === "pulumi" ? run : inProcess(run),
      },
      {
        workDir: this.folder,
        envVars: {
          PULUMI_BACKEND_URL: `file://${this.folder}`,
          PULUMI_CONFIG_PASSPHRASE: "awsx",
          PULUMI_HOME: join(this.folder, "home"),
          PULUMI_SKIP_UPDATE_CHECK: "true",
          PULUMI_DEBUG_PROVIDERS: `aws:${String(awsPort)},awsx:${String(awsxPort)}`,
        },
        pulumiCommand: engine === "pulumi" ? this.cli : ours,
      },
    );
    await stack.setConfig("aws:region", { value: "us-east-1" });
    return stack;
  }

  async state(engine: Engine): Promise<unknown> {
    const stack = await this.stack(engine, () => Promise.resolve());
    const { deployment } = await stack.exportStack();
    const { resources, ...rest } = deployment as { resources: { type: string }[] };
    // The CLI keeps a provider of its own for resources that are referred to; it manages nothing.
    const kept = resources.filter(({ type }) => type !== "pulumi:providers:pulumi");
    return normaliseState({ ...rest, resources: kept });
  }
}

const first: Wanted = { tasks: 2, ports: [80, 81] };
const later: Wanted = { tasks: 3, ports: [80, 82, 83] };

function describeBy(engine: Engine, open: () => Promise<Site>): void {
  let site: Site;
  beforeEach(async () => {
    site = await open();
  });
  afterEach(() => site.close());

  it("a load balancer and a service: previewed, made, kept, changed and deleted", async () => {
    const stack = await site.stack(engine, program(first));
    await stack.preview();
    const { summary, outputs } = await stack.up();
    expect(summary.resourceChanges).to.deep.equal({ create: 21 });
    expect(outputs.dnsName?.value).to.match(/^front-.*\.us-east-1\.elb\.amazonaws\.com$/);
    expect(outputs.targetGroup?.value).to.match(/^arn:aws:elasticloadbalancing:us-east-1:/);
    expect(outputs.ports).to.deep.equal({ value: [80, 81], secret: false });
    expect(outputs.isOfTheVpc?.value).to.equal(true);
    expect(outputs.service?.value).to.equal(2);
    expect(outputs.definitions?.secret).to.equal(true);
    expect(outputs.definitions?.value)
      .to.contain("hush-hush")
      .and.contain('"awslogs-stream-prefix":"api"');
    expect((await stack.up()).summary.resourceChanges).to.deep.equal({ same: 21 });
    const changed = await (await site.stack(engine, program(later))).up();
    expect(changed.summary.resourceChanges).to.deep.equal({ same: 19, update: 2, create: 1 });
    await stack.destroy();
    const { deployment } = await stack.exportStack();
    expect((deployment as { resources?: unknown[] }).resources ?? []).to.deep.equal([]);
  });

  it("by a provider of the program's, for all that is in the components", async () => {
    const stack = await site.stack(engine, program({ ...first, west: true }));
    const { outputs } = await stack.up();
    expect(outputs.dnsName?.value).to.match(/\.us-west-2\.elb\.amazonaws\.com$/);
    expect(outputs.definitions?.value).to.contain('"awslogs-region":"us-west-2"');
    const { deployment } = await stack.exportStack();
    const { resources } = deployment as { resources: { type: string; provider?: string }[] };
    const managed = resources.filter(({ type }) => type.startsWith("aws:"));
    for (const { provider } of managed) expect(provider).to.contain("pulumi:providers:aws::west::");
  });

  it("what AWS refuses of a child is said in AWS's words", async () => {
    const stack = await site.stack(engine, program({ tasks: 1, ports: [80, 80] }));
    const said = await stack.up().then(String, String);
    expect(said).to.contain("DuplicateListener");
  });

  it("arguments that contradict each other are refused", async () => {
    const stack = await site.stack(engine, () => {
      new FargateService("api", { networkConfiguration: {} });
      return Promise.resolve();
    });
    const said = await stack.up().then(String, String);
    expect(said).to.contain(
      "awsx:ecs:FargateService resource 'api' has a problem: " +
        "taskDefinitionArgs (to make a task definition) or taskDefinition (the ARN of one) must be given; neither is",
    );
  });

  for (const [type, args, what] of [
    ["ec2:Vpc", {}, "awsx:ec2:Vpc"],
    ["lb:ApplicationLoadBalancer", {}, "awsx:lb:ApplicationLoadBalancer in the default VPC"],
    ["ecs:FargateService", { taskDefinition: "arn" }, "awsx:ecs:FargateService in the default VPC"],
  ] as const)
    it(`${what}: refused by name, with the command that installs the plugin`, async () => {
      const stack = await site.stack(engine, () => {
        new Awsx(type, "other", args);
        return Promise.resolve();
      });
      const said = await stack.up().then(String, String);
      expect(said).to.contain(`awsx:${type} resource 'other' has a problem: `);
      expect(said).to.contain(what).and.contain("pulumi plugin install resource awsx 3.9.0");
    });
}

describe("awsx components on the simulated AWS", function () {
  this.timeout(120_000);

  describe("by the rehearsal engine", () => describeBy("rehearsal", () => Site.open()));

  describe("by the Pulumi CLI", () => {
    let cli: PulumiCommand;
    before(async function () {
      try {
        cli = await PulumiCommand.get();
      } catch {
        process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
        this.skip();
      }
    });

    describeBy("pulumi", () => Site.open(cli));

    it("leaves the same state as the rehearsal engine, which takes over with nothing to do", async () => {
      const sites = { rehearsal: await Site.open(cli), pulumi: await Site.open(cli) };
      const states: unknown[] = [];
      for (const engine of ["rehearsal", "pulumi"] as const) {
        await (await sites[engine].stack(engine, program(first))).up();
        states.push(await sites[engine].state(engine));
      }
      expect(states[0]).to.deep.equal(states[1]);
      const taken = await (await sites.pulumi.stack("rehearsal", program(first))).up();
      expect(taken.summary.resourceChanges).to.deep.equal({ same: 21 });
      const given = await (await sites.rehearsal.stack("pulumi", program(first))).up();
      expect(given.summary.resourceChanges).to.deep.equal({ same: 21 });
      await Promise.all(Object.values(sites).map((site) => site.close()));
    });
  });
});
