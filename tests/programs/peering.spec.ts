import fs from "node:fs";
import path from "node:path";
import { expect } from "chai";
import { parse } from "yaml";
import { readable } from "../components/readable";
import { ofTypes } from "../components/recordedMocks";
import { runProgram, type ProgramRun } from "./runProgram";

const FOLDER = path.join(__dirname, "../../programs/peering");
const settingsOf = (file: string) =>
  parse(fs.readFileSync(path.join(FOLDER, file), "utf8")) as { config: Record<string, unknown> };

/** As the CLI hands a setting to a program: text, JSON for all but strings. */
const asConfig = (setting: unknown): string =>
  typeof setting === "string" ? setting : JSON.stringify(setting);
const spelled = (config: Record<string, unknown>, prefix = "peering:") =>
  Object.fromEntries(Object.entries(config).map(([key, one]) => [prefix + key, asConfig(one)]));

/** Each run once, for all that only look at it. */
const runs = new Map<string, Promise<ProgramRun>>();
function run(stack: string, config: Record<string, unknown> = {}): Promise<ProgramRun> {
  const own = spelled(settingsOf(`Pulumi.${stack}.yaml`).config, "");
  const key = JSON.stringify([stack, config]);
  const known = runs.get(key) ?? runProgram("peering", stack, { ...own, ...spelled(config) });
  runs.set(key, known);
  return known;
}
const made = async (stack: string, config?: Record<string, unknown>) =>
  readable((await run(stack, config)).recording);

