/** ACLs from the flows of security groups: what a group is let do, its subnets' ACLs let it do. */
import { expect } from "chai";
import * as net from "../../components";
import { passes, rulesOf } from "./aclOracle";
import { inventory, messageOf, ofTypes, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

type Groups = net.NetworkAclSecurityGroups;
const make = (securityGroups: Groups, more: Partial<net.NetworkAclsArgs> = {}) =>
  record(() => new net.NetworkAcls("main", { vpc: SITE, securityGroups, ...more }));
async function names(securityGroups: Groups, more: Partial<net.NetworkAclsArgs> = {}) {
  return Object.keys(ofTypes(inventory(await make(securityGroups, more)), "NetworkAclRule"))
    .map((key) => key.split(" ")[1] ?? "")
    .sort();
}
const TIERS = { web: ["public"], app: ["private"] };

describe("NetworkAcls from security groups", () => {
  it("have the rules of the same flows between the groups' tiers", async () => {
    const flows = [{ source: "web", destination: "app", ports: ["tcp/8080"] }];
    const clients = { web: net.NetworkAclClients.Linux };
    const direct = await record(
      () =>
        new net.NetworkAcls("main", {
          vpc: SITE,
          flows: [
            { source: "public", destination: "private", ports: ["tcp/8080"], clients: clients.web },
          ],
        }),
    );
    expect(inventory(await make({ flows, tiers: TIERS, clients }))).to.deep.equal(
      inventory(direct),
    );
  });

  it("know lists and far groups by the addresses given, and `self`, `vpc` and `internet`", async () => {
    const flows = [
      { source: "far", destination: "app", ports: ["tcp/1"] },
      { source: "app", destination: "self", ports: ["tcp/2"] },
      { source: "self", destination: "app", ports: ["tcp/3"] },
      { source: "vpc", destination: "app", ports: ["tcp/4"] },
      { source: "internet", destination: "app", ports: ["tcp/5"] },
      { source: "10.2.0.0/24", destination: "app", ports: ["tcp/6"] },
    ];
    const made = await names(
      { flows, tiers: TIERS, cidrBlocks: { far: ["10.1.0.0/24", "10.1.7.0/24"] } },
      { tiers: ["private"] },
    );
    expect(made.filter((name) => /ingress-allow-tcp-[1-6]-/.test(name))).to.deep.equal([
      "main-private-ingress-allow-tcp-1-10.1.0.0-24",
      "main-private-ingress-allow-tcp-1-10.1.7.0-24",
      "main-private-ingress-allow-tcp-2-10.0.3.0-24",
      "main-private-ingress-allow-tcp-2-10.0.4.0-23",
      "main-private-ingress-allow-tcp-3-10.0.3.0-24",
      "main-private-ingress-allow-tcp-3-10.0.4.0-23",
      "main-private-ingress-allow-tcp-4-10.0.0.0-16",
      "main-private-ingress-allow-tcp-5-0.0.0.0-0",
      "main-private-ingress-allow-tcp-6-10.2.0.0-24",
    ]);
  });

  it("take nothing from each other: a narrow flow leaves the wide one what it allows", async () => {
    const flows = [
      { source: "vpc", destination: "app", ports: ["tcp/443"] },
      { source: "web", destination: "app", ports: ["tcp/8080"] },
    ];
    const made = await make({ flows, tiers: TIERS }, { tiers: ["private"] });
    const from = (port: number) =>
      passes(rulesOf(made), "main", {
        ...{ acl: "private", direction: "ingress", peer: "10.0.0.9", protocol: "tcp", port },
      });
    expect([from(443), from(8080), from(22)]).to.deep.equal([true, true, false]);
    expect(
      (await names({ flows, tiers: TIERS })).filter((name) => name.includes("deny")),
    ).to.deep.equal([]);
  });

  it("leave out what crosses no edge of a subnet with an ACL", async () => {
    const flows = [
      { source: "web", destination: "internet", ports: ["https"] },
      { source: "app", destination: "::/0", ports: ["https"] },
    ];
    expect(await names({ flows, tiers: TIERS }, { tiers: ["private"] })).to.deep.equal([]);
  });

  it("let a private group out through the tier of the NAT gateways", async () => {
    const flows = [{ source: "app", destination: "internet", ports: ["https"] }];
    expect(await names({ flows, tiers: TIERS })).to.include.members([
      "main-public-ingress-allow-tcp-443-10.0.3.0-24",
      "main-public-egress-allow-tcp-443-0.0.0.0-0",
    ]);
  });
});

describe("NetworkAcls refuses of security groups", () => {
  const refusal = async (securityGroups: Groups) =>
    (await messageOf(() => new net.NetworkAcls("main", { vpc: SITE, securityGroups })))
      .split("\n")
      .slice(1);
  const flow = { source: "app", destination: "internet", ports: ["https"] };

  for (const [title, groups, expected] of [
    [
      "a group whose tiers are not told",
      { flows: [flow, { ...flow, source: "web" }], tiers: { app: ["private"] } },
      [
        '  - securityGroups.flows[1].source: must be a group of securityGroups.tiers (app), a name of securityGroups.cidrBlocks, "self", "vpc", "internet" or a CIDR block, got "web"; say which tiers the group\'s interfaces stand in, or which addresses the peer has',
      ],
    ],
    [
      "tiers that the network has not, or none",
      { flows: [], tiers: { app: ["data"], web: [] } },
      [
        '  - securityGroups.tiers["app"][0]: must be one of the network\'s tiers (public, private), got "data"',
        '  - securityGroups.tiers["web"]: must name at least one tier (public, private), got none',
      ],
    ],
    [
      "addresses that are none, and names that are taken",
      {
        flows: [],
        tiers: { app: ["private"] },
        cidrBlocks: { app: ["10.0.0.0/8"], far: [], s3: ["10.0.0.1/8"] },
      },
      [
        '  - securityGroups.cidrBlocks["app"]: must have a name of its own, got "app", which is a group of securityGroups.tiers',
        '  - securityGroups.cidrBlocks["far"]: must list at least one CIDR block',
        '  - securityGroups.cidrBlocks["s3"][0]: must have no host bits, got "10.0.0.1/8"; the canonical block is 10.0.0.0/8',
      ],
    ],
    [
      "clients of no group, or of no kind",
      {
        flows: [],
        tiers: { app: ["private"] },
        clients: { web: net.NetworkAclClients.Linux, app: unknown<net.NetworkAclClients>("mac") },
      },
      [
        '  - securityGroups.clients["web"]: must be for a group of securityGroups.tiers (app), got "web"',
        '  - securityGroups.clients["app"]: must be one of "any", "linux", "windows", "instance", "lambda", "loadBalancer", "natGateway", got "mac"',
      ],
    ],
    [
      "traffic that is none, once for however many tiers",
      {
        flows: [{ ...flow, ports: ["htps"] }],
        tiers: { app: ["private", "public"] },
      },
      [
        '  - securityGroups.flows[0].ports[0]: must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443" or "udp/1024-65535", got "htps"; or a name of PortPreset: amqps, cassandra, dns, http, https, kafka-iam, kafka-sasl, kafka-tls, ldaps, memcached, mongodb, mqtts, mssql, mysql, neptune, nfs, ntp, oracle, postgres, rdp, redis, redshift, smb, smtp-submission, ssh',
      ],
    ],
  ] as [string, Groups, string[]][]) {
    it(title, async () => {
      expect(await refusal(groups)).to.deep.equal(expected);
    });
  }

  it("more rules than AWS allows, under the argument that needs them", async () => {
    const flows = Array.from({ length: 20 }, (_, index) => ({
      ...{ source: `10.1.${index}.0/24`, destination: "app", ports: ["tcp/22"] },
    }));
    const [first] = await refusal({ flows, tiers: TIERS });
    expect(first).to.match(
      /^ {2}- securityGroups: must need at most 19 ingress IPv4 rules for private, got 20/,
    );
  });
});
