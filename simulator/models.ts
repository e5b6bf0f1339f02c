/** Every resource type that is modelled, by its token. */
import { logGroup } from "./logs/logGroup";
import { elasticIp } from "./ec2/elasticIp";
import { flowLog } from "./ec2/flowLog";
import { internetGateway, internetGatewayAttachment } from "./ec2/internetGateway";
import { natGateway } from "./ec2/natGateway";
import { defaultNetworkAcl, networkAcl, networkAclAssociation } from "./ec2/networkAcl";
import { networkAclRule } from "./ec2/networkAclRule";
import { route } from "./ec2/route";
import { defaultRouteTable, routeTable } from "./ec2/routeTable";
import { mainRouteTableAssociation, routeTableAssociation } from "./ec2/routeTableAssociation";
import { defaultSecurityGroup, securityGroup } from "./ec2/securityGroup";
import { securityGroupEgressRule, securityGroupIngressRule } from "./ec2/securityGroupRule";
import { subnet } from "./ec2/subnet";
import { vpc } from "./ec2/vpc";
import { vpcEndpoint } from "./ec2/vpcEndpoint";
import { role } from "./iam/role";
import { rolePolicy } from "./iam/rolePolicy";
import type { Model } from "./model";

const all: readonly Model[] = [
  defaultNetworkAcl,
  defaultRouteTable,
  defaultSecurityGroup,
  elasticIp,
  flowLog,
  internetGateway,
  internetGatewayAttachment,
  logGroup,
  mainRouteTableAssociation,
  natGateway,
  networkAcl,
  networkAclAssociation,
  networkAclRule,
  role,
  rolePolicy,
  route,
  routeTable,
  routeTableAssociation,
  securityGroup,
  securityGroupEgressRule,
  securityGroupIngressRule,
  subnet,
  vpc,
  vpcEndpoint,
];

const byType = new Map(all.map((model) => [model.type, model]));

export const modelledTypes: readonly string[] = all.map((model) => model.type).sort();

export function findModel(type: string): Model | undefined {
  return byType.get(type);
}
