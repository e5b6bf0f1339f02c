import { expect } from "chai";
import * as net from "../../components";
import { messageOf, unknown } from "./recordedMocks";
import { SHARED_TABLES, SITE } from "./site";

const { None, Single, OnePerAz, Regional, Instance } = net.NatGatewayStrategy;
const { Private } = net.NatConnectivityType;
const A = "us-east-1a";
const single = { strategy: Single, availabilityZone: A } as const;
const ROUTABLE: net.VpcAttributes = {
  ...SITE,
  subnetTypes: { ...SITE.subnetTypes, routable: net.SubnetType.Private },
};
const closed: net.VpcAttributes = {
  ...SITE,
  subnetTypes: { private: net.SubnetType.Private },
};

type Args = Omit<net.NatGatewaysArgs, "vpc"> & { vpc?: net.VpcAttributes };
const rows: readonly (readonly [string, Args, readonly string[]])[] = [
  [
    "a single one without a zone",
    { strategy: Single },
    [
      "availabilityZone: must name the zone of the single NAT gateway, one of us-east-1a, us-east-1b",
    ],
  ],
  [
    "a single one in a zone that is not the network's",
    { strategy: Single, availabilityZone: "us-east-1f" },
    ['availabilityZone: must be one of us-east-1a, us-east-1b, got "us-east-1f"'],
  ],
  [
    "a zone for one in each",
    { strategy: OnePerAz, availabilityZone: A },
    [
      'availabilityZone: must be left out with strategy "onePerAz", which uses every zone, got "us-east-1a"',
    ],
  ],
  [
    "a zone for a regional one that takes over no address",
    { strategy: Regional, availabilityZone: A },
    [
      'availabilityZone: must be left out with strategy "regional", which uses every zone, got "us-east-1a"; with keepElasticIps it names the zone whose gateway\'s address is taken over',
    ],
  ],
  [
    "one in each zone where zones share a table",
    { strategy: OnePerAz, vpc: SHARED_TABLES },
    [
      'strategy: must be "single" where zones share a route table (private), got "onePerAz"; or give each zone a table of its own (routeTableStrategy "perAz")',
    ],
  ],
  [
    "an instance in each zone where zones share a table",
    { strategy: Instance, vpc: SHARED_TABLES },
    [
      'availabilityZone: must name the zone of the one NAT instance where zones share a route table (private); or give each zone a table of its own (routeTableStrategy "perAz")',
    ],
  ],
  [
    "a tier that is not public",
    { strategy: OnePerAz, tier: "private" },
    ['tier: must be a public tier (public), got "private"'],
  ],
  [
    "gateways in a network without a public tier",
    { strategy: OnePerAz, vpc: closed },
    [
      'strategy: must be "none" in a network without a public tier, got "onePerAz"; add a tier of type "public" for the gateway to stand in',
    ],
  ],
  [
    "a regional one in a network without an internet gateway",
    { strategy: Regional, vpc: closed },
    [
      'strategy: must be "none" in a network without a public tier, got "regional"; add a tier of type "public" for an internet gateway, or name the network\'s (internetGatewayId)',
    ],
  ],
  [
    "addresses that are kept in a network without a public tier",
    { strategy: None, keepElasticIps: true, vpc: closed },
    [
      "keepElasticIps: must be left out in a network without a public tier, got true; addresses are named after the tier that gateways stand in",
    ],
  ],
  [
    "a strategy that there is not",
    { strategy: unknown<net.NatGatewayStrategy>("Single") },
    ['strategy: must be one of "none", "single", "onePerAz", "regional", "instance", got "Single"'],
  ],
  [
    "a connectivity that there is not",
    { ...single, connectivityType: unknown<net.NatConnectivityType>("vpn") },
    ['connectivityType: must be one of "public", "private", got "vpn"'],
  ],
  [
    "a private one that is regional",
    { strategy: Regional, connectivityType: Private, tier: "routable", vpc: ROUTABLE },
    [
      'connectivityType: must be "public" with strategy "regional", got "private"; private gateways are zonal: use "single" or "onePerAz"',
    ],
  ],
  [
    "a private one where NAT64 needs a public one",
    {
      ...single,
      connectivityType: Private,
      tier: "routable",
      vpc: { ...ROUTABLE, nat64Tiers: ["private"] },
    },
    [
      'connectivityType: must be "public" where tiers reach the internet by NAT64 (private), got "private"',
    ],
  ],
  [
    "a private one with Elastic IPs",
    {
      ...single,
      connectivityType: Private,
      tier: "routable",
      vpc: ROUTABLE,
      elasticIpAllocationIds: { [A]: "eipalloc-1" },
      secondaryAllocationIds: { [A]: ["eipalloc-2"] },
      keepElasticIps: true,
    },
    ["elasticIpAllocationIds", "secondaryAllocationIds", "keepElasticIps"].map(
      (argument) =>
        `${argument}: must be left out with connectivityType "private": a private gateway has no Elastic IP`,
    ),
  ],
  [
    "a private one that stands nowhere",
    { ...single, connectivityType: Private },
    [
      "tier: must name the tier that the private gateways stand in, a private or isolated one (private)",
    ],
  ],
  [
    "a private one that nothing leads to",
    { ...single, connectivityType: Private, tier: "private" },
    [
      'tier: must leave another private tier to lead to it, got "private"; add one, or stand the gateways in another',
    ],
  ],
  [
    "a private one that its own traffic comes back to",
    {
      ...single,
      connectivityType: Private,
      tier: "routable",
      vpc: ROUTABLE,
      routeTableTiers: ["routable"],
    },
    [
      'routeTableTiers[0]: must be another tier than the gateways stand in, got "routable"; their own traffic would come back to them',
    ],
  ],
  [
    "routes of a tier that is not private",
    { ...single, routeTableTiers: ["public", "x"] },
    [
      'routeTableTiers[0]: must be a private tier (private), got "public"',
      'routeTableTiers[1]: must be a private tier (private), got "x"',
    ],
  ],
  [
    "destinations that are none, IPv6 or repeated",
    {
      ...single,
      destinationCidrBlocks: ["10.0.0.1/8", "64:ff9b::/96", "10.0.0.0/8", "10.0.0.0/8"],
    },
    [
      'destinationCidrBlocks[0]: must have no host bits, got "10.0.0.1/8"; the canonical block is 10.0.0.0/8',
      'destinationCidrBlocks[1]: must be an IPv4 block, got "64:ff9b::/96"; NAT64 follows from the network (nat64Tiers)',
      'destinationCidrBlocks[3]: must be given once, got "10.0.0.0/8" again',
    ],
  ],
  [
    "addresses for some of the gateways, and for none",
    {
      strategy: OnePerAz,
      elasticIpAllocationIds: { [A]: "eipalloc-1", "us-east-1c": "eipalloc-2" },
    },
    [
      'elasticIpAllocationIds["us-east-1b"]: must be given too, or none for any zone',
      'elasticIpAllocationIds["us-east-1c"]: must be for a zone with a NAT gateway (us-east-1a, us-east-1b), got "us-east-1c"',
    ],
  ],
  [
    "keeping addresses that are the caller's",
    { ...single, elasticIpAllocationIds: { [A]: "eipalloc-1" }, keepElasticIps: true },
    [
      "keepElasticIps: must be left out with elasticIpAllocationIds: addresses of your own are kept",
    ],
  ],
  [
    "further Elastic IPs where there is no gateway, or too many",
    {
      ...single,
      secondaryAllocationIds: {
        [A]: Array.from({ length: 8 }, (_, index) => `eipalloc-${index}`),
        "us-east-1b": [],
      },
    },
    [
      'secondaryAllocationIds["us-east-1b"]: must be for a zone with a NAT gateway (us-east-1a), got "us-east-1b"',
      'secondaryAllocationIds["us-east-1a"]: must be at most 7, got 8; AWS allows a gateway no more beside its first',
    ],
  ],
  [
    "further Elastic IPs of what AWS gives addresses, or of an instance",
    { strategy: Regional, secondaryAllocationIds: { [A]: ["eipalloc-1"] } },
    [
      'secondaryAllocationIds: must be left out with strategy "regional", whose addresses AWS brings; or give it all of them (elasticIpAllocationIds, keepElasticIps)',
    ],
  ],
  [
    "further addresses of an instance",
    {
      strategy: Instance,
      secondaryAllocationIds: { [A]: ["eipalloc-1"] },
      secondaryPrivateIpAddresses: { [A]: ["10.0.0.9"] },
    },
    [
      'secondaryAllocationIds: must be left out with strategy "instance": a NAT instance has one address',
      'secondaryPrivateIpAddresses: must be left out with strategy "instance", which has no addresses of a subnet to add',
    ],
  ],
  [
    "addresses of the subnet that no Elastic IP is bound to",
    { ...single, secondaryPrivateIpAddresses: { [A]: ["10.0.0.9"] } },
    [
      'secondaryPrivateIpAddresses["us-east-1a"]: must be as many as secondaryAllocationIds has for the zone (0), got 1; each Elastic IP is bound to one',
    ],
  ],
  [
    "more addresses than a private gateway has",
    {
      ...single,
      connectivityType: Private,
      tier: "routable",
      vpc: ROUTABLE,
      secondaryPrivateIpAddresses: {
        [A]: Array.from({ length: 32 }, (_, index) => `10.0.0.${index + 9}`),
      },
    },
    [
      'secondaryPrivateIpAddresses["us-east-1a"]: must be at most 31, got 32; AWS allows a gateway no more beside its first',
    ],
  ],
  [
    "instances of a type that is none, with zone ids, or for NAT64",
    {
      strategy: Instance,
      instances: { instanceType: "nano" },
      vpc: { ...SITE, availabilityZones: ["use1-az1"], nat64Tiers: ["private"] },
    },
    [
      'instances.instanceType: must be an instance type such as t4g.nano or c7gn.medium, got "nano"',
      'strategy: must be another than "instance" in a network whose zones are given by id (use1-az1); an Auto Scaling group takes the names of zones only',
      'strategy: must be another than "instance" where tiers reach the internet by NAT64 (private); NAT instances translate no IPv6',
    ],
  ],
  [
    "instances that cannot tell what they forward",
    { strategy: Instance, vpc: { ...SITE, reservedCidrBlocks: {} } },
    [
      'vpc.reservedCidrBlocks.private: must have the blocks of the tier "private", which the NAT instances forward',
    ],
  ],
];

