import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, network, newStack, refusalOf, textOf, types } from "../support";

const ipv4 = "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation";
const ipv6 = "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation";
const dhcpAssociation = "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation";
const defaultVpc = "aws:ec2/defaultVpc:DefaultVpc";
const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";
const options = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions";
const exclusion = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion";
const reservation = "aws:ec2/subnetCidrReservation:SubnetCidrReservation";

const inVpc = async (stack: Stack, cidrBlock: string, name = "v") =>
  stack.create(types.vpc, name, { cidrBlock });

/** Adds a block to a VPC that has one already. */
async function adding(first: string, second: string): Promise<string> {
  const stack = await newStack();
  const vpc = await inVpc(stack, first);
  return refusalOf(stack.createUnchecked(ipv4, "b", { vpcId: vpc.id, cidrBlock: second }));
}

describe("further blocks of a VPC", () => {
  const ranges: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    [
      "10.2.0.0/16",
      ["10.3.0.0/16", "10.0.0.0/16", "100.64.0.0/16", "8.8.0.0/16"],
      ["172.16.0.0/16", "192.168.0.0/16", "198.19.0.0/16", "169.254.0.0/16"],
    ],
    ["10.1.0.0/16", ["10.2.0.0/16"], ["10.0.0.0/16", "10.0.16.0/20"]],
    [
      "172.16.0.0/16",
      ["172.17.0.0/16", "100.64.0.0/16"],
      ["172.31.0.0/16", "10.0.0.0/16", "192.168.0.0/16", "198.19.0.0/16"],
    ],
    ["192.168.0.0/20", ["192.168.16.0/20", "8.8.0.0/16"], ["10.0.0.0/16", "172.16.0.0/16"]],
    ["198.19.0.0/20", ["198.19.16.0/20", "100.64.0.0/16"], ["10.0.0.0/16", "192.168.0.0/16"]],
    ["100.64.0.0/16", ["100.65.0.0/16", "8.8.0.0/16"], ["10.0.0.0/16", "198.19.0.0/16"]],
    ["8.8.0.0/16", ["9.9.0.0/16", "100.64.0.0/16"], ["172.16.0.0/16", "198.19.0.0/16"]],
  ];
  for (const [first, taken, refused] of ranges)
    it(`of one that begins with ${first}`, async () => {
      for (const one of taken) expect(await adding(first, one), one).to.equal("none");
      for (const one of refused) expect(await adding(first, one), one).to.equal("InvalidVpc.Range");
    });

  it("have /16 to /28, and no address twice", async () => {
    expect(await adding("10.2.0.0/16", "10.3.0.0/15")).to.equal("InvalidVpc.Range");
    expect(await adding("10.2.0.0/16", "10.3.0.0/28")).to.equal("none");
    expect(await adding("10.2.0.0/16", "10.3.0.0/29")).to.equal("InvalidVpc.Range");
    expect(await adding("10.2.0.0/17", "10.2.64.0/20")).to.equal("InvalidVpc.Range");
    expect(await adding("10.2.0.0/16", "nonsense")).to.equal("InvalidParameterValue");
  });

  it("are five at most, the first included", async () => {
    const stack = await newStack();
    const vpc = await inVpc(stack, "10.10.0.0/16");
    for (const n of [1, 2, 3, 4])
      await stack.create(ipv4, `b${n}`, { vpcId: vpc.id, cidrBlock: `10.1${n}.0.0/16` });
    const fifth = stack.create(ipv4, "b5", { vpcId: vpc.id, cidrBlock: "10.20.0.0/16" });
    expect(await refusalOf(fifth)).to.equal("CidrLimitExceeded");
  });

  it("hold no route's destination, and are routed to and built upon", async () => {
    const stack = await newStack();
    const { vpc, gateway } = await network(stack);
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const route = { routeTableId: table.id, gatewayId: gateway.id };
    await stack.create(types.route, "r", { ...route, destinationCidrBlock: "10.1.1.0/24" });
    const add = (cidrBlock: string) => stack.create(ipv4, cidrBlock, { vpcId: vpc.id, cidrBlock });
    expect(await refusalOf(add("10.1.0.0/16"))).to.equal("InvalidVpc.Range");
    expect(await refusalOf(add("10.1.1.128/25"))).to.equal("none");
    await add("10.5.0.0/16");
    const inside = { ...route, destinationCidrBlock: "10.5.3.0/24" };
    expect(await refusalOf(stack.create(types.route, "s", inside))).to.equal(
      "InvalidParameterValue",
    );
    const subnet = { vpcId: vpc.id, cidrBlock: "10.5.3.0/24" };
    expect(await refusalOf(stack.create(types.subnet, "s", subnet))).to.equal("none");
  });

  it("are named", async () => {
    const stack = await newStack();
    const vpc = await inVpc(stack, "10.5.0.0/16");
    expect(await refusalOf(stack.create(ipv4, "b", { vpcId: vpc.id }))).to.equal(
      "MissingParameter",
    );
    const pool = { vpcId: vpc.id, ipv4IpamPoolId: "ipam-pool-0", ipv4NetmaskLength: 20 };
    expect(await refusalOf(stack.create(ipv4, "p", pool))).to.equal("InvalidIpamPoolId.NotFound");
    const long = { vpcId: vpc.id, ipv4IpamPoolId: "ipam-pool-0", ipv4NetmaskLength: 29 };
    expect(await messageOf(stack.create(ipv4, "l", long))).to.match(
      /expected ipv4_netmask_length to be in the range \(16 - 28\), got 29/,
    );
  });

  it("go, but not the first, and not while a subnet is in them", async () => {
    const stack = await newStack();
    const vpc = await inVpc(stack, "10.5.0.0/16");
    const made = await stack.create(ipv4, "b", { vpcId: vpc.id, cidrBlock: "10.6.0.0/16" });
    const first = (await stack.provider.invoke("aws:ec2/getVpc:getVpc", { id: vpc.id })).result
      .cidrBlockAssociations as readonly ValueMap[];
    const own = { ...made, id: textOf(first[0]!, "associationId") };
    expect(await refusalOf(stack.delete(own))).to.equal("OperationNotPermitted");
    const subnet = await stack.create(types.subnet, "s", {
      vpcId: vpc.id,
      cidrBlock: "10.6.1.0/24",
    });
    expect(await refusalOf(stack.delete(made))).to.equal("InvalidCidrBlock.InUse");
    await stack.delete(subnet);
    await stack.delete(made);
    expect((await stack.refresh(made)).id).to.equal("");
  });

  it("of IPv6 are Amazon's, five at most, and of no pool", async () => {
    const stack = await newStack();
    const vpc = await inVpc(stack, "10.5.0.0/16");
    const add = (name: string, args: ValueMap) =>
      stack.create(ipv6, name, { vpcId: vpc.id, ...args });
    const blocks = new Set<string>();
    for (const n of [1, 2, 3, 4, 5]) {
      const made = await add(`b${n}`, { assignGeneratedIpv6CidrBlock: true });
      blocks.add(textOf(made.properties, "ipv6CidrBlock"));
    }
    expect(blocks.size).to.equal(5);
    expect(await refusalOf(add("b6", { assignGeneratedIpv6CidrBlock: true }))).to.equal(
      "CidrLimitExceeded",
    );
    expect(await refusalOf(add("n", {}))).to.equal("MissingParameter");
    expect(await refusalOf(add("p", { ipv6Pool: "ipv6pool-ec2-0" }))).to.equal(
      "InvalidIpv6PoolID.NotFound",
    );
    expect(await refusalOf(add("i", { ipv6IpamPoolId: "ipam-pool-0" }))).to.equal(
      "InvalidIpamPoolId.NotFound",
    );
  });

  it("of IPv6 of another border group are other addresses", async () => {
    const stack = await newStack();
    const args = { cidrBlock: "10.0.0.0/16", assignGeneratedIpv6CidrBlock: true };
    const vpc = await stack.create(types.vpc, "v", args);
    const group = (name: string): ValueMap => ({ ...args, ipv6CidrBlockNetworkBorderGroup: name });
    expect(await refusalOf(stack.update(vpc, group("eu-west-1")))).to.equal(
      "InvalidParameterValue",
    );
    const moved = await stack.update(vpc, group("us-east-1-bos-1"));
    expect(moved.properties.ipv6CidrBlock).not.to.equal(vpc.properties.ipv6CidrBlock);
    expect(moved.properties.ipv6AssociationId).not.to.equal(vpc.properties.ipv6AssociationId);
  });

  it("of pools are refused, by the provider where they lack one, by AWS where there is none", async () => {
    const stack = await newStack();
    const given = { cidrBlock: "10.0.0.0/16" };
    const messages = {
      ipv6CidrBlock: "2001:db8::/56",
      ipv6NetmaskLength: 56,
    };
    for (const [property, value] of Object.entries(messages))
      expect(
        await messageOf(stack.create(types.vpc, "v", { ...given, [property]: value })),
      ).to.match(/: all of `.*ipv6_ipam_pool_id.*` must be specified/);
    const vpc = await stack.create(types.vpc, "v", given);
    const pool = { ...given, ipv6IpamPoolId: "ipam-pool-0", ipv6CidrBlock: "2001:db8::/56" };
    expect(await refusalOf(stack.update(vpc, pool))).to.equal("InvalidIpamPoolId.NotFound");
    expect(
      await messageOf(stack.create(types.vpc, "w", { ...given, ipv4NetmaskLength: 16 })),
    ).to.match(/"cidr_block": conflicts with ipv4_netmask_length/);
  });
});

