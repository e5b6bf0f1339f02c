/** Logs, alarms, the dashboard, and who is told. */
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import type { Labels } from "./labels";

export function createLogGroups(
  { logRetentionInDays }: PlatformConfig,
  { name, naming, tags }: Labels,
): net.LogGroups {
  return new net.LogGroups(name, {
    names: ["system", "security", "application"],
    retentionInDays: logRetentionInDays,
    naming,
    tags,
  });
}

interface Watched {
  readonly fleets: Record<string, net.AutoScalingFleet>;
  readonly balancer: net.LoadBalancer;
  readonly messageKey: net.EncryptionKey;
}

export function createMonitoring(
  config: PlatformConfig,
  { fleets, balancer, messageKey }: Watched,
  { name, naming, tags }: Labels,
) {
  const topic = new net.NotificationTopic(name, {
    kmsKeyArn: messageKey.keyArn,
    emailAddresses: [...config.notificationEmails],
    eventBridge: true,
    naming,
    tags,
  });
  const monitoring = new net.FleetMonitoring(name, {
    autoScalingGroupNames: Object.fromEntries(
      Object.entries(fleets).map(([colour, fleet]) => [colour, fleet.autoScalingGroupName]),
    ),
    loadBalancer: { loadBalancerArnSuffix: balancer.loadBalancerArnSuffix },
    topicArn: topic.topicArn,
    region: config.region,
    naming,
    tags,
  });
  return { topic, monitoring };
}
