import { expect } from "chai";
import { addressMap, allocateSubnets, type AllocationRequest } from "../../net";

const NETWORK: AllocationRequest = {
  cidrBlock: "10.0.0.0/16",
  availabilityZones: ["us-east-1a", "us-east-1b"],
  availabilityZonesArgument: "availabilityZoneNames",
  subnetSpecs: [{ name: "public" }, { name: "private" }],
};

/** `tier zone block`, one line a subnet. */
function layout(change: Partial<AllocationRequest>): string[] {
  const { tiers, issues } = allocateSubnets({ ...NETWORK, ...change });
  expect(issues).to.deep.equal([]);
  return tiers.flatMap((tier) =>
    tier.subnets.map(
      ({ zone, cidrBlock }) => `${tier.name} ${zone.suffix} ${cidrBlock.toString()}`,
    ),
  );
}

function issues(change: Partial<AllocationRequest>): string[] {
  return allocateSubnets({ ...NETWORK, ...change }).issues.map(
    ({ propertyPath, reason }) => `${propertyPath}: ${reason}`,
  );
}

describe("where a tier lies", () => {
  it("is where it is told, and the next one follows it", () => {
    const subnetSpecs = [
      { name: "public", startAddress: "10.0.64.0" },
      { name: "private", cidrMask: 20 },
    ];
    expect(layout({ subnetSpecs })).to.deep.equal([
      "public 1a 10.0.64.0/24",
      "public 1b 10.0.65.0/24",
      "private 1a 10.0.80.0/20",
      "private 1b 10.0.96.0/20",
    ]);
  });

  it("stays for a deployed tier that is told where it is, and so do those after it", () => {
    const subnetSpecs = [{ name: "public" }, { name: "private", startAddress: "10.0.3.0" }];
    expect(layout({ subnetSpecs })).to.deep.equal(layout({}));
  });

  it("does not depend on the order of tiers that are told where they are", () => {
    const told = [
      { name: "public", startAddress: "10.0.0.0" },
      { name: "private", startAddress: "10.0.64.0", cidrMask: 20 },
      { name: "database", startAddress: "10.0.3.0" },
    ];
    const sorted = layout({ subnetSpecs: told }).sort();
    expect(layout({ subnetSpecs: [...told].reverse() }).sort()).to.deep.equal(sorted);
    expect(layout({ subnetSpecs: told.slice(1) }).sort()).to.deep.equal(
      sorted.filter((line) => !line.startsWith("public")),
    );
  });

  it("is left to a tier that takes what is left, with the largest blocks that all slots fit", () => {
    const subnetSpecs = [{ name: "public" }, { name: "private", remaining: true }];
    expect(layout({ subnetSpecs })).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.1.0/24",
      "private 1a 10.0.64.0/18",
      "private 1b 10.0.128.0/18",
    ]);
    expect(layout({ subnetSpecs, reservedAvailabilityZones: 2 }).slice(2)).to.deep.equal([
      "private 1a 10.0.64.0/18",
      "private 1b 10.0.128.0/18",
    ]);
    const alone = [{ name: "private", remaining: true }];
    expect(layout({ subnetSpecs: alone, reservedAvailabilityZones: 2 })).to.deep.equal([
      "private 1a 10.0.0.0/17",
      "private 1b 10.0.128.0/17",
    ]);
    const told = [{ name: "private", remaining: true, startAddress: "10.0.129.0" }];
    expect(layout({ subnetSpecs: [...told, { name: "public", startAddress: "10.0.0.0" }] }))
      .to.deep // prettier-ignore
      .equal([
        "private 1a 10.0.160.0/19",
        "private 1b 10.0.192.0/19",
        "public 1a 10.0.0.0/24",
        "public 1b 10.0.1.0/24",
      ]);
  });

  it("is kept by a tier that is only reserved, in place of one that was dropped", () => {
    const three = [{ name: "public" }, { name: "private" }, { name: "database" }];
    const kept = three.map((tier) => ({ ...tier, reserved: tier.name === "private" }));
    expect(layout({ subnetSpecs: kept })).to.deep.equal(
      layout({ subnetSpecs: three }).filter((line) => !line.startsWith("private")),
    );
  });

  it("is the same for a tier in some zones only", () => {
    const subnetSpecs = [
      { name: "public", availabilityZones: ["us-east-1b"] },
      { name: "private" },
    ];
    expect(layout({ subnetSpecs })).to.deep.equal(layout({}).slice(1));
  });

  it("is asked of zones without a slot only where a tier is in them", () => {
    const subnetSpecs = [{ name: "public", availabilityZones: ["us-east-1a"] }];
    const availabilityZones = ["us-east-1a", "us-east-1f"];
    expect(layout({ subnetSpecs, availabilityZones })).to.deep.equal(["public 1a 10.0.0.0/24"]);
  });

  it("is in the block that it names, each block with a sequence of its own", () => {
    const change = {
      secondaryCidrBlocks: ["100.64.0.0/16"],
      subnetSpecs: [
        { name: "public" },
        { name: "pods", vpcCidrBlock: "100.64.0.0/16", cidrMask: 18 },
        { name: "private" },
      ],
    };
    expect(layout(change)).to.deep.equal([
      "public 1a 10.0.0.0/24",
      "public 1b 10.0.1.0/24",
      "pods 1a 100.64.0.0/18",
      "pods 1b 100.64.64.0/18",
      "private 1a 10.0.3.0/24",
      "private 1b 10.0.4.0/24",
    ]);
  });

  it("covers nothing that is occupied", () => {
    const { tiers } = allocateSubnets({ ...NETWORK, occupiedCidrBlocks: ["10.0.2.0/26"] });
    expect(tiers[0]?.reserved.map(String)).to.deep.equal([
      "10.0.0.0/23",
      "10.0.2.64/26",
      "10.0.2.128/25",
    ]);
  });
});

