/**
 * A Lambda function that needs both a private database and the internet, in a VPC that is there
 * already (the region's default one, say) or in one of its own.
 *
 *     Lambda ── PostgreSQL ──────────── tcp/5432, in subnets without a way out
 *       │────── KMS, Secrets Manager ── interface endpoints beside the function
 *       └────── SES, internet: tcp/443 ── NAT gateway (public subnet) ── internet gateway
 *
 * A function never gets a public address: it stands in private subnets, and what lets it out is a NAT
 * gateway with an Elastic IP, in a public subnet whose own default route is the internet gateway.
 */
import * as net from "pulumi-aws-network";
import { commonOf, PURPOSE } from "./naming";
import { readConfig } from "./config";
import { networkIntents } from "./intents";
import { createNatGateways, createNetwork } from "./network";
import { createAlarms, createFlowLogs } from "./observability";
import { createEndpoints, createGroups, createKey, createMailEndpoint } from "./security";
import { createDatabase, createFunction } from "./workload";

export = async () => {
  const config = readConfig();
  const common = commonOf(config);

  const vpc = await createNetwork(config, common);
  const natGateways = createNatGateways(config, vpc, common);
  const groups = createGroups(config, vpc, common);
  const endpoints = createEndpoints(vpc, groups, common);
  const mailEndpoint = await createMailEndpoint(config, vpc, { groups, common });

  const site = { vpc, groups, common, key: createKey(common) };
  const database = createDatabase(config, site);
  const send = createFunction(config, site, database);

  const flowLogs = createFlowLogs(config, vpc, common);
  const alarms = createAlarms(vpc, { natGateways, endpoints, mailEndpoint }, common);

  const lambda = groups.groupId("lambda");
  new net.Intents(PURPOSE, {
    intents: networkIntents(config, {
      lambda,
      database: groups.groupId("database"),
      endpoints: endpoints.securityGroupId,
    }),
  });

  return {
    /** The VPC's id. */
    vpcId: vpc.vpcId,
    /** Each subnet's block, by tier and zone, of those that are made here. */
    subnetLayout: vpc.subnetLayout,
    /** All addresses of the VPC: what is made here, what others have, what is free. */
    addressMap: vpc.addressMap,
    /** The NAT gateways, by zone. */
    natGatewayIds: natGateways.natGatewayIds,
    /** What the internet sees the function as, by the NAT gateway's zone. */
    natPublicIps: natGateways.natPublicIps,
    /** The interface endpoints, by service. */
    endpointIds: { ...endpoints.endpointIds, ...mailEndpoint?.endpointIds },
    /** The function that reads the database and sends mail. */
    functionArn: send.functionArn,
    /** The function's group. */
    lambdaSecurityGroupId: lambda,
    /** The database's group, which admits the function's alone. */
    databaseSecurityGroupId: groups.groupId("database"),
    /** Where the database is. */
    databaseEndpoint: database.endpoint,
    /** The secret with the database's user and password, which RDS rotates. */
    databaseSecretArn: database.secretArn,
    /** Where the flow logs are. */
    flowLogGroupName: flowLogs.logGroupName,
    /** Who is told of alarms subscribes here. */
    alarmTopicArn: alarms.topicArn,
  };
};
