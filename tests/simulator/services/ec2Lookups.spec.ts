import { expect } from "chai";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { ValueMap } from "../../../simulator";
import { modelledLookups } from "../../../simulator/services/registry";
import { networkAround } from "../networkAround";
import { type Stack, messageOf, newStack, textOf, types } from "../support";

const ask = async (stack: Stack, name: string, args: ValueMap = {}): Promise<ValueMap> =>
  (await stack.provider.invoke(tokenOf(name), args)).result;

const tokenOf = (name: string): string =>
  modelledLookups().find((token) => token.endsWith(`:${name}`)) ?? `aws:ec2/${name}:${name}`;

const where = (name: string, ...values: readonly string[]): ValueMap => ({
  filters: [{ name, values }],
});

/** What a function's result has: always, and beside. */
function declared(name: string): { readonly always: string[]; readonly all: string[] } {
  const module = tokenOf(name).split(":")[1] ?? "";
  const root = dirname(require.resolve("@pulumi/aws/package.json"));
  const source = readFileSync(join(root, `${module}.d.ts`), "utf8");
  const from = source.search(/export interface \w+Result \{/);
  const body = source.slice(from, source.indexOf("\n}", from));
  const names = (form: RegExp): string[] => [...body.matchAll(form)].map((match) => match[1]!);
  return {
    always: names(/^ {4}readonly (\w+): /gm),
    all: names(/^ {4}readonly (\w+)\??: /gm),
  };
}

async function around() {
  const stack = await newStack();
  const { ids } = await networkAround(stack);
  return { stack, ids };
}

/** Each look-up, with arguments that find one thing of the network around. */
const finding: Readonly<Record<string, (ids: Readonly<Record<string, string>>) => ValueMap>> = {
  getVpc: ({ vpc }) => ({ id: vpc! }),
  getVpcs: ({ vpc }) => where("vpc-id", vpc!),
  getSubnet: ({ subnet }) => ({ id: subnet! }),
  getSubnets: ({ vpc }) => where("vpc-id", vpc!),
  getVpcDhcpOptions: ({ dhcpOptions }) => ({ dhcpOptionsId: dhcpOptions! }),
  getRouteTable: ({ table }) => ({ routeTableId: table! }),
  getRouteTables: ({ vpc }) => ({ vpcId: vpc! }),
  getInternetGateway: ({ gateway }) => ({ internetGatewayId: gateway! }),
  getNatGateway: ({ nat }) => ({ id: nat! }),
  getNatGateways: ({ vpc }) => ({ vpcId: vpc! }),
  getVpnGateway: ({ vpnGateway }) => ({ id: vpnGateway! }),
  getSecurityGroup: ({ group }) => ({ id: group! }),
  getSecurityGroups: ({ group }) => where("group-id", group!),
  getNetworkAcls: ({ vpc }) => ({ vpcId: vpc! }),
  getPrefixList: () => ({ name: "com.amazonaws.us-east-1.s3" }),
  getManagedPrefixList: ({ prefixList }) => ({ id: prefixList! }),
  getManagedPrefixLists: ({ prefixList }) => where("prefix-list-id", prefixList!),
  getVpcEndpoint: ({ endpoint }) => ({ id: endpoint! }),
  getVpcEndpointService: () => ({ service: "sqs" }),
  getVpcPeeringConnection: ({ peering }) => ({ id: peering! }),
  getVpcPeeringConnections: ({ peering }) => where("vpc-peering-connection-id", peering!),
  getNetworkInterface: ({ card }) => ({ id: card! }),
  getNetworkInterfaces: ({ card }) => where("network-interface-id", card!),
  getElasticIp: ({ natEip }) => ({ id: natEip! }),
  getEips: ({ natEip }) => where("allocation-id", natEip!),
};

describe("look-ups of the network", () => {
  for (const [name, args] of Object.entries(finding))
    it(`${name} answers all that @pulumi/aws declares, and nothing else`, async () => {
      const { stack, ids } = await around();
      const found = await ask(stack, name, args(ids));
      const { always, all } = declared(name);
      expect(Object.keys(found)).to.include.members(always);
      expect(all).to.include.members(Object.keys(found));
      if (Array.isArray(found.ids)) expect(found.ids).not.to.have.length(0);
    });

  it("find a rule and a route", async () => {
    const { stack, ids } = await around();
    const rule = await stack.create(types.ingress, "r", {
      securityGroupId: ids.group!,
      ipProtocol: "-1",
      cidrIpv4: "10.0.0.0/8",
    });
    const found = await ask(stack, "getSecurityGroupRule", { securityGroupRuleId: rule.id });
    expect(declared("getSecurityGroupRule").all).to.include.members(Object.keys(found));
    expect(found.cidrIpv4).to.equal("10.0.0.0/8");
    const all = await ask(stack, "getSecurityGroupRules", where("group-id", ids.group!));
    expect(all.ids).to.deep.equal([rule.id]);
    await stack.create(types.route, "r", {
      routeTableId: ids.table!,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: ids.nat!,
    });
    const route = await ask(stack, "getRoute", {
      routeTableId: ids.table!,
      destinationCidrBlock: "0.0.0.0/0",
    });
    expect(declared("getRoute").all).to.include.members(Object.keys(route));
    expect(route.natGatewayId).to.equal(ids.nat);
  });

  it("find nothing, or too much, in the provider's words", async () => {
    const { stack, ids } = await around();
    const messages = {
      getVpc: "no matching EC2 VPC found",
      getSubnet: "no matching EC2 Subnet found",
      getSecurityGroup: "no matching EC2 Security Group found",
      getVpcEndpoint: "no matching EC2 VPC Endpoint found",
    };
    for (const [name, message] of Object.entries(messages))
      expect(await messageOf(ask(stack, name, { tags: { Name: "none" } }))).to.equal(message);
    expect(await messageOf(ask(stack, "getSubnet", { vpcId: ids.vpc! }))).to.equal(
      "multiple EC2 Subnets matched; use additional constraints to reduce matches to a single EC2 Subnet",
    );
    expect(await messageOf(ask(stack, "getRouteTable", { vpcId: "vpc-0" }))).to.match(
      /query returned no results/,
    );
    expect(await messageOf(ask(stack, "getRouteTable", { vpcId: ids.vpc! }))).to.match(
      /multiple Route Tables matched/,
    );
    expect((await ask(stack, "getVpcs", { tags: { Name: "none" } })).ids).to.deep.equal([]);
    expect(await messageOf(ask(stack, "getVpcs", where("colour", "blue")))).to.match(
      /cannot filter by colour; it can by tag:<key>/,
    );
  });

  it("find by tags, by patterns and by what stands in a thing", async () => {
    const { stack, ids } = await around();
    const { id } = await stack.create(types.subnet, "tagged", {
      vpcId: ids.vpc!,
      cidrBlock: "10.0.20.0/24",
      tags: { Name: "private-a" },
    });
    for (const args of [
      { tags: { Name: "private-a" } },
      where("tag:Name", "private-?"),
      where("tag-key", "Na*"),
      { cidrBlock: "10.0.20.0/24" },
    ])
      expect((await ask(stack, "getSubnet", args)).id).to.equal(id);
    await stack.create(types.association, "a", { subnetId: id, routeTableId: ids.table! });
    expect((await ask(stack, "getRouteTable", { subnetId: id })).id).to.equal(ids.table);
    const main = await ask(stack, "getRouteTable", {
      vpcId: ids.vpc!,
      ...where("association.main", "true"),
    });
    expect(main.id).to.equal(ids.mainTable);
    const holder = await ask(stack, "getElasticIp", where("network-interface-id", "eni-*"));
    expect(holder.id).to.equal(ids.natEip);
  });

  it("know the default VPC and AWS's own lists", async () => {
    const stack = await newStack();
    expect((await ask(stack, "getVpc", { default: true })).cidrBlock).to.equal("172.31.0.0/16");
    const zones = (await ask(stack, "getSubnets", where("default-for-az", "true"))).ids;
    expect(zones).to.have.length(6);
    const list = await ask(stack, "getManagedPrefixList", { name: "com.amazonaws.us-east-1.s3" });
    expect(list.ownerId).to.equal("AWS");
    const { id } = await ask(stack, "getPrefixList", { prefixListId: textOf(list, "id") });
    expect(id).to.equal(list.id);
  });

  it("name the zones of an endpoint service by what the account calls them", async () => {
    const stack = await newStack();
    const queue = await ask(stack, "getVpcEndpointService", { service: "sqs" });
    expect(queue.availabilityZones).to.have.length(6);
    const mail = await ask(stack, "getVpcEndpointService", { service: "email-smtp" });
    expect(mail.availabilityZones).to.have.length(3);
    expect(await messageOf(ask(stack, "getVpcEndpointService", { service: "s3" }))).to.match(
      /multiple VPC Endpoint Services matched/,
    );
    const gateway = { service: "s3", serviceType: "Gateway" };
    expect((await ask(stack, "getVpcEndpointService", gateway)).serviceType).to.equal("Gateway");
    expect(await messageOf(ask(stack, "getVpcEndpointService", { service: "nothing" }))).to.equal(
      "no matching VPC Endpoint Service found",
    );
  });
});
