import { Provider } from "@pulumi/aws/provider";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";

/** A default VPC's part in two zones: public subnets, in the main route table. */
const FOUND: net.VpcAttributes = {
  vpcId: "vpc-1",
  cidrBlocks: ["172.31.0.0/16"],
  availabilityZones: ["us-west-2a", "us-west-2b", "us-west-2c"],
  subnetTypes: { public: net.SubnetType.Public },
  subnetIds: {
    public: { "us-west-2a": "subnet-a", "us-west-2b": "subnet-b", "us-west-2c": "subnet-c" },
  },
  routeTableIds: {
    public: { "us-west-2a": "rtb-main", "us-west-2b": "rtb-main", "us-west-2c": "rtb-main" },
  },
  sharedRouteTableTiers: ["public"],
  reservedCidrBlocks: { public: ["172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20"] },
  internetGatewayId: "igw-1",
};

const ARGS: net.AddedTiersArgs = {
  vpc: FOUND,
  occupiedCidrBlocks: ["172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20"],
  availabilityZones: ["us-west-2a", "us-west-2b"],
  subnetSpecs: [
    { name: "lambda", type: net.SubnetType.Private, startAddress: "172.31.128.0" },
    { name: "database", type: net.SubnetType.Isolated },
  ],
};
type Args = Partial<net.AddedTiersArgs>;
const build = (args: Args = {}) => new net.AddedTiers("shop", { ...ARGS, ...args });
const refusal = async (args: Args) => (await messageOf(() => build(args))).split("\n").slice(1);

/** The network's values, each output resolved. */
async function attributes(args: Args = {}): Promise<Record<string, unknown>> {
  let seen: Record<string, unknown> = {};
  await record(() => {
    // A component itself would be the output's value as it is, with outputs in it.
    const own = Object.entries(build(args)).filter(([key]) => !key.startsWith("__"));
    pulumi.output(Object.fromEntries(own)).apply((all) => (seen = all));
  });
  return seen;
}

