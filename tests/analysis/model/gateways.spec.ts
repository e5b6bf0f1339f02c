import { expect } from "chai";
import {
  keys,
  made,
  planned,
  read,
  subnets,
  unknown,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const nat = (inputs: Values, added: Values = {}) =>
  made("ec2.NatGateway", "nat-1", { subnetId: "subnet-1", ...inputs }, added);
const natOf = (...records: Records) => read(vpc, ...subnets, ...records).natGateways[0];

describe("analysis model: gateways", () => {
  it("has an internet gateway where it is attached, by itself or by a resource", () => {
    const network = read(
      vpc,
      made("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" }),
      made("ec2.InternetGateway", "igw-2"),
      made("ec2.InternetGateway", "igw-3"),
      made("ec2.InternetGatewayAttachment", "a", { internetGatewayId: "igw-2", vpcId: "vpc-1" }),
    );
    expect(network.internetGateways.map((one) => one.vpc)).to.deep.equal([
      keys.vpc,
      keys.vpc,
      undefined,
    ]);
  });

  const address = made("ec2.Eip", "eipalloc-1", {}, { publicIp: "198.51.100.7" });
  const second = made("ec2.Eip", "eipalloc-2", {}, { publicIp: "198.51.100.8" });
  const gateways: readonly [string, Records, Values][] = [
    [
      "public, with its address",
      [address, nat({ allocationId: "eipalloc-1" }, { privateIp: "10.0.1.9" })],
      {
        connectivity: "public",
        hasPublicAddress: true,
        publicAddresses: ["198.51.100.7"],
        ipv4: ["10.0.1.9"],
      },
    ],
    [
      "public, with addresses added later",
      [
        address,
        second,
        nat({ allocationId: "eipalloc-1" }),
        made("ec2.NatGatewayEipAssociation", "a", {
          natGatewayId: "nat-1",
          allocationId: "eipalloc-2",
        }),
      ],
      { publicAddresses: ["198.51.100.7", "198.51.100.8"] },
    ],
    ["public, without an address", [nat({})], { hasPublicAddress: false, publicAddresses: [] }],
    [
      "public, with an address that is not given",
      [nat({ allocationId: "eipalloc-x" })],
      { hasPublicAddress: true },
    ],
    [
      "public, whose address only AWS's answer shows",
      [nat({}, { publicIp: "198.51.100.9" })],
      { hasPublicAddress: true, publicAddresses: ["198.51.100.9"] },
    ],
    [
      "private",
      [nat({ connectivityType: "private" })],
      { connectivity: "private", hasPublicAddress: false },
    ],
    [
      "regional, with AWS's addresses",
      [nat({ subnetId: undefined, vpcId: "vpc-1", availabilityMode: "regional" })],
      { vpc: keys.vpc, subnet: undefined, routeTable: undefined, hasPublicAddress: true },
    ],
    [
      "regional, with a table of its own",
      [
        made("ec2.RouteTable", "rtb-1", { vpcId: "vpc-1" }),
        nat({
          subnetId: undefined,
          vpcId: "vpc-1",
          availabilityMode: "regional",
          routeTableId: "rtb-1",
        }),
      ],
      { routeTable: urn("ec2.RouteTable", "rtb-1") },
    ],
    [
      "regional, with the table that AWS made with it",
      [
        nat(
          { subnetId: undefined, vpcId: "vpc-1", availabilityMode: "regional" },
          {
            routeTableId: "rtb-9",
          },
        ),
      ],
      { routeTable: undefined },
    ],
    [
      "regional, with zones that are given no address",
      [
        nat({
          subnetId: undefined,
          vpcId: "vpc-1",
          availabilityMode: "regional",
          availabilityZoneAddresses: [{ availabilityZone: "eu-west-1a", allocationIds: [] }],
        }),
      ],
      { hasPublicAddress: false },
    ],
  ];
  for (const [name, records, expected] of gateways)
    it(`reads a NAT gateway that is ${name}`, () => {
      expect(natOf(...records)).to.deep.include(expected);
    });

  it("has a NAT gateway's address and subnet while neither has an id", () => {
    const eip = planned("ec2.Eip", "e", { domain: "vpc" });
    const own = planned("ec2.Subnet", "s", { vpcId: "vpc-1", cidrBlock: "10.0.9.0/24" });
    const gateway = planned(
      "ec2.NatGateway",
      "n",
      { allocationId: unknown, subnetId: unknown },
      { allocationId: [eip.urn], subnetId: [own.urn] },
    );
    expect(natOf(eip, own, gateway)).to.deep.include({
      vpc: keys.vpc,
      subnet: own.urn,
      hasPublicAddress: true,
      publicAddresses: [],
    });
  });

  it("has a customer's prefix lists with all their entries", () => {
    const network = read(
      made("ec2.ManagedPrefixList", "pl-1", { entries: [{ cidr: "192.0.2.0/24" }] }),
      made("ec2.ManagedPrefixListEntry", "e", { prefixListId: "pl-1", cidr: "198.51.100.0/24" }),
    );
    expect(network.prefixLists[0]).to.deep.include({ cidrs: ["192.0.2.0/24", "198.51.100.0/24"] });
    expect(network.prefixLists[0]).not.to.have.property("service");
  });

  it("has AWS's own list once, whether a resource reads it or an endpoint shows it", () => {
    const list = made(
      "ec2.ManagedPrefixList",
      "pl-s3",
      {},
      { name: "com.amazonaws.eu-west-1.s3", entries: [] },
    );
    const endpoint = made(
      "ec2.VpcEndpoint",
      "vpce-1",
      { vpcId: "vpc-1", serviceName: "com.amazonaws.eu-west-1.s3" },
      { prefixListId: "pl-s3", cidrBlocks: ["52.218.0.0/17"] },
    );
    const network = read(vpc, { ...list, external: true }, endpoint);
    expect(network.prefixLists).to.have.length(1);
    expect(network.prefixLists[0]).to.deep.include({
      key: list.urn,
      service: "s3",
      cidrs: ["52.218.0.0/17"],
    });
  });
});

