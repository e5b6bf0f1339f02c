/** The policy pack as the real Pulumi CLI runs it, on a preview against the simulated AWS. */
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import {
  LocalWorkspace,
  PulumiCommand,
  type EngineEvent,
  type PulumiFn,
} from "@pulumi/pulumi/automation";
import { expect } from "chai";
import * as net from "../..";
import { openWorld, serveWorld } from "../../simulator";

const root = join(__dirname, "../..");

/** A server that the internet must not reach, and does where its group lets SSH in. */
const server =
  (ingress: aws.types.input.ec2.SecurityGroupIngress[]): PulumiFn =>
  () => {
    const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
    const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }];
    const table = new aws.ec2.RouteTable("main", { vpcId: vpc.id, routes });
    const subnet = new aws.ec2.Subnet("main", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      mapPublicIpOnLaunch: true,
    });
    new aws.ec2.RouteTableAssociation("main", { subnetId: subnet.id, routeTableId: table.id });
    const group = new aws.ec2.SecurityGroup("server", { vpcId: vpc.id, ingress });
    new aws.ec2.Instance("server", {
      ami: "ami-0abcdef1234567890",
      instanceType: "t3.micro",
      subnetId: subnet.id,
      vpcSecurityGroupIds: [group.id],
    });
    new net.Intents("server", {
      intents: [
        {
          name: "shut",
          source: "internet",
          expect: net.Expect.NeverReach,
          destination: group.id,
        },
      ],
    });
    return Promise.resolve();
  };

type PolicyEvent = NonNullable<EngineEvent["policyEvent"]>;

describe("The policy pack under the Pulumi CLI", () => {
  let cli: PulumiCommand;

  before(async function () {
    this.timeout(30_000);
    try {
      cli = await PulumiCommand.get();
    } catch {
      // Said where people look for what was not run.
      process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
      this.skip();
    }
    expect(existsSync(join(root, "dist/analysis/policyPack")), "npm run build").to.equal(true);
  });

  async function preview(program: PulumiFn): Promise<{ passed: boolean; events: PolicyEvent[] }> {
    const folder = await mkdtemp(join(tmpdir(), "pan-policies-"));
    const world = await openWorld();
    const served = await serveWorld(world);
    const events: PolicyEvent[] = [];
    try {
      const stack = await LocalWorkspace.createStack(
        { stackName: "dev", projectName: "policies", program },
        {
          workDir: folder,
          pulumiCommand: cli,
          envVars: {
            PULUMI_HOME: join(folder, "home"),
            PULUMI_BACKEND_URL: `file://${folder}`,
            PULUMI_CONFIG_PASSPHRASE: "policies",
            PULUMI_SKIP_UPDATE_CHECK: "true",
            PULUMI_DEBUG_PROVIDERS: `aws:${served.port}`,
            AWS_EC2_METADATA_DISABLED: "true",
          },
        },
      );
      await stack.setConfig("aws:region", { value: "us-east-1" });
      const passed = await stack
        .preview({
          policyPacks: [join(root, "policy-pack")],
          onEvent: ({ policyEvent }) => {
            if (policyEvent) events.push(policyEvent);
          },
        })
        .then(
          () => true,
          () => false,
        );
      return { passed, events };
    } finally {
      await served.close();
      await world.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  it("stops a preview, with no id known, at an intent that fails", async function () {
    this.timeout(120_000);
    const { passed, events } = await preview(
      server([{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] }]),
    );
    expect(passed).to.equal(false);
    const [event] = events.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
    expect(event).to.include({ policyPackName: "aws-network", policyName: "intents-hold" });
    expect(event?.resourceUrn).to.match(/aws-network:index:Intent::server-shut$/);
    expect(event?.message).to.contain("tcp/22 from the internet to server gets through");
  });

  it("lets a preview pass where all intents hold", async function () {
    this.timeout(120_000);
    const { passed, events } = await preview(server([]));
    expect(events.filter(({ enforcementLevel }) => enforcementLevel === "mandatory")).to.be.empty;
    expect(passed).to.equal(true);
  });
});
