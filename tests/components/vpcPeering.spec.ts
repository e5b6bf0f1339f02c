import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { ANALYTICS, isolated } from "./peeringSites";
import { inventory, messageOf, ofTypes, outline, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const make =
  (requester: net.PeeringSide, accepter: net.PeeringSide, more = {}) =>
  () =>
    new net.VpcPeering("main", { requester, accepter, ...more });
const made = async (...args: Parameters<typeof make>) => inventory(await record(make(...args)));
const refusal = async (...args: Parameters<typeof make>) =>
  (await messageOf(make(...args))).split("\n").slice(1);

const connectionId = "VpcPeeringConnection main";
const route = (routeTableId: string, destinationCidrBlock: string) => ({
  routeTableId,
  destinationCidrBlock,
  vpcPeeringConnectionId: connectionId,
});

describe("VpcPeering", () => {
  it("joins two networks, with routes to every block on both sides, every child and input", async () => {
    expect(await made({ vpc: SITE }, { vpc: ANALYTICS })).to.deep.equal({
      "VpcPeering main < ": {},
      "VpcPeeringConnection main < VpcPeering": {
        vpcId: "vpc-1",
        peerVpcId: "vpc-2",
        autoAccept: true,
        tags: { Name: "main" },
      },
      "Route main-requester-private-1a-10.1.0.0-16 < VpcPeering": route("rtb-prv-a", "10.1.0.0/16"),
      "Route main-requester-private-1b-10.1.0.0-16 < VpcPeering": route("rtb-prv-b", "10.1.0.0/16"),
      "Route main-requester-private-1a-100.64.0.0-20 < VpcPeering": route(
        "rtb-prv-a",
        "100.64.0.0/20",
      ),
      "Route main-requester-private-1b-100.64.0.0-20 < VpcPeering": route(
        "rtb-prv-b",
        "100.64.0.0/20",
      ),
      "Route main-accepter-app-1a-10.0.0.0-16 < VpcPeering": route("rtb-2-app", "10.0.0.0/16"),
      "PeeringConnectionOptions main < VpcPeering": {
        vpcPeeringConnectionId: connectionId,
        requester: { allowRemoteVpcDnsResolution: false },
        accepter: { allowRemoteVpcDnsResolution: false },
      },
    });
  });

  it("leads the tiers that are asked for, a shared table once, and none for an empty list", async () => {
    const all = await made(
      { vpc: SITE, tiers: [] },
      { vpc: ANALYTICS, tiers: ["database", "app"] },
    );
    expect(Object.keys(ofTypes(all, "Route"))).to.have.members([
      "Route main-accepter-database-10.0.0.0-16 < VpcPeering",
      "Route main-accepter-app-1a-10.0.0.0-16 < VpcPeering",
    ]);
  });

  it("leads isolated tiers where there is no private one", async () => {
    const all = await made({ vpc: isolated(5) }, { vpc: isolated(6) });
    expect(Object.keys(ofTypes(all, "Route"))).to.have.members([
      "Route main-requester-data-10.6.0.0-16 < VpcPeering",
      "Route main-accepter-data-10.5.0.0-16 < VpcPeering",
    ]);
  });

  it("routes IPv6 between networks that both have it, under a name that is no address", async () => {
    const ipv6CidrBlock = pulumi.output("2600:1f00:0:5::/56");
    const both = await made(
      { vpc: isolated(5, { ipv6CidrBlock }) },
      { vpc: isolated(6, { ipv6CidrBlock: "2600:1f00:0:600::/56" }) },
    );
    expect(both["Route main-requester-data-ipv6 < VpcPeering"]).to.deep.equal({
      routeTableId: "rtb-5",
      destinationIpv6CidrBlock: "2600:1f00:0:600::/56",
      vpcPeeringConnectionId: connectionId,
    });
    expect(both["Route main-accepter-data-ipv6 < VpcPeering"]?.destinationIpv6CidrBlock).to.equal(
      "2600:1f00:0:5::/56",
    );
    const one = await made({ vpc: isolated(5, { ipv6CidrBlock }) }, { vpc: isolated(6) });
    expect(Object.keys(ofTypes(one, "Route")).length).to.equal(2);
  });

  it("sets the DNS options that are asked for, after the connection is active", async () => {
    const recording = await record(
      make(
        { vpc: SITE, allowRemoteVpcDnsResolution: true },
        { vpc: ANALYTICS, allowRemoteVpcDnsResolution: pulumi.output(true) },
      ),
    );
    const key = "PeeringConnectionOptions main < VpcPeering";
    expect(inventory(recording)[key]).to.deep.equal({
      vpcPeeringConnectionId: connectionId,
      requester: { allowRemoteVpcDnsResolution: true },
      accepter: { allowRemoteVpcDnsResolution: true },
    });
    const [, needed = []] =
      [...recording.dependencies].find(([urn]) => urn.includes("PeeringConnectionOptions")) ?? [];
    expect(needed.map((urn) => urn.split("$").at(-1))).to.deep.equal([
      "aws:ec2/vpcPeeringConnection:VpcPeeringConnection::main",
    ]);
  });

  it("accepts in the other region where there are two, and sets each side's options in its own", async () => {
    const requester = { vpc: isolated(5, { region: "us-east-1" }) };
    const accepter = { vpc: isolated(6, { region: "eu-west-1" }) };
    const id = "VpcPeeringConnectionAccepter main";
    const naming = { purpose: "data", suffix: "dev" };
    expect(await made(requester, accepter, { naming, tags: { Service: "x" } })).to.deep.equal({
      "VpcPeering main < ": {},
      "VpcPeeringConnection main < VpcPeering": {
        vpcId: "vpc-5",
        peerVpcId: "vpc-6",
        peerRegion: "eu-west-1",
        region: "us-east-1",
        tags: { Name: "pcx-data-dev", Service: "x" },
      },
      "VpcPeeringConnectionAccepter main < VpcPeering": {
        vpcPeeringConnectionId: connectionId,
        autoAccept: true,
        region: "eu-west-1",
        tags: { Name: "pcx-data-dev", Service: "x" },
      },
      "Route main-requester-data-10.6.0.0-16 < VpcPeering": {
        routeTableId: "rtb-5",
        destinationCidrBlock: "10.6.0.0/16",
        vpcPeeringConnectionId: id,
        region: "us-east-1",
      },
      "Route main-accepter-data-10.5.0.0-16 < VpcPeering": {
        routeTableId: "rtb-6",
        destinationCidrBlock: "10.5.0.0/16",
        vpcPeeringConnectionId: id,
        region: "eu-west-1",
      },
      "PeeringConnectionOptions main-requester < VpcPeering": {
        vpcPeeringConnectionId: id,
        requester: { allowRemoteVpcDnsResolution: false },
        region: "us-east-1",
      },
      "PeeringConnectionOptions main-accepter < VpcPeering": {
        vpcPeeringConnectionId: id,
        accepter: { allowRemoteVpcDnsResolution: false },
        region: "eu-west-1",
      },
    });
  });

  it("places everything in the one region where both are given the same", async () => {
    const region = "eu-west-1";
    const all = await made({ vpc: isolated(5, { region }) }, { vpc: isolated(6, { region }) });
    const { "VpcPeering main < ": _component, ...children } = all;
    expect(Object.values(children).map((inputs) => inputs.region)).to.deep.equal(
      Array(4).fill(region),
    );
    expect(all["VpcPeeringConnection main < VpcPeering"]?.autoAccept).to.equal(true);
  });

  it("is planned before the networks have ids, with the same names", async () => {
    const program = () => {
      const vpcs = ["10.0.0.0/16", "10.1.0.0/16"].map(
        (cidrBlock, index) =>
          new net.Vpc(`vpc${index}`, {
            cidrBlock,
            availabilityZoneNames: ["us-east-1a"],
            subnetSpecs: [{ name: "data", type: net.SubnetType.Isolated }],
          }),
      );
      new net.VpcPeering("main", { requester: { vpc: vpcs[0]! }, accepter: { vpc: vpcs[1]! } });
    };
    const planned = await record(program, { preview: true });
    expect(outline(planned)).to.deep.equal(outline(await record(program)));
  });

  it("asks after the subnets: no block can be added to a VPC that waits for an answer", async () => {
    const { dependencies } = await record(() => {
      const vpc = new net.Vpc("own", {
        cidrBlock: "10.0.0.0/16",
        secondaryCidrBlocks: ["100.65.0.0/16"],
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [
          { name: "pods", type: net.SubnetType.Private, vpcCidrBlock: "100.65.0.0/16" },
        ],
      });
      new net.VpcPeering("main", { requester: { vpc }, accepter: { vpc: ANALYTICS } });
      new net.VpcPeeringRequest("far", { vpc, peer: ANALYTICS });
    });
    const asking = [...dependencies].filter(([urn]) =>
      /VpcPeeringConnection::(main|far)/.test(urn),
    );
    expect(asking.length).to.equal(2);
    for (const [, needed] of asking) {
      expect(needed.map((urn) => urn.split("$").at(-1))).to.include(
        "aws:ec2/subnet:Subnet::own-pods-1a",
      );
    }
  });

  it("passes its provider to all children", async () => {
    const { providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      new net.VpcPeering(
        "main",
        { requester: { vpc: SITE }, accepter: { vpc: ANALYTICS } },
        { provider },
      );
    });
    const children = [...providers].filter(([urn]) => urn.includes("$aws:"));
    expect(children.length).to.equal(7);
    for (const [, provider] of children) expect(provider).to.contain("elsewhere");
  });
});

