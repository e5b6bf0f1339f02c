/**
 * What `examples/flow-log` of terraform-aws-modules/terraform-aws-vpc makes (6.6.0), made of our components: the same
 * resources by type and count, but where the table says why not. Through its life in the simulated AWS.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as ec2 from "@pulumi/aws/ec2";
import { expect } from "chai";
import * as net from "../..";
import { simDestroy, simUp, type RunResult } from "../../automation";
import { rehearseProgram } from "../../automation/testing";
import { openWorld } from "../../simulator";

const ACCOUNT = "000000000000";
const ZONES = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];
const FIELDS = ["version", "vpc-id", "subnet-id", "srcaddr", "dstaddr", "action"];
const accountId = ACCOUNT;

/** The example's smaller networks: three private subnets, and flow logs of the network's own. */
function smallNetwork(name: string, cidrBlock: string, flowLogs: net.FlowLogsSpec): net.Vpc {
  return new net.Vpc(name, {
    cidrBlock,
    availabilityZoneNames: ZONES,
    subnetSpecs: [{ name: "private", type: net.SubnetType.Private, cidrMask: 24 }],
    flowLogs,
  });
}

function program(): Promise<Record<string, unknown>> {
  const vpc = new net.Vpc("flow-log", {
    cidrBlock: "10.0.0.0/16",
    availabilityZoneNames: ZONES,
    reservedAvailabilityZones: 4,
    subnetSpecs: [
      { name: "private", type: net.SubnetType.Private, cidrMask: 24 },
      { name: "public", type: net.SubnetType.Public, cidrMask: 24 },
    ],
  });
  const logs = new net.FlowLogs("flow-log", {
    vpc,
    accountId,
    fields: FIELDS,
    maxAggregationInterval: 60,
    retentionInDays: 1,
    others: {
      subnet: { subnets: [{ tier: "private", availabilityZones: ["eu-west-1a"] }] },
      external: { retentionInDays: 7 },
      s3: {
        accountId,
        bucket: {
          fileFormat: net.FlowLogFileFormat.PlainText,
          hiveCompatiblePartitions: false,
          perHourPartition: false,
          forceDestroy: true,
        },
      },
    },
  });
  const bucketArn = logs.bucketArns.s3;
  new net.FlowLogs("flow-log-parquet", { vpc, bucket: { bucketArn } });
  const eni = new ec2.NetworkInterface("flow-log", {
    subnetId: vpc.subnetIds.private?.["eu-west-1a"] ?? "",
  });
  new ec2.FlowLog("flow-log-eni", {
    eniId: eni.id,
    trafficType: "ALL",
    logDestination: logs.logGroupArn,
    iamRoleArn: logs.roleArn,
  });
  smallNetwork("cloudwatch", "10.1.0.0/16", {
    accountId,
    fields: ["version", "vpc-id", "subnet-id", "instance-id", "srcaddr", "dstaddr", "action"],
    maxAggregationInterval: 60,
    retentionInDays: 1,
  });
  smallNetwork("s3", "10.2.0.0/16", { bucket: { bucketArn } });
  smallNetwork("external", "10.3.0.0/16", {});
  return Promise.resolve({ subnetLayout: vpc.subnetLayout });
}

/** By type: the module's count, ours, and why they differ. */
const COUNTS: Record<string, [theirs: number, ours: number, why?: string]> = {
  Vpc: [4, 4],
  Subnet: [15, 15],
  InternetGateway: [1, 1],
  RouteTable: [13, 13],
  RouteTableAssociation: [15, 15],
  Route: [1, 1],
  DefaultSecurityGroup: [4, 4],
  DefaultNetworkAcl: [4, 0, "left as AWS makes it: whoever wants it closed says so"],
  DefaultRouteTable: [4, 4],
  FlowLog: [9, 9],
  NetworkInterface: [1, 1],
  LogGroup: [5, 5, "one for each flow log; the interface's shares the network's"],
  Role: [5, 5, "one for each log group, which writes to it and to no other"],
  RolePolicy: [1, 5, "inline, of the role it is for"],
  Policy: [4, 0, "inline: see RolePolicy"],
  RolePolicyAttachment: [4, 0, "inline: see RolePolicy"],
  Bucket: [1, 1],
  BucketPolicy: [1, 1],
  BucketPublicAccessBlock: [1, 1],
  BucketServerSideEncryptionConfiguration: [0, 1, "said, where AWS encrypts by default"],
  BucketLifecycleConfiguration: [0, 1, "records are not kept for ever"],
};

describe("terraform-aws-vpc's examples/flow-log, of our components", () => {
  let home: string;
  before(async () => {
    home = await mkdtemp(join(tmpdir(), "pan-flow-log-"));
  });
  after(() => rm(home, { recursive: true, force: true }));

  const config = { "aws:region": "eu-west-1" };
  const target = { program, projectName: "flow-log", stackName: "dev" };
  const changesOf = ({ changes }: RunResult): string =>
    `${changes.create} ${changes.update} ${changes.replace} ${changes.delete} ${changes.same}`;

  async function fingerprint(): Promise<string> {
    const world = await openWorld({ folder: join(home, "world"), readOnly: true });
    try {
      return world.fingerprint();
    } finally {
      await world.close();
    }
  }

  it("makes the same resources by type and count, and the baseline holds", async function () {
    this.timeout(120_000);
    const made = await rehearseProgram(program, { account: ACCOUNT, region: "eu-west-1" });
    const counts = new Map<string, number>();
    for (const { type } of made.resources) {
      if (!type.startsWith("aws:")) continue;
      const short = type.split(":").at(-1) ?? "";
      counts.set(short, (counts.get(short) ?? 0) + 1);
    }
    const ours = Object.entries(COUNTS)
      .map(([type, [, count]]) => [type, count] as const)
      .filter(([, count]) => count > 0);
    expect(Object.fromEntries(counts)).to.deep.equal(Object.fromEntries(ours));
    for (const [type, [theirs, own, why]] of Object.entries(COUNTS)) {
      expect(theirs === own || why !== undefined, type).to.equal(true);
    }
    expect(made.outputs.subnetLayout).to.deep.equal({
      private: {
        "eu-west-1a": "10.0.0.0/24",
        "eu-west-1b": "10.0.1.0/24",
        "eu-west-1c": "10.0.2.0/24",
      },
      public: {
        "eu-west-1a": "10.0.4.0/24",
        "eu-west-1b": "10.0.5.0/24",
        "eu-west-1c": "10.0.6.0/24",
      },
    });
    const { result, findings, missing, unmodelled } = made.verification;
    expect({ result, findings, missing, unmodelled }).to.deep.equal({
      result: "holds",
      findings: [],
      missing: [],
      unmodelled: [],
    });
  });

  it("goes up, up again unchanged, and down", async function () {
    this.timeout(180_000);
    const options = { home, account: ACCOUNT, config };
    const empty = (await openWorld()).fingerprint();
    const up = await simUp(target, options);
    expect(up.changes.create).to.be.greaterThan(80);
    const deployed = await fingerprint();
    expect(changesOf(await simUp(target, options))).to.equal(`0 0 0 0 ${up.changes.create}`);
    expect(await fingerprint()).to.equal(deployed);
    await simDestroy(target, options);
    expect(await fingerprint()).to.equal(empty);
  });
});
