/**
 * A cache of ElastiCache that speaks Redis' protocol: Valkey or Redis, a primary and its replicas.
 * Makes the replication group, its subnet group and parameter group, and a security group with a rule
 * for each group that may connect. What is stored and what is sent are encrypted; where there is a
 * replica, it stands in another zone and takes over.
 * A node of the smallest type costs about $0.0128 an hour with Valkey, $0.016 with Redis (us-east-1).
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Replication.html
 */
import * as elasticache from "@pulumi/aws/elasticache";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan } from "../network";
import { createOwnGroup, subnetIdsOf, tagged, type DataBuilding } from "./dataNetwork";
import type { RedisCacheArgs } from "./redisCacheArgs";
import { planRedisCache, type RedisCachePlan } from "./redisCachePlan";

const PORT = 6379;
/** The arguments that take inputs, beside those that every component names alike. */
const INPUTS = { nodeType: 0, authToken: 0 };
const NODE_TYPE = "cache.t4g.micro";

/** A Valkey or Redis cache and who may connect to it. */
export class RedisCache extends pulumi.ComponentResource {
  /** The host name of the primary, which takes writes. Clients connect over TLS. */
  readonly primaryEndpoint: pulumi.Output<string>;
  /** The host name that leads to the replicas; to the primary where there are none. */
  readonly readerEndpoint: pulumi.Output<string>;
  /** The port that it listens on. */
  readonly port: pulumi.Output<number>;
  /** What ElastiCache calls it. */
  readonly replicationGroupId: pulumi.Output<string>;
  /** The replication group's ARN. */
  readonly arn: pulumi.Output<string>;
  /** The group of its own; none where groups are brought. */
  readonly securityGroupId?: pulumi.Output<string>;

  constructor(name: string, args: RedisCacheArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:RedisCache", name, {}, opts);
    const checked = { component: this, kind: "RedisCache", name, inputs: INPUTS };
    const plan = checkedPlan(checked, args, () => planRedisCache(args));
    const building: Building = { parent: this, name, plan, args };
    const group = createOwnGroup(building, { description: "Cache", port: PORT });
    const made = createReplicationGroup(building, {
      subnetGroup: createSubnetGroup(building),
      parameterGroup: createParameterGroup(building),
      securityGroupIds: group ? [group.id] : (args.securityGroupIds ?? []),
    });
    this.primaryEndpoint = made.primaryEndpointAddress;
    this.readerEndpoint = made.readerEndpointAddress;
    this.port = made.port.apply((port) => port ?? PORT);
    this.replicationGroupId = made.replicationGroupId;
    this.arn = made.arn;
    if (group) this.securityGroupId = group.id;
    this.registerOutputs({
      primaryEndpoint: this.primaryEndpoint,
      readerEndpoint: this.readerEndpoint,
      port: this.port,
      replicationGroupId: this.replicationGroupId,
      arn: this.arn,
      securityGroupId: this.securityGroupId,
    });
  }
}

interface Building extends DataBuilding {
  readonly plan: RedisCachePlan;
  readonly args: RedisCacheArgs;
}

function createSubnetGroup(building: Building): elasticache.SubnetGroup {
  const { parent, name, plan, args } = building;
  return new elasticache.SubnetGroup(
    name,
    {
      description: `Subnets of the tier ${plan.tier}`,
      subnetIds: subnetIdsOf(args, plan.tier),
      region: args.vpc.region,
      tags: tagged(building, "cache-subnets"),
    },
    { parent },
  );
}

function createParameterGroup(building: Building): elasticache.ParameterGroup {
  const { parent, name, plan, args } = building;
  return new elasticache.ParameterGroup(
    name,
    {
      family: plan.family,
      description: `Parameters of ${plan.engine}`,
      parameters: Object.entries(args.parameters ?? {}).map(([key, value]) => ({
        name: key,
        value,
      })),
      region: args.vpc.region,
      tags: tagged(building, "cache-parameters"),
    },
    { parent },
  );
}

interface Needs {
  readonly subnetGroup: elasticache.SubnetGroup;
  readonly parameterGroup: elasticache.ParameterGroup;
  readonly securityGroupIds: pulumi.Input<string>[];
}

function createReplicationGroup(
  building: Building,
  { subnetGroup, parameterGroup, securityGroupIds }: Needs,
): elasticache.ReplicationGroup {
  const { parent, name, plan, args } = building;
  const isReplicated = plan.replicas > 0;
  return new elasticache.ReplicationGroup(
    name,
    {
      description: `Cache ${name}`,
      engine: plan.engine,
      engineVersion: plan.engineVersion,
      nodeType: args.nodeType ?? NODE_TYPE,
      numCacheClusters: 1 + plan.replicas,
      automaticFailoverEnabled: isReplicated,
      multiAzEnabled: isReplicated,
      port: PORT,
      subnetGroupName: subnetGroup.name,
      parameterGroupName: parameterGroup.name,
      securityGroupIds,
      atRestEncryptionEnabled: true,
      kmsKeyId: args.kmsKeyArn,
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken: args.authToken,
      autoMinorVersionUpgrade: true,
      snapshotRetentionLimit: plan.snapshotRetentionInDays,
      region: args.vpc.region,
      tags: tagged(building, "cache"),
    },
    { parent },
  );
}
