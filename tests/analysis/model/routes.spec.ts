import { expect } from "chai";
import {
  keys,
  made,
  planned,
  read,
  unknown,
  urn,
  vpc,
  subnets,
  type Records,
  type Values,
} from "./support/stack";

const table = made("ec2.RouteTable", "rtb-1", { vpcId: "vpc-1" });
const route = (id: string, inputs: Values, added: Values = {}) =>
  made(
    "ec2.Route",
    id,
    { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", ...inputs },
    {
      state: "active",
      ...added,
    },
  );
const routesOf = (...records: Records) => {
  const network = read(vpc, ...subnets, ...records);
  const found = network.routeTables.find(({ id }) => id === "rtb-1");
  return { network, routes: found?.routes ?? [] };
};

describe("analysis model: routes", () => {
  const targets: readonly [string, Values, Records, string, string][] = [
    [
      "an internet gateway",
      { gatewayId: "igw-1" },
      [made("ec2.InternetGateway", "igw-1")],
      "internetGateway",
      urn("ec2.InternetGateway", "igw-1"),
    ],
    ["a virtual private gateway", { gatewayId: "vgw-1" }, [], "vpnGateway", "vgw-1"],
    [
      "an endpoint named as a gateway",
      { gatewayId: "vpce-1" },
      [
        made("ec2.VpcEndpoint", "vpce-1", {
          vpcId: "vpc-1",
          vpcEndpointType: "GatewayLoadBalancer",
        }),
      ],
      "vpcEndpoint",
      urn("ec2.VpcEndpoint", "vpce-1"),
    ],
    [
      "an egress-only gateway",
      { egressOnlyGatewayId: "eigw-1" },
      [made("ec2.EgressOnlyInternetGateway", "eigw-1", { vpcId: "vpc-1" })],
      "egressOnlyInternetGateway",
      urn("ec2.EgressOnlyInternetGateway", "eigw-1"),
    ],
    [
      "a NAT gateway",
      { natGatewayId: "nat-1" },
      [made("ec2.NatGateway", "nat-1", { subnetId: "subnet-1" })],
      "natGateway",
      urn("ec2.NatGateway", "nat-1"),
    ],
    [
      "a transit gateway",
      { transitGatewayId: "tgw-1" },
      [made("ec2transitgateway.TransitGateway", "tgw-1")],
      "transitGateway",
      urn("ec2transitgateway.TransitGateway", "tgw-1"),
    ],
    [
      "a peering connection",
      { vpcPeeringConnectionId: "pcx-1" },
      [made("ec2.VpcPeeringConnection", "pcx-1", { vpcId: "vpc-1", peerVpcId: "vpc-1" })],
      "vpcPeeringConnection",
      urn("ec2.VpcPeeringConnection", "pcx-1"),
    ],
    [
      "a network interface",
      { networkInterfaceId: "eni-1" },
      [
        made("ec2.NetworkInterface", "eni-1", {
          subnetId: "subnet-1",
          securityGroups: ["sg-default"],
        }),
      ],
      "networkInterface",
      urn("ec2.NetworkInterface", "eni-1"),
    ],
    [
      "an instance's own interface",
      { networkInterfaceId: "eni-2", instanceId: "i-1" },
      [
        made(
          "ec2.Instance",
          "i-1",
          { subnetId: "subnet-1" },
          { primaryNetworkInterfaceId: "eni-2" },
        ),
      ],
      "networkInterface",
      urn("ec2.Instance", "i-1"),
    ],
    ["a carrier gateway", { carrierGatewayId: "cagw-1" }, [], "other", "cagw-1"],
    ["local", { gatewayId: "local", destinationCidrBlock: "10.0.1.0/24" }, [], "local", keys.vpc],
  ];
  for (const [name, target, others, kind, key] of targets)
    it(`leads to ${name}, by a resource or inline`, () => {
      const separate = routesOf(table, ...others, route("r", target));
      expect(separate.routes.map((one) => one.target)).to.deep.equal([{ kind, key }]);
      expect(separate.network.missing).to.deep.equal([]);
      const { destinationCidrBlock: cidrBlock = "0.0.0.0/0", ...way } = target as Record<
        string,
        string
      >;
      const inline = made("ec2.RouteTable", "rtb-1", {
        vpcId: "vpc-1",
        routes: [{ cidrBlock, ...way }],
      });
      expect(routesOf(inline, ...others).routes).to.deep.equal([
        {
          key: urn("ec2.RouteTable", "rtb-1"),
          destination: { cidr: cidrBlock },
          target: { kind, key },
        },
      ]);
    });

  it("leaves out the local routes that every table has", () => {
    const inline = made("ec2.RouteTable", "rtb-1", {
      vpcId: "vpc-1",
      routes: [{ cidrBlock: "10.0.0.0/16", gatewayId: "local" }],
    });
    expect(routesOf(inline).routes).to.deep.equal([]);
  });

  it("leads to the blocks of either family and to prefix lists", () => {
    const list = made("ec2.ManagedPrefixList", "pl-1", { entries: [{ cidr: "192.0.2.0/24" }] });
    const { routes } = routesOf(
      table,
      list,
      route("a", {
        destinationCidrBlock: "",
        destinationIpv6CidrBlock: "::/0",
        gatewayId: "igw-1",
      }),
      route("b", {
        destinationCidrBlock: undefined,
        destinationPrefixListId: "pl-1",
        gatewayId: "igw-1",
      }),
    );
    expect(routes.map((one) => one.destination)).to.deep.equal([
      { cidr: "::/0" },
      { prefixList: urn("ec2.ManagedPrefixList", "pl-1") },
    ]);
  });

  it("is a black hole to what was deleted, and is missing what is only not given", () => {
    const { routes, network } = routesOf(
      table,
      route("a", { natGatewayId: "nat-gone" }, { state: "blackhole" }),
      route("b", { destinationCidrBlock: "10.9.0.0/16", natGatewayId: "nat-other" }),
    );
    expect(routes.map((one) => one.target)).to.deep.equal([
      { kind: "natGateway", key: "nat-gone", gone: true },
      { kind: "natGateway", key: "nat-other" },
    ]);
    expect(network.missing).to.deep.equal([
      { key: "nat-other", kind: "NAT gateway", referredToBy: urn("ec2.Route", "b") },
    ]);
  });

  it("leaves out what only the table's last reading shows, and says so", () => {
    const refreshed = made(
      "ec2.RouteTable",
      "rtb-1",
      { vpcId: "vpc-1" },
      {
        routes: [
          { cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" },
          { cidrBlock: "10.9.0.0/16", gatewayId: "igw-1" },
        ],
      },
    );
    const gateway = made("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" });
    const { routes, network } = routesOf(refreshed, gateway, route("r", { gatewayId: "igw-1" }));
    expect(routes.map((one) => one.key)).to.deep.equal([urn("ec2.Route", "r")]);
    expect(network.assumptions).to.include(
      "rtb-1: 1 routes that its state shows and no resource makes are of an earlier day",
    );
    // Nothing else says what they are.
    expect(routesOf(refreshed, gateway).routes).to.have.length(2);
    // What is read and not managed is read anew by every update.
    const external = { ...refreshed, external: true };
    expect(routesOf(external, gateway, route("r", { gatewayId: "igw-1" })).routes).to.have.length(
      2,
    );
  });

  it("has a gateway endpoint's route in each of its tables, by the service's prefix list", () => {
    const endpoint = made(
      "ec2.VpcEndpoint",
      "vpce-1",
      {
        vpcId: "vpc-1",
        serviceName: "com.amazonaws.eu-west-1.s3",
        routeTableIds: ["rtb-1", "rtb-main"],
      },
      { prefixListId: "pl-s3", cidrBlocks: ["52.218.0.0/17"] },
    );
    const { network, routes } = routesOf(table, endpoint);
    const expected = {
      key: urn("ec2.VpcEndpoint", "vpce-1"),
      destination: { prefixList: "prefix-list:eu-west-1:s3" },
      target: { kind: "vpcEndpoint", key: urn("ec2.VpcEndpoint", "vpce-1") },
    };
    expect(routes).to.deep.equal([expected]);
    expect(network.routeTables[0]?.routes).to.deep.equal([expected]);
    expect(network.prefixLists).to.deep.equal([
      {
        key: "prefix-list:eu-west-1:s3",
        name: "AWS's list of s3",
        type: "aws:ec2/managedPrefixList:ManagedPrefixList",
        id: "pl-s3",
        tags: {},
        service: "s3",
        cidrs: ["52.218.0.0/17"],
      },
    ]);
  });

  it("is known by what its target came from while that has no id", () => {
    const gateway = planned("ec2.InternetGateway", "g", { vpcId: "vpc-1" });
    const nat = planned("ec2.NatGateway", "n", { subnetId: "subnet-1" });
    const { routes, network } = routesOf(
      table,
      gateway,
      nat,
      planned(
        "ec2.Route",
        "a",
        { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown },
        {
          gatewayId: [gateway.urn],
        },
      ),
      planned(
        "ec2.Route",
        "b",
        { routeTableId: "rtb-1", destinationCidrBlock: "10.9.0.0/16" },
        {
          natGatewayId: [nat.urn],
        },
      ),
    );
    expect(routes.map((one) => one.target)).to.deep.equal([
      { kind: "internetGateway", key: gateway.urn },
      { kind: "natGateway", key: nat.urn },
    ]);
    expect(network.missing).to.deep.equal([]);
  });

  it("is not guessed where several targets could be meant", () => {
    const nats = ["n", "m"].map((name) =>
      planned("ec2.NatGateway", name, { subnetId: "subnet-1" }),
    );
    const { routes, network } = routesOf(
      table,
      ...nats,
      planned(
        "ec2.Route",
        "a",
        { routeTableId: "rtb-1", destinationCidrBlock: "0.0.0.0/0", natGatewayId: unknown },
        {
          natGatewayId: nats.map((one) => one.urn),
        },
      ),
    );
    const key = `${urn("ec2.Route", "a")}#natGatewayId`;
    expect(routes[0]?.target).to.deep.equal({ kind: "natGateway", key });
    expect(network.missing).to.deep.equal([
      { key, kind: "NAT gateway", referredToBy: urn("ec2.Route", "a") },
    ]);
  });
});