describe("NatGateways refuses", () => {
  for (const [title, args, expected] of rows) {
    it(title, async () => {
      const make = () => new net.NatGateways("main", { vpc: SITE, ...args });
      expect((await messageOf(make)).split("\n")).to.deep.equal([
        'NatGateways "main" was given invalid arguments:',
        ...expected.map((line) => `  - ${line}`),
      ]);
    });
  }

  it("what is wrong inside a Vpc, under its argument there", async () => {
    const make = () =>
      new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: [A],
        subnetSpecs: [{ name: "public", type: net.SubnetType.Public }],
        natGateways: { strategy: Instance, instances: { instanceType: "x" } },
      });
    expect((await messageOf(make)).split("\n").slice(1)).to.deep.equal([
      '  - natGateways.instances.instanceType: must be an instance type such as t4g.nano or c7gn.medium, got "x"',
    ]);
  });
});

describe("NatInstances refuses", () => {
  const instances: readonly (readonly [
    string,
    Partial<net.NatInstancesArgs>,
    readonly string[],
  ])[] = [
    [
      "a tier from which nothing is reached",
      { tier: "private" },
      [
        'tier: must be a public tier (public), got "private"; from elsewhere an instance reaches no internet',
      ],
    ],
    [
      "zones that are not the network's",
      { availabilityZones: ["us-east-1f"] },
      ['availabilityZones[0]: must be one of us-east-1a, us-east-1b, got "us-east-1f"'],
    ],
    [
      "zones by id",
      { vpc: { ...SITE, availabilityZones: ["use1-az1"] } },
      [
        'availabilityZones[0]: must be a zone\'s name, got "use1-az1"; an Auto Scaling group takes the names of zones only',
      ],
    ],
    [
      "tiers that there are not",
      { sourceTiers: ["x"] },
      ['sourceTiers[0]: must be a tier of the network (public, private), got "x"'],
    ],
    [
      "addresses for some, and for none",
      { elasticIpAllocationIds: { [A]: "eipalloc-1", "us-east-1c": "eipalloc-2" } },
      [
        'elasticIpAllocationIds["us-east-1b"]: must be given too, or none for any zone',
        'elasticIpAllocationIds["us-east-1c"]: must be for a zone with a NAT instance (us-east-1a, us-east-1b), got "us-east-1c"',
      ],
    ],
    [
      "a type that is none",
      { instanceType: "t4g" },
      ['instanceType: must be an instance type such as t4g.nano or c7gn.medium, got "t4g"'],
    ],
  ];
  for (const [title, args, expected] of instances) {
    it(title, async () => {
      const make = () => new net.NatInstances("main", { vpc: SITE, ...args });
      expect((await messageOf(make)).split("\n")).to.deep.equal([
        'NatInstances "main" was given invalid arguments:',
        ...expected.map((line) => `  - ${line}`),
      ]);
    });
  }
});
