import { expect } from "chai";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openWorld, type Operation } from "../../simulator";
import { Stack, messageOf, network, newStack, refusalOf, types } from "./support";

describe("a fault that is asked for", () => {
  it("strikes the next call of its action, and that call only", async () => {
    const stack = await newStack();
    await stack.world.addFault({ action: "CreateVpc", effect: "error", code: "VpcLimitExceeded" });
    const make = (name: string) => stack.create(types.vpc, name, { cidrBlock: "10.0.0.0/16" });
    expect(await refusalOf(make("one"))).to.equal("VpcLimitExceeded");
    expect(stack.world.list()).to.deep.equal([]);
    expect(await refusalOf(make("two"))).to.equal("none");
    expect(stack.world.faults).to.deep.equal([]);
  });

  it("strikes one resource where it names one", async () => {
    const stack = await newStack();
    await stack.world.addFault({
      action: "Create*",
      urn: "*::two",
      effect: "error",
      code: "Boom",
      times: 2,
    });
    const make = (name: string) => stack.create(types.vpc, name, { cidrBlock: "10.0.0.0/16" });
    expect(await refusalOf(make("one"))).to.equal("none");
    expect(await refusalOf(make("two"))).to.equal("Boom");
    expect(stack.world.faults.map((one) => one.times)).to.deep.equal([1]);
  });

  it("has AWS without capacity", async () => {
    const stack = await newStack();
    await stack.world.addFault({ action: "CreateVpc", effect: "capacity" });
    const attempt = stack.create(types.vpc, "one", { cidrBlock: "10.0.0.0/16" });
    expect(await refusalOf(attempt)).to.equal("InsufficientInstanceCapacity");
  });

  it("throttles, which the provider waits out, up to its 25 retries", async () => {
    const stack = await newStack();
    const make = (name: string) => stack.create(types.vpc, name, { cidrBlock: "10.0.0.0/16" });
    await stack.world.addFault({ action: "CreateVpc", effect: "throttle", times: 3 });
    expect(await refusalOf(make("one"))).to.equal("none");
    // Backed off for 1, 2 and 4 seconds.
    expect(stack.world.clock).to.equal(7);
    await stack.world.addFault({ action: "CreateVpc", effect: "throttle", times: 26 });
    expect(await refusalOf(make("two"))).to.equal("RequestLimitExceeded");
  });

  it("loses the answer to what was done, so that the world knows of more than the stack", async () => {
    const stack = await newStack();
    await stack.world.addFault({ action: "CreateVpc", effect: "timeout" });
    const attempt = stack.create(types.vpc, "one", { cidrBlock: "10.0.0.0/16" });
    expect(await messageOf(attempt)).to.contain("context deadline exceeded");
    const [found] = stack.world.findByUrn(`urn:pulumi:dev::net::${types.vpc}::one`);
    expect(found?.id).to.match(/^vpc-/);
  });

  it("kills the process after the call, with everything kept", async () => {
    const folder = await mkdtemp(join(tmpdir(), "world-"));
    try {
      const onCrash = (): never => {
        throw new Error("killed");
      };
      const world = await openWorld({ folder, onCrash });
      const stack = await Stack.open(world);
      await world.addFault({ action: "CreateVpc", effect: "crash" });
      const attempt = stack.create(types.vpc, "one", { cidrBlock: "10.0.0.0/16" });
      expect(await messageOf(attempt)).to.equal("killed");
      await world.close();
      const again = await openWorld({ folder });
      expect(again.list().map((one) => one.kind)).to.include("vpc");
      expect(again.faults).to.deep.equal([]);
      await again.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  for (const [fault, words] of [
    [{ action: "create vpc", effect: "error" }, "action"],
    [{ action: "CreateVpc", effect: "explode" as "error" }, "effect"],
    [{ action: "CreateVpc", effect: "error", times: 0 }, "times"],
  ] as const)
    it(`is refused where its ${words} makes no sense`, async () => {
      const { world } = await newStack();
      expect(await messageOf(world.addFault(fault))).to.match(new RegExp(`^fault: ${words} `));
    });

  it("is kept, and can be taken back", async () => {
    const folder = await mkdtemp(join(tmpdir(), "world-"));
    try {
      const world = await openWorld({ folder });
      await world.addFault({ action: "CreateVpc", effect: "error" });
      expect(world.isEmpty()).to.equal(true);
      await world.close();
      const again = await openWorld({ folder });
      expect(again.faults.map((one) => one.action)).to.deep.equal(["CreateVpc"]);
      await again.clearFaults();
      expect(again.faults).to.deep.equal([]);
      await again.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("AWS's limits on requests", () => {
  it("hold a burst back, as its bucket fills again", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const endpoint = async (name: string, service: string) =>
      stack.create(types.endpoint, name, {
        vpcId: vpc.id,
        serviceName: `com.amazonaws.us-east-1.${service}`,
      });
    for (const name of ["a", "b", "c", "d"]) await endpoint(name, "s3");
    expect(stack.world.clock).to.equal(0);
    await endpoint("e", "s3");
    expect(stack.world.clock).to.be.closeTo(1 / 0.3, 0.001);
    await endpoint("f", "s3");
    expect(stack.world.clock).to.be.closeTo(2 / 0.3, 0.001);
  });

  it("are each region's own", async () => {
    const { world } = await newStack({ quotas: { internetGatewaysPerRegion: 50 } });
    for (const region of ["us-east-1", "eu-west-1"]) {
      const stack = await Stack.open(world, { region });
      for (let count = 0; count < 26; count++)
        await stack.create(types.internetGateway, `${region}${count}`);
    }
    expect(world.clock).to.equal(0);
  });
});

describe("what an operation is made of", () => {
  it("is told with its calls and its modelled duration", async () => {
    const seen: Operation[] = [];
    const stack = await newStack({ onOperation: (one) => seen.push(one) });
    const vpc = await stack.create(types.vpc, "one", { cidrBlock: "10.0.0.0/16" });
    await stack.delete(vpc);
    expect(seen.map(({ action, calls, seconds }) => ({ action, calls, seconds }))).to.deep.equal([
      { action: "create", calls: ["CreateVpc"], seconds: 2 },
      { action: "delete", calls: ["DeleteVpc"], seconds: 1 },
    ]);
  });
});
