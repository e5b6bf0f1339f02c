/** What keeps data, in subnets without a way out: PostgreSQL and Redis. */
import * as net from "pulumi-aws-network";
import type { TiersConfig } from "./config";
import type { Labels } from "./labels";
import { DATABASE } from "./network";

interface Site {
  readonly vpc: net.Vpc;
  readonly groups: net.SecurityGroups;
}

/** Multi-AZ as an instance: one standby, in another zone, that nobody reads from. */
export function createDatabase(
  config: TiersConfig,
  { vpc, groups }: Site,
  { name, naming, tags }: Labels,
): net.PostgresDatabase {
  return new net.PostgresDatabase(`${name}-database`, {
    vpc,
    tier: DATABASE,
    availability: config.databaseAvailability,
    instanceClass: config.databaseInstanceClass,
    databaseName: name,
    securityGroupIds: [groups.groupId("database")],
    backupRetentionInDays: config.databaseRetentionInDays,
    deletionProtection: config.deletionProtection,
    finalSnapshot: config.deletionProtection,
    naming,
    tags,
  });
}

/** A primary and its replicas, in different zones, encrypted on the way and at rest. */
export function createCache(
  config: TiersConfig,
  { vpc, groups }: Site,
  { name, naming, tags }: Labels,
): net.RedisCache {
  return new net.RedisCache(`${name}-cache`, {
    vpc,
    tier: DATABASE,
    engine: config.cacheEngine,
    nodeType: config.cacheNodeType,
    replicas: config.cacheReplicas,
    securityGroupIds: [groups.groupId("cache")],
    naming,
    tags,
  });
}
