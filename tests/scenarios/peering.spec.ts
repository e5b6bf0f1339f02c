/** Two networks in two accounts and two regions, peered: through their lives in the simulated AWS. */
import { expect } from "chai";
import { simAdvance, simList, simShow } from "../../automation";
import { failureOf, NetworkLife } from "./support/networkLife";
import {
  acceptingStack,
  analyticsAlone,
  onePeeredProgram,
  requestingStack,
  type Peered,
} from "./support/peers";

describe("networks peered across accounts and regions", function () {
  this.timeout(120_000);
  let life: NetworkLife;
  beforeEach(async () => {
    life = await NetworkLife.open();
  });
  afterEach(() => life.close());

  const listed = async (kind: string) =>
    (await simList({ home: life.home })).filter((one) => one.kind === kind);

  async function connection() {
    const [{ id } = { id: "" }, ...others] = await listed("peering-connection");
    expect(others).to.deep.equal([]);
    const [shown] = await simShow(id, { home: life.home });
    const { status, requester, accepter } = shown as unknown as Record<
      "requester" | "accepter",
      { allowRemoteVpcDnsResolution: boolean }
    > & { status: string };
    const dns = [requester, accepter].map((side) => side.allowRemoteVpcDnsResolution);
    return { status, dns };
  }

  const routes = async () =>
    (await listed("route")).map(({ id, region }) => `${region} ${id.split("_")[1] ?? ""}`);

  describe("by one program", () => {
    const changed = (change: Peered) => () => onePeeredProgram(change);

    it("go up, and again unchanged, change only what is changed, and go down", async () => {
      await life.up(onePeeredProgram);
      expect(await connection()).to.deep.equal({ status: "active", dns: [true, true] });
      expect(await routes()).to.have.members([
        ...Array<string>(4).fill("us-east-1 10.1.0.0/16"),
        ...Array<string>(2).fill("eu-west-1 10.0.0.0/16"),
        ...Array<string>(2).fill("eu-west-1 100.64.0.0/18"),
      ]);
      expect(await life.refresh(onePeeredProgram)).to.deep.equal([]);
      expect(await life.up(onePeeredProgram)).to.deep.equal([]);

      const grown = changed({ zones: "abc", dns: false });
      expect((await life.up(grown)).filter((line) => line.includes(" pair"))).to.deep.equal([
        ...["create ec2.Route pair-pods-1c-10.1.0.0-16"],
        ...["create ec2.Route pair-private-1c-10.0.0.0-16"],
        ...["create ec2.Route pair-private-1c-10.1.0.0-16"],
        ...["create ec2.Route pair-private-1c-100.64.0.0-18"],
        ...["update ec2.PeeringConnectionOptions pair", "update ec2.PeeringConnectionOptions pair"],
      ]);
      expect(await connection()).to.deep.equal({ status: "active", dns: [false, false] });

      await life.down(grown);
      // AWS shows a deleted connection for a while.
      expect((await simList({ home: life.home })).map(({ kind }) => kind)).to.deep.equal([
        "peering-connection",
      ]);
      await simAdvance("7d", { home: life.home });
      expect(await simList({ home: life.home })).to.deep.equal([]);
    });

    for (const [title, change, says] of [
      [
        "addresses that overlap",
        { number: 0 },
        'VpcPeeringRequest \\"pair\\" was given invalid arguments:\\n  - peer.cidrBlocks[0]: must not overlap the network that asks, got \\"10.0.0.0/16\\" beside \\"10.0.0.0/16\\"',
      ],
      [
        "an accepter without a provider of its own",
        { isProvided: false },
        'VpcPeeringAccepter \\"pair\\" was given invalid arguments:\\n  - provider: must be a provider of the account that is asked',
      ],
      [
        "an account that is not the peer's",
        { asked: "000033333333" },
        "Failed due to incorrect VPC-ID, Account ID, or overlapping CIDR range",
      ],
    ] satisfies [string, Peered, string][])
      it(`are refused for ${title}, and nothing is made`, async () => {
        expect(await failureOf(life.up(changed(change)))).to.contain(says);
        expect(await simList({ home: life.home })).to.deep.equal([]);
      });
  });

  describe("by two stacks", () => {
    const asked = async () => {
      await life.up(analyticsAlone, "analytics");
      await life.up(requestingStack, "payment");
    };

    it("go up one after the other, the requester's DNS last, again unchanged, and go down", async () => {
      await asked();
      expect(await connection()).to.deep.equal({
        status: "pending-acceptance",
        dns: [false, false],
      });
      expect(await life.up(acceptingStack, "analytics")).to.deep.equal([
        "create ec2.PeeringConnectionOptions pair",
        "create ec2.Route pair-private-1a-10.0.0.0-16",
        "create ec2.Route pair-private-1b-10.0.0.0-16",
        "create ec2.VpcPeeringConnectionAccepter pair",
      ]);
      expect(await life.up(() => requestingStack(true), "payment")).to.deep.equal([
        "create ec2.PeeringConnectionOptions pair",
      ]);
      expect(await connection()).to.deep.equal({ status: "active", dns: [true, true] });
      expect(await life.up(acceptingStack, "analytics")).to.deep.equal([]);
      expect(await life.up(() => requestingStack(true), "payment")).to.deep.equal([]);
      await life.down(() => requestingStack(true), "payment");
      await life.down(analyticsAlone, "analytics");
      await simAdvance("7d", { home: life.home });
      expect(await simList({ home: life.home })).to.deep.equal([]);
    });

    it("are refused the requester's DNS before the other side has accepted", async () => {
      await asked();
      expect(await failureOf(life.up(() => requestingStack(true), "payment"))).to.match(
        /OperationNotPermitted: Peering pcx-\w+ is not active\. Peering options can be added only to active peerings\./,
      );
    });

    it("are refused an acceptance by an account that is not asked", async () => {
      await asked();
      const elsewhere = { account: "000033333333", region: "eu-west-1" };
      expect(await failureOf(life.up(() => acceptingStack(elsewhere), "analytics"))).to.match(
        /InvalidVpcPeeringConnectionID\.NotFound: The vpcPeeringConnection ID 'pcx-\w+' does not exist/,
      );
    });

    it("are refused a request that has expired, until the requester makes another", async () => {
      await asked();
      await simAdvance("8d", { home: life.home });
      expect(await failureOf(life.up(acceptingStack, "analytics"))).to.match(
        /reading EC2 VPC Peering Connection \(pcx-\w+\): expired/,
      );
      await life.refresh(requestingStack, "payment");
      expect(await life.up(requestingStack, "payment")).to.deep.equal([
        "create ec2.VpcPeeringConnection pair",
        "update ec2.Route pair-private-1a-10.1.0.0-16",
        "update ec2.Route pair-private-1b-10.1.0.0-16",
      ]);
      await life.up(acceptingStack, "analytics");
      const all = await Promise.all(
        (await listed("peering-connection")).map(({ id }) => simShow(id, { home: life.home })),
      );
      expect(all.flat().map((one) => (one as { status?: string }).status)).to.have.members([
        "active",
        "expired",
      ]);
    });
  });
});
