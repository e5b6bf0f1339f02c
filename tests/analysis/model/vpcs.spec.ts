import { expect } from "chai";
import { readNetwork } from "../../../analysis/model";
import {
  keys,
  made,
  provider,
  read,
  subnet,
  subnets,
  unknown,
  planned,
  urn,
  vpc,
  type Values,
} from "./support/stack";

describe("analysis model: VPCs", () => {
  it("has the VPC's blocks, place and DNS attributes", () => {
    const network = read(
      vpc,
      made("ec2.VpcIpv4CidrBlockAssociation", "a-1", {
        vpcId: "vpc-1",
        cidrBlock: "100.64.0.0/16",
      }),
      made(
        "ec2.VpcIpv6CidrBlockAssociation",
        "a-2",
        { vpcId: "vpc-1" },
        { ipv6CidrBlock: "2001:DB8:0:0::/56" },
      ),
    );
    expect(network.vpcs).to.deep.equal([
      {
        key: keys.vpc,
        name: "vpc-1",
        type: "aws:ec2/vpc:Vpc",
        id: "vpc-1",
        tags: {},
        account: "111122223333",
        region: "eu-west-1",
        ipv4Blocks: ["10.0.0.0/16", "100.64.0.0/16"],
        ipv6Blocks: ["2001:db8::/56"],
        dnsSupport: true,
        dnsHostnames: false,
        blockPublicAccess: "off",
      },
    ]);
    expect(network.missing).to.deep.equal([]);
  });

  it("takes the default VPC as one with host names, and its default subnets as its own", () => {
    const network = read(
      made("ec2.DefaultVpc", "vpc-d", {}, { cidrBlock: "172.31.0.0/16" }),
      planned("ec2.DefaultSubnet", "here", { availabilityZone: "eu-west-1a" }),
    );
    expect(network.vpcs[0]).to.include({ dnsHostnames: true, id: "vpc-d" });
    expect(network.subnets[0]).to.include({
      vpc: urn("ec2.DefaultVpc", "vpc-d"),
      tier: "isolated",
    });
  });

  it("names a block that nobody knows yet as missing", () => {
    const network = read(
      planned("ec2.Vpc", "v", { cidrBlock: unknown, assignGeneratedIpv6CidrBlock: true }),
    );
    const key = urn("ec2.Vpc", "v");
    expect(network.vpcs[0]).to.deep.include({ ipv4Blocks: [], ipv6Blocks: [] });
    expect(network.missing).to.deep.equal([
      { key: `${key}#cidrBlock`, kind: "CIDR block", referredToBy: key },
      { key: `${key}#ipv6CidrBlock`, kind: "IPv6 CIDR block", referredToBy: key },
    ]);
  });

  const places: readonly [string, Values, Values][] = [
    [
      "the resource",
      { outputs: { ...vpc.outputs, region: "eu-north-1" } },
      { region: "eu-north-1" },
    ],
    [
      "its ARN",
      {
        outputs: { arn: "arn:aws:ec2:us-east-2:444455556666:vpc/vpc-1", cidrBlock: "10.0.0.0/16" },
      },
      { region: "us-east-2", account: "444455556666" },
    ],
    ["its provider", { outputs: { cidrBlock: "10.0.0.0/16" } }, { region: "eu-west-1" }],
  ];
  for (const [by, change, expected] of places)
    it(`knows account and region by ${by}`, () => {
      expect(read({ ...vpc, ...change }).vpcs[0]).to.include(expected);
    });

  const settings: readonly [string, Values, string | undefined][] = [
    [
      "the role it takes",
      { assumeRoles: '[{"roleArn":"arn:aws:iam::777788889999:role/x"}]' },
      "777788889999",
    ],
    ["the only account it may have", { allowedAccountIds: '["123412341234"]' }, "123412341234"],
    ["none of several", { allowedAccountIds: '["123412341234","432143214321"]' }, undefined],
  ];
  for (const [by, inputs, account] of settings)
    it(`knows the account by its provider: ${by}`, () => {
      const outputs = { cidrBlock: "10.0.0.0/16" };
      const network = readNetwork([
        { ...provider, inputs },
        { ...vpc, outputs },
      ]);
      expect(network.vpcs[0]?.account).to.equal(account);
    });

  it("has Block Public Access of the VPC's own place, and what is excluded from it", () => {
    const network = read(
      vpc,
      ...subnets,
      made("ec2.VpcBlockPublicAccessOptions", "o", { internetGatewayBlockMode: "block-ingress" }),
      made("ec2.VpcBlockPublicAccessExclusion", "e", {
        subnetId: "subnet-1",
        internetGatewayExclusionMode: "allow-egress",
      }),
    );
    expect(network.vpcs[0]?.blockPublicAccess).to.equal("ingress");
    expect(network.subnets.map((one) => one.publicAccessExclusion)).to.deep.equal([
      "allow-egress",
      undefined,
    ]);
    const elsewhere = made(
      "ec2.VpcBlockPublicAccessOptions",
      "o",
      { internetGatewayBlockMode: "block-bidirectional" },
      { region: "us-east-1" },
    );
    expect(read(vpc, elsewhere).vpcs[0]?.blockPublicAccess).to.equal("off");
  });
});

