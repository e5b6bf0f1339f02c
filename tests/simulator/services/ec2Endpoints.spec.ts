import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { logs, roleNamed } from "../networkAround";
import { network, newStack, refusalOf, textOf, types, messageOf } from "../support";

const tableAssociation =
  "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation";
const subnetAssociation = "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation";
const groupAssociation = "aws:ec2/securityGroupAssociation:SecurityGroupAssociation";
const endpointPolicy = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const privateDns = "aws:vpc/endpointPrivateDns:EndpointPrivateDns";

async function around() {
  const stack = await newStack();
  const { vpc, subnet } = await network(stack, { assignGeneratedIpv6CidrBlock: true });
  const endpoint = (name: string, args: ValueMap) =>
    stack.create(types.endpoint, name, { vpcId: vpc.id, ...args });
  const own = (name: string, args: ValueMap = {}) =>
    endpoint(name, {
      vpcEndpointType: "Interface",
      serviceName: "com.amazonaws.us-east-1.sqs",
      ...args,
    });
  const s3 = () => endpoint("s3", { serviceName: "com.amazonaws.us-east-1.s3" });
  return { stack, vpc, subnet, own, s3 };
}

describe("an interface endpoint", () => {
  it("has the addresses that are asked for, of its subnets", async () => {
    const { stack, subnet, own } = await around();
    const at = (ipv4: string, subnetId = subnet.id) => ({
      subnetIds: [subnet.id],
      subnetConfigurations: [{ subnetId, ipv4 }],
    });
    const made = await own("one", at("10.0.0.77"));
    expect(made.properties.subnetConfigurations).to.deep.equal([
      { ipv4: "10.0.0.77", ipv6: "", subnetId: subnet.id },
    ]);
    const moved = await stack.update(made, { ...made.inputs, ...at("10.0.0.78") });
    expect(moved.properties.subnetConfigurations).to.deep.equal([
      { ipv4: "10.0.0.78", ipv6: "", subnetId: subnet.id },
    ]);
    const taken = stack.create(types.networkInterface, "n", {
      subnetId: subnet.id,
      privateIps: ["10.0.0.78"],
    });
    expect(await refusalOf(taken)).to.equal("InvalidIPAddress.InUse");
    expect(await refusalOf(own("two", at("10.0.0.79", "subnet-0")))).to.equal("InvalidParameter");
  });

  it("of S3 keeps its names to resolvers from outside unless told otherwise, and is told so in an update", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack, { enableDnsHostnames: true });
    const service = { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" };
    await stack.create(types.endpoint, "gateway", service);
    const args = { ...service, vpcEndpointType: "Interface", privateDnsEnabled: true };
    const made = await stack.create(types.endpoint, "one", args);
    const inbound = (one: typeof made) =>
      (one.properties.dnsOptions as ValueMap).privateDnsOnlyForInboundResolverEndpoint;
    expect(inbound(made)).to.equal(true);
    const news = {
      ...made.inputs,
      dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false },
    };
    expect((await stack.diff(made, news)).diffs).to.deep.equal(["dnsOptions"]);
    const told = await stack.update(made, news);
    expect(inbound(told)).to.equal(false);
    expect((await stack.diff(told, news)).diffs).to.deep.equal([]);
  });

  it("has records of the kinds of its addresses, and IPv6 where its subnets have", async () => {
    const { subnet, own } = await around();
    const options = (dnsRecordIpType: string) => ({ dnsOptions: { dnsRecordIpType } });
    expect(await refusalOf(own("a", options("service-defined")))).to.equal("none");
    expect(await refusalOf(own("b", options("dualstack")))).to.equal("InvalidParameter");
    const dual = { ipAddressType: "dualstack", ...options("ipv6") };
    expect(await refusalOf(own("c", dual))).to.equal("none");
    const bare = { ipAddressType: "dualstack", subnetIds: [subnet.id] };
    expect(await refusalOf(own("d", bare))).to.equal("InvalidParameter");
    expect(await messageOf(own("e", options("mx")))).to.match(
      /expected dns_record_ip_type to be one of/,
    );
  });
});

