/** Caches: their subnet groups and replication groups. */
import { id, remove, type Arguments, type Case, type Step } from "../case";
import { cacheApi } from "../pages";
import * as aws from "../resources";
import { aGroup, aSubnet, aVpc, otherVpc } from "../surroundings";

const twoZones: readonly Step[] = [
  aVpc,
  aSubnet("a"),
  aSubnet("b", 1, { availabilityZone: "us-east-1b" }),
];

const subnets = (args: Arguments = {}, resource = "subnets"): Step =>
  aws.cacheSubnetGroup(resource, { name: "app", subnetIds: [id("a"), id("b")], ...args });

const ready: readonly Step[] = [...twoZones, subnets()];

const cache = (args: Arguments = {}, resource = "cache"): Step =>
  aws.replicationGroup(resource, {
    replicationGroupId: "app",
    description: "sessions",
    engine: "valkey",
    nodeType: "cache.t4g.micro",
    numCacheClusters: 1,
    subnetGroupName: id("subnets"),
    ...args,
  });

const failover: Arguments = { automaticFailoverEnabled: true };

const caches: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["a cache of one node", {}, "accepted"],
  ["a cache of six nodes", { numCacheClusters: 6 }, "accepted"],
  ["a cache of seven nodes", { numCacheClusters: 7 }, "refused"],
  ["a cache of two nodes with failover", { numCacheClusters: 2, ...failover }, "accepted"],
  ["a cache of one node with failover", failover, "refused"],
  [
    "a cache over two zones with failover",
    { numCacheClusters: 2, ...failover, multiAzEnabled: true },
    "accepted",
  ],
  [
    "a cache over two zones without failover",
    { numCacheClusters: 2, multiAzEnabled: true },
    "refused",
  ],
  ["a cache identifier of 40 characters", { replicationGroupId: "c".repeat(40) }, "accepted"],
  [
    "a cache identifier of 41 characters",
    { replicationGroupId: "c".repeat(41) },
    "InvalidParameterValue",
  ],
  [
    "a cache identifier that begins with a digit",
    { replicationGroupId: "1app" },
    "InvalidParameterValue",
  ],
  [
    "a cache identifier with two hyphens together",
    { replicationGroupId: "my--app" },
    "InvalidParameterValue",
  ],
  [
    "a cache in a subnet group that does not exist",
    { subnetGroupName: "nosuchgroup" },
    "CacheSubnetGroupNotFoundFault",
  ],
  [
    "a cache with a parameter group that does not exist",
    { parameterGroupName: "nosuchgroup" },
    "CacheParameterGroupNotFound",
  ],
  [
    "a cache password without encryption on the way",
    { authToken: "correct-horse-battery" },
    "refused",
  ],
];

export const cacheCases: readonly Case[] = [
  {
    title: "a cache subnet group",
    page: cacheApi("CreateCacheSubnetGroup"),
    given: twoZones,
    attempt: subnets(),
    expect: "accepted",
  },
  {
    title: "a cache subnet group with a subnet that does not exist",
    page: cacheApi("CreateCacheSubnetGroup"),
    given: [],
    attempt: subnets({ subnetIds: ["subnet-0123456789abcdef0"] }),
    expect: "refused",
  },
  {
    title: "a cache subnet group in two VPCs",
    page: cacheApi("CreateCacheSubnetGroup"),
    given: [
      aVpc,
      otherVpc,
      aSubnet("a"),
      aws.subnet("b", { vpcId: id("other"), cidrBlock: "10.1.0.0/24" }),
    ],
    attempt: subnets(),
    expect: "refused",
  },
  {
    title: "a second cache subnet group of the same name",
    page: cacheApi("CreateCacheSubnetGroup"),
    given: [...twoZones, subnets({}, "first")],
    attempt: subnets(),
    expect: "CacheSubnetGroupAlreadyExists",
  },
  ...caches.map(([title, args, expect]): Case => ({
    title,
    page: cacheApi("CreateReplicationGroup"),
    given: ready,
    attempt: cache(args),
    expect,
  })),
  {
    title: "a second cache of the same identifier",
    page: cacheApi("CreateReplicationGroup"),
    given: [...ready, cache({}, "first")],
    attempt: cache(),
    expect: "ReplicationGroupAlreadyExists",
  },
  {
    title: "a cache with a group of another VPC",
    page: cacheApi("CreateReplicationGroup"),
    given: [...ready, otherVpc, aGroup("group", "other")],
    attempt: cache({ securityGroupIds: [id("group")] }),
    expect: "refused",
  },
  {
    title: "deleting a cache",
    page: cacheApi("DeleteReplicationGroup"),
    given: [...ready, cache()],
    attempt: remove("cache"),
    expect: "accepted",
  },
  {
    title: "deleting the subnet group of a cache",
    page: cacheApi("DeleteCacheSubnetGroup"),
    given: [...ready, cache()],
    attempt: remove("subnets"),
    expect: "CacheSubnetGroupInUse",
  },
];
