import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";

const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  availabilityZoneNames: ["us-east-1a"],
  subnetSpecs: [{ name: "private", type: net.SubnetType.Private }],
};
const refusal = (change: Partial<net.VpcArgs>) =>
  messageOf(() => new net.Vpc("main", { ...ARGS, ...change }));

describe("Vpc refuses", () => {
  it("everything that is wrong, its nested parts too, in one message", async () => {
    expect(
      await refusal({
        cidrBlock: "10.0.0.1/16",
        natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
        endpoints: { gateway: ["s3"], interface: ["s3"] },
        flowLogs: { retentionInDays: 31 },
      }),
    ).to.equal(
      [
        'Vpc "main" was given invalid arguments:',
        '  - cidrBlock: must have no host bits, got "10.0.0.1/16"; the canonical block is 10.0.0.0/16',
        '  - natGateways.strategy: must be "none" in a network without a public tier, got "onePerAz"; add a tier of type "public" for the gateway to stand in',
        '  - endpoints.interface[0]: must be a service without an endpoint yet, got "s3" again (gateway[0]); for one of each type, make another VpcEndpoints',
        "  - flowLogs.retentionInDays: must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 31; CloudWatch Logs keeps for no other time",
      ].join("\n"),
    );
  });

  it("before any child is registered, as an error that Pulumi shows without a stack", async () => {
    let caught: unknown;
    const recording = await record(() => {
      try {
        new net.Vpc("main", { ...ARGS, cidrBlock: "10.0.0.0/8" });
      } catch (error) {
        caught = error;
      }
    });
    expect(recording.resources.map(({ type }) => type)).to.deep.equal(["aws-network:index:Vpc"]);
    expect(pulumi.ResourceError.isInstance(caught)).to.equal(true);
    expect((caught as pulumi.ResourceError).hideStack).to.equal(true);
    expect((caught as net.InvalidArgumentsError).issues).to.deep.equal([
      {
        propertyPath: "cidrBlock",
        reason: 'must be /16 to /28, got "10.0.0.0/8"; AWS allows no larger VPC block',
      },
    ]);
  });

  it("values that are none of an enum's", async () => {
    const spec = { name: "x", type: unknown<net.SubnetType>("PRIVATE") };
    expect(
      await refusal({
        subnetSpecs: [spec],
        routeTableStrategy: unknown<net.RouteTableStrategy>("one"),
      }),
    ).to.equal(
      [
        'Vpc "main" was given invalid arguments:',
        '  - subnetSpecs[0].type: must be one of "public", "private", "isolated", got "PRIVATE"',
        '  - routeTableStrategy: must be one of "perAz", "perTier", got "one"',
      ].join("\n"),
    );
  });

  it("zones by name and by id at once", async () => {
    expect(await refusal({ availabilityZoneIds: ["use1-az1"] })).to.equal(
      [
        'Vpc "main" was given invalid arguments:',
        "  - availabilityZoneIds: must be left out where availabilityZoneNames is given",
      ].join("\n"),
    );
  });

  it("endpoints whose region nothing spells", async () => {
    expect(
      await refusal({
        availabilityZoneNames: undefined,
        availabilityZoneIds: ["use1-az1"],
        endpoints: { gateway: ["s3"] },
      }),
    ).to.equal(
      [
        'Vpc "main" was given invalid arguments:',
        '  - region: must be given to name the service "s3": ids of availability zones do not spell their region',
      ].join("\n"),
    );
  });
});
