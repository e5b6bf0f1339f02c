import { getSubnets, getVpc } from "./lookups/network";
import type { Service } from "../service";
import { elasticIp } from "./elasticIp";
import { flowLog } from "./flowLog";
import { internetGateway, internetGatewayAttachment } from "./internetGateway";
import { natGateway } from "./natGateway";
import { defaultNetworkAcl, networkAcl, networkAclAssociation } from "./networkAcl";
import { networkAclRule } from "./networkAclRule";
import { route } from "./route";
import { defaultRouteTable, routeTable } from "./routeTable";
import { mainRouteTableAssociation, routeTableAssociation } from "./routeTableAssociation";
import { defaultSecurityGroup, securityGroup } from "./securityGroup";
import { securityGroupEgressRule, securityGroupIngressRule } from "./securityGroupRule";
import { subnet } from "./subnet";
import { vpc } from "./vpc";
import { vpcEndpoint } from "./vpcEndpoint";

export const service: Service = {
  models: [
    defaultNetworkAcl,
    defaultRouteTable,
    defaultSecurityGroup,
    elasticIp,
    flowLog,
    internetGateway,
    internetGatewayAttachment,
    mainRouteTableAssociation,
    natGateway,
    networkAcl,
    networkAclAssociation,
    networkAclRule,
    route,
    routeTable,
    routeTableAssociation,
    securityGroup,
    securityGroupEgressRule,
    securityGroupIngressRule,
    subnet,
    vpc,
    vpcEndpoint,
  ],
  lookups: {
    "aws:ec2/getSubnets:getSubnets": getSubnets,
    "aws:ec2/getVpc:getVpc": getVpc,
  },
};
