/** IPv6 twins of ACL rules, in a network whose block AWS chooses. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";
import { blockInput, ownIpv6 } from "../../components/security/networkIpv6";
import { SITE } from "./site";

/** Sixteen /64s a tier: public 0-15, private 16-31, and `six` without IPv4 32-47. */
const slots = (first: number) => Array.from({ length: 16 }, (_, index) => first + index);
const DUAL: net.VpcAttributes = {
  ...SITE,
  ipv6CidrBlock: pulumi.output("2001:db8:0:1200::/56"),
  reservedIpv6Subnets: { public: slots(0), private: slots(16) },
};
const WITH_SIX: net.VpcAttributes = {
  ...DUAL,
  subnetTypes: { ...DUAL.subnetTypes, six: net.SubnetType.Private },
  subnetIds: { ...DUAL.subnetIds, six: { "us-east-1a": "subnet-six-a" } },
  reservedIpv6Subnets: { ...DUAL.reservedIpv6Subnets, six: slots(32) },
};

async function rules(flows: net.NetworkAclFlow[], more: Partial<net.NetworkAclsArgs> = {}) {
  const recording = await record(() => new net.NetworkAcls("main", { vpc: DUAL, flows, ...more }));
  return Object.entries(ofTypes(inventory(recording), "NetworkAclRule")).map(([key, inputs]) => ({
    name: (key.split(" ")[1] ?? "").replace("main-", ""),
    inputs,
  }));
}
const names = async (flows: net.NetworkAclFlow[], more?: Partial<net.NetworkAclsArgs>) =>
  (await rules(flows, more)).map(({ name }) => name).sort();

describe("NetworkAcls of a network with IPv6", () => {
  const ping = [{ source: "10.1.0.0/24", destination: "private", ports: ["icmp"] }];
  const toVpc = [{ source: "private", destination: "vpc", ports: ["https"] }];

  it("name a tier by its place in the block, and find it in the block that AWS chose", async () => {
    const made = await rules([{ source: "private", destination: "public", ports: ["icmp"] }], {
      tiers: ["private"],
    });
    const six = made.filter(({ name }) => name.includes("ipv6"));
    const common = { networkAclId: "NetworkAcl main-private", ruleAction: "allow" };
    const icmp = { protocol: "icmpv6", icmpType: -1, icmpCode: -1 };
    expect(Object.fromEntries(six.map(({ name, inputs }) => [name, inputs]))).to.deep.equal({
      "private-egress-allow-icmp-vpc-ipv6-0-60": {
        ...common,
        ...icmp,
        egress: true,
        ruleNumber: 29264,
        ipv6CidrBlock: "2001:db8:0:1200::/60",
      },
      "private-ingress-allow-icmp-vpc-ipv6-0-60": {
        ...common,
        ...icmp,
        egress: false,
        ruleNumber: 29264,
        ipv6CidrBlock: "2001:db8:0:1200::/60",
      },
    });
  });

  it("have each rule for a tier, `vpc` and `internet` in both families, IPv4's as without IPv6", async () => {
    for (const destination of ["vpc", "internet", "public", "private"]) {
      const flows = [{ source: "private", destination, ports: ["tcp/443"] }];
      const [both, four] = [await names(flows), await names(flows, { vpc: SITE })];
      const six = both.filter((name) => !four.includes(name));
      expect(both).to.include.members(four);
      expect(six.length, destination).to.be.greaterThan(0);
      for (const name of six) expect(name).to.match(/-(vpc-ipv6(-\d+-\d+)?|\.\.-0)$/);
    }
  });

  it("join the blocks of one family alone", async () => {
    for (const [flow, family] of [
      [{ source: "private", destination: "10.1.0.0/16", ports: ["https"] }, /-\d+\.\d+\.0\.0-16$/],
      [
        { source: "private", destination: "2001:db8:9::/48", ports: ["https"] },
        /2001\.db8\.9\.\.-48$/,
      ],
    ] as const) {
      for (const name of await names([{ ...flow, ports: [...flow.ports] }], {
        tiers: ["private"],
      })) {
        expect(name).to.match(family);
      }
    }
    expect((await names(ping)).filter((name) => name.includes("ipv6"))).to.deep.equal([]);
  });

  it("deny a narrower peer of the network's own IPv6 what a wider one is allowed", async () => {
    const flows = [
      { source: "private", destination: "internet", ports: ["tcp/443"] },
      { source: "private", destination: "public", ports: ["tcp/22"] },
    ];
    expect(await names(flows)).to.include.members([
      "private-egress-deny-tcp-443-vpc-ipv6-0-60",
      "private-egress-allow-tcp-443-..-0",
      "private-egress-allow-tcp-22-vpc-ipv6-0-60",
    ]);
  });

  it("keep names and numbers whether the block is known or yet to be chosen", async () => {
    const known = { ...DUAL, ipv6CidrBlock: "2001:db8:0:1200::/56" };
    expect(await rules(toVpc, { vpc: known })).to.have.deep.members(await rules(toVpc));
  });

  it("are IPv4 alone for tiers whose IPv6 addresses are not told", async () => {
    const vpc = { ...DUAL, reservedIpv6Subnets: undefined };
    expect(await names(toVpc, { vpc })).to.deep.equal(await names(toVpc, { vpc: SITE }));
  });

  it("let a tier without IPv4 reach IPv4 through NAT64, and no other tier's IPv6 through NAT", async () => {
    const out = (source: string) => [{ source, destination: "internet", ports: ["tcp/443"] }];
    const clients = async (source: string) =>
      (await names(out(source), { vpc: WITH_SIX })).filter((name) =>
        name.startsWith("public-ingress-allow-tcp-443"),
      );
    expect(await clients("six")).to.deep.equal(["public-ingress-allow-tcp-443-vpc-ipv6-32-60"]);
    expect(await clients("private")).to.deep.equal([
      "public-ingress-allow-tcp-443-10.0.3.0-24",
      "public-ingress-allow-tcp-443-10.0.4.0-23",
    ]);
    expect(await names(out("six"), { vpc: WITH_SIX })).to.include.members([
      "six-egress-allow-tcp-443-..-0",
      "six-ingress-allow-tcp-1024-65535-..-0",
      "public-egress-allow-tcp-1024-65535-vpc-ipv6-32-60",
      "public-egress-allow-tcp-443-0.0.0.0-0",
      "public-ingress-allow-tcp-1024-65535-0.0.0.0-0",
    ]);
  });

  it("have the same names in a preview, where the block is unknown", async () => {
    const program = () => {
      const chosen = new Chosen("chosen").block;
      new net.NetworkAcls("main", { vpc: { ...DUAL, ipv6CidrBlock: chosen }, flows: toVpc });
    };
    const [preview, update] = [await record(program, { preview: true }), await record(program)];
    expect(preview.urns).to.deep.equal(update.urns);
    expect(update.urns.some((urn) => urn.includes("vpc-ipv6"))).to.equal(true);
  });
});

