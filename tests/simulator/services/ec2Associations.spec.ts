import { expect } from "chai";
import { type Made, type Stack, network, newStack, refusalOf, textOf, types } from "../support";

async function routed() {
  const stack = await newStack();
  const { vpc, gateway, subnet } = await network(stack);
  const table = (name: string) => stack.create(types.routeTable, name, { vpcId: vpc.id });
  return { stack, vpc, gateway, subnet, one: await table("one"), two: await table("two") };
}

const tableOf = async (stack: Stack, subnet: Made): Promise<unknown> =>
  (
    await stack.provider.invoke("aws:ec2/getRouteTable:getRouteTable", {
      subnetId: subnet.id,
    })
  ).result.id;

describe("a subnet moved to another table", () => {
  async function moved() {
    const all = await routed();
    const { stack, subnet, one, two } = all;
    const args = { subnetId: subnet.id, routeTableId: one.id };
    const before = await stack.create(types.association, "a", args);
    const after = await stack.update(before, { ...args, routeTableId: two.id });
    return { ...all, before, after };
  }

  it("has another association, which the outputs name and the state does not", async () => {
    const { stack, subnet, two, before, after } = await moved();
    expect(after.properties.id)
      .to.match(/^rtbassoc-00000/)
      .and.not.to.equal(before.id);
    expect(after.id).to.equal(before.id);
    expect(after.properties.routeTableId).to.equal(two.id);
    expect(await tableOf(stack, subnet)).to.equal(two.id);
    expect((await stack.refresh(after)).id).to.equal("");
  });

  it("cannot be associated again, by a new resource or by the next update", async () => {
    const { stack, subnet, one, after } = await moved();
    const args = { subnetId: subnet.id, routeTableId: one.id };
    expect(await refusalOf(stack.create(types.association, "b", args))).to.equal(
      "Resource.AlreadyAssociated",
    );
    expect(await refusalOf(stack.update(after, args))).to.equal("Resource.AlreadyAssociated");
  });

  it("stays there when the stack deletes the association, until its table goes", async () => {
    const { stack, subnet, two, after } = await moved();
    await stack.delete(after);
    expect(await tableOf(stack, subnet)).to.equal(two.id);
    await stack.delete(two);
    const none = { filters: [{ name: "association.subnet-id", values: [subnet.id] }] };
    const { result } = await stack.provider.invoke("aws:ec2/getRouteTables:getRouteTables", none);
    expect(result.ids).to.deep.equal([]);
  });
});

describe("a main table", () => {
  it("gives way to another and comes back, each time by another association", async () => {
    const { stack, vpc, one } = await routed();
    const args = { vpcId: vpc.id, routeTableId: one.id };
    const made = await stack.create(types.mainAssociation, "m", args);
    const original = textOf(vpc.properties, "mainRouteTableId");
    expect(made.properties.originalRouteTableId).to.equal(original);
    const main = async () => (await stack.refresh(vpc)).properties.mainRouteTableId;
    expect(await main()).to.equal(one.id);
    expect(await refusalOf(stack.delete(one))).to.equal("DependencyViolation");
    await stack.delete(made);
    expect(await main()).to.equal(original);
  });

  it("is put back to the table that was main before, not to the first", async () => {
    const { stack, vpc, one, two } = await routed();
    const main = (name: string, routeTableId: string) =>
      stack.create(types.mainAssociation, name, { vpcId: vpc.id, routeTableId });
    await main("first", one.id);
    const second = await main("second", two.id);
    expect(second.properties.originalRouteTableId).to.equal(one.id);
    await stack.delete(second);
    expect((await stack.refresh(vpc)).properties.mainRouteTableId).to.equal(one.id);
  });

  it("is lost to the state by an update, and then neither changed nor put back", async () => {
    const { stack, vpc, one, two } = await routed();
    const args = { vpcId: vpc.id, routeTableId: one.id };
    const made = await stack.create(types.mainAssociation, "m", args);
    const changed = await stack.update(made, { ...args, routeTableId: two.id });
    expect(changed.properties.id).not.to.equal(made.id);
    expect((await stack.refresh(changed)).id).to.equal("");
    expect(await refusalOf(stack.update(changed, args))).to.equal("InvalidAssociationID.NotFound");
    expect(await refusalOf(stack.delete(changed))).to.equal("InvalidAssociationID.NotFound");
  });

  it("is of the same VPC", async () => {
    const { stack, vpc } = await routed();
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const far = await stack.create(types.routeTable, "far", { vpcId: other.id });
    const args = { vpcId: vpc.id, routeTableId: far.id };
    expect(await refusalOf(stack.create(types.mainAssociation, "m", args))).to.equal(
      "InvalidParameterValue",
    );
  });
});

describe("a gateway's table", () => {
  it("is of the gateway's VPC, one to a gateway", async () => {
    const { stack, vpc, gateway, one, two } = await routed();
    const associate = (gatewayId: string, routeTableId: string) =>
      refusalOf(
        stack.create(types.association, `${gatewayId} ${routeTableId}`, {
          gatewayId,
          routeTableId,
        }),
      );
    expect(await associate(gateway.id, one.id)).to.equal("none");
    expect(await associate(gateway.id, two.id)).to.equal("Resource.AlreadyAssociated");
    const vpn = await stack.create(types.vpnGateway, "v", {});
    expect(await associate(vpn.id, one.id)).to.equal("InvalidParameterValue");
    await stack.update(vpn, { vpcId: vpc.id });
    expect(await associate(vpn.id, one.id)).to.equal("none");
    expect(await associate("vgw-0", one.id)).to.equal("InvalidVpnGatewayID.NotFound");
  });
});

describe("a subnet under another ACL", () => {
  it("has another association each time", async () => {
    const { stack, vpc, subnet } = await routed();
    const acl = await stack.create(types.acl, "a", { vpcId: vpc.id });
    const ids = new Set<string>();
    for (const name of ["one", "two"]) {
      const args = { networkAclId: acl.id, subnetId: subnet.id };
      const made = await stack.create(types.aclAssociation, name, args);
      ids.add(made.id);
      await stack.delete(made);
      const [entity] = stack.world.show(subnet.id) as unknown as [
        { networkAclAssociationId: string },
      ];
      ids.add(entity.networkAclAssociationId);
    }
    expect(ids.size).to.equal(4);
  });
});