describe("where a tier lies is refused", () => {
  const OVER_PUBLIC =
    'subnetSpecs[1].startAddress: must not overlap the slots reserved for public (10.0.0.0 to 10.0.2.255), got "10.0.2.0"; startAddress: "10.0.3.0" is free';
  for (const [title, change, expected] of [
    [
      "over another tier's slots, with where there is room",
      { subnetSpecs: [{ name: "public" }, { name: "private", startAddress: "10.0.2.0" }] },
      [OVER_PUBLIC],
    ],
    [
      "over another tier, for one that follows it",
      {
        subnetSpecs: [
          { name: "public" },
          { name: "private", startAddress: "10.0.7.0" },
          { name: "database", startAddress: "10.0.4.0" },
          { name: "cache" },
        ],
      },
      [
        'subnetSpecs[3]: must not overlap the slots reserved for private (10.0.7.0 to 10.0.9.255), got 10.0.7.0 to 10.0.9.255; startAddress: "10.0.10.0" is free',
      ],
    ],
    [
      "outside the block",
      { subnetSpecs: [{ name: "public", startAddress: "10.1.0.0" }] },
      ['subnetSpecs[0].startAddress: must lie in the VPC\'s 10.0.0.0/16, got "10.1.0.0"'],
    ],
    [
      "where no subnet of the size can start",
      { subnetSpecs: [{ name: "public", startAddress: "10.0.1.128" }] },
      [
        'subnetSpecs[0].startAddress: must be where a /24 can start, got "10.0.1.128"; the next is 10.0.2.0',
      ],
    ],
    [
      "at what is no address",
      { subnetSpecs: [{ name: "public", startAddress: "10.0.1.0/24" }] },
      ['subnetSpecs[0].startAddress: must be an IPv4 address such as 10.0.64.0, got "10.0.1.0/24"'],
    ],
    [
      "too near the block's end",
      {
        subnetSpecs: [{ name: "public", startAddress: "10.0.254.0" }, { name: "private" }],
      },
      [
        'subnetSpecs[0].startAddress: must leave room for 3 x /24 public in 10.0.0.0/16, got "10.0.254.0": 256 addresses are missing',
      ],
    ],
    [
      "after a tier that takes what is left",
      { subnetSpecs: [{ name: "public", remaining: true }, { name: "private" }] },
      [
        "subnetSpecs[1]: must stand before public (subnetSpecs[0]), which takes what is left of 10.0.0.0/16, got it after; or give it a startAddress",
      ],
    ],
    [
      "with a size and with what is left at once, and with nothing to share it by",
      {
        reservedAvailabilityZones: 0,
        subnetSpecs: [{ name: "public", remaining: true, cidrMask: 20 }],
      },
      [
        "subnetSpecs[0].cidrMask: must be left out where the tier takes what is left (remaining), got 20",
        "subnetSpecs[0].remaining: must be left out where no slots are reserved (reservedAvailabilityZones: 0): nothing says among how many zones to share",
      ],
    ],
    [
      "where nothing is left",
      {
        cidrBlock: "10.0.0.0/26",
        reservedAvailabilityZones: 4,
        subnetSpecs: [
          { name: "public", cidrMask: 28 },
          { name: "private", remaining: true },
        ],
      },
      [
        "subnetSpecs: must fit into 10.0.0.0/26 (64 addresses), got 4 x /28 public + 4 x /28 private: 64 addresses are missing; use smaller subnets (a larger cidrMask), fewer reservedAvailabilityZones or a larger VPC block",
      ],
    ],
    [
      "in a block that the VPC has not",
      { subnetSpecs: [{ name: "pods", vpcCidrBlock: "100.64.0.0/16" }] },
      [
        'subnetSpecs[0].vpcCidrBlock: must be one of the VPC\'s blocks (10.0.0.0/16), got "100.64.0.0/16"; list it in secondaryCidrBlocks',
      ],
    ],
    [
      "in zones that are not listed, or none",
      {
        subnetSpecs: [
          { name: "public", availabilityZones: ["us-east-1c"] },
          { name: "private", availabilityZones: [] },
        ],
      },
      [
        'subnetSpecs[0].availabilityZones[0]: must be a zone that is listed (us-east-1a, us-east-1b), got "us-east-1c"',
        "subnetSpecs[1].availabilityZones: must list at least one availability zone; leave it out for all of them",
      ],
    ],
    [
      "by a block for a zone that the tier is not in, or for a tier that makes no subnets",
      {
        subnetSpecs: [
          {
            name: "public",
            availabilityZones: ["us-east-1a"],
            cidrBlocks: { "us-east-1b": "10.0.9.0/24" },
          },
          { name: "private", reserved: true, cidrBlocks: { "us-east-1b": "10.0.10.0/24" } },
        ],
      },
      [
        'subnetSpecs[0].cidrBlocks["us-east-1b"]: must be for a zone that is listed (us-east-1a), got "us-east-1b"',
        'subnetSpecs[1].cidrBlocks["us-east-1b"]: must be for a zone that is listed (the tier makes no subnets), got "us-east-1b"',
      ],
    ],
    [
      "over what is occupied, by a slot and by hand",
      {
        occupiedCidrBlocks: ["10.0.1.128/25", "10.0.9.0/24"],
        subnetSpecs: [
          { name: "public" },
          { name: "private", cidrBlocks: { "us-east-1a": "10.0.9.0/26" } },
        ],
      },
      [
        'subnetSpecs[0]: must not overlap the occupied 10.0.1.128/25, got 10.0.1.0/24 for us-east-1b; startAddress: "10.0.6.0" is free',
        'subnetSpecs[1].cidrBlocks["us-east-1a"]: must not overlap the occupied 10.0.9.0/24, got "10.0.9.0/26"',
      ],
    ],
    [
      "where its block has no room for it elsewhere",
      {
        cidrBlock: "10.0.0.0/24",
        occupiedCidrBlocks: ["10.0.0.0/25"],
        subnetSpecs: [{ name: "public", cidrMask: 26 }],
      },
      [
        "subnetSpecs[0]: must not overlap the occupied 10.0.0.0/25, got 10.0.0.0/26 for us-east-1a; 10.0.0.0/24 has no room for it elsewhere",
        "subnetSpecs[0]: must not overlap the occupied 10.0.0.0/25, got 10.0.0.64/26 for us-east-1b; 10.0.0.0/24 has no room for it elsewhere",
      ],
    ],
    [
      "by occupied space that is none of the VPC's",
      { occupiedCidrBlocks: ["10.1.0.0/24", "10.0.0.1/24"] },
      [
        'occupiedCidrBlocks[0]: must lie in the VPC\'s 10.0.0.0/16, got "10.1.0.0/24"',
        'occupiedCidrBlocks[1]: must have no host bits, got "10.0.0.1/24"; the canonical block is 10.0.0.0/24',
      ],
    ],
  ] as const) {
    it(title, () => {
      expect(issues(change)).to.deep.equal(expected);
    });
  }

  it("not for a slot that no zone uses: what is occupied there moves nothing", () => {
    expect(layout({ occupiedCidrBlocks: ["10.0.2.0/24"] })).to.deep.equal(layout({}));
  });
});

