/** Each type: what makes one, what updates it in place, and what makes another. */
import type { ValueMap } from "../../simulator";
import { type Made, textOf, types } from "./support";

export type Ids = Readonly<Record<string, string>>;

export interface Case {
  readonly type: string;
  readonly args: (ids: Ids) => ValueMap;
  /** Each is an update in place, and what reads back. */
  readonly updates?: Readonly<Record<string, (ids: Ids) => ValueMap>>;
  /** Each makes a new one. */
  readonly replaces?: Readonly<Record<string, (ids: Ids) => ValueMap>>;
  readonly importId?: (made: Made) => string;
}

export const trust = (service: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: service } }],
  });
const permit = (action: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
const tagged = { tags: () => ({ tags: { Name: "other" } }) };
const logs = (name: string): string => `arn:aws:logs:us-east-1:000000000000:log-group:${name}`;

export const cases: readonly Case[] = [
  {
    type: types.vpc,
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
    args: ({ vpc }) => ({ vpcId: vpc! }),
    updates: {
      ...tagged,
      routes: ({ gateway }) => ({ routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway! }] }),
    },
    replaces: { vpcId: () => ({ vpcId: "vpc-other" }) },
  },
  {
    type: types.defaultRouteTable,
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
  {
    type: types.logGroup,
    args: () => ({ retentionInDays: 30 }),
    updates: {
      ...tagged,
      retentionInDays: () => ({ retentionInDays: 90 }),
      kmsKeyId: () => ({ kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/k" }),
      skipDestroy: () => ({ skipDestroy: true }),
      deletionProtectionEnabled: () => ({ deletionProtectionEnabled: true }),
    },
    replaces: {
      name: () => ({ name: "/own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
      logGroupClass: () => ({ logGroupClass: "INFREQUENT_ACCESS" }),
    },
  },
  {
    type: types.role,
    args: () => ({ assumeRolePolicy: trust("vpc-flow-logs.amazonaws.com") }),
    updates: {
      ...tagged,
      assumeRolePolicy: () => ({ assumeRolePolicy: trust("lambda.amazonaws.com") }),
      description: () => ({ description: "writes" }),
      maxSessionDuration: () => ({ maxSessionDuration: 7200 }),
      permissionsBoundary: () => ({ permissionsBoundary: "arn:aws:iam::aws:policy/x" }),
      managedPolicyArns: () => ({ managedPolicyArns: ["arn:aws:iam::aws:policy/y"] }),
      forceDetachPolicies: () => ({ forceDetachPolicies: true }),
      inlinePolicies: () => ({ inlinePolicies: [{ name: "p", policy: permit("s3:Get*") }] }),
    },
    replaces: {
      name: () => ({ name: "own" }),
      namePrefix: () => ({ namePrefix: "own-" }),
      path: () => ({ path: "/net/" }),
    },
  },
  {
    type: types.rolePolicy,
    args: ({ role }) => ({ role: role!, policy: permit("logs:PutLogEvents") }),
    updates: { policy: () => ({ policy: permit("logs:*") }) },
    replaces: { name: () => ({ name: "own" }), role: () => ({ role: "other" }) },
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

/** Left out again, these stay as AWS has them. */
export function isKept(type: string, property: string): boolean {
  const kept: Readonly<Record<string, readonly string[]>> = {
    [types.vpc]: ["enableDnsHostnames", "enableNetworkAddressUsageMetrics"],
    [types.subnet]: ["privateDnsHostnameTypeOnLaunch"],
    [types.internetGateway]: ["vpcId"],
    [types.routeTable]: ["routes"],
    [types.group]: ["ingress", "egress"],
    [types.defaultGroup]: ["egress"],
    [types.acl]: ["subnetIds", "ingress", "egress"],
    [types.endpoint]: ["privateDnsEnabled", "securityGroupIds", "policy"],
    [types.logGroup]: ["deletionProtectionEnabled"],
    [types.role]: ["managedPolicyArns", "inlinePolicies"],
  };
  return kept[type]?.includes(property) === true;
}
