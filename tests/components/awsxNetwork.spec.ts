/** The attributes of an `awsx.ec2.Vpc`, from what it was given; its life is in tests/scenarios/awsx.spec.ts. */
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../../components";
import { unlikeCount, unlikePlace } from "../../components/existing/awsxPlan";
import { unknown } from "./recordedMocks";

const zones = ["us-east-1a", "us-east-1b"];

/** Its resources by number, with places as awsx lays them out. */
function vpcOf(count: number): net.AwsxVpc {
  const ids = Array.from({ length: count }, (_, index) => index);
  const id = (what: string) => pulumi.output(what);
  return {
    vpcId: id("vpc-1"),
    vpc: pulumi.output({
      ipv6CidrBlock: id("2600:1f18:1:2200::/56"),
    }) as unknown as net.AwsxVpc["vpc"],
    subnets: pulumi.output(
      ids.map((index) => ({
        id: id(`subnet-${index}`),
        availabilityZone: id(zones[Math.floor((index * zones.length) / count)]!),
        cidrBlock: id("10.0.0.0/24"),
      })),
    ) as unknown as net.AwsxVpc["subnets"],
    routeTables: pulumi.output(
      ids.map((index) => ({ id: id(`rtb-${index}`) })),
    ) as unknown as net.AwsxVpc["routeTables"],
    internetGateway: pulumi.output({
      id: id("igw-1"),
    }) as unknown as net.AwsxVpc["internetGateway"],
  };
}

const resolved = <T>(value: T): Promise<pulumi.Unwrap<T>> =>
  new Promise((resolve) => {
    pulumi.output(value).apply(resolve);
  });

function messageOf(args: net.AwsxVpcArgs): string {
  try {
    net.Vpc.fromAwsx(later(), args);
    return "nothing";
  } catch (error) {
    return (error as Error).message;
  }
}

/** One that is not made yet. */
const later = (): net.AwsxVpc => ({
  ...vpcOf(0),
  subnets: pulumi.output(new Promise<never>(() => undefined)),
});

