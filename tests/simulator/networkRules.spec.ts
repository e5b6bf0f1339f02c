import { expect } from "chai";
import { type Stack, messageOf, network, newStack, refusalOf, types, textOf } from "./support";

/** What AWS refuses of VPCs, subnets, gateways and routes, by its code. */
type Attempt = (stack: Stack) => Promise<unknown>;

const eip = (stack: Stack, name = "nat") => stack.create(types.eip, name, {});

async function nat(stack: Stack, name = "nat") {
  const made = await network(stack);
  const address = await eip(stack);
  const gateway = await stack.create(types.nat, name, {
    subnetId: made.subnet.id,
    allocationId: address.id,
  });
  return { ...made, address, nat: gateway };
}

async function routed(stack: Stack) {
  const made = await network(stack);
  const table = await stack.create(types.routeTable, "t", { vpcId: made.vpc.id });
  const add = (destinationCidrBlock: string, target: Record<string, string>, name = "r") =>
    stack.create(types.route, name, { routeTableId: table.id, destinationCidrBlock, ...target });
  return { ...made, table, add };
}

const subnetIn = (stack: Stack, vpcId: string, cidrBlock: string, zone = "us-east-1a") =>
  stack.create(types.subnet, cidrBlock, { vpcId, cidrBlock, availabilityZone: zone });

