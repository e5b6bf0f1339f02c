/**
 * A cache cluster: Memcached of some nodes, Redis or Valkey of one, or one more replica of a replication group.
 * Replaces as internal/service/elasticache/cluster.go says (measured by planning).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
 */
import { AwsError } from "../../errors";
import {
  common,
  computed,
  forcesNew,
  optional,
  optionalNumber,
  output,
  outputList,
  type Model,
  type Properties,
} from "../../model";
import type { CheckFailure, Value, ValueMap } from "../../protocol";
import { checkArn, checkLength, checkPattern, checkRange } from "../../resource/checks";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { arn, flagText } from "../../resource/forms";
import { flag, isGiven, isWritten, number, text, texts, written } from "../../values";
import type { Scope } from "../../world/scope";
import { checkOneOf } from "../ec2/blocks";
import { requiring } from "../ec2/combinations";
import { compareVersions } from "../rds/engines";
import { checkWindows, pickWindows } from "../rds/identifiers";
import { cacheDomain } from "./addresses";
import { familyOf, isNodeType, isVersion, portOf, standardOf, wholeVersion } from "./engines";
import {
  clusterKind,
  parameterGroupReference,
  refuseTakenSnapshot,
  replicationGroupKind,
  subnetGroupReference,
  takeSnapshot,
} from "./entities";
import { acceptFamily } from "./groups";
import { knownSite, placeNodes, removeNodes, siteFor, zonesOf } from "./nodes";
import { checkVersion } from "./replicationGroupRules";

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const id = "clusterId";
  const engine = text(inputs, "engine");
  return [
    ...checkLength(inputs, id, [1, 50]),
    ...checkPattern(
      inputs,
      id,
      /^[0-9a-z-]+$/,
      "must contain only lowercase alphanumeric characters and hyphens",
    ),
    ...checkPattern(inputs, id, /^[a-z]/, "must begin with a lowercase letter"),
    ...checkPattern(inputs, id, /^(?!.*--)/, "cannot contain two consecutive hyphens"),
    ...checkPattern(inputs, id, /[^-]$/, "cannot end with a hyphen"),
    ...checkOneOf(inputs, "engine", ["memcached", "redis", "valkey"]),
    ...checkOneOf(inputs, "azMode", ["single-az", "cross-az"]),
    ...checkOneOf(inputs, "ipDiscovery", ["ipv4", "ipv6"]),
    ...checkOneOf(inputs, "networkType", ["ipv4", "ipv6", "dual_stack"]),
    ...checkRange(inputs, "snapshotRetentionLimit", [0, 35]),
    ...checkWindows(inputs, { backup: "snapshotWindow", maintenance: "maintenanceWindow" }),
    ...checkArn(inputs, "notificationTopicArn"),
    ...requiring(inputs, "outpostMode", ["preferredOutpostArn"]),
    ...(engine === "memcached" ? checkMemcached(inputs) : checkVersion(inputs)),
    ...checkNodes(inputs, engine),
    ...checkReplica(inputs),
  ];
}

function checkMemcached(inputs: ValueMap): readonly CheckFailure[] {
  const version = written(inputs, "engineVersion");
  const failures: CheckFailure[] = [];
  if (version !== undefined && !/^\d+\.\d+\.\d+$/.test(version))
    failures.push({
      property: "engineVersion",
      reason: `engine_version: must be a version string matching <major>.<minor>.<patch>, got ${version}`,
    });
  if (isGiven(inputs, "finalSnapshotIdentifier"))
    failures.push({
      property: "finalSnapshotIdentifier",
      reason: 'engine "memcached" does not support final_snapshot_identifier',
    });
  return failures;
}

/** At plan: with the properties as they will be. */
function checkNodes(inputs: ValueMap, engine: string | undefined): readonly CheckFailure[] {
  const count = number(inputs, "numCacheNodes");
  const failures: CheckFailure[] = [];
  if (engine !== undefined && engine !== "memcached" && count !== undefined && count > 1)
    failures.push({
      property: "numCacheNodes",
      reason: `engine "${engine}" does not support num_cache_nodes > 1`,
    });
  if (text(inputs, "azMode") === "cross-az" && count === 1)
    failures.push({
      property: "azMode",
      reason: 'az_mode "cross-az" is not supported with num_cache_nodes = 1',
    });
  return failures;
}

/** A replica is as its group is. */
function checkReplica(inputs: ValueMap): readonly CheckFailure[] {
  const group = "replicationGroupId";
  const own = [
    "engine",
    "nodeType",
    "numCacheNodes",
    "parameterGroupName",
    "subnetGroupName",
    "port",
  ];
  if (isWritten(inputs, group))
    return own
      .filter((one) => isWritten(inputs, one))
      .map((property) => ({
        property,
        reason: `"replication_group_id": conflicts with ${property}`,
      }));
  if (isGiven(inputs, "engine")) return [];
  return [
    {
      property: "engine",
      reason: '"engine": one of `engine,replication_group_id` must be specified',
    },
  ];
}

