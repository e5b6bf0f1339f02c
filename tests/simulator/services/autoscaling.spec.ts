import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import type { Thing } from "../../../simulator/resource/spec";
import { trust } from "../lifecycleCases";
import { type Made, type Stack, messageOf, newStack, refusalOf, textOf, types } from "../support";
import { type Row, arm, linux, named, refusals, subnetIn, templateType, zones } from "./computing";
import { type Site, groupIn, site } from "./loadBalancing";

const groupType = "aws:autoscaling/group:Group";
const policyType = "aws:autoscaling/policy:Policy";
const scheduleType = "aws:autoscaling/schedule:Schedule";
const hookType = "aws:autoscaling/lifecycleHook:LifecycleHook";
const attachmentType = "aws:autoscaling/attachment:Attachment";
const notificationType = "aws:autoscaling/notification:Notification";

const template = (stack: Stack, args: ValueMap = {}, name = "lt"): Promise<Made> =>
  stack.create(templateType, name, { imageId: linux, instanceType: "t2.micro", ...args });

/** With a template of its own, where none is given. */
async function group(stack: Stack, { a, b }: Site, args: ValueMap = {}, name = "asg") {
  const own = args.launchTemplate ?? { id: (await template(stack, {}, `${name}-lt`)).id };
  return stack.create(groupType, name, {
    minSize: 1,
    maxSize: 3,
    vpcZoneIdentifiers: [a.id, b.id],
    ...args,
    launchTemplate: own,
  });
}

const withTemplate = async (stack: Stack, place: Site, data: ValueMap) =>
  group(stack, place, { launchTemplate: { id: (await template(stack, data)).id } });

const mixed = async (stack: Stack, { a }: Site, data: ValueMap) => {
  const launchTemplateId = (await template(stack, data)).id;
  return stack.create(groupType, "asg", {
    minSize: 0,
    maxSize: 1,
    vpcZoneIdentifiers: [a.id],
    mixedInstancesPolicy: {
      launchTemplate: { launchTemplateSpecification: { launchTemplateId } },
    },
  });
};

async function otherSubnet(stack: Stack): Promise<string> {
  const vpc = await stack.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
  const args = { vpcId: vpc.id, cidrBlock: "10.9.0.0/24" };
  return (await stack.create(types.subnet, "other", args)).id;
}

const policy = async (stack: Stack, place: Site, args: ValueMap) =>
  stack.create(policyType, "p", {
    autoscalingGroupName: (await group(stack, place)).id,
    ...args,
  });
const schedule = async (stack: Stack, place: Site, args: ValueMap) =>
  stack.create(scheduleType, "s", {
    autoscalingGroupName: (await group(stack, place)).id,
    scheduledActionName: "night",
    ...args,
  });
const hook = async (stack: Stack, place: Site, args: ValueMap) =>
  stack.create(hookType, "h", {
    autoscalingGroupName: (await group(stack, place)).id,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
    ...args,
  });
const notify = async (stack: Stack, place: Site, args: ValueMap) =>
  stack.create(notificationType, "n", {
    groupNames: [(await group(stack, place)).id],
    notifications: ["autoscaling:EC2_INSTANCE_LAUNCH"],
    topicArn: (await stack.create("aws:sns/topic:Topic", "t", {})).id,
    ...args,
  });
const simple = { adjustmentType: "ChangeInCapacity", scalingAdjustment: 1 };
const tracking = {
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: { targetValue: 50 },
};

