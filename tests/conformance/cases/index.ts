/** Every case, by the file that it stands in. */
import type { Case } from "../case";
import { archiveCases } from "./archives";
import { backupPlanCases } from "./backupPlans";
import { cacheCases } from "./cache";
import { certificateCases } from "./certificates";
import { computeCases } from "./compute";
import { distributionCases } from "./distributions";
import { dynamodbCases } from "./dynamodb";
import { ecsCases } from "./ecs";
import { gatewayCases } from "./gateways";
import { guardCases } from "./guards";
import { httpApiCases } from "./httpApis";
import { iamCases } from "./iam";
import { iamPolicyCases } from "./iamPolicies";
import { kmsCases } from "./kms";
import { lambdaCases } from "./lambda";
import { loadBalancerCases } from "./loadBalancer";
import { logCases } from "./logs";
import { messagingCases } from "./messaging";
import { monitoringCases } from "./monitoring";
import { networkAclCases } from "./networkAcl";
import { networkInterfaceCases } from "./networkInterface";
import { networkPartCases } from "./networkParts";
import { peeringCases } from "./peering";
import { placeCases } from "./places";
import { prefixListCases } from "./prefixList";
import { queryCases } from "./queries";
import { rdsCases } from "./rds";
import { restApiCases } from "./restApis";
import { routeCases } from "./route";
import { route53Cases } from "./route53";
import { routeTableCases } from "./routeTable";
import { s3Cases } from "./s3";
import { scalingCases } from "./scaling";
import { secretCases } from "./secrets";
import { securityGroupCases } from "./securityGroup";
import { securityGroupRuleCases } from "./securityGroupRule";
import { signInCases } from "./signIn";
import { snapshotCases } from "./snapshots";
import { sqsCases } from "./sqs";
import { stateMachineCases } from "./stateMachines";
import { subnetCases } from "./subnet";
import { tagCases } from "./tags";
import { transitGatewayCases } from "./transitGateway";
import { vpcCases } from "./vpc";
import { vpcBlockCases } from "./vpcBlocks";
import { vpcEndpointCases } from "./vpcEndpoint";
import { webAclRuleCases } from "./webAclRules";

export const casesByNoun: Readonly<Record<string, readonly Case[]>> = {
  VPCs: vpcCases,
  tags: tagCases,
  "blocks of VPCs": vpcBlockCases,
  subnets: subnetCases,
  "route tables": routeTableCases,
  routes: routeCases,
  "gateways and addresses": gatewayCases,
  "security groups": securityGroupCases,
  "security group rules": securityGroupRuleCases,
  "network ACLs": networkAclCases,
  peering: peeringCases,
  "transit gateways": transitGatewayCases,
  "egress-only gateways and DHCP options": networkPartCases,
  "network interfaces": networkInterfaceCases,
  "prefix lists": prefixListCases,
  "VPC endpoints": vpcEndpointCases,
  "log groups and flow logs": logCases,
  "roles and their policies": iamCases,
  "managed policies and instance profiles": iamPolicyCases,
  keys: kmsCases,
  "load balancers": loadBalancerCases,
  queues: sqsCases,
  functions: lambdaCases,
  databases: rdsCases,
  "instances and volumes": computeCases,
  tables: dynamodbCases,
  topics: messagingCases,
  "secrets, parameters, repositories and state machines": secretCases,
  buckets: s3Cases,
  "hosted zones": route53Cases,
  containers: ecsCases,
  "alarms and events": monitoringCases,
  "Auto Scaling": scalingCases,
  caches: cacheCases,
  "web ACLs and user pools": guardCases,
  "backups and catalogs": archiveCases,
  "REST APIs": restApiCases,
  "HTTP and WebSocket APIs": httpApiCases,
  distributions: distributionCases,
  certificates: certificateCases,
  "workgroups and saved queries": queryCases,
  "snapshots by schedule": snapshotCases,
  "rules of web ACLs": webAclRuleCases,
  "signing in": signInCases,
  "definitions of state machines": stateMachineCases,
  "backup plans and vaults": backupPlanCases,
  "two accounts and two regions": placeCases,
};

export const allCases: readonly Case[] = Object.values(casesByNoun).flat();
