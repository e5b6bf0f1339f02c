import { expect } from "chai";
import { allocateSubnets, type AllocationRequest } from "../../net";

const SERVERLESS: AllocationRequest = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["us-east-1a", "us-east-1b"],
  availabilityZonesArgument: "availabilityZoneNames",
  subnetSpecs: [
    { name: "public", cidrMask: 24 },
    { name: "private", cidrMask: 24 },
  ],
};

/** `tier zone block`, one line a subnet. */
function layout(request: AllocationRequest): string[] {
  const { tiers, issues } = allocateSubnets(request);
  expect(issues).to.deep.equal([]);
  return tiers.flatMap((tier) =>
    tier.subnets.map(
      ({ zone, cidrBlock }) => `${tier.name} ${zone.suffix} ${cidrBlock.toString()}`,
    ),
  );
}

function issues(change: Partial<AllocationRequest>): string[] {
  return allocateSubnets({ ...SERVERLESS, ...change }).issues.map(
    ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
  );
}

describe("subnet allocation", () => {
  it("lays out `serverless` with three reserved slots", () => {
    expect(layout(SERVERLESS)).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.1.0/24",
      "private 1a 10.0.3.0/24",
      "private 1b 10.0.4.0/24",
    ]);
  });

  it("lays out `serverless` exactly as drawn with as many slots as zones", () => {
    expect(layout({ ...SERVERLESS, reservedAvailabilityZones: 2 })).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.1.0/24",
      "private 1a 10.0.2.0/24",
      "private 1b 10.0.3.0/24",
    ]);
  });

  it("lays out three tiers of /20 exactly as drawn", () => {
    const three: AllocationRequest = {
      ...SERVERLESS,
      availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
      subnetSpecs: ["public", "private", "database"].map((name) => ({ name, cidrMask: 20 })),
    };
    expect(layout(three)).to.deep.equal([
      "public 1a 10.0.0.0/20",
      "public 1b 10.0.16.0/20",
      "public 1c 10.0.32.0/20",
      "private 1a 10.0.48.0/20",
      "private 1b 10.0.64.0/20",
      "private 1c 10.0.80.0/20",
      "database 1a 10.0.96.0/20",
      "database 1b 10.0.112.0/20",
      "database 1c 10.0.128.0/20",
    ]);
    expect(allocateSubnets(three).tiers.map(({ reserved }) => reserved.map(String))).to.deep.equal([
      ["10.0.0.0/19", "10.0.32.0/20"],
      ["10.0.48.0/20", "10.0.64.0/19"],
      ["10.0.96.0/19", "10.0.128.0/20"],
    ]);
  });

  it("starts a tier at a multiple of its own subnets' size", () => {
    const subnetSpecs = [
      { name: "public", cidrMask: 24 },
      { name: "private", cidrMask: 20 },
    ];
    expect(layout({ ...SERVERLESS, subnetSpecs })).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.1.0/24",
      "private 1a 10.0.16.0/20",
      "private 1b 10.0.32.0/20",
    ]);
  });

  it("gives a zone the slot of its letter, wherever it is listed", () => {
    const availabilityZones = ["us-east-1c", "us-east-1a"];
    expect(layout({ ...SERVERLESS, availabilityZones })).to.deep.equal([
      "public 1c 10.0.2.0/24",
      "public 1a 10.0.0.0/24",
      "private 1c 10.0.5.0/24",
      "private 1a 10.0.3.0/24",
    ]);
  });

  it("gives a zone the slot of its id's number less one", () => {
    expect(
      layout({
        ...SERVERLESS,
        availabilityZones: ["use1-az3"],
        availabilityZonesArgument: "availabilityZoneIds",
      }),
    ).to.deep.equal(["public az3 10.0.2.0/24", "private az3 10.0.5.0/24"]);
  });

  it("gives a zone the slot that it is told", () => {
    const change = {
      availabilityZones: ["us-east-1a", "us-east-1f"],
      availabilityZoneSlots: { "us-east-1f": 1 },
    };
    expect(layout({ ...SERVERLESS, ...change })).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1f 10.0.1.0/24",
      "private 1a 10.0.3.0/24",
      "private 1f 10.0.4.0/24",
    ]);
  });

  it("gives a subnet the block that it is told, and keeps the slot and all other subnets", () => {
    const subnetSpecs = [
      { name: "public", cidrMask: 24, cidrBlocks: { "us-east-1b": "10.0.200.0/26" } },
      { name: "private", cidrMask: 24 },
    ];
    expect(layout({ ...SERVERLESS, subnetSpecs })).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.200.0/26",
      "private 1a 10.0.3.0/24",
      "private 1b 10.0.4.0/24",
    ]);
    const [tier] = allocateSubnets({ ...SERVERLESS, subnetSpecs }).tiers;
    expect(tier?.reserved.map(String)).to.deep.equal([
      "10.0.0.0/23",
      "10.0.2.0/24",
      "10.0.200.0/26",
    ]);
  });

  it("takes blocks for every subnet where nothing is reserved", () => {
    const cidrBlocks = { "us-east-1a": "10.0.9.0/28", "us-east-1b": "10.0.128.0/17" };
    const subnetSpecs = [{ name: "public", cidrBlocks }];
    expect(layout({ ...SERVERLESS, reservedAvailabilityZones: 0, subnetSpecs })).to.deep.equal([
      "public 1a 10.0.9.0/28",
      "public 1b 10.0.128.0/17",
    ]);
  });
});