const rows: readonly Row[] = [
  [
    "a group's name that is taken",
    "AlreadyExists",
    async (s, p) => {
      await group(s, p, { name: "web" }, "one");
      await group(s, p, { name: "web" }, "two");
    },
    async (s, p) => {
      await group(s, p, { name: "web" }, "one");
      await group(s, p, { name: "web2" }, "two");
    },
  ],
  [
    "a minimum above the maximum",
    "ValidationError",
    (s, p) => group(s, p, { minSize: 4 }),
    (s, p) => group(s, p, { minSize: 3 }),
  ],
  [
    "more desired than the maximum",
    "ValidationError",
    (s, p) => group(s, p, { desiredCapacity: 4 }),
    (s, p) => group(s, p, { desiredCapacity: 3 }),
  ],
  [
    "a subnet that does not exist",
    "ValidationError",
    (s, p) => group(s, p, { vpcZoneIdentifiers: ["subnet-0"] }),
    (s, p) => group(s, p),
  ],
  [
    "subnets of two VPCs",
    "ValidationError",
    async (s, p) => group(s, p, { vpcZoneIdentifiers: [p.a.id, await otherSubnet(s)] }),
    async (s, p) => group(s, p, { vpcZoneIdentifiers: [await otherSubnet(s)] }),
  ],
  [
    "neither subnets nor AZs",
    "ValidationError",
    (s, p) => group(s, p, { vpcZoneIdentifiers: null }),
    (s, p) => group(s, p, { vpcZoneIdentifiers: null, availabilityZones: ["us-east-1b"] }),
  ],
  [
    "a launch template that does not exist",
    "ValidationError",
    (s, p) => group(s, p, { launchTemplate: { id: "lt-00000000000000000" } }),
    (s, p) => group(s, p),
  ],
  [
    "a launch template's version that does not exist",
    "ValidationError",
    async (s, p) => group(s, p, { launchTemplate: { id: (await template(s)).id, version: "2" } }),
    async (s, p) => group(s, p, { launchTemplate: { id: (await template(s)).id, version: "1" } }),
  ],
  [
    "a template's image that does not exist",
    "ValidationError",
    (s, p) => withTemplate(s, p, { imageId: "ami-00000000000000000" }),
    (s, p) => withTemplate(s, p, { imageId: linux }),
  ],
  [
    "a template's group of another VPC",
    "ValidationError",
    async (s, p) => {
      const vpc = await s.create(types.vpc, "other", { cidrBlock: "10.9.0.0/16" });
      const sg = await s.create(types.group, "other", { vpcId: vpc.id });
      await withTemplate(s, p, { vpcSecurityGroupIds: [sg.id] });
    },
    async (s, p) => {
      const sg = await s.create(types.group, "g", { vpcId: p.vpc.id });
      await withTemplate(s, p, { vpcSecurityGroupIds: [sg.id] });
    },
  ],
  [
    "a template that asks for Spot under a policy of mixed instances",
    "ValidationError",
    (s, p) => mixed(s, p, { instanceMarketOptions: { marketType: "spot" } }),
    (s, p) => mixed(s, p, {}),
  ],
  [
    "a target group that does not exist",
    "ValidationError",
    (s, p) => group(s, p, { targetGroupArns: ["arn:none"] }),
    async (s, p) => group(s, p, { targetGroupArns: [(await groupIn(s, p)).id] }),
  ],
  [
    "a target group of addresses",
    "ValidationError",
    async (s, p) =>
      group(s, p, { targetGroupArns: [(await groupIn(s, p, { targetType: "ip" })).id] }),
    async (s, p) => group(s, p, { targetGroupArns: [(await groupIn(s, p)).id] }),
  ],
  [
    "attaching a target group that does not exist",
    "ValidationError",
    async (s, p) => attach(s, (await group(s, p)).id, "arn:none"),
    async (s, p) => attach(s, (await group(s, p)).id, (await groupIn(s, p)).id),
  ],
  [
    "a policy of a group that does not exist",
    "ValidationError",
    (s, p) => policy(s, p, { ...simple, autoscalingGroupName: "none" }),
    (s, p) => policy(s, p, simple),
  ],
  [
    "a policy without what its type needs",
    "ValidationError",
    (s, p) => policy(s, p, { policyType: "TargetTrackingScaling" }),
    (s, p) => policy(s, p, tracking),
  ],
  [
    "a cooldown of target tracking",
    "ValidationError",
    (s, p) => policy(s, p, { ...tracking, cooldown: 60 }),
    (s, p) => policy(s, p, { ...simple, cooldown: 60 }),
  ],
  [
    "a warm-up of simple scaling",
    "ValidationError",
    (s, p) => policy(s, p, { ...simple, estimatedInstanceWarmup: 60 }),
    (s, p) => policy(s, p, { ...tracking, estimatedInstanceWarmup: 60 }),
  ],
  [
    "a schedule that sets no size",
    "ValidationError",
    (s, p) => schedule(s, p, { recurrence: "0 1 * * *" }),
    (s, p) => schedule(s, p, { recurrence: "0 1 * * *", desiredCapacity: 0 }),
  ],
  [
    "a recurrence that is no cron expression",
    "ValidationError",
    (s, p) => schedule(s, p, { recurrence: "daily", minSize: 0 }),
    (s, p) => schedule(s, p, { recurrence: "0 22 * * MON-FRI", minSize: 0 }),
  ],
  [
    "a schedule's minimum above its maximum",
    "ValidationError",
    (s, p) => schedule(s, p, { minSize: 2, maxSize: 1 }),
    (s, p) => schedule(s, p, { minSize: 2, maxSize: -1 }),
  ],
  [
    "a schedule that ends before it starts",
    "ValidationError",
    (s, p) => schedule(s, p, { ...times("2030", "2029"), minSize: 0 }),
    (s, p) => schedule(s, p, { ...times("2029", "2030"), minSize: 0 }),
  ],
  [
    "a hook's name with a blank",
    "ValidationError",
    (s, p) => hook(s, p, { name: "a b" }),
    (s, p) => hook(s, p, { name: "a/b" }),
  ],
  [
    "a hook's role that does not exist",
    "ValidationError",
    (s, p) => hook(s, p, { roleArn: "arn:aws:iam::000000000000:role/none" }),
    async (s, p) => {
      const assumeRolePolicy = trust("autoscaling.amazonaws.com");
      const role = await s.create(types.role, "r", { assumeRolePolicy });
      await hook(s, p, { roleArn: textOf(role.properties, "arn") });
    },
  ],
  [
    "notifications to a topic that does not exist",
    "ValidationError",
    (s, p) => notify(s, p, { topicArn: "arn:aws:sns:us-east-1:000000000000:none" }),
    (s, p) => notify(s, p, {}),
  ],
  [
    "notifications of what there is not",
    "ValidationError",
    (s, p) => notify(s, p, { notifications: ["autoscaling:EC2_INSTANCE_START"] }),
    (s, p) => notify(s, p, { notifications: ["autoscaling:TEST_NOTIFICATION"] }),
  ],
];