describe("Vpc.fromAwsx", () => {
  it("tells tiers and zones in awsx's order: zone by zone, public before private before isolated", async () => {
    const vpc = net.Vpc.fromAwsx(vpcOf(8), {
      availabilityZoneNames: zones,
      subnetStrategy: "Exact",
      subnetSpecs: [
        { type: "Isolated", name: "data" },
        { type: "Private", name: "app" },
        { type: "Unused" },
        { type: "Private", name: "jobs" },
        { type: "Public" },
      ],
      assignGeneratedIpv6CidrBlock: true,
      region: "us-east-1",
    });
    expect(await resolved(vpc)).to.deep.equal({
      vpcId: "vpc-1",
      cidrBlocks: ["10.0.0.0/16"],
      ipv6CidrBlock: "2600:1f18:1:2200::/56",
      availabilityZones: zones,
      subnetTypes: { public: "public", app: "private", jobs: "private", data: "isolated" },
      subnetIds: {
        public: { "us-east-1a": "subnet-0", "us-east-1b": "subnet-4" },
        app: { "us-east-1a": "subnet-1", "us-east-1b": "subnet-5" },
        jobs: { "us-east-1a": "subnet-2", "us-east-1b": "subnet-6" },
        data: { "us-east-1a": "subnet-3", "us-east-1b": "subnet-7" },
      },
      routeTableIds: {
        public: { "us-east-1a": "rtb-0", "us-east-1b": "rtb-4" },
        app: { "us-east-1a": "rtb-1", "us-east-1b": "rtb-5" },
        jobs: { "us-east-1a": "rtb-2", "us-east-1b": "rtb-6" },
        data: { "us-east-1a": "rtb-3", "us-east-1b": "rtb-7" },
      },
      sharedRouteTableTiers: [],
      internetGatewayId: "igw-1",
      region: "us-east-1",
    });
  });

  it("tells the blocks of tiers where awsx's rules say them", () => {
    const of = (args: Partial<net.AwsxVpcArgs>) =>
      net.Vpc.fromAwsx(later(), { availabilityZoneNames: zones, ...args }).reservedCidrBlocks;
    expect(of({})).to.deep.equal({
      public: ["10.0.64.0/19", "10.0.192.0/19"],
      private: ["10.0.0.0/18", "10.0.128.0/18"],
    });
    expect(of({ subnetStrategy: "Auto", subnetSpecs: [{ type: "Public" }] })).to.deep.equal({
      public: ["10.0.0.0/17", "10.0.128.0/17"],
    });
    const cidrBlocks = ["10.0.1.0/24", "10.0.2.0/24"];
    expect(of({ subnetSpecs: [{ type: "Public", cidrBlocks }] })).to.deep.equal({
      public: cidrBlocks,
    });
    expect(of({ subnetSpecs: [{ type: "Public", size: 256 }] })).to.equal(undefined);
  });

  it("refuses arguments that tell no tiers and zones, all at once", () => {
    const given = "Vpc.fromAwsx was given invalid arguments:\n";
    expect(messageOf({ availabilityZoneNames: [] })).to.equal(
      `${given}  - availabilityZoneNames: must name the zones that awsx was given, got none`,
    );
    expect(
      messageOf({
        availabilityZoneNames: ["us-east-1a", "us-east-1a"],
        cidrBlock: "10.0.0.0",
        subnetStrategy: "AutoMerge",
        subnetSpecs: [
          { type: "public" },
          { type: "Private" },
          { type: "Private" },
          { type: "Public", cidrBlocks: ["10.0.0.0/24"] },
        ],
      }),
    ).to.equal(
      [
        "Vpc.fromAwsx was given invalid arguments:",
        '  - availabilityZoneNames[1]: must be a zone of its own, got "us-east-1a" again',
        '  - cidrBlock: must be a CIDR block such as 10.0.0.0/16, got "10.0.0.0"',
        '  - subnetStrategy: must be "Legacy", "Auto" or "Exact", got "AutoMerge", whose tiers are not all among its arguments; give the attributes by hand',
        '  - subnetSpecs[0].type: must be one of "Public", "Private", "Isolated", "Unused", got "public"',
        '  - subnetSpecs[2].name: must be a name of its own, got "private", which is that of subnetSpecs[1]',
        '  - subnetSpecs[3].name: must be a name of its own, got "public", which is that of subnetSpecs[0]',
        "  - subnetSpecs[3].cidrBlocks: must have a block for each of the 2 zones, got 1",
      ].join("\n"),
    );
    expect(
      messageOf({
        availabilityZoneNames: unknown(pulumi.output(zones)),
        region: unknown(pulumi.output("r")),
      }),
    ).to.equal(
      given +
        ["availabilityZoneNames", "region"]
          .map(
            (path) =>
              `  - ${path}: must be a plain value, got an output; tiers and zones are told from it`,
          )
          .join("\n"),
    );
  });

  it("tells arguments that are not the network's by its subnets", () => {
    const given = "Vpc.fromAwsx was given other arguments than the network: ";
    const remedy = "; give both the same object";
    expect(unlikeCount(4, 4)).to.equal(undefined);
    expect(unlikeCount(2, 4)).to.equal(
      `${given}it has 4 subnets, and its arguments make 2${remedy}`,
    );
    const place = { tier: "public", zone: "us-east-1a", cidrBlock: "10.0.0.0/24" };
    const anywhere = { ...place, cidrBlock: undefined };
    expect(unlikePlace(place, "us-east-1a", "10.0.0.0/24")).to.equal(undefined);
    expect(unlikePlace(anywhere, "us-east-1a", "10.9.0.0/24")).to.equal(undefined);
    expect(unlikePlace(place, "us-east-1a", "10.0.0.0/20")).to.equal(
      `${given}its subnet of "public" is 10.0.0.0/20 in us-east-1a, and by its arguments 10.0.0.0/24 in us-east-1a${remedy}`,
    );
    expect(unlikePlace(anywhere, "us-east-1b", "10.0.0.0/20")).to.equal(
      `${given}its subnet of "public" is 10.0.0.0/20 in us-east-1b, and by its arguments us-east-1a${remedy}`,
    );
  });
});
