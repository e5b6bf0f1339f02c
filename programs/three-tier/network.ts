/**
 * The network, every subnet a /20 with 4,091 usable addresses:
 *
 *     public     10.0.0.0    10.0.16.0    10.0.32.0    0.0.0.0/0 -> internet gateway
 *     private    10.0.48.0   10.0.64.0    10.0.80.0    0.0.0.0/0 -> NAT gateway, a route table a zone
 *     database   10.0.96.0   10.0.112.0   10.0.128.0   no way out
 */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { TiersConfig } from "./config";
import type { Labels } from "./labels";

export const PRIVATE = "private";
export const DATABASE = "database";

/** Images, secrets and logs: what a task calls of AWS before its code runs. */
export const INTERFACE_ENDPOINTS = ["ecr.api", "ecr.dkr", "secretsmanager", "logs"];

export function createNetwork(
  config: TiersConfig,
  accountId: Output<string>,
  { name, naming, tags }: Labels,
): net.Vpc {
  const isSingle = config.natGatewayStrategy === net.NatGatewayStrategy.Single;
  return new net.Vpc(name, {
    cidrBlock: config.cidrBlock,
    availabilityZoneNames: config.availabilityZoneNames,
    reservedAvailabilityZones: 3,
    subnetSpecs: [
      { name: "public", type: net.SubnetType.Public, cidrMask: 20 },
      { name: PRIVATE, type: net.SubnetType.Private, cidrMask: 20 },
      { name: DATABASE, type: net.SubnetType.Isolated, cidrMask: 20 },
    ],
    // One for each zone in any case, so that no subnet moves when each zone gets its own NAT gateway.
    routeTableStrategy: net.RouteTableStrategy.PerAz,
    natGateways: {
      strategy: config.natGatewayStrategy,
      availabilityZone: isSingle ? config.availabilityZoneNames[0] : undefined,
    },
    // Free of charge, so never switched off.
    endpoints: { gateway: ["s3", "dynamodb"] },
    flowLogs: {
      accountId,
      retentionInDays: config.flowLogRetentionInDays,
      others: config.flowLogExport ? { export: exported(config, accountId, naming) } : undefined,
    },
    naming,
    tags,
  });
}

/** To a bucket: Parquet under Hive partitions, which Athena reads as a table. */
const exported = (
  config: TiersConfig,
  accountId: Output<string>,
  { purpose, suffix }: net.Naming,
): net.FlowLogSpec => ({
  accountId,
  bucket: {
    // One of all accounts' names: account and region make it so.
    bucketName: accountId.apply((id) => `flowlogs-${purpose}-${suffix}-${id}-${config.region}`),
    fileFormat: net.FlowLogFileFormat.Parquet,
    hiveCompatiblePartitions: true,
    forceDestroy: !config.deletionProtection,
    table: { forceDestroy: !config.deletionProtection },
  },
});