const wrong = (message: string): AwsError => new AwsError("InvalidParameterValue", message);

function accept({ scope, inputs }: Wanted, before: Thing | undefined): void {
  if (isGiven(inputs, "replicationGroupId")) return;
  const engine = text(inputs, "engine") ?? "";
  const version = text(inputs, "engineVersion") ?? standardOf(engine);
  if (!isVersion(engine, version))
    throw wrong(`Specific version selection is not allowed for ${engine}: ${version} is not one.`);
  acceptFamily(scope, text(inputs, "parameterGroupName"), familyOf(engine, version));
  const type = text(inputs, "nodeType");
  if (before === undefined && type === undefined)
    throw wrong("Invalid value for CacheNodeType: it must be given.");
  if (type !== undefined && !isNodeType(type))
    throw wrong(`Invalid Cache Node Type: ${type}; such as cache.t4g.micro`);
  const count = number(inputs, "numCacheNodes") ?? 1;
  if (count < 1 || count > 40)
    throw new AwsError(
      "NodeQuotaForClusterExceeded",
      `A cluster has from 1 to 40 nodes, and not ${count}.`,
    );
  acceptEncryption(inputs, engine, version);
  acceptZones(scope, inputs, count);
}

function acceptEncryption(inputs: ValueMap, engine: string, version: string): void {
  if (flag(inputs, "transitEncryptionEnabled") !== true) return;
  const isNew = engine === "memcached" && compareVersions(version, "1.6.12") >= 0;
  if (!isNew && engine === "memcached")
    throw new AwsError(
      "InvalidParameterCombination",
      `Encryption in transit needs Memcached 1.6.12 or newer, and not ${version}.`,
    );
}

function acceptZones(scope: Scope, inputs: ValueMap, count: number): void {
  const zones = zonesOf(siteFor(scope, inputs));
  const preferred = texts(inputs, "preferredAvailabilityZones");
  if (preferred.length > 0 && preferred.length !== count)
    throw wrong(
      `There are ${preferred.length} preferred Availability Zones for ${count} nodes: give one for each.`,
    );
  const one = text(inputs, "availabilityZone");
  const wanted = one === undefined ? preferred : [one];
  const missing = wanted.find((zone) => !zones.includes(zone));
  if (missing !== undefined)
    throw wrong(`${missing} is not an Availability Zone of the subnet group: ${zones.join(", ")}`);
}

/** What a replica has is its group's. */
function parentOf(scope: Scope, inputs: ValueMap): ValueMap {
  const id = text(inputs, "replicationGroupId");
  return id === undefined ? {} : (scope.get(replicationGroupKind, id)?.properties ?? {});
}

const fromParent = ["engine", "engineVersion", "nodeType", "port", "parameterGroupName"];

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const parent = parentOf(scope, inputs);
  const engine = text(inputs, "engine") ?? text(parent, "engine") ?? "";
  const version = text(inputs, "engineVersion") ?? standardOf(engine);
  const { backup, maintenance } = pickWindows(scope.hash("windows", id));
  const given = Object.fromEntries(
    [...fromParent, "subnetGroupName", "securityGroupIds"].flatMap((key): [string, Value][] =>
      parent[key] === undefined ? [] : [[key, parent[key]]],
    ),
  );
  return {
    arn: scope.arn("elasticache", `cluster:${id}`),
    applyImmediately: false,
    azMode: "single-az",
    engine,
    engineVersion: version,
    ipDiscovery: "ipv4",
    maintenanceWindow: maintenance,
    networkType: "ipv4",
    nodeType: "",
    numCacheNodes: 1,
    parameterGroupName: `default.${familyOf(engine, version)}`,
    port: portOf(engine),
    preferredOutpostArn: "",
    replicationGroupId: "",
    snapshotWindow: engine === "memcached" ? "" : backup,
    transitEncryptionEnabled: false,
    ...given,
  };
}

function place({ scope, inputs }: Wanted, thing: Thing): void {
  const { id, properties } = thing;
  const site = knownSite(scope, properties);
  if (site === undefined) return;
  const count = number(properties, "numCacheNodes") ?? 1;
  const all = zonesOf(site);
  const one = text(properties, "availabilityZone");
  const picked = all[parseInt(scope.hash("cache zone", id).slice(0, 6), 16) % all.length] ?? "";
  const isWide = text(properties, "azMode") === "cross-az";
  const asked = one === undefined || one === "Multiple" ? [] : [one];
  const preferred = texts(inputs, "preferredAvailabilityZones");
  const zones = [...asked, ...preferred];
  const spread = zones.length > 0 ? zones : isWide ? all : [picked];
  const nodes = Array.from(
    { length: count },
    (_, index) => `${id}-${String(index + 1).padStart(4, "0")}`,
  );
  const placed = placeNodes(scope, thing, { nodes, zones: spread });
  const availabilityZone = new Set(spread).size > 1 && count > 1 ? "Multiple" : (spread[0] ?? "");
  scope.put(clusterKind, { ...thing, properties: { ...properties, ...placed, availabilityZone } });
}

