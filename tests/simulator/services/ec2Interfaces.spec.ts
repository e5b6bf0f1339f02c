import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { imagesOf } from "../../../simulator/services/compute/images";
import {
  type Made,
  type Stack,
  messageOf,
  network,
  newStack,
  refusalOf,
  textOf,
  types,
} from "../support";

const machine = "aws:ec2/instance:Instance";
const attachment = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment";
const groupAttachment =
  "aws:ec2/networkInterfaceSecurityGroupAttachment:NetworkInterfaceSecurityGroupAttachment";

async function around() {
  const stack = await newStack();
  const { vpc, gateway, subnet } = await network(stack, { assignGeneratedIpv6CidrBlock: true });
  const card = (name: string, args: ValueMap = {}) =>
    stack.create(types.networkInterface, name, { subnetId: subnet.id, ...args });
  const instance = (name: string, subnetId = subnet.id) =>
    stack.create(machine, name, {
      ami: imagesOf("us-east-1").at(-1)!.id,
      instanceType: "t2.micro",
      subnetId,
    });
  return { stack, vpc, gateway, subnet, card, instance };
}

const fieldsOf = async (stack: Stack, one: Made): Promise<ValueMap> =>
  (await stack.refresh(one)).properties;

describe("a network interface", () => {
  it("has the VPC's default group where none is given, and groups of its VPC only", async () => {
    const { stack, vpc, card } = await around();
    const one = await card("one");
    expect(one.properties.securityGroups).to.deep.equal([vpc.properties.defaultSecurityGroupId]);
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const group = await stack.create(types.group, "g", { vpcId: other.id });
    expect(await refusalOf(card("two", { securityGroups: [group.id] }))).to.equal(
      "InvalidParameterValue",
    );
    expect(await refusalOf(card("three", { securityGroups: ["sg-0"] }))).to.equal(
      "InvalidGroup.NotFound",
    );
    await stack.create("aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation", "a", {
      securityGroupId: group.id,
      vpcId: vpc.id,
    });
    expect(await refusalOf(card("four", { securityGroups: [group.id] }))).to.equal("none");
  });

  it("has the addresses that are asked for, each once", async () => {
    const { stack, card } = await around();
    const one = await card("one", { privateIps: ["10.0.0.50", "10.0.0.51"] });
    expect(one.properties.privateIp).to.equal("10.0.0.50");
    expect(one.properties.privateIpsCount).to.equal(1);
    const codes = {
      "10.0.0.51": "InvalidIPAddress.InUse",
      "10.0.1.5": "InvalidParameterValue",
      "10.0.0.3": "InvalidParameterValue",
      "10.0.0.255": "InvalidParameterValue",
    };
    for (const [address, code] of Object.entries(codes))
      expect(await refusalOf(card(address, { privateIps: [address] })), address).to.equal(code);
    const grown = await stack.update(one, { ...one.inputs, privateIps: ["10.0.0.50"] });
    expect(grown.properties.privateIps).to.deep.equal(["10.0.0.50"]);
    expect(await refusalOf(card("free", { privateIps: ["10.0.0.51"] }))).to.equal("none");
    const without = { ...one.inputs, privateIps: ["10.0.0.60"] };
    expect((await stack.diff(one, without)).replaces).to.deep.equal(["privateIps"]);
    const listed = { privateIpListEnabled: true, privateIpLists: ["10.0.0.71", "10.0.0.70"] };
    expect((await card("listed", listed)).properties.privateIp).to.equal("10.0.0.71");
  });

  it("finds no address where all are taken, delegated or reserved", async () => {
    const { stack, vpc } = await around();
    const { id: subnetId } = await stack.create(types.subnet, "tiny", {
      vpcId: vpc.id,
      cidrBlock: "10.0.9.0/27",
    });
    await stack.create("aws:ec2/subnetCidrReservation:SubnetCidrReservation", "r", {
      subnetId,
      cidrBlock: "10.0.9.16/28",
      reservationType: "explicit",
    });
    const make = (name: string, args: ValueMap) =>
      refusalOf(stack.create(types.networkInterface, name, { subnetId, ...args }));
    expect(await make("many", { privateIpsCount: 12 })).to.equal(
      "InsufficientFreeAddressesInSubnet",
    );
    expect(await make("twelve", { privateIpsCount: 11 })).to.equal("none");
    expect(await make("more", {})).to.equal("InsufficientFreeAddressesInSubnet");
    expect(await make("asked", { privateIps: ["10.0.9.20"] })).to.equal("none");
  });

  it("takes so many, of both families, and gives some back", async () => {
    const { stack, vpc } = await around();
    const subnet = await stack.create(types.subnet, "six", {
      vpcId: vpc.id,
      cidrBlock: "10.0.7.0/24",
      ipv6CidrBlock: textOf(vpc.properties, "ipv6CidrBlock").replace("/56", "/64"),
    });
    const subnetId = subnet.id;
    const one = await stack.create(types.networkInterface, "one", {
      subnetId,
      privateIpsCount: 3,
      ipv6AddressCount: 2,
    });
    expect(one.properties.privateIps).to.have.length(4);
    expect(one.properties.ipv6Addresses).to.have.length(2);
    const fewer = { subnetId, privateIpsCount: 1, ipv6AddressCount: 1 };
    const changed = await stack.update(one, fewer);
    expect(changed.properties.privateIp).to.equal(one.properties.privateIp);
    expect(changed.properties.privateIps).to.have.length(2);
    const [address] = one.properties.ipv6Addresses as string[];
    const bad = { subnetId, ipv6Addresses: ["2001:db8:ffff::1"] };
    expect(await refusalOf(stack.create(types.networkInterface, "bad", bad))).to.equal(
      "InvalidParameterValue",
    );
    expect(changed.properties.ipv6Addresses).to.deep.equal([address]);
  });

  it("has no IPv6 address in a subnet without IPv6", async () => {
    const { card } = await around();
    expect(await refusalOf(card("one", { ipv6AddressCount: 1 }))).to.equal("InvalidParameterValue");
  });

  it("is delegated blocks, which nobody else gets", async () => {
    const { stack, vpc } = await around();
    const { id: subnetId } = await stack.create(types.subnet, "small", {
      vpcId: vpc.id,
      cidrBlock: "10.0.8.0/26",
    });
    const make = (name: string, args: ValueMap) =>
      stack.create(types.networkInterface, name, { subnetId, ...args });
    const one = await make("one", { privateIps: ["10.0.8.4"], ipv4Prefixes: ["10.0.8.16/28"] });
    const inside = await refusalOf(make("two", { ipv4Prefixes: ["10.0.8.16/28"] }));
    expect(inside).to.equal("InvalidParameterValue");
    const odd = await refusalOf(make("odd", { ipv4Prefixes: ["10.0.8.32/27"] }));
    expect(odd).to.equal("InvalidParameterValue");
    const counted = await make("three", { privateIps: ["10.0.8.5"], ipv4PrefixCount: 1 });
    expect(counted.properties.ipv4Prefixes).to.deep.equal(["10.0.8.32/28"]);
    const none = await refusalOf(make("four", { ipv4PrefixCount: 1 }));
    expect(none).to.equal("InsufficientCidrBlocks");
    await stack.delete(one);
    expect(await refusalOf(make("five", { ipv4PrefixCount: 1 }))).to.equal("none");
  });

  it("counts against quotas of groups and of interfaces", async () => {
    const quotas = { networkInterfacesPerRegion: 1, securityGroupsPerInterface: 1 };
    const stack = await newStack({ quotas });
    const { vpc, subnet } = await network(stack);
    const make = (name: string, args: ValueMap = {}) =>
      stack.create(types.networkInterface, name, { subnetId: subnet.id, ...args });
    const ids = [];
    for (const name of ["a", "b"])
      ids.push((await stack.create(types.group, name, { vpcId: vpc.id })).id);
    expect(await refusalOf(make("many", { securityGroups: ids }))).to.equal(
      "SecurityGroupsPerInterfaceLimitExceeded",
    );
    const one = await make("one");
    expect(await refusalOf(make("two"))).to.equal("NetworkInterfaceLimitExceeded");
    const also = { networkInterfaceId: one.id, securityGroupId: ids[0]! };
    expect(await refusalOf(stack.create(groupAttachment, "s", also))).to.equal(
      "SecurityGroupsPerInterfaceLimitExceeded",
    );
  });

  it("takes a group once", async () => {
    const { stack, vpc, card } = await around();
    const one = await card("one");
    const args = {
      networkInterfaceId: one.id,
      securityGroupId: textOf(vpc.properties, "defaultSecurityGroupId"),
    };
    expect(await messageOf(stack.create(groupAttachment, "a", args))).to.match(
      /already attached to EC2 Network Interface/,
    );
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const far = {
      networkInterfaceId: one.id,
      securityGroupId: textOf(other.properties, "defaultSecurityGroupId"),
    };
    expect(await refusalOf(stack.create(groupAttachment, "b", far))).to.equal(
      "InvalidParameterValue",
    );
  });
});

