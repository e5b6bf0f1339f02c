import { expect } from "chai";
import type { ValueMap } from "../../simulator";
import { messageOf, network, newStack, types, unknownValue } from "./support";

/** What the provider itself refuses at preview, in its words (aws-facts.md, section 5). */
const refusals: readonly (readonly [
  title: string,
  type: string,
  args: ValueMap,
  message: string,
])[] = [
  [
    "a VPC of /8",
    types.vpc,
    { cidrBlock: "10.0.0.0/8" },
    `expected "cidr_block" to contain a network Value with between 16 and 28 significant bits, got: 8`,
  ],
  [
    "a VPC with host bits",
    types.vpc,
    { cidrBlock: "10.0.0.1/16" },
    "expected cidr_block to contain a valid network Value, expected 10.0.0.0/16, got 10.0.0.1/16",
  ],
  [
    "a VPC block that is none",
    types.vpc,
    { cidrBlock: "300.0.0.0/16" },
    "expected cidr_block to contain a valid network Value, got: 300.0.0.0/16 with err: invalid CIDR address: 300.0.0.0/16",
  ],
  [
    "a tenancy that does not exist",
    types.vpc,
    { cidrBlock: "10.0.0.0/16", instanceTenancy: "host" },
    `expected instance_tenancy to be one of ["default" "dedicated"], got host`,
  ],
  [
    "a subnet with host bits",
    types.subnet,
    { vpcId: "vpc-1", cidrBlock: "10.0.0.1/24" },
    `"10.0.0.1/24" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/24"?`,
  ],
  [
    "a subnet by zone name and zone id",
    types.subnet,
    {
      vpcId: "vpc-1",
      cidrBlock: "10.0.0.0/24",
      availabilityZone: "us-east-1a",
      availabilityZoneId: "use1-az1",
    },
    `"availability_zone": conflicts with availability_zone_id`,
  ],
  [
    "a subnet without a VPC",
    types.subnet,
    { cidrBlock: "10.0.0.0/24" },
    `Missing required argument. The argument "vpcId" is required, but no definition was found.. Examine values at 'x.vpcId'.`,
  ],
  [
    "an argument that does not exist",
    types.vpc,
    { cidrBlock: "10.0.0.0/16", cidr: "10.0.0.0/16" },
    "Invalid or unknown key. Examine values at 'x.cidr'.",
  ],
  [
    "a route with two targets",
    types.route,
    {
      routeTableId: "rtb-1",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "igw-1",
      natGatewayId: "nat-1",
    },
    "only one of carrier_gateway_id,core_network_arn,egress_only_gateway_id,gateway_id,local_gateway_id,nat_gateway_id," +
      "network_interface_id,odb_network_arn,transit_gateway_id,vpc_endpoint_id,vpc_peering_connection_id can be specified, " +
      "but gateway_id,nat_gateway_id were specified.",
  ],
  [
    "a route without a destination",
    types.route,
    { routeTableId: "rtb-1", gatewayId: "igw-1" },
    "one of destination_cidr_block,destination_ipv6_cidr_block,destination_prefix_list_id must be specified",
  ],
  [
    "a group named sg-",
    types.group,
    { name: "sg-web" },
    "invalid value for name (cannot begin with sg-)",
  ],
  [
    "a group rule with two peers",
    types.ingress,
    { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv4: "10.0.0.0/8", cidrIpv6: "::/0" },
    "Exactly one of these attributes must be configured: [cidr_ipv4,cidr_ipv6,prefix_list_id,referenced_security_group_id]",
  ],
  [
    "a group rule with host bits",
    types.egress,
    { securityGroupId: "sg-1", ipProtocol: "-1", cidrIpv4: "10.0.0.1/8" },
    "value must be a valid IPv4 CIDR that represents a network address, got: 10.0.0.1/8",
  ],
  [
    "an ACL rule of no protocol",
    types.aclRule,
    {
      networkAclId: "acl-1",
      ruleNumber: 1,
      protocol: "bogus",
      ruleAction: "allow",
      cidrBlock: "::/0",
    },
    `"protocol" : unsupported NACL protocol: bogus`,
  ],
  [
    "a private NAT gateway with an address",
    types.nat,
    { subnetId: "subnet-1", connectivityType: "private", allocationId: "eipalloc-1" },
    `allocation_id is not supported with connectivity_type = "private"`,
  ],
  [
    "an address of no domain",
    types.eip,
    { domain: "ec2" },
    `expected domain to be one of ["vpc" "standard"], got ec2`,
  ],
  [
    "an endpoint of no type",
    types.endpoint,
    { vpcId: "vpc-1", serviceName: "x", vpcEndpointType: "Tunnel" },
    `expected vpc_endpoint_type to be one of ["Interface" "Gateway" "GatewayLoadBalancer" "Resource" "ServiceNetwork"], got Tunnel`,
  ],
  [
    "a flow log of two things",
    types.flowLog,
    { vpcId: "vpc-1", subnetId: "subnet-1" },
    `"vpc_id": only one of \`eni_id,regional_nat_gateway_id,subnet_id,transit_gateway_attachment_id,transit_gateway_id,vpc_id\` can be specified`,
  ],
  [
    "a retention that does not exist",
    types.logGroup,
    { retentionInDays: 31 },
    "expected retention_in_days to be one of [0 1 3 5 7 14 30 60 90 120 150 180 365 400 545 731 1096 1827 2192 2557 2922 3288 3653], got 31",
  ],
  [
    "a policy that is no JSON",
    types.rolePolicy,
    { role: "r", policy: "{" },
    `"policy" contains an invalid JSON policy: not a JSON document`,
  ],
  [
    "a role's name of 65 characters",
    types.role,
    { assumeRolePolicy: "{}", name: "x".repeat(65) },
    `expected length of name to be in the range (1 - 64), got ${"x".repeat(65)}`,
  ],
];

