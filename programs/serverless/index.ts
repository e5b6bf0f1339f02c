/**
 * A private network for a serverless image-processing platform, and the platform: Lambda functions in
 * private subnets, which meet AWS's services at endpoints and the internet through one NAT gateway.
 *
 *     users ── WAF ── REST API (tokens of the user pool) ── Lambda
 *
 *     Lambda ── S3, DynamoDB ─────────── gateway endpoints
 *       │────── SQS, Step Functions, Logs, SNS ── interface endpoints in the private subnets
 *       └────── internet: TCP 443, UDP 123 ── NAT gateway (public subnet) ── internet gateway
 */
// One file each: the whole of "@pulumi/aws" takes a tenth of a second to load.
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as net from "pulumi-aws-network";
import { readConfig } from "./config";
import { networkIntents } from "./intents";
import { labelsOf } from "./labels";
import { createNetwork, createZone } from "./network";
import { createAlarms } from "./observability";
import {
  createAcls,
  createEndpoints,
  createGroups,
  createMessageKey,
  createUserPool,
  createWebAcl,
} from "./security";
import { createStorage } from "./storage";
import { createApi, createDispatch, createFunctions, createStateMachine } from "./workload";

const config = readConfig();
const labels = labelsOf(config);
const account = {
  accountId: getCallerIdentityOutput().accountId,
  partition: getPartitionOutput().partition,
};

const vpc = createNetwork(config, account.accountId, labels);
const zone = createZone(config, vpc, labels);
const groups = createGroups(vpc, labels);
const endpoints = createEndpoints(vpc, groups, labels);
createAcls(vpc, labels);

const messageKey = createMessageKey(account, labels);
const storage = createStorage(config, messageKey, labels);
const site = { vpc, groups, storage, messageKey };
const functions = createFunctions(site, labels);
const stateMachine = createStateMachine(functions, labels);
createDispatch(site, stateMachine, labels);

const userPool = createUserPool(config, labels);
const api = createApi(config, functions, { userPool, labels });
createWebAcl(api, labels);

const alarms = createAlarms(config, { vpc, endpoints, queue: storage.queue, messageKey }, labels);

const lambda = groups.groupId("lambda");
new net.Intents(labels.name, {
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
/** The group in front of the interface endpoints, which admits Lambda's alone. */
export const endpointSecurityGroupId = endpoints.securityGroupId;
/** Where the flow logs are. */
export const flowLogGroupName = vpc.flowLogGroupName;
/** The private hosted zone, where there is one. */
export const privateZoneId = zone?.zoneId;
/** Where the API is asked. */
export const apiUrl = api.invokeUrl;
/** The pool of those who may ask it. */
export const userPoolId = userPool.userPoolId;
/** By which an application signs them in. */
export const userPoolClientId = userPool.clientId;
/** Where images are kept, under `images/`. */
export const imageBucketName = storage.images.bucketName;
/** What is known of them. */
export const imageTableName = storage.table.tableName;
/** Where images wait that came in. */
export const queueUrl = storage.queue.queueUrl;
/** Messages that nobody could handle. */
export const deadLetterQueueUrl = storage.queue.deadLetterQueueUrl;
/** What an image goes through. */
export const stateMachineArn = stateMachine.stateMachineArn;
/** The function that processes images. */
export const processorFunctionArn = functions.process.functionArn;
/** What became of images: whoever wants to know subscribes. */
export const resultTopicArn = storage.results.topicArn;
/** Who is told of alarms. */
export const alarmTopicArn = alarms.topicArn;
