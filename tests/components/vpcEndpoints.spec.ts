import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";
import { SHARED_TABLES, SITE } from "./site";

type Args = Omit<net.VpcEndpointsArgs, "vpc"> & { vpc?: net.VpcAttributes };
const made = async (args: Args) =>
  inventory(await record(() => new net.VpcEndpoints("main", { vpc: SITE, ...args })));
const refusal = async (args: Args) =>
  (await messageOf(() => new net.VpcEndpoints("main", { vpc: SITE, ...args })))
    .split("\n")
    .slice(1);

describe("VpcEndpoints", () => {
  it("makes a gateway and an interface endpoint, every child and input", async () => {
    expect(await made({ gateway: ["s3"], interface: ["ecr.api"] })).to.deep.equal({
      "VpcEndpoints main < ": {},
      "VpcEndpoint main-s3 < VpcEndpoints": {
        vpcId: "vpc-1",
        serviceName: "com.amazonaws.us-east-1.s3",
        vpcEndpointType: "Gateway",
        routeTableIds: ["rtb-prv-a", "rtb-prv-b"],
        tags: { Name: "main-s3" },
      },
      "SecurityGroup main-endpoints < VpcEndpoints": {
        vpcId: "vpc-1",
        description: "Interface endpoints",
        tags: { Name: "main-endpoints" },
      },
      "SecurityGroupIngressRule main-endpoints-from-10.0.0.0-16-tcp-443 < VpcEndpoints": {
        securityGroupId: "SecurityGroup main-endpoints",
        description: "tcp/443 from 10.0.0.0/16",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: "10.0.0.0/16",
        tags: { Name: "main-endpoints-from-10.0.0.0-16-tcp-443" },
      },
      "VpcEndpoint main-ecr.api < VpcEndpoints": {
        vpcId: "vpc-1",
        serviceName: "com.amazonaws.us-east-1.ecr.api",
        vpcEndpointType: "Interface",
        subnetIds: ["subnet-prv-a", "subnet-prv-b"],
        securityGroupIds: ["SecurityGroup main-endpoints"],
        privateDnsEnabled: true,
        tags: { Name: "main-ecr.api" },
      },
    });
  });

  it("admits the given security groups alone", async () => {
    const all = await made({ interface: ["sqs"], allowedSecurityGroupIds: { lambda: "sg-1" } });
    expect(ofTypes(all, "SecurityGroupIngressRule")).to.deep.equal({
      "SecurityGroupIngressRule main-endpoints-from-lambda-tcp-443 < VpcEndpoints": {
        securityGroupId: "SecurityGroup main-endpoints",
        description: "tcp/443 from lambda",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        referencedSecurityGroupId: "sg-1",
        tags: { Name: "main-endpoints-from-lambda-tcp-443" },
      },
    });
  });

  it("admits the given blocks, of either family", async () => {
    const all = await made({
      interface: ["sqs"],
      allowedCidrBlocks: ["10.0.3.0/24", "2001:db8::/56"],
    });
    const rules = Object.entries(ofTypes(all, "SecurityGroupIngressRule"));
    expect(
      rules.map(([key, { cidrIpv4, cidrIpv6 }]) => [key.split(" ")[1], cidrIpv4, cidrIpv6]),
    ).to.deep.equal([
      ["main-endpoints-from-10.0.3.0-24-tcp-443", "10.0.3.0/24", undefined],
      ["main-endpoints-from-2001.db8..-56-tcp-443", undefined, "2001:db8::/56"],
    ]);
  });

  it("makes no group where groups are brought, and none for gateways alone", async () => {
    const brought = await made({ interface: ["sqs"], securityGroupIds: ["sg-1"] });
    expect(ofTypes(brought, "SecurityGroup", "SecurityGroupIngressRule")).to.deep.equal({});
    expect(brought["VpcEndpoint main-sqs < VpcEndpoints"]?.securityGroupIds).to.deep.equal([
      "sg-1",
    ]);
    expect(Object.keys(await made({ gateway: ["s3"] }))).to.have.members([
      "VpcEndpoints main < ",
      "VpcEndpoint main-s3 < VpcEndpoints",
    ]);
  });

  it("lists a table that zones share once", async () => {
    const all = await made({ vpc: SHARED_TABLES, gateway: ["s3"] });
    expect(all["VpcEndpoint main-s3 < VpcEndpoints"]?.routeTableIds).to.deep.equal(["rtb-prv"]);
  });

  it("stands in the tiers it is told to", async () => {
    const all = await made({
      gateway: ["s3"],
      interface: ["sqs"],
      tier: "public",
      routeTableTiers: ["public", "private"],
    });
    expect([
      all["VpcEndpoint main-s3 < VpcEndpoints"]?.routeTableIds,
      all["VpcEndpoint main-sqs < VpcEndpoints"]?.subnetIds,
    ]).to.deep.equal([
      ["rtb-pub", "rtb-prv-a", "rtb-prv-b"],
      ["subnet-pub-a", "subnet-pub-b"],
    ]);
  });

  it("takes a full service name as it is, under its short name", async () => {
    let endpoints: net.VpcEndpoints | undefined;
    const recording = await record(() => {
      endpoints = new net.VpcEndpoints("main", {
        vpc: SITE,
        interface: ["cn.com.amazonaws.cn-north-1.ecr.api"],
      });
    });
    expect(Object.keys(endpoints?.endpointIds ?? {})).to.deep.equal(["ecr.api"]);
    const made = inventory(recording)["VpcEndpoint main-ecr.api < VpcEndpoints"];
    expect(made?.serviceName).to.equal("cn.com.amazonaws.cn-north-1.ecr.api");
  });

  it("names services in the region given", async () => {
    const all = await made({ gateway: ["s3"], region: "eu-west-1" });
    expect(all["VpcEndpoint main-s3 < VpcEndpoints"]?.serviceName).to.equal(
      "com.amazonaws.eu-west-1.s3",
    );
  });
});

