import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record, unknown } from "./recordedMocks";
import { SITE } from "./site";

describe("VpcRecord", () => {
  it("reads the network, each table once, and makes nothing", async () => {
    const read: string[] = [];
    await record(() => {
      const vpc = { ...SITE, internetGatewayId: "igw-1", region: "us-east-1" };
      const routeTableAssociationIds = { private: { "us-east-1a": "rtbassoc-a" } };
      new net.VpcRecord("main", { vpc, routeTableAssociationIds });
    }).then(({ resources }) => {
      for (const { type, name, inputs } of resources)
        if (type.startsWith("aws:"))
          read.push(`${type.split(":").at(-1) ?? ""} ${name} ${String(inputs.region)}`);
    });
    expect(read.sort()).to.deep.equal([
      "InternetGateway main us-east-1",
      "NetworkAcl main us-east-1",
      "RouteTable main-private-1a us-east-1",
      "RouteTable main-private-1b us-east-1",
      "RouteTable main-public us-east-1",
      "RouteTableAssociation main-private-1a us-east-1",
      "Subnet main-private-1a us-east-1",
      "Subnet main-private-1b us-east-1",
      "Subnet main-public-1a us-east-1",
      "Subnet main-public-1b us-east-1",
      "Vpc main us-east-1",
    ]);
  });

  it("refuses an output where it decides what is read", async () => {
    const routeTableAssociationIds = unknown<Record<string, Record<string, string>>>({
      private: { "us-east-1a": pulumi.output("rtbassoc-a") },
    });
    expect(
      await messageOf(() => new net.VpcRecord("main", { vpc: SITE, routeTableAssociationIds })),
    ).to.equal(
      [
        'VpcRecord "main" was given invalid arguments:',
        '  - routeTableAssociationIds.private["us-east-1a"]: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config',
      ].join("\n"),
    );
  });
});
