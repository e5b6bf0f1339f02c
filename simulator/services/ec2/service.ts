import { getSubnets, getVpc } from "./lookups/network";
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
    "aws:ec2/getSubnets:getSubnets": getSubnets,
    "aws:ec2/getVpc:getVpc": getVpc,
  },
};
