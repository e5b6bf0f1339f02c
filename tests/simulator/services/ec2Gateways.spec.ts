import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, messageOf, network, newStack, refusalOf, textOf, types } from "../support";

const vpnAttachment = "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment";
const propagation = "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation";

const eips = async (stack: Stack, ...names: readonly string[]): Promise<string[]> => {
  const ids: string[] = [];
  for (const name of names) ids.push((await stack.create(types.eip, name, {})).id);
  return ids;
};

const stateOf = async (stack: Stack, id: string): Promise<unknown> =>
  (await stack.provider.invoke("aws:ec2/getNatGateway:getNatGateway", { id })).result.state;

describe("a NAT gateway in time", () => {
  it("is waited for; where the answer is lost, it is pending until its time has come", async () => {
    const stack = await newStack();
    const { subnet } = await network(stack);
    const [first, second] = await eips(stack, "one", "two");
    const args = { subnetId: subnet.id, allocationId: first! };
    const before = stack.world.store.clock;
    const made = await stack.create(types.nat, "n", args);
    expect(stack.world.store.clock - before).to.equal(106);
    expect(await stateOf(stack, made.id)).to.equal("available");
    await stack.world.addFault({ action: "CreateNatGateway", effect: "timeout" });
    const lost = stack.create(types.nat, "lost", { ...args, allocationId: second! });
    expect(await messageOf(lost)).to.match(/deadline exceeded/);
    const id = stack.world.findByUrn(`urn:pulumi:dev::net::${types.nat}::lost`)[0]!.id;
    expect(await stateOf(stack, id)).to.equal("pending");
    await stack.world.advance(106);
    expect(await stateOf(stack, id)).to.equal("available");
  });

  it("that failed is shown for an hour, and counts against no quota", async () => {
    const stack = await newStack({ quotas: { natGatewaysPerAvailabilityZone: 1 } });
    const { gateway, subnet } = await network(stack);
    await stack.delete(gateway);
    const [allocationId] = await eips(stack, "one");
    const args = { subnetId: subnet.id, allocationId: allocationId! };
    expect(await refusalOf(stack.create(types.nat, "n", args))).to.equal("Gateway.NotAttached");
    const states = async () =>
      (
        await stack.provider.invoke("aws:ec2/getNatGateways:getNatGateways", {
          filters: [{ name: "state", values: ["failed"] }],
        })
      ).result.ids;
    expect(await states()).to.have.length(1);
    await stack.create(types.internetGateway, "g", { vpcId: textOf(subnet.inputs, "vpcId") });
    expect(await refusalOf(stack.create(types.nat, "again", args))).to.equal("none");
    await stack.world.advance(3600);
    expect(await states()).to.deep.equal([]);
  });
});

