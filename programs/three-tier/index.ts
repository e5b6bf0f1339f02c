/**
 * Three tiers: a load balancer, services on Fargate, PostgreSQL and Redis.
 *
 *     internet ── 80, 443 ── load balancer (public subnets)
 *                               └── 8080 ── tasks of api, web and workers (private subnets)
 *                                       ├── 5432, 6379 ── PostgreSQL, Redis (database subnets: no way out)
 *                                       ├── images, secrets, logs ── interface endpoints;  S3, DynamoDB ── gateways
 *                                       └── internet: TCP 443 ── NAT gateway ── internet gateway
 *
 * People get to the database by a bastion, where one is asked for, and to that by Session Manager.
 */
// The one file: the whole of "@pulumi/aws" takes a tenth of a second to load.
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as net from "pulumi-aws-network";
import { createBastion } from "./bastion";
import { readConfig } from "./config";
import { createCache, createDatabase } from "./data";
import { createFront } from "./front";
import { networkIntents } from "./intents";
import { labelsOf } from "./labels";
import { createNetwork } from "./network";
import { createEndpoints, createGroups } from "./security";
import { createServices } from "./workload";

const config = readConfig();
const labels = labelsOf(config);
const { accountId } = getCallerIdentityOutput();

const vpc = createNetwork(config, accountId, labels);
const groups = createGroups(config, vpc, labels);
const site = { vpc, groups };
const endpoints = createEndpoints(config, site, labels);

const database = createDatabase(config, site, labels);
const cache = createCache(config, site, labels);
const front = createFront(config, site, labels);
const workload = createServices(config, { ...site, endpoints, front, database, cache }, labels);
const bastion = createBastion(config, site, labels);

const groupIds = {
  alb: groups.groupId("alb"),
  tasks: groups.groupId("tasks"),
  database: groups.groupId("database"),
  cache: groups.groupId("cache"),
  bastion: config.bastion ? groups.groupId("bastion") : undefined,
};
new net.Intents(labels.name, {
  intents: networkIntents(config, { ...groupIds, endpoints: endpoints?.securityGroupId }),
});

/** The VPC's id. */
export const vpcId = vpc.vpcId;
/** Each subnet's block, by tier and zone. */
export const subnetLayout = vpc.subnetLayout;
/** The NAT gateways, by zone. */
export const natGatewayIds = vpc.natGatewayIds;
/** What the internet sees the tasks as, by the NAT gateway's zone. */
export const natPublicIps = vpc.natPublicIps;
/** The VPC endpoints, by service. */
export const endpointIds = { ...vpc.endpointIds, ...endpoints?.endpointIds };
/** The groups of the load balancer, the tasks, the database, the cache and the bastion. */
export const securityGroupIds = groupIds;
/** Where requests go. */
export const loadBalancerDnsName = front.balancer.loadBalancer.apply((one) => one.dnsName);
/** The cluster that the services run in. */
export const clusterArn = workload.cluster.arn;
/** Where images are pushed, by service: `docker push <url>:<imageTag>`. */
export const repositoryUrls = Object.fromEntries(
  Object.entries(workload.repositories).map(([service, one]) => [service, one.repositoryUrl]),
);
/** The services' names. */
export const serviceNames = Object.fromEntries(
  Object.entries(workload.services).map(([name, one]) => [name, one.service.apply((s) => s.name)]),
);
/** The log groups, by service. */
export const logGroupNames = workload.logGroups.logGroupNames;
/** Where the database listens. */
export const databaseEndpoint = database.endpoint;
/** The secret with the database's user and password, which RDS rotates. */
export const databaseSecretArn = database.secretArn;
/** Where the cache takes writes. */
export const cacheEndpoint = cache.primaryEndpoint;
/** What `aws ssm start-session --target` takes, where there is a bastion. */
export const bastionInstanceId = bastion?.instanceId;
/** Where the flow logs are. */
export const flowLogGroupName = vpc.flowLogGroupName;
/** The bucket of the exported flow logs, where they are exported. */
export const flowLogBucketName = vpc.flowLogBucketNames.export;
/** The Athena table over them, and the workgroup that asks it. */
export const flowLogTableName = vpc.flowLogTableNames.export;
export const flowLogWorkgroupName = vpc.flowLogWorkgroupNames.export;
