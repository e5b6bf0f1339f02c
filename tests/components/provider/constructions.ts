/**
 * Every component with arguments as they are written in another language: plain data, ids as outputs of what was made before.
 * What each makes is pinned by its own specs; here the same arguments go to it in two ways.
 */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

type Outputs = Readonly<Record<string, pulumi.Output<never>>>;

/** Makes a component, in one way or the other, and answers its outputs by name. */
export type Make = (
  component: string,
  name: string,
  args: pulumi.Inputs,
  opts?: pulumi.ComponentResourceOptions,
) => Outputs;

const zones = ["us-east-1a", "us-east-1b"];

/** What a component stands in. */
export class Stand {
  constructor(readonly make: Make) {}

  /** Attributes of a network of its own, put together by hand: only ids are outputs. */
  network(name = "site", number = 0): pulumi.Inputs {
    const cidrBlock = `10.${number}.0.0/16`;
    const made = this.make("Vpc", name, {
      cidrBlock,
      availabilityZoneNames: zones,
      subnetSpecs: [
        { name: "public", type: "public" },
        { name: "private", type: "private" },
      ],
    });
    const ids = (key: string, tier: string) =>
      Object.fromEntries(zones.map((zone) => [zone, at(at(made[key]!, tier), zone)] as const));
    return {
      vpcId: made.vpcId,
      cidrBlocks: [cidrBlock],
      availabilityZones: zones,
      subnetTypes: { public: "public", private: "private" },
      subnetIds: { public: ids("subnetIds", "public"), private: ids("subnetIds", "private") },
      routeTableIds: {
        public: ids("routeTableIds", "public"),
        private: ids("routeTableIds", "private"),
      },
      sharedRouteTableTiers: ["public"],
      reservedCidrBlocks: { public: [`10.${number}.0.0/22`], private: [`10.${number}.4.0/22`] },
      internetGatewayId: made.internetGatewayId,
    };
  }

  imageId(): pulumi.Output<string> {
    return aws.ec2.getAmiOutput({
      owners: ["amazon"],
      mostRecent: true,
      nameRegex: "^al2023-ami-2023.*x86_64$",
    }).id;
  }

  groups(vpc: pulumi.Inputs): { readonly web: pulumi.Output<never> } {
    const { groupIds } = this.make("SecurityGroups", "groups", { vpc, groups: ["web"] });
    return { web: at(groupIds!, "web") };
  }
}

const at = (map: pulumi.Output<never>, key: string): pulumi.Output<never> =>
  pulumi.output<Record<string, unknown>>(map).apply((one) => one[key]) as pulumi.Output<never>;

/** A place for logs, with one of each kind of destination. */
const flowLogs = {
  retentionInDays: 30,
  trafficType: "REJECT",
  others: {
    archive: {
      accountId: pulumi.output("123456789012"),
      bucket: { fileFormat: "parquet", table: {} },
    },
    web: { subnets: [{ tier: "public" }] },
  },
};

export type Constructions = Readonly<Record<string, (stand: Stand) => pulumi.Inputs>>;

