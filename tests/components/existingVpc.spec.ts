/** A VPC that is there already: found by id, by tags, as the default or through a stack's output, and attached to unchanged. */
import { join } from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import * as net from "../..";
import {
  OperationFailedError,
  rehearse,
  simDestroy,
  simPreview,
  simUp,
  type InlineProgram,
  type RunResult,
} from "../../automation";
import { layOut, type FoundVpc } from "../../components/existing/existingLayout";
import { folderWith, removeFolders } from "../automation/support/folders";
import { rejection } from "../automation/support/rejection";

const config = { "aws:region": "us-east-1" };

const program = (projectName: string, run: InlineProgram["program"]): InlineProgram => ({
  ...{ projectName, stackName: "dev" },
  program: run,
});

/** As others write it: one public table for two zones, a table for each private subnet, one isolated by the main table. */
const byHand = program("network", () => {
  const vpc = new aws.ec2.Vpc("main", {
    cidrBlock: "10.0.0.0/16",
    enableDnsHostnames: true,
    tags: { Name: "main", Owner: "others" },
  });
  const extra = new aws.ec2.VpcIpv4CidrBlockAssociation("pods", {
    vpcId: vpc.id,
    cidrBlock: "100.64.0.0/16",
  });
  const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
  const open = new aws.ec2.RouteTable("public", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  });
  const subnet = (name: string, zone: string, cidrBlock: string, tier: string): aws.ec2.Subnet =>
    new aws.ec2.Subnet(
      name,
      { vpcId: vpc.id, availabilityZone: zone, cidrBlock, tags: { Tier: tier } },
      { dependsOn: [extra] },
    );
  for (const [index, zone] of ["us-east-1a", "us-east-1b"].entries()) {
    const web = subnet(`web-${zone}`, zone, `10.0.${index}.0/24`, "web");
    new aws.ec2.RouteTableAssociation(`web-${zone}`, {
      subnetId: web.id,
      routeTableId: open.id,
    });
    const app = subnet(`app-${zone}`, zone, `10.0.${10 + index}.0/24`, "app");
    const eip = new aws.ec2.Eip(zone, { domain: "vpc" });
    const nat = new aws.ec2.NatGateway(
      zone,
      { subnetId: web.id, allocationId: eip.id },
      { dependsOn: [gateway] },
    );
    const table = new aws.ec2.RouteTable(`app-${zone}`, {
      vpcId: vpc.id,
      routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
    });
    new aws.ec2.RouteTableAssociation(`app-${zone}`, {
      subnetId: app.id,
      routeTableId: table.id,
    });
  }
  subnet("data-us-east-1a", "us-east-1a", "100.64.0.0/24", "data");
  return Promise.resolve({ vpcId: vpc.id });
});

/** What is attached to any network. */
function attach(vpc: net.VpcAttributes, tier: string): void {
  new net.FlowLogs("audit", { vpc });
  new net.VpcEndpoints("aws", { vpc, gateway: ["s3"], interface: ["sqs"], tier });
  new net.SecurityGroups("web", {
    vpc,
    groups: ["web"],
    flows: [{ source: "vpc", destination: "web", ports: ["tcp/443"] }],
  });
}

const workload = (args: net.ExistingVpcArgs, tier: string): InlineProgram =>
  program("workload", async () => {
    const vpc = await net.Vpc.get(args);
    attach(vpc, tier);
    return { vpc };
  });

const unchanged = ({ changes }: RunResult): boolean =>
  changes.create + changes.update + changes.replace + changes.delete === 0;

async function message(work: Promise<RunResult>): Promise<string> {
  const error = await rejection(work);
  if (!(error instanceof OperationFailedError)) throw error;
  return error.run.diagnostics.map((one) => one.message).join("\n");
}

