import { expect } from "chai";
import type { ValueMap } from "../../simulator";
import { type Stack, messageOf, network, newStack, refusalOf, types } from "./support";

type Attempt = (stack: Stack) => Promise<unknown>;

const endpoint = (stack: Stack, vpcId: string, args: ValueMap, name = "e") =>
  stack.create(types.endpoint, name, {
    vpcId,
    vpcEndpointType: "Interface",
    serviceName: "com.amazonaws.us-east-1.sqs",
    ...args,
  });

const gatewayEndpoint = (stack: Stack, vpcId: string, args: ValueMap, name = "s3") =>
  stack.create(types.endpoint, name, {
    vpcId,
    serviceName: "com.amazonaws.us-east-1.s3",
    ...args,
  });

const policy = (statement: ValueMap): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const trust = policy({
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { Service: "lambda.amazonaws.com" },
});

const toLogGroup = {
  trafficType: "ALL",
  logDestination: "arn:aws:logs:us-east-1:000000000000:log-group:x",
  iamRoleArn: "arn:aws:iam::000000000000:role/r",
};
const flowLog = async (stack: Stack, args: ValueMap = {}) =>
  stack.create(types.flowLog, "f", { ...toLogGroup, ...args });

async function groupIn(stack: Stack) {
  const made = await network(stack);
  return { ...made, group: await stack.create(types.group, "g", { vpcId: made.vpc.id }) };
}

async function elsewhere(stack: Stack) {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
  const args = { vpcId: vpc.id };
  return {
    table: await stack.create(types.routeTable, "other", args),
    subnet: await stack.create(types.subnet, "other", { ...args, cidrBlock: "10.1.0.0/24" }),
    group: await stack.create(types.group, "other", args),
  };
}