/** The arguments of each, by the component's name. */
export const networkConstructions: Constructions = {
  BlockPublicAccess: (stand) => ({
    mode: "block-ingress",
    exclusions: [{ name: "site", mode: "allow-egress", vpcId: stand.network().vpcId }],
  }),
  FlowLogs: (stand) => ({ vpc: stand.network(), ...flowLogs }),
  FlowLogsTable: () => ({
    bucketName: pulumi.output("flow-logs-of-another-account"),
    accountIds: [pulumi.output("123456789012")],
    regions: ["us-east-1"],
    layout: { fileFormat: "parquet", perHourPartition: true },
  }),
  Intents: (stand) => {
    const { vpcId } = stand.network();
    return {
      intents: [
        { source: "internet", expect: "neverReach", destination: vpcId, ports: ["tcp/22"] },
        { source: vpcId, expect: "reachOnly", destination: "internet", ports: ["all"] },
      ],
    };
  },
  LambdaFunction: (stand) => {
    const vpc = stand.network();
    const code = new pulumi.asset.AssetArchive({
      "index.mjs": new pulumi.asset.StringAsset("export const handler = async () => 1;"),
    });
    const environment = { TABLE: pulumi.output("images"), TOKEN: pulumi.secret("hush-hush") };
    return { vpc, securityGroupIds: [stand.groups(vpc).web], code, environment, memorySize: 256 };
  },
  NatGateways: (stand) => ({
    vpc: stand.network(),
    strategy: "single",
    availabilityZone: "us-east-1b",
  }),
  NatInstances: (stand) => ({ vpc: stand.network(), instanceType: "t4g.nano" }),
  NetworkAcls: (stand) => ({
    vpc: stand.network(),
    flows: [{ source: "internet", destination: "public", ports: ["https"], clients: "linux" }],
    securityGroups: {
      flows: [{ source: "vpc", destination: "web", ports: ["tcp/8080"] }],
      tiers: { web: ["private"] },
    },
  }),
  NetworkAlarms: (stand) => {
    const vpc = stand.network();
    const { natGatewayIds } = stand.make("NatGateways", "nat", { vpc, strategy: "onePerAz" });
    return {
      vpc,
      natGatewayIds: Object.fromEntries(zones.map((zone) => [zone, at(natGatewayIds!, zone)])),
    };
  },
  NetworkDashboard: (stand) => ({
    vpc: stand.network(),
    natGatewayIds: { "us-east-1a": "nat-0123456789abcdef0" },
    flowLogGroupName: pulumi.output("flow-logs"),
  }),
  PeeringMesh: (stand) => ({
    networks: ["one", "two", "three"].map((key, number) => ({
      key,
      vpc: stand.network(key, number),
    })),
    connections: [
      { one: "one", other: "two" },
      { one: "two", other: "three" },
    ],
    separate: [["one", "three"]],
  }),
  PostgresDatabase: (stand) => {
    const vpc = stand.network();
    return {
      vpc,
      availability: "singleInstance",
      allowedSecurityGroupIds: { web: stand.groups(vpc).web },
      deletionProtection: pulumi.output(false),
      finalSnapshot: false,
    };
  },
  PrivateHostedZone: (stand) => ({
    zoneName: "internal.example.com",
    vpc: { vpcId: stand.network().vpcId },
    associatedVpcs: { peer: { vpcId: stand.network("peer", 1).vpcId } },
  }),
  PrivateZoneAssociations: (stand) => {
    const vpc = { vpcId: stand.network().vpcId };
    const { zoneId } = stand.make("PrivateHostedZone", "zone", { zoneName: "example.com", vpc });
    return { zoneId, vpcs: { peer: { vpcId: stand.network("peer", 1).vpcId } } };
  },
  RedisCache: (stand) => {
    const vpc = stand.network();
    const securityGroupIds = [stand.groups(vpc).web];
    return { vpc, securityGroupIds, authToken: pulumi.secret("sixteen-letters-and-more") };
  },
  SecurityGroupFlows: (stand) => {
    const vpc = stand.network();
    return {
      vpc,
      securityGroupIds: { web: stand.groups(vpc).web },
      flows: [{ source: "vpc", destination: "web", ports: ["https"], description: "people" }],
    };
  },
  SecurityGroups: (stand) => ({
    vpc: stand.network(),
    groups: ["web", "data"],
    flows: [
      { source: "internet", destination: "web", ports: ["https"] },
      { source: "web", destination: "data", ports: ["tcp/5432"] },
    ],
  }),
  Vpc: () => ({
    cidrBlock: "10.9.0.0/16",
    availabilityZoneNames: zones,
    ipv6: true,
    subnetSpecs: [
      { name: "public", type: "public", cidrMask: 24, tags: { Team: pulumi.output("edge") } },
      { name: "private", type: "private", startAddress: "10.9.16.0", ipv6Slot: 3 },
      { name: "data", type: "isolated", startAddress: "10.9.32.0", ipv6: "none", ipv6Slot: 4 },
    ],
    availabilityZoneSlots: { "us-east-1a": 1, "us-east-1b": 0 },
    natGateways: { strategy: "onePerAz" },
    endpoints: { gateway: ["s3"], interface: ["sqs"], privateDnsEnabled: pulumi.output(true) },
    flowLogs,
    naming: { purpose: "images", suffix: "dev" },
  }),
  VpcEndpoints: (stand) => ({
    vpc: stand.network(),
    gateway: ["s3", "dynamodb"],
    interface: ["sqs"],
    allowedCidrBlocks: ["10.0.4.0/22"],
  }),
  VpcPeering: (stand) => ({
    requester: { vpc: stand.network(), tiers: ["private"] },
    accepter: { vpc: stand.network("peer", 1), allowRemoteVpcDnsResolution: true },
  }),
  VpcPeeringAccepter: (stand) => {
    const [vpc, peer] = [stand.network(), stand.network("peer", 1)];
    const request = requested(stand, vpc, peer);
    return { vpc: peer, request };
  },
  VpcPeeringOptions: (stand) => {
    const [vpc, peer] = [stand.network(), stand.network("peer", 1)];
    const accepted = stand.make("VpcPeeringAccepter", "accepted", {
      vpc: peer,
      request: requested(stand, vpc, peer),
    });
    return {
      vpcPeeringConnectionId: accepted.vpcPeeringConnectionId,
      role: "requester",
      allowRemoteVpcDnsResolution: true,
    };
  },
  VpcPeeringRequest: (stand) => {
    const { vpcId, cidrBlocks } = stand.network("peer", 1);
    return { vpc: stand.network(), peer: { vpcId, cidrBlocks }, tiers: ["private"] };
  },
};

function requested(stand: Stand, vpc: pulumi.Inputs, peer: pulumi.Inputs): pulumi.Inputs {
  const { vpcId, cidrBlocks } = peer;
  const { vpcPeeringConnectionId } = stand.make("VpcPeeringRequest", "request", {
    vpc,
    peer: { vpcId, cidrBlocks },
  });
  return { vpcPeeringConnectionId, requesterCidrBlocks: vpc.cidrBlocks as string[] };
}
