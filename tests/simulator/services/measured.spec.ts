/** What the provider makes of changes, and what it leaves to AWS to refuse: measured on it, or read from its source. */
import { expect } from "chai";
import type { ValueMap } from "../../../simulator";
import { type Case, type Ids, suites, type Suite } from "../lifecycleCases";
import { type Made, newStack, network, refusalOf, type Stack, textOf, types } from "../support";

const instance = "aws:ec2/instance:Instance";

type Change = (ids: Ids) => ValueMap;

async function around(type: string): Promise<{ stack: Stack; one: Case; ids: Ids }> {
  const isOf = (suite: Suite): boolean => suite.cases.some((one) => one.type === type);
  const suite = suites.find(isOf)!;
  const stack = await newStack();
  const { ids } = (await suite.surroundings?.(stack)) ?? { ids: {} };
  return { stack, ids, one: suite.cases.find((each) => each.type === type)! };
}

const without = (args: ValueMap): ValueMap =>
  Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null));

const versioning = "aws:s3/bucketVersioning:BucketVersioning";
/** The account itself: that of the queue beside the buckets. */
const home = ({ queue }: Ids): ValueMap => ({ expectedBucketOwner: String(queue).split(":")[4]! });

const keyedBy = (type: string): ValueMap => ({ attributes: [{ name: "id", type }] });
const indexedBy = (type: string): ValueMap => ({
  attributes: [
    { name: "id", type: "S" },
    { name: "by", type },
  ],
  globalSecondaryIndexes: [{ name: "by", hashKey: "by", projectionType: "ALL" }],
});
const imported = (inputFormat: string): ValueMap => ({
  importTable: { inputFormat, s3BucketSource: { bucket: "exported" } },
});
const warm = (readUnitsPerSecond: number): ValueMap => ({ warmThroughput: { readUnitsPerSecond } });
const locked = (days: number): ValueMap => ({
  objectLockEnabled: true,
  objectLockConfiguration: {
    objectLockEnabled: "Enabled",
    rule: { defaultRetention: { mode: "GOVERNANCE", days } },
  },
});

const leftToAws: readonly (readonly [
  type: string,
  refused: Change,
  code: string,
  taken: Change,
])[] = [
  [
    "aws:ecs/service:Service",
    () => ({ name: "a b" }),
    "InvalidParameterException",
    () => ({ name: "a_b" }),
  ],
  [
    "aws:iam/serviceLinkedRole:ServiceLinkedRole",
    () => ({ awsServiceName: "ecs.example.com" }),
    "InvalidInput",
    () => ({}),
  ],
  [
    "aws:lambda/alias:Alias",
    () => ({ name: "12" }),
    "ValidationException",
    () => ({ name: "v12" }),
  ],
  [
    "aws:lambda/layerVersion:LayerVersion",
    () => ({ layerName: "a b" }),
    "ValidationException",
    () => ({ layerName: "a-b" }),
  ],
  [
    "aws:lambda/permission:Permission",
    () => ({ principalOrgId: "mine" }),
    "ValidationException",
    () => ({ principalOrgId: "o-0000000000" }),
  ],
  [
    "aws:rds/cluster:Cluster",
    () => ({ clusterIdentifier: "x".repeat(64) }),
    "InvalidParameterValue",
    () => ({ clusterIdentifier: "x".repeat(63) }),
  ],
  [
    "aws:rds/cluster:Cluster",
    () => ({ performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 30 }),
    "InvalidParameterValue",
    () => ({ performanceInsightsEnabled: true, performanceInsightsRetentionPeriod: 31 }),
  ],
  [
    "aws:rds/clusterInstance:ClusterInstance",
    () => ({ identifier: "x".repeat(64) }),
    "InvalidParameterValue",
    () => ({ identifier: "x".repeat(63) }),
  ],
];

type Row = readonly [type: string, from: Change, to: Change, what: string];

const nothing: Change = () => ({});

