import { expect } from "chai";
import * as net from "../../components";
import { isolated } from "./peeringSites";
import { inventory, messageOf, outline, record } from "./recordedMocks";

const networks = (...numbers: number[]): net.MeshNetwork[] =>
  numbers.map((number) => ({ key: `net${number}`, vpc: isolated(number) }));
const mesh = (args: net.PeeringMeshArgs) => () => new net.PeeringMesh("mesh", args);
const linesOf = async (args: net.PeeringMeshArgs) =>
  (await messageOf(mesh(args))).split("\n").slice(1);
const pairsIn = async (args: net.PeeringMeshArgs) =>
  outline(await record(mesh(args)))
    .filter((line) => line.startsWith("VpcPeeringConnection "))
    .map((line) => line.split(" ")[1]);

describe("PeeringMesh", () => {
  it("joins every pair by the name of both, in whatever order they are given", async () => {
    const expected = [
      "PeeringConnectionOptions mesh-net1.net2 < VpcPeering",
      "PeeringConnectionOptions mesh-net1.net3 < VpcPeering",
      "PeeringConnectionOptions mesh-net2.net3 < VpcPeering",
      "PeeringMesh mesh < ",
      "Route mesh-net1.net2-accepter-data-10.1.0.0-16 < VpcPeering",
      "Route mesh-net1.net2-requester-data-10.2.0.0-16 < VpcPeering",
      "Route mesh-net1.net3-accepter-data-10.1.0.0-16 < VpcPeering",
      "Route mesh-net1.net3-requester-data-10.3.0.0-16 < VpcPeering",
      "Route mesh-net2.net3-accepter-data-10.2.0.0-16 < VpcPeering",
      "Route mesh-net2.net3-requester-data-10.3.0.0-16 < VpcPeering",
      "VpcPeering mesh-net1.net2 < PeeringMesh",
      "VpcPeering mesh-net1.net3 < PeeringMesh",
      "VpcPeering mesh-net2.net3 < PeeringMesh",
      "VpcPeeringConnection mesh-net1.net2 < VpcPeering",
      "VpcPeeringConnection mesh-net1.net3 < VpcPeering",
      "VpcPeeringConnection mesh-net2.net3 < VpcPeering",
    ];
    const inOrder = await record(mesh({ networks: networks(1, 2, 3) }));
    expect(outline(inOrder)).to.deep.equal(expected);
    const reversed = await record(mesh({ networks: networks(3, 1, 2) }));
    expect(inventory(reversed)).to.deep.equal(inventory(inOrder));
  });

  it("has all that it had, and as it was, when another network comes first in the list", async () => {
    const five = networks(1, 2, 3, 4, 5);
    const before = inventory(await record(mesh({ networks: five })));
    const sixth = { key: "alpha", vpc: isolated(6) };
    const after = inventory(await record(mesh({ networks: [sixth, ...five] })));
    const kept = Object.fromEntries(Object.keys(before).map((key) => [key, after[key]]));
    expect(kept).to.deep.equal(before);
    const connections = Object.keys(before).filter((key) => key.startsWith("VpcPeeringConnection"));
    expect(connections.length).to.equal(10);
    expect(Object.keys(after).length - Object.keys(before).length).to.equal(5 * 5);
  });

  it("passes tiers, DNS, names and tags on to each connection", async () => {
    const [one, two] = networks(1, 2);
    const recording = await record(
      mesh({
        networks: [
          { ...one!, allowRemoteVpcDnsResolution: true },
          { ...two!, tiers: [] },
        ],
        naming: { purpose: "core", suffix: "dev" },
        tags: { Service: "x" },
      }),
    );
    const all = inventory(recording);
    expect(all["VpcPeeringConnection mesh-net1.net2 < VpcPeering"]?.tags).to.deep.equal({
      Name: "pcx-core-net1.net2-dev",
      Service: "x",
    });
    expect(all["PeeringConnectionOptions mesh-net1.net2 < VpcPeering"]).to.deep.include({
      requester: { allowRemoteVpcDnsResolution: true },
      accepter: { allowRemoteVpcDnsResolution: false },
    });
    expect(Object.keys(all).filter((key) => key.startsWith("Route "))).to.deep.equal([
      "Route mesh-net1.net2-requester-data-10.2.0.0-16 < VpcPeering",
    ]);
  });

  it("answers connections by both keys, and flat", async () => {
    let made: net.PeeringMesh | undefined;
    await record(() => {
      made = mesh({ networks: networks(1, 2, 3), separate: [["net1", "net3"]] })();
    });
    const ids = made?.vpcPeeringConnectionIds ?? {};
    expect(Object.entries(ids).map(([key, peers]) => [key, Object.keys(peers)])).to.deep.equal([
      ["net1", ["net2"]],
      ["net2", ["net1", "net3"]],
      ["net3", ["net2"]],
    ]);
    expect(ids.net1?.net2).to.equal(ids.net2?.net1);
    expect(made?.allVpcPeeringConnectionIds).to.deep.equal([ids.net1?.net2, ids.net2?.net3]);
  });

  it("keeps networks apart, so that a hub has spokes", async () => {
    const args = { networks: networks(1, 2, 3, 4), separate: [["net2", "net3", "net4"]] };
    expect(await pairsIn(args)).to.deep.equal([
      "mesh-net1.net2",
      "mesh-net1.net3",
      "mesh-net1.net4",
    ]);
  });

  it("joins the pairs that are listed, and no other", async () => {
    const connections = [
      { one: "net2", other: "net1" },
      { one: "net3", other: "net4" },
    ];
    expect(await pairsIn({ networks: networks(1, 2, 3, 4), connections })).to.deep.equal([
      "mesh-net1.net2",
      "mesh-net3.net4",
    ]);
  });
});