describe("DHCP options", () => {
  async function optioned() {
    const stack = await newStack();
    const vpc = await inVpc(stack, "10.0.0.0/16");
    const set = (name: string) => stack.create(types.dhcpOptions, name, { domainName: name });
    const [one, two] = [await set("one"), await set("two")];
    const made = await stack.create(dhcpAssociation, "a", {
      vpcId: vpc.id,
      dhcpOptionsId: one.id,
    });
    return { stack, vpc, one, two, made };
  }
  const shown = async (stack: Stack, vpc: { readonly id: string }): Promise<unknown> =>
    (await stack.provider.invoke("aws:ec2/getVpc:getVpc", { id: vpc.id })).result.dhcpOptionsId;

  it("say something, of at most four servers a kind", async () => {
    const stack = await newStack();
    expect(await messageOf(stack.create(types.dhcpOptions, "o", {}))).to.match(
      /one of `domain_name,.*` must be specified/,
    );
    const servers = (count: number) => ({
      ntpServers: Array.from({ length: count }, (_, n) => `10.0.0.${n}`),
    });
    const make = (args: ValueMap) => refusalOf(stack.create(types.dhcpOptions, "o", args));
    expect(await make(servers(4))).to.equal("none");
    expect(await make(servers(5))).to.equal("InvalidParameterValue");
    expect(await make({ netbiosNodeType: "3" })).to.equal("InvalidParameterValue");
  });

  it("are exchanged, and the state no longer finds the association", async () => {
    const { stack, vpc, two, made } = await optioned();
    const args = { vpcId: vpc.id, dhcpOptionsId: two.id };
    const changed = await stack.update(made, args);
    expect(changed.properties.id).to.equal(`${two.id}-${vpc.id}`);
    expect(await shown(stack, vpc)).to.equal(two.id);
    expect((await stack.refresh(changed)).id).to.equal("");
  });

  it("are left by their VPCs before they go", async () => {
    const { stack, vpc, one } = await optioned();
    await stack.delete(one);
    expect(await shown(stack, vpc)).to.equal("default");
  });

  it("must be there", async () => {
    const { stack, vpc } = await optioned();
    const args = { vpcId: vpc.id, dhcpOptionsId: "dopt-0" };
    expect(await refusalOf(stack.create(dhcpAssociation, "b", args))).to.equal(
      "InvalidDhcpOptionsID.NotFound",
    );
    const none = { vpcId: vpc.id, dhcpOptionsId: "default" };
    expect(await refusalOf(stack.create(dhcpAssociation, "c", none))).to.equal("none");
  });
});