const cases: readonly (readonly [title: string, code: string, attempt: Attempt])[] = [
  [
    "a VPC larger than /16",
    "InvalidVpc.Range",
    (s) => s.createUnchecked(types.vpc, "v", { cidrBlock: "10.0.0.0/8" }),
  ],
  [
    "a VPC smaller than /28",
    "InvalidVpc.Range",
    (s) => s.createUnchecked(types.vpc, "v", { cidrBlock: "10.0.0.0/29" }),
  ],
  [
    "a VPC block that is none",
    "InvalidParameterValue",
    (s) => s.createUnchecked(types.vpc, "v", { cidrBlock: "10.0.0.0" }),
  ],
  [
    "a fifth VPC beside the default one",
    "VpcLimitExceeded",
    async (s) => {
      for (let n = 0; n < 4; n++)
        await s.create(types.vpc, `v${n}`, { cidrBlock: `10.${n}.0.0/16` });
      await s.create(types.vpc, "v5", { cidrBlock: "10.5.0.0/16" });
    },
  ],
  [
    "DNS hostnames without DNS support",
    "InvalidParameterValue",
    (s) =>
      s.create(types.vpc, "v", {
        cidrBlock: "10.0.0.0/16",
        enableDnsSupport: false,
        enableDnsHostnames: true,
      }),
  ],
  [
    "a tag key that begins with aws:",
    "InvalidTagKey.Malformed",
    (s) => s.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16", tags: { "aws:x": "y" } }),
  ],
  [
    "51 tags",
    "TagLimitExceeded",
    (s) =>
      s.create(types.vpc, "v", {
        cidrBlock: "10.0.0.0/16",
        tags: Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`k${n}`, "v"])),
      }),
  ],
  [
    "deleting a VPC with a subnet in it",
    "DependencyViolation",
    async (s) => {
      const { vpc, gateway } = await network(s);
      await s.delete(gateway);
      await s.delete(vpc);
    },
  ],
  [
    "deleting a VPC with a gateway attached",
    "DependencyViolation",
    async (s) => {
      const { vpc, subnet } = await network(s);
      await s.delete(subnet);
      await s.delete(vpc);
    },
  ],
  [
    "a subnet of a VPC that is not there",
    "InvalidVpcID.NotFound",
    (s) => subnetIn(s, "vpc-0", "10.0.0.0/24"),
  ],
  [
    "a subnet outside its VPC",
    "InvalidSubnet.Range",
    async (s) => subnetIn(s, (await network(s)).vpc.id, "10.1.0.0/24"),
  ],
  [
    "a subnet smaller than /28",
    "InvalidSubnet.Range",
    async (s) => subnetIn(s, (await network(s)).vpc.id, "10.0.9.0/29"),
  ],
  [
    "a subnet over another",
    "InvalidSubnet.Conflict",
    async (s) => subnetIn(s, (await network(s)).vpc.id, "10.0.0.128/25"),
  ],
  [
    "a subnet in a zone that the region lacks",
    "InvalidParameterValue",
    async (s) => subnetIn(s, (await network(s)).vpc.id, "10.0.9.0/24", "us-east-1z"),
  ],
  [
    "an IPv6 subnet without an IPv6 VPC",
    "InvalidSubnet.Range",
    async (s) =>
      s.create(types.subnet, "x", {
        vpcId: (await network(s)).vpc.id,
        cidrBlock: "10.0.9.0/24",
        ipv6CidrBlock: "2001:db8::/64",
      }),
  ],
  [
    "deleting a subnet with an interface in it",
    "DependencyViolation",
    async (s) => s.delete((await nat(s)).subnet),
  ],
  [
    "a gateway attached twice",
    "Resource.AlreadyAssociated",
    async (s) => {
      const { gateway } = await network(s);
      const vpc = await s.create(types.vpc, "v", { cidrBlock: "10.1.0.0/16" });
      await s.create(types.internetGatewayAttachment, "a", {
        vpcId: vpc.id,
        internetGatewayId: gateway.id,
      });
    },
  ],
  [
    "a second gateway for a VPC",
    "InvalidParameterValue",
    async (s) => s.create(types.internetGateway, "two", { vpcId: (await network(s)).vpc.id }),
  ],
  [
    "detaching a gateway while public addresses are mapped",
    "DependencyViolation",
    async (s) => s.delete((await nat(s)).gateway),
  ],
  [
    "a gateway that is not there",
    "InvalidInternetGatewayID.NotFound",
    async (s) =>
      s.create(types.internetGatewayAttachment, "a", {
        vpcId: (await network(s)).vpc.id,
        internetGatewayId: "igw-0",
      }),
  ],
  [
    "a fifth gateway beside the default one",
    "InternetGatewayLimitExceeded",
    async (s) => {
      for (let n = 0; n < 5; n++) await s.create(types.internetGateway, `g${n}`, {});
    },
  ],
  [
    "a public NAT gateway without an address",
    "MissingParameter",
    async (s) => s.create(types.nat, "n", { subnetId: (await network(s)).subnet.id }),
  ],
  [
    "a NAT gateway with an address in use",
    "Resource.AlreadyAssociated",
    async (s) => {
      const { subnet, address } = await nat(s);
      await s.create(types.nat, "n", { subnetId: subnet.id, allocationId: address.id });
    },
  ],
  [
    "a NAT gateway with an address that is not there",
    "InvalidAllocationID.NotFound",
    async (s) =>
      s.create(types.nat, "n", {
        subnetId: (await network(s)).subnet.id,
        allocationId: "eipalloc-0",
      }),
  ],
  [
    "a NAT gateway in a VPC without an internet gateway",
    "Gateway.NotAttached",
    async (s) => {
      const { gateway, subnet } = await network(s);
      const { id: allocationId } = await eip(s);
      await s.delete(gateway);
      await s.create(types.nat, "n", { subnetId: subnet.id, allocationId });
    },
  ],
  [
    "a sixth private NAT gateway in a zone",
    "NatGatewayLimitExceeded",
    async (s) => {
      const { subnet } = await network(s);
      for (let n = 0; n < 6; n++)
        await s.create(types.nat, `n${n}`, { subnetId: subnet.id, connectivityType: "private" });
    },
  ],
  [
    "releasing an address that a NAT gateway holds",
    "AuthFailure",
    async (s) => s.delete((await nat(s)).address),
  ],
  [
    "a sixth address",
    "AddressLimitExceeded",
    async (s) => {
      for (let n = 0; n < 6; n++) await eip(s, `e${n}`);
    },
  ],
  [
    "the same destination twice",
    "RouteAlreadyExists",
    async (s) => {
      const { add, gateway } = await routed(s);
      await add("0.0.0.0/0", { gatewayId: gateway.id });
      await add("0.0.0.0/0", { gatewayId: gateway.id }, "two");
    },
  ],
  [
    "a route to a gateway that is not there",
    "InvalidGatewayID.NotFound",
    async (s) => (await routed(s)).add("0.0.0.0/0", { gatewayId: "igw-0" }),
  ],
  [
    "a route to a NAT gateway that is not there",
    "InvalidNatGatewayID.NotFound",
    async (s) => (await routed(s)).add("0.0.0.0/0", { natGatewayId: "nat-0" }),
  ],
  [
    "a route to a peering that is not there",
    "InvalidVpcPeeringConnectionID.NotFound",
    async (s) => (await routed(s)).add("10.9.0.0/16", { vpcPeeringConnectionId: "pcx-0" }),
  ],
  [
    "a route to a gateway of no VPC",
    "InvalidParameterValue",
    async (s) => {
      const { add } = await routed(s);
      const { id: gatewayId } = await s.create(types.internetGateway, "loose", {});
      await add("0.0.0.0/0", { gatewayId });
    },
  ],
  [
    "the local route",
    "RouteAlreadyExists",
    async (s) => {
      const { add, gateway } = await routed(s);
      await add("10.0.0.0/16", { gatewayId: gateway.id });
    },
  ],
  [
    "a route inside the VPC to an internet gateway",
    "InvalidParameterValue",
    async (s) => {
      const { add, gateway } = await routed(s);
      await add("10.0.0.0/24", { gatewayId: gateway.id });
    },
  ],
  [
    "a 51st route",
    "RouteLimitExceeded",
    async (s) => {
      const { add, gateway } = await routed(s);
      for (let n = 0; n <= 50; n++) await add(`8.8.${n}.0/24`, { gatewayId: gateway.id }, `r${n}`);
    },
  ],
  [
    "a route in a table that is not there",
    "InvalidRouteTableID.NotFound",
    (s) =>
      s.create(types.route, "r", {
        routeTableId: "rtb-0",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-0",
      }),
  ],
  [
    "a second table for a subnet",
    "Resource.AlreadyAssociated",
    async (s) => {
      const { table, subnet } = await routed(s);
      const args = { routeTableId: table.id, subnetId: subnet.id };
      await s.create(types.association, "one", args);
      await s.create(types.association, "two", args);
    },
  ],
  [
    "a subnet with a table of another VPC",
    "InvalidParameterValue",
    async (s) => {
      const { subnet } = await network(s);
      const vpc = await s.create(types.vpc, "v", { cidrBlock: "10.1.0.0/16" });
      const table = await s.create(types.routeTable, "t", { vpcId: vpc.id });
      await s.create(types.association, "a", { routeTableId: table.id, subnetId: subnet.id });
    },
  ],
  [
    "deleting the main table",
    "DependencyViolation",
    async (s) => {
      const { vpc, table } = await routed(s);
      await s.delete({ ...table, id: textOf(vpc.properties, "mainRouteTableId") });
    },
  ],
];

