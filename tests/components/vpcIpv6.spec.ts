import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record, unknown } from "./recordedMocks";

const PUBLIC = { name: "public", type: net.SubnetType.Public };
const PRIVATE = { name: "private", type: net.SubnetType.Private };
const DATABASE = { name: "database", type: net.SubnetType.Isolated };
const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  ipv6: true,
  availabilityZoneNames: ["us-east-1a", "us-east-1c"],
  region: "us-east-1",
  subnetSpecs: [PUBLIC, PRIVATE, DATABASE],
};

async function made(change: Partial<net.VpcArgs> = {}, preview = false) {
  let vpc: net.Vpc | undefined;
  const recording = await record(
    () => {
      vpc = new net.Vpc("main", { ...ARGS, ...change });
    },
    { preview },
  );
  return { vpc: vpc!, recording, all: inventory(recording) };
}

const refusal = async (change: Partial<net.VpcArgs>) =>
  (await messageOf(() => new net.Vpc("main", { ...ARGS, ...change }))).split("\n").slice(1);

/** The IPv6 inputs of a subnet. */
const ipv6Of = (all: Record<string, Record<string, unknown>>, child: string) => {
  const inputs = all[`Subnet main-${child} < Vpc`]!;
  return Object.fromEntries(
    Object.entries(inputs).filter(([key]) => /ipv6|dns64|aaaa|^cidrBlock/i.test(key)),
  );
};