describe("secondary blocks", () => {
  const refused = (cidrBlock: string, ...secondaryCidrBlocks: string[]) =>
    issues({ cidrBlock, secondaryCidrBlocks });

  it("may be of the first one's range, public, or 100.64.0.0/10", () => {
    for (const [first, ...more] of [
      ["10.0.0.0/16", "10.1.0.0/16", "100.64.0.0/16", "198.51.100.0/24"],
      ["172.16.0.0/16", "172.17.0.0/16", "100.127.0.0/16"],
      ["192.168.0.0/20", "192.168.16.0/20", "100.64.0.0/16"],
      ["198.19.0.0/20", "100.64.0.0/16", "198.51.100.0/24"],
      ["100.64.0.0/16", "100.65.0.0/16", "198.51.100.0/24"],
    ] as const) {
      expect(refused(first, ...more), first).to.deep.equal([]);
    }
  });

  it("may not be of a range that AWS keeps from the first one's", () => {
    for (const [first, ...more] of [
      ["10.2.0.0/16", "172.16.0.0/16", "192.168.0.0/24", "198.19.0.0/24", "169.254.0.0/24"],
      ["172.16.0.0/16", "10.0.0.0/16", "172.31.0.0/20", "192.168.0.0/24", "198.19.0.0/24"],
      ["192.168.0.0/20", "10.0.0.0/16", "172.16.0.0/16", "198.19.0.0/24"],
      ["198.19.0.0/20", "10.0.0.0/16", "172.16.0.0/16", "192.168.0.0/24"],
      ["100.64.0.0/16", "10.0.0.0/16", "172.16.0.0/16", "192.168.0.0/24", "198.19.0.0/24"],
    ] as const) {
      expect(refused(first, ...more), first).to.have.length(more.length);
    }
    expect(refused("10.0.0.0/16", "192.168.0.0/24")).to.deep.equal([
      'secondaryCidrBlocks[0]: must not lie in 192.168.0.0/16 beside the first block 10.0.0.0/16, got "192.168.0.0/24"; AWS does not mix these ranges: use 10.0.0.0/8, 100.64.0.0/10 or a public range',
    ]);
    expect(refused("198.51.100.0/24", "10.0.0.0/16")).to.deep.equal([
      'secondaryCidrBlocks[0]: must not lie in 10.0.0.0/8 beside the first block 198.51.100.0/24, got "10.0.0.0/16"; AWS does not mix these ranges: use another public range, or 100.64.0.0/10',
    ]);
    expect(refused("10.0.0.0/16", "169.254.0.0/24")).to.deep.equal([
      'secondaryCidrBlocks[0]: must not lie in 169.254.0.0/16, got "169.254.0.0/24"',
    ]);
    expect(refused("10.1.0.0/16", "10.0.0.0/17")).to.deep.equal([
      'secondaryCidrBlocks[0]: must not lie in 10.0.0.0/16 in a VPC with a block in 10.0.0.0/15, got "10.0.0.0/17"; make it the VPC\'s first block (cidrBlock) or use another',
    ]);
  });

  it("may not overlap, nor be of another size or family than AWS has", () => {
    expect(
      refused(
        "10.0.0.0/16",
        "10.0.128.0/17",
        "10.1.0.0/16",
        "10.1.0.0/24",
        "10.0.0.0/8",
        "fd00::/56",
      ),
    ).to.deep.equal([
      'secondaryCidrBlocks[0]: must not overlap the VPC\'s 10.0.0.0/16, got "10.0.128.0/17"',
      'secondaryCidrBlocks[2]: must not overlap the VPC\'s 10.1.0.0/16, got "10.1.0.0/24"',
      'secondaryCidrBlocks[3]: must be /16 to /28, got "10.0.0.0/8"; AWS allows no larger VPC block',
      'secondaryCidrBlocks[4]: must be an IPv4 block, got "fd00::/56"',
    ]);
  });

  it("are refused once, not for each tier in them", () => {
    const subnetSpecs = [{ name: "pods", vpcCidrBlock: "192.168.0.0/20" }];
    expect(issues({ secondaryCidrBlocks: ["192.168.0.0/20"], subnetSpecs })).to.have.length(1);
  });
});

