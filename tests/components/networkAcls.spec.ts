import { expect } from "chai";
import * as net from "../../components";
import { passes, rulesOf } from "./aclOracle";
import { inventory, messageOf, ofTypes, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const make = (flows: net.NetworkAclFlow[], more: Partial<net.NetworkAclsArgs> = {}) =>
  record(() => new net.NetworkAcls("main", { vpc: SITE, flows, ...more }));
const refusal = async (flows: net.NetworkAclFlow[], more: Partial<net.NetworkAclsArgs> = {}) =>
  (await messageOf(() => new net.NetworkAcls("main", { vpc: SITE, flows, ...more })))
    .split("\n")
    .slice(1);

/** `tier direction action traffic block`: what each rule's name says. */
async function ruleNames(flows: net.NetworkAclFlow[], more: Partial<net.NetworkAclsArgs> = {}) {
  const rules = ofTypes(inventory(await make(flows, more)), "NetworkAclRule");
  return Object.keys(rules)
    .map((key) => key.split(" ")[1]?.replace(/^main-/, ""))
    .sort();
}

const OUT: net.NetworkAclFlow[] = [
  { source: "private", destination: "private", ports: ["tcp/443"] },
  { source: "private", destination: "internet", ports: ["tcp/443", "udp/123"] },
];

describe("NetworkAcls", () => {
  it("makes an ACL for each tier, its rules and associations, every child and input", async () => {
    const flows = [{ source: "10.1.0.0/24", destination: "private", ports: ["tcp/22"] }];
    expect(inventory(await make(flows, { tiers: ["private"] }))).to.deep.equal({
      "NetworkAcls main < ": {},
      "NetworkAcl main-private < NetworkAcls": {
        vpcId: "vpc-1",
        tags: { Name: "main-private", Type: "private" },
      },
      "NetworkAclRule main-private-ingress-allow-tcp-22-10.1.0.0-24 < NetworkAcls": {
        networkAclId: "NetworkAcl main-private",
        egress: false,
        ruleNumber: 23573,
        ruleAction: "allow",
        protocol: "tcp",
        fromPort: 22,
        toPort: 22,
        cidrBlock: "10.1.0.0/24",
      },
      "NetworkAclRule main-private-egress-allow-tcp-1024-65535-10.1.0.0-24 < NetworkAcls": {
        networkAclId: "NetworkAcl main-private",
        egress: true,
        ruleNumber: 25335,
        ruleAction: "allow",
        protocol: "tcp",
        fromPort: 1024,
        toPort: 65535,
        cidrBlock: "10.1.0.0/24",
      },
      "NetworkAclAssociation main-private-1a < NetworkAcls": {
        networkAclId: "NetworkAcl main-private",
        subnetId: "subnet-prv-a",
      },
      "NetworkAclAssociation main-private-1b < NetworkAcls": {
        networkAclId: "NetworkAcl main-private",
        subnetId: "subnet-prv-b",
      },
    });
  });

  it("derives replies, the passage through NAT and the denies before wide rules", async () => {
    expect(await ruleNames(OUT)).to.deep.equal([
      "private-egress-allow-tcp-1024-65535-10.0.3.0-24",
      "private-egress-allow-tcp-1024-65535-10.0.4.0-23",
      "private-egress-allow-tcp-443-0.0.0.0-0",
      "private-egress-allow-tcp-443-10.0.3.0-24",
      "private-egress-allow-tcp-443-10.0.4.0-23",
      "private-egress-allow-udp-123-0.0.0.0-0",
      "private-egress-deny-udp-123-10.0.3.0-24",
      "private-egress-deny-udp-123-10.0.4.0-23",
      "private-ingress-allow-tcp-1024-65535-0.0.0.0-0",
      "private-ingress-allow-tcp-1024-65535-10.0.3.0-24",
      "private-ingress-allow-tcp-1024-65535-10.0.4.0-23",
      "private-ingress-allow-tcp-443-10.0.3.0-24",
      "private-ingress-allow-tcp-443-10.0.4.0-23",
      "private-ingress-allow-udp-1024-65535-0.0.0.0-0",
      "private-ingress-deny-udp-1024-65535-10.0.3.0-24",
      "private-ingress-deny-udp-1024-65535-10.0.4.0-23",
      "public-egress-allow-tcp-1024-65535-10.0.3.0-24",
      "public-egress-allow-tcp-1024-65535-10.0.4.0-23",
      "public-egress-allow-tcp-443-0.0.0.0-0",
      "public-egress-allow-udp-1024-65535-10.0.3.0-24",
      "public-egress-allow-udp-1024-65535-10.0.4.0-23",
      "public-egress-allow-udp-123-0.0.0.0-0",
      "public-egress-deny-tcp-443-10.0.3.0-24",
      "public-egress-deny-tcp-443-10.0.4.0-23",
      "public-egress-deny-udp-123-10.0.3.0-24",
      "public-egress-deny-udp-123-10.0.4.0-23",
      "public-ingress-allow-tcp-1024-65535-0.0.0.0-0",
      "public-ingress-allow-tcp-443-10.0.3.0-24",
      "public-ingress-allow-tcp-443-10.0.4.0-23",
      "public-ingress-allow-udp-1024-65535-0.0.0.0-0",
      "public-ingress-allow-udp-123-10.0.3.0-24",
      "public-ingress-allow-udp-123-10.0.4.0-23",
      "public-ingress-deny-tcp-1024-65535-10.0.3.0-24",
      "public-ingress-deny-tcp-1024-65535-10.0.4.0-23",
      "public-ingress-deny-udp-1024-65535-10.0.3.0-24",
      "public-ingress-deny-udp-1024-65535-10.0.4.0-23",
    ]);
  });

  describe("of `serverless` let pass what the network as drawn dropped", () => {
    const [S3, NTP] = ["52.216.0.1", "192.0.2.123"];
    for (const [title, packet] of [
      ["replies from S3 and DynamoDB", ["private", "ingress", S3, "tcp", 50000]],
      ["NTP on its way out of the private subnet", ["private", "egress", NTP, "udp", 123]],
      ["NTP on its way to the NAT gateway", ["public", "ingress", "10.0.4.9", "udp", 123]],
      ["NTP on its way out of the public subnet", ["public", "egress", NTP, "udp", 123]],
      ["NTP's reply to the NAT gateway", ["public", "ingress", NTP, "udp", 1024]],
      ["NTP's reply on its way to the client", ["public", "egress", "10.0.4.9", "udp", 40000]],
      ["NTP's reply to the client", ["private", "ingress", NTP, "udp", 40000]],
      ["a zone that is still to come", ["public", "ingress", "10.0.5.9", "tcp", 443]],
    ] as const) {
      it(title, async () => {
        const [acl, direction, peer, protocol, port] = packet;
        const rules = rulesOf(await make(OUT));
        expect(passes(rules, "main", { acl, direction, peer, protocol, port })).to.equal(true);
      });
    }

    for (const [title, packet] of [
      ["not connections from the internet", ["private", "ingress", S3, "tcp", 443]],
      ["not NTP's replies to a reserved port", ["private", "ingress", NTP, "udp", 123]],
      ["not private to private on UDP", ["private", "ingress", "10.0.3.9", "udp", 5000]],
      [
        "not private to public beyond the NAT gateway",
        ["public", "ingress", "10.0.3.9", "tcp", 8080],
      ],
      ["not public to private on its own", ["public", "egress", "10.0.3.9", "tcp", 443]],
      ["not pings", ["private", "egress", S3, "icmp", 0]],
    ] as const) {
      it(title, async () => {
        const [acl, direction, peer, protocol, port] = packet;
        const rules = rulesOf(await make(OUT));
        expect(passes(rules, "main", { acl, direction, peer, protocol, port })).to.equal(false);
      });
    }
  });

  for (const [clients, ports] of [
    [net.NetworkAclClients.Linux, "32768-60999"],
    [net.NetworkAclClients.Windows, "49152-65535"],
    [net.NetworkAclClients.Instance, "32768-65535"],
    [net.NetworkAclClients.Lambda, "1024-65535"],
    [net.NetworkAclClients.LoadBalancer, "1024-65535"],
    [net.NetworkAclClients.NatGateway, "1024-65535"],
    [undefined, "1024-65535"],
  ] as const) {
    it(`lets replies back to ${ports} for ${clients ?? "clients not named"}`, async () => {
      const flow = { source: "10.1.0.0/24", destination: "private", ports: ["tcp/22"], clients };
      expect(await ruleNames([flow], { tiers: ["private"] })).to.deep.equal([
        `private-egress-allow-tcp-${ports}-10.1.0.0-24`,
        "private-ingress-allow-tcp-22-10.1.0.0-24",
      ]);
    });
  }

  it("takes only public addresses through NAT", async () => {
    const flows = [{ source: "private", destination: "192.168.0.0/24", ports: ["tcp/443"] }];
    expect((await ruleNames(flows)).filter((rule) => rule?.startsWith("public"))).to.deep.equal([]);
  });

  it("opens both ends of a flow to `vpc` or to a block inside it", async () => {
    const blocks = ["10.0.3.0/24", "10.0.4.0/23"].map((block) => block.replace("/", "-"));
    for (const destination of ["vpc", "10.0.0.0/24"]) {
      const names = await ruleNames([{ source: "private", destination, ports: ["icmp"] }]);
      expect(names).to.include.members(
        blocks.flatMap((block) => [
          `public-ingress-allow-icmp-${block}`,
          `public-egress-allow-icmp-${block}`,
        ]),
      );
    }
  });

  it("writes protocols as AWS does, in either family", async () => {
    const flows = [{ source: "10.1.0.0/24", destination: "private", ports: ["all", "icmp"] }];
    const rules = Object.entries(
      ofTypes(inventory(await make(flows, { tiers: ["private"] })), "NetworkAclRule"),
    ).map(([key, { ruleNumber: _ruleNumber, networkAclId: _networkAclId, ...inputs }]) => [
      key.split(" ")[1],
      inputs,
    ]);
    const common = { ruleAction: "allow", cidrBlock: "10.1.0.0/24" };
    const icmp = { ...common, protocol: "icmp", icmpType: -1, icmpCode: -1 };
    const all = { ...common, protocol: "-1", fromPort: 0, toPort: 0 };
    expect(Object.fromEntries(rules)).to.deep.equal({
      "main-private-ingress-allow-all-10.1.0.0-24": { egress: false, ...all },
      "main-private-egress-allow-all-10.1.0.0-24": { egress: true, ...all },
      "main-private-ingress-allow-icmp-10.1.0.0-24": { egress: false, ...icmp },
      "main-private-egress-allow-icmp-10.1.0.0-24": { egress: true, ...icmp },
    });
  });

  it("makes denies before allows, and rules before a subnet joins", async () => {
    const { dependencies } = await make(OUT);
    const needs = (child: string): string[] =>
      [...dependencies].find(([urn]) => urn.endsWith(`::main-${child}`))?.[1].map(String) ?? [];
    expect(
      needs("private-ingress-allow-tcp-1024-65535-0.0.0.0-0").some((urn) =>
        urn.endsWith("private-ingress-deny-udp-1024-65535-10.0.3.0-24"),
      ),
    ).to.equal(true);
    const joins = [...dependencies].find(([urn]) =>
      urn.endsWith("NetworkAclAssociation::main-private-1a"),
    );
    expect(joins?.[1].filter((urn) => urn.includes("NetworkAclRule")).length).to.equal(16);
  });

  it("keeps every rule, its name and its number, when a zone is added", async () => {
    const third = { ...SITE, availabilityZones: [...SITE.availabilityZones, "us-east-1c"] };
    expect(ofTypes(inventory(await make(OUT, { vpc: third })), "NetworkAclRule")).to.deep.equal(
      ofTypes(inventory(await make(OUT)), "NetworkAclRule"),
    );
  });

  it("numbers an edited rule anew, and leaves the others theirs", async () => {
    const numbers = async (ports: string[]): Promise<Map<string, unknown>> =>
      new Map(
        Object.entries(
          ofTypes(
            inventory(await make([{ source: "private", destination: "internet", ports }])),
            "NetworkAclRule",
          ),
        ).map(([key, inputs]) => [key, inputs.ruleNumber]),
      );
    const before = await numbers(["tcp/443", "udp/123"]);
    const after = await numbers(["tcp/8443", "udp/123"]);
    const kept = [...after].filter(([key]) => before.has(key));
    expect(kept.length).to.be.greaterThan(10);
    for (const [key, number] of kept) expect(number).to.equal(before.get(key));
    const old = new Set(before.values());
    const made = [...after].filter(([key]) => !before.has(key));
    expect(made.length).to.be.greaterThan(0);
    for (const [, number] of made) expect(old.has(number)).to.equal(false);
  });
});

describe("NetworkAcls refuses", () => {
  it("more than 19 rules a direction, with the remedy", async () => {
    const flows = Array.from({ length: 20 }, (_, index) => ({
      source: `10.1.${index}.0/24`,
      destination: "private",
      ports: ["tcp/22"],
    }));
    expect(await refusal(flows)).to.deep.equal(
      ["ingress", "egress"].map(
        (direction) =>
          `  - flows: must need at most 19 ${direction} IPv4 rules for private, got 20; AWS allows 20 with the closing deny: join port ranges, name a tier or "vpc" instead of single blocks, leave narrow rules to security groups, or have the quota raised and say so in rulesPerNetworkAcl`,
      ),
    );
    const nineteen = await make(flows.slice(1));
    expect(rulesOf(nineteen).length).to.equal(38);
    const raised = await make(flows, { rulesPerNetworkAcl: 21 });
    expect(rulesOf(raised).length).to.equal(40);
  });

  it("a quota that AWS never gives", async () => {
    for (const rulesPerNetworkAcl of [0, 41, 20.5]) {
      expect(await refusal([], { rulesPerNetworkAcl })).to.deep.equal([
        `  - rulesPerNetworkAcl: must be a whole number from 1 to 40, got ${rulesPerNetworkAcl}; AWS's own is 20, and it is raised to 40 at most`,
      ]);
    }
  });

  it("to be made without a word on what may pass", async () => {
    const message = await messageOf(() => new net.NetworkAcls("main", { vpc: SITE }));
    expect(message.split("\n").slice(1)).to.deep.equal([
      "  - flows: must be given where securityGroups is not; an empty list drops all but what AWS never filters",
    ]);
  });

  it("to allow all to a wide end and less to one inside it", async () => {
    const flows = [
      { source: "vpc", destination: "private", ports: ["all"] },
      { source: "public", destination: "private", ports: ["tcp/443"] },
    ];
    const [first] = await refusal(flows);
    expect(first).to.equal(
      '  - flows: must name ports where 10.0.0.0/23, which has flows of its own with private, lies in 10.0.0.0/16, got "all" for it; an ACL cannot allow all to the one and less to the other',
    );
  });

  for (const [title, flows, more, expected] of [
    [
      "ends that stand for nothing",
      [{ source: "privat", destination: "10.0.0.1/8", ports: ["tcp/443"] }],
      {},
      [
        '  - flows[0].source: must be a tier (public, private), "vpc", "internet" or a CIDR block, got "privat"',
        '  - flows[0].destination: must have no host bits, got "10.0.0.1/8"; the canonical block is 10.0.0.0/8',
      ],
    ],
    [
      "a flow without an end in the network",
      [{ source: "internet", destination: "10.1.0.0/16", ports: ["tcp/443"] }],
      {},
      ['  - flows[0]: must have a tier with an ACL at one end, got "internet" to "10.1.0.0/16"'],
    ],
    [
      "ends of two families",
      [{ source: "private", destination: "::/0", ports: ["tcp/443"] }],
      {},
      ['  - flows[0]: must have ends of one address family, got "private" to "::/0"'],
    ],
    [
      "traffic and clients that there are not",
      [
        { source: "private", destination: "internet", ports: ["tcp/99999"] },
        {
          source: "private",
          destination: "internet",
          ports: [],
          clients: unknown<net.NetworkAclClients>("mac"),
        },
      ],
      {},
      [
        '  - flows[0].ports[0]: must have ports between 0 and 65535, got "tcp/99999"',
        '  - flows[1].ports: must list traffic such as "tcp/443"',
        '  - flows[1].clients: must be one of "any", "linux", "windows", "instance", "lambda", "loadBalancer", "natGateway", got "mac"',
      ],
    ],
    [
      "tiers that the network has not",
      [],
      { tiers: ["data", "private", "private"], natGatewayTier: "private" },
      [
        '  - tiers[0]: must be one of the network\'s tiers (public, private), got "data"',
        '  - tiers[2]: must be named once, got "private" again',
        '  - natGatewayTier: must be a public tier (public), got "private"',
      ],
    ],
    [
      "tiers whose addresses are not known",
      [{ source: "private", destination: "internet", ports: ["tcp/443"] }],
      { vpc: { ...SITE, reservedCidrBlocks: undefined } },
      [
        '  - flows[0].source: must be a tier whose addresses are known (vpc.reservedCidrBlocks), got "private"',
      ],
    ],
  ] as [string, net.NetworkAclFlow[], Partial<net.NetworkAclsArgs>, string[]][]) {
    it(title, async () => {
      expect(await refusal(flows, more)).to.deep.equal(expected);
    });
  }
});
