/** A VPC's own defaults, DHCP options, tags of others and Block Public Access in the simulated AWS. */
import { expect } from "chai";
import { simSet } from "../../automation";
import * as net from "../../components";
import { findingsOf, NetworkLife } from "./support/networkLife";

const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a"],
  subnetSpecs: [
    { name: "public", type: net.SubnetType.Public },
    { name: "private", type: net.SubnetType.Private },
  ],
};
const network = (change: Partial<net.VpcArgs> = {}) => {
  return () => new net.Vpc("main", { ...ARGS, ...change });
};
describe("a network in the simulated AWS", () => {
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  it("closes what AWS put into it, and leaves nothing behind", async function () {
    this.timeout(120_000);
    const closed = network({ closeDefaultNetworkAcl: true });
    expect(await life.up(closed)).to.include.members([
      "create ec2.DefaultNetworkAcl main-default",
      "create ec2.DefaultRouteTable main-default",
      "create ec2.DefaultSecurityGroup main-default",
    ]);
    expect(await life.refresh(closed)).to.deep.equal([]);
    expect(await life.up(closed)).to.deep.equal([]);

    // Somebody opens the main table by hand: the next run closes it.
    const { urn } = await life.show("DefaultRouteTable", "main-default");
    const { id } = await life.show("InternetGateway", "main");
    const routes = [{ cidrBlock: "0.0.0.0/0", gatewayId: String(id) }];
    await simSet(urn, { routes }, { home: life.home });
    await life.refresh(closed);
    expect(await life.up(closed)).to.deep.equal(["update ec2.DefaultRouteTable main-default"]);
    expect(await life.up(closed)).to.deep.equal([]);
    expect(await life.down(closed)).to.equal(true);
  });

  it("exchanges its DHCP options, and the VPC has the new ones", async function () {
    this.timeout(120_000);
    const named = (domainName: string) => network({ dhcpOptions: { domainName } });
    await life.up(named("one.example"));
    await life.up(named("two.example"));
    expect(await life.refresh(named("two.example"))).to.deep.equal([]);
    expect(await life.up(named("two.example"))).to.deep.equal([]);
    const set = await life.show("VpcDhcpOptions", "main");
    const vpc = await life.show("Vpc", "main");
    expect(vpc.dhcpOptionsId).to.equal(set.id);
    expect(await life.down(named("two.example"))).to.equal(true);
  });

  it("leaves the tags that Kubernetes writes, and takes others away", async function () {
    this.timeout(120_000);
    const key = "kubernetes.io/cluster/prod";
    const kept = network({ ignoredSubnetTagKeys: [key] });
    await life.up(kept);
    const { urn } = await life.show("Subnet", "main-private-1a");
    await simSet(urn, { [`tags.${key}`]: "shared" }, { home: life.home });
    await life.refresh(kept);
    expect(await life.up(kept)).to.deep.equal([]);
    const tags = async () => (await life.show("Subnet", "main-private-1a")).tags;
    expect(await tags()).to.deep.include({ [key]: "shared" });

    // Also where the run changes something else of the subnet.
    const changed = network({ ignoredSubnetTagKeys: [key], tags: { Team: "web" } });
    expect(await life.up(changed)).to.include("update ec2.Subnet main-private-1a");
    expect(await tags()).to.deep.include({ [key]: "shared", Team: "web" });

    expect(await life.up(network({ tags: { Team: "web" } }))).to.deep.equal([
      "update ec2.Subnet main-private-1a",
    ]);
    expect(await life.down(network())).to.equal(true);
  });

  it("is kept from the internet by Block Public Access, but for what is excepted", async function () {
    this.timeout(120_000);
    const program = (mode: net.BlockPublicAccessMode) => () => {
      const vpc = new net.Vpc("main", ARGS);
      new net.BlockPublicAccess("region", {
        mode,
        exclusions: [
          {
            name: "web",
            mode: net.BlockPublicAccessExclusionMode.Bidirectional,
            subnetIds: vpc.subnetIds.public ?? {},
          },
        ],
      });
    };
    const { Ingress, Bidirectional } = net.BlockPublicAccessMode;
    expect(await life.up(program(Ingress))).to.include.members([
      "create ec2.VpcBlockPublicAccessExclusion region-web-1a",
      "create ec2.VpcBlockPublicAccessOptions region",
    ]);
    expect(await life.up(program(Ingress))).to.deep.equal([]);
    expect(await life.up(program(Bidirectional))).to.deep.equal([
      "update ec2.VpcBlockPublicAccessOptions region",
    ]);
    expect(await findingsOf(program(Bidirectional))).to.deep.equal([]);
    expect(await life.down(program(Bidirectional))).to.equal(true);
  });
});