describe("further addresses of a NAT gateway", () => {
  async function standing(quotas = { elasticIpsPerNatGateway: 3, elasticIpsPerRegion: 9 }) {
    const stack = await newStack({ quotas });
    const { subnet } = await network(stack);
    const ids = await eips(stack, "a", "b", "c", "d");
    const args = { subnetId: subnet.id, allocationId: ids[0]! };
    const nat = await stack.create(types.nat, "n", args);
    return { stack, subnet, ids, args, nat };
  }

  it("are bound each to an address of the subnet, at creation and later, and let go", async () => {
    const { stack, ids, args, nat } = await standing();
    const [, b, c] = ids;
    const two = await stack.update(nat, { ...args, secondaryAllocationIds: [b!, c!] });
    expect(two.properties.secondaryPrivateIpAddresses).to.have.length(2);
    const one = await stack.update(two, {
      ...args,
      secondaryAllocationIds: [c!],
    });
    expect(one.properties.secondaryAllocationIds).to.deep.equal([c]);
    const free = { allocationId: b!, subnetId: args.subnetId };
    expect(await refusalOf(stack.create(types.nat, "other", free))).to.equal("none");
  });

  it("are as many as the quota says, free, and with an address of their own", async () => {
    const { stack, ids, args, nat } = await standing();
    const set = (more: ValueMap) => refusalOf(stack.update(nat, { ...args, ...more }));
    expect(await set({ secondaryAllocationIds: ids.slice(1) })).to.equal(
      "NatGatewayAddressLimitExceeded",
    );
    expect(await set({ secondaryAllocationIds: [ids[0]!] })).to.equal("Resource.AlreadyAssociated");
    expect(await set({ secondaryAllocationIds: ["eipalloc-0"] })).to.equal(
      "InvalidAllocationID.NotFound",
    );
    expect(await set({ secondaryPrivateIpAddresses: ["10.0.0.99"] })).to.equal("MissingParameter");
    const placed = {
      secondaryAllocationIds: [ids[1]!],
      secondaryPrivateIpAddresses: ["10.0.0.99"],
    };
    const changed = await stack.update(nat, { ...args, ...placed });
    expect(changed.properties.secondaryPrivateIpAddresses).to.deep.equal(["10.0.0.99"]);
  });

  it("of a private one are private", async () => {
    const { stack, subnet } = await standing();
    const args = { subnetId: subnet.id, connectivityType: "private" };
    const made = await stack.create(types.nat, "p", { ...args, secondaryPrivateIpAddressCount: 3 });
    expect(made.properties.secondaryPrivateIpAddresses).to.have.length(3);
    const named = ["10.0.0.90", "10.0.0.91"];
    const other = await stack.create(types.nat, "q", {
      ...args,
      secondaryPrivateIpAddresses: named,
    });
    expect(other.properties.secondaryPrivateIpAddressCount).to.equal(2);
    const bad = { ...args, secondaryPrivateIpAddresses: ["10.0.0.90"] };
    expect(await refusalOf(stack.create(types.nat, "r", bad))).to.equal("InvalidIPAddress.InUse");
    const wrong = { ...args, secondaryAllocationIds: ["eipalloc-0"] };
    expect(await messageOf(stack.create(types.nat, "s", wrong))).to.match(
      /secondary_allocation_ids is not supported with connectivity_type = "private"/,
    );
    const counted = { subnetId: subnet.id, allocationId: "e", secondaryPrivateIpAddressCount: 1 };
    expect(await messageOf(stack.create(types.nat, "t", counted))).to.match(
      /secondary_private_ip_address_count is not supported with connectivity_type = "public"/,
    );
  });
});

describe("addresses of a regional NAT gateway", () => {
  it("are AWS's own in each zone in use, or those that are given", async () => {
    const stack = await newStack();
    const { vpc, subnet } = await network(stack);
    await stack.create(types.networkInterface, "card", { subnetId: subnet.id });
    const args = { vpcId: vpc.id, availabilityMode: "regional" };
    const auto = await stack.create(types.nat, "auto", args);
    const [address] = auto.properties.regionalNatGatewayAddresses as readonly ValueMap[];
    expect(address?.availabilityZone).to.equal("us-east-1a");
    expect(textOf(address!, "publicIp")).to.match(/^198\.1[89]\./);
    await stack.delete(auto);
    const [allocationId] = await eips(stack, "one");
    const own = { availabilityZone: "us-east-1b", allocationIds: [allocationId!] };
    const manual = await stack.create(types.nat, "manual", {
      ...args,
      availabilityZoneAddresses: [own],
    });
    const [bound] = manual.properties.regionalNatGatewayAddresses as readonly ValueMap[];
    expect(bound?.allocationId).to.equal(allocationId);
    const taken = stack.create(types.nat, "taken", { ...args, availabilityZoneAddresses: [own] });
    expect(await refusalOf(taken)).to.equal("Resource.AlreadyAssociated");
    const table = await stack.import(
      types.routeTable,
      "t",
      textOf(manual.properties, "routeTableId"),
    );
    expect(await refusalOf(stack.delete(table))).to.equal("DependencyViolation");
  });
});

