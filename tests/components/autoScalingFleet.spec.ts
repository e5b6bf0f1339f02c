import { expect } from "chai";
import * as net from "../../components";
import { messageOf, record } from "./recordedMocks";
import { readable } from "./readable";
import { SITE } from "./site";
const naming = { purpose: "shop", suffix: "dev" };
const tagged = { naming, tags: { Service: "shop" } };
const site = { ...SITE, region: "eu-west-1" };

const made = async (program: () => unknown) => readable(await record(program));

describe("AutoScalingFleet", () => {
  it("makes a template, a group and its policy", async () => {
    expect(
      await made(
        () =>
          new net.AutoScalingFleet("shop-blue", {
            vpc: SITE,
            securityGroupIds: ["sg-1"],
            imageId: "ami-1",
            instanceType: "t3.small",
            capacity: { minSize: 1, maxSize: 3 },
          }),
      ),
    ).to.deep.equal({
      "AutoScalingFleet shop-blue < ": {},
      "LaunchTemplate shop-blue < AutoScalingFleet": {
        blockDeviceMappings: [
          {
            deviceName: "/dev/xvda",
            ebs: {
              deleteOnTermination: "true",
              encrypted: "true",
              volumeSize: 20,
              volumeType: "gp3",
            },
          },
        ],
        imageId: "ami-1",
        instanceType: "t3.small",
        metadataOptions: {
          httpEndpoint: "enabled",
          httpPutResponseHopLimit: 1,
          httpTokens: "required",
          instanceMetadataTags: "disabled",
        },
        monitoring: {
          enabled: true,
        },
        tagSpecifications: [
          {
            resourceType: "volume",
            tags: {
              Name: "shop-blue",
            },
          },
        ],
        tags: {
          Name: "shop-blue",
        },
        updateDefaultVersion: true,
        vpcSecurityGroupIds: ["sg-1"],
      },
      "Group shop-blue < AutoScalingFleet": {
        defaultInstanceWarmup: 300,
        enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"],
        healthCheckGracePeriod: 300,
        healthCheckType: "EC2",
        instanceRefresh: {
          preferences: {
            autoRollback: true,
            instanceWarmup: "300",
            maxHealthyPercentage: 150,
            minHealthyPercentage: 100,
          },
          strategy: "Rolling",
        },
        launchTemplate: {
          id: "LaunchTemplate shop-blue",
          version: "1",
        },
        maxSize: 3,
        minSize: 1,
        tags: [
          {
            key: "Name",
            propagateAtLaunch: true,
            value: "shop-blue",
          },
        ],
        targetGroupArns: [],
        vpcZoneIdentifiers: ["subnet-prv-a", "subnet-prv-b"],
      },
      "Policy shop-blue-cpu < AutoScalingFleet": {
        autoscalingGroupName: "shop-blue",
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "ASGAverageCPUUtilization",
          },
          targetValue: 60,
        },
      },
    });
  });

  it("is as it is told to be", async () => {
    expect(
      await made(
        () =>
          new net.AutoScalingFleet("shop-blue", {
            vpc: site,
            tier: "public",
            securityGroupIds: ["sg-1"],
            imageId: "ami-1",
            instanceType: "t3.small",
            instanceProfileArn: "profile",
            userData: "#!/bin/bash\n",
            capacity: {
              minSize: 1,
              maxSize: 3,
              cpuTargetPercent: 40,
              schedules: {
                night: {
                  recurrence: "0 20 * * *",
                  timeZone: "Europe/Vienna",
                  minSize: 0,
                  maxSize: 1,
                  desiredCapacity: 0,
                },
              },
            },
            volume: { sizeInGiB: 30, deviceName: "/dev/sda1", kmsKeyArn: "key" },
            spot: { instanceTypes: ["t3a.small"] },
            targetGroupArns: ["tg"],
            healthCheckGracePeriodInSeconds: 60,
            ...tagged,
          }),
      ),
    ).to.deep.equal({
      "AutoScalingFleet shop-blue < ": {},
      "LaunchTemplate shop-blue < AutoScalingFleet": {
        blockDeviceMappings: [
          {
            deviceName: "/dev/sda1",
            ebs: {
              deleteOnTermination: "true",
              encrypted: "true",
              kmsKeyId: "key",
              volumeSize: 30,
              volumeType: "gp3",
            },
          },
        ],
        iamInstanceProfile: {
          arn: "profile",
        },
        imageId: "ami-1",
        instanceType: "t3.small",
        metadataOptions: {
          httpEndpoint: "enabled",
          httpPutResponseHopLimit: 1,
          httpTokens: "required",
          instanceMetadataTags: "disabled",
        },
        monitoring: {
          enabled: true,
        },
        region: "eu-west-1",
        tagSpecifications: [
          {
            resourceType: "volume",
            tags: {
              Name: "volume-shop-blue-dev",
              Service: "shop",
            },
          },
        ],
        tags: {
          Name: "lt-shop-blue-dev",
          Service: "shop",
        },
        updateDefaultVersion: true,
        userData: "IyEvYmluL2Jhc2gK",
        vpcSecurityGroupIds: ["sg-1"],
      },
      "Group shop-blue < AutoScalingFleet": {
        capacityRebalance: true,
        defaultInstanceWarmup: 60,
        enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"],
        healthCheckGracePeriod: 60,
        healthCheckType: "ELB",
        instanceRefresh: {
          preferences: {
            autoRollback: true,
            instanceWarmup: "60",
            maxHealthyPercentage: 150,
            minHealthyPercentage: 100,
          },
          strategy: "Rolling",
        },
        maxSize: 3,
        minSize: 1,
        mixedInstancesPolicy: {
          instancesDistribution: {
            onDemandBaseCapacity: 0,
            onDemandPercentageAboveBaseCapacity: 0,
            spotAllocationStrategy: "price-capacity-optimized",
          },
          launchTemplate: {
            launchTemplateSpecification: {
              launchTemplateId: "LaunchTemplate shop-blue",
              version: "1",
            },
            overrides: [
              {
                instanceType: "t3.small",
              },
              {
                instanceType: "t3a.small",
              },
            ],
          },
        },
        region: "eu-west-1",
        tags: [
          {
            key: "Name",
            propagateAtLaunch: true,
            value: "instance-shop-blue-dev",
          },
          {
            key: "Service",
            propagateAtLaunch: true,
            value: "shop",
          },
        ],
        targetGroupArns: ["tg"],
        vpcZoneIdentifiers: ["subnet-pub-a", "subnet-pub-b"],
      },
      "Policy shop-blue-cpu < AutoScalingFleet": {
        autoscalingGroupName: "shop-blue",
        policyType: "TargetTrackingScaling",
        region: "eu-west-1",
        targetTrackingConfiguration: {
          predefinedMetricSpecification: {
            predefinedMetricType: "ASGAverageCPUUtilization",
          },
          targetValue: 40,
        },
      },
      "Schedule shop-blue-night < AutoScalingFleet": {
        autoscalingGroupName: "shop-blue",
        desiredCapacity: 0,
        maxSize: 1,
        minSize: 0,
        recurrence: "0 20 * * *",
        region: "eu-west-1",
        scheduledActionName: "night",
        timeZone: "Europe/Vienna",
      },
    });
  });

  it("refuses everything that is wrong at once", async () => {
    const message = await messageOf(
      () =>
        new net.AutoScalingFleet("shop", {
          vpc: SITE,
          tier: "web",
          securityGroupIds: [],
          imageId: "ami-1",
          instanceType: "small",
          capacity: {
            minSize: 3,
            maxSize: 2,
            cpuTargetPercent: 0,
            schedules: {
              Night: { recurrence: "8 pm", minSize: -1, maxSize: 2, desiredCapacity: 3 },
            },
          },
          volume: { sizeInGiB: 0, deviceName: "xvda" },
          spot: { instanceTypes: ["tiny"] },
          healthCheckGracePeriodInSeconds: 7201,
        }),
    );
    expect(message.split("\n").slice(1)).to.deep.equal([
      '  - tier: must be one of public, private, got "web"',
      "  - securityGroupIds: must list a security group, got none; AWS would give the instances the network's default one",
      '  - instanceType: must be an instance type such as "t3.small", got "small"',
      '  - spot.instanceTypes[0]: must be an instance type such as "t3.small", got "tiny"',
      "  - capacity.maxSize: must be a whole number of 3 or more, got 2",
      "  - capacity.cpuTargetPercent: must be from 1 to 100, got 0",
      '  - capacity.schedules["Night"].minSize: must be a whole number of 0 or more, got -1',
      '  - capacity.schedules["Night"].desiredCapacity: must be a whole number from -1 to 2, got 3',
      '  - capacity.schedules["Night"]: must have a name of lower-case letters, digits and hyphens, got "Night"',
      '  - capacity.schedules["Night"].recurrence: must be a minute, hour, day, month and day of the week, such as "0 7 * * MON-FRI", got "8 pm"',
      "  - volume.sizeInGiB: must be a whole number from 1 to 65536, got 0",
      '  - volume.deviceName: must be a device such as "/dev/xvda", got "xvda"',
      "  - healthCheckGracePeriodInSeconds: must be a whole number from 0 to 7200, got 7201",
    ]);
  });
});