const changes: readonly Row[] = [
  [instance, () => ({ enablePrimaryIpv6: true }), nothing, "no change"],
  [instance, nothing, () => ({ enablePrimaryIpv6: true }), "update"],
  [instance, () => ({ enablePrimaryIpv6: true }), () => ({ enablePrimaryIpv6: false }), "replace"],
  [instance, nothing, () => ({ ipv6AddressCount: 1 }), "update"],
  [instance, () => ({ creditSpecification: { cpuCredits: "unlimited" } }), nothing, "no change"],
  [
    types.networkInterface,
    () => ({ privateIps: ["10.0.1.50"] }),
    () => ({ privateIps: ["10.0.1.51"] }),
    "replace",
  ],
  [
    types.networkInterface,
    () => ({ privateIpListEnabled: true, privateIpLists: ["10.0.1.50", "10.0.1.51"] }),
    () => ({ privateIpListEnabled: true, privateIpLists: ["10.0.1.51", "10.0.1.50"] }),
    "replace",
  ],
  [
    types.networkInterface,
    () => ({ privateIpListEnabled: true, privateIpLists: ["10.0.1.50"] }),
    () => ({ privateIpListEnabled: true, privateIpLists: ["10.0.1.50", "10.0.1.51"] }),
    "update",
  ],
  ["aws:ecs/service:Service", nothing, () => ({ triggers: { on: "2" } }), "no change"],
  [
    "aws:ecs/service:Service",
    () => ({ forceNewDeployment: true }),
    () => ({ forceNewDeployment: true, triggers: { on: "2" } }),
    "update",
  ],
  [
    "aws:elasticache/replicationGroup:ReplicationGroup",
    () => ({ port: 6379 }),
    nothing,
    "no change",
  ],
  ["aws:elasticache/replicationGroup:ReplicationGroup", () => ({ port: 6380 }), nothing, "replace"],
  ["aws:kms/keyPolicy:KeyPolicy", nothing, ({ other }) => ({ keyId: other! }), "update"],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    () => ({ batchSize: 10 }),
    nothing,
    "no change",
  ],
  ["aws:lambda/eventSourceMapping:EventSourceMapping", () => ({ batchSize: 5 }), nothing, "update"],
  [
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    nothing,
    (ids) => ({ functionName: `arn:aws:lambda:us-east-1:000000000000:function:${ids.function!}` }),
    "no change",
  ],
  ["aws:rds/cluster:Cluster", nothing, () => ({ storageType: "aurora-iopt1" }), "update"],
  [
    "aws:rds/cluster:Cluster",
    () => ({ serverlessv2ScalingConfiguration: { minCapacity: 1, maxCapacity: 2 } }),
    nothing,
    "no change",
  ],
  [
    "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
    () => ({ transitionDefaultMinimumObjectSize: "varies_by_storage_class" }),
    nothing,
    "update",
  ],
  [
    "aws:ec2/subnet:Subnet",
    ({ ipv6 }) => ({ ipv6CidrBlock: ipv6!, assignIpv6AddressOnCreation: true }),
    ({ ipv6 }) => ({
      ipv6CidrBlock: String(ipv6).replace(/.::\/64/, "e::/64"),
      assignIpv6AddressOnCreation: true,
    }),
    "replace",
  ],
  [
    "aws:cloudwatch/logMetricFilter:LogMetricFilter",
    () => ({ applyOnTransformedLogs: true }),
    () => ({}),
    "no change",
  ],
  ["aws:dynamodb/table:Table", () => imported("CSV"), () => imported("ION"), "update"],
  ["aws:dynamodb/table:Table", () => ({}), () => imported("CSV"), "replace"],
  ["aws:dynamodb/table:Table", () => imported("CSV"), () => ({}), "replace"],
  ["aws:dynamodb/table:Table", () => warm(12_000), () => warm(13_000), "update"],
  ["aws:dynamodb/table:Table", () => warm(13_000), () => warm(12_000), "replace"],
  ["aws:dynamodb/table:Table", () => keyedBy("S"), () => keyedBy("N"), "no change"],
  ["aws:dynamodb/table:Table", () => indexedBy("S"), () => ({}), "no change"],
  ["aws:dynamodb/table:Table", () => ({}), () => indexedBy("N"), "update"],
  ["aws:s3/bucket:Bucket", () => locked(1), () => locked(2), "update"],
  ["aws:s3/bucket:Bucket", () => locked(1), () => ({ objectLockEnabled: true }), "no change"],
  [versioning, () => ({}), home, "update"],
  [versioning, () => ({}), () => ({ expectedBucketOwner: "000000000009" }), "replace"],
  [versioning, home, () => ({}), "replace"],
  [
    "aws:secretsmanager/secret:Secret",
    () => ({ replicas: [{ region: "eu-west-1" }] }),
    () => ({}),
    "update",
  ],
  [
    "aws:secretsmanager/secret:Secret",
    () => ({ type: "BigIDClientSecret" }),
    () => ({}),
    "replace",
  ],
];

