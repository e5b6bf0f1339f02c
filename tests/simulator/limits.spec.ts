import { expect } from "chai";
import { openWorld, type ValueMap } from "../../simulator";
import { type Stack, network, newStack, refusalOf, textOf, types } from "./support";

/** The rarer refusals of EC2: quotas, what the provider would have refused before, and what only a change can meet. */
type Attempt = (stack: Stack) => Promise<unknown>;

async function routeIn(stack: Stack, args: ValueMap) {
  const { vpc } = await network(stack);
  const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
  return stack.createUnchecked(types.route, "r", { routeTableId: table.id, ...args });
}

async function ruleIn(stack: Stack, args: ValueMap) {
  const { vpc } = await network(stack);
  const group = await stack.create(types.group, "g", { vpcId: vpc.id });
  return stack.createUnchecked(types.ingress, "r", {
    securityGroupId: group.id,
    ipProtocol: "tcp",
    fromPort: 1,
    toPort: 1,
    cidrIpv4: "10.0.0.0/8",
    ...args,
  });
}

async function aclRuleIn(stack: Stack, args: ValueMap) {
  const acl = await stack.create(types.acl, "a", { vpcId: (await network(stack)).vpc.id });
  return stack.createUnchecked(types.aclRule, "r", {
    networkAclId: acl.id,
    ruleNumber: 1,
    protocol: "tcp",
    ruleAction: "allow",
    cidrBlock: "10.0.0.0/8",
    fromPort: 1,
    toPort: 1,
    ...args,
  });
}

async function subnetIn(stack: Stack, args: ValueMap) {
  const { vpc } = await network(stack, { assignGeneratedIpv6CidrBlock: true });
  const block = textOf(vpc.properties, "ipv6CidrBlock").replace("/56", "/64");
  const given = { vpcId: vpc.id, cidrBlock: "10.0.7.0/24", ...args };
  const ipv6: ValueMap = args.ipv6CidrBlock === "first" ? { ipv6CidrBlock: block } : {};
  return stack.createUnchecked(types.subnet, "s", { ...given, ...ipv6 });
}

async function privateNat(stack: Stack, subnetId: string, privateIp: string, name: string) {
  return stack.create(types.nat, name, { subnetId, connectivityType: "private", privateIp });
}

/** Makes a private NAT gateway, whose interface others may then name. */
async function someInterface(stack: Stack) {
  const made = await network(stack);
  const nat = await privateNat(stack, made.subnet.id, "10.0.0.9", "n");
  return { ...made, nat, networkInterface: textOf(nat.properties, "networkInterfaceId") };
}

