// The program that is measured: `count` networks of the package's own components, about 50 resources each. Compiled code.
"use strict";
const { requireFromRoot } = require("../lib/subject.cjs");

/** One of these is what a `sim up` meets: tiers, routes, NAT, endpoints, flow logs, groups and ACLs. */
function network(components, name) {
  const { NatGatewayStrategy, NetworkAcls, RouteTableStrategy, SecurityGroups, SubnetType, Vpc } =
    components;
  const vpc = new Vpc(name, {
    cidrBlock: "10.0.0.0/16",
    availabilityZoneNames: ["us-east-1a", "us-east-1b"],
    subnetSpecs: [
      { name: "public", type: SubnetType.Public, cidrMask: 24 },
      { name: "private", type: SubnetType.Private, cidrMask: 24 },
    ],
    routeTableStrategy: RouteTableStrategy.PerTier,
    natGateways: { strategy: NatGatewayStrategy.Single, availabilityZone: "us-east-1a" },
    endpoints: { gateway: ["s3", "dynamodb"], interface: ["sqs", "states", "logs", "sns"] },
    flowLogs: { retentionInDays: 30 },
    tags: { Environment: "bench" },
  });
  new SecurityGroups(name, {
    vpc,
    groups: ["lambda"],
    flows: [{ source: "lambda", destination: "0.0.0.0/0", ports: ["tcp/443", "udp/123"] }],
  });
  new NetworkAcls(name, {
    vpc,
    tiers: ["private"],
    flows: [{ source: "private", destination: "internet", ports: ["tcp/443", "udp/123"] }],
  });
  return vpc.vpcId;
}

/** @returns an inline program */
function networks(count) {
  const components = requireFromRoot("./dist/index.js");
  return async () => {
    const ids = {};
    for (let index = 0; index < count; index++)
      ids[`vpc${index}`] = network(components, `net${index}`);
    return ids;
  };
}

module.exports = { networks };