function show(scope: Scope, { id, properties }: Thing): ValueMap {
  const { label, domain } = cacheDomain(scope);
  const isMemcached = text(properties, "engine") === "memcached";
  const port = number(properties, "port") ?? 0;
  const nodes = texts(properties, "nodes").map((_, index) => {
    const number = String(index + 1).padStart(4, "0");
    const address = `${id}.${label}.${number}.${domain}`;
    return { id: number, address, port, availabilityZone: "", outpostArn: "" };
  });
  return {
    cacheNodes: nodes,
    clusterAddress: isMemcached ? `${id}.${label}.cfg.${domain}` : "",
    configurationEndpoint: isMemcached ? `${id}.${label}.cfg.${domain}:${port}` : "",
    engineVersionActual: wholeVersion(text(properties, "engineVersion") ?? ""),
  };
}

const isLower = (before: Value | undefined, after: Value | undefined): boolean =>
  typeof before === "string" && typeof after === "string" && compareVersions(after, before) < 0;

const ofMemcached = (_before: unknown, _after: unknown, inputs: ValueMap): boolean =>
  text(inputs, "engine") === "memcached";

const properties: Properties = {
  ...common,
  applyImmediately: { kind: "flag", computed: true, local: true },
  arn: output,
  autoMinorVersionUpgrade: { default: "true", form: flagText },
  availabilityZone: { computed: true, replaces: true },
  azMode: computed,
  cacheNodes: outputList,
  clusterAddress: output,
  clusterId: { computed: true, replaces: true },
  configurationEndpoint: output,
  engine: { computed: true, replaces: true },
  engineVersion: { computed: true, replaces: isLower },
  engineVersionActual: output,
  finalSnapshotIdentifier: { local: true },
  ipDiscovery: computed,
  logDeliveryConfigurations: { kind: "blocks" },
  maintenanceWindow: computed,
  networkType: { computed: true, replaces: true },
  nodeType: { computed: true, replaces: ofMemcached },
  notificationTopicArn: optional,
  numCacheNodes: { kind: "number", computed: true },
  outpostMode: { replaces: true, local: true },
  parameterGroupName: computed,
  port: { kind: "number", computed: true, replaces: true },
  preferredAvailabilityZones: { kind: "list", local: true },
  preferredOutpostArn: { computed: true, replaces: true, form: arn },
  replicationGroupId: { computed: true, replaces: true },
  securityGroupIds: { kind: "set", computed: true },
  snapshotArns: { ...forcesNew, form: arn },
  snapshotName: forcesNew,
  snapshotRetentionLimit: optionalNumber,
  snapshotWindow: computed,
  subnetGroupName: { computed: true, replaces: true },
  transitEncryptionEnabled: { kind: "flag", computed: true, replaces: true },
};

export const cluster: Model = defineResource({
  type: "aws:elasticache/cluster:Cluster",
  service: "ElastiCache",
  noun: "ElastiCache Cache Cluster",
  calls: {
    create: "CreateCacheCluster",
    update: "ModifyCacheCluster",
    delete: "DeleteCacheCluster",
  },
  kind: clusterKind,
  autoname: { max: 50, property: "clusterId", lower: true },
  properties,
  validate,
  id: ({ inputs }) => text(inputs, "clusterId") ?? "",
  taken: (_wanted, id) =>
    new AwsError("CacheClusterAlreadyExists", `Cache cluster ${id} already exists`),
  references: [
    subnetGroupReference,
    parameterGroupReference,
    {
      property: "replicationGroupId",
      find: (scope, id) => scope.get(replicationGroupKind, id),
      missing: (id) =>
        new AwsError("ReplicationGroupNotFoundFault", `ReplicationGroup ${id} not found.`),
      holds: true,
    },
  ],
  accept,
  fill,
  made: place,
  changed: place,
  show,
  gone: (id) => new AwsError("CacheClusterNotFound", `CacheCluster not found: ${id}`),
  mayGo: (scope, _thing, known) =>
    refuseTakenSnapshot(scope, text(known, "finalSnapshotIdentifier")),
  removed: (scope, thing, known) => {
    removeNodes(scope, thing);
    takeSnapshot(scope, text(known, "finalSnapshotIdentifier"), thing);
    return undefined;
  },
});