describe("an interface endpoint with IPv6", () => {
  it("has an address of the subnet's own block, and gives it up, in place", async () => {
    const { stack, vpc, own } = await around();
    const block = textOf(vpc.properties, "ipv6CidrBlock");
    const dual = await stack.create(types.subnet, "dual", {
      vpcId: vpc.id,
      cidrBlock: "10.0.9.0/24",
      ipv6CidrBlock: block.replace("::/56", "::/64"),
    });
    const made = await own("one", { subnetIds: [dual.id], ipAddressType: "dualstack" });
    const addresses = (one: { properties: ValueMap }): string[] => {
      const [{ ipv4, ipv6 } = { ipv4: "", ipv6: "" }] = one.properties
        .subnetConfigurations as Record<"ipv4" | "ipv6", string>[];
      return [ipv4, ipv6].map((text) => (text === "" ? "none" : text));
    };
    const [ipv4, ipv6] = addresses(made);
    expect(ipv4).to.match(/^10\.0\.9\./);
    expect(ipv6).to.match(new RegExp(`^${block.replace("::/56", "")}:`));
    const changed = async (ipAddressType: string) =>
      addresses(
        await stack.update(made, {
          ...made.inputs,
          ipAddressType,
          dnsOptions: { dnsRecordIpType: ipAddressType },
        }),
      );
    expect(await changed("ipv6")).to.deep.equal(["none", ipv6]);
    expect(await changed("ipv4")).to.deep.equal([ipv4, "none"]);
  });

  it("is the only kind in a subnet of IPv6 alone", async () => {
    const { stack, vpc, own } = await around();
    const block = textOf(vpc.properties, "ipv6CidrBlock");
    const native = await stack.create(types.subnet, "native", {
      vpcId: vpc.id,
      ipv6Native: true,
      ipv6CidrBlock: block.replace("::/56", "::/64"),
      assignIpv6AddressOnCreation: true,
    });
    const subnetIds = [native.id];
    for (const [ipAddressType, code] of [
      ["ipv4", "InvalidParameter"],
      ["dualstack", "InvalidParameter"],
      ["ipv6", "none"],
    ] as const)
      expect(await refusalOf(own(ipAddressType, { subnetIds, ipAddressType }))).to.equal(code);
  });
});

