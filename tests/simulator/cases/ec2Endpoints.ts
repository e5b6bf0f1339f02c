/** Endpoints of services, and flow logs. */
import { type Case, type Suite, permit, tagged } from "../lifecycleCases";
import { logs, networkAround, roleNamed } from "../networkAround";
import { types } from "../support";

const sqs = "com.amazonaws.us-east-1.sqs";

const endpoints: readonly Case[] = [
  {
    type: types.endpoint,
    args: ({ vpc }) => ({ vpcId: vpc!, serviceName: sqs, vpcEndpointType: "Interface" }),
    updates: {
      ...tagged,
      privateDnsEnabled: () => ({ privateDnsEnabled: true }),
      subnetIds: ({ freeSubnet }) => ({ subnetIds: [freeSubnet!] }),
      subnetConfigurations: ({ freeSubnet }) => ({
        subnetIds: [freeSubnet!],
        subnetConfigurations: [{ subnetId: freeSubnet!, ipv4: "10.0.1.77" }],
      }),
      securityGroupIds: ({ group }) => ({ securityGroupIds: [group!] }),
      policy: () => ({ policy: permit("sqs:SendMessage") }),
      ipAddressType: () => ({
        ipAddressType: "dualstack",
        dnsOptions: { dnsRecordIpType: "dualstack" },
      }),
      dnsOptions: () => ({ dnsOptions: { dnsRecordIpType: "service-defined" } }),
    },
    replaces: {
      serviceName: () => ({ serviceName: "com.amazonaws.us-east-1.sns" }),
      vpcEndpointType: () => ({ vpcEndpointType: "Gateway" }),
      resourceConfigurationArn: () => ({
        serviceName: null,
        resourceConfigurationArn: "arn:aws:vpc-lattice:us-east-1:000000000000:resource/rcfg-0",
      }),
      serviceNetworkArn: () => ({
        serviceName: null,
        serviceNetworkArn: "arn:aws:vpc-lattice:us-east-1:000000000000:servicenetwork/sn-0",
      }),
    },
    untried: { routeTableIds: "of gateway endpoints only (endpointRules.spec)" },
  },
  {
    type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    args: ({ gatewayEndpoint, table }) => ({
      vpcEndpointId: gatewayEndpoint!,
      routeTableId: table!,
    }),
    importId: ({ inputs }) => `${inputs.vpcEndpointId as string}/${inputs.routeTableId as string}`,
  },
  {
    type: "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
    args: ({ endpoint, freeSubnet }) => ({ vpcEndpointId: endpoint!, subnetId: freeSubnet! }),
    importId: ({ inputs }) => `${inputs.vpcEndpointId as string}/${inputs.subnetId as string}`,
  },
  {
    type: "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
    args: ({ endpoint, group }) => ({ vpcEndpointId: endpoint!, securityGroupId: group! }),
    importId: ({ inputs }) =>
      `${inputs.vpcEndpointId as string}/${inputs.securityGroupId as string}`,
  },
  {
    type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
    stays: true,
    args: ({ endpoint }) => ({ vpcEndpointId: endpoint!, policy: permit("sqs:SendMessage") }),
    updates: { policy: () => ({ policy: permit("sqs:ReceiveMessage") }) },
  },
  {
    type: "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
    stays: true,
    args: ({ endpoint }) => ({ vpcEndpointId: endpoint!, privateDnsEnabled: true }),
    updates: { privateDnsEnabled: () => ({ privateDnsEnabled: false }) },
  },
];

const flowLogs: readonly Case[] = [
  {
    type: types.flowLog,
    args: ({ vpc }) => ({
      vpcId: vpc!,
      trafficType: "ALL",
      logDestination: logs("one"),
      iamRoleArn: roleNamed("r"),
    }),
    updates: tagged,
    replaces: {
      trafficType: () => ({ trafficType: "REJECT" }),
      logDestination: () => ({ logDestination: logs("two") }),
      logDestinationType: () => ({
        logDestinationType: "s3",
        logDestination: "arn:aws:s3:::bucket",
      }),
      maxAggregationInterval: () => ({ maxAggregationInterval: 60 }),
      eniId: ({ card }) => ({ vpcId: null, eniId: card! }),
      subnetId: ({ subnet }) => ({ vpcId: null, subnetId: subnet! }),
      regionalNatGatewayId: () => ({ vpcId: null, regionalNatGatewayId: "nat-other" }),
      transitGatewayId: () => ({ vpcId: null, transitGatewayId: "tgw-other" }),
      transitGatewayAttachmentId: () => ({
        vpcId: null,
        transitGatewayAttachmentId: "tgw-attach-other",
      }),
    },
  },
];

export const suite: Suite = {
  cases: [...endpoints, ...flowLogs],
  async surroundings(stack) {
    const { ids, made } = await networkAround(stack);
    const gatewayEndpoint = await stack.create(types.endpoint, "gateway", {
      vpcId: ids.vpc!,
      serviceName: "com.amazonaws.us-east-1.s3",
    });
    return {
      ids: { ...ids, gatewayEndpoint: gatewayEndpoint.id },
      made: [...made, gatewayEndpoint],
    };
  },
};
