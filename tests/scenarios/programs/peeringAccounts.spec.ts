/** `peering` across two accounts and two regions, in one program. */
import { expect } from "chai";
import { ProgramLife } from "../support/programLife";

describe("peering across two accounts and two regions", function () {
  this.timeout(300_000);

  it("goes up with every intent held, stays as it is, and goes down to nothing", async () => {
    const life = await ProgramLife.open("peering/prod");
    const config = {
      paymentRoleArn: "arn:aws:iam::000011111111:role/deploy",
      analyticsRoleArn: "arn:aws:iam::000022222222:role/deploy",
      analyticsRegion: "eu-west-1",
    };
    try {
      const { changes, verification } = await life.up(config);
      expect(changes).to.equal("187 0 0 0 0");
      const { verdicts = [], findings = [] } = verification ?? {};
      expect(verdicts.map(({ status }) => status)).to.deep.equal(Array(8).fill("holds"));
      expect(findings.filter(({ grade }) => grade === "error")).to.deep.equal([]);
      expect((await life.up(config)).touched).to.deep.equal([]);
      await life.destroy();
      expect(await life.isAsBefore("7d")).to.equal(true);
    } finally {
      await life.close();
    }
  });
});