const cases: readonly (readonly [title: string, code: string, attempt: Attempt])[] = [
  ["a VPC without a block", "MissingParameter", (s) => s.createUnchecked(types.vpc, "v", {})],
  [
    "a VPC out of a pool that is not there",
    "InvalidIpamPoolId.NotFound",
    (s) => s.create(types.vpc, "v", { ipv4IpamPoolId: "ipam-pool-0", ipv4NetmaskLength: 16 }),
  ],
  [
    "giving up IPv6 while a subnet uses it",
    "InvalidCidrBlock.InUse",
    async (s) => {
      const { vpc } = await network(s, { assignGeneratedIpv6CidrBlock: true });
      const ipv6CidrBlock = textOf(vpc.properties, "ipv6CidrBlock").replace("/56", "/64");
      const cidrBlock = "10.0.7.0/24";
      await s.create(types.subnet, "s", { vpcId: vpc.id, cidrBlock, ipv6CidrBlock });
      await s.update(vpc, { cidrBlock: "10.0.0.0/16" });
    },
  ],
  ["a subnet without a block", "MissingParameter", (s) => subnetIn(s, { cidrBlock: null })],
  [
    "a subnet block that is none",
    "InvalidParameterValue",
    (s) => subnetIn(s, { cidrBlock: "10.0.0.0" }),
  ],
  [
    "the same IPv6 block twice",
    "InvalidSubnet.Conflict",
    async (s) => {
      const one = await subnetIn(s, { ipv6CidrBlock: "first" });
      const { vpcId, ipv6CidrBlock } = one.inputs;
      const cidrBlock = "10.0.8.0/24";
      await s.create(types.subnet, "t", {
        vpcId: vpcId!,
        cidrBlock,
        ipv6CidrBlock: ipv6CidrBlock!,
      });
    },
  ],
  [
    "IPv6 addresses for a subnet that has no IPv6",
    "InvalidParameterValue",
    (s) => subnetIn(s, { assignIpv6AddressOnCreation: true }),
  ],
  [
    "a 201st subnet",
    "SubnetLimitExceeded",
    async (s) => {
      const { vpc } = await network(s);
      for (let n = 1; n <= 200; n++)
        await s.create(types.subnet, `s${n}`, { vpcId: vpc.id, cidrBlock: `10.0.${n}.0/24` });
    },
  ],
  [
    "a 201st route table",
    "RouteTableLimitExceeded",
    async (s) => {
      const { vpc } = await network(s);
      for (let n = 0; n < 200; n++) await s.create(types.routeTable, `t${n}`, { vpcId: vpc.id });
    },
  ],
  [
    "a 201st ACL",
    "NetworkAclLimitExceeded",
    async (s) => {
      const { vpc } = await network(s);
      for (let n = 0; n < 200; n++) await s.create(types.acl, `a${n}`, { vpcId: vpc.id });
    },
  ],
  [
    "a route without a target",
    "MissingParameter",
    (s) => routeIn(s, { destinationCidrBlock: "0.0.0.0/0" }),
  ],
  [
    "a route to a prefix list that is not there",
    "InvalidPrefixListID.NotFound",
    (s) => routeIn(s, { destinationPrefixListId: "pl-0", gatewayId: "igw-0" }),
  ],
  [
    "a route to no block",
    "InvalidParameterValue",
    (s) => routeIn(s, { destinationCidrBlock: "somewhere", gatewayId: "igw-0" }),
  ],
  [
    "IPv4 through an egress-only gateway",
    "InvalidParameterValue",
    (s) => routeIn(s, { destinationCidrBlock: "0.0.0.0/0", egressOnlyGatewayId: "eigw-0" }),
  ],
  [
    "a local route",
    "InvalidParameterValue",
    (s) => routeIn(s, { destinationCidrBlock: "0.0.0.0/0", gatewayId: "local" }),
  ],
  [
    "a route to a gateway endpoint",
    "InvalidParameterValue",
    async (s) => {
      const { vpc } = await network(s);
      const serviceName = "com.amazonaws.us-east-1.s3";
      const endpoint = await s.create(types.endpoint, "s3", { vpcId: vpc.id, serviceName });
      const table = await s.create(types.routeTable, "t", { vpcId: vpc.id });
      const destinationCidrBlock = "8.0.0.0/8";
      const args = { routeTableId: table.id, destinationCidrBlock, vpcEndpointId: endpoint.id };
      await s.create(types.route, "r", args);
    },
  ],
  [
    "another target for a route that is not there",
    "InvalidParameterValue",
    async (s) => {
      const { vpc, gateway } = await network(s);
      const table = await s.create(types.routeTable, "t", { vpcId: vpc.id });
      const args = {
        routeTableId: table.id,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: gateway.id,
      };
      const route = await s.create(types.route, "r", args);
      await s.delete(route);
      await s.update(route, args);
    },
  ],
  [
    "removing the main association",
    "InvalidParameterValue",
    async (s) => {
      const { vpc } = await network(s);
      const table = await s.create(types.routeTable, "t", { vpcId: vpc.id });
      const args = { vpcId: vpc.id, routeTableId: table.id };
      const main = await s.create(types.mainAssociation, "m", args);
      await s.delete({ ...main, type: types.association });
    },
  ],
  ["ACL ports from high to low", "InvalidParameterValue", (s) => aclRuleIn(s, { fromPort: 9 })],
  [
    "an ACL rule of no block",
    "InvalidParameterValue",
    (s) => aclRuleIn(s, { cidrBlock: "everywhere" }),
  ],
  [
    "a group's name with a bracket that AWS does not take",
    "InvalidParameterValue",
    async (s) => s.create(types.group, "g", { vpcId: (await network(s)).vpc.id, name: "<web>" }),
  ],
  [
    "an ICMP type beyond 255",
    "InvalidParameterValue",
    (s) => ruleIn(s, { ipProtocol: "icmp", fromPort: 256, toPort: -1 }),
  ],
  [
    "a rule's description with an apostrophe",
    "InvalidParameterValue",
    (s) => ruleIn(s, { description: "it's" }),
  ],
  ["a rule of no block", "InvalidParameterValue", (s) => ruleIn(s, { cidrIpv4: "all" })],
  [
    "a group of another account",
    "InvalidGroup.NotFound",
    (s) => ruleIn(s, { cidrIpv4: null, referencedSecurityGroupId: "111111111111/sg-1" }),
  ],
  [
    "a private NAT gateway with an address",
    "InvalidParameter",
    async (s) =>
      s.createUnchecked(types.nat, "n", {
        subnetId: (await network(s)).subnet.id,
        connectivityType: "private",
        allocationId: "eipalloc-0",
      }),
  ],
  [
    "a NAT gateway in no subnet",
    "MissingParameter",
    (s) => s.create(types.nat, "n", { connectivityType: "private" }),
  ],
  [
    "a regional NAT gateway in no VPC",
    "MissingParameter",
    (s) => s.create(types.nat, "n", { availabilityMode: "regional" }),
  ],
  [
    "a regional NAT gateway in a zone that is not there",
    "InvalidParameterValue",
    async (s) =>
      s.create(types.nat, "n", {
        vpcId: (await network(s)).vpc.id,
        availabilityMode: "regional",
        availabilityZoneAddresses: [{ availabilityZone: "us-east-1z", allocationIds: [] }],
      }),
  ],
  [
    "one address for two regional NAT gateways",
    "Resource.AlreadyAssociated",
    async (s) => {
      const { vpc } = await network(s);
      const { id } = await s.create(types.eip, "e", {});
      const zones = [{ availabilityZone: "us-east-1a", allocationIds: [id] }];
      const args = {
        vpcId: vpc.id,
        availabilityMode: "regional",
        availabilityZoneAddresses: zones,
      };
      await s.create(types.nat, "one", args);
      await s.create(types.nat, "two", args);
    },
  ],
  [
    "a second address that is in use",
    "Resource.AlreadyAssociated",
    async (s) => {
      const { subnet } = await network(s);
      const one = await s.create(types.eip, "e1", {});
      const two = await s.create(types.eip, "e2", {});
      const args = { subnetId: subnet.id, allocationId: one.id };
      const nat = await s.create(types.nat, "n1", args);
      await s.create(types.nat, "n2", { subnetId: subnet.id, allocationId: two.id });
      await s.update(nat, { ...args, secondaryAllocationIds: [two.id] });
    },
  ],
  [
    "a private address outside the subnet",
    "InvalidParameterValue",
    async (s) => privateNat(s, (await network(s)).subnet.id, "10.0.9.9", "n"),
  ],
  [
    "a private address that AWS keeps",
    "InvalidParameterValue",
    async (s) => privateNat(s, (await network(s)).subnet.id, "10.0.0.3", "n"),
  ],
  [
    "a private address in use",
    "InvalidIPAddress.InUse",
    async (s) => {
      const { subnet } = await network(s);
      await privateNat(s, subnet.id, "10.0.0.9", "n1");
      await privateNat(s, subnet.id, "10.0.0.9", "n2");
    },
  ],
  [
    "an interface in a subnet that is full",
    "InsufficientFreeAddressesInSubnet",
    async (s) => {
      const { vpc } = await network(s);
      const args = { vpcId: vpc.id, cidrBlock: "10.0.9.0/28", availabilityZone: "us-east-1a" };
      const { id } = await s.create(types.subnet, "small", args);
      for (let n = 0; n < 12; n++)
        await s.create(types.endpoint, `e${n}`, {
          vpcId: vpc.id,
          vpcEndpointType: "Interface",
          serviceName: "com.amazonaws.us-east-1.sqs",
          subnetIds: [id],
        });
    },
  ],
  [
    "an address that is not one's own",
    "InvalidAddress.NotFound",
    (s) => s.create(types.eip, "e", { address: "8.8.8.8" }),
  ],
  [
    "an address for an instance that is not there",
    "InvalidInstanceID.NotFound",
    (s) => s.create(types.eip, "e", { instance: "i-0" }),
  ],
  [
    "an address for an interface of a NAT gateway",
    "AuthFailure",
    async (s) => {
      const { networkInterface } = await someInterface(s);
      await s.create(types.eip, "one", { networkInterface });
    },
  ],
  [
    "a tag's key of 129 characters",
    "InvalidParameterValue",
    (s) => s.create(types.eip, "e", { tags: { ["k".repeat(129)]: "v" } }),
  ],
  [
    "a tag's value of 257 characters",
    "InvalidParameterValue",
    (s) => s.create(types.eip, "e", { tags: { k: "v".repeat(257) } }),
  ],
];

