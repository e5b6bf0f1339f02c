/** A network with one of everything that a network's resource types may refer to. */
import type { ValueMap } from "../../simulator";
import { imagesOf } from "../../simulator/services/compute/images";
import { type Surroundings, trust } from "./lifecycleCases";
import { type Made, type Stack, network, textOf, types } from "./support";

export const logs = (name: string): string =>
  `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;

export const roleNamed = (name: string): string => `arn:aws:iam::000000000000:role/${name}`;

/** The so-manieth /64 of a VPC's IPv6 block. */
export const ipv6Part = (vpc: Made, index: number): string =>
  textOf(vpc.properties, "ipv6CidrBlock").replace("00::/56", `0${index}::/64`);

async function networksAround(stack: Stack, make: Make) {
  const vpcArgs = { enableDnsHostnames: true, assignGeneratedIpv6CidrBlock: true };
  const { vpc, gateway, subnet } = await network(stack, vpcArgs);
  const vpcId = vpc.id;
  const bareVpc = await make(types.vpc, { cidrBlock: "10.9.0.0/16", enableDnsHostnames: true });
  const bareGateway = await make(types.internetGateway, {});
  const freeSubnet = await make(types.subnet, {
    vpcId,
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "us-east-1b",
    ipv6CidrBlock: ipv6Part(vpc, 1),
  });
  const table = await make(types.routeTable, { vpcId });
  const otherTable = await stack.create(types.routeTable, "other", { vpcId });
  return { vpc, gateway, subnet, bareVpc, bareGateway, freeSubnet, table, otherTable };
}

type Make = (type: string, args: ValueMap) => Promise<Made>;

async function partsAround(stack: Stack, make: Make, { vpc, subnet, bareVpc }: Networks) {
  const vpcId = vpc.id;
  const eip = await make(types.eip, {});
  const natEip = await stack.create(types.eip, "nat", {});
  const spareEip = await stack.create(types.eip, "spare", {});
  const nat = await make(types.nat, { subnetId: subnet.id, allocationId: natEip.id });
  const group = await make(types.group, { vpcId });
  const otherGroup = await stack.create(types.group, "other", { vpcId });
  const acl = await make(types.acl, { vpcId });
  const prefixList = await make(types.prefixList, listArgs);
  const egressGateway = await make(types.egressOnlyGateway, { vpcId });
  const dhcpOptions = await make(types.dhcpOptions, { domainName: "example.internal" });
  const vpnGateway = await make(types.vpnGateway, { vpcId });
  const spareVpn = await stack.create(types.vpnGateway, "spare", {});
  const peering = await make(types.peering, { vpcId, peerVpcId: bareVpc.id, autoAccept: true });
  const card = await make(types.networkInterface, { subnetId: subnet.id });
  const endpoint = await make(types.endpoint, { vpcId, ...queue });
  const role = await make(types.role, { assumeRolePolicy: trust("lambda.amazonaws.com") });
  const instance = await make("aws:ec2/instance:Instance", machine(subnet.id));
  const gateways = { egressGateway, vpnGateway, spareVpn, nat, peering, endpoint };
  const others = { group, otherGroup, acl, prefixList, dhcpOptions, card, role, instance };
  return { eip, natEip, spareEip, ...gateways, ...others };
}

type Networks = Awaited<ReturnType<typeof networksAround>>;

const listArgs = { name: "offices", addressFamily: "IPv4", maxEntries: 5 };
const queue = { vpcEndpointType: "Interface", serviceName: "com.amazonaws.us-east-1.sqs" };

const machine = (subnetId: string): ValueMap => ({
  ami: imagesOf("us-east-1").at(-1)!.id,
  instanceType: "t2.micro",
  subnetId,
});

/** Everything that a case may refer to, and how to take it away again. */
export async function networkAround(stack: Stack): Promise<Surroundings> {
  const make: Make = (type, args) => stack.create(type, "around", args);
  const networks = await networksAround(stack, make);
  const parts = { ...networks, ...(await partsAround(stack, make, networks)) };
  const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
  const { vpc, bareVpc } = parts;
  const own = {
    mainTable: textOf(vpc.properties, "mainRouteTableId"),
    ipv6: ipv6Part(vpc, 7),
    // Of a VPC without subnets: otherwise the provider sees those as a difference, for ever.
    defaultAcl: textOf(bareVpc.properties, "defaultNetworkAclId"),
  };
  return { ids: { ...ids, ...own }, made: Object.values(parts) };
}
