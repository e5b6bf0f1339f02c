import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { ANALYTICS, isolated } from "./peeringSites";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

const linesOf = async (program: () => unknown) => (await messageOf(program)).split("\n").slice(1);
const overlap = (owner: string, peer: string, own: string) =>
  `must not overlap ${owner}, got "${peer}" beside "${own}"; AWS fails such a request, so peer networks that share no address`;
const plain =
  "must be a plain value, got an output; it decides which resources there are, so await it, or take it from config";

describe("VpcPeeringRequest", () => {
  const peer: net.PeerVpc = { vpcId: "vpc-9", cidrBlocks: ["10.9.0.0/16"] };
  const request =
    (args: Partial<net.VpcPeeringRequestArgs> = {}) =>
    () =>
      new net.VpcPeeringRequest("main", { vpc: SITE, peer, ...args });

  it("asks another account and region, and leads there, every child and input", async () => {
    const naming = { purpose: "pay", suffix: "dev" };
    const args = {
      ...{ peerAccountId: pulumi.output("000022222222"), peerRegion: "eu-west-1", naming },
      ...{ tags: { Service: "x" }, vpc: { ...SITE, region: "us-east-1" } },
    };
    expect(inventory(await record(request(args)))).to.deep.equal({
      "VpcPeeringRequest main < ": {},
      "VpcPeeringConnection main < VpcPeeringRequest": {
        vpcId: "vpc-1",
        peerVpcId: "vpc-9",
        peerOwnerId: "000022222222",
        peerRegion: "eu-west-1",
        region: "us-east-1",
        tags: { Name: "pcx-pay-dev", Service: "x" },
      },
      "Route main-private-1a-10.9.0.0-16 < VpcPeeringRequest": {
        routeTableId: "rtb-prv-a",
        destinationCidrBlock: "10.9.0.0/16",
        vpcPeeringConnectionId: "VpcPeeringConnection main",
        region: "us-east-1",
      },
      "Route main-private-1b-10.9.0.0-16 < VpcPeeringRequest": {
        routeTableId: "rtb-prv-b",
        destinationCidrBlock: "10.9.0.0/16",
        vpcPeeringConnectionId: "VpcPeeringConnection main",
        region: "us-east-1",
      },
    });
  });

  it("asks in its own account and region where none is given, for the tiers given", async () => {
    const all = inventory(await record(request({ tiers: ["public"] })));
    expect(all["VpcPeeringConnection main < VpcPeeringRequest"]).to.deep.equal({
      vpcId: "vpc-1",
      peerVpcId: "vpc-9",
      tags: { Name: "main" },
    });
    expect(Object.keys(all)).to.include("Route main-public-10.9.0.0-16 < VpcPeeringRequest");
    expect(Object.keys(all).length).to.equal(3);
  });

  it("asks in the region that the peer says it stands in", async () => {
    const elsewhere = { ...peer, region: "eu-west-1" };
    const all = inventory(await record(request({ peer: elsewhere })));
    const { peerRegion } = all["VpcPeeringConnection main < VpcPeeringRequest"] ?? {};
    expect(peerRegion).to.equal("eu-west-1");
  });

  it("is planned with a peer that has no id yet", async () => {
    const vpcId = pulumi.output(Promise.resolve("vpc-9"));
    const made = request({ peer: { ...peer, vpcId } });
    expect(outline(await record(made, { preview: true }))).to.deep.equal(
      outline(await record(request())),
    );
  });

  for (const [title, args, expected] of [
    [
      "an account that is none",
      { peerAccountId: "1234" },
      ['  - peerAccountId: must be the 12 digits of an account, got "1234"'],
    ],
    [
      "a region that is not the peer's",
      { peer: { ...peer, region: "eu-west-1" }, peerRegion: "eu-west-2" },
      [`  - peerRegion: must be the peer's own ("eu-west-1") or left out, got "eu-west-2"`],
    ],
    [
      "blocks that overlap",
      { peer: { ...peer, cidrBlocks: ["10.9.0.0/16", "10.0.7.0/24"] } },
      [`  - peer.cidrBlocks[1]: ${overlap("the network that asks", "10.0.7.0/24", "10.0.0.0/16")}`],
    ],
    [
      "a tier that is none",
      { tiers: ["app"] },
      [`  - tiers[0]: must be one of the network's tiers (public, private), got "app"`],
    ],
    [
      "an output for what is plain",
      { peerRegion: unknown<string>(pulumi.output("eu-west-1")) },
      [`  - peerRegion: ${plain}`],
    ],
  ] as const satisfies [string, Partial<net.VpcPeeringRequestArgs>, string[]][]) {
    it(`refuses ${title}`, async () => {
      expect(await linesOf(request({ ...args }))).to.deep.equal(expected);
    });
  }
});

