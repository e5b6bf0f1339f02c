/** A mesh of networks in four regions of one account, as it grows, in the simulated AWS. */
import { expect } from "chai";
import * as net from "../../components";
import { Site } from "./support/site";

const REGIONS = ["us-east-1", "us-west-2", "eu-west-1", "eu-central-1"];

/** A network with one table: no more in a region than AWS's quota allows beside the default VPC. */
function member(number: number): net.MeshNetwork {
  const region = REGIONS[number % REGIONS.length] ?? "";
  const vpc = new net.Vpc(`net${number}`, {
    cidrBlock: `10.${number}.0.0/16`,
    availabilityZoneNames: [`${region}a`],
    subnetSpecs: [{ name: "data", type: net.SubnetType.Isolated }],
    region,
  });
  return { key: `net${number}`, vpc };
}

/** The last to join comes first in the list, and is by name before others. */
const mesh = (count: number) => () => {
  const networks = Array.from({ length: count }, (_, index) => member(count - index));
  new net.PeeringMesh("mesh", { networks });
  return Promise.resolve();
};

describe("a mesh of 12 networks in four regions", () => {
  let site: Site;
  before(async () => {
    site = await Site.open();
  });
  after(() => site.close());

  it("changes nothing that is there when a 13th joins", async function () {
    this.timeout(300_000);
    const { create: made = 0 } = (await site.up("rehearsal", mesh(12))) as { create?: number };
    const active = () => site.list().filter(({ kind }) => kind === "peering-connection").length;
    expect(active()).to.equal(66);
    const joined = (await site.up("rehearsal", mesh(13))) as Record<string, number>;
    expect(Object.keys(joined).sort()).to.deep.equal(["create", "same"]);
    expect(joined.same).to.equal(made);
    expect(active()).to.equal(78);
  });
});
