/**
 * The counterpart of terraform-aws-vpc's `examples/network-acls` (v6.6.0), through its life in the simulated AWS: ACLs of
 * their own for the public and the cache subnets, the private ones left to the VPC's default ACL.
 */
import { expect } from "chai";
import * as net from "../../components";
import { findingsOf, NetworkLife } from "./support/networkLife";

const ZONES = ["us-east-1a", "us-east-1b", "us-east-1c"];
/** `cidrsubnet(cidr, 8, k)` from 0, 4 and 8 on. */
const tier = (name: string, type: net.SubnetType, number: number): net.SubnetSpec => ({
  ...{ name, type, startAddress: `10.0.${number}.0` },
});

/** The example's rules, said as the connections they are for; its rules for replies follow. */
const FLOWS: net.NetworkAclFlow[] = [
  { source: "internet", destination: "public", ports: ["http", "https", "ssh", "rdp"] },
  { source: "public", destination: "internet", ports: ["http", "https"] },
  { source: "public", destination: "10.0.100.0/22", ports: ["http", "https", "mssql", "ssh"] },
  { source: "private", destination: "cache", ports: ["redis"] },
  { source: "cache", destination: "internet", ports: ["http", "https"] },
];

const program =
  (flows = FLOWS) =>
  () => {
    const vpc = new net.Vpc("network-acls", {
      cidrBlock: "10.0.0.0/16",
      availabilityZoneNames: ZONES,
      subnetSpecs: [
        tier("private", net.SubnetType.Private, 0),
        { ...tier("public", net.SubnetType.Public, 4), tags: { Name: "overridden-name-public" } },
        tier("cache", net.SubnetType.Isolated, 8),
      ],
      tags: { Example: "ex-network-acls" },
    });
    new net.NetworkAcls("network-acls", { vpc, flows, tiers: ["public", "cache"] });
  };

/** What the example makes, by type. */
const THEIRS: Readonly<Record<string, number>> = {
  "ec2.DefaultNetworkAcl": 1,
  "ec2.DefaultRouteTable": 1,
  "ec2.DefaultSecurityGroup": 1,
  "ec2.EgressOnlyInternetGateway": 1,
  "ec2.InternetGateway": 1,
  "ec2.NetworkAcl": 2,
  "ec2.NetworkAclRule": 19,
  "ec2.Route": 3,
  "ec2.RouteTable": 2,
  "ec2.RouteTableAssociation": 9,
  "ec2.Subnet": 9,
  "ec2.Vpc": 1,
  "elasticache.SubnetGroup": 1,
};

/** What this makes otherwise, and why. */
const DIFFERENCES: Readonly<Record<string, readonly [ours: number, why: string]>> = {
  "ec2.DefaultNetworkAcl": [
    0,
    "the default ACL is left as it is: the private tier is filtered by it",
  ],
  "ec2.EgressOnlyInternetGateway": [0, "of IPv6, which this counterpart goes without"],
  "ec2.NetworkAclAssociation": [6, "resources of their own, where the ACL there lists its subnets"],
  "ec2.NetworkAclRule": [
    33,
    "replies are derived for each flow, and denies keep narrower peers from what wider rules admit; the example lets all into the cache subnets",
  ],
  "ec2.Route": [1, "two are of IPv6"],
  "ec2.RouteTable": [
    5,
    "a table for each zone of the private tier, and one for the cache's, not the private one's",
  ],
  "elasticache.SubnetGroup": [0, "a cache's, not the network's"],
};

describe("terraform-aws-vpc's example network-acls", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open();
  });
  after(() => life.close());

  it("has the same resources by type and count, differences explained", async function () {
    this.timeout(60_000);
    const counts: Record<string, number> = {};
    const made = (await life.up(program())).map((step) => step.split(" ")[1] ?? "");
    for (const type of made) counts[type] = (counts[type] ?? 0) + 1;
    const expected = {
      ...THEIRS,
      ...Object.fromEntries(Object.entries(DIFFERENCES).map(([type, [ours]]) => [type, ours])),
    };
    const present = Object.entries(expected).filter(([, count]) => count > 0);
    expect(counts).to.deep.equal(Object.fromEntries(present));
  });

  it("goes up again unchanged, changes rule by rule, and goes down", async function () {
    this.timeout(120_000);
    expect(await life.up(program())).to.deep.equal([]);
    expect(await life.up(program([...FLOWS].reverse())), "reordered").to.deep.equal([]);

    const [, ...others] = FLOWS;
    const closed = { source: "internet", destination: "public", ports: ["http", "https", "ssh"] };
    expect(await life.up(program([closed, ...others])), "without rdp").to.deep.equal([
      "delete ec2.NetworkAclRule network-acls-public-ingress-allow-tcp-3389-0.0.0.0-0",
    ]);
    expect(await life.down(program())).to.equal(true);
  });

  it("has nothing graver than a hint from the baseline", async function () {
    this.timeout(60_000);
    const findings = await findingsOf(program());
    // A narrower peer's own allow may say again what a wider one does.
    expect(findings.filter((one) => !one.startsWith("info rule-hidden-by-another"))).to.deep.equal(
      [],
    );
  });
});
