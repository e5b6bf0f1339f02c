/**
 * Components attached to an `awsx.ec2.Vpc` of the same program, by its outputs and the arguments it was given: of the shape that
 * awsx makes, and by awsx itself where its plugin is installed. What awsx made is left as it is.
 */
import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { findPlugin } from "../../engine/plugin/installedPlugin";
import { findingsOf, NetworkLife } from "./support/networkLife";
import { Vpc as ShapedVpc } from "./takenOver/awsxNetwork";
import { zones } from "./takenOver/edits";

/** Given to awsx and to `Vpc.fromAwsx`: the private tier first, as `Legacy` places it. */
const args = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: [...zones],
  // Off in awsx where nothing is said, and what private DNS of endpoints needs.
  enableDnsHostnames: true,
  subnetSpecs: [
    { type: "Private", name: "app", cidrMask: 20 },
    { type: "Isolated", name: "data", cidrMask: 24 },
    { type: "Public", cidrMask: 22 },
    { type: "Private", name: "jobs", cidrMask: 20 },
  ],
};

/** As awsx's own SDK declares it. */
class RemoteVpc extends pulumi.ComponentResource implements net.AwsxVpc {
  declare readonly vpcId: pulumi.Output<string>;
  declare readonly vpc: pulumi.Output<aws.ec2.Vpc>;
  declare readonly subnets: pulumi.Output<aws.ec2.Subnet[]>;
  declare readonly routeTables: pulumi.Output<aws.ec2.RouteTable[]>;
  declare readonly internetGateway: pulumi.Output<aws.ec2.InternetGateway>;
  constructor(name: string, given: object) {
    const outputs = ["vpcId", "vpc", "subnets", "routeTables", "internetGateway"];
    const undefinedOnes = Object.fromEntries(outputs.map((key) => [key, undefined]));
    super("awsx:ec2:Vpc", name, { ...undefinedOnes, ...given }, { version: "3.9.0" }, true);
  }
}

const blocks = net.layouts.awsxLegacy(args as Parameters<typeof net.layouts.awsxLegacy>[0]);

function shaped(): net.AwsxVpc {
  const specs = args.subnetSpecs.map(({ type, name = type.toLowerCase() }) => ({
    name,
    type: type as "Public" | "Private" | "Isolated",
    blocks: zones.map((zone) => blocks[name]?.[zone] ?? ""),
  }));
  return new ShapedVpc("main", {
    cidrBlock: args.cidrBlock,
    specs,
    services: [],
    gatewayServices: [],
  }).outputs;
}

const published = (): net.AwsxVpc => new RemoteVpc("main", args);

/** What any network may have attached. */
function attach(vpc: net.VpcAttributes): void {
  const flows = [
    { source: "internet", destination: "web", ports: ["https"] },
    { source: "web", destination: "data", ports: ["https"] },
  ];
  new net.SecurityGroups("own", { vpc, groups: ["web", "data"], flows });
  new net.VpcEndpoints("own", { vpc, gateway: ["s3"], interface: ["sqs"], tier: "app" });
  const tiers = { web: ["public"], data: ["data"] };
  new net.NetworkAcls("own", { vpc, securityGroups: { flows, tiers }, tiers: ["public", "data"] });
  new net.FlowLogs("own", { vpc, subnets: [{ tier: "jobs" }] });
}

const alone = (make: () => net.AwsxVpc) => () => {
  make();
};
const attached = (make: () => net.AwsxVpc) => () => {
  attach(net.Vpc.fromAwsx(make(), args));
};

function describeNetwork(make: () => net.AwsxVpc): void {
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  it("is attached to in the first deployment, and nothing of it is changed by coming and going", async function () {
    this.timeout(180_000);
    await life.up(alone(make));
    const before = await life.show("Subnet", "main-app-1");
    const made = await life.up(attached(make));
    expect(made.filter((step) => !/^create \w+\.\w+ own/.test(step))).to.deep.equal([]);
    expect(made).to.include.members([
      "create ec2.SecurityGroup own-web",
      "create ec2.VpcEndpoint own-s3",
      "create ec2.NetworkAcl own-public",
      "create ec2.NetworkAclAssociation own-data-1a",
      "create ec2.FlowLog own-flow-logs-jobs-1b",
    ]);
    expect(await life.up(attached(make)), "again").to.deep.equal([]);
    const gone = await life.up(alone(make));
    expect(gone.filter((step) => !/^delete \w+\.\w+ own/.test(step))).to.deep.equal([]);
    expect(gone.length).to.equal(made.length);
    expect(await life.show("Subnet", "main-app-1")).to.deep.equal(before);
    await life.up(attached(make));
    expect(await life.down(attached(make))).to.equal(true);
  });

  it("has each id under its own tier and zone, in a network that is not there yet", async function () {
    this.timeout(180_000);
    await life.up(attached(make));
    const flowLog = await life.show("FlowLog", "own-flow-logs-jobs-1b");
    const subnet = await life.show("Subnet", "main-jobs-2");
    expect(flowLog.resourceId).to.equal(subnet.id);
    const endpoint = await life.show("VpcEndpoint", "own-sqs");
    const names = zones.map((_, index) => `main-app-${index + 1}`);
    const app = await Promise.all(names.map((name) => life.show("Subnet", name)));
    expect(endpoint.subnetIds).to.have.members(app.map(({ id }) => id));
  });
}

describe("A network of awsx.ec2.Vpc's shape", () => {
  describeNetwork(shaped);

  it("has nothing that the baseline minds, but what is awsx's own", async function () {
    this.timeout(180_000);
    const own = await findingsOf(alone(shaped));
    expect((await findingsOf(attached(shaped))).filter((one) => !own.includes(one))).to.deep.equal(
      [],
    );
  });
});

describe("An awsx.ec2.Vpc that awsx itself makes", () => {
  before(function () {
    if (findPlugin("awsx", "3.9.0", process.env) !== undefined) return;
    process.stdout.write("      skipped: the plugin awsx 3.9.0 is not installed\n");
    this.skip();
  });
  describeNetwork(published);
});
