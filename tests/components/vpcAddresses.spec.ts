import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, ofTypes, record } from "./recordedMocks";

const ARGS: net.VpcArgs = {
  cidrBlock: "10.0.0.0/16",
  secondaryCidrBlocks: ["100.64.0.0/16"],
  availabilityZoneNames: ["us-east-1a", "us-east-1b"],
  region: "us-east-1",
  subnetSpecs: [
    { name: "public", type: net.SubnetType.Public, availabilityZones: ["us-east-1a"] },
    { name: "later", type: net.SubnetType.Private, reserved: true },
    {
      name: "private",
      type: net.SubnetType.Private,
      startAddress: "10.0.64.0",
      cidrMask: 20,
    },
    {
      name: "pods",
      type: net.SubnetType.Private,
      vpcCidrBlock: "100.64.0.0/16",
      remaining: true,
    },
  ],
};

async function made(args: net.VpcArgs) {
  let vpc: net.Vpc | undefined;
  const recording = await record(() => {
    vpc = new net.Vpc("main", args);
  });
  return { vpc: vpc!, recording, all: inventory(recording) };
}

describe("Vpc's addresses", () => {
  it("are in the blocks, zones and places that the tiers name, and nothing is made of what is reserved", async () => {
    const { vpc, all } = await made(ARGS);
    expect(ofTypes(all, "VpcIpv4CidrBlockAssociation")).to.deep.equal({
      "VpcIpv4CidrBlockAssociation main-100.64.0.0-16 < Vpc": {
        vpcId: "Vpc main",
        cidrBlock: "100.64.0.0/16",
        region: "us-east-1",
      },
    });
    const blocks = Object.entries(ofTypes(all, "Subnet")).map(
      ([key, inputs]) => `${key} ${String(inputs.availabilityZone)} ${String(inputs.cidrBlock)}`,
    );
    expect(blocks).to.deep.equal([
      "Subnet main-public-1a < Vpc us-east-1a 10.0.0.0/24",
      "Subnet main-private-1a < Vpc us-east-1a 10.0.64.0/20",
      "Subnet main-private-1b < Vpc us-east-1b 10.0.80.0/20",
      "Subnet main-pods-1a < Vpc us-east-1a 100.64.0.0/18",
      "Subnet main-pods-1b < Vpc us-east-1b 100.64.64.0/18",
    ]);
    expect(Object.keys(all).filter((key) => key.includes("later"))).to.deep.equal([]);
    expect({
      cidrBlocks: vpc.cidrBlocks,
      subnetTypes: vpc.subnetTypes,
      subnetLayout: vpc.subnetLayout,
      reservedCidrBlocks: vpc.reservedCidrBlocks,
    }).to.deep.equal({
      cidrBlocks: ["10.0.0.0/16", "100.64.0.0/16"],
      subnetTypes: { public: "public", private: "private", pods: "private" },
      subnetLayout: {
        public: { "us-east-1a": "10.0.0.0/24" },
        private: { "us-east-1a": "10.0.64.0/20", "us-east-1b": "10.0.80.0/20" },
        pods: { "us-east-1a": "100.64.0.0/18", "us-east-1b": "100.64.64.0/18" },
      },
      reservedCidrBlocks: {
        public: ["10.0.0.0/23", "10.0.2.0/24"],
        private: ["10.0.64.0/19", "10.0.96.0/20"],
        pods: ["100.64.0.0/17", "100.64.128.0/18"],
      },
    });
    expect(vpc.addressMap.split("\n")[4]).to.equal(
      "  10.0.3.0/24      10.0.3.0 - 10.0.3.255            256  later    (reserved)",
    );
  });

  it("are those of another tool's layout where that is given, and nothing else is reserved", async () => {
    const zones = { availabilityZoneNames: ["us-east-1a", "us-east-1b", "us-east-1c"] };
    const blocks = net.layouts.awsxLegacy({ cidrBlock: "10.0.0.0/16", ...zones });
    const { vpc } = await made({
      cidrBlock: "10.0.0.0/16",
      ...zones,
      reservedAvailabilityZones: 0,
      subnetSpecs: [
        { name: "public", type: net.SubnetType.Public, cidrBlocks: blocks.public! },
        { name: "private", type: net.SubnetType.Private, cidrBlocks: blocks.private! },
      ],
    });
    expect(vpc.subnetLayout).to.deep.equal(blocks);
    expect(vpc.reservedCidrBlocks.private).to.deep.equal([
      "10.0.0.0/19",
      "10.0.64.0/19",
      "10.0.128.0/19",
    ]);
  });

  it("of a secondary block wait for it, and no others do", async () => {
    const { recording } = await made(ARGS);
    const waiting = [...recording.dependencies]
      .filter(([, urns]) => urns.some((urn) => urn.includes("VpcIpv4CidrBlockAssociation")))
      .map(([urn]) => urn.split("::").at(-1));
    expect(waiting).to.deep.equal(["main-pods-1a", "main-pods-1b"]);
  });

  it("are refused with everything else that is wrong with them", async () => {
    const message = await messageOf(
      () =>
        new net.Vpc("main", {
          ...ARGS,
          secondaryCidrBlocks: ["192.168.0.0/16"],
          occupiedCidrBlocks: ["172.16.0.0/24"],
          subnetSpecs: [
            {
              name: "public",
              type: net.SubnetType.Public,
              startAddress: "10.9.0.0",
              remaining: true,
              cidrMask: 24,
              availabilityZones: ["us-east-1f"],
              vpcCidrBlock: "10.9.0.0/16",
            },
          ],
        }),
    );
    expect(message.split("\n")).to.deep.equal([
      'Vpc "main" was given invalid arguments:',
      '  - secondaryCidrBlocks[0]: must not lie in 192.168.0.0/16 beside the first block 10.0.0.0/16, got "192.168.0.0/16"; AWS does not mix these ranges: use 10.0.0.0/8, 100.64.0.0/10 or a public range',
      '  - occupiedCidrBlocks[0]: must lie in the VPC\'s 10.0.0.0/16, got "172.16.0.0/24"',
      '  - subnetSpecs[0].vpcCidrBlock: must be one of the VPC\'s blocks (10.0.0.0/16), got "10.9.0.0/16"; list it in secondaryCidrBlocks',
      '  - subnetSpecs[0].availabilityZones[0]: must be a zone that is listed (us-east-1a, us-east-1b), got "us-east-1f"',
      "  - subnetSpecs[0].cidrMask: must be left out where the tier takes what is left (remaining), got 24",
    ]);
  });

  it("leave no NAT gateway without a subnet", async () => {
    const message = await messageOf(
      () =>
        new net.Vpc("main", {
          ...ARGS,
          natGateways: { strategy: net.NatGatewayStrategy.OnePerAz },
        }),
    );
    expect(message).to.equal(
      [
        'Vpc "main" was given invalid arguments:',
        '  - natGateways.tier: must be a tier with a subnet in each zone of a gateway (us-east-1a, us-east-1b), got "public", which has none in us-east-1b',
      ].join("\n"),
    );
  });
});