describe("subnet allocation refuses", () => {
  const BLOCK = "cidrBlock: ";
  for (const [cidrBlock, reason] of [
    [
      "10.0.0.1/16",
      'must have no host bits, got "10.0.0.1/16"; the canonical block is 10.0.0.0/16',
    ],
    ["10.0.0.0/8", 'must be /16 to /28, got "10.0.0.0/8"; AWS allows no larger VPC block'],
    ["10.0.0.0/29", 'must be /16 to /28, got "10.0.0.0/29"; AWS allows no smaller VPC block'],
    ["2001:db8::/56", 'must be an IPv4 block, got "2001:db8::/56"'],
  ] as const) {
    it(`the VPC block ${cidrBlock}`, () => {
      expect(issues({ cidrBlock })).to.deep.equal([BLOCK + reason]);
    });
  }

  it("tiers that do not fit, and says how much is missing", () => {
    expect(issues({ cidrBlock: "10.0.0.0/22" })).to.deep.equal([
      "subnetSpecs: must fit into 10.0.0.0/22 (1024 addresses), got 3 x /24 public + 3 x /24 private: 512 addresses are missing; use smaller subnets (a larger cidrMask), fewer reservedAvailabilityZones or a larger VPC block",
    ]);
  });

  it("a zone without a reserved slot, with the remedies in order and what moving would replace", () => {
    expect(issues({ availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1d"] })).to.deep.equal(
      [
        'availabilityZoneNames[2]: must have one of the reserved slots 0 to 2, got "us-east-1d" with slot 3; give it the free slot 2 (availabilityZoneSlots: {"us-east-1d": 2}) or blocks of its own (subnetSpecs[0].cidrBlocks, subnetSpecs[1].cidrBlocks); reservedAvailabilityZones: 4 would move, and so replace, private us-east-1a (10.0.3.0/24 to 10.0.4.0/24), private us-east-1b (10.0.4.0/24 to 10.0.5.0/24)',
      ],
    );
  });

  it("a zone without a slot where none is free", () => {
    const change = {
      availabilityZones: ["us-east-1a", "us-east-1b"],
      reservedAvailabilityZones: 1,
      subnetSpecs: [{ name: "public", cidrMask: 24 }],
    };
    expect(issues(change)).to.deep.equal([
      'availabilityZoneNames[1]: must have slot 0, the only one reserved, got "us-east-1b" with slot 1; no slot is free, so give it blocks of its own (subnetSpecs[0].cidrBlocks); reservedAvailabilityZones: 2 would move no subnet',
    ]);
  });

  it("a zone without a slot where more would not fit", () => {
    const change = {
      cidrBlock: "10.0.0.0/23",
      reservedAvailabilityZones: 2,
      availabilityZones: ["us-east-1c"],
      subnetSpecs: [{ name: "public", cidrMask: 24 }],
    };
    expect(issues(change)).to.deep.equal([
      'availabilityZoneNames[0]: must have one of the reserved slots 0 to 1, got "us-east-1c" with slot 2; give it the free slot 0 (availabilityZoneSlots: {"us-east-1c": 0}) or blocks of its own (subnetSpecs[0].cidrBlocks); reservedAvailabilityZones: 3 does not fit (256 addresses are missing)',
    ]);
  });

  it("not a zone whose every subnet has a block of its own", () => {
    const cidrBlocks = (third: number) => ({ "us-east-1d": `10.0.100.${third}/28` });
    const change = {
      availabilityZones: ["us-east-1d"],
      subnetSpecs: [
        { name: "public", cidrBlocks: cidrBlocks(0) },
        { name: "private", cidrBlocks: cidrBlocks(16) },
      ],
    };
    expect(issues(change)).to.deep.equal([]);
  });

  for (const [title, change, expected] of [
    [
      "a zone listed twice",
      { availabilityZones: ["us-east-1a", "us-east-1a"] },
      ['availabilityZoneNames[1]: must be listed once, got "us-east-1a" again'],
    ],
    [
      "zones of two regions",
      { availabilityZones: ["us-east-1a", "us-east-2b"] },
      ['availabilityZoneNames[1]: must be in the region of "us-east-1a", got "us-east-2b"'],
    ],
    [
      "two zones in one slot",
      { availabilityZoneSlots: { "us-east-1b": 0 } },
      [
        'availabilityZoneNames[1]: must have a slot of its own, got "us-east-1b" with slot 0, which "us-east-1a" has; give one of them another by availabilityZoneSlots',
      ],
    ],
    [
      "an id among names",
      { availabilityZones: ["use1-az1"] },
      [
        'availabilityZoneNames[0]: must be the name of an availability zone such as us-east-1a, got "use1-az1"; ids go into availabilityZoneIds',
      ],
    ],
    [
      "what is no zone",
      { availabilityZones: ["east"] },
      [
        'availabilityZoneNames[0]: must be the name of an availability zone such as us-east-1a, got "east"',
      ],
    ],
    [
      "no zones",
      { availabilityZones: [] },
      ["availabilityZoneNames: must list at least one availability zone"],
    ],
    [
      "a slot that is no number of slots",
      { availabilityZoneSlots: { "us-east-1b": -1 } },
      ['availabilityZoneSlots["us-east-1b"]: must be an integer from 0 upward, got -1'],
    ],
    [
      "a number of slots that is none",
      { reservedAvailabilityZones: 2.5 },
      ["reservedAvailabilityZones: must be an integer between 0 and 26, got 2.5"],
    ],
    ["no tiers", { subnetSpecs: [] }, ["subnetSpecs: must have at least one tier"]],
    [
      "the same tier twice",
      { subnetSpecs: [{ name: "public" }, { name: "public" }] },
      ['subnetSpecs[1].name: must be the name of one tier, got "public" again (subnetSpecs[0])'],
    ],
    [
      "a tier whose name could be a tier and a zone",
      { subnetSpecs: [{ name: "private-1a" }, { name: "private-az1" }] },
      [
        'subnetSpecs[0].name: must be lower-case words joined by hyphens, each starting with a letter, got "private-1a"',
        'subnetSpecs[1].name: must be lower-case words joined by hyphens, each starting with a letter, got "private-az1"',
      ],
    ],
    [
      "a subnet smaller than AWS has",
      { subnetSpecs: [{ name: "public", cidrMask: 30 }] },
      ["subnetSpecs[0].cidrMask: must be between 16 and 28, got 30; AWS subnets are /16 to /28"],
    ],
    [
      "a subnet larger than the VPC",
      { cidrBlock: "10.0.0.0/20", subnetSpecs: [{ name: "public", cidrMask: 18 }] },
      ["subnetSpecs[0].cidrMask: must be between 20 and 28, got 18; the VPC is 10.0.0.0/20"],
    ],
    [
      "a given block outside the VPC",
      { subnetSpecs: [{ name: "public", cidrBlocks: { "us-east-1a": "10.1.0.0/24" } }] },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1a"]: must lie in the VPC\'s 10.0.0.0/16, got "10.1.0.0/24"',
      ],
    ],
    [
      "a given block for a zone that is not listed",
      { subnetSpecs: [{ name: "public", cidrBlocks: { "us-east-1z": "10.0.9.0/24" } }] },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1z"]: must be for a zone that is listed (us-east-1a, us-east-1b), got "us-east-1z"',
      ],
    ],
    [
      "a given block of a size that AWS has not",
      { subnetSpecs: [{ name: "public", cidrBlocks: { "us-east-1a": "10.0.9.0/29" } }] },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1a"]: must be /16 to /28, got "10.0.9.0/29"; AWS subnets are /16 to /28',
      ],
    ],
    [
      "a given block over another subnet",
      { subnetSpecs: [{ name: "public", cidrBlocks: { "us-east-1a": "10.0.1.0/25" } }] },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1a"]: must not overlap the subnet public us-east-1b (10.0.1.0/24), got "10.0.1.0/25"',
      ],
    ],
    [
      "a given block over another tier's reserved slots",
      {
        subnetSpecs: [
          { name: "public", cidrBlocks: { "us-east-1a": "10.0.5.0/25" } },
          { name: "private" },
        ],
      },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1a"]: must not overlap the slots reserved for private (10.0.3.0 to 10.0.5.255), got "10.0.5.0/25"',
      ],
    ],
  ] as const) {
    it(title, () => {
      expect(issues(change)).to.deep.equal(expected);
    });
  }

  it("everything at once", () => {
    expect(
      issues({
        cidrBlock: "10.0.0.1/16",
        availabilityZones: ["x"],
        subnetSpecs: [{ name: "P", cidrMask: 8 }],
      }).map((line) => line.split(":")[0]),
    ).to.deep.equal([
      "cidrBlock",
      "availabilityZoneNames[0]",
      "subnetSpecs[0].cidrMask",
      "subnetSpecs[0].name",
    ]);
  });
});