const planned = async (stack: Stack, made: Made, news: ValueMap): Promise<string> => {
  const { changes: isChange, replaces } = await stack.diff(made, news);
  if (replaces.length > 0) return "replace";
  return isChange ? "update" : "no change";
};

describe("what the provider leaves to AWS", () => {
  for (const [type, refused, code, taken] of leftToAws)
    it(`is refused of ${type}: ${JSON.stringify(refused({})).slice(0, 50)}`, async () => {
      const { stack, one, ids } = await around(type);
      const inputs = { ...one.args(ids), ...refused(ids) };
      await stack.preview(type, "bad", inputs);
      expect(await refusalOf(stack.create(type, "bad", inputs))).to.equal(code);
      const good = { ...one.args(ids), ...taken(ids) };
      expect(await refusalOf(stack.create(type, "good", good))).to.equal("none");
    });
});

describe("a change, as the provider plans it", () => {
  for (const [type, from, to, what] of changes)
    it(`of ${type}, ${JSON.stringify([from({}), to({})]).slice(0, 60)}, is ${what}`, async () => {
      const { stack, one, ids } = await around(type);
      const made = await stack.create(type, "one", without({ ...one.args(ids), ...from(ids) }));
      expect(await planned(stack, made, without({ ...one.args(ids), ...to(ids) }))).to.equal(what);
    });

  it("leaves a key's policy with the key that it was made for", async () => {
    const type = "aws:kms/keyPolicy:KeyPolicy";
    const { stack, one, ids } = await around(type);
    const made = await stack.create(type, "one", one.args(ids));
    const changed = await stack.update(made, { ...one.args(ids), keyId: ids.other! });
    expect((await stack.refresh(changed)).properties.keyId).to.equal(ids.key);
  });

  it("cannot take back how many records a function reads at once", async () => {
    const type = "aws:lambda/eventSourceMapping:EventSourceMapping";
    const { stack, one, ids } = await around(type);
    const made = await stack.create(type, "one", { ...one.args(ids), batchSize: 5 });
    expect(await refusalOf(stack.update(made, one.args(ids)))).to.equal("ValidationException");
  });

  it("takes away a subnet's IPv6 block that is no longer written down, with anything else", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack, { assignGeneratedIpv6CidrBlock: true });
    const ipv6CidrBlock = textOf(vpc.properties, "ipv6CidrBlock").replace("00::/56", "01::/64");
    const args = { vpcId: vpc.id, cidrBlock: "10.0.7.0/24" };
    const made = await stack.create(types.subnet, "one", { ...args, ipv6CidrBlock });
    expect(await planned(stack, made, args)).to.equal("no change");
    const changed = await stack.update(made, { ...args, mapPublicIpOnLaunch: true });
    expect((await stack.refresh(changed)).properties.ipv6CidrBlock).to.equal("");
  });

  it("takes a default route table's propagations away where they are left out", async () => {
    const stack = await newStack();
    const { vpc } = await network(stack);
    const gateway = await stack.create(types.vpnGateway, "v", { vpcId: vpc.id });
    const args = { defaultRouteTableId: textOf(vpc.properties, "defaultRouteTableId") };
    const made = await stack.create(types.defaultRouteTable, "one", {
      ...args,
      propagatingVgws: [gateway.id],
    });
    expect(made.properties.propagatingVgws).to.deep.equal([gateway.id]);
    const changed = await stack.update(made, args);
    expect(changed.properties.propagatingVgws).to.deep.equal([]);
  });
});