async function refusal(config: Record<string, unknown>): Promise<string> {
  try {
    await run("dev", config);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

async function counts(stack: string, config?: Record<string, unknown>) {
  const all: Record<string, number> = {};
  for (const { type } of (await run(stack, config)).recording.resources) {
    if (!type.startsWith("aws:")) continue;
    const name = type.replace(/^aws:(\w+)\/\w+:/, "$1.");
    all[name] = (all[name] ?? 0) + 1;
  }
  return all;
}

const TWO_ACCOUNTS = {
  paymentRoleArn: "arn:aws:iam::000011111111:role/deploy",
  analyticsRoleArn: "arn:aws:iam::000022222222:role/deploy",
  analyticsRegion: "eu-west-1",
};

/** The same in every environment. */
const COMMON = {
  "ec2.DefaultRouteTable": 2,
  "ec2.DefaultSecurityGroup": 2,
  "ec2.Eip": 6,
  "ec2.FlowLog": 2,
  "ec2.InternetGateway": 2,
  "ec2.NatGateway": 6,
  "ec2.NetworkAcl": 4,
  "ec2.NetworkAclAssociation": 12,
  "ec2.NetworkAclRule": 32,
  "ec2.NetworkInterface": 6,
  "ec2.Route": 14,
  "ec2.RouteTable": 8,
  "ec2.RouteTableAssociation": 12,
  "ec2.SecurityGroup": 2,
  "ec2.Subnet": 12,
  "ec2.Vpc": 2,
  "ec2.VpcPeeringConnection": 1,
  "route53.Zone": 2,
  "route53.ZoneAssociation": 2,
  "s3.Bucket": 2,
  "s3.BucketLifecycleConfiguration": 2,
  "s3.BucketPolicy": 2,
  "s3.BucketPublicAccessBlock": 2,
  "s3.BucketServerSideEncryptionConfiguration": 2,
  "vpc.SecurityGroupEgressRule": 8,
  "vpc.SecurityGroupIngressRule": 6,
};
const FAR = { "ec2.PeeringConnectionOptions": 2, "ec2.VpcPeeringConnectionAccepter": 1 };

describe("the program `peering`", () => {
  it("has the URNs that it had, near and far: a change of one replaces what is deployed", async () => {
    const file = path.join(__dirname, "peering.urns.txt");
    const all: string[] = [];
    for (const [title, stack, config] of [
      ["prod", "prod", {}],
      ["staging, in two regions", "staging", {}],
      ["prod, in two accounts", "prod", TWO_ACCOUNTS],
    ] as const)
      all.push(`# ${title}`, ...(await run(stack, config)).recording.urns);
    const urns = `${all.join("\n")}\n`;
    if (process.env.UPDATE_URNS === "1") fs.writeFileSync(file, urns);
    expect(urns).to.equal(fs.readFileSync(file, "utf8"));
  });

  it("makes so many of each type in each environment", async () => {
    const near = { ...COMMON, "ec2.PeeringConnectionOptions": 1 };
    expect(await counts("dev")).to.deep.equal(near);
    expect(await counts("prod")).to.deep.equal(near);
    expect(await counts("staging")).to.deep.equal({ ...COMMON, ...FAR });
    expect(await counts("prod", TWO_ACCOUNTS)).to.deep.equal({
      ...COMMON,
      ...FAR,
      "route53.VpcAssociationAuthorization": 2,
    });
  });

  it("gives each side its block, its tiers and their tags", async () => {
    const all = await made("dev");
    expect(all["Vpc payment < Vpc"]).to.deep.include({
      cidrBlock: "10.0.0.0/16",
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: { Name: "vpc-payment-dev", Environment: "dev", Service: "peering" },
    });
    const subnets = Object.entries(ofTypes(all, "Subnet")).map(([key, one]) => [
      key.split(" ")[1],
      one.cidrBlock,
    ]);
    expect(Object.fromEntries(subnets)).to.deep.equal({
      "payment-public-1a": "10.0.0.0/20",
      "payment-public-1b": "10.0.16.0/20",
      "payment-public-1c": "10.0.32.0/20",
      "payment-private-1a": "10.0.64.0/20",
      "payment-private-1b": "10.0.80.0/20",
      "payment-private-1c": "10.0.96.0/20",
      "analytics-public-1a": "10.1.0.0/20",
      "analytics-public-1b": "10.1.16.0/20",
      "analytics-public-1c": "10.1.32.0/20",
      "analytics-private-1a": "10.1.64.0/20",
      "analytics-private-1b": "10.1.80.0/20",
      "analytics-private-1c": "10.1.96.0/20",
    });
    expect(all["Subnet analytics-private-1a < Vpc"]?.tags).to.deep.equal({
      Name: "subnet-private-analytics-us-east-1a-dev",
      Type: "private",
      Environment: "dev",
      Service: "peering",
    });
  });

  it("leads the private subnets of each side alone to the whole of the other", async () => {
    const all = await made("dev");
    const routes = Object.values(ofTypes(all, "Route"))
      .filter(({ vpcPeeringConnectionId }) => vpcPeeringConnectionId !== undefined)
      .map((one) => [one.routeTableId, one.destinationCidrBlock]);
    const tables = (side: string, block: string) =>
      ["1a", "1b", "1c"].map((zone) => [`RouteTable ${side}-private-${zone}`, block]);
    expect(routes).to.have.deep.members([
      ...tables("payment", "10.1.0.0/16"),
      ...tables("analytics", "10.0.0.0/16"),
    ]);
    expect(all["PeeringConnectionOptions payment-analytics < VpcPeering"]).to.deep.include({
      requester: { allowRemoteVpcDnsResolution: true },
      accepter: { allowRemoteVpcDnsResolution: true },
    });
  });

  it("lets each side's group in and out to the other's private subnets on three ports, and out to the internet on one", async () => {
    const all = await made("dev");
    const rules = (type: string) =>
      Object.values(ofTypes(all, type)).map(
        (one) =>
          `${String(one.securityGroupId)} tcp/${String(one.fromPort)} ${String(one.cidrIpv4)}`,
      );
    const between = (side: string, block: string) =>
      [443, 5432, 22].map((port) => `SecurityGroup ${side}-hosts tcp/${port} ${block}`);
    const peered = [...between("payment", "10.1.64.0/18"), ...between("analytics", "10.0.64.0/18")];
    expect(rules("SecurityGroupIngressRule")).to.have.members(peered);
    expect(rules("SecurityGroupEgressRule")).to.have.members([
      ...peered,
      "SecurityGroup payment-hosts tcp/443 0.0.0.0/0",
      "SecurityGroup analytics-hosts tcp/443 0.0.0.0/0",
    ]);
  });

  it("lets replies in where they can come from, and nowhere with 5432 among them", async () => {
    const all = await made("dev");
    const ingress = Object.values(ofTypes(all, "NetworkAclRule"))
      .filter(
        (one) =>
          one.networkAclId === "NetworkAcl payment-private" &&
          one.egress === false &&
          one.ruleAction === "allow",
      )
      .map((one) => `${String(one.fromPort)}-${String(one.toPort)} ${String(one.cidrBlock)}`);
    expect(ingress).to.have.members([
      "443-443 10.1.64.0/18",
      "5432-5432 10.1.64.0/18",
      "22-22 10.1.64.0/18",
      "32768-65535 10.1.64.0/18",
      "32768-65535 0.0.0.0/0",
    ]);
  });

  it("keeps flow logs of all traffic in a closed, encrypted bucket for 90 days, named by account and region", async () => {
    const all = await made("prod");
    for (const side of ["payment", "analytics"]) {
      const child = `${side}-flow-logs < FlowLogs`;
      expect(all[`Bucket ${child}`]).to.deep.include({
        bucket: `flowlogs-${side}-prod-123456789012-us-east-1`,
        forceDestroy: false,
      });
      expect(all[`FlowLog ${child}`]).to.deep.include({
        trafficType: "ALL",
        logDestinationType: "s3",
      });
      expect(all[`BucketPublicAccessBlock ${child}`]).to.deep.include({
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      expect(all[`BucketServerSideEncryptionConfiguration ${child}`]?.rules).to.deep.equal([
        { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
      ]);
      const [rule] = all[`BucketLifecycleConfiguration ${child}`]?.rules as [
        { expiration: object },
      ];
      expect(rule.expiration).to.deep.equal({ days: 90 });
      const { Statement } = all[`BucketPolicy ${child}`]?.policy as {
        Statement: Record<string, unknown>[];
      };
      expect(Statement.filter(({ Effect }) => Effect === "Deny")).to.have.length(1);
      expect(Statement.find(({ Sid }) => Sid === "TlsOnly")).to.deep.include({
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      });
    }
    const dev = await made("dev");
    expect(dev["Bucket payment-flow-logs < FlowLogs"]?.forceDestroy).to.equal(true);
  });

  it("resolves the zone of each side on both", async () => {
    const all = await made("dev");
    expect(all["Zone payment < PrivateHostedZone"]).to.deep.include({
      name: "payment.internal",
      vpcs: [{ vpcId: "Vpc payment", vpcRegion: "us-east-1" }],
    });
    expect(ofTypes(all, "ZoneAssociation")).to.deep.equal({
      "ZoneAssociation payment-analytics < PrivateHostedZone": {
        zoneId: "Zone payment",
        vpcId: "Vpc analytics",
        vpcRegion: "us-east-1",
      },
      "ZoneAssociation analytics-payment < PrivateHostedZone": {
        zoneId: "Zone analytics",
        vpcId: "Vpc payment",
        vpcRegion: "us-east-1",
      },
    });
  });

  it("makes each side by its own role, in its own account and region", async () => {
    const { recording } = await run("prod", TWO_ACCOUNTS);
    const sides = [...recording.providers].map(([urn, provider]) => {
      const used = provider.split("::").find((part) => part === "payment" || part === "analytics");
      return [urn, used] as const;
    });
    const strangers = sides.filter(([urn, used]) => {
      const [type = "", name = ""] = urn.split("::");
      if (!type.includes("aws:") || type.startsWith("pulumi:providers")) return false;
      // What joins the two is made by the side that asks, accepts or associates.
      if (/Peering|ZoneAssociation/.test(type)) return used === undefined;
      return used === undefined || !name.startsWith(used);
    });
    expect(strangers).to.deep.equal([]);
    const all = readable(recording);
    expect(all["aws payment < "]).to.deep.include({
      region: "us-east-1",
      assumeRoles: JSON.stringify([{ roleArn: TWO_ACCOUNTS.paymentRoleArn }]),
      allowedAccountIds: '["000011111111"]',
    });
    expect(all["VpcPeeringConnection payment-analytics < VpcPeeringRequest"]).to.deep.include({
      peerOwnerId: "000022222222",
      peerRegion: "eu-west-1",
      vpcId: "Vpc payment",
      peerVpcId: "Vpc analytics",
    });
    expect(all["Bucket analytics-flow-logs < FlowLogs"]?.bucket).to.equal(
      "flowlogs-analytics-prod-000022222222-eu-west-1",
    );
  });

  it("has one NAT gateway on each side where that is asked for", async () => {
    const { "ec2.NatGateway": count } = await counts("dev", { natGatewayStrategy: "single" });
    expect(count).to.equal(2);
  });

  it("exports what it documents, and each under its alias", async () => {
    const { exports } = await run("dev");
    expect(Object.keys(exports).sort()).to.deep.equal(
      [
        ...["paymentVpcId", "analyticsVpcId", "peeringConnectionId"],
        ...["paymentSecurityGroupId", "analyticsSecurityGroupId"],
        ...["paymentLogsBucket", "analyticsLogsBucket"],
        ...["paymentHostedZoneId", "analyticsHostedZoneId"],
        ...["payment_vpc_id", "analytics_vpc_id", "peering_connection_id"],
        ...["payment_security_group_id", "analytics_security_group_id"],
        ...["payment_logs_bucket", "analytics_logs_bucket"],
        ...["payment_hosted_zone_id", "analytics_hosted_zone_id"],
      ].sort(),
    );
    expect(exports.payment_vpc_id).to.equal(exports.paymentVpcId);
  });
});

describe("the settings of `peering`", () => {
  it("refuse an unknown key, naming the nearest", async () => {
    const message = await refusal({ paymentRegin: "us-east-1" });
    expect(message).to.contain("peering:paymentRegin: must be one of paymentCidrBlock,");
    expect(message).to.match(/the nearest is paymentRegion$/);
  });

  for (const [key, given, says] of [
    [
      "natGatewayStrategy",
      "none",
      'peering:natGatewayStrategy must be one of "single", "onePerAz", got "none"',
    ],
    [
      "paymentRoleArn",
      "deploy",
      'peering:paymentRoleArn must be a role\'s ARN such as arn:aws:iam::123456789012:role/deploy, got "deploy"',
    ],
    [
      "analyticsAvailabilityZones",
      ["us-east-1a"],
      'peering:analyticsAvailabilityZones must be a list of letters from a to d such as ["a","b"], got ["us-east-1a"]',
    ],
    [
      "ports",
      [443, 443],
      "peering:ports must be a list of ports from 1 to 65535, each once, such as [443], got [443,443]",
    ],
    [
      "ports",
      [0],
      "peering:ports must be a list of ports from 1 to 65535, each once, such as [443], got [0]",
    ],
    [
      "analyticsZoneName",
      "payment.internal",
      'peering:analyticsZoneName must be another than paymentZoneName, got "payment.internal"',
    ],
  ] as const)
    it(`refuse ${key} ${JSON.stringify(given)}`, async () => {
      expect(await refusal({ [key]: given })).to.equal(says);
    });

  it("have the defaults that Pulumi.yaml gives them", async () => {
    const { config } = settingsOf("Pulumi.yaml") as {
      config: Record<string, { default: unknown }>;
    };
    const given = Object.fromEntries(
      Object.entries(config).map(([key, { default: value }]) => [key, value]),
    );
    const region = { "aws:region": "us-east-1" };
    const all = async (settings: Record<string, string>) =>
      readable((await runProgram("peering", "qa", settings)).recording);
    expect(await all({ ...region, ...spelled(given) })).to.deep.equal(await all(region));
  });
});
