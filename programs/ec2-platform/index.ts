/**
 * An EC2 fleet behind a load balancer, in three environments.
 *
 *     internet ── 80, 443 ── load balancer (public subnets)
 *                               └── application port ── instances (private subnets)
 *                                       ├── 5432 ── PostgreSQL (database subnets: no way out)
 *                                       ├── SSM, EC2 ── interface endpoints;  S3 ── gateway endpoint
 *                                       └── internet: TCP 443 ── NAT gateway ── internet gateway
 *
 * The way in for people is Session Manager. In private subnets a rule for SSH from "authorised IPs"
 * could never match: there is one only in staging, and only with a route to the corporate network.
 */
// One file each: the whole of "@pulumi/aws" takes a tenth of a second to load.
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import * as net from "pulumi-aws-network";
import { createBackups, recoveryObjectives } from "./backup";
import { readConfig } from "./config";
import { routeToCorporateNetwork } from "./corporate";
import { createFront } from "./front";
import { networkIntents } from "./intents";
import { labelsOf } from "./labels";
import { createNetwork } from "./network";
import { createLogGroups, createMonitoring } from "./observability";
import { createAcls, createEndpoints, createGroups } from "./security";
import { createBuckets, createInstanceRole, createKeys } from "./storage";
import { createDatabase, createFleets, createLoadBalancer } from "./workload";

const config = readConfig();
const labels = labelsOf(config);
const account = {
  accountId: getCallerIdentityOutput().accountId,
  partition: getPartitionOutput().partition,
};

const vpc = createNetwork(config, labels);
const groups = createGroups(config, vpc, labels);
const endpoints = createEndpoints(vpc, groups, labels);
createAcls(config, vpc, labels);
routeToCorporateNetwork(config, vpc, labels);

const keys = createKeys(account, labels);
const buckets = createBuckets(config, account, keys, labels);
const logGroups = createLogGroups(config, labels);
const role = createInstanceRole(logGroups, buckets, keys, labels);

const balancer = createLoadBalancer(
  config,
  { vpc, groups, logBucketName: buckets.logs.bucketName },
  labels,
);
const fleets = createFleets(
  config,
  {
    ...{ vpc, groups, balancer, role },
    volumeKey: keys.volumes,
    logGroupNames: logGroups.logGroupNames,
  },
  labels,
);
const database = createDatabase(config, { vpc, groups }, labels);
const distribution = createFront(config, balancer, labels);
const watched = createMonitoring(config, { fleets, balancer, messageKey: keys.messages }, labels);
const backups = createBackups(config, labels);

const groupIds = {
  alb: groups.groupId("alb"),
  app: groups.groupId("app"),
  database: groups.groupId("database"),
};
new net.Intents(labels.name, { intents: networkIntents(config, groupIds) });

/** The VPC's id. */
export const vpcId = vpc.vpcId;
/** Each subnet's block, by tier and zone. */
export const subnetLayout = vpc.subnetLayout;
/** What the internet sees the instances as, by the NAT gateway's zone. */
export const natPublicIps = vpc.natPublicIps;
/** The VPC endpoints, by service. */
export const endpointIds = { ...vpc.endpointIds, ...endpoints.endpointIds };
/** The groups of the load balancer, the instances and the database. */
export const securityGroupIds = groupIds;
/** Where requests go: the name of the platform, or that of CloudFront or the load balancer. */
export const endpoint =
  config.domainName === "" ? (distribution?.dnsName ?? balancer.dnsName) : config.domainName;
/** The load balancer's own name. */
export const loadBalancerDnsName = balancer.dnsName;
/** The Auto Scaling groups, by colour. */
export const autoScalingGroupNames = Object.fromEntries(
  Object.entries(fleets).map(([colour, fleet]) => [colour, fleet.autoScalingGroupName]),
);
/** Where the database listens. */
export const databaseEndpoint = database.endpoint;
/** The secret with the database's password. */
export const databaseSecretArn = database.secretArn;
/** The log groups, by what is written to them. */
export const logGroupNames = logGroups.logGroupNames;
/** Access logs of the load balancer. */
export const logBucketName = buckets.logs.bucketName;
/** What the instances keep in S3, under `application/`. */
export const applicationBucketName = buckets.application.bucketName;
/** The topic of alarms and of what Auto Scaling does. */
export const topicArn = watched.topic.topicArn;
/** The dashboard. */
export const dashboardName = watched.monitoring.dashboardName;
/** The vaults of the backups, where there are any: here, and in the second region. */
export const backupVaultArns = [backups?.vaultArn, backups?.copyVaultArn].filter(
  (arn) => arn !== undefined,
);
/** How much may be lost, for how long, and what that rests on. */
export const recovery = recoveryObjectives(config);