describe("Vpc with IPv6", () => {
  it("is dual stack in every tier, with the routes that fit the tier, every child and input", async () => {
    const { all } = await made();
    expect(all["Vpc main < Vpc"]).to.deep.equal({
      cidrBlock: "10.0.0.0/16",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: true,
      region: "us-east-1",
      tags: { Name: "main" },
    });
    expect(ipv6Of(all, "public-1a")).to.deep.equal({
      cidrBlock: "10.0.0.0/24",
      ipv6CidrBlock: "2600:1f18:1:2200::/64",
      assignIpv6AddressOnCreation: false,
      enableResourceNameDnsAaaaRecordOnLaunch: true,
    });
    expect(ipv6Of(all, "private-1c")).to.deep.equal({
      cidrBlock: "10.0.5.0/24",
      ipv6CidrBlock: "2600:1f18:1:2212::/64",
      assignIpv6AddressOnCreation: true,
      enableResourceNameDnsAaaaRecordOnLaunch: true,
    });
    expect(ipv6Of(all, "database-1a")).to.deep.equal({
      cidrBlock: "10.0.6.0/24",
      ipv6CidrBlock: "2600:1f18:1:2220::/64",
      assignIpv6AddressOnCreation: true,
      enableResourceNameDnsAaaaRecordOnLaunch: true,
    });
    expect(ofTypes(all, "EgressOnlyInternetGateway", "Route")).to.deep.equal({
      "EgressOnlyInternetGateway main < Vpc": {
        vpcId: "Vpc main",
        region: "us-east-1",
        tags: { Name: "main" },
      },
      "Route main-public < Vpc": {
        routeTableId: "RouteTable main-public",
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: "InternetGateway main",
        region: "us-east-1",
      },
      "Route main-public-ipv6 < Vpc": {
        routeTableId: "RouteTable main-public",
        destinationIpv6CidrBlock: "::/0",
        gatewayId: "InternetGateway main",
        region: "us-east-1",
      },
      "Route main-private-1a-ipv6 < Vpc": {
        routeTableId: "RouteTable main-private-1a",
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId: "EgressOnlyInternetGateway main",
        region: "us-east-1",
      },
      "Route main-private-1c-ipv6 < Vpc": {
        routeTableId: "RouteTable main-private-1c",
        destinationIpv6CidrBlock: "::/0",
        egressOnlyGatewayId: "EgressOnlyInternetGateway main",
        region: "us-east-1",
      },
    });
  });

  it("has one IPv6 route in a private tier whose zones share a table", async () => {
    const { all } = await made({ routeTableStrategy: net.RouteTableStrategy.PerTier });
    expect(Object.keys(ofTypes(all, "Route"))).to.have.members([
      "Route main-public < Vpc",
      "Route main-public-ipv6 < Vpc",
      "Route main-private-ipv6 < Vpc",
    ]);
  });

  it("makes subnets of IPv6 alone, or of IPv4 alone, where a tier says so", async () => {
    const { vpc, all } = await made({
      subnetSpecs: [
        { ...PUBLIC, ipv6: net.SubnetIpv6.Ipv6Only },
        { ...PRIVATE, ipv6: net.SubnetIpv6.None },
        DATABASE,
      ],
    });
    expect(ipv6Of(all, "public-1a")).to.deep.equal({
      ipv6CidrBlock: "2600:1f18:1:2200::/64",
      assignIpv6AddressOnCreation: true,
      enableResourceNameDnsAaaaRecordOnLaunch: true,
      ipv6Native: true,
    });
    // The first tier keeps its IPv4 slots, so that one more family there moves nobody.
    expect(ipv6Of(all, "private-1a")).to.deep.equal({ cidrBlock: "10.0.3.0/24" });
    expect(Object.keys(ofTypes(all, "Route", "EgressOnlyInternetGateway"))).to.deep.equal([
      "Route main-public-ipv6 < Vpc",
    ]);
    expect(vpc.subnetLayout.public).to.deep.equal({});
    expect(vpc.reservedCidrBlocks).to.not.have.property("public");
    expect(vpc.addressMap.split("\n")[1]).to.match(/10\.0\.0\.0\/23 .* public +\(reserved\)$/);
    expect(Object.keys(vpc.subnetIds.public!)).to.deep.equal(ARGS.availabilityZoneNames);
  });

  it("tells what other components and programs need of it", async () => {
    const { vpc } = await made();
    const value = <T>(output: pulumi.Output<T>): Promise<T> =>
      new Promise((resolve) => output.apply(resolve));
    expect(await value(vpc.ipv6CidrBlock!)).to.equal("2600:1f18:1:2200::/56");
    expect(await value(vpc.egressOnlyGatewayId!)).to.equal("EgressOnlyInternetGateway main");
    expect(await value(vpc.subnetIpv6CidrBlocks.private!["us-east-1c"]!)).to.equal(
      "2600:1f18:1:2212::/64",
    );
  });

  it("lets network ACLs name each tier by the /64s it may ever have", async () => {
    const inputs = inventory(
      await record(() => {
        const vpc = new net.Vpc("main", ARGS);
        new net.NetworkAcls("main", {
          vpc,
          tiers: ["private"],
          flows: [{ source: "private", destination: "database", ports: ["tcp/5432"] }],
        });
      }),
    );
    const blocks = Object.values(ofTypes(inputs, "NetworkAclRule")).map(
      ({ ipv6CidrBlock }) => ipv6CidrBlock,
    );
    expect(blocks).to.include("2600:1f18:1:2220::/60");
  });

  it("has none of it without being asked", async () => {
    const { vpc, all } = await made({ ipv6: false });
    expect(JSON.stringify(all)).to.not.match(/ipv6|dns64|egressonly/i);
    expect([vpc.ipv6CidrBlock, vpc.egressOnlyGatewayId, vpc.subnetIpv6CidrBlocks]).to.deep.equal([
      undefined,
      undefined,
      {},
    ]);
  });

  it("is previewed where the block is not known yet", async () => {
    const { all } = await made({}, true);
    expect(Object.keys(ofTypes(all, "Subnet"))).to.have.length(6);
  });

  it("has DNS64 in those subnets whose table has the route of NAT64, and no others", async () => {
    const { vpc, all } = await made({
      subnetSpecs: [PUBLIC, PRIVATE, { ...PRIVATE, name: "pods", nat64: true }, DATABASE],
      natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
    });
    const routed = Object.values(ofTypes(all, "Route"))
      .filter((inputs) => inputs.destinationIpv6CidrBlock === "64:ff9b::/96")
      .map(({ routeTableId, natGatewayId }) => [routeTableId, natGatewayId]);
    expect(routed).to.deep.equal([
      ["RouteTable main-pods-1a", "NatGateway main-public-1a"],
      ["RouteTable main-pods-1c", "NatGateway main-public-1c"],
    ]);
    const tables = Object.values(ofTypes(all, "RouteTableAssociation"));
    const translated = Object.entries(ofTypes(all, "Subnet"))
      .filter(([, inputs]) => inputs.enableDns64 === true)
      .map(([key]) => {
        const id = key.split(" ").slice(0, 2).join(" ");
        return tables.find(({ subnetId }) => subnetId === id)?.routeTableId;
      });
    expect(translated).to.deep.equal(routed.map(([table]) => table));
    expect(vpc.nat64Tiers).to.deep.equal(["pods"]);
  });
});

