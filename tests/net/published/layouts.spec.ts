/**
 * Layouts of other tools. `awsx.json` is what awsx's own functions answered for networks drawn at
 * random (`getSubnetSpecs` and `getSubnetSpecsLegacy` of pulumi/pulumi-awsx at e60adf3, run on ip-address
 * 8.1 and netmask 2.0, August 2026), less those that AWS would refuse.
 */
import { expect } from "chai";
import { layouts } from "../../../net";
import recorded from "./awsx.json";

interface Recorded {
  readonly strategy: string;
  readonly cidrBlock: string;
  readonly zones: number;
  readonly availabilityZoneCidrMask?: number;
  /** `Private t0 /24`, or without the mask. */
  readonly subnetSpecs?: readonly string[];
  /** By tier, in the order of the zones. */
  readonly blocks: Readonly<Record<string, readonly string[]>>;
}

const ZONES = ["a", "b", "c", "d", "e"].map((letter) => `us-east-1${letter}`);
const THREE = ["eu-west-1a", "eu-west-1b", "eu-west-1c"];

type Args = Parameters<typeof layouts.awsxAuto>[0];

function argsOf({ cidrBlock, zones, subnetSpecs, availabilityZoneCidrMask }: Recorded): Args {
  return {
    cidrBlock,
    availabilityZoneNames: ZONES.slice(0, zones),
    ...(availabilityZoneCidrMask !== undefined && { availabilityZoneCidrMask }),
    ...(subnetSpecs && {
      subnetSpecs: subnetSpecs.map((text) => {
        const [type, name, mask] = text.split(" ");
        const cidrMask = mask === undefined ? {} : { cidrMask: Number(mask.slice(1)) };
        return { type: type as "Private", name: name!, ...cidrMask };
      }),
    }),
  };
}

describe("the layouts of awsx", () => {
  for (const [strategy, layout] of [
    ["Auto", layouts.awsxAuto],
    ["Legacy", layouts.awsxLegacy],
  ] as const) {
    it(`are those that ${strategy} gave, block by block`, () => {
      const cases = (recorded as unknown as Recorded[]).filter((one) => one.strategy === strategy);
      expect(cases).to.have.length(100);
      for (const one of cases) {
        const zones = ZONES.slice(0, one.zones);
        const expected = Object.entries(one.blocks).map(([tier, blocks]) => [
          tier,
          Object.fromEntries(zones.map((zone, index) => [zone, blocks[index]!])),
        ]);
        expect(layout(argsOf(one)), JSON.stringify(one)).to.deep.equal(
          Object.fromEntries(expected),
        );
      }
    });
  }

  it("are those of its documentation for three zones", () => {
    const args = { cidrBlock: "10.0.0.0/16", availabilityZoneNames: ZONES.slice(0, 3) };
    expect(layouts.awsxLegacy(args)).to.deep.equal({
      private: {
        "us-east-1a": "10.0.0.0/19",
        "us-east-1b": "10.0.64.0/19",
        "us-east-1c": "10.0.128.0/19",
      },
      public: {
        "us-east-1a": "10.0.32.0/20",
        "us-east-1b": "10.0.96.0/20",
        "us-east-1c": "10.0.160.0/20",
      },
    });
    expect(layouts.awsxAuto(args)).to.deep.equal(layouts.awsxLegacy(args));
  });

  it("refuse what is no IPv4 block", () => {
    const auto = (cidrBlock: string) => () =>
      layouts.awsxAuto({ cidrBlock, availabilityZoneNames: ZONES });
    expect(auto("10.0.0.1/16")).to.throw(
      RangeError,
      'cidrBlock: must have no host bits, got "10.0.0.1/16"; the canonical block is 10.0.0.0/16',
    );
    expect(auto("fd00::/56")).to.throw('cidrBlock: must be an IPv4 block, got "fd00::/56"');
  });
});

describe("the layout of terraform-aws-vpc's examples", () => {
  const tier = (newBits: number, netNum: number, cidrBlock = "10.0.0.0/16") =>
    Object.values(
      layouts.terraform({ cidrBlock, availabilityZoneNames: THREE, newBits, netNum }),
    ).join(" ");

  it("is that of simple and block-public-access", () => {
    expect(tier(4, 0)).to.equal("10.0.0.0/20 10.0.16.0/20 10.0.32.0/20");
  });

  it("is that of complete, separate-route-tables, network-acls and ipv6-dualstack", () => {
    expect([0, 4, 8, 12, 16, 20].map((netNum) => tier(8, netNum))).to.deep.equal([
      "10.0.0.0/24 10.0.1.0/24 10.0.2.0/24",
      "10.0.4.0/24 10.0.5.0/24 10.0.6.0/24",
      "10.0.8.0/24 10.0.9.0/24 10.0.10.0/24",
      "10.0.12.0/24 10.0.13.0/24 10.0.14.0/24",
      "10.0.16.0/24 10.0.17.0/24 10.0.18.0/24",
      "10.0.20.0/24 10.0.21.0/24 10.0.22.0/24",
    ]);
  });

  it("is that of secondary-cidr-blocks", () => {
    expect([tier(4, 0), tier(2, 0, "10.1.0.0/16"), tier(2, 0, "10.2.0.0/16"), tier(8, 48)])
      .to.deep // prettier-ignore
      .equal([
        "10.0.0.0/20 10.0.16.0/20 10.0.32.0/20",
        "10.1.0.0/18 10.1.64.0/18 10.1.128.0/18",
        "10.2.0.0/18 10.2.64.0/18 10.2.128.0/18",
        "10.0.48.0/24 10.0.49.0/24 10.0.50.0/24",
      ]);
  });

  it("refuses numbers that cidrsubnet refuses", () => {
    expect(() => tier(17, 0)).to.throw(
      RangeError,
      "newBits: must be between 0 and 16 for 10.0.0.0/16, got 17",
    );
    expect(() => tier(2, 2)).to.throw(
      RangeError,
      "netNum: must leave numbers for 3 zones below 4, got 2",
    );
  });
});