describe("A VPC that is there already", function () {
  this.timeout(120_000);
  let options: {
    readonly config: Record<string, string>;
    readonly home: string;
    readonly account: string;
  };
  beforeEach(() => {
    options = { config, home: join(folderWith({}), "home"), account: "111122223333" };
  });
  afterEach(removeFolders);

  it("is found by its tags, in tiers by a tag of its subnets, and attached to without a change of it", async () => {
    await simUp(byHand, options);
    const found = workload({ tags: { Owner: "others" }, tierTag: "Tier" }, "app");
    const { outputs, changes } = await simUp(found, options);
    const { vpc } = outputs as { vpc: net.ExistingVpc };
    expect(vpc.cidrBlocks).to.deep.equal(["10.0.0.0/16", "100.64.0.0/16"]);
    expect(vpc.availabilityZones).to.deep.equal(["us-east-1a", "us-east-1b"]);
    expect(vpc.subnetTypes).to.deep.equal({ app: "private", data: "isolated", web: "public" });
    expect(vpc.subnetLayout).to.deep.equal({
      app: { "us-east-1a": "10.0.10.0/24", "us-east-1b": "10.0.11.0/24" },
      data: { "us-east-1a": "100.64.0.0/24" },
      web: { "us-east-1a": "10.0.0.0/24", "us-east-1b": "10.0.1.0/24" },
    });
    expect(vpc.sharedRouteTableTiers).to.deep.equal(["web"]);
    expect(vpc.reservedCidrBlocks.app).to.deep.equal(["10.0.10.0/24", "10.0.11.0/24"]);
    expect(vpc.occupiedCidrBlocks).to.have.length(5).and.include("100.64.0.0/24");
    expect(vpc.publicSubnetIds).to.deep.equal(Object.values(vpc.subnetIds.web ?? {}));
    expect(vpc.internetGatewayId).to.match(/^igw-/);
    expect(vpc.vpcArn).to.match(/:vpc\/vpc-/);
    expect(new Set(Object.values(vpc.routeTableIds.app ?? {})).size).to.equal(2);
    expect(changes.create).to.be.above(8);
    expect(unchanged(await simPreview(found, options))).to.equal(true);
    expect(unchanged(await simPreview(byHand, options))).to.equal(true);
    await simDestroy(found, options);
    expect(unchanged(await simPreview(byHand, options))).to.equal(true);
  });

  it("is the default VPC of the region, whose subnets are public, zones by their ids", async () => {
    const found = program("workload", async () => {
      const vpc = await net.Vpc.get({ default: true, useAvailabilityZoneIds: true });
      new net.FlowLogs("audit", { vpc });
      return { vpc };
    });
    const { outputs } = await rehearse(found, { config });
    const { vpc } = outputs as { vpc: net.ExistingVpc };
    expect(vpc.subnetTypes).to.deep.equal({ public: "public" });
    expect(vpc.availabilityZones).to.include("use1-az1").and.have.length(6);
    expect(vpc.sharedRouteTableTiers).to.deep.equal(["public"]);
  });

  it("is another stack's, by the output that has its attributes", async () => {
    const made = program("network", () => {
      const vpc = new net.Vpc("shop", {
        cidrBlock: "10.1.0.0/16",
        availabilityZoneNames: ["us-east-1a", "us-east-1b"],
        subnetSpecs: [
          { name: "web", type: net.SubnetType.Public },
          { name: "app", type: net.SubnetType.Private, ipv6: net.SubnetIpv6.DualStack },
        ],
        ipv6: true,
      });
      return Promise.resolve({ network: vpc.attributes, other: "text" });
    });
    const { outputs } = await simUp(made, options);
    const { ipv6CidrBlock, reservedIpv6Subnets } = (outputs as { network: net.ExistingVpc })
      .network;
    expect(ipv6CidrBlock).to.match(/::\/56$/);
    expect(reservedIpv6Subnets?.app).to.include(16);
    const uses = (output?: string): InlineProgram =>
      program("workload", async () => {
        const stack = new pulumi.StackReference("organization/network/dev");
        attach(await net.Vpc.fromStack(stack, output), "app");
        return {};
      });
    expect((await simUp(uses(), options)).result).to.equal("succeeded");
    expect(unchanged(await simPreview(made, options))).to.equal(true);
    expect(await message(simUp(uses("missing"), options))).to.contain(
      'stack organization/network/dev has no output "missing"; export a Vpc\'s attributes there (`export const missing = vpc.attributes`) and deploy it before this one',
    );
    expect(await message(simUp(uses("other"), options))).to.contain(
      'output "other" of stack organization/network/dev is not a network: it lacks vpcId, vpcArn, cidrBlocks, availabilityZones, subnetTypes, subnetIds, routeTableIds, subnetLayout; export a Vpc\'s attributes there (`export const other = vpc.attributes`)',
    );
  });

  it("is refused where the arguments name none, or two", async () => {
    const refused = async (args: net.ExistingVpcArgs): Promise<string> =>
      (await rejection(net.Vpc.get(args))).message;
    expect(await refused({})).to.equal(
      "Vpc.get was given invalid arguments:\n  - vpcId: must be the only one of vpcId, tags and default, got none of them",
    );
    expect(
      await refused({
        ...{ vpcId: "vpc-1", default: true, tierTag: "Tier", tierSubnetIds: {} },
        exceptTags: {},
      }),
    ).to.equal(
      "Vpc.get was given invalid arguments:\n" +
        "  - exceptTags: must name a tag, got none; every subnet has all of no tags\n" +
        "  - default: must be the only one of vpcId, tags and default, got vpcId, default\n" +
        "  - tierTag: must be left out where tierSubnetIds is given",
    );
  });
});