describe("the provider refuses at preview", () => {
  for (const [title, type, args, message] of refusals)
    it(title, async () => {
      const stack = await newStack();
      expect(await messageOf(stack.check(type, "x", args))).to.equal(message);
    });

  it("nothing for what is not known yet", async () => {
    const stack = await newStack();
    const u = unknownValue;
    await stack.check(types.vpc, "x", { cidrBlock: u, tags: { Name: u } });
    await stack.check(types.subnet, "x", { vpcId: u, cidrBlock: u, availabilityZone: u });
    await stack.check(types.route, "x", { routeTableId: u, destinationCidrBlock: u, gatewayId: u });
    await stack.check(types.ingress, "x", {
      securityGroupId: u,
      ipProtocol: u,
      cidrIpv4: u,
      fromPort: u,
    });
    await stack.check(types.endpoint, "x", { vpcId: u, serviceName: u, subnetIds: [u], policy: u });
    await stack.check(types.logGroup, "x", { retentionInDays: u });
  });
});

describe("a preview", () => {
  it("knows what is written and filled in, and no more", async () => {
    const stack = await newStack({}, { defaultTags: `{"tags":{"team":"net"}}` });
    const preview = await stack.preview(types.group, "web", {
      vpcId: unknownValue,
      tags: { Name: "web" },
    });
    expect(preview).to.deep.equal({
      arn: unknownValue,
      description: "Managed by Pulumi",
      egress: unknownValue,
      ingress: unknownValue,
      name: preview.name,
      namePrefix: unknownValue,
      ownerId: unknownValue,
      region: "us-east-1",
      revokeRulesOnDelete: false,
      tags: { Name: "web" },
      tagsAll: { team: "net", Name: "web" },
      vpcId: unknownValue,
    });
    expect(preview.name).to.match(/^web-[0-9a-f]{7}$/);
    expect(stack.world.isEmpty()).to.equal(true);
  });

  it("takes an unknown for a change, and for a replacement where a change would be one", async () => {
    const stack = await newStack();
    const { subnet } = await network(stack);
    const diff = await stack.diff(subnet, {
      ...subnet.inputs,
      vpcId: unknownValue,
      tags: { Name: unknownValue },
    });
    expect(diff.replaces).to.deep.equal(["vpcId"]);
    expect(diff.detailedDiff).to.deep.equal({
      vpcId: { kind: "update-replace", inputDiff: true },
      tags: { kind: "add", inputDiff: true },
    });
  });

  it("of an update keeps what was, with the new inputs over it", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const news = await stack.check(
      types.vpc,
      "main",
      { cidrBlock: "10.0.0.0/16", tags: { a: unknownValue } },
      vpc.inputs,
    );
    const { properties } = await stack.provider.update({
      ...vpc,
      oldInputs: vpc.inputs,
      oldOutputs: vpc.properties,
      news,
      preview: true,
      timeout: 0,
      ignoreChanges: [],
    });
    expect(properties.arn).to.equal(vpc.properties.arn);
    expect(properties.tagsAll).to.deep.equal({ a: unknownValue });
  });
});

describe("a difference", () => {
  it("is none for the same set, the same policy, the same protocol", async () => {
    const stack = await newStack();
    const { vpc, subnet } = await network(stack);
    const other = await stack.create(types.subnet, "b", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "us-east-1b",
    });
    const args = {
      vpcId: vpc.id,
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.sqs",
      subnetIds: [subnet.id, other.id],
      policy: `{"Version":"2012-10-17","Statement":[]}`,
    };
    const endpoint = await stack.create(types.endpoint, "e", args);
    const same = {
      subnetIds: [other.id, subnet.id],
      policy: `{ "Statement": [], "Version": "2012-10-17" }`,
    };
    expect((await stack.diff(endpoint, { ...args, ...same })).changes).to.equal(false);
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const rule = { securityGroupId: group.id, ipProtocol: "all", cidrIpv4: "10.0.0.0/8" };
    const made = await stack.create(types.egress, "r", rule);
    expect((await stack.diff(made, { ...rule, ipProtocol: "-1" })).changes).to.equal(false);
  });

  it("is read over the bridge's own keys", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const real = {
      ...vpc,
      inputs: { ...vpc.inputs, __defaults: ["enableDnsSupport"], tags: { __defaults: [] } },
      properties: { ...vpc.properties, __meta: `{"schema_version":"1"}` },
    };
    expect((await stack.diff(real, { cidrBlock: "10.0.0.0/16" })).changes).to.equal(false);
  });

  it("names the tags and the elements", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack, { tags: { a: "1", b: "2" } });
    const diff = await stack.diff(vpc, { cidrBlock: "10.0.0.0/16", tags: { a: "3", "c d": "4" } });
    expect(diff.detailedDiff).to.deep.equal({
      "tags.a": { kind: "update", inputDiff: true },
      "tags.b": { kind: "delete", inputDiff: true },
      'tags["c d"]': { kind: "add", inputDiff: true },
    });
  });

  it("comes of the provider's default tags too", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    await stack.provider.configure(vpc.urn, {
      region: "us-east-1",
      defaultTags: `{"tags":{"x":"y"}}`,
    });
    const diff = await stack.diff(vpc, { cidrBlock: "10.0.0.0/16" });
    expect(diff.diffs).to.deep.equal(["tagsAll"]);
  });
});
