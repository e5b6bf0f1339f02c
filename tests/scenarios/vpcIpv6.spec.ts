/** IPv6 through a network's life in the simulated AWS: taken up and given up in place, /64s that never move. */
import { expect } from "chai";
import * as net from "../../components";
import { failureOf, findingsOf, NetworkLife } from "./support/networkLife";

const PUBLIC = { name: "public", type: net.SubnetType.Public };
const PRIVATE = { name: "private", type: net.SubnetType.Private };
const DATABASE = { name: "database", type: net.SubnetType.Isolated };
const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a", "us-east-1b"],
  subnetSpecs: [PUBLIC, PRIVATE, DATABASE],
};
const network = (change: Partial<net.VpcArgs> = {}) => {
  return () => new net.Vpc("main", { ...ARGS, ...change });
};

describe("a network that takes up IPv6", () => {
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  it("does so in place, keeps every /64 when zones and tiers come, and gives it up in two steps", async function () {
    this.timeout(180_000);
    await life.up(network());
    const taken = await life.up(network({ ipv6: true }));
    expect(taken).to.deep.equal([
      "create ec2.EgressOnlyInternetGateway main",
      "create ec2.Route main-private-1a-ipv6",
      "create ec2.Route main-private-1b-ipv6",
      "create ec2.Route main-public-ipv6",
      "update ec2.Subnet main-database-1a",
      "update ec2.Subnet main-database-1b",
      "update ec2.Subnet main-private-1a",
      "update ec2.Subnet main-private-1b",
      "update ec2.Subnet main-public-1a",
      "update ec2.Subnet main-public-1b",
      "update ec2.Vpc main",
    ]);
    expect(await life.up(network({ ipv6: true }))).to.deep.equal([]);

    const cache = { name: "cache", type: net.SubnetType.Isolated };
    const grown = {
      ipv6: true,
      availabilityZoneNames: ["us-east-1c", "us-east-1b", "us-east-1a"],
      subnetSpecs: [...ARGS.subnetSpecs, cache],
    };
    const steps = await life.up(network(grown));
    expect(steps.filter((step) => !step.startsWith("create "))).to.deep.equal([]);
    expect(steps.filter((step) => step.includes("Subnet"))).to.have.length(6);

    const withoutTiers = {
      ...grown,
      subnetSpecs: grown.subnetSpecs.map((spec) => ({ ...spec, ipv6: net.SubnetIpv6.None })),
    };
    const atOnce = await failureOf(life.up(network({ ...grown, ipv6: false })));
    expect(atOnce).to.contain("InvalidCidrBlock.InUse").and.to.contain("nothing was changed");
    const given = await life.up(network(withoutTiers));
    expect(given.filter((step) => step.startsWith("update ec2.Subnet"))).to.have.length(12);
    expect(await life.up(network({ ...grown, ipv6: false }))).to.deep.equal([
      "update ec2.Vpc main",
    ]);
    expect(await life.down(network({ ...grown, ipv6: false }))).to.equal(true);
  });

  it("stands with tiers of IPv6 alone beside others, and the baseline minds nothing", async function () {
    this.timeout(120_000);
    const only = network({
      ipv6: true,
      subnetSpecs: [
        { ...PUBLIC, ipv6: net.SubnetIpv6.Ipv6Only },
        { ...PRIVATE, ipv6: net.SubnetIpv6.Ipv6Only },
        { ...DATABASE, ipv6: net.SubnetIpv6.None },
      ],
    });
    expect(await findingsOf(only)).to.deep.equal([]);
    expect(await findingsOf(network({ ipv6: true }))).to.deep.equal([]);
    await life.up(only);
    expect(await life.up(only)).to.deep.equal([]);

    const back = (ipv6Slot: number) =>
      network({
        ipv6: true,
        subnetSpecs: [
          { ...PUBLIC, ipv6: net.SubnetIpv6.Ipv6Only },
          { ...PRIVATE, ipv6Slot },
          { ...DATABASE, ipv6: net.SubnetIpv6.None },
        ],
      });
    expect(await failureOf(life.up(back(1)))).to.contain("InvalidSubnet.Conflict");
    const replaced = (await life.up(back(3))).filter((step) => step.includes("ec2.Subnet"));
    expect(replaced).to.include("create-replacement ec2.Subnet main-private-1a");
    expect(replaced.filter((step) => !step.includes("main-private-"))).to.deep.equal([]);
    expect(await life.down(back(3))).to.equal(true);
  });

  it("reaches IPv4 addresses by NAT64 where a tier asks for it, and its gateway comes and goes with it", async function () {
    this.timeout(120_000);
    const { Single, OnePerAz } = net.NatGatewayStrategy;
    const translated = (natGateways: net.NatGatewaysSpec, nat64 = true) =>
      network({
        ipv6: true,
        subnetSpecs: [PUBLIC, { ...PRIVATE, ipv6: net.SubnetIpv6.Ipv6Only, nat64 }, DATABASE],
        natGateways,
      });
    const single = { strategy: Single, availabilityZone: "us-east-1a" };
    expect(await findingsOf(translated(single))).to.deep.equal([]);
    const steps = await life.up(translated(single));
    expect(steps.filter((step) => step.includes("nat64"))).to.deep.equal([
      "create ec2.Route main-private-1a-nat64",
      "create ec2.Route main-private-1b-nat64",
    ]);
    expect(await life.up(translated(single))).to.deep.equal([]);
    const moved = await life.up(translated({ strategy: OnePerAz }));
    expect(moved.filter((step) => step.includes("nat64"))).to.deep.equal([
      "update ec2.Route main-private-1b-nat64",
    ]);
    const without = await life.up(translated({ strategy: OnePerAz }, false));
    expect(without).to.deep.equal([
      "delete ec2.Route main-private-1a-nat64",
      "delete ec2.Route main-private-1b-nat64",
      "update ec2.Subnet main-private-1a",
      "update ec2.Subnet main-private-1b",
    ]);
    expect(await life.down(translated({ strategy: OnePerAz }, false))).to.equal(true);
  });
});
