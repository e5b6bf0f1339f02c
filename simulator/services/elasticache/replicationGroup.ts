/**
 * A replication group: Redis or Valkey, a primary and its replicas, or several shards of them.
 * Replaces as internal/service/elasticache/replication_group.go says (aws-facts.md, section 6).
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
import { AwsError } from "../../errors";
import {
  common,
  computed,
  forcesNew,
  optional,
  optionalNumber,
  output,
  writeOnly,
  type Model,
  type Properties,
} from "../../model";
import type { Value, ValueMap } from "../../protocol";
import { defineResource } from "../../resource/define";
import type { Thing, Wanted } from "../../resource/spec";
import { arn, notEmpty } from "../../resource/forms";
import { flag, isGiven, number, text, texts } from "../../values";
import type { Scope } from "../../world/scope";
import { compareVersions } from "../rds/engines";
import { pickWindows } from "../rds/identifiers";
import { cacheDomain } from "./addresses";
import { familyOf, portOf, standardOf, wholeVersion } from "./engines";
import {
  parameterGroupReference,
  refuseTakenSnapshot,
  replicationGroupKind,
  subnetGroupReference,
  takeSnapshot,
} from "./entities";
import { placeNodes, removeNodes } from "./nodes";
import { accept, engineOf, isSharded, nodeCount, validate } from "./replicationGroupRules";

/** `orders-001`; of shards `orders-0001-001`. */
function nodesOf(id: string, inputs: ValueMap): readonly string[] {
  const shards = number(inputs, "numNodeGroups") ?? 1;
  const each = nodeCount(inputs) / shards;
  const pad = (one: number, width: number): string => String(one).padStart(width, "0");
  return Array.from({ length: nodeCount(inputs) }, (_, index) => {
    const node = pad((index % each) + 1, 3);
    if (!isSharded(inputs)) return `${id}-${node}`;
    return `${id}-${pad(Math.floor(index / each) + 1, 4)}-${node}`;
  });
}

const place = (scope: Scope, thing: Thing): void => {
  const { id, properties } = thing;
  const zones = texts(properties, "preferredCacheClusterAzs");
  const placed = placeNodes(scope, thing, { nodes: nodesOf(id, properties), zones });
  scope.put(replicationGroupKind, { ...thing, properties: { ...properties, ...placed } });
};

function fill({ scope, inputs }: Wanted, id: string): ValueMap {
  const engine = engineOf(inputs);
  const version = text(inputs, "engineVersion") ?? standardOf(engine);
  const sharded = isSharded(inputs);
  const { backup, maintenance } = pickWindows(scope.hash("windows", id));
  return {
    arn: scope.arn("elasticache", `replicationgroup:${id}`),
    applyImmediately: false,
    atRestEncryptionEnabled: engine === "valkey",
    autoMinorVersionUpgrade: true,
    clusterMode: sharded ? "enabled" : "disabled",
    dataTieringEnabled: false,
    engineVersion: version,
    globalReplicationGroupId: "",
    ipDiscovery: "ipv4",
    maintenanceWindow: maintenance,
    networkType: "ipv4",
    nodeType: "",
    numNodeGroups: 1,
    parameterGroupName: `default.${familyOf(engine, version)}${sharded ? ".cluster.on" : ""}`,
    port: portOf(engine),
    securityGroupNames: [],
    snapshotWindow: backup,
    transitEncryptionEnabled: false,
    transitEncryptionMode: flag(inputs, "transitEncryptionEnabled") === true ? "required" : "",
    ...counts(inputs),
  };
}

/** What is not said of nodes follows from the rest. */
function counts(inputs: ValueMap): ValueMap {
  const shards = number(inputs, "numNodeGroups") ?? 1;
  const all = nodeCount(inputs);
  return { numCacheClusters: all, replicasPerNodeGroup: all / shards - 1 };
}

/** After a change: by clusters, or by shards and replicas, whichever the program says. */
function recounted(properties: ValueMap, inputs: ValueMap): ValueMap {
  const isByClusters = isGiven(inputs, "numCacheClusters");
  const forgotten = isByClusters ? "replicasPerNodeGroup" : "numCacheClusters";
  const wish = Object.fromEntries(Object.entries(properties).filter(([key]) => key !== forgotten));
  return { ...wish, ...counts(wish) };
}

function show(scope: Scope, { id, properties }: Thing): ValueMap {
  const { label, domain } = cacheDomain(scope);
  const isEncrypted = flag(properties, "transitEncryptionEnabled") === true;
  const end = `${label}.${domain}`;
  const sharded = isSharded(properties);
  const plain = `${label}.ng.0001.${domain}`;
  const version = text(properties, "engineVersion") ?? "";
  return {
    clusterEnabled: sharded,
    configurationEndpointAddress: sharded ? `clustercfg.${id}.${end}` : "",
    primaryEndpointAddress: sharded ? "" : isEncrypted ? `master.${id}.${end}` : `${id}.${plain}`,
    readerEndpointAddress: sharded
      ? ""
      : isEncrypted
        ? `replica.${id}.${end}`
        : `${id}-ro.${plain}`,
    engineVersionActual: wholeVersion(version),
    memberClusters: texts(properties, "nodes"),
    ...counts(properties),
  };
}

