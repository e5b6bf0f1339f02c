/**
 * A fleet: instances of one kind, as many as their load asks for, spread over the zones.
 * Makes a launch template (metadata by token only, an encrypted gp3 volume), an Auto Scaling group, its
 * target-tracking policy, and an action for each schedule. A new template replaces the instances, a
 * few at a time and new ones first; where they do not become well, Auto Scaling goes back.
 * Costs the instances (t3.small $0.0208 an hour in us-east-1) and their volumes.
 *
 * For blue and green make two fleets, each of a target group of its own (`LoadBalancer.traffic`).
 *
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-overview.html
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-instance-metadata-options.html
 */
import * as autoscaling from "@pulumi/aws/autoscaling";
import * as ec2 from "@pulumi/aws/ec2";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, detailOf, tagsOf } from "../network";
import type { AutoScalingFleetArgs } from "./autoScalingFleetArgs";
import { planAutoScalingFleet, type AutoScalingFleetPlan } from "./autoScalingFleetPlan";

/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = { instanceProfileArn: 0, userData: 0, targetGroupArns: 1 };

/** While a template is replaced: no instance fewer, and half as many more. */
const REFRESH = { minHealthyPercentage: 100, maxHealthyPercentage: 150 };

/** Instances behind a load balancer, as many as their load asks for. */
export class AutoScalingFleet extends pulumi.ComponentResource {
  /** The Auto Scaling group's name. */
  readonly autoScalingGroupName: pulumi.Output<string>;
  /** The Auto Scaling group's ARN. */
  readonly autoScalingGroupArn: pulumi.Output<string>;
  /** The template that its instances are launched from. */
  readonly launchTemplateId: pulumi.Output<string>;

  constructor(name: string, args: AutoScalingFleetArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:AutoScalingFleet", name, {}, opts);
    const checked = { component: this, kind: "AutoScalingFleet", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planAutoScalingFleet(args));
    const building: Building = { parent: this, name, plan, args };
    const template = createTemplate(building);
    const group = createGroup(building, template);
    createPolicy(building, group);
    createSchedules(building, group);
    this.autoScalingGroupName = group.name;
    this.autoScalingGroupArn = group.arn;
    this.launchTemplateId = template.id;
    this.registerOutputs({
      autoScalingGroupName: this.autoScalingGroupName,
      autoScalingGroupArn: this.autoScalingGroupArn,
      launchTemplateId: this.launchTemplateId,
    });
  }
}

interface Building {
  readonly parent: AutoScalingFleet;
  readonly name: string;
  readonly plan: AutoScalingFleetPlan;
  readonly args: AutoScalingFleetArgs;
}

function tagged({ name, args }: Building, resourceType: string) {
  return tagsOf(args, { child: name, resourceType, detail: detailOf(args, name) });
}

function createTemplate(building: Building): ec2.LaunchTemplate {
  const { parent, name, plan, args } = building;
  const { userData, instanceProfileArn } = args;
  return new ec2.LaunchTemplate(
    name,
    {
      imageId: args.imageId,
      instanceType: args.instanceType,
      iamInstanceProfile:
        instanceProfileArn === undefined ? undefined : { arn: instanceProfileArn },
      vpcSecurityGroupIds: args.securityGroupIds,
      // A process that is made to fetch an address cannot fetch the role's credentials, nor can a container.
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      blockDeviceMappings: [
        {
          deviceName: plan.volume.deviceName,
          ebs: {
            volumeType: "gp3",
            volumeSize: plan.volume.sizeInGiB,
            encrypted: "true",
            kmsKeyId: args.volume?.kmsKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      monitoring: { enabled: true },
      userData:
        userData === undefined
          ? undefined
          : pulumi.output(userData).apply((text) => Buffer.from(text).toString("base64")),
      tagSpecifications: [{ resourceType: "volume", tags: tagged(building, "volume") }],
      updateDefaultVersion: true,
      region: args.vpc.region,
      tags: tagged(building, "lt"),
    },
    { parent },
  );
}

function createGroup(building: Building, template: ec2.LaunchTemplate): autoscaling.Group {
  const { parent, name, plan, args } = building;
  const version = template.latestVersion.apply(String);
  const grace = plan.healthCheckGracePeriodInSeconds;
  const targets = args.targetGroupArns ?? [];
  return new autoscaling.Group(
    name,
    {
      vpcZoneIdentifiers: Object.values(args.vpc.subnetIds[plan.tier] ?? {}),
      minSize: plan.minSize,
      maxSize: plan.maxSize,
      ...(plan.spotTypes === undefined
        ? { launchTemplate: { id: template.id, version } }
        : spotPolicy(plan.spotTypes, { launchTemplateId: template.id, version })),
      targetGroupArns: targets,
      healthCheckType: targets.length > 0 ? "ELB" : "EC2",
      healthCheckGracePeriod: grace,
      defaultInstanceWarmup: grace,
      instanceRefresh: {
        strategy: "Rolling",
        preferences: { ...REFRESH, instanceWarmup: String(grace), autoRollback: true },
      },
      enabledMetrics: ["GroupDesiredCapacity", "GroupInServiceInstances", "GroupTotalInstances"],
      region: args.vpc.region,
      tags: Object.entries(tagged(building, "instance")).map(([key, value]) => ({
        key,
        value,
        propagateAtLaunch: true,
      })),
    },
    { parent },
  );
}

/** From the pools that are the least likely to be taken back, the cheapest of them. */
function spotPolicy(
  types: readonly string[],
  launchTemplateSpecification: {
    launchTemplateId: pulumi.Input<string>;
    version: pulumi.Input<string>;
  },
): Pick<autoscaling.GroupArgs, "capacityRebalance" | "mixedInstancesPolicy"> {
  return {
    // A new one comes when AWS says that one is likely to go.
    capacityRebalance: true,
    mixedInstancesPolicy: {
      instancesDistribution: {
        onDemandBaseCapacity: 0,
        onDemandPercentageAboveBaseCapacity: 0,
        spotAllocationStrategy: "price-capacity-optimized",
      },
      launchTemplate: {
        launchTemplateSpecification,
        overrides: types.map((instanceType) => ({ instanceType })),
      },
    },
  };
}

function createPolicy({ parent, name, plan, args }: Building, group: autoscaling.Group): void {
  new autoscaling.Policy(
    childName(name, "cpu"),
    {
      autoscalingGroupName: group.name,
      policyType: "TargetTrackingScaling",
      targetTrackingConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: plan.cpuTargetPercent,
      },
      region: args.vpc.region,
    },
    { parent },
  );
}

function createSchedules({ parent, name, plan, args }: Building, group: autoscaling.Group): void {
  for (const [key, schedule] of plan.schedules) {
    new autoscaling.Schedule(
      childName(name, key),
      {
        autoscalingGroupName: group.name,
        scheduledActionName: key,
        recurrence: schedule.recurrence,
        timeZone: schedule.timeZone ?? "Etc/UTC",
        minSize: schedule.minSize,
        maxSize: schedule.maxSize,
        desiredCapacity: schedule.desiredCapacity,
        region: args.vpc.region,
      },
      { parent },
    );
  }
}