describe("PeeringMesh refuses", () => {
  const three = networks(1, 2, 3);

  it("fewer than two networks, keys that are none, and keys given twice", async () => {
    expect(await linesOf({ networks: networks(1) })).to.deep.equal([
      "  - networks: must be two networks at least, got 1",
    ]);
    const [one, two] = three;
    expect(await linesOf({ networks: [one!, { ...two!, key: "a.b" }, one!] })).to.deep.equal([
      '  - networks[1].key: must be lower-case letters, digits and hyphens, got "a.b"',
      '  - networks[2].key: must be a key of its own, got "net1" again (networks[0])',
    ]);
  });

  it("blocks that overlap, of those that are joined", async () => {
    const clash = { key: "late", vpc: isolated(1, { vpcId: "vpc-x" }) };
    expect(await linesOf({ networks: [...three, clash] })).to.deep.equal([
      '  - networks[3].vpc.cidrBlocks[0]: must not overlap "net1", got "10.1.0.0/16" beside "10.1.0.0/16"; AWS fails such a request, so peer networks that share no address',
    ]);
    const apart = { networks: [...three, clash], separate: [["net1", "late"]] };
    expect((await pairsIn(apart)).length).to.equal(5);
  });

  it("a way through a peer that nobody declares to be none", async () => {
    const connections = [
      { one: "net1", other: "net2" },
      { one: "net2", other: "net3" },
    ];
    expect(await linesOf({ networks: three, connections })).to.deep.equal([
      '  - connections: must join "net1" and "net3" too, got both joined with "net2" alone; peering is not transitive, so add the pair, or list the two in separate where they are meant not to reach each other',
    ]);
    const meant = { networks: three, connections, separate: [["net1", "net3"]] };
    expect((await pairsIn(meant)).length).to.equal(2);
  });

  it("pairs of what is none, of one, twice, and of networks kept apart", async () => {
    const connections = [
      { one: "net1", other: "net9" },
      { one: "net2", other: "net2" },
      { one: "net1", other: "net2" },
      { one: "net2", other: "net1" },
      { one: "net1", other: "net3" },
    ];
    const separate = [["net3", "net1", "net7"]];
    expect(await linesOf({ networks: three, connections, separate })).to.deep.equal([
      '  - connections[0].other: must be one of the networks (net1, net2, net3), got "net9"',
      '  - connections[1]: must join two networks, got "net2" with itself',
      '  - connections[3]: must be listed once, got "net2" with "net1" again (connections[2])',
      '  - connections[4]: must not join networks that separate[0] keeps apart, got "net1" with "net3"',
      '  - separate[0][2]: must be one of the networks (net1, net2, net3), got "net7"',
    ]);
  });

  it("more connections or routes than the quotas allow", async () => {
    const quotas = { activePeeringsPerVpc: 1, routesPerRouteTable: 2 };
    const [one, two, three] = networks(1, 2, 3);
    const wide = { ...three!, vpc: isolated(3, { cidrBlocks: ["10.3.0.0/16", "100.64.0.0/16"] }) };
    const connections = (got: number) =>
      `must have 1 connections at most, got ${got}; have AWS raise the quota (to 125 at most) and give it as activePeeringsPerVpc, separate networks, or use a transit gateway`;
    const routes =
      "must have 2 routes in a table at most, got 3 to its peers; have AWS raise the quota (to 1000 at most) and give it as routesPerRouteTable, separate networks, or use a transit gateway";
    expect(await linesOf({ networks: [one!, two!, wide], ...quotas })).to.deep.equal([
      `  - networks[0]: ${connections(2)}`,
      `  - networks[0]: ${routes}`,
      `  - networks[1]: ${connections(2)}`,
      `  - networks[1]: ${routes}`,
      `  - networks[2]: ${connections(2)}`,
    ]);
  });

  it("the 52nd network by default", async () => {
    const many = networks(...Array.from({ length: 52 }, (_, index) => index + 1));
    const lines = await linesOf({ networks: many });
    expect(lines.length).to.equal(104);
    expect(lines[0]).to.contain("must have 50 connections at most, got 51");
    expect(lines[1]).to.contain("must have 50 routes in a table at most, got 51");
  });

  it("a region of some networks alone, and what is wrong with a network", async () => {
    const [one, two, three] = networks(1, 2, 3);
    const elsewhere = { ...two!, vpc: isolated(2, { region: "eu-west-1" }) };
    const bad = { ...three!, vpc: isolated(3, { region: "eu-west-1", cidrBlocks: ["x"] }) };
    expect(
      await linesOf({ networks: [one!, elsewhere, { ...bad, tiers: ["app"] }] }),
    ).to.deep.equal([
      '  - networks[2].vpc.cidrBlocks[0]: must be a CIDR block such as 10.0.0.0/16, got "x"',
      `  - networks[2].tiers[0]: must be one of the network's tiers (data), got "app"`,
      "  - networks[0].vpc.region: must be given too, as other networks have one; which side accepts depends on both",
    ]);
  });
});