describe("VpcPeeringAccepter", () => {
  const request: net.PeeringRequestAttributes = {
    vpcPeeringConnectionId: "pcx-1",
    requesterCidrBlocks: ["10.0.0.0/16"],
    accepterAccountId: "000022222222",
  };
  const accept =
    (args: Partial<net.VpcPeeringAccepterArgs> = {}) =>
    () =>
      new net.VpcPeeringAccepter("main", { vpc: ANALYTICS, request, ...args });

  it("accepts a request from elsewhere, and leads there, every child and input", async () => {
    const args = {
      ...{ vpc: { ...ANALYTICS, region: "eu-west-1" }, tags: { Service: "x" } },
      ...{ allowRemoteVpcDnsResolution: true, naming: { purpose: "pay", suffix: "dev" } },
      request: { ...request, accepterRegion: "eu-west-1" },
    };
    expect(inventory(await record(accept(args)))).to.deep.equal({
      "VpcPeeringAccepter main < ": {},
      "VpcPeeringConnectionAccepter main < VpcPeeringAccepter": {
        vpcPeeringConnectionId: "pcx-1",
        autoAccept: true,
        region: "eu-west-1",
        tags: { Name: "pcx-pay-dev", Service: "x" },
      },
      "Route main-app-1a-10.0.0.0-16 < VpcPeeringAccepter": {
        routeTableId: "rtb-2-app",
        destinationCidrBlock: "10.0.0.0/16",
        vpcPeeringConnectionId: "VpcPeeringConnectionAccepter main",
        region: "eu-west-1",
      },
      "PeeringConnectionOptions main < VpcPeeringAccepter": {
        vpcPeeringConnectionId: "VpcPeeringConnectionAccepter main",
        accepter: { allowRemoteVpcDnsResolution: true },
        region: "eu-west-1",
      },
    });
  });

  it("leads the tiers given, to IPv6 too where both have it; allows no DNS by default", async () => {
    const ipv6CidrBlock = "2600:1::/56";
    const args = {
      vpc: isolated(5, { ipv6CidrBlock: pulumi.output("2600:2::/56") }),
      tiers: ["data"],
      request: { ...request, requesterIpv6CidrBlock: pulumi.output(ipv6CidrBlock) },
    };
    const all = inventory(await record(accept(args)));
    expect(all["Route main-data-ipv6 < VpcPeeringAccepter"]?.destinationIpv6CidrBlock).to.equal(
      ipv6CidrBlock,
    );
    expect(all["PeeringConnectionOptions main < VpcPeeringAccepter"]?.accepter).to.deep.equal({
      allowRemoteVpcDnsResolution: false,
    });
  });

  for (const [title, args, expected] of [
    [
      "blocks that overlap",
      { request: { ...request, requesterCidrBlocks: ["10.1.4.0/24"] } },
      [
        `  - request.requesterCidrBlocks[0]: ${overlap("the network that accepts", "10.1.4.0/24", "10.1.0.0/16")}`,
      ],
    ],
    [
      "a region that is not asked",
      {
        vpc: { ...ANALYTICS, region: "eu-west-1" },
        request: { ...request, accepterRegion: "eu-west-2" },
      },
      [
        '  - vpc.region: must be the region that the request asks ("eu-west-2"), got "eu-west-1"; AWS accepts it nowhere else',
      ],
    ],
    [
      "a tier that is none",
      { tiers: ["data"] },
      [`  - tiers[0]: must be one of the network's tiers (public, app, database), got "data"`],
    ],
    [
      "a request without blocks",
      { request: { ...request, requesterCidrBlocks: [] } },
      [
        "  - request.requesterCidrBlocks: must list the network's blocks, got none; routes to it are made from them",
      ],
    ],
    [
      "outputs for what is plain",
      { request: { ...request, requesterCidrBlocks: unknown<string[]>(pulumi.output([])) } },
      [`  - request.requesterCidrBlocks: ${plain}`],
    ],
  ] as const satisfies [string, Partial<net.VpcPeeringAccepterArgs>, unknown][]) {
    it(`refuses ${title}`, async () => {
      expect(await linesOf(accept({ ...args }))).to.deep.equal(expected);
    });
  }
});

