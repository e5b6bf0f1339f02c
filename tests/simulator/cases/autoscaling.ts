/** Auto Scaling groups and what belongs to them. */
import { type Suite, trust } from "../lifecycleCases";
import { network, textOf, types } from "../support";
import { image } from "./compute";

export const suite: Suite = {
  async surroundings(stack) {
    const { vpc, gateway, subnet } = await network(stack);
    const other = await stack.create(types.subnet, "b", {
      vpcId: vpc.id,
      cidrBlock: "10.0.1.0/24",
      availabilityZone: "us-east-1b",
    });
    const template = await stack.create("aws:ec2/launchTemplate:LaunchTemplate", "around", {
      imageId: image("al2023-ami-2023.6.20250115.0-kernel-6.1-x86_64"),
      instanceType: "t2.micro",
    });
    const spare = await stack.create("aws:ec2/launchTemplate:LaunchTemplate", "spare", {
      imageId: image("jammy-22.04-amd64"),
      instanceType: "t2.micro",
    });
    const target = await stack.create("aws:lb/targetGroup:TargetGroup", "around", {
      vpcId: vpc.id,
      port: 80,
      protocol: "HTTP",
    });
    const topic = await stack.create("aws:sns/topic:Topic", "around", {});
    const role = await stack.create(types.role, "around", {
      assumeRolePolicy: trust("autoscaling.amazonaws.com"),
    });
    const group = await stack.create("aws:autoscaling/group:Group", "around", {
      minSize: 0,
      maxSize: 2,
      launchTemplate: { id: template.id },
      vpcZoneIdentifiers: [subnet.id],
    });
    const first = { vpc, gateway, subnet, other, template, spare, target, topic, role };
    const parts = { ...first, group };
    const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
    const roleArn = textOf(role.properties, "arn");
    return { ids: { ...ids, roleArn }, made: Object.values(parts) };
  },
  cases: [
    {
      type: "aws:autoscaling/group:Group",
      args: ({ template, subnet }) => ({
        minSize: 1,
        maxSize: 3,
        launchTemplate: { id: template!, version: "1" },
        vpcZoneIdentifiers: [subnet!],
      }),
      updates: {
        availabilityZones: () => ({ vpcZoneIdentifiers: null, availabilityZones: ["us-east-1c"] }),
        desiredCapacity: () => ({ desiredCapacity: 2 }),
        desiredCapacityType: () => ({ desiredCapacityType: "units" }),
        launchTemplate: ({ spare }) => ({ launchTemplate: { id: spare! } }),
        minSize: () => ({ minSize: 2 }),
        waitForCapacityTimeout: () => ({ waitForCapacityTimeout: "5m" }),
        mixedInstancesPolicy: ({ spare }) => ({
          launchTemplate: null,
          mixedInstancesPolicy: {
            launchTemplate: { launchTemplateSpecification: { launchTemplateId: spare! } },
          },
        }),
        tags: () => ({ tags: [{ key: "Name", value: "other", propagateAtLaunch: true }] }),
        targetGroupArns: ({ target }) => ({ targetGroupArns: [target!] }),
        trafficSources: ({ target }) => ({ trafficSources: [{ identifier: target! }] }),
        vpcZoneIdentifiers: ({ other }) => ({ vpcZoneIdentifiers: [other!] }),
      },
      untried: {
        launchConfiguration:
          "launch configurations are not modelled: one that is named does not exist",
        metricsGranularity: "it has one value",
      },
    },
    {
      type: "aws:autoscaling/policy:Policy",
      args: ({ group }) => ({
        autoscalingGroupName: group!,
        adjustmentType: "ChangeInCapacity",
        scalingAdjustment: 1,
      }),
      updates: {
        estimatedInstanceWarmup: () => ({
          policyType: "StepScaling",
          estimatedInstanceWarmup: 60,
          stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 1 }],
        }),
        policyType: () => ({
          policyType: "TargetTrackingScaling",
          targetTrackingConfiguration: { targetValue: 50 },
        }),
      },
      importId: (made) => `${textOf(made.properties, "autoscalingGroupName")}/${made.id}`,
    },
    {
      type: "aws:autoscaling/schedule:Schedule",
      args: ({ group }) => ({
        autoscalingGroupName: group!,
        scheduledActionName: "night",
        recurrence: "0 22 * * *",
        minSize: 0,
        maxSize: 0,
        desiredCapacity: 0,
      }),
      updates: {
        desiredCapacity: () => ({ desiredCapacity: 1, maxSize: 1 }),
        endTime: () => ({ endTime: "2030-01-01T00:00:00Z" }),
        minSize: () => ({ minSize: 1, maxSize: 1, desiredCapacity: 1 }),
        recurrence: () => ({ recurrence: "0 23 * * *" }),
        startTime: () => ({ startTime: "2029-01-01T00:00:00Z" }),
      },
      importId: (made) => `${textOf(made.properties, "autoscalingGroupName")}/${made.id}`,
    },
    {
      type: "aws:autoscaling/lifecycleHook:LifecycleHook",
      args: ({ group }) => ({
        autoscalingGroupName: group!,
        lifecycleTransition: "autoscaling:EC2_INSTANCE_LAUNCHING",
      }),
      updates: {
        defaultResult: () => ({ defaultResult: "CONTINUE" }),
        heartbeatTimeout: () => ({ heartbeatTimeout: 60 }),
        lifecycleTransition: () => ({
          lifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
        }),
        roleArn: ({ roleArn, topic }) => ({ roleArn: roleArn!, notificationTargetArn: topic! }),
      },
      replaces: { name: () => ({ name: "own" }) },
      untried: { autoscalingGroupName: "another is put to that group, and this one stays" },
      importId: (made) => `${textOf(made.properties, "autoscalingGroupName")}/${made.id}`,
    },
    {
      type: "aws:autoscaling/notification:Notification",
      args: ({ group, topic }) => ({
        groupNames: [group!],
        notifications: ["autoscaling:EC2_INSTANCE_LAUNCH"],
        topicArn: topic!,
      }),
      updates: {
        groupNames: () => ({ groupNames: [] }),
        notifications: () => ({ notifications: ["autoscaling:EC2_INSTANCE_TERMINATE"] }),
      },
    },
    {
      type: "aws:autoscaling/attachment:Attachment",
      args: ({ group, target }) => ({ autoscalingGroupName: group!, lbTargetGroupArn: target! }),
      replaces: {
        elb: () => ({ lbTargetGroupArn: null, elb: "classic" }),
        lbTargetGroupArn: () => ({ lbTargetGroupArn: "arn:other" }),
      },
    },
  ],
};