describe("AWS refuses, of networks,", () => {
  for (const [title, code, attempt] of cases)
    it(title, async () => {
      const stack = await newStack();
      expect(await refusalOf(attempt(stack))).to.equal(code);
    });

  it("nothing by halves: what was refused left nothing behind", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const before = stack.world.fingerprint();
    await refusalOf(stack.create(types.internetGateway, "two", { vpcId: vpc.id }));
    expect(stack.world.fingerprint()).to.equal(before);
  });

  it("and says so as the provider does, naming the zones there are", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    expect(await messageOf(subnetIn(stack, vpc.id, "10.0.9.0/24", "us-east-1z"))).to.equal(
      "creating EC2 Subnet: operation error EC2: CreateSubnet, api error InvalidParameterValue: " +
        "Value (us-east-1z) for parameter availabilityZone is invalid. Subnets can currently only be created in " +
        "the following availability zones: us-east-1a, us-east-1b, us-east-1c, us-east-1d, us-east-1e, us-east-1f.",
    );
  });
});

describe("AWS accepts", () => {
  it("host bits, which it masks", async () => {
    const stack = await newStack();
    const vpc = await stack.createUnchecked(types.vpc, "v", { cidrBlock: "10.0.0.1/16" });
    expect(vpc.properties.cidrBlock).to.equal("10.0.0.0/16");
  });

  it("a route from inside the VPC, of a whole subnet, through a NAT gateway", async () => {
    const stack = await newStack();
    const { vpc, subnet, nat: gateway } = await nat(stack);
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    await stack.create(types.route, "r", {
      routeTableId: table.id,
      destinationCidrBlock: textOf(subnet.inputs, "cidrBlock"),
      natGatewayId: gateway.id,
    });
  });

  it("more where a quota was raised", async () => {
    const stack = await newStack({ quotas: { elasticIpsPerRegion: 7 } });
    for (let n = 0; n < 7; n++) await eip(stack, `e${n}`);
    expect(await refusalOf(eip(stack, "e7"))).to.equal("AddressLimitExceeded");
  });
});
