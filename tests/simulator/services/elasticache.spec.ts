import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { messageOf, refusalOf, textOf, types } from "../support";
import { databaseNetwork, interfaces, subnetsIn } from "./databaseNetwork";

const subnetGroup = "aws:elasticache/subnetGroup:SubnetGroup";
const parameterGroup = "aws:elasticache/parameterGroup:ParameterGroup";
const replicationGroup = "aws:elasticache/replicationGroup:ReplicationGroup";
const cluster = "aws:elasticache/cluster:Cluster";

async function around() {
  const network = await databaseNetwork();
  const { stack, subnets } = network;
  const group = await stack.create(subnetGroup, "cache", { subnetIds: subnets });
  const redis: ValueMap = {
    description: "sessions",
    nodeType: "cache.t4g.micro",
    subnetGroupName: group.id,
  };
  const memcached: ValueMap = {
    engine: "memcached",
    nodeType: "cache.t4g.micro",
    numCacheNodes: 2,
    subnetGroupName: group.id,
  };
  const refused = (type: string, args: ValueMap): Promise<string> =>
    refusalOf(stack.create(type, "x", args));
  return { ...network, group, redis, memcached, refused };
}

const failover = { automaticFailoverEnabled: true };

const refusedGroups: readonly (readonly [string, ValueMap, string])[] = [
  ["no such version", { engineVersion: "6.9" }, "InvalidParameterValue"],
  ["no such node type", { nodeType: "cache.t9.micro" }, "InvalidParameterValue"],
  ["no node type", { nodeType: null }, "InvalidParameterValue"],
  [
    "another family's parameters",
    { parameterGroupName: "default.redis6.x" },
    "InvalidParameterCombination",
  ],
  ["no such parameters", { parameterGroupName: "none" }, "CacheParameterGroupNotFound"],
  ["no such subnets", { subnetGroupName: "none" }, "CacheSubnetGroupNotFoundFault"],
  ["no such security group", { securityGroupIds: ["sg-0"] }, "InvalidParameterValue"],
  ["failover to nobody", failover, "InvalidParameterCombination"],
  ["shards without failover", { numNodeGroups: 2 }, "InvalidParameterValue"],
  ["seven clusters", { numCacheClusters: 7 }, "InvalidParameterValue"],
  [
    "too many shards",
    { ...failover, numNodeGroups: 91 },
    "NodeGroupsPerReplicationGroupQuotaExceeded",
  ],
  ["a token in the clear", { authToken: "sixteen-letters-it-is" }, "InvalidParameterCombination"],
  ["users in the clear", { userGroupIds: ["a"] }, "InvalidParameterCombination"],
  ["a mode in the clear", { transitEncryptionMode: "required" }, "InvalidParameterCombination"],
  [
    "a key for nothing",
    { kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/x" },
    "InvalidParameterCombination",
  ],
  [
    "no such key",
    { atRestEncryptionEnabled: true, kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/x" },
    "InvalidKMSKeyFault",
  ],
  ["data on disks that it has not", { dataTieringEnabled: true }, "InvalidParameterCombination"],
  [
    "zones for too few",
    { preferredCacheClusterAzs: ["us-east-1a", "us-east-1b"] },
    "InvalidParameterValue",
  ],
  [
    "a zone without a subnet",
    { preferredCacheClusterAzs: ["us-east-1f"] },
    "InvalidParameterValue",
  ],
];

describe("replication groups", () => {
  for (const [what, change, code] of refusedGroups)
    it(`are refused with ${what}`, async () => {
      const { redis, refused } = await around();
      expect(await refused(replicationGroup, redis)).to.equal("none");
      expect(
        await refused(replicationGroup, { ...redis, replicationGroupId: "bad", ...change }),
      ).to.equal(code);
    });

  it("are checked by the provider first", async () => {
    const { stack, redis } = await around();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(replicationGroup, "x", { ...redis, ...change }));
    expect(await failure({ multiAzEnabled: true })).to.contain(
      "automatic_failover_enabled must be",
    );
    expect(await failure({ ...failover, numCacheClusters: 1 })).to.contain("at least 2");
    expect(await failure({ engineVersion: "7.1.0" })).to.contain("<major>.<minor>");
    expect(await failure({ authToken: "short" })).to.contain("16 to 128");
    expect(await failure({ authToken: "with/a/slash/in/it" })).to.contain("only alphanumeric");
    expect(await failure({ numCacheClusters: 2, numNodeGroups: 2 })).to.contain("conflicts with");
    expect(await failure({ replicationGroupId: "a_b" })).to.contain("hyphens");
    expect(await failure({ replicasPerNodeGroup: 6 })).to.contain("(0 - 5)");
  });

  it("have an interface a node, over the zones, and names to answer under", async () => {
    const { stack, redis, group, subnets } = await around();
    const args = { ...redis, ...failover, multiAzEnabled: true, numCacheClusters: 2 };
    const one = await stack.create(replicationGroup, "one", args);
    expect(interfaces(stack)).to.have.length(2);
    expect(textOf(one.properties, "primaryEndpointAddress")).to.match(/\.ng\.0001\.use1\.cache\./);
    expect(one.properties.memberClusters).to.deep.equal([`${one.id}-001`, `${one.id}-002`]);
    const three = await stack.update(one, { ...args, numCacheClusters: 3 });
    expect(interfaces(stack)).to.have.length(3);
    expect(await refusalOf(stack.update(group, { subnetIds: subnets.slice(0, 2) }))).to.equal(
      "SubnetInUse",
    );
    await stack.delete(three);
    expect(interfaces(stack)).to.have.length(0);
  });

  it("of shards have one name for all, encrypted ones names of their own", async () => {
    const { stack, redis } = await around();
    const shards = { ...redis, ...failover, numNodeGroups: 2, replicasPerNodeGroup: 1 };
    const { properties } = await stack.create(replicationGroup, "shards", shards);
    expect(properties.memberClusters).to.have.length(4);
    expect(textOf(properties, "configurationEndpointAddress")).to.match(/^clustercfg\./);
    const secret = await stack.create(replicationGroup, "s", {
      ...redis,
      transitEncryptionEnabled: true,
    });
    expect(textOf(secret.properties, "primaryEndpointAddress")).to.match(/^master\./);
  });

  it("need two zones to be in two, and one VPC", async () => {
    const { stack, vpc, redis, refused } = await around();
    const alone = await stack.create(types.subnet, "alone", {
      vpcId: vpc.id,
      cidrBlock: "10.0.9.0/24",
      availabilityZone: "us-east-1a",
    });
    const narrow = await stack.create(subnetGroup, "narrow", { subnetIds: [alone.id] });
    const wide = { ...redis, ...failover, multiAzEnabled: true, numCacheClusters: 2 };
    expect(await refused(replicationGroup, { ...wide, subnetGroupName: narrow.id })).to.equal(
      "InvalidParameterCombination",
    );
    const other = await stack.create(types.vpc, "other", { cidrBlock: "10.1.0.0/16" });
    const stranger = await stack.create(types.group, "other", { vpcId: other.id });
    expect(await refused(replicationGroup, { ...redis, securityGroupIds: [stranger.id] })).to.equal(
      "InvalidParameterCombination",
    );
    const [far = ""] = await subnetsIn(stack, other, "10.1");
    expect(await refused(subnetGroup, { subnetIds: [alone.id, far] })).to.equal("InvalidSubnet");
    expect(await refused(subnetGroup, { subnetIds: ["subnet-0"] })).to.equal(
      "InvalidParameterValue",
    );
    expect(await refused(subnetGroup, { subnetIds: [alone.id], name: "ours" })).to.equal("none");
    expect(await refused(subnetGroup, { subnetIds: [alone.id], name: "Ours" })).to.equal(
      "CacheSubnetGroupAlreadyExists",
    );
  });

  it("are named once, and leave their last snapshot", async () => {
    const { stack, redis, refused } = await around();
    const args = { ...redis, replicationGroupId: "ours", finalSnapshotIdentifier: "last" };
    const one = await stack.create(replicationGroup, "one", args);
    expect(await refused(replicationGroup, args)).to.equal("ReplicationGroupAlreadyExists");
    await stack.delete(one);
    const two = await stack.create(replicationGroup, "two", args);
    expect(await refusalOf(stack.delete(two))).to.equal("SnapshotAlreadyExistsFault");
  });

  it("are replaced for an older engine, and for encryption of old ones", async () => {
    const { stack, redis } = await around();
    const replaces = async (was: ValueMap, is: ValueMap): Promise<readonly string[]> => {
      const made = await stack.create(replicationGroup, "one", { ...redis, ...was });
      const { replaces: found } = await stack.diff(made, { ...redis, ...was, ...is });
      await stack.delete(made);
      return found;
    };
    expect(await replaces({ engineVersion: "7.1" }, { engineVersion: "6.2" })).to.deep.equal([
      "engineVersion",
    ]);
    expect(await replaces({ engineVersion: "6.2" }, { engineVersion: "7.1" })).to.deep.equal([]);
    const on = { transitEncryptionEnabled: true };
    expect(await replaces({ engineVersion: "6.2" }, on)).to.deep.equal([
      "transitEncryptionEnabled",
    ]);
    expect(await replaces({ engineVersion: "7.1" }, on)).to.deep.equal([]);
    expect(
      await replaces(
        { engine: "valkey", engineVersion: "8.0" },
        { engine: "redis", engineVersion: "7.1" },
      ),
    ).to.include("engine");
  });
});

describe("cache clusters", () => {
  it("are refused for what ElastiCache has not", async () => {
    const { memcached, refused } = await around();
    const make = (more: ValueMap): Promise<string> => refused(cluster, { ...memcached, ...more });
    expect(await make({ engineVersion: "1.3.0" })).to.equal("InvalidParameterValue");
    expect(await make({ nodeType: "cache.x" })).to.equal("InvalidParameterValue");
    expect(await make({ nodeType: null })).to.equal("InvalidParameterValue");
    expect(await make({ numCacheNodes: 41 })).to.equal("NodeQuotaForClusterExceeded");
    expect(await make({ engineVersion: "1.6.6", transitEncryptionEnabled: true })).to.equal(
      "InvalidParameterCombination",
    );
    expect(await make({ preferredAvailabilityZones: ["us-east-1a"] })).to.equal(
      "InvalidParameterValue",
    );
    expect(await make({ availabilityZone: "us-east-1f" })).to.equal("InvalidParameterValue");
    expect(await make({ clusterId: "ours" })).to.equal("none");
    expect(await make({ clusterId: "ours" })).to.equal("CacheClusterAlreadyExists");
  });

  it("are checked by the provider first", async () => {
    const { stack, memcached } = await around();
    const failure = (change: ValueMap): Promise<string> =>
      messageOf(stack.preview(cluster, "x", { ...memcached, ...change }));
    expect(await failure({ engine: "redis" })).to.contain("does not support num_cache_nodes > 1");
    expect(await failure({ azMode: "cross-az", numCacheNodes: 1 })).to.contain("cross-az");
    expect(await failure({ clusterId: "A" })).to.contain("lowercase");
    expect(await failure({ replicationGroupId: "a" })).to.contain("conflicts with");
    expect(await failure({ engine: null })).to.contain("must be specified");
  });

  it("are of Memcached with an address for all, or one more replica", async () => {
    const { stack, memcached, redis, refused } = await around();
    const one = await stack.create(cluster, "one", { ...memcached, azMode: "cross-az" });
    expect(one.properties.cacheNodes).to.have.length(2);
    expect(one.properties.availabilityZone).to.equal("Multiple");
    expect(textOf(one.properties, "configurationEndpoint")).to.match(
      /\.cfg\.use1\.cache\..*:11211$/,
    );
    expect(interfaces(stack)).to.have.length(2);
    await stack.delete(one);
    const group = await stack.create(replicationGroup, "group", redis);
    const replica = await stack.create(cluster, "replica", { replicationGroupId: group.id });
    expect(replica.properties.engine).to.equal("redis");
    expect(await refused(cluster, { replicationGroupId: "none" })).to.equal(
      "ReplicationGroupNotFoundFault",
    );
  });
});

describe("cache parameter groups", () => {
  it("are of a family that there is, each parameter once", async () => {
    const { refused } = await around();
    const twice = { name: "timeout", value: "1" };
    const bad = "InvalidParameterValue";
    expect(await refused(parameterGroup, { family: "redis9" })).to.equal(bad);
    expect(await refused(parameterGroup, { family: "redis7", name: "a--b" })).to.equal(bad);
    expect(
      await refused(parameterGroup, { family: "redis7", parameters: [twice, twice] }),
    ).to.equal(bad);
    expect(await refused(parameterGroup, { family: "redis7", name: "ours" })).to.equal("none");
    expect(await refused(parameterGroup, { family: "redis7", name: "ours" })).to.equal(
      "CacheParameterGroupAlreadyExists",
    );
  });
});
