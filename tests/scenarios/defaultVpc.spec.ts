/**
 * The region's default VPC, adopted as in terraform-aws-vpc's `examples/manage-default-vpc`; and what components that attach to it leave as they find it. Its default group, ACL and main table are taken over by none of them.
 */
import * as ec2 from "@pulumi/aws/ec2";
import { expect } from "chai";
import { join } from "node:path";
import * as net from "../../components";
import { openWorld, type Entity } from "../../simulator";
import { findingsOf, NetworkLife } from "./support/networkLife";

const BLOCK = "172.31.0.0/16";

function adopted(): ec2.DefaultVpc {
  return new ec2.DefaultVpc("default", { enableDnsHostnames: true, tags: { Name: "default" } });
}

/** The default VPC's attributes, by hand: two of its subnets, in its main table. */
function attributes(vpc: ec2.DefaultVpc): net.VpcAttributes {
  const zones = ["us-east-1a", "us-east-1b"];
  const subnets = zones.map(
    (zone) =>
      [
        zone,
        new ec2.DefaultSubnet(zone, { availabilityZone: zone }, { dependsOn: [vpc] }),
      ] as const,
  );
  return {
    vpcId: vpc.id,
    cidrBlocks: [BLOCK],
    availabilityZones: zones,
    subnetTypes: { public: net.SubnetType.Public },
    subnetIds: { public: Object.fromEntries(subnets.map(([zone, { id }]) => [zone, id])) },
    routeTableIds: {
      public: Object.fromEntries(zones.map((zone) => [zone, vpc.mainRouteTableId])),
    },
    sharedRouteTableTiers: ["public"],
    reservedCidrBlocks: { public: ["172.31.0.0/20", "172.31.16.0/20"] },
  };
}

/** Everything of ours that attaches to a network and stands in it. */
function attached({ acls = true }: { readonly acls?: boolean } = {}): void {
  const vpc = attributes(adopted());
  const flows = [{ source: "vpc", destination: "web", ports: ["https"] }];
  const { groupIds } = new net.SecurityGroups("own", { vpc, groups: ["web"], flows });
  new net.SecurityGroupFlows("more", {
    vpc,
    securityGroupIds: groupIds,
    flows: [{ source: "web", destination: "internet", ports: ["https"] }],
  });
  new net.FlowLogs("own", { vpc });
  if (!acls) return;
  new net.NetworkAcls("own", { vpc, securityGroups: { flows, tiers: { web: ["public"] } } });
}

/** The default group, ACL and main table as they stand in the simulated AWS, with every rule, entry and route of theirs. */
async function defaultsIn(life: NetworkLife): Promise<string[]> {
  const world = await openWorld({ folder: join(life.home, "world"), readOnly: true });
  try {
    const all = [...world.store.all()] as (Entity & Record<string, unknown>)[];
    const vpc = all.find(({ isDefault, cidrBlock }) => isDefault === true && cidrBlock === BLOCK);
    const ids = [vpc?.defaultSecurityGroupId, vpc?.defaultNetworkAclId, vpc?.mainRouteTableId];
    return (
      all
        // Which ACL a subnet is filtered by is the subnet's own.
        .filter(({ kind }) => kind !== vpc?.kind && kind !== "subnet")
        .filter((entity) => Object.values(entity).some((value) => ids.includes(value)))
        .map((entity) => JSON.stringify(entity))
        .sort()
    );
  } finally {
    await world.close();
  }
}

describe("the default VPC, adopted", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open();
  });
  after(() => life.close());

  it("adopts the default VPC, one resource, and lets it be when it goes", async function () {
    this.timeout(60_000);
    expect(await life.up(adopted)).to.deep.equal(["create ec2.DefaultVpc default"]);
    expect(await life.up(adopted)).to.deep.equal([]);
    const before = await defaultsIn(life);
    expect(before.map((one) => /"kind":"([\w-]+)"/.exec(one)?.[1])).to.deep.equal([
      ...["network-acl", "network-acl-entry", "network-acl-entry"],
      ...["route", "route-table", "route-table-association"],
      ...["security-group", "security-group-rule", "security-group-rule"],
    ]);
    expect(await life.down(adopted)).to.equal(true);
    expect(await defaultsIn(life)).to.deep.equal(before);
  });
});

describe("components attached to the default VPC", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open();
  });
  after(() => life.close());

  it("never take over its default group, ACL or main table, nor add anything to them", async function () {
    this.timeout(120_000);
    await life.up(adopted);
    const before = await defaultsIn(life);
    const made = await life.up(attached);
    expect(made).to.include.members([
      "create ec2.SecurityGroup own-web",
      "create ec2.NetworkAcl own-public",
      "create ec2.FlowLog own-flow-logs",
    ]);
    expect(
      made.filter((step) => /Default(SecurityGroup|NetworkAcl|RouteTable)/.test(step)),
    ).to.deep.equal([]);
    expect(await defaultsIn(life)).to.deep.equal(before);
    expect(await life.up(attached), "again").to.deep.equal([]);

    const withoutAcls = () => {
      attached({ acls: false });
    };
    expect(await life.up(withoutAcls)).to.include.members([
      "delete ec2.NetworkAcl own-public",
      "delete ec2.NetworkAclAssociation own-public-1a",
    ]);
    expect(await defaultsIn(life)).to.deep.equal(before);
    expect(await life.down(withoutAcls)).to.equal(true);
    expect(await defaultsIn(life)).to.deep.equal(before);
  });

  it("leave it to the program to ask: a default group adopted without rules is closed", async function () {
    this.timeout(60_000);
    const rules = async () =>
      (await defaultsIn(life)).filter((one) => one.includes('"kind":"security-group-rule"')).length;
    expect(await rules()).to.equal(2);
    await life.up(() => {
      new ec2.DefaultSecurityGroup("closed", { vpcId: adopted().id, ingress: [], egress: [] });
    });
    expect(await rules()).to.equal(0);
  });

  it("have nothing that the baseline minds", async function () {
    this.timeout(60_000);
    expect(await findingsOf(attached)).to.deep.equal([]);
  });
});
