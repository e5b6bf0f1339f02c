import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { inventory, messageOf, outline, record, unknown } from "./recordedMocks";

const vpc = { vpcId: "vpc-1" };
const make =
  (args: Partial<net.PrivateHostedZoneArgs> = {}) =>
  () =>
    new net.PrivateHostedZone("main", { zoneName: "payment.internal", vpc, ...args });
const linesOf = async (program: () => unknown) => (await messageOf(program)).split("\n").slice(1);

describe("PrivateHostedZone", () => {
  it("answers in its VPC, in others, and authorizes those of other accounts, every child and input", async () => {
    const recording = await record(
      make({
        vpc: { vpcId: pulumi.output("vpc-1"), region: "us-east-1" },
        associatedVpcs: { analytics: { vpcId: "vpc-2", region: "eu-west-1" } },
        authorizedVpcs: { partner: { vpcId: "vpc-3", region: "eu-west-2" } },
        comment: pulumi.output("names of payment"),
        forceDestroy: true,
        naming: { purpose: "pay", suffix: "dev" },
        tags: { Service: "x" },
      }),
    );
    expect(inventory(recording)).to.deep.equal({
      "PrivateHostedZone main < ": {},
      "Zone main < PrivateHostedZone": {
        name: "payment.internal",
        vpcs: [{ vpcId: "vpc-1", vpcRegion: "us-east-1" }],
        comment: "names of payment",
        forceDestroy: true,
        tags: { Name: "zone-pay-dev", Service: "x" },
      },
      "ZoneAssociation main-analytics < PrivateHostedZone": {
        zoneId: "Zone main",
        vpcId: "vpc-2",
        vpcRegion: "eu-west-1",
      },
      "VpcAssociationAuthorization main-partner < PrivateHostedZone": {
        zoneId: "Zone main",
        vpcId: "vpc-3",
        vpcRegion: "eu-west-2",
      },
    });
  });

  it("is one zone in one VPC by default, which keeps records that others made", async () => {
    expect(inventory(await record(make()))).to.deep.equal({
      "PrivateHostedZone main < ": {},
      "Zone main < PrivateHostedZone": {
        name: "payment.internal",
        vpcs: [{ vpcId: "vpc-1" }],
        comment: "Managed by Pulumi",
        forceDestroy: false,
        tags: { Name: "main" },
      },
    });
  });

  it("names associations by key, so that another one changes none", async () => {
    const associatedVpcs = { b: { vpcId: "vpc-b" } };
    const before = inventory(await record(make({ associatedVpcs })));
    const more = { a: { vpcId: "vpc-a" }, ...associatedVpcs };
    const after = inventory(await record(make({ associatedVpcs: more })));
    const { "ZoneAssociation main-a < PrivateHostedZone": _added, ...kept } = after;
    expect(kept).to.deep.equal(before);
  });

  it("gives the zone's id for another account once the authorization is there", async () => {
    const { dependencies } = await record(() => {
      const zone = make({ authorizedVpcs: { partner: { vpcId: "vpc-3" } } })();
      const zoneId = zone.authorizedZoneIds.partner!;
      new net.PrivateZoneAssociations("partner", { zoneId, vpcs: { partner: { vpcId: "vpc-3" } } });
    });
    const [, needed = []] =
      [...dependencies].find(([urn]) => urn.includes("PrivateZoneAssociations$aws")) ?? [];
    expect(needed.map((urn) => urn.split("$").at(-1))).to.include(
      "aws:route53/vpcAssociationAuthorization:VpcAssociationAuthorization::main-partner",
    );
  });

  it("is planned in a VPC that has no id yet", async () => {
    const program = () => {
      const made = new net.Vpc("main", {
        cidrBlock: "10.0.0.0/16",
        availabilityZoneNames: ["us-east-1a"],
        subnetSpecs: [{ name: "data", type: net.SubnetType.Isolated }],
      });
      make({ vpc: made })();
    };
    expect(outline(await record(program, { preview: true }))).to.deep.equal(
      outline(await record(program)),
    );
  });

  it("passes its provider to all children", async () => {
    const { providers } = await record(async () => {
      const { Provider } = await import("@pulumi/aws");
      const provider = new Provider("elsewhere", { region: "eu-west-1" });
      const others = {
        associatedVpcs: { a: { vpcId: "vpc-a" } },
        authorizedVpcs: { b: { vpcId: "vpc-b" } },
      };
      const args = { zoneName: "payment.internal", vpc, ...others };
      new net.PrivateHostedZone("main", args, { provider });
      const vpcs = { a: { vpcId: "vpc-a" } };
      new net.PrivateZoneAssociations("main", { zoneId: "Z1", vpcs }, { provider });
    });
    const children = [...providers].filter(([urn]) => urn.includes("$aws:"));
    expect(children.length).to.equal(4);
    for (const [, provider] of children) expect(provider).to.contain("elsewhere");
  });
});

