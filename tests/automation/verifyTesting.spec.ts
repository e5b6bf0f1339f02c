/** `pulumi-aws-network/testing`, as a test of a user's program has it. */
import * as aws from "@pulumi/aws";
import type { PulumiFn } from "@pulumi/pulumi/automation";
import { expect, use } from "chai";
import * as net from "../..";
import {
  networkAssertions,
  rehearseProgram,
  type RehearsedProgram,
} from "../../automation/testing";
import { rejection } from "./support/rejection";

use(networkAssertions);

const program: PulumiFn = () => {
  const vpc = new net.Vpc("shop", {
    cidrBlock: "10.0.0.0/16",
    availabilityZoneNames: ["us-east-1a", "us-east-1b"],
    subnetSpecs: [
      { name: "public", type: net.SubnetType.Public, cidrMask: 24 },
      { name: "private", type: net.SubnetType.Private, cidrMask: 24 },
    ],
    natGateways: { strategy: net.NatGatewayStrategy.Single, availabilityZone: "us-east-1a" },
    endpoints: { gateway: ["s3"] },
  });
  const { groupIds } = new net.SecurityGroups("shop", {
    vpc,
    groups: ["app"],
    flows: [{ source: "app", destination: "0.0.0.0/0", ports: ["tcp/443"] }],
  });
  new aws.ec2.NetworkInterface("app", {
    subnetId: vpc.privateSubnetIds[0]!,
    securityGroups: [groupIds.app!],
  });
  new net.Intents("shop", {
    intents: [
      {
        name: "https-only",
        source: groupIds.app!,
        expect: net.Expect.ReachOnly,
        destination: "internet",
        ports: ["tcp/443"],
        via: net.Via.NatGateway,
      },
    ],
  });
  return Promise.resolve({ vpcId: vpc.vpcId });
};

/** What an assertion says when it does not hold. */
function said(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("it held");
}

describe("The assertions for tests of programs", function () {
  this.timeout(60_000);
  let shop: RehearsedProgram;
  before(async () => {
    shop = await rehearseProgram(program);
  });

  const internet = { source: "tier:private", destination: "internet" };

  it("rehearse a program to its resources, network, outputs and verdicts", () => {
    expect(shop.outputs.vpcId).to.match(/^vpc-00000/);
    expect(shop.resources.some(({ type }) => type === "aws:ec2/vpc:Vpc")).to.equal(true);
    expect(shop.network.vpcs.map(({ region }) => region)).to.deep.equal(["us-east-1"]);
    expect(shop.changes.create).to.be.above(20);
    expect(shop.verification.cloud).to.equal("simulated");
  });

  it("hold where the network is what was meant", () => {
    expect(shop.network).to.reach({ ...internet, ports: ["tcp/443"], via: "natGateway" });
    expect(shop).to.reachOnly({ ...internet, ports: ["tcp/443"] });
    expect(shop).to.reach({
      source: "tier:private",
      destination: "service:s3",
      via: "gatewayEndpoint",
    });
    expect(shop).to.neverReach({ source: "internet", destination: "tier:private" });
    expect(shop).to.haveNoProblems();
    expect(shop).to.holdItsIntents();
  });

  it("say which packet is stopped, where, and what would mend it", () => {
    const text = said(() => {
      expect(shop, "the shop").to.reach({ ...internet, ports: ["tcp/22"] });
    });
    expect(text.split("\n")[0]).to.equal("the shop: expected every connection to get through");
    expect(text).to.contain("tier private reaches the internet on tcp/22");
    expect(text).to.match(/packet {6}tcp\/22 from \S+ port \d+ to 198\.51\.100\.1/);
    expect(text).to.match(/decided by {2}\S+ \(ENI_SG_RULES_MISMATCH\)/);
    expect(text).to.match(/remedy {6}let tcp\/22 out to /);
  });

  it("say what gets through and should not", () => {
    const text = said(() => {
      expect(shop).to.neverReach(internet);
    });
    expect(text).to.contain("tcp/443 from app to the internet gets through");
    expect(text).to.match(/path {8}.*→/);
  });

  it("do not hold of what matches nothing", () => {
    const text = said(() => {
      expect(shop).to.neverReach({ source: "internet", destination: "tier:data" });
    });
    expect(text).to.contain("vacuous: its destination matches no network interface");
  });

  it("find problems of the grade asked for", async () => {
    const bare = await rehearseProgram(() => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.0.1.0/24" });
      new aws.ec2.VpcEndpoint("s3", { vpcId: vpc.id, serviceName: "com.amazonaws.us-east-1.s3" });
      return Promise.resolve();
    });
    expect(bare).to.haveNoProblems();
    expect(
      said(() => {
        expect(bare).to.haveNoProblems({ grade: "warning" });
      }),
    ).to.contain("warning endpoint-that-nothing-can-reach: ");
    expect(
      said(() => {
        expect(bare).to.holdItsIntents();
      }),
    ).to.contain("carries no intents");
  });

  it("refuse what says nothing clear, and what is no network", () => {
    expect(() => expect(shop).to.not.reach({ ...internet, ports: ["tcp/22"] })).to.throw(
      "expect(…).not.to.reach says nothing clear: say neverReach, or what is reached",
    );
    expect(() => expect(shop).to.reach(internet)).to.throw(
      "reach: ports must be given, such as [tcp/443], unless it is neverReach",
    );
    expect(() => expect({}).to.haveNoProblems()).to.throw(
      "haveNoProblems takes a network, or what rehearseProgram answers",
    );
  });

  it("reject with what the simulated AWS refuses", async () => {
    const refused = rehearseProgram(() => {
      const vpc = new aws.ec2.Vpc("v", { cidrBlock: "10.0.0.0/16" });
      new aws.ec2.Subnet("s", { vpcId: vpc.id, cidrBlock: "10.1.0.0/24" });
      return Promise.resolve();
    });
    expect((await rejection(refused)).message).to.contain("InvalidSubnet.Range");
  });
});
