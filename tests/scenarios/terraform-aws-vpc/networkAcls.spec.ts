/** The ACLs of terraform-aws-vpc's example network-acls, edited: rule by rule, each in both families. */
import { expect } from "chai";
import { NetworkLife } from "../support/networkLife";
import { FLOWS, networkAcls } from "./networkAcls";
import { REGION } from "./networks";

describe("the ACLs of terraform-aws-vpc's example network-acls", () => {
  let life: NetworkLife;
  before(async () => {
    life = await NetworkLife.open({ region: REGION });
  });
  after(() => life.close());

  it("stay when flows are reordered, and change rule by rule", async function () {
    this.timeout(120_000);
    await life.up(networkAcls());
    expect(await life.up(networkAcls([...FLOWS].reverse())), "reordered").to.deep.equal([]);
    const [, ...others] = FLOWS;
    const closed = { source: "internet", destination: "public", ports: ["http", "https", "ssh"] };
    expect(await life.up(networkAcls([closed, ...others])), "without rdp").to.deep.equal([
      "delete ec2.NetworkAclRule network-acls-public-ingress-allow-tcp-3389-..-0",
      "delete ec2.NetworkAclRule network-acls-public-ingress-allow-tcp-3389-0.0.0.0-0",
    ]);
    expect(await life.down(networkAcls([closed, ...others]))).to.equal(true);
  });
});