describe("AWS refuses also", () => {
  for (const [title, code, attempt] of cases)
    it(title, async () => {
      expect(await refusalOf(attempt(await newStack()))).to.equal(code);
    });

  it("a role beyond the account's quota", async () => {
    const stack = await newStack({ quotas: { rolesPerAccount: 0 } });
    const assumeRolePolicy = JSON.stringify({
      Statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: "*" },
    });
    const role = stack.create(types.role, "r", { assumeRolePolicy });
    expect(await refusalOf(role)).to.equal("LimitExceeded");
  });

  it("a group beyond the region's quota", async () => {
    const stack = await newStack({ quotas: { securityGroupsPerRegion: 2 } });
    const { vpc } = await network(stack);
    await stack.create(types.group, "one", { vpcId: vpc.id });
    const two = stack.create(types.group, "two", { vpcId: vpc.id });
    expect(await refusalOf(two)).to.equal("SecurityGroupLimitExceeded");
  });
});

describe("quotas of a world", () => {
  it("are refused by name where the simulated AWS has none of that name", async () => {
    const options = { quotas: { vpcsPerRegoin: 9 } } as never;
    const failure: unknown = await openWorld(options).catch((error: unknown) => error);
    expect(String(failure)).to.match(
      /^Error: quotas: the simulated AWS has no quota "vpcsPerRegoin"; it has vpcsPerRegion, subnetsPerVpc, /,
    );
  });
});