describe("VpcPeeringRequest and VpcPeeringAccepter in one program", () => {
  const peer = ANALYTICS;
  const peerAccountId = "000022222222";
  const { Provider } = aws;

  it("hand the request over, each side by its own provider, the requester's DNS last", async () => {
    const recording = await record(() => {
      const ours = new Provider("ours", { region: "us-east-1" });
      const theirs = new Provider("theirs", { region: "us-east-1" });
      const vpc = { ...SITE, ipv6CidrBlock: "2600:1::/56" };
      const args = { vpc, peer, peerAccountId };
      const request = new net.VpcPeeringRequest("main", args, { provider: ours });
      const accepter = new net.VpcPeeringAccepter(
        "main",
        { vpc: ANALYTICS, request },
        { provider: theirs },
      );
      new net.VpcPeeringOptions(
        "main",
        {
          vpcPeeringConnectionId: accepter.vpcPeeringConnectionId,
          role: net.PeeringRole.Requester,
          allowRemoteVpcDnsResolution: true,
        },
        { provider: ours },
      );
      expect(request.requesterCidrBlocks).to.deep.equal(["10.0.0.0/16"]);
    });
    const { providers, dependencies } = recording;
    for (const [urn, provider] of providers) {
      if (!urn.includes("$aws:")) continue;
      expect(provider).to.contain(urn.includes("VpcPeeringAccepter$") ? "::theirs" : "::ours");
    }
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.includes("VpcPeeringOptions$aws")) ?? [];
    expect(needed.map((urn) => urn.split("$").at(-1))).to.deep.equal([
      "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter::main",
    ]);
    expect(inventory(recording)["PeeringConnectionOptions main < VpcPeeringOptions"]).to.deep.equal(
      {
        vpcPeeringConnectionId: "VpcPeeringConnectionAccepter main",
        requester: { allowRemoteVpcDnsResolution: true },
      },
    );
  });

  const missing = [
    "  - provider: must be a provider of the account that is asked, got the request's own; give one as an option, or leave peerAccountId out of the request where both networks are of one account",
  ];

  it("refuse an accepter without a provider, where another account is asked", async () => {
    const program = (opts?: pulumi.ComponentResourceOptions) => () => {
      const request = new net.VpcPeeringRequest("main", { vpc: SITE, peer, peerAccountId }, opts);
      new net.VpcPeeringAccepter("main", { vpc: ANALYTICS, request }, opts);
    };
    expect(await linesOf(program())).to.deep.equal(missing);
    expect(
      await linesOf(() => {
        program({ provider: new Provider("ours", { region: "us-east-1" }) })();
      }),
    ).to.deep.equal(missing);
  });

  it("take one provider where no other account is asked", async () => {
    await record(() => {
      const request = new net.VpcPeeringRequest("main", { vpc: SITE, peer });
      new net.VpcPeeringAccepter("main", { vpc: ANALYTICS, request });
    });
  });
});

describe("VpcPeeringOptions", () => {
  const set = (args: Partial<net.VpcPeeringOptionsArgs>) => () =>
    new net.VpcPeeringOptions("main", {
      vpcPeeringConnectionId: pulumi.output("pcx-1"),
      role: net.PeeringRole.Accepter,
      allowRemoteVpcDnsResolution: pulumi.output(false),
      ...args,
    });

  it("sets one side's option in its region", async () => {
    expect(inventory(await record(set({ region: "eu-west-1" })))).to.deep.equal({
      "VpcPeeringOptions main < ": {},
      "PeeringConnectionOptions main < VpcPeeringOptions": {
        vpcPeeringConnectionId: "pcx-1",
        accepter: { allowRemoteVpcDnsResolution: false },
        region: "eu-west-1",
      },
    });
  });

  it("refuses a side that there is not", async () => {
    expect(await linesOf(set({ role: unknown<net.PeeringRole>("both") }))).to.deep.equal([
      '  - role: must be one of "requester", "accepter", got "both"',
    ]);
  });
});