describe("AddedTiers", () => {
  it("makes subnets and route tables of its own, and nothing else", async () => {
    const all = inventory(await record(() => build()));
    expect(Object.keys(all).sort()).to.deep.equal([
      "AddedTiers shop < ",
      "RouteTable shop-database < AddedTiers",
      "RouteTable shop-lambda-2a < AddedTiers",
      "RouteTable shop-lambda-2b < AddedTiers",
      "RouteTableAssociation shop-database-2a < AddedTiers",
      "RouteTableAssociation shop-database-2b < AddedTiers",
      "RouteTableAssociation shop-lambda-2a < AddedTiers",
      "RouteTableAssociation shop-lambda-2b < AddedTiers",
      "Subnet shop-database-2a < AddedTiers",
      "Subnet shop-database-2b < AddedTiers",
      "Subnet shop-lambda-2a < AddedTiers",
      "Subnet shop-lambda-2b < AddedTiers",
    ]);
    expect(all["Subnet shop-lambda-2b < AddedTiers"]).to.deep.equal({
      vpcId: "vpc-1",
      cidrBlock: "172.31.129.0/24",
      availabilityZone: "us-west-2b",
      mapPublicIpOnLaunch: false,
      tags: { Name: "shop-lambda-2b", Type: "private" },
    });
    expect(all["RouteTable shop-database < AddedTiers"]).to.deep.equal({
      vpcId: "vpc-1",
      tags: { Name: "shop-database", Type: "database" },
    });
    expect(all["RouteTableAssociation shop-lambda-2a < AddedTiers"]).to.deep.equal({
      subnetId: "Subnet shop-lambda-2a",
      routeTableId: "RouteTable shop-lambda-2a",
    });
  });

  it("is the network with what was added, in the zones in use", async () => {
    const network = await attributes();
    expect(network).to.deep.include({
      vpcId: "vpc-1",
      cidrBlocks: ["172.31.0.0/16"],
      availabilityZones: ["us-west-2a", "us-west-2b"],
      addedTiers: ["lambda", "database"],
      subnetTypes: { public: "public", lambda: "private", database: "isolated" },
      subnetIds: {
        public: { "us-west-2a": "subnet-a", "us-west-2b": "subnet-b" },
        lambda: { "us-west-2a": "Subnet shop-lambda-2a", "us-west-2b": "Subnet shop-lambda-2b" },
        database: {
          "us-west-2a": "Subnet shop-database-2a",
          "us-west-2b": "Subnet shop-database-2b",
        },
      },
      routeTableIds: {
        public: { "us-west-2a": "rtb-main", "us-west-2b": "rtb-main" },
        lambda: {
          "us-west-2a": "RouteTable shop-lambda-2a",
          "us-west-2b": "RouteTable shop-lambda-2b",
        },
        database: {
          "us-west-2a": "RouteTable shop-database",
          "us-west-2b": "RouteTable shop-database",
        },
      },
      subnetLayout: {
        lambda: { "us-west-2a": "172.31.128.0/24", "us-west-2b": "172.31.129.0/24" },
        database: { "us-west-2a": "172.31.131.0/24", "us-west-2b": "172.31.132.0/24" },
      },
      sharedRouteTableTiers: ["public", "database"],
      reservedCidrBlocks: {
        ...FOUND.reservedCidrBlocks,
        lambda: ["172.31.128.0/23", "172.31.130.0/24"],
        database: ["172.31.131.0/24", "172.31.132.0/23"],
      },
      publicSubnetIds: ["subnet-a", "subnet-b"],
      privateSubnetIds: ["Subnet shop-lambda-2a", "Subnet shop-lambda-2b"],
      isolatedSubnetIds: ["Subnet shop-database-2a", "Subnet shop-database-2b"],
      internetGatewayId: "igw-1",
    });
    expect(network.addressMap).to.contain("172.31.16.0/20").and.contain("(occupied)");
  });

  it("adds a public tier to a network without one, with an internet gateway where it has none", async () => {
    const { internetGatewayId: _none, ...rest } = FOUND;
    const vpc = { ...rest, subnetTypes: {}, subnetIds: {}, routeTableIds: {} };
    const subnetSpecs = [
      { name: "edge", type: net.SubnetType.Public, startAddress: "172.31.128.0" },
    ];
    const route = async (given: net.VpcAttributes) =>
      inventory(await record(() => build({ vpc: given, subnetSpecs })));
    const made = await route(vpc);
    expect(made["InternetGateway shop < AddedTiers"]).to.deep.equal({
      vpcId: "vpc-1",
      tags: { Name: "shop" },
    });
    expect(made["Route shop-edge < AddedTiers"]).to.deep.equal({
      routeTableId: "RouteTable shop-edge",
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: "InternetGateway shop",
    });
    const adopted = await route({ ...vpc, internetGatewayId: "igw-1" });
    expect(adopted["Route shop-edge < AddedTiers"]?.gatewayId).to.equal("igw-1");
    expect(Object.keys(adopted).some((key) => key.startsWith("InternetGateway"))).to.equal(false);
  });

  it("is as it is told to be, in its region and by its provider", async () => {
    const recording = await record(() => {
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      new net.AddedTiers(
        "shop",
        {
          ...ARGS,
          vpc: { ...FOUND, region: "us-west-2", ipv6CidrBlock: "2600:1f18::/56", nat64Tiers: [] },
          reservedAvailabilityZones: 2,
          routeTableStrategy: net.RouteTableStrategy.PerTier,
          naming: { purpose: "shop", suffix: "dev" },
          tags: { Service: "shop" },
        },
        { provider },
      );
    });
    const all = inventory(recording);
    expect(all["Subnet shop-database-2a < AddedTiers"]).to.deep.equal({
      vpcId: "vpc-1",
      cidrBlock: "172.31.130.0/24",
      availabilityZone: "us-west-2a",
      mapPublicIpOnLaunch: false,
      region: "us-west-2",
      tags: {
        Name: "subnet-database-shop-us-west-2a-dev",
        Type: "database",
        Service: "shop",
      },
    });
    expect(all["RouteTable shop-lambda < AddedTiers"]?.region).to.equal("us-west-2");
    const without = [...recording.providers].filter(
      ([urn, provider]) => urn.includes("$aws:") && !provider.includes("elsewhere"),
    );
    expect(without).to.deep.equal([]);
  });

  it("takes zones by id, zones that the network is not in, and a VPC that is still unknown", async () => {
    const byId = { ...FOUND, availabilityZones: ["usw2-az1"], subnetIds: {}, routeTableIds: {} };
    const zones = ["usw2-az1", "usw2-az3"];
    const all = inventory(await record(() => build({ vpc: byId, availabilityZones: zones })));
    expect(all["Subnet shop-lambda-az3 < AddedTiers"]).to.include({
      availabilityZoneId: "usw2-az3",
      cidrBlock: "172.31.130.0/24",
    });
    const program = () => {
      const vpc = new net.Vpc("own", {
        cidrBlock: "172.31.0.0/16",
        availabilityZoneNames: ["us-west-2a"],
        subnetSpecs: [{ name: "public", type: net.SubnetType.Public }],
      });
      build({ vpc, availabilityZones: undefined, occupiedCidrBlocks: [] });
    };
    const preview = await record(program, { preview: true });
    expect(outline(preview)).to.deep.equal(outline(await record(program)));
  });

  it("refuses everything that is wrong at once, in the words of its own arguments", async () => {
    expect(
      await refusal({
        availabilityZones: ["usw2-az1"],
        reservedAvailabilityZones: 27,
        occupiedCidrBlocks: ["10.0.0.0/24"],
        routeTableStrategy: unknown("each"),
        subnetSpecs: [
          { name: "public", type: net.SubnetType.Private },
          { name: "Data", type: unknown("hidden"), ipv6: net.SubnetIpv6.DualStack },
        ],
      }),
    ).to.deep.equal([
      '  - occupiedCidrBlocks[0]: must lie in the VPC\'s 172.31.0.0/16, got "10.0.0.0/24"',
      "  - reservedAvailabilityZones: must be an integer between 0 and 26, got 27",
      '  - availabilityZones[0]: must be the name of an availability zone such as us-east-1a, got "usw2-az1"; the network\'s own are no ids',
      '  - subnetSpecs[1].name: must be lower-case words joined by hyphens, each starting with a letter, got "Data"',
      "  - subnetSpecs[1].ipv6: must be left out here; tiers added to a network have IPv4 alone",
      '  - subnetSpecs[1].type: must be one of "public", "private", "isolated", got "hidden"',
      '  - routeTableStrategy: must be one of "perAz", "perTier", got "each"',
      '  - subnetSpecs[0].name: must be another name than those of the network\'s own tiers (public), got "public"',
      "  - subnetSpecs[0].startAddress: must be given for the first tier in 172.31.0.0/16, got nothing; it keeps the tier where it is, whatever others add",
    ]);
  });

  it("refuses a name that the network has, and a place that others have or nobody named", async () => {
    const spec = { type: net.SubnetType.Private };
    expect(
      await refusal({ subnetSpecs: [{ ...spec, name: "public", startAddress: "172.31.64.0" }] }),
    ).to.deep.equal([
      '  - subnetSpecs[0].name: must be another name than those of the network\'s own tiers (public), got "public"',
    ]);
    expect(
      await refusal({ subnetSpecs: [{ ...spec, name: "lambda", startAddress: "172.31.16.0" }] }),
    ).to.deep.equal([
      '  - subnetSpecs[0]: must not overlap the occupied 172.31.16.0/20, got 172.31.16.0/24 for us-west-2a; startAddress: "172.31.48.0" is free',
      '  - subnetSpecs[0]: must not overlap the occupied 172.31.16.0/20, got 172.31.17.0/24 for us-west-2b; startAddress: "172.31.48.0" is free',
    ]);
    expect(
      await refusal({ subnetSpecs: [{ ...spec, name: "lambda" }], occupiedCidrBlocks: [] }),
    ).to.deep.equal([
      "  - subnetSpecs[0].startAddress: must be given for the first tier in 172.31.0.0/16, got nothing; it keeps the tier where it is, whatever others add",
    ]);
  });

  it("refuses blocks and zones that are none", async () => {
    expect(
      await refusal({ vpc: { ...FOUND, cidrBlocks: ["172.31.0.1/16", "10.0.0.0/8"] } }),
    ).to.deep.equal([
      '  - vpc.cidrBlocks[0]: must have no host bits, got "172.31.0.1/16"; the canonical block is 172.31.0.0/16',
      '  - vpc.cidrBlocks[1]: must be /16 to /28, got "10.0.0.0/8"; AWS allows no larger VPC block',
    ]);
    expect(await refusal({ availabilityZones: [] })).to.deep.equal([
      "  - availabilityZones: must list at least one availability zone",
    ]);
    expect(await refusal({ subnetSpecs: unknown(pulumi.output([])) })).to.deep.equal([
      "  - subnetSpecs: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
  });
});