describe("the region's defaults", () => {
  it("are adopted, and stay", async () => {
    const stack = await newStack();
    const vpc = await stack.create(defaultVpc, "d", { tags: { Name: "default" } });
    expect(vpc.properties.existingDefaultVpc).to.equal(true);
    expect(vpc.properties.cidrBlock).to.equal("172.31.0.0/16");
    const subnet = await stack.create(defaultSubnet, "s", { availabilityZone: "us-east-1c" });
    expect(subnet.properties.vpcId).to.equal(vpc.id);
    await stack.delete(subnet);
    await stack.delete(vpc);
    expect((await stack.refresh(vpc)).id).to.equal(vpc.id);
    const bad = stack.create(defaultSubnet, "t", { availabilityZone: "us-east-1z" });
    expect(await refusalOf(bad)).to.equal("InvalidParameterValue");
  });

  it("go where the program says so, and are made again under another id", async () => {
    const stack = await newStack();
    const vpc = await stack.create(defaultVpc, "d", { forceDestroy: true });
    await stack.delete(vpc);
    expect((await stack.refresh(vpc)).id).to.equal("");
    const orphan = stack.create(defaultSubnet, "s", { availabilityZone: "us-east-1a" });
    expect(await refusalOf(orphan)).to.equal("DefaultVpcDoesNotExist");
    const again = await stack.create(defaultVpc, "d", {});
    expect(again.id).not.to.equal(vpc.id);
    expect(again.properties.existingDefaultVpc).to.equal(false);
  });
});

