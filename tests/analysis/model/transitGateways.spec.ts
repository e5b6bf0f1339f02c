import { expect } from "chai";
import type { TransitGateway } from "../../../analysis/model";
import {
  keys,
  made,
  planned,
  read,
  subnets,
  unknown,
  urn,
  vpc,
  type Records,
  type Values,
} from "./support/stack";

const t = (name: string) => `ec2transitgateway.${name}`;
const gateway = (id: string, inputs: Values = {}, added: Values = {}) =>
  made(t("TransitGateway"), id, inputs, {
    associationDefaultRouteTableId: `${id}-rtb`,
    propagationDefaultRouteTableId: `${id}-rtb`,
    ownerId: "111122223333",
    ...added,
  });
const other = made(
  "ec2.Vpc",
  "vpc-2",
  { cidrBlock: "10.1.0.0/16", ipv6CidrBlock: "2001:db8:1::/56" },
  { ipv6CidrBlock: "2001:db8:1::/56" },
);
const attachment = (id: string, vpcId: string, inputs: Values = {}, added: Values = {}) =>
  made(
    t("VpcAttachment"),
    id,
    { transitGatewayId: "tgw-1", vpcId, subnetIds: ["subnet-1"], ...inputs },
    {
      vpcOwnerId: "111122223333",
      ...added,
    },
  );
const key = (name: string, id: string) => urn(t(name), id);
const standing = `${key("TransitGateway", "tgw-1")}#defaultRouteTable`;

const gatewayOf = (...records: Records): TransitGateway => {
  const [found] = read(vpc, other, ...subnets, ...records).transitGateways;
  if (found === undefined) throw new Error("no transit gateway was read");
  return found;
};
const routesOf = ({ routeTables }: TransitGateway, table: string) =>
  routeTables
    .find((one) => one.key === table)
    ?.routes.map(({ cidr, attachment: to, propagated }) => [
      cidr,
      to?.split("::").pop(),
      propagated,
    ]);