describe("The tiers of a VPC that is there already", () => {
  const subnet = (id: string, zone: string, tags: Record<string, string> = {}) => ({
    ...{ id, availabilityZone: zone, availabilityZoneId: `use1-az${zone.at(-1) ?? ""}` },
    ...{ cidrBlock: `10.0.${id.length}.0/24`, tags },
  });
  const found: FoundVpc = {
    ...{ id: "vpc-1", arn: "arn", cidrBlocks: ["10.0.0.0/16"], ipv6CidrBlock: undefined },
    subnets: [subnet("subnet-a", "us-east-1a", { Tier: "one" }), subnet("subnet-bb", "us-east-1a")],
    routeTables: [
      { id: "rtb-main", isMain: true, subnetIds: [], associationIds: {}, routes: [], tags: {} },
      {
        id: "rtb-open",
        isMain: false,
        subnetIds: ["subnet-bb"],
        associationIds: { "subnet-bb": "rtbassoc-1" },
        tags: {},
        routes: [{ cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "", gatewayId: "igw-1" }],
      },
    ],
  };
  const issuesOf = (args: net.ExistingVpcArgs, of = found) => layOut(of, args).issues;

  it("are the types of its subnets, where nothing else is said", () => {
    const { vpc, issues } = layOut(found, {});
    expect(issues).to.deep.equal([]);
    expect(vpc.subnetTypes).to.deep.equal({ isolated: "isolated", public: "public" });
    expect(vpc.routeTableAssociationIds).to.deep.equal({
      isolated: { "us-east-1a": "" },
      public: { "us-east-1a": "rtbassoc-1" },
    });
    expect(vpc.routeTableIds).to.deep.equal({
      isolated: { "us-east-1a": "rtb-main" },
      public: { "us-east-1a": "rtb-open" },
    });
  });

  it("leave out what is not named", () => {
    const { vpc } = layOut(found, { tierTag: "Tier" });
    expect(vpc.subnetIds).to.deep.equal({ one: { "us-east-1a": "subnet-a" } });
    expect(vpc.occupiedCidrBlocks).to.have.length(2);
  });

  it("leave out what the program itself has added, its route tables too", () => {
    const own = { Service: "shop", Environment: "dev" };
    const open = { cidrBlock: "0.0.0.0/0", ipv6CidrBlock: "", gatewayId: "igw-own" };
    const grown: FoundVpc = {
      ...found,
      subnets: [
        ...found.subnets,
        subnet("subnet-own", "us-east-1b", own),
        subnet("subnet-of-prod", "us-east-1c", { ...own, Environment: "prod" }),
      ],
      routeTables: [
        {
          ...{ id: "rtb-own", isMain: false, tags: own },
          ...{ subnetIds: ["subnet-own"], associationIds: {}, routes: [open] },
        },
        ...found.routeTables,
      ],
    };
    const { vpc } = layOut(grown, { exceptTags: own });
    expect(vpc.subnetIds).to.deep.equal({
      isolated: { "us-east-1a": "subnet-a", "us-east-1c": "subnet-of-prod" },
      public: { "us-east-1a": "subnet-bb" },
    });
    expect(vpc.occupiedCidrBlocks).to.have.length(3);
    expect(vpc.internetGatewayId).to.equal("igw-1");
  });

  it("refuse a tag that no subnet has", () => {
    expect(issuesOf({ tierTag: "tier" })).to.deep.equal([
      {
        propertyPath: "tierTag",
        reason: 'must be a tag of the subnets of vpc-1, got "tier"; they have Tier',
      },
    ]);
  });

  it("refuse a subnet that is not the VPC's", () => {
    expect(issuesOf({ tierSubnetIds: { app: ["subnet-a", "subnet-c"] } })).to.deep.equal([
      {
        propertyPath: 'tierSubnetIds["app"][1]',
        reason: 'must be a subnet of vpc-1, got "subnet-c"; it has subnet-a, subnet-bb',
      },
    ]);
  });

  it("refuse two subnets in one place, and types that are mixed", () => {
    expect(issuesOf({ tierSubnetIds: { app: ["subnet-a", "subnet-bb"] } })).to.deep.equal([
      {
        propertyPath: "tierSubnetIds",
        reason:
          'must tell apart subnet-a and subnet-bb, which are both of tier "app" in us-east-1a; give one subnet for each tier and zone by tierSubnetIds, or name the tag that does by tierTag',
      },
      {
        propertyPath: "tierSubnetIds",
        reason:
          'must put subnets of one type into tier "app", got subnet-a (isolated) and subnet-bb (public), by the default routes of their tables',
      },
    ]);
  });

  it("refuse a VPC without subnets", () => {
    expect(issuesOf({}, { ...found, subnets: [] })).to.deep.equal([
      { propertyPath: "vpcId", reason: "must name a VPC with subnets, got vpc-1, which has none" },
    ]);
  });
});