const cases: readonly (readonly [title: string, code: string, attempt: Attempt])[] = [
  [
    "deleting a group that an interface uses",
    "DependencyViolation",
    async (s) => {
      const { vpc, subnet, group: one } = await groupIn(s);
      await endpoint(s, vpc.id, { subnetIds: [subnet.id], securityGroupIds: [one.id] });
      await s.delete(one);
    },
  ],
  [
    "six groups on an interface",
    "SecurityGroupsPerInterfaceLimitExceeded",
    async (s) => {
      const { vpc, subnet } = await network(s);
      const securityGroupIds: string[] = [];
      for (let n = 0; n < 6; n++)
        securityGroupIds.push((await s.create(types.group, `g${n}`, { vpcId: vpc.id })).id);
      await endpoint(s, vpc.id, { subnetIds: [subnet.id], securityGroupIds });
    },
  ],
  [
    "a service that does not exist",
    "InvalidServiceName",
    async (s) =>
      endpoint(s, (await network(s)).vpc.id, { serviceName: "com.amazonaws.us-east-1.nosuch" }),
  ],
  [
    "a gateway endpoint for SQS",
    "InvalidParameter",
    async (s) => endpoint(s, (await network(s)).vpc.id, { vpcEndpointType: "Gateway" }),
  ],
  [
    "a second gateway endpoint on a table",
    "RouteAlreadyExists",
    async (s) => {
      const { vpc } = await network(s);
      const table = await s.create(types.routeTable, "t", { vpcId: vpc.id });
      await gatewayEndpoint(s, vpc.id, { routeTableIds: [table.id] });
      await gatewayEndpoint(s, vpc.id, { routeTableIds: [table.id] }, "two");
    },
  ],
  [
    "two subnets of a zone for one endpoint",
    "DuplicateSubnetsInSameZone",
    async (s) => {
      const { vpc, subnet } = await network(s);
      const args = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZone: "us-east-1a" };
      const other = await s.create(types.subnet, "b", args);
      await endpoint(s, vpc.id, { subnetIds: [subnet.id, other.id] });
    },
  ],
  [
    "an endpoint where the service is not offered",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s);
      const args = { vpcId: vpc.id, cidrBlock: "10.0.1.0/24", availabilityZoneId: "use1-az2" };
      const { id } = await s.create(types.subnet, "b", args);
      const serviceName = "com.amazonaws.us-east-1.email-smtp";
      await endpoint(s, vpc.id, { serviceName, subnetIds: [id] });
    },
  ],
  [
    "private DNS without DNS hostnames",
    "InvalidParameter",
    async (s) => endpoint(s, (await network(s)).vpc.id, { privateDnsEnabled: true }),
  ],
  [
    "the same private DNS name twice in a VPC",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s, { enableDnsHostnames: true });
      await endpoint(s, vpc.id, { privateDnsEnabled: true });
      await endpoint(s, vpc.id, { privateDnsEnabled: true }, "two");
    },
  ],
  [
    "an S3 interface endpoint with private DNS and no gateway endpoint",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s, { enableDnsHostnames: true });
      const serviceName = "com.amazonaws.us-east-1.s3";
      await endpoint(s, vpc.id, { serviceName, privateDnsEnabled: true });
    },
  ],
  [
    "deleting the gateway endpoint that an S3 interface endpoint relies on",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s, { enableDnsHostnames: true });
      const gateway = await gatewayEndpoint(s, vpc.id, {});
      const serviceName = "com.amazonaws.us-east-1.s3";
      await endpoint(s, vpc.id, { serviceName, privateDnsEnabled: true });
      await s.delete(gateway);
    },
  ],
  [
    "an endpoint in a subnet that is not there",
    "InvalidSubnetId.NotFound",
    async (s) => endpoint(s, (await network(s)).vpc.id, { subnetIds: ["subnet-0"] }),
  ],
  [
    "an endpoint in a VPC that is not there",
    "InvalidVpcId.NotFound",
    (s) => endpoint(s, "vpc-0", {}),
  ],
  [
    "an endpoint on a table that is not there",
    "InvalidRouteTableId.NotFound",
    async (s) => gatewayEndpoint(s, (await network(s)).vpc.id, { routeTableIds: ["rtb-0"] }),
  ],
  [
    "a 21st gateway endpoint",
    "VpcEndpointLimitExceeded",
    async (s) => {
      const { vpc } = await network(s);
      for (let n = 0; n <= 20; n++) await gatewayEndpoint(s, vpc.id, {}, `e${n}`);
    },
  ],
  [
    "the same flow log twice",
    "FlowLogAlreadyExists",
    async (s) => {
      const { vpc } = await network(s);
      await flowLog(s, { vpcId: vpc.id });
      await flowLog(s, { vpcId: vpc.id });
    },
  ],
  [
    "a flow log to CloudWatch without a role",
    "InvalidParameter",
    async (s) => flowLog(s, { vpcId: (await network(s)).vpc.id, iamRoleArn: null }),
  ],
  [
    "a flow log of a VPC that is not there",
    "InvalidVpcID.NotFound",
    (s) => flowLog(s, { vpcId: "vpc-0" }),
  ],
  [
    "a log group's name twice",
    "ResourceAlreadyExistsException",
    async (s) => {
      await s.create(types.logGroup, "one", { name: "/x" });
      await s.create(types.logGroup, "two", { name: "/x" });
    },
  ],
  [
    "a retention that AWS does not offer",
    "InvalidParameterException",
    (s) => s.createUnchecked(types.logGroup, "g", { name: "/x", retentionInDays: 31 }),
  ],
  [
    "deleting a log group that is protected",
    "ValidationException",
    async (s) => {
      const args = { deletionProtectionEnabled: true };
      await s.delete(await s.create(types.logGroup, "g", args));
    },
  ],
  [
    "a role's name twice, in capitals",
    "EntityAlreadyExists",
    async (s) => {
      await s.create(types.role, "one", { name: "writer", assumeRolePolicy: trust });
      await s.create(types.role, "two", { name: "Writer", assumeRolePolicy: trust });
    },
  ],
  [
    "a trust policy without a principal",
    "MalformedPolicyDocument",
    (s) =>
      s.create(types.role, "r", {
        assumeRolePolicy: policy({ Effect: "Allow", Action: "sts:AssumeRole" }),
      }),
  ],
  [
    "a policy in a role that is not there",
    "NoSuchEntity",
    (s) =>
      s.create(types.rolePolicy, "p", {
        role: "nobody",
        policy: policy({ Effect: "Allow", Action: "s3:*", Resource: "*" }),
      }),
  ],
  [
    "a role's policy without resources",
    "MalformedPolicyDocument",
    async (s) => {
      const role = await s.create(types.role, "r", { assumeRolePolicy: trust });
      const args = { role: role.id, policy: policy({ Effect: "Allow", Action: "s3:*" }) };
      await s.create(types.rolePolicy, "p", args);
    },
  ],
  [
    "deleting a role with a policy in it",
    "DeleteConflict",
    async (s) => {
      const role = await s.create(types.role, "r", { assumeRolePolicy: trust });
      const document = policy({ Effect: "Allow", Action: "s3:*", Resource: "*" });
      await s.create(types.rolePolicy, "p", { role: role.id, policy: document });
      await s.delete(role);
    },
  ],
  [
    "an endpoint's policy that is no JSON",
    "InvalidPolicyDocument",
    async (s) =>
      s.createUnchecked(types.endpoint, "e", {
        vpcId: (await network(s)).vpc.id,
        serviceName: "com.amazonaws.us-east-1.s3",
        policy: "{",
      }),
  ],
  [
    "an endpoint's policy of more than 20,480 characters",
    "InvalidPolicyDocument",
    async (s) =>
      gatewayEndpoint(s, (await network(s)).vpc.id, { policy: `{"Id":"${"x".repeat(20_480)}"}` }),
  ],
  [
    "a gateway endpoint in a subnet",
    "InvalidParameter",
    async (s) => {
      const { vpc, subnet } = await network(s);
      await gatewayEndpoint(s, vpc.id, { subnetIds: [subnet.id] });
    },
  ],
  [
    "a gateway endpoint with private DNS",
    "InvalidParameter",
    async (s) => gatewayEndpoint(s, (await network(s)).vpc.id, { privateDnsEnabled: true }),
  ],
  [
    "a gateway endpoint on a table of another VPC",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s);
      const { table } = await elsewhere(s);
      await gatewayEndpoint(s, vpc.id, { routeTableIds: [table.id] });
    },
  ],
  [
    "an interface endpoint on a table",
    "InvalidParameter",
    async (s) => endpoint(s, (await network(s)).vpc.id, { routeTableIds: ["rtb-0"] }),
  ],
  [
    "an interface endpoint in a subnet of another VPC",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s);
      const { subnet } = await elsewhere(s);
      await endpoint(s, vpc.id, { subnetIds: [subnet.id] });
    },
  ],
  [
    "an interface endpoint with a group of another VPC",
    "InvalidParameter",
    async (s) => {
      const { vpc } = await network(s);
      const { group } = await elsewhere(s);
      await endpoint(s, vpc.id, { securityGroupIds: [group.id] });
    },
  ],
  [
    "a flow log of nothing",
    "InvalidParameter",
    (s) => s.createUnchecked(types.flowLog, "f", toLogGroup),
  ],
  [
    "a flow log to a log group, as if it were a bucket",
    "InvalidParameter",
    async (s) => flowLog(s, { vpcId: (await network(s)).vpc.id, logDestinationType: "s3" }),
  ],
  [
    "a log group's name with a space",
    "InvalidParameterException",
    (s) => s.createUnchecked(types.logGroup, "g", { name: "my logs" }),
  ],
  [
    "a log group's key that is no ARN",
    "InvalidParameterException",
    (s) => s.create(types.logGroup, "g", { kmsKeyId: "alias/x" }),
  ],
  [
    "a role's name with a space",
    "ValidationError",
    (s) => s.createUnchecked(types.role, "r", { name: "my role", assumeRolePolicy: trust }),
  ],
  [
    "a trust policy with an effect that is none",
    "MalformedPolicyDocument",
    (s) =>
      s.create(types.role, "r", {
        assumeRolePolicy: policy({ Effect: "Maybe", Action: "sts:AssumeRole", Principal: "*" }),
      }),
  ],
  [
    "a trust policy with a resource",
    "MalformedPolicyDocument",
    (s) =>
      s.create(types.role, "r", {
        assumeRolePolicy: policy({
          Effect: "Allow",
          Action: "sts:AssumeRole",
          Principal: "*",
          Resource: "*",
        }),
      }),
  ],
  [
    "a role's policy with a principal",
    "MalformedPolicyDocument",
    async (s) => {
      const role = await s.create(types.role, "r", { assumeRolePolicy: trust });
      const statement = { Effect: "Allow", Action: "s3:*", Resource: "*", Principal: "*" };
      await s.create(types.rolePolicy, "p", { role: role.id, policy: policy(statement) });
    },
  ],
];

