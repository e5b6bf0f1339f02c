import { getVpc, getVpcs, getSubnet, getSubnets, getVpcDhcpOptions } from "./lookups/networks";
import {
  getRouteTable,
  getRouteTables,
  getRoute,
  getInternetGateway,
  getNatGateway,
  getNatGateways,
  getVpnGateway,
} from "./lookups/routing";
import {
  getSecurityGroup,
  getSecurityGroups,
  getSecurityGroupRule,
  getSecurityGroupRules,
  getNetworkAcls,
  getPrefixList,
  getManagedPrefixList,
  getManagedPrefixLists,
} from "./lookups/security";
import {
  getVpcEndpoint,
  getVpcEndpointService,
  getVpcPeeringConnection,
  getVpcPeeringConnections,
} from "./lookups/endpoints";
import {
  getNetworkInterface,
  getNetworkInterfaces,
  getElasticIp,
  getEips,
} from "./lookups/interfaces";
import type { Service } from "../service";
import { vpcBlockPublicAccessExclusion, vpcBlockPublicAccessOptions } from "./blockPublicAccess";
import { classicRule } from "./classicRule";
import { defaultSubnet, defaultVpcModel } from "./defaultResources";
import { vpcDhcpOptions, vpcDhcpOptionsAssociation } from "./dhcpOptions";
import { egressOnlyInternetGateway } from "./egressOnlyInternetGateway";
import { eipAssociation } from "./eipAssociation";
import { elasticIp } from "./elasticIp";
import {
  endpointPrivateDns,
  securityGroupAssociation,
  vpcEndpointPolicy,
  vpcEndpointRouteTableAssociation,
  vpcEndpointSubnetAssociation,
} from "./endpointAssociations";
import { flowLog } from "./flowLog";
import {
  networkInterfaceAttachment,
  networkInterfaceSecurityGroupAttachment,
} from "./interfaces/attachment";
import { networkInterface } from "./interfaces/networkInterface";
import { internetGateway, internetGatewayAttachment } from "./internetGateway";
import { natGateway } from "./natGateway";
import { defaultNetworkAcl, networkAcl, networkAclAssociation } from "./networkAcl";
import { networkAclRule } from "./networkAclRule";
import {
  peeringConnectionOptions,
  vpcPeeringConnection,
  vpcPeeringConnectionAccepter,
} from "./peering/connection";
import { managedPrefixList, managedPrefixListEntry } from "./prefixList/prefixList";
import { route } from "./route";
import { defaultRouteTable, routeTable } from "./routeTable";
import { mainRouteTableAssociation, routeTableAssociation } from "./routeTableAssociation";
import { defaultSecurityGroup, securityGroup } from "./securityGroup";
import { securityGroupEgressRule, securityGroupIngressRule } from "./securityGroupRule";
import { securityGroupVpcAssociation } from "./securityGroupVpc";
import { subnet } from "./subnet";
import { subnetCidrReservation } from "./subnetReservation";
import { vpc } from "./vpc";
import { vpcIpv4CidrBlockAssociation, vpcIpv6CidrBlockAssociation } from "./vpcBlockAssociation";
import { vpcEndpoint } from "./vpcEndpoint";
import { vpnGateway, vpnGatewayAttachment, vpnGatewayRoutePropagation } from "./vpnGateway";

export const service: Service = {
  models: [
    classicRule,
    defaultNetworkAcl,
    defaultRouteTable,
    defaultSecurityGroup,
    defaultSubnet,
    defaultVpcModel,
    egressOnlyInternetGateway,
    eipAssociation,
    elasticIp,
    endpointPrivateDns,
    flowLog,
    internetGateway,
    internetGatewayAttachment,
    mainRouteTableAssociation,
    managedPrefixList,
    managedPrefixListEntry,
    natGateway,
    networkAcl,
    networkAclAssociation,
    networkAclRule,
    networkInterface,
    networkInterfaceAttachment,
    networkInterfaceSecurityGroupAttachment,
    peeringConnectionOptions,
    route,
    routeTable,
    routeTableAssociation,
    securityGroup,
    securityGroupAssociation,
    securityGroupEgressRule,
    securityGroupIngressRule,
    securityGroupVpcAssociation,
    subnet,
    subnetCidrReservation,
    vpc,
    vpcBlockPublicAccessExclusion,
    vpcBlockPublicAccessOptions,
    vpcDhcpOptions,
    vpcDhcpOptionsAssociation,
    vpcEndpoint,
    vpcEndpointPolicy,
    vpcEndpointRouteTableAssociation,
    vpcEndpointSubnetAssociation,
    vpcIpv4CidrBlockAssociation,
    vpcIpv6CidrBlockAssociation,
    vpcPeeringConnection,
    vpcPeeringConnectionAccepter,
    vpnGateway,
    vpnGatewayAttachment,
    vpnGatewayRoutePropagation,
  ],
  lookups: {
    "aws:ec2/getVpc:getVpc": getVpc,
    "aws:ec2/getVpcs:getVpcs": getVpcs,
    "aws:ec2/getSubnet:getSubnet": getSubnet,
    "aws:ec2/getSubnets:getSubnets": getSubnets,
    "aws:ec2/getVpcDhcpOptions:getVpcDhcpOptions": getVpcDhcpOptions,
    "aws:ec2/getRouteTable:getRouteTable": getRouteTable,
    "aws:ec2/getRouteTables:getRouteTables": getRouteTables,
    "aws:ec2/getRoute:getRoute": getRoute,
    "aws:ec2/getInternetGateway:getInternetGateway": getInternetGateway,
    "aws:ec2/getNatGateway:getNatGateway": getNatGateway,
    "aws:ec2/getNatGateways:getNatGateways": getNatGateways,
    "aws:ec2/getVpnGateway:getVpnGateway": getVpnGateway,
    "aws:ec2/getSecurityGroup:getSecurityGroup": getSecurityGroup,
    "aws:ec2/getSecurityGroups:getSecurityGroups": getSecurityGroups,
    "aws:vpc/getSecurityGroupRule:getSecurityGroupRule": getSecurityGroupRule,
    "aws:vpc/getSecurityGroupRules:getSecurityGroupRules": getSecurityGroupRules,
    "aws:ec2/getNetworkAcls:getNetworkAcls": getNetworkAcls,
    "aws:ec2/getPrefixList:getPrefixList": getPrefixList,
    "aws:ec2/getManagedPrefixList:getManagedPrefixList": getManagedPrefixList,
    "aws:ec2/getManagedPrefixLists:getManagedPrefixLists": getManagedPrefixLists,
    "aws:ec2/getVpcEndpoint:getVpcEndpoint": getVpcEndpoint,
    "aws:ec2/getVpcEndpointService:getVpcEndpointService": getVpcEndpointService,
    "aws:ec2/getVpcPeeringConnection:getVpcPeeringConnection": getVpcPeeringConnection,
    "aws:ec2/getVpcPeeringConnections:getVpcPeeringConnections": getVpcPeeringConnections,
    "aws:ec2/getNetworkInterface:getNetworkInterface": getNetworkInterface,
    "aws:ec2/getNetworkInterfaces:getNetworkInterfaces": getNetworkInterfaces,
    "aws:ec2/getElasticIp:getElasticIp": getElasticIp,
    "aws:ec2/getEips:getEips": getEips,
  },
};
