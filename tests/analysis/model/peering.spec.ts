import { expect } from "chai";
import type { ResourceRecord } from "../../../analysis/model";
import {
  keys,
  made,
  planned,
  read,
  unknown,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const other = made("ec2.Vpc", "vpc-2", { cidrBlock: "10.1.0.0/16" });
const request = (inputs: Values = {}, added: Values = {}) =>
  made(
    "ec2.VpcPeeringConnection",
    "pcx-1",
    { vpcId: "vpc-1", peerVpcId: "vpc-2", ...inputs },
    added,
  );
const accepter = (inputs: Values = {}, added: Values = {}): ResourceRecord =>
  made(
    "ec2.VpcPeeringConnectionAccepter",
    "pcx-1",
    { vpcPeeringConnectionId: "pcx-1", ...inputs },
    added,
  );

describe("analysis model: peering connections", () => {
  const states: readonly [string, Records, string][] = [
    ["AWS's answer", [request({}, { acceptStatus: "active" })], "active"],
    [
      "AWS's answer, not yet accepted",
      [request({}, { acceptStatus: "pending-acceptance" })],
      "pending-acceptance",
    ],
    ["an acceptance of itself", [request({ autoAccept: true })], "active"],
    [
      "an accepter",
      [request({}, { acceptStatus: "pending-acceptance" }), accepter({ autoAccept: true })],
      "active",
    ],
    [
      "an accepter that only reads",
      [request({}, { acceptStatus: "pending-acceptance" }), accepter()],
      "pending-acceptance",
    ],
    [
      "AWS's answer, where the accepter was read earlier",
      [
        request({}, { acceptStatus: "active" }),
        accepter({}, { acceptStatus: "pending-acceptance" }),
      ],
      "active",
    ],
    ["nobody", [request()], "pending-acceptance"],
    ["AWS's answer, when it is deleted", [request({}, { acceptStatus: "deleted" })], "deleted"],
  ];
  for (const [by, records, status] of states)
    it(`is ${status} by ${by}`, () => {
      const { peeringConnections } = read(vpc, other, ...records);
      expect(peeringConnections).to.have.length(1);
      expect(peeringConnections[0]).to.deep.include({
        key: urn("ec2.VpcPeeringConnection", "pcx-1"),
        requester: keys.vpc,
        accepter: urn("ec2.Vpc", "vpc-2"),
        status,
        sameRegion: true,
        requesterDns: false,
        accepterDns: false,
      });
    });

  it("has the options of each side, wherever they are said", () => {
    const on = { allowRemoteVpcDnsResolution: true };
    const read2 = (...records: Records) => {
      const [one] = read(vpc, other, ...records).peeringConnections;
      return [one?.requesterDns, one?.accepterDns];
    };
    expect(read2(request({ requester: on }))).to.deep.equal([true, false]);
    expect(read2(request(), accepter({ accepter: on }))).to.deep.equal([false, true]);
    const options = made("ec2.PeeringConnectionOptions", "o", {
      vpcPeeringConnectionId: "pcx-1",
      requester: on,
      accepter: on,
    });
    expect(read2(request(), options)).to.deep.equal([true, true]);
  });

  it("crosses regions by the VPCs that are given, else by what it says", () => {
    const far = made("ec2.Vpc", "vpc-2", { cidrBlock: "10.1.0.0/16", region: "us-east-1" });
    const isSame = (...records: Records) => read(vpc, ...records).peeringConnections[0]?.sameRegion;
    expect(isSame(far, request())).to.equal(false);
    expect(isSame(request({ peerRegion: "us-east-1" }))).to.equal(false);
    expect(isSame(request({ peerRegion: "eu-west-1" }))).to.equal(true);
  });

  it("is known by the accepter's resource alone, and by either in a route", () => {
    const alone = accepter({}, { vpcId: "vpc-1", peerVpcId: "vpc-9", acceptStatus: "active" });
    const route = made("ec2.Route", "r", {
      routeTableId: "rtb-main",
      destinationCidrBlock: "10.9.0.0/16",
      vpcPeeringConnectionId: "pcx-1",
    });
    const network = read(vpc, alone, route);
    expect(network.peeringConnections[0]).to.deep.include({
      key: alone.urn,
      requester: "vpc-9",
      accepter: keys.vpc,
      status: "active",
    });
    expect(network.routeTables[0]?.routes[0]?.target.key).to.equal(alone.urn);
    const both = read(vpc, other, alone, request(), route);
    expect(both.routeTables[0]?.routes[0]?.target.key).to.equal(request().urn);
  });

  it("is one while neither side has an id", () => {
    const asked = planned("ec2.VpcPeeringConnection", "p", { vpcId: "vpc-1", peerVpcId: "vpc-2" });
    const accepted = planned(
      "ec2.VpcPeeringConnectionAccepter",
      "a",
      { vpcPeeringConnectionId: unknown, autoAccept: true },
      { vpcPeeringConnectionId: [asked.urn] },
    );
    const route = planned(
      "ec2.Route",
      "r",
      {
        routeTableId: "rtb-main",
        destinationCidrBlock: "10.1.0.0/16",
        vpcPeeringConnectionId: unknown,
      },
      { vpcPeeringConnectionId: [accepted.urn] },
    );
    const network = read(vpc, other, asked, accepted, route);
    expect(network.peeringConnections.map(({ key, status }) => [key, status])).to.deep.equal([
      [asked.urn, "active"],
    ]);
    expect(network.routeTables[0]?.routes[0]?.target.key).to.equal(asked.urn);
    expect(network.missing).to.deep.equal([]);
  });
});

describe("analysis model: private hosted zones", () => {
  it("has the VPCs that see it, and leaves public zones out", () => {
    const network = read(
      vpc,
      other,
      made("route53.Zone", "Z1", { name: "internal.example.", vpcs: [{ vpcId: "vpc-1" }] }),
      made("route53.ZoneAssociation", "a", { zoneId: "Z1", vpcId: "vpc-2" }),
      made("route53.Zone", "Z2", { name: "example.com" }),
    );
    expect(network.hostedZones.map(({ domain, vpcs }) => [domain, vpcs])).to.deep.equal([
      ["internal.example", [keys.vpc, urn("ec2.Vpc", "vpc-2")]],
    ]);
  });
});
