/** The network's resource types. */
import type { ValueMap } from "../../../simulator";
import { type Case, type Suite, type Surroundings, permit, tagged, trust } from "../lifecycleCases";
import { type Made, type Stack, network, textOf, types } from "../support";

const logs = (name: string): string => `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;

/** Everything that a case may refer to, and how to take it away again. */
export async function networkAround(stack: Stack): Promise<Surroundings> {
  const { vpc, gateway, subnet } = await network(stack, { enableDnsHostnames: true });
  const vpcId = vpc.id;
  const make = (type: string, args: ValueMap): Promise<Made> => stack.create(type, "around", args);
  const bareVpc = await make(types.vpc, { cidrBlock: "10.9.0.0/16" });
  const bareGateway = await make(types.internetGateway, {});
  const freeSubnet = await make(types.subnet, {
    vpcId,
    cidrBlock: "10.0.1.0/24",
    availabilityZone: "us-east-1b",
  });
  const table = await make(types.routeTable, { vpcId });
  const otherTable = await stack.create(types.routeTable, "other", { vpcId });
  const eip = await make(types.eip, {});
  const natEip = await stack.create(types.eip, "nat", {});
  const nat = await make(types.nat, { subnetId: subnet.id, allocationId: natEip.id });
  const group = await make(types.group, { vpcId });
  const acl = await make(types.acl, { vpcId });
  const role = await make(types.role, { assumeRolePolicy: trust("lambda.amazonaws.com") });
  const all = { vpc, gateway, subnet, bareVpc, bareGateway, freeSubnet, table, otherTable };
  const parts = { ...all, eip, natEip, nat, group, acl, role };
  const ids = Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, one.id]));
  const own = { mainTable: textOf(vpc.properties, "mainRouteTableId") };
  // Of a VPC without subnets: otherwise the provider sees those as a difference, for ever.
  const defaultAcl = textOf(bareVpc.properties, "defaultNetworkAclId");
  return { ids: { ...ids, ...own, defaultAcl }, made: Object.values(parts) };
}

const cases: readonly Case[] = [
  {
    type: types.vpc,
    kept: ["enableDnsHostnames", "enableNetworkAddressUsageMetrics"],
    args: () => ({ cidrBlock: "10.1.0.0/16" }),
    updates: {
      ...tagged,
      enableDnsHostnames: () => ({ enableDnsHostnames: true }),
      enableDnsSupport: () => ({ enableDnsSupport: false }),
      enableNetworkAddressUsageMetrics: () => ({ enableNetworkAddressUsageMetrics: true }),
      assignGeneratedIpv6CidrBlock: () => ({ assignGeneratedIpv6CidrBlock: true }),
    },
    replaces: {
      cidrBlock: () => ({ cidrBlock: "10.2.0.0/16" }),
      instanceTenancy: () => ({ instanceTenancy: "dedicated" }),
      region: () => ({ region: "us-west-2" }),
    },
  },
  {
    type: types.subnet,
    kept: ["privateDnsHostnameTypeOnLaunch"],
    args: ({ vpc }) => ({ vpcId: vpc!, cidrBlock: "10.0.9.0/24", availabilityZone: "us-east-1a" }),
    updates: {
      ...tagged,
      mapPublicIpOnLaunch: () => ({ mapPublicIpOnLaunch: true }),
      enableDns64: () => ({ enableDns64: true }),
      enableResourceNameDnsARecordOnLaunch: () => ({ enableResourceNameDnsARecordOnLaunch: true }),
      privateDnsHostnameTypeOnLaunch: () => ({ privateDnsHostnameTypeOnLaunch: "resource-name" }),
    },
    replaces: {
      vpcId: () => ({ vpcId: "vpc-other" }),
      cidrBlock: () => ({ cidrBlock: "10.0.10.0/24" }),
      availabilityZone: () => ({ availabilityZone: "us-east-1b" }),
      ipv6Native: () => ({ ipv6Native: true }),
      region: () => ({ region: "us-west-2" }),
    },
  },
  {
    type: types.internetGateway,
    kept: ["vpcId"],
    args: () => ({}),
    updates: { ...tagged, vpcId: ({ bareVpc }) => ({ vpcId: bareVpc! }) },
    replaces: { region: () => ({ region: "eu-west-1" }) },
  },
  {
    type: types.internetGatewayAttachment,
    args: ({ bareVpc, bareGateway }) => ({ vpcId: bareVpc!, internetGatewayId: bareGateway! }),
    replaces: {
      vpcId: ({ vpc }) => ({ vpcId: vpc! }),
      internetGatewayId: ({ gateway }) => ({ internetGatewayId: gateway! }),
    },
  },
  {
    type: types.routeTable,
    kept: ["routes"],
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      routes: ({ gateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway! }] }),
    },
    replaces: { vpcId: () => ({ vpcId: "vpc-other" }) },
  },
  {
    type: types.defaultRouteTable,
    stays: true,
    args: ({ mainTable }) => ({ defaultRouteTableId: mainTable! }),
    updates: tagged,
    replaces: { defaultRouteTableId: () => ({ defaultRouteTableId: "rtb-other" }) },
  },
  {
    type: types.route,
    args: ({ table, gateway }) => ({
      routeTableId: table!,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway!,
    }),
    updates: {
      natGatewayId: ({ nat }) => ({ natGatewayId: nat!, gatewayId: null }),
    },
    replaces: {
      routeTableId: () => ({ routeTableId: "rtb-other" }),
      destinationCidrBlock: () => ({ destinationCidrBlock: "8.8.8.0/24" }),
    },
    importId: (made) => `${textOf(made.properties, "routeTableId")}_0.0.0.0/0`,
  },
  {
    type: types.association,
    args: ({ table, freeSubnet }) => ({ routeTableId: table!, subnetId: freeSubnet! }),
    updates: { routeTableId: ({ otherTable }) => ({ routeTableId: otherTable! }) },
    replaces: { subnetId: ({ subnet }) => ({ subnetId: subnet! }) },
    importId: (made) => `${textOf(made.inputs, "subnetId")}/${textOf(made.inputs, "routeTableId")}`,
  },
  {
    type: types.mainAssociation,
    stays: true,
    args: ({ table, vpc }) => ({ routeTableId: table!, vpcId: vpc! }),
    updates: { routeTableId: ({ otherTable }) => ({ routeTableId: otherTable! }) },
  },
  {
    type: types.nat,
    args: ({ subnet, eip }) => ({ subnetId: subnet!, allocationId: eip! }),
    updates: tagged,
    replaces: {
      subnetId: ({ freeSubnet }) => ({ subnetId: freeSubnet! }),
      allocationId: () => ({ allocationId: "eipalloc-other" }),
      connectivityType: () => ({ connectivityType: "private", allocationId: null }),
      privateIp: () => ({ privateIp: "10.0.0.77" }),
    },
  },
  {
    type: types.eip,
    args: () => ({ domain: "vpc" }),
    updates: tagged,
    replaces: {
      domain: () => ({ domain: "standard" }),
      networkBorderGroup: () => ({ networkBorderGroup: "us-east-1-bos-1" }),
      publicIpv4Pool: () => ({ publicIpv4Pool: "ipv4pool-ec2-0" }),
      address: () => ({ address: "198.18.0.1" }),
    },
  },
  {
    type: types.group,
    kept: ["ingress", "egress"],
    args: ({ vpc }) => ({ vpcId: vpc!, description: "a group" }),
    updates: {
      ...tagged,
      ingress: () => ({
        ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["10.0.0.0/8"] }],
      }),
      egress: () => ({
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      }),
    },
    replaces: {
      name: () => ({ name: "own" }),
      description: () => ({ description: "another" }),
      vpcId: () => ({ vpcId: "vpc-other" }),
      namePrefix: () => ({ namePrefix: "own-" }),
    },
  },
  {
    type: types.defaultGroup,
    stays: true,
    kept: ["egress"],
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      egress: () => ({
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
      }),
    },
    replaces: { vpcId: () => ({ vpcId: "vpc-other" }) },
  },
  ...[types.ingress, types.egress].map((type): Case => ({
    type,
    args: ({ group }) => ({
      securityGroupId: group!,
      ipProtocol: "tcp",
      fromPort: 80,
      toPort: 80,
      cidrIpv4: "10.0.0.0/8",
    }),
    updates: {
      ...tagged,
      ipProtocol: () => ({ ipProtocol: "udp" }),
      fromPort: () => ({ fromPort: 79 }),
      toPort: () => ({ toPort: 81 }),
      description: () => ({ description: "web" }),
      cidrIpv4: () => ({ cidrIpv4: "10.1.0.0/16" }),
    },
    replaces: {
      securityGroupId: () => ({ securityGroupId: "sg-other" }),
      prefixListId: () => ({ cidrIpv4: null, prefixListId: "pl-63a5400a" }),
      referencedSecurityGroupId: ({ group }) => ({
        cidrIpv4: null,
        referencedSecurityGroupId: group!,
      }),
      cidrIpv6: () => ({ cidrIpv4: null, cidrIpv6: "::/0" }),
    },
  })),
  {
    type: types.acl,
    kept: ["subnetIds", "ingress", "egress"],
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      subnetIds: ({ freeSubnet }) => ({ subnetIds: [freeSubnet!] }),
      ingress: () => ({ ingress: [aclBlock(100)] }),
      egress: () => ({ egress: [aclBlock(200)] }),
    },
    replaces: { vpcId: () => ({ vpcId: "vpc-other" }) },
  },
  {
    type: types.defaultAcl,
    stays: true,
    args: ({ defaultAcl }) => ({ defaultNetworkAclId: defaultAcl! }),
    updates: { ...tagged, ingress: () => ({ ingress: [aclBlock(100)] }) },
    replaces: { defaultNetworkAclId: () => ({ defaultNetworkAclId: "acl-other" }) },
  },
  {
    type: types.aclRule,
    args: ({ acl }) => ({
      networkAclId: acl!,
      ruleNumber: 100,
      protocol: "tcp",
      ruleAction: "allow",
      cidrBlock: "10.0.0.0/8",
      fromPort: 80,
      toPort: 80,
    }),
    replaces: {
      networkAclId: () => ({ networkAclId: "acl-other" }),
      ruleNumber: () => ({ ruleNumber: 101 }),
      protocol: () => ({ protocol: "udp" }),
      ruleAction: () => ({ ruleAction: "deny" }),
      cidrBlock: () => ({ cidrBlock: "10.0.0.0/9" }),
      fromPort: () => ({ fromPort: 79 }),
      toPort: () => ({ toPort: 81 }),
      egress: () => ({ egress: true }),
    },
    importId: (made) => `${textOf(made.inputs, "networkAclId")}:100:6:false`,
  },
  {
    type: types.aclAssociation,
    args: ({ acl, freeSubnet }) => ({ networkAclId: acl!, subnetId: freeSubnet! }),
    replaces: {
      networkAclId: () => ({ networkAclId: "acl-other" }),
      subnetId: ({ subnet }) => ({ subnetId: subnet! }),
    },
  },
  {
    type: types.endpoint,
    kept: ["privateDnsEnabled", "securityGroupIds", "policy"],
    args: ({ vpc, subnet }) => ({
      vpcId: vpc!,
      serviceName: "com.amazonaws.us-east-1.sqs",
      vpcEndpointType: "Interface",
      subnetIds: [subnet!],
    }),
    updates: {
      ...tagged,
      privateDnsEnabled: () => ({ privateDnsEnabled: true }),
      subnetIds: ({ freeSubnet }) => ({ subnetIds: [freeSubnet!] }),
      securityGroupIds: ({ group }) => ({ securityGroupIds: [group!] }),
      policy: () => ({ policy: permit("sqs:SendMessage") }),
    },
    replaces: {
      vpcId: () => ({ vpcId: "vpc-other" }),
      serviceName: () => ({ serviceName: "com.amazonaws.us-east-1.sns" }),
      vpcEndpointType: () => ({ vpcEndpointType: "Gateway" }),
    },
  },
  {
    type: types.flowLog,
    args: ({ vpc }) => ({
      vpcId: vpc!,
      trafficType: "ALL",
      logDestination: logs("one"),
      iamRoleArn: "arn:aws:iam::000000000000:role/r",
    }),
    updates: tagged,
    replaces: {
      vpcId: () => ({ vpcId: "vpc-other" }),
      trafficType: () => ({ trafficType: "REJECT" }),
      logDestination: () => ({ logDestination: logs("two") }),
      maxAggregationInterval: () => ({ maxAggregationInterval: 60 }),
      iamRoleArn: () => ({ iamRoleArn: "arn:aws:iam::000000000000:role/s" }),
      logFormat: () => ({ logFormat: "${srcaddr}" }),
    },
  },
];

function aclBlock(ruleNo: number): ValueMap {
  return {
    ruleNo,
    action: "allow",
    protocol: "-1",
    cidrBlock: "0.0.0.0/0",
    fromPort: 0,
    toPort: 0,
  };
}

export const suite: Suite = { cases, surroundings: networkAround };
