import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import fs from "node:fs";
import path from "node:path";
import * as library from "../../index";

const ROOT = path.join(__dirname, "../..");

/** Every component that the package exports, found by what it extends. */
const COMPONENTS = Object.entries(library)
  .filter(
    ([, value]) =>
      typeof value === "function" && value.prototype instanceof pulumi.ComponentResource,
  )
  .map(([name]) => name)
  .sort();

describe("Pulumi's component analyzer", () => {
  const packageJson = JSON.parse(
    fs.readFileSync(path.join(ROOT, "package.json"), "utf8"),
  ) as Record<string, unknown>;
  const schema = new Analyzer(ROOT, "aws-network", packageJson, new Set(COMPONENTS)).analyze();

  it("finds every component that the package exports", () => {
    expect(COMPONENTS).to.deep.equal([
      "AddedTiers",
      "AliasRecord",
      "AutoScalingFleet",
      "BackupPlan",
      "Bastion",
      "BlockPublicAccess",
      "Distribution",
      "DocumentTable",
      "EncryptionKey",
      "FleetMonitoring",
      "FlowLogs",
      "FlowLogsTable",
      "InstanceRole",
      "Intents",
      "LambdaFunction",
      "LoadBalancer",
      "LogGroups",
      "MessageQueue",
      "NatGateways",
      "NatInstances",
      "NetworkAcls",
      "NetworkAlarms",
      "NetworkDashboard",
      "NotificationTopic",
      "PeeringMesh",
      "PostgresDatabase",
      "PrivateBucket",
      "PrivateHostedZone",
      "PrivateZoneAssociations",
      "QueueConsumer",
      "RedisCache",
      "RestApi",
      "SecurityGroupFlows",
      "SecurityGroups",
      "SnapshotPolicy",
      "StateMachine",
      "UserPool",
      "Vpc",
      "VpcEndpoints",
      "VpcPeering",
      "VpcPeeringAccepter",
      "VpcPeeringOptions",
      "VpcPeeringRequest",
      "VpcRecord",
      "WebAcl",
    ]);
    expect(Object.keys(schema.components).sort()).to.deep.equal(COMPONENTS);
  });

  it("finds a description of every component, argument, nested argument and output", () => {
    const bare = [
      ...Object.values(schema.components).flatMap(({ name, description, inputs, outputs }) => [
        ...(description === undefined ? [name] : []),
        ...[...Object.entries(inputs), ...Object.entries(outputs)]
          .filter(([, input]) => input.description === undefined)
          .map(([input]) => `${name}.${input}`),
      ]),
      ...Object.values(schema.typeDefinitions).flatMap(({ name, properties }) =>
        Object.entries(properties ?? {})
          .filter(([, property]) => property.description === undefined)
          .map(([property]) => `${name}.${property}`),
      ),
    ];
    expect(bare).to.deep.equal([]);
  });

  it("finds the outputs that other programs rest on", () => {
    const outputs = Object.fromEntries(
      Object.values(schema.components).map(({ name, outputs: all }) => [
        name,
        Object.keys(all).sort(),
      ]),
    );
    expect(outputs).to.deep.equal({
      DocumentTable: ["tableArn", "tableName"],
      MessageQueue: [
        "deadLetterQueueArn",
        "deadLetterQueueName",
        "deadLetterQueueUrl",
        "queueArn",
        "queueName",
        "queueUrl",
      ],
      QueueConsumer: ["mappingId"],
      RestApi: ["apiId", "executionArn", "invokeUrl", "logGroupName", "stageArn"],
      StateMachine: ["logGroupName", "roleArn", "roleName", "stateMachineArn"],
      UserPool: ["clientId", "userPoolArn", "userPoolId"],
      AddedTiers: [
        "addedTiers",
        "addressMap",
        "availabilityZones",
        "cidrBlocks",
        "internetGatewayId",
        "ipv6CidrBlock",
        "isolatedSubnetIds",
        "nat64Tiers",
        "privateSubnetIds",
        "publicSubnetIds",
        "region",
        "reservedCidrBlocks",
        "reservedIpv6Subnets",
        "routeTableIds",
        "sharedRouteTableTiers",
        "subnetIds",
        "subnetLayout",
        "subnetTypes",
        "vpcId",
      ],
      AliasRecord: ["fqdn"],
      AutoScalingFleet: ["autoScalingGroupArn", "autoScalingGroupName", "launchTemplateId"],
      Bastion: ["instanceId", "privateIp", "roleName"],
      BackupPlan: ["copyVaultArn", "planId", "roleArn", "vaultArn", "vaultName"],
      Distribution: ["distributionArn", "distributionId", "dnsName", "zoneId"],
      EncryptionKey: ["keyArn", "keyId"],
      FleetMonitoring: ["alarmArns", "dashboardName", "eventRuleArn"],
      InstanceRole: ["instanceProfileArn", "roleArn", "roleName"],
      LoadBalancer: [
        "dnsName",
        "listenerArns",
        "loadBalancerArn",
        "loadBalancerArnSuffix",
        "targetGroupArnSuffixes",
        "targetGroupArns",
        "zoneId",
      ],
      LogGroups: ["logGroupArns", "logGroupNames"],
      NotificationTopic: ["topicArn"],
      PrivateBucket: ["bucketArn", "bucketName"],
      SnapshotPolicy: ["policyId", "roleArn"],
      WebAcl: ["webAclArn"],

      BlockPublicAccess: ["exclusionIds"],
      FlowLogs: [
        "bucketArns",
        "bucketNames",
        "flowLogId",
        "flowLogIds",
        "logGroupArn",
        "logGroupName",
        "logGroupNames",
        "roleArn",
        "tableNames",
        "workgroupNames",
      ],
      FlowLogsTable: ["databaseName", "tableName", "workgroupArn", "workgroupName"],
      Intents: [],
      LambdaFunction: [
        "functionArn",
        "functionName",
        "invokeArn",
        "logGroupName",
        "roleArn",
        "roleName",
      ],
      NatGateways: [
        "elasticIpIds",
        "natGatewayIds",
        "natPublicIps",
        "networkInterfaceIds",
        "publicIps",
      ],
      NatInstances: [
        "autoScalingGroupNames",
        "elasticIpIds",
        "networkInterfaceIds",
        "publicIps",
        "roleName",
        "securityGroupId",
      ],
      NetworkAcls: ["networkAclIds"],
      NetworkAlarms: [
        "alarmArns",
        "endpointDropAlarmArns",
        "natDropAlarmArns",
        "portErrorAlarmArns",
        "topicArn",
      ],
      NetworkDashboard: ["dashboardArn", "dashboardName"],
      PeeringMesh: ["allVpcPeeringConnectionIds", "vpcPeeringConnectionIds"],
      PostgresDatabase: [
        "arn",
        "endpoint",
        "identifier",
        "port",
        "readerEndpoint",
        "secretArn",
        "securityGroupId",
      ],
      PrivateHostedZone: ["authorizedZoneIds", "zoneArn", "zoneId", "zoneName"],
      PrivateZoneAssociations: [],
      RedisCache: [
        "arn",
        "port",
        "primaryEndpoint",
        "readerEndpoint",
        "replicationGroupId",
        "securityGroupId",
      ],
      SecurityGroupFlows: ["ruleIds"],
      SecurityGroups: ["groupIds"],
      Vpc: [
        "addressMap",
        "availabilityZones",
        "cidrBlocks",
        "egressOnlyGatewayId",
        "endpointIds",
        "endpointSecurityGroupId",
        "flowLogBucketArns",
        "flowLogBucketNames",
        "flowLogGroupArn",
        "flowLogGroupName",
        "flowLogGroupNames",
        "flowLogIds",
        "flowLogRoleArn",
        "flowLogTableNames",
        "flowLogWorkgroupNames",
        "internetGatewayId",
        "ipv6CidrBlock",
        "isolatedSubnetIds",
        "nat64Tiers",
        "natGatewayIds",
        "natPublicIps",
        "privateSubnetIds",
        "publicSubnetIds",
        "region",
        "reservedCidrBlocks",
        "reservedIpv6Subnets",
        "routeTableIds",
        "sharedRouteTableTiers",
        "subnetIds",
        "subnetIpv6CidrBlocks",
        "subnetLayout",
        "subnetTypes",
        "vpcArn",
        "vpcId",
      ],
      VpcEndpoints: [
        "endpointAvailabilityZones",
        "endpointIds",
        "interfaceEndpointIds",
        "prefixListIds",
        "privateDnsNames",
        "securityGroupId",
      ],
      VpcPeering: ["vpcPeeringConnectionId"],
      VpcPeeringAccepter: ["vpcPeeringConnectionId"],
      VpcPeeringOptions: ["vpcPeeringConnectionId"],
      VpcPeeringRequest: [
        "acceptStatus",
        "accepterAccountId",
        "accepterRegion",
        "requesterCidrBlocks",
        "requesterIpv6CidrBlock",
        "vpcPeeringConnectionId",
      ],
      VpcRecord: [],
    });
  });

  it("takes each network attribute that a component needs, so any language can give them", () => {
    const attributes = schema.typeDefinitions.VpcAttributes;
    expect(Object.keys(attributes?.properties ?? {}).sort()).to.deep.equal([
      "availabilityZones",
      "cidrBlocks",
      "internetGatewayId",
      "ipv6CidrBlock",
      "nat64Tiers",
      "region",
      "reservedCidrBlocks",
      "reservedIpv6Subnets",
      "routeTableIds",
      "sharedRouteTableTiers",
      "subnetIds",
      "subnetTypes",
      "vpcId",
    ]);
  });
});
