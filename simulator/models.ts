/** Every resource type that is modelled, by its token. */
import { logGroup } from "./services/logs/logGroup";
import { elasticIp } from "./services/ec2/elasticIp";
import { flowLog } from "./services/ec2/flowLog";
import { internetGateway, internetGatewayAttachment } from "./services/ec2/internetGateway";
import { natGateway } from "./services/ec2/natGateway";
import { defaultNetworkAcl, networkAcl, networkAclAssociation } from "./services/ec2/networkAcl";
import { networkAclRule } from "./services/ec2/networkAclRule";
import { route } from "./services/ec2/route";
import { defaultRouteTable, routeTable } from "./services/ec2/routeTable";
import { mainRouteTableAssociation, routeTableAssociation } from "./services/ec2/routeTableAssociation";
import { defaultSecurityGroup, securityGroup } from "./services/ec2/securityGroup";
import { securityGroupEgressRule, securityGroupIngressRule } from "./services/ec2/securityGroupRule";
import { subnet } from "./services/ec2/subnet";
import { vpc } from "./services/ec2/vpc";
import { vpcEndpoint } from "./services/ec2/vpcEndpoint";
import { role } from "./services/iam/role";
import { rolePolicy } from "./services/iam/rolePolicy";
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