describe("block public access", () => {
  it("has modes, and is off again when it goes", async () => {
    const stack = await newStack();
    const wrong = { internetGatewayBlockMode: "shut" };
    expect(await messageOf(stack.create(options, "o", wrong))).to.match(/Valid Values: \[off /);
    expect(await refusalOf(stack.createUnchecked(options, "o", wrong))).to.equal(
      "InvalidParameterValue",
    );
    const made = await stack.create(options, "o", { internetGatewayBlockMode: "block-ingress" });
    expect(made.id).to.equal("us-east-1");
    await stack.delete(made);
    expect((await stack.refresh(made)).properties.internetGatewayBlockMode).to.equal("off");
  });

  it("excepts a VPC or a subnet, once, and for as long as it is there", async () => {
    const stack = await newStack();
    const { vpc, subnet } = await network(stack);
    const mode = { internetGatewayExclusionMode: "allow-egress" };
    const both = { ...mode, vpcId: vpc.id, subnetId: subnet.id };
    expect(await messageOf(stack.create(exclusion, "e", both))).to.match(/Exactly one of/);
    const made = await stack.create(exclusion, "e", { ...mode, subnetId: subnet.id });
    const again = stack.create(exclusion, "f", { ...mode, subnetId: subnet.id });
    expect(await refusalOf(again)).to.equal("VpcBlockPublicAccessExclusionAlreadyExists");
    expect(await refusalOf(stack.create(exclusion, "g", { ...mode, vpcId: "vpc-0" }))).to.equal(
      "InvalidVpcID.NotFound",
    );
    await stack.delete(subnet);
    expect((await stack.refresh(made)).id).to.equal("");
  });
});

describe("a subnet of IPv6 alone", () => {
  it("has no IPv4 block, and an IPv6 block", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack, { assignGeneratedIpv6CidrBlock: true });
    const six = textOf(vpc.properties, "ipv6CidrBlock").replace("/56", "/64");
    const make = (name: string, args: ValueMap) =>
      stack.create(types.subnet, name, { vpcId: vpc.id, ipv6Native: true, ...args });
    expect(await refusalOf(make("a", { cidrBlock: "10.0.9.0/24", ipv6CidrBlock: six }))).to.equal(
      "InvalidParameterCombination",
    );
    expect(await refusalOf(make("b", {}))).to.equal("InvalidParameterCombination");
    const made = await make("c", { ipv6CidrBlock: six });
    expect(made.properties.cidrBlock).to.equal("");
    const card = (args: ValueMap) =>
      stack.create(types.networkInterface, "n", { subnetId: made.id, ...args });
    expect(await refusalOf(card({ privateIps: ["10.0.9.10"] }))).to.equal("InvalidParameterValue");
    expect(await refusalOf(card({ privateIpsCount: 1 }))).to.equal("InvalidParameterValue");
    const { properties } = await card({});
    expect(properties).to.include({ privateIp: "", privateIpsCount: 0, ipv6AddressCount: 1 });
    const gateway = stack.create(types.nat, "g", {
      subnetId: made.id,
      connectivityType: "private",
    });
    expect(await refusalOf(gateway)).to.equal("InsufficientFreeAddressesInSubnet");
  });
});

describe("reservations of a subnet", () => {
  it("lie in it, and not over each other", async () => {
    const stack = await newStack();
    const { subnet } = await network(stack);
    const reserve = (name: string, cidrBlock: string) =>
      refusalOf(
        stack.create(reservation, name, {
          subnetId: subnet.id,
          cidrBlock,
          reservationType: "explicit",
        }),
      );
    expect(await reserve("a", "10.0.0.128/25")).to.equal("none");
    expect(await reserve("b", "10.0.0.192/26")).to.equal("InvalidParameterValue");
    expect(await reserve("c", "10.0.1.0/26")).to.equal("InvalidParameterValue");
    expect(await reserve("d", "10.0.0.1/26")).to.match(/did you mean "10.0.0.0\/26"/);
    for (let n = 0; n < 60; n++) {
      const card = await stack.create(types.networkInterface, `n${n}`, { subnetId: subnet.id });
      expect(Number(textOf(card.properties, "privateIp").split(".")[3])).to.be.below(128);
    }
  });
});