describe("VpcPeering refuses", () => {
  const overlap = (peer: string, own: string) =>
    `must not overlap the requester, got "${peer}" beside "${own}"; AWS fails such a request, so peer networks that share no address`;

  it("blocks that overlap, secondary and IPv6 ones too, naming both, before anything is made", async () => {
    const requester = {
      vpc: { ...SITE, cidrBlocks: ["10.0.0.0/16", "10.1.128.0/20"], ipv6CidrBlock: "2600::/56" },
    };
    const accepter = {
      vpc: { ...ANALYTICS, cidrBlocks: ["10.2.0.0/16", "10.1.0.0/16"], ipv6CidrBlock: "2600::/60" },
    };
    expect(await refusal(requester, accepter)).to.deep.equal([
      `  - accepter.vpc.cidrBlocks[1]: ${overlap("10.1.0.0/16", "10.1.128.0/20")}`,
      `  - accepter.vpc.ipv6CidrBlock: ${overlap("2600::/60", "2600::/56")}`,
    ]);
    const recording = await record(() => {
      expect(make(requester, accepter)).to.throw(net.InvalidArgumentsError);
    });
    expect(recording.resources.map(({ type }) => type)).to.deep.equal([
      "aws-network:index:VpcPeering",
    ]);
  });

  it("a network with itself", async () => {
    expect(await refusal({ vpc: isolated(5) }, { vpc: isolated(5) })).to.deep.equal([
      `  - accepter.vpc.cidrBlocks[0]: ${overlap("10.5.0.0/16", "10.5.0.0/16")}`,
    ]);
  });

  it("blocks that are none, and none at all", async () => {
    expect(
      await refusal(
        { vpc: { ...SITE, cidrBlocks: [] } },
        { vpc: { ...ANALYTICS, cidrBlocks: ["10.1.0.1/16"], ipv6CidrBlock: "x" } },
      ),
    ).to.deep.equal([
      "  - requester.vpc.cidrBlocks: must list the network's blocks, got none; routes to it are made from them",
      '  - accepter.vpc.cidrBlocks[0]: must have no host bits, got "10.1.0.1/16"; the canonical block is 10.1.0.0/16',
      '  - accepter.vpc.ipv6CidrBlock: must be a CIDR block such as 10.0.0.0/16, got "x"',
    ]);
  });

  it("tiers that are none, twice, or not named where no default fits", async () => {
    const open = { subnetTypes: { public: net.SubnetType.Public } };
    expect(
      await refusal(
        { vpc: SITE, tiers: ["app", "private", "private"] },
        { vpc: isolated(6, open) },
      ),
    ).to.deep.equal([
      `  - requester.tiers[0]: must be one of the network's tiers (public, private), got "app"`,
      '  - requester.tiers[2]: must be named once, got "private" again (requester.tiers[1])',
      "  - accepter.tiers: must name the tiers that lead to the peer (public) in a network without a private or isolated one",
    ]);
  });

  it("a region on one side alone", async () => {
    const region = "eu-west-1";
    expect(await refusal({ vpc: isolated(5) }, { vpc: isolated(6, { region }) })).to.deep.equal([
      '  - requester.vpc.region: must be given too, as accepter.vpc.region is ("eu-west-1"): which side accepts depends on both',
    ]);
    expect(await refusal({ vpc: isolated(5, { region }) }, { vpc: isolated(6) })).to.deep.equal([
      '  - accepter.vpc.region: must be given too, as requester.vpc.region is ("eu-west-1"): which side accepts depends on both',
    ]);
  });

  it("outputs where plain values have to be", async () => {
    const tiers = unknown<string[]>(pulumi.output(["private"]));
    expect(await refusal({ vpc: SITE, tiers }, { vpc: ANALYTICS })).to.deep.equal([
      "  - requester.tiers: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
  });
});
