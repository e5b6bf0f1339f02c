/** What the provider refuses of a replication group at preview, and ElastiCache when it is asked. */
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import {
  checkArn,
  checkConflict,
  checkLength,
  checkPattern,
  checkRange,
} from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { flag, isGiven, number, text, texts, written } from "../../values";
import { checkOneOf } from "../ec2/blocks";
import { acceptKey } from "../kms/managedKeys";
import { checkWindows } from "../rds/identifiers";
import { familyOf, isNodeType, isVersion, standardOf } from "./engines";
import { acceptFamily } from "./groups";
import { siteFor, zonesOf } from "./nodes";

export function validate(inputs: ValueMap): readonly CheckFailure[] {
  const id = "replicationGroupId";
  return [
    ...checkLength(inputs, id, [1, 40]),
    ...checkPattern(
      inputs,
      id,
      /^[0-9A-Za-z-]+$/,
      "must contain only alphanumeric characters and hyphens",
    ),
    ...checkPattern(inputs, id, /^[A-Za-z]/, "must begin with a letter"),
    ...checkPattern(inputs, id, /^(?!.*--)/, "cannot contain two consecutive hyphens"),
    ...checkPattern(inputs, id, /[^-]$/, "cannot end with a hyphen"),
    ...checkOneOf(inputs, "engine", ["redis", "valkey"]),
    ...checkOneOf(inputs, "clusterMode", ["enabled", "disabled", "compatible"]),
    ...checkOneOf(inputs, "ipDiscovery", ["ipv4", "ipv6"]),
    ...checkOneOf(inputs, "networkType", ["ipv4", "ipv6", "dual_stack"]),
    ...checkOneOf(inputs, "transitEncryptionMode", ["preferred", "required"]),
    ...checkOneOf(inputs, "authTokenUpdateStrategy", ["SET", "ROTATE", "DELETE"]),
    ...checkRange(inputs, "snapshotRetentionLimit", [0, 35]),
    ...checkRange(inputs, "replicasPerNodeGroup", [0, 5]),
    ...checkWindows(inputs, { backup: "snapshotWindow", maintenance: "maintenanceWindow" }),
    ...checkArn(inputs, "notificationTopicArn"),
    ...checkConflict(inputs, "numCacheClusters", "numNodeGroups"),
    ...checkConflict(inputs, "numCacheClusters", "replicasPerNodeGroup"),
    ...checkConflict(inputs, "authToken", "userGroupIds"),
    ...checkConflict(inputs, "globalReplicationGroupId", "nodeType"),
    ...checkVersion(inputs),
    ...checkToken(inputs),
    ...checkFailover(inputs),
  ];
}

/** `7.1`; of Redis 5 and before, `5.0.6`. */
export function checkVersion(inputs: ValueMap): readonly CheckFailure[] {
  const property = "engineVersion";
  const version = written(inputs, property);
  if (version === undefined) return [];
  const isValkey = text(inputs, "engine") === "valkey";
  const fits = isValkey
    ? /^\d+\.\d+$/.test(version)
    : /^([6-9]|\d\d)\.(\d+|x)$/.test(version) || /^[1-5]\.\d+\.\d+$/.test(version);
  if (fits) return [];
  const reason = `engine_version: ${version} is invalid. For Redis v6 or higher, use <major>.<minor>. For Redis v5 or lower, use <major>.<minor>.<patch>. For Valkey use <major>.<minor>.`;
  return [{ property, reason }];
}