describe("analysis model: transit gateways", () => {
  it("has of an attachment whether it sees groups, where that is said", () => {
    const found = gatewayOf(
      gateway("tgw-1", { securityGroupReferencingSupport: "enable" }),
      attachment("a-1", "vpc-1"),
      attachment("a-2", "vpc-2", { securityGroupReferencingSupport: "disable" }),
    );
    expect(found.securityGroupReferencing).to.equal(true);
    expect(found.attachments.map((one) => one.securityGroupReferencing)).to.deep.equal([
      undefined,
      false,
    ]);
  });

  it("takes attachments up in its default table, with their VPCs' blocks", () => {
    const found = gatewayOf(
      gateway("tgw-1"),
      attachment("a-1", "vpc-1"),
      attachment("a-2", "vpc-2", { ipv6Support: "enable" }),
    );
    expect(found).to.deep.include({ dnsSupport: true, securityGroupReferencing: false });
    expect(found.attachments[0]).to.deep.equal({
      key: key("VpcAttachment", "a-1"),
      name: "a-1",
      type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
      id: "a-1",
      tags: {},
      kind: "vpc",
      vpc: keys.vpc,
      subnets: [keys.subnets[0]],
      available: true,
      applianceMode: false,
      associatedTable: standing,
    });
    expect(found.routeTables.map((one) => [one.key, one.id])).to.deep.equal([
      [standing, "tgw-1-rtb"],
    ]);
    expect(routesOf(found, standing)).to.deep.equal([
      ["10.0.0.0/16", "a-1", true],
      ["10.1.0.0/16", "a-2", true],
      ["2001:db8:1::/56", "a-2", true],
    ]);
  });

  it("takes up none where it, or the attachment, says not to", () => {
    const off = gatewayOf(
      gateway("tgw-1", {
        defaultRouteTableAssociation: "disable",
        defaultRouteTablePropagation: "disable",
      }),
      attachment("a-1", "vpc-1"),
    );
    expect(off.attachments[0]).not.to.have.property("associatedTable");
    expect(off.routeTables).to.deep.equal([]);
    const not = gatewayOf(
      gateway("tgw-1"),
      attachment("a-1", "vpc-1", {
        transitGatewayDefaultRouteTableAssociation: false,
        transitGatewayDefaultRouteTablePropagation: false,
      }),
    );
    expect(not.attachments[0]).not.to.have.property("associatedTable");
    expect(routesOf(not, standing)).to.deep.equal([]);
  });

  it("has the tables, associations, propagations and routes of resources", () => {
    const table = made(t("RouteTable"), "rtb-x", { transitGatewayId: "tgw-1" });
    const at = { transitGatewayRouteTableId: "rtb-x" };
    const list = made("ec2.ManagedPrefixList", "pl-1", { entries: [{ cidr: "192.0.2.0/24" }] });
    const found = gatewayOf(
      gateway("tgw-1"),
      table,
      list,
      attachment("a-1", "vpc-1"),
      attachment("a-2", "vpc-2"),
      made(t("RouteTableAssociation"), "as", { ...at, transitGatewayAttachmentId: "a-1" }),
      made(t("RouteTablePropagation"), "pr", { ...at, transitGatewayAttachmentId: "a-2" }),
      made(t("Route"), "r1", {
        ...at,
        destinationCidrBlock: "0.0.0.0/0",
        transitGatewayAttachmentId: "a-2",
      }),
      made(t("Route"), "r2", { ...at, destinationCidrBlock: "10.9.0.0/16", blackhole: true }),
      made(t("PrefixListReference"), "r3", {
        ...at,
        prefixListId: "pl-1",
        transitGatewayAttachmentId: "a-1",
      }),
      made(t("Route"), "r4", {
        transitGatewayRouteTableId: "tgw-1-rtb",
        destinationCidrBlock: "10.8.0.0/16",
        transitGatewayAttachmentId: "a-1",
      }),
    );
    expect(found.attachments.map((one) => one.associatedTable)).to.deep.equal([
      table.urn,
      standing,
    ]);
    expect(routesOf(found, table.urn)).to.deep.equal([
      ["0.0.0.0/0", "a-2", false],
      ["10.9.0.0/16", undefined, false],
      ["192.0.2.0/24", "a-1", false],
      ["10.1.0.0/16", "a-2", true],
    ]);
    expect(routesOf(found, standing)?.[0]).to.deep.equal(["10.8.0.0/16", "a-1", false]);
  });

  it("has other default tables where resources choose them", () => {
    const found = gatewayOf(
      gateway("tgw-1"),
      made(t("RouteTable"), "rtb-x", { transitGatewayId: "tgw-1" }),
      made(t("DefaultRouteTableAssociation"), "d", {
        transitGatewayId: "tgw-1",
        transitGatewayRouteTableId: "rtb-x",
      }),
      made(t("DefaultRouteTablePropagation"), "e", {
        transitGatewayId: "tgw-1",
        transitGatewayRouteTableId: "rtb-x",
      }),
      attachment("a-1", "vpc-1"),
    );
    expect(found.attachments[0]?.associatedTable).to.equal(key("RouteTable", "rtb-x"));
    expect(routesOf(found, key("RouteTable", "rtb-x"))).to.deep.equal([
      ["10.0.0.0/16", "a-1", true],
    ]);
  });

  const accounts: readonly [string, Values, Records, boolean][] = [
    ["of another account", {}, [], false],
    [
      "of another account, where the gateway accepts of itself",
      { autoAcceptSharedAttachments: "enable" },
      [],
      true,
    ],
    [
      "of another account, with an accepter",
      {},
      [
        made(t("VpcAttachmentAccepter"), "a-1", {
          transitGatewayAttachmentId: "a-1",
          transitGatewayDefaultRouteTableAssociation: false,
        }),
      ],
      true,
    ],
  ];
  for (const [name, inputs, records, available] of accounts)
    it(`has an attachment ${name}: ${available ? "available" : "not yet"}`, () => {
      const shared = attachment("a-1", "vpc-1", {}, { vpcOwnerId: "444455556666" });
      const found = gatewayOf(gateway("tgw-1", inputs), shared, ...records);
      expect(found.attachments.map((one) => [one.key, one.available])).to.deep.equal([
        [shared.urn, available],
      ]);
      // The gateway's account says which tables take it up.
      expect(found.attachments[0]?.associatedTable).to.equal(
        records.length > 0 ? undefined : standing,
      );
    });

  it("has both ends of a peering, each found by the tables of its own gateway", () => {
    const peering = made(t("PeeringAttachment"), "p-1", {
      transitGatewayId: "tgw-1",
      peerTransitGatewayId: "tgw-2",
      peerRegion: "us-east-1",
    });
    const accepter = made(
      t("PeeringAttachmentAccepter"),
      "p-1",
      { transitGatewayAttachmentId: "p-1" },
      { transitGatewayId: "tgw-2" },
    );
    const route = (table: string) =>
      made(t("Route"), `r-${table}`, {
        transitGatewayRouteTableId: table,
        destinationCidrBlock: "10.7.0.0/16",
        transitGatewayAttachmentId: "p-1",
      });
    const [near, far] = read(
      gateway("tgw-1"),
      gateway("tgw-2"),
      peering,
      accepter,
      route("tgw-1-rtb"),
      route("tgw-2-rtb"),
    ).transitGateways;
    expect(near?.attachments).to.have.length(1);
    expect(near?.attachments[0]).to.deep.include({
      key: peering.urn,
      peer: accepter.urn,
      kind: "peering",
      available: true,
    });
    expect(far?.attachments[0]).to.deep.include({
      key: accepter.urn,
      peer: peering.urn,
      kind: "peering",
      available: true,
    });
    expect(near?.routeTables[0]?.routes[0]?.attachment).to.equal(peering.urn);
    expect(far?.routeTables[0]?.routes[0]?.attachment).to.equal(accepter.urn);
    const waiting = read(gateway("tgw-1"), gateway("tgw-2"), peering).transitGateways;
    expect(waiting.map((one) => one.attachments[0]?.available)).to.deep.equal([false, false]);
  });

  it("names an attachment that is not given, and believes AWS's answer of one that is", () => {
    const network = read(
      gateway("tgw-1"),
      attachment("a-1", "vpc-1", {}, { state: "pendingAcceptance" }),
      made(t("Route"), "r", {
        transitGatewayRouteTableId: "tgw-1-rtb",
        destinationCidrBlock: "10.7.0.0/16",
        transitGatewayAttachmentId: "a-x",
      }),
      vpc,
      ...subnets,
    );
    const [found] = network.transitGateways;
    expect(found?.attachments[0]?.available).to.equal(false);
    expect(found?.routeTables[0]?.routes[0]?.attachment).to.equal("a-x");
    expect(network.missing.map(({ key: of, kind }) => [of, kind])).to.deep.equal([
      ["a-x", "transit gateway attachment"],
    ]);
  });

  it("lists attachments that lead out of the model", () => {
    const network = read(
      gateway("tgw-1"),
      made("ec2.VpnConnection", "vpn-1", { transitGatewayId: "tgw-1" }),
    );
    expect(network.transitGateways[0]?.attachments[0]?.kind).to.equal("vpn");
    expect(network.unmodelled).to.have.length(1);
  });

  it("is known while nothing of it has an id", () => {
    const own = planned(t("TransitGateway"), "g", {});
    const attached = planned(
      t("VpcAttachment"),
      "a",
      { transitGatewayId: unknown, vpcId: "vpc-1", subnetIds: ["subnet-1"] },
      { transitGatewayId: [own.urn] },
    );
    const route = planned(
      t("Route"),
      "r",
      {
        transitGatewayRouteTableId: unknown,
        transitGatewayAttachmentId: unknown,
        destinationCidrBlock: "0.0.0.0/0",
      },
      { transitGatewayRouteTableId: [own.urn], transitGatewayAttachmentId: [attached.urn] },
    );
    const network = read(vpc, ...subnets, own, attached, route);
    const [found] = network.transitGateways;
    expect(found?.attachments[0]?.associatedTable).to.equal(`${own.urn}#defaultRouteTable`);
    expect(found?.routeTables[0]?.routes.map(({ cidr }) => cidr)).to.deep.equal([
      "0.0.0.0/0",
      "10.0.0.0/16",
    ]);
    expect(network.missing).to.deep.equal([]);
  });
});
