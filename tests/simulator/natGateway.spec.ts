import { expect } from "chai";
import { type Stack, network, newStack, textOf, types } from "./support";

const eip = (stack: Stack, name = "nat") => stack.create(types.eip, name, {});

async function nat(stack: Stack, name = "nat") {
  const made = await network(stack);
  const address = await eip(stack);
  const gateway = await stack.create(types.nat, name, {
    subnetId: made.subnet.id,
    allocationId: address.id,
  });
  return { ...made, address, nat: gateway };
}

describe("a NAT gateway", () => {
  it("that fails is known to the stack, holds no address, and can be deleted", async () => {
    const stack = await newStack();
    const { subnet, gateway } = await network(stack);
    const address = await eip(stack);
    await stack.delete(gateway);
    const args = { subnetId: subnet.id, allocationId: address.id };
    const error = await stack.create(types.nat, "n", args).then(
      () => undefined,
      (one: unknown) => one as Error & { partial: { id: string; reasons: string[] } },
    );
    expect(error?.message).to.equal(
      `waiting for EC2 NAT Gateway (${error?.partial.id}) create: unexpected state 'failed', wanted target 'available'. ` +
        `last error: Gateway.NotAttached: Network ${textOf(subnet.inputs, "vpcId")} has no Internet gateway attached`,
    );
    expect(error?.partial.id).to.match(/^nat-00000[0-9a-f]{12}$/);
    await stack.delete({ ...address, type: types.nat, id: error!.partial.id });
    await stack.delete(address);
    await stack.delete(subnet);
  });

  it("leaves a black hole in the routes to it, and its address free", async () => {
    const stack = await newStack();
    const { vpc, nat: gateway, address } = await nat(stack);
    const table = await stack.create(types.routeTable, "t", { vpcId: vpc.id });
    const route = await stack.create(types.route, "r", {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId: gateway.id,
    });
    expect(route.properties.state).to.equal("active");
    await stack.delete(gateway);
    expect((await stack.refresh(route)).properties.state).to.equal("blackhole");
    expect((await stack.refresh(address)).properties.associationId).to.equal("");
    await stack.delete(address);
  });

  it("of a region has a route table to the internet gateway, which goes with it", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const before = stack.world.fingerprint();
    const made = await stack.create(types.nat, "n", {
      vpcId: vpc.id,
      availabilityMode: "regional",
    });
    expect(made.properties.routeTableId).to.match(/^rtb-00000/);
    await stack.delete(made);
    expect(stack.world.fingerprint()).to.equal(before);
  });
});