describe("analysis model: what AWS makes with a VPC", () => {
  it("stands as parts, with a sentence where something uses it", () => {
    const network = read(vpc, ...subnets);
    expect(network.routeTables).to.deep.equal([
      {
        key: keys.mainTable,
        name: "vpc-1 main route table",
        type: "aws:ec2/routeTable:RouteTable",
        id: "rtb-main",
        tags: {},
        vpc: keys.vpc,
        main: true,
        routes: [],
      },
    ]);
    expect(network.networkAcls[0]).to.deep.include({ key: keys.defaultAcl, default: true });
    expect(
      network.networkAcls[0]?.egress.map(({ number, allow, cidr }) => [number, allow, cidr]),
    ).to.deep.equal([
      [100, true, "0.0.0.0/0"],
      [101, true, "::/0"],
    ]);
    expect(network.securityGroups[0]?.ingress).to.deep.equal([
      { key: keys.defaultGroup, traffic: {}, remote: { securityGroup: keys.defaultGroup } },
    ]);
    expect(
      network.subnets.map(({ routeTable, networkAcl }) => [routeTable, networkAcl]),
    ).to.deep.equal([
      [keys.mainTable, keys.defaultAcl],
      [keys.mainTable, keys.defaultAcl],
    ]);
    expect(network.assumptions).to.deep.equal([
      "vpc-1: the main route table that AWS made with it has the local routes only",
      "vpc-1: its default network ACL allows everything, as AWS makes it",
    ]);
    expect(read(vpc).assumptions).to.deep.equal([]);
  });

  it("takes rules and routes that refer to them by id", () => {
    const network = read(
      vpc,
      made("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" }),
      made("ec2.Route", "r", {
        routeTableId: "rtb-main",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "igw-1",
      }),
      made("ec2.NetworkAclRule", "n", {
        networkAclId: "acl-default",
        ruleNumber: 50,
        ruleAction: "deny",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrBlock: "0.0.0.0/0",
      }),
      made("vpc.SecurityGroupIngressRule", "s", {
        securityGroupId: "sg-default",
        ipProtocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrIpv4: "0.0.0.0/0",
      }),
    );
    expect(network.routeTables[0]?.routes).to.have.length(1);
    expect(network.networkAcls[0]?.ingress.map((rule) => rule.number)).to.deep.equal([
      50, 100, 101,
    ]);
    expect(network.securityGroups[0]?.ingress).to.have.length(2);
    expect(network.missing).to.deep.equal([]);
  });

  it("gives way to the resources that adopt it", () => {
    const network = read(
      vpc,
      ...subnets,
      made("ec2.DefaultRouteTable", "rtb-main", { defaultRouteTableId: "rtb-main", routes: [] }),
      made("ec2.DefaultNetworkAcl", "acl-default", { defaultNetworkAclId: "acl-default" }),
      made("ec2.DefaultSecurityGroup", "sg-default", { vpcId: "vpc-1" }),
    );
    expect(network.routeTables.map(({ key, main }) => [key, main])).to.deep.equal([
      [urn("ec2.DefaultRouteTable", "rtb-main"), true],
    ]);
    expect(network.networkAcls).to.have.length(1);
    expect(network.networkAcls[0]).to.deep.include({ default: true, ingress: [], egress: [] });
    expect(network.securityGroups).to.have.length(1);
    expect(network.securityGroups[0]).to.deep.include({ ingress: [], egress: [], vpc: keys.vpc });
    expect(network.subnets[0]).to.include({
      routeTable: urn("ec2.DefaultRouteTable", "rtb-main"),
      networkAcl: urn("ec2.DefaultNetworkAcl", "acl-default"),
    });
    expect(network.assumptions).to.deep.equal([]);
  });

  it("gives way to a table that is read by its id", () => {
    const main = { ...made("ec2.RouteTable", "rtb-main", { vpcId: "vpc-1" }), external: true };
    const network = read(vpc, ...subnets, main);
    expect(network.routeTables.map(({ key, main: isMain }) => [key, isMain])).to.deep.equal([
      [main.urn, true],
    ]);
    expect(network.subnets[0]?.routeTable).to.equal(main.urn);
  });

  it("gives way in a preview too, by what the adopter's property came from", () => {
    const network = read(
      planned("ec2.Vpc", "v", { cidrBlock: "10.0.0.0/16" }),
      planned(
        "ec2.DefaultRouteTable",
        "t",
        { defaultRouteTableId: unknown },
        { defaultRouteTableId: [urn("ec2.Vpc", "v")] },
      ),
      planned(
        "ec2.Route",
        "r",
        { routeTableId: unknown, destinationCidrBlock: "0.0.0.0/0", natGatewayId: "nat-x" },
        {
          routeTableId: [urn("ec2.Vpc", "v")],
        },
      ),
    );
    expect(
      network.routeTables.map(({ key, main, routes }) => [key, main, routes.length]),
    ).to.deep.equal([[urn("ec2.DefaultRouteTable", "t"), true, 1]]);
  });

  it("is missing where the VPC itself is", () => {
    const network = read(subnet("subnet-9", 9, { vpcId: "vpc-other" }));
    expect(network.subnets[0]).to.include({
      vpc: "vpc-other",
      routeTable: "vpc-other#mainRouteTable",
    });
    expect(network.missing.map(({ key, kind }) => [key, kind])).to.deep.equal([
      ["vpc-other", "VPC"],
      ["vpc-other#mainRouteTable", "route table"],
      ["vpc-other#defaultNetworkAcl", "network ACL"],
    ]);
  });
});

