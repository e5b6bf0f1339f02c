import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { permit, trust } from "../lifecycleCases";
import { type Made, type Stack, newStack, refusalOf, textOf, types } from "../support";
import { run } from "./computing";
import { groupIn, groupType, site } from "./loadBalancing";

const attachmentType = "aws:lb/targetGroupAttachment:TargetGroupAttachment";
const interfaceType = "aws:ec2/networkInterface:NetworkInterface";

async function lambda(stack: Stack, name = "f"): Promise<Made> {
  const assumeRolePolicy = trust("lambda.amazonaws.com");
  const role = await stack.create(types.role, name, { assumeRolePolicy });
  await stack.create(types.rolePolicy, name, { role: role.id, policy: permit("*") });
  await stack.world.advance(60);
  return stack.create("aws:lambda/function:Function", name, {
    role: textOf(role.properties, "arn"),
    code: { path: "./function.zip", hash: "one" },
    handler: "index.handler",
    runtime: "nodejs22.x",
  });
}

describe("targets", () => {
  it("are functions that let the load balancer invoke them, one a target group", async () => {
    const stack = await newStack();
    const group = await stack.create(groupType, "g", { targetType: "lambda" });
    const attach = (targetId: string, name: string): Promise<string> =>
      refusalOf(stack.create(attachmentType, name, { targetGroupArn: group.id, targetId }));
    const { region, account } = { region: "us-east-1", account: "000000000000" };
    const none = `arn:aws:lambda:${region}:${account}:function:none`;
    expect(await attach(none, "none")).to.equal("InvalidTarget");
    const made = await lambda(stack);
    const arn = textOf(made.properties, "arn");
    expect(await attach(arn, "f")).to.equal("AccessDenied");
    await stack.create("aws:lambda/permission:Permission", "p", {
      action: "lambda:InvokeFunction",
      function: made.id,
      principal: "elasticloadbalancing.amazonaws.com",
    });
    expect(await attach(arn, "f")).to.equal("none");
    expect(await attach(arn, "again")).to.equal("TooManyTargets");
  });

  it("are instances of the target group's VPC", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const instance = await run(stack, place);
    const attach = (targetGroupArn: string, name: string): Promise<string> =>
      refusalOf(stack.create(attachmentType, name, { targetGroupArn, targetId: instance.id }));
    const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
    const other = await groupIn(stack, place, { vpcId: vpc.id }, "other");
    expect(await attach(other.id, "other")).to.equal("InvalidTarget");
    expect(await attach((await groupIn(stack, place)).id, "one")).to.equal("none");
  });
});

describe("instances on interfaces that there are already", () => {
  const begin = (stack: Stack, networkInterfaceId: string, args: ValueMap, name = "one") =>
    stack.create("aws:ec2/instance:Instance", name, {
      ...args,
      primaryNetworkInterface: { networkInterfaceId },
    });

  it("take one that is free, with its address, and leave it when they go", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const eni = await stack.create(interfaceType, "eni", {
      subnetId: place.a.id,
      privateIps: ["10.0.0.20"],
    });
    const { ami, instanceType } = (await run(stack, place)).inputs as Record<string, string>;
    const args = { ami: ami!, instanceType: instanceType! };
    const made = await begin(stack, eni.id, args);
    expect(made.properties.primaryNetworkInterfaceId).to.equal(eni.id);
    expect(made.properties.privateIp).to.equal("10.0.0.20");
    expect(made.properties.subnetId).to.equal(place.a.id);
    expect(await refusalOf(begin(stack, eni.id, args, "two"))).to.equal(
      "InvalidNetworkInterface.InUse",
    );
    expect(await refusalOf(begin(stack, "eni-0", args, "none"))).to.equal(
      "InvalidNetworkInterfaceID.NotFound",
    );
    await stack.delete(made);
    expect((await stack.refresh(eni)).id).to.equal(eni.id);
    expect(await refusalOf(begin(stack, eni.id, args, "again"))).to.equal("none");
  });
});
