/** What serves requests: the load balancer, the fleets behind it and the database behind them. */
import * as ssm from "@pulumi/aws/ssm";
import type { Input, Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import { applicationScript } from "./application";
import type { PlatformConfig } from "./config";
import { Deployment, Environment } from "./settings";
import type { Labels } from "./labels";

/** Public parameters of AWS and Canonical that name their newest image, and its root device. */
const IMAGES = {
  [net.OperatingSystem.AmazonLinux2023]: {
    parameter: "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64",
    deviceName: "/dev/xvda",
  },
  [net.OperatingSystem.Ubuntu2204]: {
    parameter: "/aws/service/canonical/ubuntu/server/22.04/stable/current/amd64/hvm/ebs-gp2/ami-id",
    deviceName: "/dev/sda1",
  },
};

/** As good as t3.small and its like, wherever these are scarce. */
const SPOT_TYPES = ["t3a.small", "t2.small"];

/** The header by which the load balancer knows CloudFront. */
export const ORIGIN_HEADER = "x-origin-secret";

/** By fleet: its share of the requests. Blue is always there, so that a change of deployment keeps it. */
export function trafficOf({ deployment, greenTrafficPercent: green }: PlatformConfig) {
  const isBoth = deployment === Deployment.BlueGreen;
  return { blue: 100 - green, ...(isBoth ? { green } : {}) };
}

interface Front {
  readonly vpc: net.Vpc;
  readonly groups: net.SecurityGroups;
  readonly logBucketName: Input<string>;
}

export function createLoadBalancer(
  config: PlatformConfig,
  { vpc, groups, logBucketName }: Front,
  { name, naming, tags }: Labels,
): net.LoadBalancer {
  return new net.LoadBalancer(name, {
    vpc,
    securityGroupIds: [groups.groupId("alb")],
    targetPort: config.applicationPort,
    traffic: trafficOf(config),
    healthCheck: {
      path: config.healthCheckPath,
      port: config.healthCheckPort || undefined,
    },
    certificateArn: config.certificateArn || undefined,
    logBucketName,
    deletionProtection: config.deletionProtection,
    requiredHeader:
      config.cloudFront && config.originSecret
        ? { name: ORIGIN_HEADER, value: config.originSecret }
        : undefined,
    naming,
    tags,
  });
}

interface Fleet {
  readonly vpc: net.Vpc;
  readonly groups: net.SecurityGroups;
  readonly balancer: net.LoadBalancer;
  readonly role: net.InstanceRole;
  readonly volumeKey: net.EncryptionKey;
  readonly logGroupNames: Record<string, Output<string>>;
}

/** Blue, and with `blueGreen` green too. */
export function createFleets(
  config: PlatformConfig,
  fleet: Fleet,
  labels: Labels,
): Record<string, net.AutoScalingFleet> {
  const image = IMAGES[config.operatingSystem];
  const imageId =
    config.imageId === ""
      ? ssm.getParameterOutput({ name: image.parameter }).value
      : config.imageId;
  const releases: Record<string, string> = { blue: config.blueRelease, green: config.greenRelease };
  return Object.fromEntries(
    Object.entries(trafficOf(config)).map(([colour, share]) => [
      colour,
      new net.AutoScalingFleet(`${labels.name}-${colour}`, {
        vpc: fleet.vpc,
        securityGroupIds: [fleet.groups.groupId("app")],
        imageId,
        instanceType: config.instanceType,
        instanceProfileArn: fleet.role.instanceProfileArn,
        userData: applicationScript(config, releases[colour] ?? "", fleet.logGroupNames),
        capacity: capacityOf(config, share),
        volume: { deviceName: image.deviceName, kmsKeyArn: fleet.volumeKey.keyArn },
        spot: config.spot ? { instanceTypes: SPOT_TYPES } : undefined,
        targetGroupArns: targetGroupOf(fleet.balancer, colour),
        naming: labels.naming,
        tags: { ...labels.tags, ...snapshotTags(config, labels) },
      }),
    ]),
  );
}

function targetGroupOf({ targetGroupArns }: net.LoadBalancer, colour: string): Output<string>[] {
  const arn = targetGroupArns[colour];
  return arn === undefined ? [] : [arn];
}

/** A fleet without traffic has no instances, unless it is to stand by. */
function capacityOf(config: PlatformConfig, share: number): net.FleetCapacity {
  const { cpuTargetPercent, minSize, maxSize } = config;
  if (share === 0 && !config.keepStandby) return { minSize: 0, maxSize: 0, cpuTargetPercent };
  return { minSize, maxSize, cpuTargetPercent, schedules: schedulesOf(config) };
}

function schedulesOf(config: PlatformConfig): Record<string, net.FleetSchedule> | undefined {
  if (config.stopSchedule === "") return undefined;
  const { minSize, maxSize, scheduleTimeZone: timeZone } = config;
  return {
    stop: {
      ...{ recurrence: config.stopSchedule, timeZone },
      ...{ minSize: 0, maxSize, desiredCapacity: 0 },
    },
    start: {
      ...{ recurrence: config.startSchedule, timeZone },
      ...{ minSize, maxSize, desiredCapacity: minSize },
    },
  };
}

/** By which Data Lifecycle Manager finds the volumes. */
export function snapshotTags(
  { backupRetentionInDays }: PlatformConfig,
  { naming }: Labels,
): Record<string, string> {
  return backupRetentionInDays === 0 ? {} : { Snapshots: `${naming.purpose}-${naming.suffix}` };
}

/** By which AWS Backup finds what it backs up. */
export const backupTag = ({ naming }: Labels): net.BackupTag => ({
  key: "Backup",
  value: `${naming.purpose}-${naming.suffix}`,
});

export function createDatabase(
  config: PlatformConfig,
  { vpc, groups }: Pick<Fleet, "groups" | "vpc">,
  labels: Labels,
): net.PostgresDatabase {
  const tag = backupTag(labels);
  const hasBackups = config.backupRetentionInDays > 0;
  return new net.PostgresDatabase(labels.name, {
    vpc,
    availability: config.databaseMultiAz
      ? net.DatabaseAvailability.MultiAzInstance
      : net.DatabaseAvailability.SingleInstance,
    instanceClass: config.databaseClass,
    databaseName: "platform",
    securityGroupIds: [groups.groupId("database")],
    backupRetentionInDays: config.databaseRetentionInDays,
    deletionProtection: config.deletionProtection,
    finalSnapshot: config.deletionProtection,
    // Waiting for the maintenance window would make a change of an environment last a week.
    applyImmediately: config.environment !== Environment.Prod,
    naming: labels.naming,
    tags: { ...labels.tags, ...(hasBackups ? { [tag.key]: tag.value } : {}) },
  });
}
