/** Caches, in a VPC with subnets in three Availability Zones. */
import { type Case, type Suite, type Surroundings, tagged } from "../lifecycleCases";
import { type Stack, textOf, types } from "../support";

const subnetGroup = "aws:elasticache/subnetGroup:SubnetGroup";
const parameterGroup = "aws:elasticache/parameterGroup:ParameterGroup";
const replicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup";
const cluster = "aws:elasticache/cluster:Cluster";

async function surroundings(stack: Stack): Promise<Surroundings> {
  const vpc = await stack.create(types.vpc, "around", { cidrBlock: "10.0.0.0/16" });
  const subnets = await Promise.all(
    ["a", "b", "c"].map((letter, index) =>
      stack.create(types.subnet, letter, {
        vpcId: vpc.id,
        cidrBlock: `10.0.${index}.0/24`,
        availabilityZone: `us-east-1${letter}`,
      }),
    ),
  );
  const group = await stack.create(types.group, "around", { vpcId: vpc.id });
  const [a, b, c] = subnets.map((one) => one.id);
  const caches = await stack.create(subnetGroup, "around", { subnetIds: [a!, b!, c!] });
  const parameters = await stack.create(parameterGroup, "around", { family: "redis7" });
  const memory = await stack.create(parameterGroup, "memory", { family: "memcached1.6" });
  const key = await stack.create("aws:kms/key:Key", "around", {});
  const ids = {
    a: a!,
    b: b!,
    c: c!,
    group: group.id,
    caches: caches.id,
    parameters: parameters.id,
  };
  return {
    ids: { ...ids, memory: memory.id, key: textOf(key.properties, "arn") },
    made: [vpc, ...subnets, group, caches, parameters, memory, key],
  };
}

const redis = ({ caches }: Readonly<Record<string, string>>) => ({
  description: "sessions",
  engineVersion: "7.1",
  nodeType: "cache.t4g.micro",
  subnetGroupName: caches!,
});

const memcached = ({ caches }: Readonly<Record<string, string>>) => ({
  engine: "memcached",
  nodeType: "cache.t4g.micro",
  numCacheNodes: 2,
  subnetGroupName: caches!,
});

const windows = {
  maintenanceWindow: () => ({ maintenanceWindow: "sun:02:00-sun:03:00" }),
  snapshotWindow: () => ({ snapshotWindow: "01:00-02:00" }),
};
const topic = () => ({ notificationTopicArn: "arn:aws:sns:us-east-1:000000000000:topic" });

const cases: readonly Case[] = [
  {
    type: subnetGroup,
    args: ({ a, b }) => ({ subnetIds: [a!, b!] }),
    updates: { ...tagged, subnetIds: ({ a, b, c }) => ({ subnetIds: [a!, b!, c!] }) },
    heldBy: {
      type: replicationGroup,
      args: (_ids, made) => redis({ caches: made.id }),
      code: "CacheSubnetGroupInUse",
    },
  },
  {
    type: parameterGroup,
    args: () => ({ family: "redis7" }),
    updates: {
      ...tagged,
      parameters: () => ({ parameters: [{ name: "maxmemory-policy", value: "allkeys-lru" }] }),
    },
    replaces: { family: () => ({ family: "redis6.x" }) },
    heldBy: {
      type: replicationGroup,
      args: (ids, made) => ({ ...redis(ids), parameterGroupName: made.id }),
      code: "InvalidCacheParameterGroupState",
    },
  },
  {
    type: replicationGroup,
    args: redis,
    updates: {
      ...tagged,
      ...windows,
      authToken: () => ({ authToken: "sixteen-letters-it-is", transitEncryptionEnabled: true }),
      authTokenWoVersion: () => ({ authTokenWoVersion: 2 }),
      authTokenUpdateStrategy: () => ({ authTokenUpdateStrategy: "SET" }),
      automaticFailoverEnabled: () => ({ automaticFailoverEnabled: true, numCacheClusters: 2 }),
      autoMinorVersionUpgrade: () => ({ autoMinorVersionUpgrade: false }),
      clusterMode: () => ({ clusterMode: "compatible", automaticFailoverEnabled: true }),
      engine: () => ({ engine: "valkey", engineVersion: "8.0" }),
      engineVersion: () => ({ engineVersion: "7.2" }),
      ipDiscovery: () => ({ ipDiscovery: "ipv6" }),
      multiAzEnabled: () => ({
        multiAzEnabled: true,
        automaticFailoverEnabled: true,
        numCacheClusters: 2,
      }),
      nodeType: () => ({ nodeType: "cache.t4g.small" }),
      notificationTopicArn: topic,
      numCacheClusters: () => ({ numCacheClusters: 3 }),
      numNodeGroups: () => ({ numNodeGroups: 2, automaticFailoverEnabled: true }),
      parameterGroupName: ({ parameters }) => ({ parameterGroupName: parameters! }),
      preferredCacheClusterAzs: () => ({ preferredCacheClusterAzs: ["us-east-1b"] }),
      replicasPerNodeGroup: () => ({ replicasPerNodeGroup: 1 }),
      securityGroupIds: ({ group }) => ({ securityGroupIds: [group!] }),
      transitEncryptionEnabled: () => ({ transitEncryptionEnabled: true }),
      transitEncryptionMode: () => ({
        transitEncryptionMode: "preferred",
        transitEncryptionEnabled: true,
      }),
      userGroupIds: () => ({ userGroupIds: ["users"], transitEncryptionEnabled: true }),
    },
    untried: { authTokenWo: "in no state: its version says that it is another" },
    replaces: {
      networkType: () => ({ networkType: "dual_stack" }),
      globalReplicationGroupId: () => ({ globalReplicationGroupId: "global", nodeType: null }),
    },
  },
  {
    type: cluster,
    args: memcached,
    updates: {
      ...tagged,
      ...windows,
      azMode: () => ({ azMode: "cross-az" }),
      engineVersion: () => ({ engineVersion: "1.6.23" }),
      ipDiscovery: () => ({ ipDiscovery: "ipv6" }),
      notificationTopicArn: topic,
      numCacheNodes: () => ({ numCacheNodes: 3 }),
      parameterGroupName: ({ memory }) => ({ parameterGroupName: memory! }),
      preferredAvailabilityZones: () => ({
        preferredAvailabilityZones: ["us-east-1a", "us-east-1b"],
      }),
      securityGroupIds: ({ group }) => ({ securityGroupIds: [group!] }),
    },
    replaces: {
      engine: () => ({ engine: "redis", numCacheNodes: 1 }),
      networkType: () => ({ networkType: "dual_stack" }),
      nodeType: () => ({ nodeType: "cache.t4g.small" }),
      replicationGroupId: () => ({
        replicationGroupId: "other",
        engine: null,
        nodeType: null,
        numCacheNodes: null,
        subnetGroupName: null,
      }),
      outpostMode: () => ({
        outpostMode: "single-outpost",
        preferredOutpostArn: "arn:aws:outposts:us-east-1:000000000000:outpost/op-0",
      }),
    },
    untried: {
      finalSnapshotIdentifier: "not of memcached: tests/simulator/services/elasticache.spec.ts",
    },
  },
];

export const suite: Suite = { cases, surroundings };