const times = (start: string, end: string): ValueMap => ({
  startTime: `${start}-01-01T00:00:00Z`,
  endTime: `${end}-01-01T00:00:00Z`,
});

const attach = (stack: Stack, autoscalingGroupName: string, lbTargetGroupArn: string) =>
  stack.create(attachmentType, "t", { autoscalingGroupName, lbTargetGroupArn });

/** The instances of the world, by subnet. */
function spread(stack: Stack): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const id of instances(stack)) {
    const [one] = stack.world.show(id) as unknown as readonly Thing[];
    const subnet = textOf(one!.properties, "subnetId");
    counts[subnet] = (counts[subnet] ?? 0) + 1;
  }
  return counts;
}

const instances = (stack: Stack): readonly string[] =>
  stack.world
    .list()
    .filter((one) => one.kind === "instance")
    .map((one) => one.id);

describe("Auto Scaling groups", () => {
  refusals(rows);

  it("says what of the template EC2 refuses", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const refused = withTemplate(stack, place, { imageId: arm });
    expect(await messageOf(refused)).to.include(
      "valid fully-formed launch template. The architecture",
    );
  });

  it("launches what is desired, spread over its subnets, which the instances hold", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const made = await group(stack, place, { desiredCapacity: 3 });
    const counts = spread(stack);
    expect([counts[place.a.id], counts[place.b.id]].sort()).to.deep.equal([1, 2]);
    expect(made.properties.availabilityZones).to.deep.equal(["us-east-1a", "us-east-1b"]);
    expect(await refusalOf(stack.delete(place.a))).to.equal("DependencyViolation");
    await stack.delete(made);
    expect(instances(stack)).to.deep.equal([]);
    await stack.delete(place.a);
  });

  it("grows, shrinks, and keeps what is desired within its bounds", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const launchTemplate = { id: (await template(stack)).id };
    const args = { launchTemplate, vpcZoneIdentifiers: [place.a.id, place.b.id] };
    const made = await stack.create(groupType, "asg", { ...args, minSize: 1, maxSize: 3 });
    expect(made.properties.desiredCapacity).to.equal(1);
    const grown = await stack.update(made, { ...args, minSize: 3, maxSize: 5 });
    expect(grown.properties.desiredCapacity).to.equal(3);
    expect(instances(stack)).to.have.lengthOf(3);
    const shrunk = await stack.update(grown, { ...args, minSize: 0, maxSize: 2 });
    expect(shrunk.properties.desiredCapacity).to.equal(2);
    const counts = spread(stack);
    expect([counts[place.a.id], counts[place.b.id]]).to.deep.equal([1, 1]);
  });

  it("moves to other subnets, and launches anew where a refresh is asked for", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const launchTemplate = { id: (await template(stack)).id, version: "1" };
    const args = { minSize: 2, maxSize: 2, launchTemplate, vpcZoneIdentifiers: [place.a.id] };
    const made = await stack.create(groupType, "asg", args);
    const moved = { ...args, vpcZoneIdentifiers: [place.b.id] };
    const there = await stack.update(made, moved);
    expect(spread(stack)).to.deep.equal({ [place.b.id]: 2 });
    const standing = instances(stack);
    const other = { id: (await template(stack, {}, "new")).id, version: "1" };
    const kept = await stack.update(there, { ...moved, launchTemplate: other });
    expect(instances(stack)).to.deep.equal(standing);
    const instanceRefresh = { strategy: "Rolling" };
    await stack.update(kept, { ...moved, launchTemplate, instanceRefresh });
    expect(instances(stack)).to.have.lengthOf(2);
    expect(instances(stack).filter((id) => standing.includes(id))).to.deep.equal([]);
  });

  it("leaves out an AZ that has not the type, and fails where no AZ has it", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const { old, fresh } = await zones(stack);
    const oldest = await subnetIn(stack, place, old);
    const cidrBlock = "10.0.70.0/24";
    const newer = await stack.create(types.subnet, "fresh", {
      vpcId: place.vpc.id,
      cidrBlock,
      availabilityZone: fresh,
    });
    const launchTemplate = { id: (await template(stack, { instanceType: "t3.micro" })).id };
    const sizes = { minSize: 2, maxSize: 2, launchTemplate };
    await group(stack, place, { ...sizes, vpcZoneIdentifiers: [oldest, newer.id] }, "both");
    expect(spread(stack)).to.deep.equal({ [newer.id]: 2 });
    const nowhere = group(stack, place, { ...sizes, vpcZoneIdentifiers: [oldest] }, "old");
    expect(await refusalOf(nowhere)).to.equal("Unsupported");
    const patient = { ...sizes, vpcZoneIdentifiers: [oldest], waitForCapacityTimeout: "0" };
    expect(await refusalOf(group(stack, place, patient, "patient"))).to.equal("none");
  });

  it("launches elsewhere where an AZ has no capacity; where none has, the group is there without it", async () => {
    const stack = await newStack();
    const place = await site(stack);
    await stack.world.addFault({ action: "RunInstances", effect: "capacity" });
    await group(stack, place, {}, "one");
    expect(instances(stack)).to.have.lengthOf(1);
    await stack.world.addFault({ action: "RunInstances", effect: "capacity", times: 2 });
    const failed = group(stack, place, { name: "two" }, "two");
    expect(await refusalOf(failed)).to.equal("InsufficientInstanceCapacity");
    const there = await stack.import(groupType, "two", "two");
    expect(there.id).to.equal("two");
  });

  it("shows what has been attached, and takes its own with it", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const target = await groupIn(stack, place);
    const made = await group(stack, place);
    const attached = await attach(stack, made.id, target.id);
    const seen = await stack.refresh(made);
    expect(seen.properties.targetGroupArns).to.deep.equal([target.id]);
    expect((await stack.diff(seen, made.inputs)).diffs).to.deep.equal([]);
    await stack.delete(attached);
    expect((await stack.refresh(made)).properties.targetGroupArns).to.deep.equal([]);
    const args = { autoscalingGroupName: made.id, name: "up", ...simple };
    const up = await stack.create(policyType, "up", args);
    await stack.delete(made);
    expect((await stack.refresh(up)).id).to.equal("");
  });

  it("tags its instances with what is to be propagated", async () => {
    const stack = await newStack();
    const place = await site(stack);
    const tags = [
      { key: "Name", value: "web", propagateAtLaunch: true },
      { key: "Only", value: "group", propagateAtLaunch: false },
    ];
    await group(stack, place, { name: "web", tags });
    const [one] = stack.world.show(instances(stack)[0]!);
    expect(one?.tags).to.deep.equal({ Name: "web", "aws:autoscaling:groupName": "web" });
  });

  it("takes the types of a mixed policy, and images of Ubuntu too", async () => {
    const stack = await newStack();
    const place = await site(stack);
    await mixed(stack, place, { imageId: named("jammy-22.04-amd64"), instanceType: "t2.small" });
    const bad = mixed(await newStack(), place, {});
    expect(await refusalOf(bad)).to.equal("ValidationError");
  });
});
