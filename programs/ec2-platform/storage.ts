/** Keys, the buckets that they and S3's own encrypt, and what the instances may do with them. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import { Environment } from "./settings";
import type { Labels } from "./labels";

interface Account {
  readonly accountId: Output<string>;
  readonly partition: Output<string>;
}

interface Keys {
  readonly volumes: net.EncryptionKey;
  readonly objects: net.EncryptionKey;
  readonly messages: net.EncryptionKey;
}

export function createKeys(account: Account, { name, naming, tags }: Labels): Keys {
  const { AutoScaling, CloudWatchAlarms, EventBridge } = net.EncryptionKeyUser;
  const key = (what: string, description: string, usedBy?: net.EncryptionKeyUser[]) =>
    new net.EncryptionKey(`${name}-${what}`, { description, ...account, usedBy, naming, tags });
  return {
    volumes: key("volumes", "Volumes of the instances", [AutoScaling]),
    objects: key("objects", "Objects in S3"),
    messages: key("messages", "Alarms and events", [CloudWatchAlarms, EventBridge]),
  };
}

interface Buckets {
  readonly logs: net.PrivateBucket;
  readonly application: net.PrivateBucket;
}

/** Names are one of all accounts': account and region make them so. */
export function createBuckets(
  config: PlatformConfig,
  { accountId }: Account,
  keys: Keys,
  { name, naming, tags }: Labels,
): Buckets {
  const forceDestroy = config.environment !== Environment.Prod;
  const bucketName = (what: string) =>
    accountId.apply((id) => `${what}-${name}-${naming.suffix}-${id}-${config.region}`);
  const logs = new net.PrivateBucket(`${name}-logs`, {
    bucketName: bucketName("logs"),
    // Load balancers write to no bucket with a key of one's own.
    loadBalancerLogs: { accountId },
    lifecycle: { infrequentAccessAfterDays: 30, archiveAfterDays: 90, expirationInDays: 365 },
    forceDestroy,
    naming,
    tags,
  });
  const application = new net.PrivateBucket(`${name}-application`, {
    bucketName: bucketName("application"),
    kmsKeyArn: keys.objects.keyArn,
    versioning: true,
    forceDestroy,
    naming,
    tags,
  });
  return { logs, application };
}

export function createInstanceRole(
  logGroups: net.LogGroups,
  { application }: Buckets,
  keys: Keys,
  { name, naming, tags }: Labels,
): net.InstanceRole {
  return new net.InstanceRole(name, {
    agent: { logGroupArns: Object.values(logGroups.logGroupArns) },
    buckets: {
      application: {
        bucketArn: application.bucketArn,
        prefix: "application/",
        write: true,
        kmsKeyArn: keys.objects.keyArn,
      },
    },
    naming,
    tags,
  });
}
