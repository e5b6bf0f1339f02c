/** What reaches what over a peering that the components make: judged for every packet. */
import * as aws from "@pulumi/aws";
import { expect, use } from "chai";
import { networkAssertions, rehearseProgram } from "../../automation/testing";
import * as net from "../../components";

use(networkAssertions);

interface Drawn {
  /** Whether the connection's tiers are the right ones. */
  readonly tiers?: string[];
}

/** A network with a NAT gateway, and a host in its private tier. */
function side(name: string, number: number, peer: string) {
  const vpc = new net.Vpc(name, {
    cidrBlock: `10.${number}.0.0/16`,
    availabilityZoneNames: ["us-east-1a"],
    subnetSpecs: [
      { name: "public", type: net.SubnetType.Public },
      { name: "private", type: net.SubnetType.Private },
    ],
    natGateways: { strategy: net.NatGatewayStrategy.Single, availabilityZone: "us-east-1a" },
  });
  const ports = ["tcp/443", "tcp/5432"];
  const { groupIds } = new net.SecurityGroups(name, {
    vpc,
    groups: ["app"],
    flows: [
      { source: peer, destination: "app", ports },
      { source: "app", destination: peer, ports },
    ],
  });
  const group = groupIds.app ?? "";
  new aws.ec2.NetworkInterface(name, {
    subnetId: vpc.privateSubnetIds[0]!,
    securityGroups: [group],
  });
  return { vpc, group };
}

const pair =
  ({ tiers }: Drawn = {}) =>
  () => {
    const payment = side("payment", 0, "10.1.0.0/16");
    const analytics = side("analytics", 1, "10.0.0.0/16");
    new net.VpcPeering("pair", {
      requester: { vpc: payment.vpc, tiers },
      accepter: { vpc: analytics.vpc, tiers },
    });
    const { ReachOnly, NeverReach } = net.Expect;
    const via = net.Via.VpcPeeringConnection;
    const ports = ["tcp/443", "tcp/5432"];
    const [ours, theirs] = [payment.group, analytics.group];
    new net.Intents("pair", {
      intents: [
        { name: "there", source: ours, destination: theirs, expect: ReachOnly, ports, via },
        { name: "back", source: theirs, destination: ours, expect: ReachOnly, ports, via },
        { source: "internet", destination: ours, expect: NeverReach },
        { source: "internet", destination: theirs, expect: NeverReach },
        { source: ours, destination: "internet", expect: NeverReach, via },
        { source: theirs, destination: "internet", expect: NeverReach, via },
      ],
    });
    return Promise.resolve();
  };

describe("a peered pair", function () {
  this.timeout(60_000);

  it("holds its intents both ways, and has nothing that the baseline minds", async () => {
    const rehearsed = await rehearseProgram(pair());
    expect(rehearsed).to.holdItsIntents();
    expect(rehearsed.verification.findings).to.deep.equal([]);
  });

  it("is not joined where the routes are other tiers' than the hosts'", async () => {
    const { verification } = await rehearseProgram(pair({ tiers: ["public"] }));
    const failing = verification.verdicts.filter(({ status }) => status !== "holds");
    expect(failing.map(({ name }) => name).sort()).to.deep.equal(["pair-back", "pair-there"]);
  });
});
