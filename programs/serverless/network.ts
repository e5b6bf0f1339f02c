/** The network: public and private subnets, the ways out, and how traffic is recorded. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";
import type { Labels } from "./labels";

/** SQS, Step Functions, CloudWatch Logs and SNS, which functions call at private addresses. */
export const INTERFACE_ENDPOINTS = ["sqs", "states", "logs", "sns"];

export function createNetwork(
  config: ServerlessConfig,
  accountId: Output<string>,
  { name, tagged }: Labels,
): net.Vpc {
  const { natGatewayStrategy: strategy, environmentSuffix, region } = config;
  const isSingle = strategy === net.NatGatewayStrategy.Single;
  return new net.Vpc(name, {
    cidrBlock: config.cidrBlock,
    availabilityZoneNames: config.availabilityZoneNames,
    reservedAvailabilityZones: config.reservedAvailabilityZones,
    subnetSpecs: [
      { name: "public", type: net.SubnetType.Public, cidrMask: 24, mapPublicIpOnLaunch: true },
      { name: "private", type: net.SubnetType.Private, cidrMask: 24 },
    ],
    // As drawn: one private table. One for each zone where each zone has its own NAT gateway.
    routeTableStrategy:
      strategy === net.NatGatewayStrategy.OnePerAz
        ? net.RouteTableStrategy.PerAz
        : net.RouteTableStrategy.PerTier,
    natGateways: {
      strategy,
      availabilityZone: isSingle ? config.natGatewayZone : undefined,
    },
    endpoints: { gateway: ["s3", "dynamodb"] },
    flowLogs: {
      retentionInDays: config.flowLogRetentionInDays,
      accountId,
      logGroupName: accountId.apply(
        (account) => `flowlogs-${name}-${environmentSuffix}-${account}-${region}`,
      ),
    },
    ...tagged,
  });
}

/** `internal.<domain>`, for names that only the network knows; none without a domain. */
export function createZone(
  { domain }: ServerlessConfig,
  vpc: net.Vpc,
  { name, tagged }: Labels,
): net.PrivateHostedZone | undefined {
  if (domain === "") return undefined;
  return new net.PrivateHostedZone(name, { zoneName: `internal.${domain}`, vpc, ...tagged });
}
