/** Auto Scaling groups, their policies and hooks. */
import { id, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, scalingApi } from "../pages";
import * as aws from "../resources";
import { aSubnet, aVpc, newestImage } from "../surroundings";

const template = aws.launchTemplate("template", {
  name: "app",
  imageId: newestImage,
  instanceType: "t3.micro",
});

const group = (args: Arguments = {}, resource = "group"): Step =>
  aws.scalingGroup(resource, {
    name: "app",
    minSize: 0,
    maxSize: 2,
    vpcZoneIdentifiers: [id("subnet")],
    launchTemplate: { id: id("template"), version: "$Latest" },
    ...args,
  });

const ready: readonly Step[] = [aVpc, aSubnet("subnet"), template];

const groups: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["an Auto Scaling group", {}, "accepted"],
  ["an Auto Scaling group name of 255 characters", { name: "g".repeat(255) }, "accepted"],
  ["an Auto Scaling group name of 256 characters", { name: "g".repeat(256) }, "ValidationError"],
  ["an Auto Scaling group whose least is more than its most", { minSize: 3 }, "ValidationError"],
  [
    "an Auto Scaling group that is to be larger than its most",
    { desiredCapacity: 3 },
    "ValidationError",
  ],
  [
    "an Auto Scaling group that is to be smaller than its least",
    { minSize: 1, desiredCapacity: 0 },
    "ValidationError",
  ],
  [
    "an Auto Scaling group without subnets and zones",
    { vpcZoneIdentifiers: null },
    "ValidationError",
  ],
  [
    "an Auto Scaling group in a subnet that does not exist",
    { vpcZoneIdentifiers: ["subnet-0123456789abcdef0"] },
    "ValidationError",
  ],
  ["an Auto Scaling group without a launch template", { launchTemplate: null }, "ValidationError"],
  [
    "an Auto Scaling group of a launch template that does not exist",
    { launchTemplate: { id: "lt-0123456789abcdef0", version: "$Latest" } },
    "ValidationError",
  ],
];

const hook = (heartbeatTimeout: number, autoscalingGroupName = ref("group.name")): Step =>
  aws.lifecycleHook("hook", {
    name: "drain",
    autoscalingGroupName,
    lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    heartbeatTimeout,
  });

const hooks: readonly (readonly [seconds: number, expect: string])[] = [
  [30, "accepted"],
  [7200, "accepted"],
  [29, "ValidationError"],
  [7201, "ValidationError"],
];

export const scalingCases: readonly Case[] = [
  ...groups.map(([title, args, expect]): Case => ({
    title,
    page: scalingApi("CreateAutoScalingGroup"),
    given: ready,
    attempt: group(args),
    expect,
  })),
  {
    title: "a second Auto Scaling group of the same name",
    page: scalingApi("CreateAutoScalingGroup"),
    given: [...ready, group({}, "first")],
    attempt: group(),
    expect: "AlreadyExists",
  },
  {
    title: "an Auto Scaling group made larger",
    page: scalingApi("UpdateAutoScalingGroup"),
    given: [...ready, group()],
    attempt: update("group", { maxSize: 5 }),
    expect: "accepted",
  },
  {
    title: "deleting an Auto Scaling group that is empty",
    page: scalingApi("DeleteAutoScalingGroup"),
    given: [...ready, group()],
    attempt: remove("group"),
    expect: "accepted",
  },
  {
    title: "deleting the subnet of an Auto Scaling group with an instance",
    page: ec2Api("DeleteSubnet"),
    given: [...ready, group({ minSize: 1 })],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "a policy of an Auto Scaling group that does not exist",
    page: scalingApi("PutScalingPolicy"),
    given: [],
    attempt: aws.scalingPolicy("policy", {
      name: "grow",
      autoscalingGroupName: "nosuchgroup",
      adjustmentType: "ChangeInCapacity",
      scalingAdjustment: 1,
    }),
    expect: "ValidationError",
  },
  ...hooks.map(([seconds, expect]): Case => ({
    title: `a lifecycle hook that waits ${seconds} seconds`,
    page: scalingApi("PutLifecycleHook"),
    given: [...ready, group()],
    attempt: hook(seconds),
    expect,
  })),
];
