/** The judge itself: what the real provider is known to answer, and that a model that is wrong is noticed. */
import { expect } from "chai";
import { findModel } from "../../../simulator/services/registry";
import { types, unknownValue } from "../../simulator/support";
import { compareDeclared } from "./declared";
import { foundOrSkipped, Judge } from "./judge";

const subnet = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", availabilityZone: "us-east-1a" };
/** As a state has it: with the provider's defaults. */
const standing = {
  ...subnet,
  id: "subnet-1",
  assignIpv6AddressOnCreation: false,
  enableDns64: false,
  enableResourceNameDnsARecordOnLaunch: false,
  enableResourceNameDnsAaaaRecordOnLaunch: false,
  ipv6Native: false,
  mapPublicIpOnLaunch: false,
};

describe("Terraform's AWS provider, asked directly", () => {
  let judge: Judge | undefined;
  before(async function () {
    this.timeout(60_000);
    judge = await Judge.open(foundOrSkipped(this));
  });
  after(() => judge?.close());

  it("replaces, updates and leaves alone", async () => {
    const change = (inputs: object) =>
      judge!.change(types.subnet, standing, { ...subnet, ...inputs });
    const replaced = await change({ vpcId: "vpc-2" });
    expect([...replaced.replaced]).to.deep.equal(["vpc_id"]);
    const updated = await change({ mapPublicIpOnLaunch: true, tags: { a: "b" } });
    expect([...updated.replaced]).to.deep.equal([]);
    expect([...updated.changed.keys()].sort()).to.deep.equal([
      "map_public_ip_on_launch",
      "tags",
      "tags_all",
    ]);
    const same = await change({});
    expect([...same.changed.keys()]).to.deep.equal([]);
  });

  it("says why it refuses, at validation and at the plan", async () => {
    const refusals = (inputs: object) => judge!.refusals(types.subnet, { ...subnet, ...inputs });
    expect(await refusals({})).to.deep.equal([]);
    expect(await refusals({ cidrBlock: unknownValue, vpcId: unknownValue })).to.deep.equal([]);
    expect(await refusals({ cidrBlock: "10.0.0.1/24" })).to.deep.equal([
      `"10.0.0.1/24" is not a valid IPv4 CIDR block; did you mean "10.0.0.0/24"?`,
    ]);
    const nat = { subnetId: "subnet-1", connectivityType: "private", allocationId: "eipalloc-1" };
    expect(await judge!.refusals(types.nat, nat)).to.deep.equal([
      `allocation_id is not supported with connectivity_type = "private"`,
    ]);
  });

  it("shows a property that a model has wrongly", () => {
    const model = findModel(types.subnet)!;
    const { type, block } = judge!.typed(types.subnet);
    const wrong = {
      ...model,
      properties: {
        vpcId: { ...model.properties.vpcId, required: undefined },
        cidrBlock: { ...model.properties.cidrBlock, kind: "number" },
        availabilityZone: { output: true },
        ownerId: {},
        zone: {},
      },
    } as const;
    const found = compareDeclared(wrong, type, block).map(
      ({ what, ours, theirs }) => `${what}: ${ours}, not ${theirs}`,
    );
    expect(found).to.deep.equal([
      "vpcId: optional, not required",
      "cidrBlock: number, not text",
      "availabilityZone: AWS's, not optional, else AWS's",
      "ownerId: optional, not AWS's",
      "zone: has it, not does not have it",
    ]);
  });
});
