/** Private hosted zones in several VPCs and accounts, through their lives in the simulated AWS. */
import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { simList } from "../../automation";
import * as net from "../../components";
import { failureOf, NetworkLife } from "./support/networkLife";
import { analytics, networkIn, payment, providerOf } from "./support/peers";

interface Change {
  /** The VPCs of the zone's account, the first one the zone's own. */
  readonly own?: readonly number[];
  readonly isAuthorized?: boolean;
}

/** A zone of payment's account in VPCs of its own, and in one of analytics'. */
const program =
  ({ own = [0, 1], isAuthorized = true }: Change = {}) =>
  () => {
    const ours = { provider: providerOf("payment", payment) };
    const theirs = { provider: providerOf("analytics", analytics) };
    const vpcs = [0, 1, 2].map((number) =>
      networkIn(`payment${number}`, payment, { number, zones: "a" }, ours.provider),
    );
    const far = networkIn("analytics", analytics, { number: 9, zones: "a" }, theirs.provider);
    const other = { vpcId: far.vpcId, region: analytics.region };
    const [first, ...more] = own.flatMap((number) => vpcs[number] ?? []);
    const zone = new net.PrivateHostedZone(
      "names",
      {
        zoneName: "payment.internal",
        vpc: first!,
        associatedVpcs: Object.fromEntries(more.map((vpc, index) => [`vpc${own[index + 1]}`, vpc])),
        authorizedVpcs: isAuthorized ? { analytics: other } : {},
      },
      ours,
    );
    new aws.route53.Record(
      "ledger",
      {
        zoneId: zone.zoneId,
        name: "ledger",
        type: aws.route53.RecordType.A,
        ttl: 60,
        records: ["10.0.0.9"],
      },
      ours,
    );
    const zoneId = zone.authorizedZoneIds.analytics ?? zone.zoneId;
    new net.PrivateZoneAssociations("names", { zoneId, vpcs: { analytics: other } }, theirs);
  };

describe("a private hosted zone in VPCs of two accounts", function () {
  this.timeout(120_000);
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());
  const dns = (lines: string[]) => lines.filter((line) => line.includes("route53"));

  it("goes up, stays as it is over refreshes, takes VPCs in and gives them up, and goes down", async () => {
    expect(dns(await life.up(program()))).to.deep.equal([
      "create route53.Record ledger",
      "create route53.VpcAssociationAuthorization names-analytics",
      "create route53.Zone names",
      "create route53.ZoneAssociation names-analytics",
      "create route53.ZoneAssociation names-vpc1",
    ]);
    // The zone's own list shows all three now: nothing may follow from that.
    await life.refresh(program());
    expect(await life.up(program())).to.deep.equal([]);
    expect(await life.up(program({ own: [0, 2] }))).to.deep.equal([
      "create route53.ZoneAssociation names-vpc2",
      "delete route53.ZoneAssociation names-vpc1",
    ]);
    expect(await life.down(program({ own: [0, 2] }))).to.equal(true);
  });

  it("is replaced, with all that is in it, where its first VPC is another", async () => {
    await life.up(program());
    const changed = dns(await life.up(program({ own: [1] })));
    expect(changed).to.include.members([
      "replace route53.Zone names",
      "replace route53.Record ledger",
      "replace route53.ZoneAssociation names-analytics",
      // It stood in the VPC that is the zone's own now, and goes before the new zone is made.
      "delete-replaced route53.ZoneAssociation names-vpc1",
    ]);
    const zones = await simList({ home: life.home });
    expect(zones.filter(({ kind }) => kind === "hosted-zone").length).to.equal(1);
    expect(await life.up(program({ own: [1] }))).to.deep.equal([]);
  });

  it("is refused another account's VPC that it has not authorized", async () => {
    expect(await failureOf(life.up(program({ isAuthorized: false })))).to.contain(
      "NotAuthorizedException: The VPC: ",
    );
    expect(await simList({ home: life.home })).to.deep.equal([]);
  });
});
