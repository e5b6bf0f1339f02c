import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, ofTypes, outline, record } from "./recordedMocks";

const ZONES = ["us-east-1a", "us-east-1b"];
const PUBLIC = { name: "public", type: net.SubnetType.Public };
const PRIVATE = { name: "private", type: net.SubnetType.Private };
const DATABASE = { name: "database", type: net.SubnetType.Isolated };

const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ZONES,
  subnetSpecs: [PUBLIC, PRIVATE, DATABASE],
};
const made = async (args: Partial<net.VpcArgs>) =>
  inventory(await record(() => new net.Vpc("main", { ...ARGS, ...args })));

const subnet = (tier: string, zone: string, cidrBlock: string, type: string) => ({
  vpcId: "Vpc main",
  cidrBlock,
  availabilityZone: `us-east-${zone}`,
  mapPublicIpOnLaunch: false,
  tags: { Name: `main-${tier}-${zone}`, Type: type },
});
const table = (child: string, type: string) => ({
  vpcId: "Vpc main",
  tags: { Name: child, Type: type },
});
const association = (child: string, tableName: string) => ({
  subnetId: `Subnet ${child}`,
  routeTableId: `RouteTable ${tableName}`,
});

describe("Vpc", () => {
  it("makes a network of three tiers, every child and input", async () => {
    expect(await made({})).to.deep.equal({
      "Vpc main < ": {},
      "Vpc main < Vpc": {
        cidrBlock: "10.0.0.0/16",
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: "main" },
      },
      "DefaultSecurityGroup main-default < Vpc": {
        vpcId: "Vpc main",
        ingress: [],
        egress: [],
        tags: { Name: "main-default" },
      },
      "DefaultRouteTable main-default < Vpc": {
        defaultRouteTableId: "rtb-main",
        routes: [],
        tags: { Name: "main-default" },
      },
      "InternetGateway main < Vpc": { vpcId: "Vpc main", tags: { Name: "main" } },
      "Subnet main-public-1a < Vpc": subnet("public", "1a", "10.0.0.0/24", "public"),
      "Subnet main-public-1b < Vpc": subnet("public", "1b", "10.0.1.0/24", "public"),
      "Subnet main-private-1a < Vpc": subnet("private", "1a", "10.0.3.0/24", "private"),
      "Subnet main-private-1b < Vpc": subnet("private", "1b", "10.0.4.0/24", "private"),
      "Subnet main-database-1a < Vpc": subnet("database", "1a", "10.0.6.0/24", "database"),
      "Subnet main-database-1b < Vpc": subnet("database", "1b", "10.0.7.0/24", "database"),
      "RouteTable main-public < Vpc": table("main-public", "public"),
      "RouteTable main-private-1a < Vpc": table("main-private-1a", "private"),
      "RouteTable main-private-1b < Vpc": table("main-private-1b", "private"),
      "RouteTable main-database < Vpc": table("main-database", "database"),
      "RouteTableAssociation main-public-1a < Vpc": association("main-public-1a", "main-public"),
      "RouteTableAssociation main-public-1b < Vpc": association("main-public-1b", "main-public"),
      "RouteTableAssociation main-private-1a < Vpc": association(
        "main-private-1a",
        "main-private-1a",
      ),
      "RouteTableAssociation main-private-1b < Vpc": association(
        "main-private-1b",
        "main-private-1b",
      ),
      "RouteTableAssociation main-database-1a < Vpc": association(
        "main-database-1a",
        "main-database",
      ),
      "RouteTableAssociation main-database-1b < Vpc": association(
        "main-database-1b",
        "main-database",
      ),
      "Route main-public < Vpc": {
        routeTableId: "RouteTable main-public",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "InternetGateway main",
      },
    });
  });

  it("makes no internet gateway and no route without a public tier", async () => {
    const all = await made({ subnetSpecs: [PRIVATE, DATABASE] });
    expect(ofTypes(all, "InternetGateway", "Route")).to.deep.equal({});
  });

  it("shares one route table in each tier with PerTier", async () => {
    const all = await made({ routeTableStrategy: net.RouteTableStrategy.PerTier });
    expect(Object.keys(ofTypes(all, "RouteTable"))).to.have.members([
      "RouteTable main-public < Vpc",
      "RouteTable main-private < Vpc",
      "RouteTable main-database < Vpc",
    ]);
    expect(all["RouteTableAssociation main-private-1b < Vpc"]).to.deep.equal(
      association("main-private-1b", "main-private"),
    );
  });

  it("gives isolated tiers a table for each zone only where PerAz is asked for", async () => {
    const all = await made({
      subnetSpecs: [DATABASE],
      routeTableStrategy: net.RouteTableStrategy.PerAz,
    });
    expect(Object.keys(ofTypes(all, "RouteTable"))).to.have.members([
      "RouteTable main-database-1a < Vpc",
      "RouteTable main-database-1b < Vpc",
    ]);
  });

  it("places subnets by zone id where the zones are given by id", async () => {
    const all = await made({
      availabilityZoneNames: undefined,
      availabilityZoneIds: ["use1-az2"],
      subnetSpecs: [PRIVATE],
    });
    expect(all["Subnet main-private-az2 < Vpc"]).to.deep.equal({
      vpcId: "Vpc main",
      cidrBlock: "10.0.1.0/24",
      availabilityZoneId: "use1-az2",
      mapPublicIpOnLaunch: false,
      tags: { Name: "main-private-az2", Type: "private" },
    });
  });

  it("names by purpose and suffix, and lets the caller's own Name and tags win", async () => {
    const naming = { purpose: "analytics", suffix: "dev" };
    const all = await made({
      naming,
      tags: { Service: "images" },
      subnetSpecs: [PUBLIC, { ...PRIVATE, tags: { Name: "mine", Type: "own" } }],
    });
    const names = Object.entries(all)
      .filter(([, inputs]) => "tags" in inputs)
      .map(([key, inputs]) => [key.split(" ").slice(0, 2).join(" "), inputs.tags]);
    expect(Object.fromEntries(names)).to.deep.equal({
      "Vpc main": { Name: "vpc-analytics-dev", Service: "images" },
      "DefaultSecurityGroup main-default": {
        Name: "sg-analytics-default-dev",
        Service: "images",
      },
      "DefaultRouteTable main-default": {
        Name: "rtb-analytics-default-dev",
        Service: "images",
      },
      "InternetGateway main": { Name: "igw-analytics-dev", Service: "images" },
      "Subnet main-public-1a": {
        Name: "subnet-public-analytics-us-east-1a-dev",
        Type: "public",
        Service: "images",
      },
      "Subnet main-public-1b": {
        Name: "subnet-public-analytics-us-east-1b-dev",
        Type: "public",
        Service: "images",
      },
      "Subnet main-private-1a": { Name: "mine", Type: "own", Service: "images" },
      "Subnet main-private-1b": { Name: "mine", Type: "own", Service: "images" },
      "RouteTable main-public": {
        Name: "rtb-public-analytics-dev",
        Type: "public",
        Service: "images",
      },
      "RouteTable main-private-1a": {
        Name: "rtb-private-analytics-us-east-1a-dev",
        Type: "private",
        Service: "images",
      },
      "RouteTable main-private-1b": {
        Name: "rtb-private-analytics-us-east-1b-dev",
        Type: "private",
        Service: "images",
      },
    });
  });

  it("places every child that has a region in the one given, nested ones too", async () => {
    const all = await made({
      region: "us-east-1",
      natGateways: {
        strategy: net.NatGatewayStrategy.Single,
        availabilityZone: "us-east-1a",
      },
      endpoints: { gateway: ["s3"], interface: ["sqs"] },
      flowLogs: {},
    });
    const without = Object.entries(all)
      .filter(([, inputs]) => inputs.region !== "us-east-1")
      .map(([key]) => key);
    expect(without).to.have.members([
      "Vpc main < ",
      "NatGateways main < Vpc",
      "VpcEndpoints main < Vpc",
      "FlowLogs main < Vpc",
      // IAM is global.
      "Role main-flow-logs < FlowLogs",
      "RolePolicy main-flow-logs < FlowLogs",
    ]);
  });

  it("makes nested parts of the components that stand alone, under itself", async () => {
    const recording = await record(
      () =>
        new net.Vpc("main", {
          cidrBlock: "10.0.0.0/16",
          availabilityZoneNames: ["us-east-1a"],
          subnetSpecs: [PUBLIC, PRIVATE],
          natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
          endpoints: { gateway: ["s3"] },
          flowLogs: {},
        }),
    );
    expect(outline(recording)).to.include.members([
      "NatGateways main < Vpc",
      "NatGateway main-public-1a < NatGateways",
      "Route main-private-1a < NatGateways",
      "VpcEndpoints main < Vpc",
      "VpcEndpoint main-s3 < VpcEndpoints",
      "FlowLogs main < Vpc",
      "FlowLog main-flow-logs < FlowLogs",
    ]);
    expect(inventory(recording)["Route main-private-1a < NatGateways"]).to.deep.equal({
      routeTableId: "RouteTable main-private-1a",
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "NatGateway main-public-1a",
    });
  });

  it("tells of its flow logs what they tell themselves, by their names", async () => {
    const told = async (flowLogs?: net.FlowLogsSpec): Promise<Record<string, unknown>> => {
      let all: Record<string, unknown> = {};
      await record(async () => {
        const vpc = new net.Vpc("main", { ...ARGS, flowLogs });
        const outputs = Object.entries(vpc).filter(([key]) => key.startsWith("flowLog"));
        all = await new Promise((resolve) => {
          pulumi.output(Object.fromEntries(outputs)).apply(resolve);
        });
      });
      return all;
    };
    const archive = { accountId: "123456789012", bucket: { table: {} } };
    expect(await told({ others: { archive } })).to.deep.equal({
      flowLogIds: { main: "FlowLog main-flow-logs", archive: "FlowLog main-flow-logs-archive" },
      flowLogGroupNames: { main: "main-flow-logs" },
      flowLogBucketNames: { archive: "main-flow-logs-archive" },
      flowLogBucketArns: { archive: "arn:aws:s3:::main-flow-logs-archive" },
      flowLogTableNames: { archive: "main-flow-logs-archive.flow_logs" },
      flowLogWorkgroupNames: { archive: "main-flow-logs-archive" },
      flowLogGroupName: "main-flow-logs",
      flowLogGroupArn: "arn:aws:logs:us-east-1:123456789012:log-group:main-flow-logs",
      flowLogRoleArn: "arn:aws:iam::123456789012:role/main-flow-logs",
    });
    expect(await told()).to.deep.equal({
      ...{ flowLogIds: {}, flowLogGroupNames: {}, flowLogBucketNames: {}, flowLogBucketArns: {} },
      ...{ flowLogTableNames: {}, flowLogWorkgroupNames: {}, flowLogGroupName: undefined },
      ...{ flowLogGroupArn: undefined, flowLogRoleArn: undefined },
    });
  });

  it("resolves the same children, names and inputs however the zones are ordered", async () => {
    expect(await made({ availabilityZoneNames: [...ZONES].reverse() })).to.deep.equal(
      await made({}),
    );
  });

  it("adds a third zone's children and changes none of the others", async () => {
    const before = await made({});
    const after = await made({ availabilityZoneNames: [...ZONES, "us-east-1c"] });
    for (const [key, inputs] of Object.entries(before)) expect(after[key]).to.deep.equal(inputs);
    const added = Object.keys(after).filter((key) => !(key in before));
    expect(added).to.have.members([
      "Subnet main-public-1c < Vpc",
      "Subnet main-private-1c < Vpc",
      "Subnet main-database-1c < Vpc",
      "RouteTable main-private-1c < Vpc",
      "RouteTableAssociation main-public-1c < Vpc",
      "RouteTableAssociation main-private-1c < Vpc",
      "RouteTableAssociation main-database-1c < Vpc",
    ]);
  });

  it("tells other components what they need of it", async () => {
    let vpc: net.Vpc | undefined;
    await record(() => {
      vpc = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ZONES,
        subnetSpecs: [PUBLIC, PRIVATE, DATABASE],
      });
    });
    expect({
      cidrBlocks: vpc?.cidrBlocks,
      availabilityZones: vpc?.availabilityZones,
      subnetTypes: vpc?.subnetTypes,
      subnetLayout: vpc?.subnetLayout,
      sharedRouteTableTiers: vpc?.sharedRouteTableTiers,
      reservedCidrBlocks: vpc?.reservedCidrBlocks,
      counts: [
        vpc?.publicSubnetIds.length,
        vpc?.privateSubnetIds.length,
        vpc?.isolatedSubnetIds.length,
      ],
      none: [vpc?.natGatewayIds, vpc?.natPublicIps, vpc?.endpointIds],
    }).to.deep.equal({
      cidrBlocks: ["10.0.0.0/16"],
      availabilityZones: ZONES,
      subnetTypes: { public: "public", private: "private", database: "isolated" },
      subnetLayout: {
        public: { "us-east-1a": "10.0.0.0/24", "us-east-1b": "10.0.1.0/24" },
        private: { "us-east-1a": "10.0.3.0/24", "us-east-1b": "10.0.4.0/24" },
        database: { "us-east-1a": "10.0.6.0/24", "us-east-1b": "10.0.7.0/24" },
      },
      sharedRouteTableTiers: ["public", "database"],
      reservedCidrBlocks: {
        public: ["10.0.0.0/23", "10.0.2.0/24"],
        private: ["10.0.3.0/24", "10.0.4.0/23"],
        database: ["10.0.6.0/23", "10.0.8.0/24"],
      },
      counts: [2, 2, 2],
      none: [{}, {}, {}],
    });
  });
});