describe("Vpc with IPv6 refuses", () => {
  it("what has no meaning without IPv6", async () => {
    const subnetSpecs = [
      {
        ...PRIVATE,
        ipv6: net.SubnetIpv6.DualStack,
        ipv6Slot: 1,
        nat64: true,
        assignIpv6AddressOnCreation: true,
      },
    ];
    const reason = "must be left out in a network without IPv6; or give it some (ipv6: true)";
    expect(await refusal({ ipv6: false, subnetSpecs })).to.deep.equal([
      `  - subnetSpecs[0].ipv6: ${reason}`,
      `  - subnetSpecs[0].nat64: ${reason}`,
      `  - subnetSpecs[0].assignIpv6AddressOnCreation: ${reason}`,
    ]);
  });

  it("slots that are none, that two tiers have, or that the list decides for a tier with a place", async () => {
    const subnetSpecs = [
      { ...PUBLIC, ipv6Slot: 16 },
      { ...PRIVATE, ipv6Slot: 2 },
      DATABASE,
      { ...DATABASE, name: "cache", startAddress: "10.0.64.0" },
    ];
    expect(await refusal({ subnetSpecs })).to.deep.equal([
      "  - subnetSpecs[0].ipv6Slot: must be an integer between 0 and 15, got 16; a /56 has room for 16 tiers",
      "  - subnetSpecs[2].ipv6Slot: must be a slot of its own, got 2, which private has; 0 is free",
      "  - subnetSpecs[3].ipv6Slot: must be given for a tier with a startAddress, whose place in the list may change: 3 is what it has now",
    ]);
  });

  it("a zone without a slot among the /64s", async () => {
    const subnetSpecs = [{ ...PUBLIC, cidrBlocks: { "us-east-1-wl1-bos-wlz-1": "10.0.9.0/24" } }];
    expect(
      await refusal({ availabilityZoneNames: ["us-east-1-wl1-bos-wlz-1"], subnetSpecs }),
    ).to.deep.equal([
      '  - availabilityZoneNames[0]: must have a slot from 0 to 15 for its /64s, got "us-east-1-wl1-bos-wlz-1" with none; give it one (availabilityZoneSlots)',
    ]);
  });

  it("NAT64 where nothing translates, or where no client would be", async () => {
    const subnetSpecs = [
      { ...PUBLIC, nat64: true },
      { ...PRIVATE, nat64: true, ipv6: net.SubnetIpv6.None },
      { ...PRIVATE, name: "pods", nat64: true },
    ];
    expect(await refusal({ subnetSpecs })).to.deep.equal([
      '  - subnetSpecs[0].nat64: must be left out for a tier that is not private with IPv6, got a tier of "public" with "dualStack"',
      '  - subnetSpecs[1].nat64: must be left out for a tier that is not private with IPv6, got a tier of "private" with "none"',
      "  - subnetSpecs[2].nat64: must be left out where no NAT gateway translates; or ask for some (natGateways)",
    ]);
  });

  it("values that are none of the enum's, IPv4 blocks for IPv6 alone, and a name that routes have", async () => {
    const subnetSpecs = [
      { ...PUBLIC, ipv6: unknown<net.SubnetIpv6>("both") },
      {
        ...PRIVATE,
        ipv6: net.SubnetIpv6.Ipv6Only,
        cidrBlocks: { "us-east-1a": "10.0.9.0/24" },
      },
      { ...PRIVATE, name: "private-ipv6" },
    ];
    expect(await refusal({ subnetSpecs })).to.deep.equal([
      '  - subnetSpecs[0].ipv6: must be one of "none", "dualStack", "ipv6Only", got "both"',
      '  - subnetSpecs[1].cidrBlocks: must be left out for a tier of "ipv6Only", whose subnets have no IPv4 block',
      '  - subnetSpecs[2].name: must be another than that of private with "-ipv6", got "private-ipv6"; its IPv6 routes are called so',
    ]);
  });
});
