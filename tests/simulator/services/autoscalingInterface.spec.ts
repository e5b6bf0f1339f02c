/** An Auto Scaling group of one, whose instance is on an interface that a program made. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Stack, newStack, refusalOf, types } from "../support";
import { linux, templateType } from "./computing";
import { site } from "./loadBalancing";

const groupType = "aws:autoscaling/group:Group";

const template = async (stack: Stack, name: string, args: ValueMap): Promise<string> =>
  (await stack.create(templateType, name, { imageId: linux, instanceType: "t2.micro", ...args }))
    .id;

const instances = (stack: Stack): string[] =>
  stack.world
    .list()
    .filter(({ kind }) => kind === "instance")
    .map(({ id }) => id);

describe("an Auto Scaling group", () => {
  it("keeps its one instance on an interface that is there already, in the zone that it names", async () => {
    const stack = await newStack();
    const { a } = await site(stack);
    const card = await stack.create(types.networkInterface, "card", { subnetId: a.id });
    const networkInterfaces = [{ networkInterfaceId: card.id, deviceIndex: 0 }];
    const held = await template(stack, "lt", { networkInterfaces });
    const args = {
      availabilityZones: ["us-east-1a"],
      minSize: 1,
      maxSize: 1,
      launchTemplate: { id: held, version: "1" },
    };
    const holder = () =>
      stack.world.show(card.id).map((one) => (one as { attachment?: object }).attachment)[0];
    const made = await stack.create(groupType, "asg", args);
    const first = holder();
    expect(first).to.include({ instanceId: instances(stack)[0], deviceIndex: 0 });
    const again = { ...args, instanceRefresh: { strategy: "Rolling" } };
    const other = await template(stack, "new", { networkInterfaces, description: "new" });
    const launchTemplate = { id: other, version: "1" };
    const refreshed = await stack.update(made, { ...again, launchTemplate });
    expect(instances(stack)).to.have.lengthOf(1);
    expect(holder())
      .to.include({ instanceId: instances(stack)[0] })
      .and.not.to.deep.equal(first);
    expect(await refusalOf(stack.create(groupType, "second", args))).to.equal(
      "InvalidNetworkInterface.InUse",
    );
    const elsewhere = { ...args, availabilityZones: ["us-east-1b"] };
    expect(await refusalOf(stack.create(groupType, "third", elsewhere))).to.equal(
      "ValidationError",
    );
    await stack.delete(refreshed);
    expect(holder()).to.equal(undefined);
    await stack.delete(card);
  });
});