describe("AWS refuses, of endpoints, logs and roles,", () => {
  for (const [title, code, attempt] of cases)
    it(title, async () => {
      expect(await refusalOf(attempt(await newStack()))).to.equal(code);
    });

  it("a flow log to nowhere, in words of its own: the code is that of a wrong destination", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    expect(await messageOf(flowLog(stack, { vpcId: vpc.id, logDestination: null }))).to.contain(
      "LogDestination can't be empty if LogGroupName is not provided.",
    );
  });
});

describe("an interface endpoint", () => {
  it("has one interface a subnet, names for each zone, and the default group if none is given", async () => {
    const stack = await newStack();
    const { vpc, subnet } = await network(stack, { enableDnsHostnames: true });
    const one = await endpoint(stack, vpc.id, { subnetIds: [subnet.id], privateDnsEnabled: true });
    const { properties } = one;
    expect(properties.networkInterfaceIds).to.have.length(1);
    expect(properties.securityGroupIds).to.deep.equal([vpc.properties.defaultSecurityGroupId]);
    const names = (properties.dnsEntries as { dnsName: string }[]).map((each) => each.dnsName);
    expect(names).to.have.length(3);
    expect(names[1]).to.match(
      /^vpce-00000[0-9a-f]{12}-[0-9a-f]{8}-us-east-1a\.sqs\.us-east-1\.vpce\.amazonaws\.com$/,
    );
    expect(names[2]).to.equal("sqs.us-east-1.amazonaws.com");
    expect(await refusalOf(stack.delete(subnet))).to.equal("DependencyViolation");
    await stack.delete(one);
    await stack.delete(subnet);
  });
});
