/** Arguments of what stands in a network: fleets, what they are reached by, what watches and backs them up. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Constructions } from "./constructions";

const accountId = () => aws.getCallerIdentityOutput().accountId;

export const fleetConstructions: Constructions = {
  VpcRecord: () => ({
    // None of this program's own.
    vpc: {
      vpcId: aws.ec2.getVpcOutput({ default: true }).id,
      cidrBlocks: ["172.31.0.0/16"],
      availabilityZones: [],
      subnetTypes: {},
      subnetIds: {},
      routeTableIds: {},
    },
  }),
  AddedTiers: (stand) => ({
    vpc: stand.network(),
    subnetSpecs: [{ name: "batch", type: "private", startAddress: "10.0.32.0", cidrMask: 24 }],
    occupiedCidrBlocks: ["10.0.0.0/22", "10.0.4.0/22"],
    routeTableStrategy: "perTier",
  }),
  AliasRecord: (stand) => {
    const vpc = stand.network();
    const zone = { zoneName: "example.com", vpc: { vpcId: vpc.vpcId } };
    const { zoneId } = stand.make("PrivateHostedZone", "zone", zone);
    const { dnsName, zoneId: targetZoneId } = stand.make("LoadBalancer", "front", {
      ...{ vpc, internal: true, tier: "private", targetPort: 8080, deletionProtection: false },
      securityGroupIds: [stand.groups(vpc).web],
    });
    const target = { dnsName, zoneId: targetZoneId };
    return { zoneId, recordName: "www.example.com", target };
  },
  AutoScalingFleet: (stand) => {
    const vpc = stand.network();
    return {
      vpc,
      securityGroupIds: [stand.groups(vpc).web],
      imageId: stand.imageId(),
      instanceType: "t3.micro",
      capacity: {
        minSize: 0,
        maxSize: 2,
        schedules: {
          night: { recurrence: "0 20 * * *", minSize: 0, maxSize: 0, desiredCapacity: 0 },
        },
      },
      userData: pulumi.secret("#!/bin/sh\ntrue\n"),
    };
  },
  BackupPlan: () => ({
    rules: { daily: { schedule: "cron(0 5 * * ? *)", deleteAfterDays: 30 } },
    selection: { key: "Backup", value: "daily" },
  }),
  Bastion: (stand) => {
    const vpc = stand.network();
    return {
      vpc,
      tier: "private",
      imageId: stand.imageId(),
      securityGroupIds: [stand.groups(vpc).web],
    };
  },
  Distribution: () => ({
    originDomainName: pulumi.output("front.example.com"),
    originHeader: { name: "X-Origin", value: pulumi.secret("hush-hush") },
    domainNames: ["www.example.com"],
    certificateArn: new aws.acm.Certificate("imported", {
      privateKey: pulumi.secret("hush-hush"),
      certificateBody: "-----BEGIN CERTIFICATE-----",
    }).arn,
  }),
  EncryptionKey: () => ({
    description: "fleet",
    accountId: accountId(),
    usedBy: ["autoScaling", "eventBridge"],
  }),
  FleetMonitoring: () => ({
    autoScalingGroupNames: { web: pulumi.output("web") },
    topicArn: pulumi.output("arn:aws:sns:us-east-1:123456789012:fleet"),
    thresholds: { cpuPercent: 70 },
    region: "us-east-1",
  }),
  InstanceRole: () => ({
    systemsManager: true,
    agent: {
      logGroupArns: [pulumi.output("arn:aws:logs:us-east-1:123456789012:log-group:/fleet")],
    },
    buckets: { code: { bucketArn: pulumi.output("arn:aws:s3:::code"), prefix: "web/" } },
  }),
  LoadBalancer: (stand) => {
    const vpc = stand.network();
    return {
      vpc,
      internal: true,
      tier: "private",
      securityGroupIds: [stand.groups(vpc).web],
      targetPort: 8080,
      healthCheck: { path: "/health", port: 8081 },
      deletionProtection: pulumi.output(false),
      requiredHeader: { name: "X-Origin", value: pulumi.secret("hush-hush") },
    };
  },
  LogGroups: () => ({ names: ["web", "jobs"], retentionInDays: 14 }),
  NotificationTopic: (stand) => {
    const { keyArn } = stand.make("EncryptionKey", "key", {
      description: "topic",
      accountId: accountId(),
    });
    return { kmsKeyArn: keyArn, emailAddresses: ["on-call@example.com"], eventBridge: true };
  },
  PrivateBucket: () => ({
    bucketName: pulumi.output("logs-of-the-front"),
    versioning: true,
    lifecycle: { expirationInDays: 90 },
    forceDestroy: pulumi.output(true),
  }),
  SnapshotPolicy: () => ({ targetTags: { Backup: "daily" }, time: "03:00", count: 7 }),
  WebAcl: () => ({ scope: "regional", requestsPerAddress: 2000 }),
};
