import { expect } from "chai";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, primeDescribed } from "../../simulator";
import { Stack, messageOf, refusalOf, types } from "./support";

const folder = join(__dirname, "described");

async function primed() {
  const world = await openWorld();
  const told = await primeDescribed(world, folder);
  const stack = await Stack.open(world, { region: "eu-west-1" });
  const idOf = (kind: string, index = 0): string =>
    world.list().filter((one) => one.kind === kind && one.region === "eu-west-1")[index]?.id ?? "";
  return { world, told, stack, idOf };
}

describe("an account that AWS has described", () => {
  it("is taken over whole, and what is not read is named", async () => {
    const { told } = await primed();
    expect(told.standing).to.deep.equal([]);
    expect(told.account).to.equal("111122223333");
    expect(told.taken).to.equal(16);
    expect(told.unread).to.deep.equal(["KeyPairs"]);
  });

  it("is built upon: a subnet beside those that are there, none over them", async () => {
    const { stack, idOf } = await primed();
    const vpcId = idOf("vpc");
    const subnet = (name: string, cidrBlock: string) =>
      stack.create(types.subnet, name, { vpcId, cidrBlock });
    expect(await refusalOf(subnet("beside", "10.20.2.0/24"))).to.equal("none");
    expect(await refusalOf(subnet("over", "10.20.1.128/25"))).to.equal("InvalidSubnet.Conflict");
    expect(await refusalOf(subnet("outside", "10.21.0.0/24"))).to.equal("InvalidSubnet.Range");
  });

  it("has its gateways, tables, groups, lists and endpoints as they were", async () => {
    const { world, stack, idOf } = await primed();
    const gateway = stack.create(types.internetGateway, "second", { vpcId: idOf("vpc") });
    expect(await refusalOf(gateway)).to.equal("InvalidParameterValue");
    const nat = stack.create(types.nat, "second", {
      subnetId: idOf("subnet"),
      allocationId: idOf("elastic-ip"),
    });
    expect(await refusalOf(nat)).to.equal("Resource.AlreadyAssociated");
    const kinds = new Set(world.list().map((one) => one.kind));
    expect([...kinds]).to.include.members(["security-group-rule", "network-acl", "vpc-endpoint"]);
    const name = stack.create(types.group, "g", {
      vpcId: idOf("vpc"),
      name: "web",
      description: "again",
    });
    expect(await refusalOf(name)).to.equal("InvalidGroup.Duplicate");
  });

  it("gives its AZ ids to the names", async () => {
    const { world, idOf } = await primed();
    const [subnet] = world.show(idOf("subnet"));
    expect(subnet).to.have.property("availabilityZoneId");
    const scope = world.scope({ account: "111122223333", region: "eu-west-1" });
    const zone = scope.availabilityZones.find(({ name }) => name === "eu-west-1a");
    expect(zone?.id).to.match(/^euw1-az[123]$/);
    expect(new Set(scope.availabilityZones.map(({ id }) => id)).size).to.equal(3);
  });

  it("is refused by name where a file is no JSON, a folder empty, or the region unknown", async () => {
    const world = await openWorld();
    const other = mkdtempSync(join(tmpdir(), "described-"));
    try {
      expect(await messageOf(primeDescribed(world, other))).to.contain("describe-vpcs");
      writeFileSync(join(other, "Vpcs.json"), JSON.stringify({ Vpcs: [{ VpcId: "vpc-1" }] }));
      expect(await messageOf(primeDescribed(world, other))).to.contain("region");
      writeFileSync(join(other, "Subnets.json"), "{");
      expect(await messageOf(primeDescribed(world, other))).to.contain("Subnets.json is no JSON");
    } finally {
      rmSync(other, { recursive: true });
    }
  });
});