describe("an interface attached to an instance", () => {
  it("is in its zone, at an index of its own", async () => {
    const { stack, vpc, card, instance } = await around();
    const host = await instance("host");
    const attach = (name: string, networkInterfaceId: string, deviceIndex: number) =>
      stack.create(attachment, name, { networkInterfaceId, instanceId: host.id, deviceIndex });
    const [one, two] = [await card("one"), await card("two")];
    await attach("first", one.id, 1);
    expect((await fieldsOf(stack, one)).attachments).to.have.length(1);
    expect(await refusalOf(attach("again", one.id, 2))).to.equal("InvalidNetworkInterface.InUse");
    expect(await refusalOf(attach("same", two.id, 1))).to.equal("InvalidParameterValue");
    expect(await refusalOf(attach("zero", two.id, 0))).to.equal("InvalidParameterValue");
    const subnet = await stack.create(types.subnet, "b", {
      vpcId: vpc.id,
      cidrBlock: "10.0.5.0/24",
      availabilityZone: "us-east-1b",
    });
    const far = await card("far", { subnetId: subnet.id });
    expect(await refusalOf(attach("far", far.id, 2))).to.equal("InvalidParameterCombination");
    const nobody = stack.create(attachment, "n", {
      networkInterfaceId: two.id,
      instanceId: "i-0",
      deviceIndex: 1,
    });
    expect(await refusalOf(nobody)).to.equal("InvalidInstanceID.NotFound");
  });

  it("is not deleted unless the state knows that it is attached; free once the instance is gone", async () => {
    const { stack, card, instance } = await around();
    const host = await instance("host");
    const one = await card("one");
    const args = { networkInterfaceId: one.id, instanceId: host.id, deviceIndex: 1 };
    const made = await stack.create(attachment, "a", args);
    expect(await refusalOf(stack.delete(one))).to.equal("InvalidParameterValue");
    await stack.delete(host);
    expect((await stack.refresh(made)).id).to.equal("");
    await stack.delete(one);
    const other = await instance("other");
    const attached = await card("two", { attachments: [{ instance: other.id, deviceIndex: 1 }] });
    await stack.delete(attached);
    expect((await stack.refresh(attached)).id).to.equal("");
  });
});