describe("an egress-only internet gateway", () => {
  it("is one to a VPC, five to a region, takes IPv6 only, and holds its VPC", async () => {
    const stack = await newStack({ quotas: { egressOnlyInternetGatewaysPerRegion: 1 } });
    const { vpc } = await network(stack);
    const make = (name: string, vpcId: string) =>
      stack.create(types.egressOnlyGateway, name, { vpcId });
    const made = await make("one", vpc.id);
    expect(await refusalOf(make("two", vpc.id))).to.equal("InvalidParameterValue");
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    expect(await refusalOf(make("three", other.id))).to.equal(
      "EgressOnlyInternetGatewayLimitExceeded",
    );
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const route = (name: string, destination: ValueMap) =>
      stack.create(types.route, name, {
        routeTableId: table.id,
        egressOnlyGatewayId: made.id,
        ...destination,
      });
    expect(await refusalOf(route("4", { destinationCidrBlock: "0.0.0.0/0" }))).to.equal(
      "InvalidParameterValue",
    );
    const six = await route("6", { destinationIpv6CidrBlock: "::/0" });
    expect(six.properties.state).to.equal("active");
    await stack.delete(made);
    expect((await stack.refresh(six)).properties.state).to.equal("blackhole");
    const gone = route("gone", { destinationIpv6CidrBlock: "2001:db8:1::/48" });
    expect(await refusalOf(gone)).to.equal("InvalidGatewayID.NotFound");
  });

  it("holds its VPC", async () => {
    const stack = await newStack();
    const vpc = await stack.create(types.vpc, "v", { cidrBlock: "10.0.0.0/16" });
    const made = await stack.create(types.egressOnlyGateway, "e", { vpcId: vpc.id });
    expect(await refusalOf(stack.delete(vpc))).to.equal("DependencyViolation");
    await stack.delete(made);
    await stack.delete(vpc);
  });
});

describe("a VPN gateway", () => {
  async function attached(quotas = {}) {
    const stack = await newStack({ quotas });
    const { vpc } = await network(stack);
    const gateway = await stack.create(types.vpnGateway, "g", { vpcId: vpc.id });
    return { stack, vpc, gateway };
  }

  it("is one to a VPC, in one VPC, five to a region, in a zone that is there", async () => {
    const { stack, vpc, gateway } = await attached({ vpnGatewaysPerRegion: 2 });
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const attach = (vpnGatewayId: string, vpcId: string) =>
      stack.create(vpnAttachment, `${vpnGatewayId} ${vpcId}`, { vpnGatewayId, vpcId });
    expect(await refusalOf(attach(gateway.id, other.id))).to.equal(
      "VpnGatewayAttachmentLimitExceeded",
    );
    const second = await stack.create(types.vpnGateway, "h", {});
    expect(await refusalOf(attach(second.id, vpc.id))).to.equal("InvalidVpcState");
    expect(await refusalOf(attach("vgw-0", vpc.id))).to.equal("InvalidVpnGatewayID.NotFound");
    expect(await refusalOf(stack.create(types.vpnGateway, "i", {}))).to.equal(
      "VpnGatewayLimitExceeded",
    );
    const zoned = { availabilityZone: "us-east-1z" };
    expect(await refusalOf(stack.create(types.vpnGateway, "z", zoned))).to.equal(
      "InvalidParameterValue",
    );
    const odd = stack.create(types.vpnGateway, "o", { amazonSideAsn: "1" });
    expect(await messageOf(odd)).to.match(/"amazon_side_asn" \("1"\) must be 7224/);
  });

  it("holds its VPC, and is not deleted while attached unknown to the state", async () => {
    const { stack, vpc } = await attached();
    expect(await refusalOf(stack.delete(vpc))).to.equal("DependencyViolation");
    const loose = await stack.create(types.vpnGateway, "loose", {});
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    await stack.create(vpnAttachment, "a", { vpnGatewayId: loose.id, vpcId: other.id });
    expect(await refusalOf(stack.delete(loose))).to.equal("IncorrectState");
    await stack.delete(await stack.refresh(loose));
  });

  it("propagates to tables of the VPC that it is attached to, and is routed to", async () => {
    const { stack, vpc, gateway } = await attached();
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const loose = await stack.create(types.vpnGateway, "loose", {});
    const propagate = (vpnGatewayId: string) =>
      stack.create(propagation, vpnGatewayId, { vpnGatewayId, routeTableId: table.id });
    expect(await refusalOf(propagate(loose.id))).to.equal("Gateway.NotAttached");
    const inline = { vpcId: vpc.id, propagatingVgws: [loose.id] };
    expect(await refusalOf(stack.create(types.routeTable, "u", inline))).to.equal(
      "Gateway.NotAttached",
    );
    const made = await propagate(gateway.id);
    const args = { routeTableId: table.id, destinationCidrBlock: "192.168.0.0/16" };
    const to = (gatewayId: string) => stack.create(types.route, gatewayId, { ...args, gatewayId });
    expect(await refusalOf(to(loose.id))).to.equal("InvalidParameterValue");
    const route = await to(gateway.id);
    expect(route.properties.state).to.equal("active");
    await stack.delete(gateway);
    expect((await stack.refresh(made)).id).to.equal("");
    expect((await stack.refresh(route)).properties.state).to.equal("blackhole");
  });
});