const isLower = (before: Value | undefined, after: Value | undefined): boolean =>
  typeof before === "string" && typeof after === "string" && compareVersions(after, before) < 0;

/** From Redis 7.0.5 on, encryption in transit can be switched on and off. */
const isOld = (_before: unknown, _after: unknown, inputs: ValueMap): boolean =>
  compareVersions(text(inputs, "engineVersion") ?? standardOf(engineOf(inputs)), "7.0") < 0;

const properties: Properties = {
  ...common,
  applyImmediately: { kind: "flag", computed: true, local: true },
  arn: output,
  atRestEncryptionEnabled: { kind: "flag", computed: true, replaces: true },
  authToken: { local: true },
  authTokenUpdateStrategy: { default: "ROTATE", local: true },
  authTokenWo: writeOnly,
  authTokenWoVersion: { kind: "number", local: true },
  autoMinorVersionUpgrade: { kind: "flag", computed: true },
  automaticFailoverEnabled: { kind: "flag", default: false },
  clusterEnabled: { kind: "flag", output: true },
  clusterMode: computed,
  configurationEndpointAddress: output,
  dataTieringEnabled: { kind: "flag", computed: true, replaces: true },
  description: { required: true, form: notEmpty },
  durability: computed,
  engine: {
    default: "redis",
    replaces: (before, after) => !(before !== "valkey" && after === "valkey"),
  },
  engineVersion: { computed: true, replaces: isLower },
  engineVersionActual: output,
  finalSnapshotIdentifier: { local: true },
  globalReplicationGroupId: { computed: true, replaces: true },
  ipDiscovery: computed,
  kmsKeyId: forcesNew,
  logDeliveryConfigurations: { kind: "blocks" },
  maintenanceWindow: computed,
  memberClusters: { kind: "set", output: true },
  multiAzEnabled: { kind: "flag", default: false },
  networkType: { computed: true, replaces: true },
  nodeGroupConfigurations: { kind: "blocks", computed: true },
  nodeType: computed,
  notificationTopicArn: optional,
  numCacheClusters: { kind: "number", computed: true },
  numNodeGroups: { kind: "number", computed: true },
  parameterGroupName: computed,
  // Of what is not given, the provider overlooks the one that AWS takes then.
  port: { kind: "number", default: 6379, replaces: true },
  preferredCacheClusterAzs: { kind: "list" },
  primaryEndpointAddress: output,
  readerEndpointAddress: output,
  replicasPerNodeGroup: { kind: "number", computed: true },
  replicationGroupId: { computed: true, replaces: true },
  securityGroupIds: { kind: "set", computed: true },
  securityGroupNames: { kind: "set", computed: true, replaces: true },
  snapshotArns: { kind: "set", replaces: true, local: true, form: arn },
  snapshotName: { replaces: true, local: true },
  snapshotRetentionLimit: optionalNumber,
  snapshotWindow: computed,
  subnetGroupName: { computed: true, replaces: true },
  transitEncryptionEnabled: { kind: "flag", computed: true, replaces: isOld },
  transitEncryptionMode: computed,
  userGroupIds: { kind: "set" },
};

export const replicationGroup: Model = defineResource({
  type: "aws:elasticache/replicationGroup:ReplicationGroup",
  service: "ElastiCache",
  noun: "ElastiCache Replication Group",
  calls: {
    create: "CreateReplicationGroup",
    update: "ModifyReplicationGroup",
    delete: "DeleteReplicationGroup",
  },
  kind: replicationGroupKind,
  autoname: { max: 40, property: "replicationGroupId", lower: true },
  properties,
  validate,
  id: ({ inputs }) => (text(inputs, "replicationGroupId") ?? "").toLowerCase(),
  taken: (_wanted, id) =>
    new AwsError("ReplicationGroupAlreadyExists", `Replication group ${id} already exists`),
  references: [subnetGroupReference, parameterGroupReference],
  accept,
  fill,
  made: ({ scope }, thing) => place(scope, thing),
  changed: ({ scope, inputs }, thing) =>
    place(scope, { ...thing, properties: recounted(thing.properties, inputs) }),
  show,
  gone: (id) => new AwsError("ReplicationGroupNotFoundFault", `ReplicationGroup ${id} not found.`),
  mayGo: (scope, _thing, known) =>
    refuseTakenSnapshot(scope, text(known, "finalSnapshotIdentifier")),
  removed: (scope, thing, known) => {
    removeNodes(scope, thing);
    takeSnapshot(scope, text(known, "finalSnapshotIdentifier"), thing);
    return undefined;
  },
});