/** Something whose output no preview knows. */
class Chosen extends pulumi.CustomResource {
  readonly block: pulumi.Output<string>;
  constructor(name: string) {
    super("test:index:Chosen", name, { block: undefined });
    this.block = this.id.apply(() => "2001:db8:0:1200::/56");
  }
}

describe("NetworkAcls refuses of IPv6", () => {
  const refusal = async (vpc: net.VpcAttributes) =>
    (await messageOf(() => new net.NetworkAcls("main", { vpc, flows: [] }))).split("\n").slice(1);

  it("places without a block, a block that is none, and places outside it", async () => {
    expect(await refusal({ ...DUAL, ipv6CidrBlock: undefined })).to.deep.equal([
      "  - vpc.reservedIpv6Subnets: must be left out in a network without vpc.ipv6CidrBlock",
    ]);
    expect(await refusal({ ...DUAL, ipv6CidrBlock: "fd00::/nine" })).to.deep.equal([
      '  - vpc.ipv6CidrBlock: must be an IPv6 block such as 2001:db8::/56, got "fd00::/nine"',
    ]);
    expect(await refusal({ ...DUAL, reservedIpv6Subnets: { private: [0, 256] } })).to.deep.equal([
      '  - vpc.reservedIpv6Subnets["private"]: must be places of /64s in the network\'s /56, 0 to 255, got 256',
    ]);
  });

  it("a chosen block that is not of the size that rules were planned in", async () => {
    const vpc = { ...DUAL, ipv6CidrBlock: pulumi.output("2001:db8::/44") };
    const own = ownIpv6(vpc);
    expect(own?.toString()).to.equal("200::/56");
    const found = pulumi.output(own && blockInput(own, vpc)) as unknown as {
      promise(): Promise<string>;
    };
    const message = await found
      .promise()
      .then(String, (error: unknown) => (error as Error).message);
    expect(message).to.equal(
      'vpc.ipv6CidrBlock must be a /56 where it is an output, got "2001:db8::/44"; give a block of another size as plain text',
    );
  });

  it("more than 19 IPv6 rules a direction, counted by themselves", async () => {
    const flows = Array.from({ length: 20 }, (_, index) => ({
      ...{ source: `2001:db8:${index + 1}::/48`, destination: "private", ports: ["tcp/22"] },
    }));
    const message = await messageOf(
      () => new net.NetworkAcls("main", { vpc: DUAL, flows, tiers: ["private"] }),
    );
    expect(message).to.contain("must need at most 19 ingress IPv6 rules for private, got 20");
  });
});
