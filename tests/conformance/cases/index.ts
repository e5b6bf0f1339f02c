/** Every case, by the file that it stands in. */
import type { Case } from "../case";
import { gatewayCases } from "./gateways";
import { iamCases } from "./iam";
import { logCases } from "./logs";
import { networkAclCases } from "./networkAcl";
import { routeCases } from "./route";
import { routeTableCases } from "./routeTable";
import { securityGroupCases } from "./securityGroup";
import { securityGroupRuleCases } from "./securityGroupRule";
import { subnetCases } from "./subnet";
import { tagCases } from "./tags";
import { vpcEndpointCases } from "./vpcEndpoint";
import { vpcCases } from "./vpc";

export const casesByNoun: Readonly<Record<string, readonly Case[]>> = {
  VPCs: vpcCases,
  tags: tagCases,
  subnets: subnetCases,
  "route tables": routeTableCases,
  routes: routeCases,
  "gateways and addresses": gatewayCases,
  "security groups": securityGroupCases,
  "security group rules": securityGroupRuleCases,
  "network ACLs": networkAclCases,
  "VPC endpoints": vpcEndpointCases,
  "log groups and flow logs": logCases,
  "roles and their policies": iamCases,
};

export const allCases: readonly Case[] = Object.values(casesByNoun).flat();