describe("VpcEndpoints refuses", () => {
  for (const [title, args, expected] of [
    [
      "two endpoints for one service",
      { gateway: ["s3", "s3"], interface: ["sqs", "com.amazonaws.us-east-1.sqs"] },
      [
        '  - gateway[1]: must be a service without an endpoint yet, got "s3" again (gateway[0])',
        '  - interface[1]: must be a service without an endpoint yet, got "sqs" again (interface[0])',
      ],
    ],
    [
      "a gateway endpoint for a service that has none",
      { gateway: ["sqs"] },
      [
        '  - gateway[0]: must be one of s3, dynamodb, s3express, got "sqs"; other services have interface endpoints',
      ],
    ],
    [
      "what is no service",
      { interface: ["SQS queue"] },
      [
        '  - interface[0]: must be a service such as "s3" or "ecr.api", or a full service name, got "SQS queue"',
      ],
    ],
    [
      "tiers that the network has not",
      { tier: "data", routeTableTiers: ["data"] },
      [
        '  - tier: must be one of the network\'s tiers (public, private), got "data"',
        '  - routeTableTiers[0]: must be one of the network\'s tiers (public, private), got "data"',
      ],
    ],
    [
      "sources that are no blocks, or given twice",
      { allowedCidrBlocks: ["10.0.0.1/24", "10.0.0.0/24", "10.0.0.0/24"] },
      [
        '  - allowedCidrBlocks[0]: must have no host bits, got "10.0.0.1/24"; the canonical block is 10.0.0.0/24',
        '  - allowedCidrBlocks[2]: must be given once, got "10.0.0.0/24" again',
      ],
    ],
    [
      "a source whose name is none",
      { allowedSecurityGroupIds: { "10.0.0.0/8": "sg-1" } },
      [
        '  - allowedSecurityGroupIds["10.0.0.0/8"]: must have a name of lower-case letters, digits and hyphens, got "10.0.0.0/8"',
      ],
    ],
    [
      "sources for groups that are brought",
      { securityGroupIds: ["sg-1"], allowedCidrBlocks: ["10.0.0.0/24"] },
      [
        "  - securityGroupIds: must be left out where allowedCidrBlocks or allowedSecurityGroupIds are given: those are rules of the endpoints' own group",
      ],
    ],
  ] as [string, Args, string[]][]) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal(expected);
    });
  }
});
