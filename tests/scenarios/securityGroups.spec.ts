/** Security groups through their life in the simulated AWS: which edit touches which rules. */
import * as ec2 from "@pulumi/aws/ec2";
import { expect } from "chai";
import * as net from "../../components";
import { rehearseProgram } from "../../automation/testing";
import { findingsOf, NetworkLife } from "./support/networkLife";

const PRIVATE = { name: "private", type: net.SubnetType.Private };
const FLOWS: net.SecurityGroupFlow[] = [
  { source: "web", destination: "data", ports: [net.PortPreset.Postgres] },
  { source: "web", destination: "self", ports: ["tcp/7946", "udp/7946"] },
  { source: "offices", destination: "web", ports: ["https"], description: "Staff" },
  { source: "10.9.0.0/16", destination: "web", ports: ["https"], description: "Partners" },
];

interface Edits {
  readonly flows?: net.SecurityGroupFlow[];
  readonly across?: net.SecurityGroupFlow[];
}

/** Two peered networks, groups in both, and flows across the peering. */
const program =
  ({ flows = FLOWS, across }: Edits = {}) =>
  () => {
    const network = (name: string, number: number) =>
      new net.Vpc(name, {
        cidrBlock: `10.${number}.0.0/16`,
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [PRIVATE],
      });
    const [shop, ledger] = [network("shop", 0), network("ledger", 1)];
    const peering = new net.VpcPeering("peering", {
      requester: { vpc: shop },
      accepter: { vpc: ledger },
    });
    const offices = new ec2.ManagedPrefixList("offices", {
      name: "offices",
      addressFamily: "IPv4",
      maxEntries: 5,
      entries: [{ cidr: "192.0.2.0/24" }],
    });
    const groups = new net.SecurityGroups("shop", {
      vpc: shop,
      groups: ["web", "data"],
      peerPrefixListIds: { offices: offices.id },
      peerPrefixListWeights: { offices: 5 },
      flows,
    });
    const far = new net.SecurityGroups("ledger", { vpc: ledger, groups: ["book"] });
    new net.SecurityGroupFlows(
      "across",
      {
        securityGroupIds: { web: groups.groupId("web"), book: far.groupId("book") },
        flows: across ?? [{ source: "web", destination: "book", ports: ["https"] }],
      },
      { dependsOn: [peering] },
    );
  };

/** One flow of four, edited. */
const edited = (index: number, edit: Partial<net.SecurityGroupFlow>) =>
  FLOWS.map((flow, place) => (place === index ? { ...flow, ...edit } : flow));

describe("security groups of two peered networks", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open();
  });
  after(() => life.close());

  it("go up, change rule by rule, and go down", async function () {
    this.timeout(180_000);
    expect(await life.up(program())).to.include.members([
      "create ec2.SecurityGroup shop-web",
      "create vpc.SecurityGroupIngressRule shop-web-from-offices-tcp-443",
      "create vpc.SecurityGroupIngressRule shop-web-from-web-udp-7946",
      "create vpc.SecurityGroupEgressRule across-web-to-book-tcp-443",
      "create vpc.SecurityGroupIngressRule across-book-from-web-tcp-443",
    ]);
    expect(await life.up(program()), "again").to.deep.equal([]);
    expect(await life.up(program({ flows: [...FLOWS].reverse() })), "reordered").to.deep.equal([]);
    expect(await life.up(program({ flows: edited(0, { ports: ["tcp/5432"] }) }))).to.deep.equal([]);

    const described = edited(3, { description: "Partners, by contract" });
    expect(await life.up(program({ flows: described })), "described").to.deep.equal([
      "update vpc.SecurityGroupIngressRule shop-web-from-10.9.0.0-16-tcp-443",
    ]);

    const moved = edited(0, { ports: [net.PortPreset.Mysql] });
    expect(await life.up(program({ flows: moved })), "other ports").to.deep.equal([
      "create vpc.SecurityGroupEgressRule shop-web-to-data-tcp-3306",
      "create vpc.SecurityGroupIngressRule shop-data-from-web-tcp-3306",
      "delete vpc.SecurityGroupEgressRule shop-web-to-data-tcp-5432",
      "delete vpc.SecurityGroupIngressRule shop-data-from-web-tcp-5432",
      "update vpc.SecurityGroupIngressRule shop-web-from-10.9.0.0-16-tcp-443",
    ]);
    expect(await life.up(program({ flows: moved, across: [] })), "none across").to.deep.equal([
      "delete vpc.SecurityGroupEgressRule across-web-to-book-tcp-443",
      "delete vpc.SecurityGroupIngressRule across-book-from-web-tcp-443",
    ]);
    expect(await life.up(program({ flows: moved })), "across again").to.have.length(2);
    await life.down(program());
    // AWS shows a deleted peering for some hours.
    expect(await life.isEmpty("1d")).to.equal(true);
  });

  it("have nothing that the baseline minds", async function () {
    this.timeout(60_000);
    expect(await findingsOf(program())).to.deep.equal([]);
  });

  it("let nothing in or out that no flow names: AWS's own rule that lets all out is gone", async function () {
    this.timeout(60_000);
    const { network } = await rehearseProgram(() => {
      program({ flows: [], across: [] })();
      return Promise.resolve({});
    });
    const groups = network.securityGroups.map(({ ingress, egress }) => [
      ingress.length,
      egress.length,
    ]);
    // Three groups of ours and, closed by `Vpc`, the two networks' default groups.
    expect(groups).to.deep.equal(Array(5).fill([0, 0]));
  });
});
