import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const output = <T>(value: T) => unknown<T>(pulumi.output(value));
const plain = (path: string) =>
  `  - ${path}: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config`;

/** As a component serving another language meets it: an output where a plain value has to be. */
describe("an output for a plain argument is refused by name", () => {
  const vpc: net.VpcArgs = {
    cidrBlock: "10.0.0.0/16",
    availabilityZoneNames: ["us-east-1a"],
    subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
  };

  it("by Vpc, at the top, in lists and in nested arguments", async () => {
    const message = await messageOf(
      () =>
        new net.Vpc("main", {
          ...vpc,
          cidrBlock: output("10.0.0.0/16"),
          availabilityZoneNames: [output("us-east-1a")],
          availabilityZoneSlots: { "us-east-1a": output(1) },
          flowLogs: { retentionInDays: output(30) },
          tags: output({}),
        }),
    );
    expect(message.split("\n")).to.deep.equal([
      'Vpc "main" was given invalid arguments:',
      plain("cidrBlock"),
      plain("availabilityZoneNames[0]"),
      plain('availabilityZoneSlots["us-east-1a"]'),
      plain("flowLogs.retentionInDays"),
      plain("tags"),
    ]);
  });

  it("by the others, in the network's attributes too", async () => {
    const attributes = {
      ...SITE,
      cidrBlocks: output(["10.0.0.0/16"]),
      subnetIds: { private: output({}) },
    };
    for (const make of [
      () => new net.NatGateways("main", { vpc: attributes, strategy: unknown("none") }),
      () => new net.VpcEndpoints("main", { vpc: attributes }),
      () => new net.SecurityGroups("main", { vpc: attributes, groups: [] }),
      () =>
        new net.SecurityGroupFlows("main", { vpc: attributes, securityGroupIds: {}, flows: [] }),
      () => new net.NetworkAcls("main", { vpc: attributes, flows: [] }),
      () => new net.FlowLogs("main", { vpc: attributes }),
    ]) {
      expect((await messageOf(make)).split("\n").slice(1)).to.deep.equal([
        plain("vpc.cidrBlocks"),
        plain("vpc.subnetIds.private"),
      ]);
    }
  });

  it("but not where an input is taken", async () => {
    const { resources } = await record(() => {
      new net.Vpc("main", {
        ...vpc,
        tags: { Service: pulumi.output("images") },
        endpoints: { interface: ["sqs"], privateDnsEnabled: pulumi.output(false) },
        flowLogs: { accountId: pulumi.output("123456789012") },
      });
      new net.SecurityGroups("main", {
        vpc: { ...SITE, vpcId: pulumi.output("vpc-1") },
        groups: ["web"],
        peerSecurityGroupIds: { bastion: pulumi.output("sg-1") },
      });
    });
    expect(resources.length).to.be.greaterThan(10);
  });
});

describe("a provider", () => {
  it("given to a component reaches every resource of it, nested ones too", async () => {
    const { providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      new net.Vpc(
        "main",
        {
          cidrBlock: "10.0.0.0/16",
          availabilityZoneNames: ["eu-west-1a"],
          subnetSpecs: [
            { name: "public", type: net.SubnetType.Public },
            { name: "private", type: net.SubnetType.Private },
          ],
          natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
          endpoints: { interface: ["sqs"] },
          flowLogs: {},
        },
        { provider },
      );
    });
    const without = [...providers]
      .filter(([urn, provider]) => /\$aws:|^aws:/.test(urn) && !provider.includes("elsewhere"))
      .map(([urn]) => urn);
    expect(without).to.deep.equal([]);
    expect([...providers.values()].filter((one) => one.includes("elsewhere")).length).to.equal(21);
  });
});
