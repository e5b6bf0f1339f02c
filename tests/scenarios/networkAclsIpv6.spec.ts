/** ACLs of a dual-stack network, with intents of both families: each holds by the rules of its own, and falls with them. */
import * as ec2 from "@pulumi/aws/ec2";
import { expect } from "chai";
import * as net from "../../components";
import { rehearseProgram } from "../../automation/testing";
import { NetworkLife, pulumiFn } from "./support/networkLife";

const ZONES = ["us-east-1a", "us-east-1b"];
/** Somewhere on the internet, by either family. */
const AFAR = { ipv4: "93.184.0.0/16", ipv6: "2a00:1450::/32" };

const FLOWS: net.NetworkAclFlow[] = [
  { source: "internet", destination: "public", ports: ["https"] },
  { source: "public", destination: "private", ports: ["tcp/8080"] },
  { source: "private", destination: "database", ports: ["postgres"] },
  { source: "private", destination: "six", ports: ["tcp/9090"] },
  { source: "private", destination: "internet", ports: ["https"] },
  { source: "six", destination: "internet", ports: ["https"] },
];

/** One in each tier's first subnet, of a group that lets everything through: what stops a packet is an ACL or a route. */
function createHosts(vpc: net.Vpc): Record<string, ec2.NetworkInterface> {
  const open = new ec2.SecurityGroup("open", {
    vpcId: vpc.vpcId,
    description: "Lets the ACLs decide",
    ingress: [everything],
    egress: [everything],
  });
  const hosts = Object.keys(vpc.subnetTypes).map((name) => {
    const subnetId = vpc.subnetIds[name]?.["us-east-1a"] ?? "";
    const host = new ec2.NetworkInterface(name, {
      subnetId,
      securityGroups: [open.id],
      ipv6AddressCount: 1,
    });
    return [name, host] as const;
  });
  return Object.fromEntries(hosts);
}

const everything = {
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlocks: ["0.0.0.0/0"],
  ipv6CidrBlocks: ["::/0"],
};

const { Reach, NeverReach } = net.Expect;

function declareIntents(hosts: Record<string, ec2.NetworkInterface>): void {
  const of = (name: string) => hosts[name]?.id ?? "";
  const inside = (source: string, destination: string, port: string): net.IntentSpec => ({
    name: `${source}-${destination}`,
    source: of(source),
    expect: Reach,
    destination: of(destination),
    ports: [port],
  });
  const intents = Object.entries(AFAR).flatMap(([family, afar]): net.IntentSpec[] => [
    {
      ...{ name: `in-${family}`, source: afar, expect: Reach, destination: of("public") },
      ports: ["tcp/443"],
    },
    {
      ...{ name: `ssh-${family}`, source: afar, expect: NeverReach, destination: of("public") },
      ports: ["tcp/22"],
    },
    {
      ...{ name: `out-${family}`, source: of("private"), expect: Reach, destination: afar },
      ports: ["tcp/443"],
      via: family === "ipv4" ? net.Via.NatGateway : net.Via.InternetGateway,
    },
    {
      ...{ name: `data-${family}`, source: of("database"), expect: NeverReach, destination: afar },
    },
  ]);
  new net.Intents("families", {
    intents: [
      ...intents,
      inside("public", "private", "tcp/8080"),
      inside("private", "database", "tcp/5432"),
      inside("private", "six", "tcp/9090"),
      { name: "six-database", source: of("six"), expect: NeverReach, destination: of("database") },
      { name: "closed", source: "internet", expect: NeverReach, destination: of("private") },
    ],
  });
}

const program =
  (flows = FLOWS) =>
  () => {
    const { Public, Private, Isolated } = net.SubnetType;
    const vpc = new net.Vpc("main", {
      cidrBlock: "10.0.0.0/16",
      ipv6: true,
      availabilityZoneNames: ZONES,
      subnetSpecs: [
        { name: "public", type: Public },
        { name: "private", type: Private },
        { name: "database", type: Isolated },
        { name: "six", type: Private, ipv6: net.SubnetIpv6.Ipv6Only },
      ],
      natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
    });
    new net.NetworkAcls("main", { vpc, flows });
    const hosts = createHosts(vpc);
    const opts = { dependsOn: [vpc] };
    new ec2.Eip("public", { domain: "vpc", networkInterface: hosts.public?.id }, opts);
    declareIntents(hosts);
  };

/** What does not hold, by the intents' names. */
async function failing(flows?: net.NetworkAclFlow[]): Promise<string[]> {
  const { verification } = await rehearseProgram(pulumiFn(program(flows)));
  return verification.verdicts
    .filter(({ status }) => status !== "holds")
    .map(({ name, status }) => `${name.replace("families-", "")} ${status}`)
    .sort();
}

const withFlow = (index: number, change: Partial<net.NetworkAclFlow>): net.NetworkAclFlow[] =>
  FLOWS.map((flow, at) => (at === index ? { ...flow, ...change } : flow));

describe("network ACLs of a dual-stack network", function () {
  this.timeout(120_000);

  it("let both families through where flows say so, and neither anywhere else", async () => {
    expect(await failing()).to.deep.equal([]);
  });

  it("let one family through where a flow names its addresses alone", async () => {
    expect(await failing(withFlow(0, { source: "0.0.0.0/0" }))).to.deep.equal(["in-ipv6 fails"]);
    expect(await failing(withFlow(0, { source: "::/0" }))).to.deep.equal(["in-ipv4 fails"]);
    expect(await failing(withFlow(4, { destination: "0.0.0.0/0" }))).to.deep.equal([
      "out-ipv6 fails",
    ]);
    expect(await failing(withFlow(3, { ports: ["tcp/9091"] }))).to.deep.equal([
      "private-six fails",
    ]);
  });

  it("go up, up again unchanged, stay where an intent needs them, and go down", async () => {
    const life = await NetworkLife.open();
    try {
      await life.up(program());
      expect(await life.up(program())).to.deep.equal([]);
      const less = program(FLOWS.filter(({ destination }) => destination !== "database"));
      const gone = await life.up(less).catch((error: unknown) => error);
      expect(String(gone)).to.contain("private-database");
      expect(await life.down(program())).to.equal(true);
    } finally {
      await life.close();
    }
  });
});
