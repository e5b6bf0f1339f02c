/**
 * A private network for a serverless image-processing platform: Lambda functions in private
 * subnets, which meet AWS's services at endpoints and the internet through one NAT gateway.
 *
 *     Lambda ── S3, DynamoDB ─────────── gateway endpoints
 *       │────── SQS, Step Functions, Logs, SNS ── interface endpoints in the private subnets
 *       └────── internet: TCP 443, UDP 123 ── NAT gateway (public subnet) ── internet gateway
 *
 * One function stands here; the others, their API and their alarms are still to come. There is no
 * group for the API: a regional API Gateway does not live in the VPC, so a security group would be
 * attached to nothing.
 */
// The one file: the whole of "@pulumi/aws" takes a tenth of a second to load.
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as net from "pulumi-aws-network";
import { readConfig } from "./config";
import { networkIntents } from "./intents";
import { processorCode } from "./processor";

const PURPOSE = "analytics";
const config = readConfig();
const naming = { purpose: PURPOSE, suffix: config.environmentSuffix };
const tags = { Environment: config.environmentSuffix, Service: "image-processing" };

const { accountId } = getCallerIdentityOutput();

const single = config.natGatewayStrategy === net.NatGatewayStrategy.Single;
const vpc = new net.Vpc(PURPOSE, {
  cidrBlock: config.cidrBlock,
  availabilityZoneNames: config.availabilityZoneNames,
  reservedAvailabilityZones: config.reservedAvailabilityZones,
  subnetSpecs: [
    { name: "public", type: net.SubnetType.Public, cidrMask: 24, mapPublicIpOnLaunch: true },
    { name: "private", type: net.SubnetType.Private, cidrMask: 24 },
  ],
  // As drawn: one private table. One for each zone where each zone has its own NAT gateway.
  routeTableStrategy:
    config.natGatewayStrategy === net.NatGatewayStrategy.OnePerAz
      ? net.RouteTableStrategy.PerAz
      : net.RouteTableStrategy.PerTier,
  natGateways: {
    strategy: config.natGatewayStrategy,
    availabilityZone: single ? config.natGatewayZone : undefined,
  },
  endpoints: { gateway: ["s3", "dynamodb"] },
  flowLogs: {
    retentionInDays: config.flowLogRetentionInDays,
    accountId,
    logGroupName: accountId.apply(
      (account) => `flowlogs-${PURPOSE}-${config.environmentSuffix}-${account}-${config.region}`,
    ),
  },
  naming,
  tags,
});

const groups = new net.SecurityGroups(PURPOSE, {
  vpc,
  groups: ["lambda"],
  flows: [
    { source: "lambda", destination: "vpc", ports: ["tcp/443", "udp/53"] },
    { source: "lambda", destination: "0.0.0.0/0", ports: ["tcp/443", "udp/123"] },
  ],
  naming,
  tags,
});

// After the groups, because these alone, Lambda's, may reach the interface endpoints.
const endpoints = new net.VpcEndpoints(PURPOSE, {
  vpc,
  interface: ["sqs", "states", "logs", "sns"],
  allowedSecurityGroupIds: groups.groupIds,
  naming,
  tags,
});

new net.NetworkAcls(PURPOSE, {
  vpc,
  flows: [
    // To the interface endpoints of other zones.
    {
      source: "private",
      destination: "private",
      ports: ["tcp/443"],
      clients: net.NetworkAclClients.Lambda,
    },
    // To S3 and DynamoDB, whose addresses are public even through a gateway endpoint, and through NAT.
    {
      source: "private",
      destination: "internet",
      ports: ["tcp/443", "udp/123"],
      clients: net.NetworkAclClients.Lambda,
    },
  ],
  naming,
  tags,
});

const lambda = groups.groupId("lambda");
const processor = new net.LambdaFunction(`${PURPOSE}-process`, {
  vpc,
  securityGroupIds: [lambda],
  code: processorCode,
  naming,
  tags,
});

new net.Intents(PURPOSE, {
  intents: networkIntents(config, { lambda, endpoints: endpoints.securityGroupId }),
});

/** The VPC's id. */
export const vpcId = vpc.vpcId;
/** Each subnet's block, by tier and zone. */
export const subnetLayout = vpc.subnetLayout;
/** The public subnets, in the order of the zones. */
export const publicSubnetIds = vpc.publicSubnetIds;
/** The private subnets, in the order of the zones: Lambda functions go here. */
export const privateSubnetIds = vpc.privateSubnetIds;
/** The NAT gateways, by zone. */
export const natGatewayIds = vpc.natGatewayIds;
/** What the internet sees the functions as, by the NAT gateway's zone. */
export const natPublicIps = vpc.natPublicIps;
/** The VPC endpoints, by service. */
export const endpointIds = { ...vpc.endpointIds, ...endpoints.endpointIds };
/** The group of the Lambda functions. */
export const lambdaSecurityGroupId = lambda;
/** The function that processes images. */
export const processorFunctionArn = processor.functionArn;
/** The group in front of the interface endpoints, which admits Lambda's alone. */
export const endpointSecurityGroupId = endpoints.securityGroupId;
/** Where the flow logs are. */
export const flowLogGroupName = vpc.flowLogGroupName;