describe("an address map", () => {
  it("shows every address once, in order: subnets, what is reserved, occupied and free", () => {
    const resolved = allocateSubnets({
      ...NETWORK,
      secondaryCidrBlocks: ["100.64.0.0/20"],
      occupiedCidrBlocks: ["10.0.16.0/22"],
      subnetSpecs: [
        { name: "public" },
        { name: "later", reserved: true },
        { name: "private", startAddress: "10.0.128.0", cidrMask: 19 },
        { name: "pods", vpcCidrBlock: "100.64.0.0/20", remaining: true },
      ],
    });
    expect(addressMap(resolved).split("\n")).to.deep.equal([
      "10.0.0.0/16       10.0.0.0 - 10.0.255.255      65536",
      "  10.0.0.0/24     10.0.0.0 - 10.0.0.255          256  public      us-east-1a",
      "  10.0.1.0/24     10.0.1.0 - 10.0.1.255          256  public      us-east-1b",
      "  10.0.2.0/24     10.0.2.0 - 10.0.2.255          256  public      (reserved)",
      "  10.0.3.0/24     10.0.3.0 - 10.0.3.255          256  later       (reserved)",
      "  10.0.4.0/23     10.0.4.0 - 10.0.5.255          512  later       (reserved)",
      "  10.0.6.0/23     10.0.6.0 - 10.0.7.255          512  (free)",
      "  10.0.8.0/21     10.0.8.0 - 10.0.15.255        2048  (free)",
      "  10.0.16.0/22    10.0.16.0 - 10.0.19.255       1024  (occupied)",
      "  10.0.20.0/22    10.0.20.0 - 10.0.23.255       1024  (free)",
      "  10.0.24.0/21    10.0.24.0 - 10.0.31.255       2048  (free)",
      "  10.0.32.0/19    10.0.32.0 - 10.0.63.255       8192  (free)",
      "  10.0.64.0/18    10.0.64.0 - 10.0.127.255     16384  (free)",
      "  10.0.128.0/19   10.0.128.0 - 10.0.159.255     8192  private     us-east-1a",
      "  10.0.160.0/19   10.0.160.0 - 10.0.191.255     8192  private     us-east-1b",
      "  10.0.192.0/19   10.0.192.0 - 10.0.223.255     8192  private     (reserved)",
      "  10.0.224.0/19   10.0.224.0 - 10.0.255.255     8192  (free)",
      "100.64.0.0/20     100.64.0.0 - 100.64.15.255    4096",
      "  100.64.0.0/22   100.64.0.0 - 100.64.3.255     1024  pods        us-east-1a",
      "  100.64.4.0/22   100.64.4.0 - 100.64.7.255     1024  pods        us-east-1b",
      "  100.64.8.0/22   100.64.8.0 - 100.64.11.255    1024  pods        (reserved)",
      "  100.64.12.0/22  100.64.12.0 - 100.64.15.255   1024  (free)",
    ]);
  });
});
