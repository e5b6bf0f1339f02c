/** Two accounts and two regions at once, in one program: each resource stands where its provider says. */
import * as aws from "@pulumi/aws";
import { PulumiCommand, type PulumiFn } from "@pulumi/pulumi/automation";
import { expect } from "chai";
import { Site, type Engine } from "./support/site";

const payment = { account: "000011111111", region: "us-east-1" };
const analytics = { account: "000022222222", region: "eu-west-1" };

interface Side {
  readonly provider: aws.Provider;
  readonly vpc: aws.ec2.Vpc;
  readonly table: aws.ec2.RouteTable;
}

function side(name: string, place: typeof payment, cidrBlock: string): Side {
  const provider = new aws.Provider(name, {
    region: place.region,
    assumeRoles: [{ roleArn: `arn:aws:iam::${place.account}:role/deploy` }],
    allowedAccountIds: [place.account],
  });
  const vpc = new aws.ec2.Vpc(name, { cidrBlock, enableDnsHostnames: true }, { provider });
  const table = new aws.ec2.RouteTable(name, { vpcId: vpc.id }, { provider });
  return { provider, vpc, table };
}

const peered =
  ({ accepted = true, authorised = true } = {}): PulumiFn =>
  () => {
    const ours = side("payment", payment, "10.0.0.0/16");
    const theirs = side("analytics", analytics, "10.1.0.0/16");
    const request = new aws.ec2.VpcPeeringConnection(
      "request",
      {
        vpcId: ours.vpc.id,
        peerVpcId: theirs.vpc.id,
        peerOwnerId: analytics.account,
        peerRegion: analytics.region,
      },
      { provider: ours.provider },
    );
    const connection = accepted
      ? new aws.ec2.VpcPeeringConnectionAccepter(
          "accepter",
          { vpcPeeringConnectionId: request.id, autoAccept: true },
          { provider: theirs.provider },
        )
      : request;
    for (const [name, own, destination] of [
      ["payment", ours, "10.1.0.0/16"],
      ["analytics", theirs, "10.0.0.0/16"],
    ] as const)
      new aws.ec2.Route(
        name,
        {
          routeTableId: own.table.id,
          destinationCidrBlock: destination,
          vpcPeeringConnectionId: connection.id,
        },
        { provider: own.provider },
      );
    new aws.ec2.PeeringConnectionOptions(
      "options",
      {
        vpcPeeringConnectionId: connection.id,
        requester: { allowRemoteVpcDnsResolution: true },
      },
      { provider: ours.provider },
    );
    const zone = new aws.route53.Zone(
      "payment",
      { name: "payment.internal", vpcs: [{ vpcId: ours.vpc.id }] },
      { provider: ours.provider, ignoreChanges: ["vpcs"] },
    );
    const other = { zoneId: zone.zoneId, vpcId: theirs.vpc.id, vpcRegion: analytics.region };
    const dependsOn = authorised
      ? [
          new aws.route53.VpcAssociationAuthorization("analytics", other, {
            provider: ours.provider,
          }),
        ]
      : [];
    new aws.route53.ZoneAssociation("analytics", other, { provider: theirs.provider, dependsOn });
    return Promise.resolve({ paymentVpc: ours.vpc.arn, analyticsVpc: theirs.vpc.arn });
  };

function lifecycle(engine: Engine, site: () => Site): void {
  it("stand side by side, peered, with a zone of the one in the other's VPC", async function () {
    this.timeout(120_000);
    const stack = await site().stack(engine, peered());
    const { outputs, summary } = await stack.up();
    expect(summary.result).to.equal("succeeded");
    expect(outputs.paymentVpc?.value).to.match(/^arn:aws:ec2:us-east-1:000011111111:vpc/);
    expect(outputs.analyticsVpc?.value).to.match(/^arn:aws:ec2:eu-west-1:000022222222:vpc/);
    const vpcs = site()
      .list()
      .filter(({ kind }) => kind === "vpc");
    expect(vpcs.map(({ account, region }) => ({ account, region }))).to.have.deep.members([
      payment,
      analytics,
    ]);
    expect((await stack.refresh()).summary.resourceChanges).not.to.have.property("update");
    const again = await stack.preview();
    expect(Object.keys(again.changeSummary)).to.deep.equal(["same"]);
    await stack.destroy();
    // AWS shows a deleted connection for a while.
    expect(
      site()
        .list()
        .map(({ kind }) => kind),
    ).to.deep.equal(["peering-connection"]);
    await site().advance(7 * 86_400);
    expect(site().list()).to.deep.equal([]);
  });

  it("refuse options of a connection that nobody has accepted", async function () {
    this.timeout(120_000);
    const stack = await site().stack(engine, peered({ accepted: false }));
    const failure = await stack.up().then(
      () => "none",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("OperationNotPermitted");
  });

  it("refuse another account's VPC in a zone without an authorization", async function () {
    this.timeout(120_000);
    const stack = await site().stack(engine, peered({ authorised: false }));
    const failure = await stack.up().then(
      () => "none",
      (error: unknown) => String(error),
    );
    expect(failure).to.contain("NotAuthorizedException");
  });
}

describe("two accounts and two regions", () => {
  describe("on the rehearsal engine", () => {
    let site: Site;
    beforeEach(async () => {
      site = await Site.open();
    });
    afterEach(() => site.close());
    lifecycle("rehearsal", () => site);
  });

  describe("on the Pulumi CLI", () => {
    let cli: PulumiCommand;
    let opened: Site | undefined;
    const site = (): Site => {
      if (opened === undefined) throw new Error("no site");
      return opened;
    };
    before(async function () {
      this.timeout(30_000);
      try {
        cli = await PulumiCommand.get();
      } catch {
        // Said where people look for what was not run.
        process.stdout.write("      skipped: no Pulumi CLI is on the PATH\n");
        this.skip();
      }
    });
    beforeEach(async () => {
      opened = await Site.open(cli);
    });
    afterEach(() => opened?.close());
    lifecycle("pulumi", site);
  });
});