describe("a route to an interface", () => {
  it("leads to the instance that has it, and to nowhere once the interface is gone", async () => {
    const { stack, vpc, card, instance } = await around();
    const host = await instance("host");
    const one = await card("one", { attachments: [{ instance: host.id, deviceIndex: 1 }] });
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const to = (networkInterfaceId: string, destinationCidrBlock: string) =>
      stack.create(types.route, destinationCidrBlock, {
        routeTableId: table.id,
        destinationCidrBlock,
        networkInterfaceId,
      });
    const route = await to(one.id, "192.168.0.0/16");
    expect(route.properties.instanceId).to.equal(host.id);
    const primary = textOf(host.properties, "primaryNetworkInterfaceId");
    expect((await to(primary, "192.0.2.0/24")).properties.instanceId).to.equal(host.id);
    await stack.delete(await stack.refresh(one));
    expect((await stack.refresh(route)).properties.state).to.equal("blackhole");
    expect(await refusalOf(to(one.id, "198.51.100.0/24"))).to.equal(
      "InvalidNetworkInterfaceID.NotFound",
    );
  });
});

describe("an Elastic IP address", () => {
  it("is bound to an instance or an interface, and follows where it is bound next", async () => {
    const { stack, card, instance } = await around();
    const [host, one] = [await instance("host"), await card("one")];
    const eip = await stack.create(types.eip, "e", { instance: host.id });
    expect(eip.properties.instance).to.equal(host.id);
    const moved = await stack.create(types.eipAssociation, "a", {
      allocationId: eip.id,
      networkInterfaceId: one.id,
    });
    expect(moved.properties.publicIp).to.equal(eip.properties.publicIp);
    expect((await fieldsOf(stack, eip)).networkInterface).to.equal(one.id);
    const other = await stack.create(types.eip, "f", { networkInterface: one.id });
    expect((await stack.refresh(moved)).id).to.equal("");
    expect((await fieldsOf(stack, other)).networkInterface).to.equal(one.id);
  });

  it("needs an internet gateway, and an address that the interface has", async () => {
    const { stack, card } = await around();
    const bare = await stack.create(types.vpc, "bare", { cidrBlock: "10.1.0.0/16" });
    const subnet = await stack.create(types.subnet, "bare", {
      vpcId: bare.id,
      cidrBlock: "10.1.0.0/24",
    });
    const inside = await card("inside", { subnetId: subnet.id });
    const bind = (args: ValueMap) =>
      refusalOf(stack.create(types.eip, `to ${JSON.stringify(args)}`, args));
    expect(await bind({ networkInterface: inside.id })).to.equal("Gateway.NotAttached");
    const one = await card("one", { privateIps: ["10.0.0.50", "10.0.0.51"] });
    const at = (associateWithPrivateIp: string) => ({
      networkInterface: one.id,
      associateWithPrivateIp,
    });
    expect(await bind(at("10.0.0.52"))).to.equal("InvalidParameterValue");
    expect(await bind(at("10.0.0.51"))).to.equal("none");
    expect(await bind(at("10.0.0.50"))).to.equal("none");
  });

  it("is named by its allocation or its address", async () => {
    const { stack, card } = await around();
    const [one, eip] = [await card("one"), await stack.create(types.eip, "e", {})];
    const bind = (args: ValueMap) =>
      stack.create(types.eipAssociation, JSON.stringify(args), {
        networkInterfaceId: one.id,
        ...args,
      });
    expect(await refusalOf(bind({}))).to.equal("MissingParameter");
    expect(await refusalOf(bind({ publicIp: "198.51.100.1" }))).to.equal("InvalidAddress.NotFound");
    expect(await refusalOf(bind({ allocationId: "eipalloc-0" }))).to.equal(
      "InvalidAllocationID.NotFound",
    );
    const made = await bind({ publicIp: textOf(eip.properties, "publicIp") });
    expect(made.properties.allocationId).to.equal(eip.id);
    expect(await messageOf(stack.create(types.eipAssociation, "n", {}))).to.match(
      /one of `instance_id,network_interface_id` must be specified/,
    );
  });

  it("is released where the state knows what it is bound to, or it is bound to nothing", async () => {
    const { stack, gateway, card } = await around();
    const [one, eip] = [await card("one"), await stack.create(types.eip, "e", {})];
    const args = { allocationId: eip.id, networkInterfaceId: one.id };
    await stack.create(types.eipAssociation, "a", args);
    expect(await refusalOf(stack.delete(gateway))).to.equal("DependencyViolation");
    expect(await refusalOf(stack.delete(eip))).to.equal("InvalidIPAddress.InUse");
    await stack.delete(await stack.refresh(eip));
    await stack.delete(gateway);
  });

  it("of a NAT gateway goes nowhere else", async () => {
    const { stack, subnet, card } = await around();
    const [one, eip] = [await card("one"), await stack.create(types.eip, "e", {})];
    await stack.create(types.nat, "n", { subnetId: subnet.id, allocationId: eip.id });
    const take = { allocationId: eip.id, networkInterfaceId: one.id };
    expect(await refusalOf(stack.create(types.eipAssociation, "a", take))).to.equal("AuthFailure");
    const held = await stack.refresh(eip);
    expect(await refusalOf(stack.delete(held))).to.equal("AuthFailure");
    const association = textOf(held.properties, "associationId");
    const imported = await stack.import(types.eipAssociation, "i", association);
    expect(await refusalOf(stack.delete(imported))).to.equal("AuthFailure");
  });
});
