import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";
import { SHARED_TABLES, SITE } from "./site";

const { None, Single, OnePerAz } = net.NatGatewayStrategy;
const make = (args: Omit<net.NatGatewaysArgs, "vpc"> & { vpc?: net.VpcAttributes }) => () =>
  new net.NatGateways("main", { vpc: SITE, ...args });
const refusal = async (args: Parameters<typeof make>[0]) =>
  (await messageOf(make(args))).split("\n").slice(1);

describe("NatGateways", () => {
  it("makes one in each zone, every child and input", async () => {
    expect(inventory(await record(make({ strategy: OnePerAz })))).to.deep.equal({
      "NatGateways main < ": {},
      "Eip main-public-1a < NatGateways": { domain: "vpc", tags: { Name: "main-public-1a" } },
      "Eip main-public-1b < NatGateways": { domain: "vpc", tags: { Name: "main-public-1b" } },
      "NatGateway main-public-1a < NatGateways": {
        allocationId: "Eip main-public-1a",
        connectivityType: "public",
        subnetId: "subnet-pub-a",
        tags: { Name: "main-public-1a" },
      },
      "NatGateway main-public-1b < NatGateways": {
        allocationId: "Eip main-public-1b",
        connectivityType: "public",
        subnetId: "subnet-pub-b",
        tags: { Name: "main-public-1b" },
      },
      "Route main-private-1a < NatGateways": {
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "NatGateway main-public-1a",
        routeTableId: "rtb-prv-a",
      },
      "Route main-private-1b < NatGateways": {
        destinationCidrBlock: "0.0.0.0/0",
        natGatewayId: "NatGateway main-public-1b",
        routeTableId: "rtb-prv-b",
      },
    });
  });

  it("leads every private table to the single one, in the zone that the program names", async () => {
    const single = make({ strategy: Single, availabilityZone: "us-east-1b" });
    const all = inventory(await record(single));
    expect(Object.keys(all)).to.have.members([
      "NatGateways main < ",
      "Eip main-public-1b < NatGateways",
      "NatGateway main-public-1b < NatGateways",
      "Route main-private-1a < NatGateways",
      "Route main-private-1b < NatGateways",
    ]);
    expect(all["Route main-private-1a < NatGateways"]).to.deep.equal({
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: "NatGateway main-public-1b",
      routeTableId: "rtb-prv-a",
    });
  });

  it("makes one route for a table that the zones share", async () => {
    const args = { vpc: SHARED_TABLES, strategy: Single, availabilityZone: "us-east-1a" };
    expect(outline(await record(make(args)))).to.deep.equal([
      "Eip main-public-1a < NatGateways",
      "NatGateway main-public-1a < NatGateways",
      "NatGateways main < ",
      "Route main-private < NatGateways",
    ]);
  });

  it("makes nothing with None", async () => {
    expect(outline(await record(make({ strategy: None })))).to.deep.equal(["NatGateways main < "]);
  });

  it("uses the Elastic IPs brought, and makes none", async () => {
    const all = inventory(
      await record(
        make({
          strategy: Single,
          availabilityZone: "us-east-1a",
          elasticIpAllocationIds: { "us-east-1a": "eipalloc-1" },
        }),
      ),
    );
    expect(Object.keys(all).filter((key) => key.startsWith("Eip"))).to.deep.equal([]);
    expect(all["NatGateway main-public-1a < NatGateways"]).to.deep.equal({
      allocationId: "eipalloc-1",
      connectivityType: "public",
      subnetId: "subnet-pub-a",
      tags: { Name: "main-public-1a" },
    });
  });

  it("makes the gateway after the internet gateway of a Vpc", async () => {
    const { dependencies } = await record(() => {
      const vpc = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "public", type: net.SubnetType.Public }],
      });
      new net.NatGateways("main", { vpc, strategy: OnePerAz });
    });
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.endsWith("NatGateway::main-public-1a")) ?? [];
    expect(needed.map((urn) => urn.split(":").slice(-3).join(":")).sort()).to.deep.equal([
      "Eip::main-public-1a",
      "InternetGateway::main",
      "Subnet::main-public-1a",
    ]);
  });
});

describe("NatGateways refuses", () => {
  for (const [title, args, expected] of [
    [
      "a single one without a zone",
      { strategy: Single },
      [
        "  - availabilityZone: must name the zone of the single NAT gateway, one of us-east-1a, us-east-1b",
      ],
    ],
    [
      "a single one in a zone that is not the network's",
      { strategy: Single, availabilityZone: "us-east-1f" },
      ['  - availabilityZone: must be one of us-east-1a, us-east-1b, got "us-east-1f"'],
    ],
    [
      "a zone for one in each",
      { strategy: OnePerAz, availabilityZone: "us-east-1a" },
      [
        '  - availabilityZone: must be left out with strategy "onePerAz", which uses every zone, got "us-east-1a"',
      ],
    ],
    [
      "one in each zone where zones share a table",
      { strategy: OnePerAz, vpc: SHARED_TABLES },
      [
        '  - strategy: must be "single" where zones share a route table (private), got "onePerAz"; or give each zone a table of its own (routeTableStrategy "perAz")',
      ],
    ],
    [
      "a tier that is not public",
      { strategy: OnePerAz, tier: "private" },
      ['  - tier: must be a public tier (public), got "private"'],
    ],
    [
      "a strategy that there is not",
      { strategy: unknown<net.NatGatewayStrategy>("Single") },
      ['  - strategy: must be one of "none", "single", "onePerAz", got "Single"'],
    ],
    [
      "addresses for some of the gateways, and for none",
      {
        strategy: OnePerAz,
        elasticIpAllocationIds: { "us-east-1a": "eipalloc-1", "us-east-1c": "eipalloc-2" },
      },
      [
        '  - elasticIpAllocationIds["us-east-1b"]: must be given too, or none for any zone',
        '  - elasticIpAllocationIds["us-east-1c"]: must be for a zone with a NAT gateway (us-east-1a, us-east-1b), got "us-east-1c"',
      ],
    ],
  ] as const) {
    it(title, async () => {
      expect(await refusal(args)).to.deep.equal(expected);
    });
  }
});
