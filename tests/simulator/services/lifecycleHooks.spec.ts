/** A lifecycle hook is known to the provider by its name alone, whatever group it is put to. */
import { expect } from "chai";
import { type Made, type Stack, newStack } from "../support";
import { linux, templateType } from "./computing";
import { type Site, site } from "./loadBalancing";

async function group(stack: Stack, { a }: Site, name: string): Promise<Made> {
  const args = { imageId: linux, instanceType: "t2.micro" };
  const { id } = await stack.create(templateType, `${name}-lt`, args);
  return stack.create("aws:autoscaling/group:Group", name, {
    minSize: 0,
    maxSize: 1,
    vpcZoneIdentifiers: [a.id],
    launchTemplate: { id },
  });
}

describe("a lifecycle hook", () => {
  it("is put to another group beside the one that was", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const [was, is] = [await group(stack, place, "was"), await group(stack, place, "is")];
    const one = await stack.create("aws:autoscaling/lifecycleHook:LifecycleHook", "h", {
      autoscalingGroupName: was.id,
      lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    });
    const moved = { ...one.inputs, autoscalingGroupName: is.id };
    expect((await stack.diff(one, moved)).replaces).to.deep.equal([]);
    const updated = await stack.update(one, moved);
    expect((await stack.refresh(updated)).properties.autoscalingGroupName).to.equal(is.id);
    await stack.delete(updated);
    expect((await stack.refresh(updated)).id).to.equal("");
    expect((await stack.refresh(one)).properties.autoscalingGroupName).to.equal(was.id);
  });
});
