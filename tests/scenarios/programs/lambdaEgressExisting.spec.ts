/**
 * `lambda-egress` in a VPC that another stack has made: 172.31.0.0/16 with its internet gateway and two public subnets. What
 * was found is as it was, while the program stands there and after it has gone; and no step of a new NAT gateway cuts the
 * functions off.
 */
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import { LocalWorkspace, type PulumiFn, type Stack } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { isChange, readIntentFile, replay, type ResourceRecord } from "../../../analysis";
import { createRehearsalCommand, inProcess } from "../../../engine";
import { openWorld, type World } from "../../../simulator";

const ACCOUNT = "111122223333";
type Config = Readonly<Record<string, string>>;

/** As others write it, every inch by hand. */
const landing: PulumiFn = () => {
  const tags = { Owner: "others" };
  const vpc = new ec2.Vpc("landing", {
    ...{ cidrBlock: "172.31.0.0/16", enableDnsHostnames: true, tags },
  });
  const gateway = new ec2.InternetGateway("landing", { vpcId: vpc.id, tags });
  const table = new ec2.RouteTable("landing", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
    tags,
  });
  for (const [index, letter] of ["a", "b"].entries()) {
    const subnet = new ec2.Subnet(letter, {
      ...{ vpcId: vpc.id, cidrBlock: `172.31.${index * 16}.0/20`, tags },
      availabilityZone: `us-west-2${letter}`,
    });
    new ec2.RouteTableAssociation(letter, { subnetId: subnet.id, routeTableId: table.id });
  }
  return Promise.resolve({ vpcId: vpc.id });
};

/** Loaded afresh: the program is a function of its settings. */
const program: PulumiFn = async () => {
  const loaded = (await import("../../../programs/lambda-egress")) as unknown as {
    default: PulumiFn;
  };
  return loaded.default();
};

const { intents } = readIntentFile(
  "egress.yaml",
  "intents: [{name: out, source: 'tag:Service=lambda-egress', expect: reach, destination: internet, ports: [tcp/443]}]",
);

describe("lambda-egress in a VPC of others", function () {
  this.timeout(240_000);
  let folder: string;
  let world: World;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "pan-attach-"));
    world = await openWorld();
  });
  after(async () => {
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  const stackOf = async (projectName: string, run: PulumiFn, config: Config): Promise<Stack> => {
    const workDir = join(folder, projectName);
    await mkdir(workDir, { recursive: true });
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName: "dev", projectName, program: inProcess(run) },
      {
        workDir,
        envVars: {
          PULUMI_BACKEND_URL: `file://${workDir}`,
          PULUMI_CONFIG_PASSPHRASE: "attach",
        },
        pulumiCommand: createRehearsalCommand({ providers: { aws: world.providerFactory() } }),
      },
    );
    for (const [key, value] of Object.entries({
      "aws:region": "us-west-2",
      "aws:allowedAccountIds": JSON.stringify([ACCOUNT]),
      ...config,
    }))
      await stack.setConfig(key, { value });
    return stack;
  };

  /** What is read has no inputs in a state. */
  const recordsOf = async (stack: Stack): Promise<ResourceRecord[]> => {
    const { resources = [] } = (await stack.exportStack()).deployment as {
      resources?: ResourceRecord[];
    };
    return resources.map((one) => ({
      ...one,
      inputs: (one as Partial<ResourceRecord>).inputs ?? {},
    }));
  };

  /** Everything of the account's that stands there, as it stands. */
  const everything = (): string[] =>
    world
      .list()
      .map(({ id, kind }) => `${kind} ${id} ${JSON.stringify(world.show(id))}`)
      .sort();

  async function up(config: Config) {
    const stack = await stackOf("lambda-egress", program, config);
    const before = await recordsOf(stack);
    const steps: { operation: string; urn: string }[] = [];
    await stack.up({
      onEvent: ({ resOutputsEvent: done }) => {
        if (done && done.metadata.op !== "read")
          steps.push({ operation: done.metadata.op, urn: done.metadata.urn });
      },
    });
    const after = await recordsOf(stack);
    return {
      steps: steps.filter(isChange).map(({ operation, urn }) => {
        const [, , type = "", name = ""] = urn.split("::");
        return `${operation} ${type.split(":").at(-1) ?? ""} ${name}`;
      }),
      gaps: replay({ before, after, steps, intents, limit: 3000 }).gaps,
    };
  }

  it("leaves what it found as it was, and lets the functions out at every step", async () => {
    const others = await stackOf("landing", landing, {});
    const vpcId = String((await others.up()).outputs.vpcId?.value);
    const found = everything();
    const attached = { "lambda-egress:vpc": vpcId, "lambda-egress:databaseProtection": "false" };

    const made = await up(attached);
    expect(made.steps).to.include.members([
      "create Subnet mailer-lambda-2a",
      "create NatGateway mailer-public-2a",
      "create Instance mailer-database",
    ]);
    expect(made.steps.filter((one) => /InternetGateway|Vpc |Default/.test(one))).to.deep.equal([]);
    expect((await up(attached)).steps).to.deep.equal([]);

    // Another zone's gateway takes over, by routes that move in place once it is there.
    const moved = await up({ ...attached, "lambda-egress:natGatewayAvailabilityZone": "b" });
    expect(moved.steps.filter((one) => /Nat|Eip|Route /.test(one))).to.deep.equal([
      "create Eip mailer-public-2b",
      "create NatGateway mailer-public-2b",
      "update Route mailer-lambda-2a",
      "update Route mailer-lambda-2b",
      "delete NatGateway mailer-public-2a",
      "delete Eip mailer-public-2a",
    ]);
    expect(moved.gaps).to.deep.equal([]);
    expect(
      (await up({ ...attached, "lambda-egress:natGatewayStrategy": "onePerAz" })).gaps,
    ).to.deep.equal([]);

    // All that was there is there, each with what it had.
    const now = new Set(everything());
    expect(found.filter((one) => !now.has(one))).to.deep.equal([]);
    expect((await others.preview()).changeSummary).to.deep.equal({ same: 8 });

    await (await stackOf("lambda-egress", program, attached)).destroy();
    await world.advance(40 * 86_400);
    expect(everything()).to.deep.equal(found);
    expect((await others.preview()).changeSummary).to.deep.equal({ same: 8 });
  });
});