describe("what is given to an endpoint by a resource of its own", () => {
  it("is refused as it is when written inline", async () => {
    const { stack, vpc, own, s3 } = await around();
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const [gateway, card] = [await s3(), await own("one")];
    const associate = (type: string, vpcEndpointId: string, member: ValueMap) =>
      refusalOf(stack.create(type, JSON.stringify(member), { vpcEndpointId, ...member }));
    const routeTableId = table.id;
    expect(await associate(tableAssociation, gateway.id, { routeTableId })).to.equal("none");
    expect(await associate(tableAssociation, card.id, { routeTableId })).to.equal(
      "InvalidParameter",
    );
    expect(await associate(tableAssociation, "vpce-0", { routeTableId })).to.equal(
      "InvalidVpcEndpointId.NotFound",
    );
    const twin = { serviceName: "com.amazonaws.us-east-1.s3", routeTableIds: [table.id] };
    const second = stack.create(types.endpoint, "twin", { vpcId: vpc.id, ...twin });
    expect(await refusalOf(second)).to.equal("RouteAlreadyExists");
    expect(await associate(subnetAssociation, card.id, { subnetId: "subnet-0" })).to.equal(
      "InvalidSubnetId.NotFound",
    );
    expect(await associate(groupAssociation, card.id, { securityGroupId: "sg-0" })).to.equal(
      "InvalidGroup.NotFound",
    );
    expect(await associate(privateDns, gateway.id, { privateDnsEnabled: true })).to.equal(
      "InvalidParameter",
    );
  });

  it("makes an interface in a subnet, which goes with it", async () => {
    const { stack, subnet, own } = await around();
    const endpoint = await own("one");
    const args = { vpcEndpointId: endpoint.id, subnetId: subnet.id };
    const made = await stack.create(subnetAssociation, "a", args);
    const cards = async () => (await stack.refresh(endpoint)).properties.networkInterfaceIds;
    expect(await cards()).to.have.length(1);
    await stack.delete(made);
    expect(await cards()).to.deep.equal([]);
  });

  it("takes the place of the default group, and gives it back", async () => {
    const { stack, vpc, own } = await around();
    const endpoint = await own("one");
    const standard = textOf(vpc.properties, "defaultSecurityGroupId");
    const group = await stack.create(types.group, "g", { vpcId: vpc.id });
    const args = { vpcEndpointId: endpoint.id, securityGroupId: group.id };
    const made = await stack.create(groupAssociation, "a", {
      ...args,
      replaceDefaultAssociation: true,
    });
    const groups = async () => (await stack.refresh(endpoint)).properties.securityGroupIds;
    expect(await groups()).to.deep.equal([group.id]);
    const other = await stack.create(types.group, "h", { vpcId: vpc.id });
    const late = stack.create(groupAssociation, "b", {
      ...args,
      securityGroupId: other.id,
      replaceDefaultAssociation: true,
    });
    expect(await messageOf(late)).to.match(/not associated with the default Security Group/);
    await stack.delete(made);
    expect(await groups()).to.deep.equal([standard]);
  });

  it("leaves full access where a policy was", async () => {
    const { stack, own } = await around();
    const endpoint = await own("one");
    const before = endpoint.properties.policy;
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const made = await stack.create(endpointPolicy, "p", { vpcEndpointId: endpoint.id, policy });
    expect((await stack.refresh(endpoint)).properties.policy).not.to.equal(before);
    await stack.delete(made);
    expect((await stack.refresh(endpoint)).properties.policy).to.equal(before);
  });

  it("switches private DNS on, under the same conditions, and leaves it on", async () => {
    const { stack, vpc, own } = await around();
    const endpoint = await own("one");
    const args = { vpcEndpointId: endpoint.id, privateDnsEnabled: true };
    expect(await refusalOf(stack.create(privateDns, "d", args))).to.equal("InvalidParameter");
    await stack.update(vpc, { ...vpc.inputs, enableDnsHostnames: true });
    const made = await stack.create(privateDns, "d", args);
    await stack.delete(made);
    expect((await stack.refresh(endpoint)).properties.privateDnsEnabled).to.equal(true);
  });
});

describe("a flow log", () => {
  it("is of something that is there, at its intervals", async () => {
    const { stack, vpc, subnet } = await around();
    const log = (args: ValueMap) =>
      refusalOf(
        stack.createUnchecked(types.flowLog, JSON.stringify(args), {
          trafficType: "ALL",
          logDestination: logs("flows"),
          iamRoleArn: roleNamed("flows"),
          ...args,
        }),
      );
    const card = await stack.create(types.networkInterface, "n", { subnetId: subnet.id });
    expect(await log({ eniId: card.id })).to.equal("none");
    expect(await log({ vpcId: vpc.id, maxAggregationInterval: 60 })).to.equal("none");
    expect(await log({ vpcId: vpc.id, maxAggregationInterval: 61 })).to.equal("InvalidParameter");
    expect(await log({ eniId: "eni-0" })).to.equal("InvalidNetworkInterfaceID.NotFound");
    expect(await log({ transitGatewayId: "tgw-0", maxAggregationInterval: 60 })).to.equal(
      "InvalidTransitGatewayID.NotFound",
    );
    expect(await log({ regionalNatGatewayId: "nat-0" })).to.equal("NatGatewayNotFound");
    const tgw = await stack.create("aws:ec2transitgateway/transitGateway:TransitGateway", "t", {});
    expect(await log({ transitGatewayId: tgw.id, maxAggregationInterval: 600 })).to.equal(
      "InvalidParameter",
    );
    expect(await log({ transitGatewayId: tgw.id, maxAggregationInterval: 60 })).to.equal("none");
    const regional = { vpcId: vpc.id, availabilityMode: "regional" };
    const nat = await stack.create(types.nat, "r", regional);
    expect(await log({ regionalNatGatewayId: nat.id })).to.equal("none");
  });
});