function checkToken(inputs: ValueMap): readonly CheckFailure[] {
  const property = "authToken";
  const token = written(inputs, property);
  if (token === undefined) return [];
  const reasons: string[] = [];
  if (token.length < 16 || token.length > 128)
    reasons.push(
      '"auth_token" must contain from 16 to 128 alphanumeric characters or symbols (excluding @, ", and /)',
    );
  if (/[^\x21-\x7e]|[@"/]/.test(token))
    reasons.push(
      'only alphanumeric characters or symbols (excluding @, ", and /) allowed in "auth_token"',
    );
  return reasons.map((reason) => ({ property, reason }));
}

/** At plan: with the properties as they will be. */
function checkFailover(inputs: ValueMap): readonly CheckFailure[] {
  const failover = flag(inputs, "automaticFailoverEnabled");
  const failures: CheckFailure[] = [];
  if (flag(inputs, "multiAzEnabled") === true && failover === false)
    failures.push({
      property: "multiAzEnabled",
      reason: "automatic_failover_enabled must be true if multi_az_enabled is true",
    });
  const count = number(inputs, "numCacheClusters");
  if (failover === true && count !== undefined && count < 2)
    failures.push({
      property: "numCacheClusters",
      reason: '"num_cache_clusters": must be at least 2 if automatic_failover_enabled is true',
    });
  return failures;
}

const bad = (message: string): AwsError => new AwsError("InvalidParameterCombination", message);
const wrong = (message: string): AwsError => new AwsError("InvalidParameterValue", message);

export const isSharded = (inputs: ValueMap): boolean =>
  (number(inputs, "numNodeGroups") ?? 1) > 1 ||
  ["enabled", "compatible"].includes(text(inputs, "clusterMode") ?? "") ||
  (text(inputs, "parameterGroupName") ?? "").endsWith(".cluster.on");

/** How many nodes, all shards and replicas together. */
export function nodeCount(inputs: ValueMap): number {
  const shards = number(inputs, "numNodeGroups") ?? 1;
  const replicas = number(inputs, "replicasPerNodeGroup");
  if (replicas !== undefined || shards > 1) return shards * (1 + (replicas ?? 0));
  return number(inputs, "numCacheClusters") ?? 1;
}

export const engineOf = (inputs: ValueMap): string => text(inputs, "engine") ?? "redis";

export function accept(wanted: Wanted, before: Thing | undefined): void {
  const { scope, inputs } = wanted;
  const engine = engineOf(inputs);
  const version = text(inputs, "engineVersion") ?? standardOf(engine);
  if (!isVersion(engine, version))
    throw wrong(`Specific version selection is not allowed for ${engine}: ${version} is not one.`);
  acceptFamily(scope, text(inputs, "parameterGroupName"), familyOf(engine, version));
  acceptNodes(wanted, before);
  acceptSecrets(wanted);
  const site = siteFor(scope, inputs);
  const zones = zonesOf(site);
  if (flag(inputs, "multiAzEnabled") === true && zones.length < 2)
    throw bad(
      `Multi-AZ needs subnets in two Availability Zones: ${site.groupName} has ${zones.join(", ")}.`,
    );
  acceptZones(inputs, zones);
}

function acceptNodes({ inputs }: Wanted, before: Thing | undefined): void {
  const type = text(inputs, "nodeType");
  if (type === undefined && before === undefined && !isGiven(inputs, "globalReplicationGroupId"))
    throw wrong("Invalid value for CacheNodeType: it must be given.");
  if (type !== undefined && !isNodeType(type))
    throw wrong(`Invalid Cache Node Type: ${type}; such as cache.t4g.micro`);
  if (flag(inputs, "dataTieringEnabled") === true && type?.startsWith("cache.r6gd.") !== true)
    throw bad(`Data tiering needs a node type of the family r6gd, and not ${type ?? "none"}.`);
  acceptCount(inputs);
}

function acceptCount(inputs: ValueMap): void {
  const isFailover = flag(inputs, "automaticFailoverEnabled") === true;
  if ((number(inputs, "numNodeGroups") ?? 1) > 90)
    throw new AwsError(
      "NodeGroupsPerReplicationGroupQuotaExceeded",
      "A replication group has 90 node groups at most.",
    );
  if (isSharded(inputs)) {
    if (!isFailover)
      throw wrong(
        "Redis with cluster mode enabled cannot be created with auto failover turned off.",
      );
    return;
  }
  const count = nodeCount(inputs);
  if (count < 2 && isFailover)
    throw bad(
      "When using automatic failover, there must be at least 2 cache clusters in the replication group.",
    );
  if (count > 6)
    throw wrong(
      `The number of cache clusters is from 1 to 6 without cluster mode, and not ${count}.`,
    );
}

function acceptSecrets(wanted: Wanted): void {
  const { inputs } = wanted;
  const isEncrypted = flag(inputs, "transitEncryptionEnabled") === true;
  const hasToken = isGiven(inputs, "authToken") || isGiven(inputs, "authTokenWo");
  if (hasToken && !isEncrypted)
    throw bad("The AUTH token is only supported when encryption-in-transit is enabled.");
  if (texts(inputs, "userGroupIds").length > 0 && !isEncrypted)
    throw bad("User groups are only supported when encryption-in-transit is enabled.");
  if (isGiven(inputs, "transitEncryptionMode") && !isEncrypted)
    throw bad("A transit encryption mode needs encryption-in-transit.");
  if (isGiven(inputs, "kmsKeyId") && flag(inputs, "atRestEncryptionEnabled") !== true)
    throw bad("A KMS key needs encryption at rest: set atRestEncryptionEnabled.");
  acceptKey(
    wanted,
    "elasticache",
    "kmsKeyId",
    (key) =>
      new AwsError("InvalidKMSKeyFault", `The KMS key ${key} does not exist, or cannot be used.`),
  );
}

function acceptZones(inputs: ValueMap, zones: readonly string[]): void {
  const wanted = texts(inputs, "preferredCacheClusterAzs");
  if (wanted.length === 0) return;
  if (wanted.length !== nodeCount(inputs))
    throw wrong(
      "When specifying preferred availability zones, the number of cache clusters must be specified and must match the number of preferred availability zones.",
    );
  const missing = wanted.find((one) => !zones.includes(one));
  if (missing !== undefined)
    throw wrong(`${missing} is not an Availability Zone of the subnet group: ${zones.join(", ")}`);
}