describe("analysis model: subnets", () => {
  it("has the table that is associated, else the one that was made the main one", () => {
    const tables = ["rtb-a", "rtb-b"].map((id) => made("ec2.RouteTable", id, { vpcId: "vpc-1" }));
    const network = read(
      vpc,
      ...subnets,
      ...tables,
      made("ec2.RouteTableAssociation", "x", { subnetId: "subnet-1", routeTableId: "rtb-a" }),
      made("ec2.MainRouteTableAssociation", "y", { vpcId: "vpc-1", routeTableId: "rtb-b" }),
    );
    expect(network.subnets.map(({ routeTable }) => routeTable)).to.deep.equal([
      urn("ec2.RouteTable", "rtb-a"),
      urn("ec2.RouteTable", "rtb-b"),
    ]);
    expect(network.routeTables.map(({ main }) => main)).to.deep.equal([false, false, true]);
  });

  it("believes a VPC that was read after another table became its main one", () => {
    const later = { ...vpc, outputs: { ...vpc.outputs, mainRouteTableId: "rtb-a" } };
    const network = read(later, ...subnets, made("ec2.RouteTable", "rtb-a", { vpcId: "vpc-1" }));
    expect(network.subnets[0]?.routeTable).to.equal(urn("ec2.RouteTable", "rtb-a"));
  });

  it("has the ACL that is associated, else the one that lists it, else the default one", () => {
    const third = subnet("subnet-3", 3);
    const network = read(
      vpc,
      ...subnets,
      third,
      made("ec2.NetworkAcl", "acl-a", { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] }),
      made("ec2.NetworkAcl", "acl-b", { vpcId: "vpc-1" }),
      made("ec2.NetworkAclAssociation", "x", { subnetId: "subnet-2", networkAclId: "acl-b" }),
    );
    expect(network.subnets.map(({ networkAcl }) => networkAcl)).to.deep.equal([
      urn("ec2.NetworkAcl", "acl-a"),
      urn("ec2.NetworkAcl", "acl-b"),
      keys.defaultAcl,
    ]);
  });

  const tiers: readonly [string, Values, string][] = [
    ["an internet gateway", { gatewayId: "igw-1" }, "public"],
    ["a NAT gateway", { natGatewayId: "nat-1" }, "private"],
    ["nothing", {}, "isolated"],
  ];
  for (const [way, target, tier] of tiers)
    it(`is ${tier} where its way out is ${way}, unless its tag says otherwise`, () => {
      const network = read(
        vpc,
        subnet("subnet-1", 1),
        subnet("subnet-2", 2, { tags: { Type: "data" } }),
        made("ec2.InternetGateway", "igw-1", { vpcId: "vpc-1" }),
        made("ec2.NatGateway", "nat-1", { subnetId: "subnet-1", connectivityType: "private" }),
        made("ec2.Route", "r", {
          routeTableId: "rtb-main",
          destinationCidrBlock: "0.0.0.0/0",
          ...target,
        }),
      );
      expect(network.subnets.map((one) => one.tier)).to.deep.equal([tier, "data"]);
    });

  it("has its zone by name, else by id", () => {
    const network = read(
      vpc,
      subnet("subnet-1", 1, { availabilityZoneId: "euw1-az1" }),
      subnet("subnet-2", 2, { availabilityZone: undefined, availabilityZoneId: "euw1-az2" }),
    );
    expect(network.subnets.map(({ availabilityZone }) => availabilityZone)).to.deep.equal([
      "eu-west-1a",
      "euw1-az2",
    ]);
  });

  it("is called by its Name tag, the provider's default tags among its tags", () => {
    const network = read(
      vpc,
      made(
        "ec2.Subnet",
        "subnet-1",
        { vpcId: "vpc-1", tags: { Name: "front" } },
        {
          tagsAll: { Name: "front", Team: "net" },
        },
      ),
    );
    expect(network.subnets[0]).to.deep.include({
      name: "front",
      tags: { Name: "front", Team: "net" },
    });
  });
});
