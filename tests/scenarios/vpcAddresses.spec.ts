/** Networks whose tiers have places of their own, through their lives in the simulated AWS. */
import { expect } from "chai";
import * as net from "../../components";
import { failureOf, findingsOf, NetworkLife } from "./support/networkLife";

const PUBLIC = { name: "public", type: net.SubnetType.Public, startAddress: "10.0.0.0" };
const PRIVATE = {
  name: "private",
  type: net.SubnetType.Private,
  startAddress: "10.0.64.0",
  cidrMask: 20,
};
const DATABASE = { name: "database", type: net.SubnetType.Isolated, startAddress: "10.0.3.0" };
const PODS = {
  name: "pods",
  type: net.SubnetType.Private,
  vpcCidrBlock: "100.64.0.0/16",
  remaining: true,
};
const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  secondaryCidrBlocks: ["100.64.0.0/16"],
  availabilityZoneNames: ["us-east-1a", "us-east-1b"],
  subnetSpecs: [PUBLIC, PRIVATE, DATABASE, PODS],
};
const network = (change: Partial<net.VpcArgs> = {}) => {
  return () => new net.Vpc("main", { ...ARGS, ...change });
};

describe("a network whose tiers have places of their own", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open();
  });
  after(() => life.close());

  it("goes up, changes only what is changed, and goes down", async function () {
    this.timeout(120_000);
    expect(await life.up(network())).to.include.members([
      "create ec2.VpcIpv4CidrBlockAssociation main-100.64.0.0-16",
      "create ec2.Subnet main-pods-1a",
    ]);
    expect(await life.up(network())).to.deep.equal([]);

    const reordered = { subnetSpecs: [PODS, DATABASE, PRIVATE, PUBLIC] };
    expect(await life.up(network(reordered))).to.deep.equal([]);

    const dropped = { subnetSpecs: [PODS, PRIVATE, PUBLIC] };
    expect(await life.up(network(dropped))).to.deep.equal([
      "delete ec2.RouteTable main-database",
      "delete ec2.RouteTableAssociation main-database-1a",
      "delete ec2.RouteTableAssociation main-database-1b",
      "delete ec2.Subnet main-database-1a",
      "delete ec2.Subnet main-database-1b",
    ]);

    const cache = {
      name: "cache",
      type: net.SubnetType.Isolated,
      startAddress: "10.0.3.0",
      availabilityZones: ["us-east-1b"],
    };
    expect(await life.up(network({ subnetSpecs: [cache, ...dropped.subnetSpecs] }))).to.deep.equal([
      "create ec2.RouteTable main-cache",
      "create ec2.RouteTableAssociation main-cache-1b",
      "create ec2.Subnet main-cache-1b",
    ]);

    const withoutPods = { secondaryCidrBlocks: [], subnetSpecs: [PRIVATE, PUBLIC] };
    expect(await life.up(network(withoutPods))).to.include.members([
      "delete ec2.Subnet main-pods-1b",
      "delete ec2.VpcIpv4CidrBlockAssociation main-100.64.0.0-16",
    ]);
    expect(await life.down(network(withoutPods))).to.equal(true);
  });

  it("has nothing that the baseline minds", async function () {
    this.timeout(60_000);
    expect(await findingsOf(network())).to.deep.equal([]);
  });

  it("is refused by the rehearsal where it has more blocks than AWS allows, before anything is made", async function () {
    this.timeout(60_000);
    const secondaryCidrBlocks = [64, 65, 66, 67, 68].map((octet) => `100.${octet}.0.0/16`);
    const failure = await failureOf(life.up(network({ secondaryCidrBlocks })));
    expect(failure).to.contain("CidrLimitExceeded").and.to.contain("nothing was changed");
  });
});