describe("analysis model: VPC endpoints", () => {
  const endpoint = (inputs: Values, added: Values = {}) =>
    made("ec2.VpcEndpoint", "vpce-1", { vpcId: "vpc-1", ...inputs }, added);
  const endpointOf = (...records: Records) => read(vpc, ...subnets, ...records).vpcEndpoints[0];
  const table = made("ec2.RouteTable", "rtb-1", { vpcId: "vpc-1" });
  const group = made("ec2.SecurityGroup", "sg-1", { vpcId: "vpc-1" });

  const services: readonly [string, string][] = [
    ["com.amazonaws.eu-west-1.s3", "s3"],
    ["com.amazonaws.eu-west-1.ecr.api", "ecr.api"],
    ["com.amazonaws.us-gov-west-1.sqs", "sqs"],
    ["cn.com.amazonaws.cn-north-1.ecr.dkr", "ecr.dkr"],
    ["aws.sagemaker.eu-west-1.notebook", "aws.sagemaker.eu-west-1.notebook"],
    ["com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b", "com.amazonaws.vpce.eu-west-1.vpce-svc-0a1b"],
  ];
  for (const [serviceName, service] of services)
    it(`calls ${serviceName} ${service}`, () => {
      expect(endpointOf(endpoint({ serviceName }))?.service).to.equal(service);
    });

  it("has the tables of its own, and those that are associated", () => {
    const association = made("ec2.VpcEndpointRouteTableAssociation", "a", {
      vpcEndpointId: "vpce-1",
      routeTableId: "rtb-1",
    });
    const given = endpointOf(table, endpoint({ routeTableIds: ["rtb-main"] }), association);
    expect(given?.routeTables).to.deep.equal([keys.mainTable, urn("ec2.RouteTable", "rtb-1")]);
    const stale = endpointOf(table, endpoint({}, { routeTableIds: ["rtb-main"] }), association);
    expect(stale?.routeTables).to.deep.equal([urn("ec2.RouteTable", "rtb-1")]);
  });

  const groups: readonly [string, Values, Values | undefined, string[]][] = [
    ["its own", { securityGroupIds: ["sg-1"] }, undefined, [urn("ec2.SecurityGroup", "sg-1")]],
    ["the default one", {}, undefined, [keys.defaultGroup]],
    [
      "the default one and one beside it",
      {},
      {},
      [keys.defaultGroup, urn("ec2.SecurityGroup", "sg-1")],
    ],
    [
      "one in the default one's place",
      {},
      { replaceDefaultAssociation: true },
      [urn("ec2.SecurityGroup", "sg-1")],
    ],
  ];
  for (const [name, inputs, association, expected] of groups)
    it(`has ${name} as security groups`, () => {
      const records =
        association === undefined
          ? []
          : [
              made("ec2.SecurityGroupAssociation", "a", {
                vpcEndpointId: "vpce-1",
                securityGroupId: "sg-1",
                ...association,
              }),
            ];
      const own = endpoint({ vpcEndpointType: "Interface", subnetIds: ["subnet-1"], ...inputs });
      const network = read(vpc, ...subnets, group, own, ...records);
      expect(network.vpcEndpoints[0]?.securityGroups).to.deep.equal(expected);
      expect(network.networkInterfaces).to.deep.equal([
        {
          key: `${own.urn}#${keys.subnets[0]}`,
          name: "vpce-1",
          type: "aws:ec2/vpcEndpoint:VpcEndpoint",
          id: "vpce-1",
          tags: {},
          kind: "endpoint",
          owner: own.urn,
          subnet: keys.subnets[0],
          securityGroups: expected,
          filtered: true,
          ipv4: [],
          hasIpv4: true,
          ipv6: [],
          hasIpv6: false,
          publicIpv4: false,
          sourceDestCheck: true,
          endpoint: own.urn,
        },
      ]);
    });

  it("has its private names and its policy, by itself or by a resource", () => {
    const policy = {
      Version: "2012-10-17",
      Statement: [{ Effect: "Deny", Action: "*", Resource: "*", Principal: "*" }],
    };
    const standing = {
      Version: "2008-10-17",
      Statement: [{ Action: "*", Effect: "Allow", Principal: "*", Resource: "*" }],
    };
    const text = JSON.stringify(policy);
    expect(endpointOf(endpoint({ policy: text, privateDnsEnabled: true }))).to.deep.include({
      policy,
      privateDns: true,
    });
    expect(endpointOf(endpoint({}, { policy: JSON.stringify(standing) }))).not.to.have.property(
      "policy",
    );
    const later = endpointOf(
      endpoint({}),
      made("ec2.VpcEndpointPolicy", "p", { vpcEndpointId: "vpce-1", policy: text }),
      made("vpc.EndpointPrivateDns", "d", { vpcEndpointId: "vpce-1", privateDnsEnabled: true }),
    );
    expect(later).to.deep.include({ policy, privateDns: true });
  });

  for (const policy of [unknown, "{", '"*"'])
    it(`names the policy ${policy} as missing`, () => {
      const network = read(vpc, endpoint({ policy }));
      expect(network.vpcEndpoints[0]).not.to.have.property("policy");
      const key = urn("ec2.VpcEndpoint", "vpce-1");
      expect(network.missing).to.deep.equal([
        { key: `${key}#policy`, kind: "endpoint policy", referredToBy: key },
      ]);
    });

  it("is listed as unmodelled where what stands behind it is not known", () => {
    const network = read(vpc, endpoint({ vpcEndpointType: "GatewayLoadBalancer", subnetIds: [] }));
    expect(network.unmodelled.map(({ why }) => why)).to.deep.equal([
      "a Gateway Load Balancer endpoint: what stands behind it is not modelled",
    ]);
  });
});