describe("PrivateHostedZone refuses", () => {
  for (const zoneName of ["payment.internal.", "Payment", "a..b", "-a", "x".repeat(64)]) {
    it(`the name "${zoneName.slice(0, 20)}"`, async () => {
      expect(await linesOf(make({ zoneName }))).to.deep.equal([
        `  - zoneName: must be a domain name in lower case such as "payment.internal", without a final dot, got "${zoneName}"`,
      ]);
    });
  }

  it("a VPC given twice, by id or as the same output, and names that are none", async () => {
    const vpcId = pulumi.output("vpc-2");
    expect(
      await linesOf(
        make({
          associatedVpcs: { a: { vpcId: "vpc-1" }, B: { vpcId } },
          authorizedVpcs: { b: { vpcId } },
        }),
      ),
    ).to.deep.equal([
      '  - associatedVpcs["B"]: must be named in lower-case letters, digits and hyphens, got "B"',
      '  - associatedVpcs["a"]: must be a VPC that is not given yet, got "vpc-1" again (vpc)',
      '  - authorizedVpcs["b"]: must be a VPC that is not given yet, got the same VPC again (associatedVpcs["B"])',
    ]);
  });

  it("one name for an associated and an authorized VPC", async () => {
    expect(
      await linesOf(
        make({
          associatedVpcs: { a: { vpcId: "vpc-a" } },
          authorizedVpcs: { a: { vpcId: "vpc-b" } },
        }),
      ),
    ).to.deep.equal([
      '  - authorizedVpcs["a"]: must have a name of its own, got "a" again (associatedVpcs["a"])',
    ]);
  });

  it("outputs where plain values have to be", async () => {
    const zoneName = unknown<string>(pulumi.output("a"));
    expect(await linesOf(make({ zoneName }))).to.deep.equal([
      "  - zoneName: must be a plain value, got an output; it decides which resources there are, so await it, or take it from config",
    ]);
  });
});

describe("PrivateZoneAssociations", () => {
  const associate = (args: net.PrivateZoneAssociationsArgs) => () =>
    new net.PrivateZoneAssociations("main", args);

  it("associates each VPC, every child and input", async () => {
    const vpcs = {
      a: { vpcId: "vpc-a" },
      b: { vpcId: pulumi.output("vpc-b"), region: "eu-west-1" },
    };
    expect(inventory(await record(associate({ zoneId: pulumi.output("Z1"), vpcs })))).to.deep.equal(
      {
        "PrivateZoneAssociations main < ": {},
        "ZoneAssociation main-a < PrivateZoneAssociations": { zoneId: "Z1", vpcId: "vpc-a" },
        "ZoneAssociation main-b < PrivateZoneAssociations": {
          zoneId: "Z1",
          vpcId: "vpc-b",
          vpcRegion: "eu-west-1",
        },
      },
    );
  });

  it("refuses none, one twice, and names that are none", async () => {
    expect(await linesOf(associate({ zoneId: "Z1", vpcs: {} }))).to.deep.equal([
      "  - vpcs: must name a VPC at least, got none",
    ]);
    const vpcs = { a: { vpcId: "vpc-a" }, "b c": { vpcId: "vpc-a" } };
    expect(await linesOf(associate({ zoneId: "Z1", vpcs }))).to.deep.equal([
      '  - vpcs["b c"]: must be named in lower-case letters, digits and hyphens, got "b c"',
      '  - vpcs["b c"]: must be a VPC that is not given yet, got "vpc-a" again (vpcs["a"])',
    ]);
  });
});
