/** The network's resource types: VPCs, subnets, and what they consist of. */
import { type Case, type Suite, tagged } from "../lifecycleCases";
import { networkAround } from "../networkAround";
import { types } from "../support";

const noPool = "needs an IPAM pool, which is not modelled: it is refused (ec2.spec)";

const cases: readonly Case[] = [
  {
    type: types.vpc,
    args: () => ({ cidrBlock: "10.1.0.0/16" }),
    updates: {
      ...tagged,
      enableDnsHostnames: () => ({ enableDnsHostnames: true }),
      enableDnsSupport: () => ({ enableDnsSupport: false }),
      enableNetworkAddressUsageMetrics: () => ({ enableNetworkAddressUsageMetrics: true }),
      assignGeneratedIpv6CidrBlock: () => ({ assignGeneratedIpv6CidrBlock: true }),
      ipv6CidrBlockNetworkBorderGroup: () => ({
        assignGeneratedIpv6CidrBlock: true,
        ipv6CidrBlockNetworkBorderGroup: "us-east-1-bos-1",
      }),
    },
    replaces: {
      cidrBlock: () => ({ cidrBlock: "10.2.0.0/16" }),
      instanceTenancy: () => ({ instanceTenancy: "dedicated" }),
      ipv4NetmaskLength: () => ({
        cidrBlock: null,
        ipv4IpamPoolId: "ipam-pool-0",
        ipv4NetmaskLength: 20,
      }),
    },
    kept: ["ipv6CidrBlockNetworkBorderGroup"],
    untried: { ipv6CidrBlock: noPool, ipv6IpamPoolId: noPool, ipv6NetmaskLength: noPool },
    heldBy: {
      type: types.subnet,
      args: (_ids, vpc) => ({ vpcId: vpc.id, cidrBlock: "10.1.0.0/24" }),
      code: "DependencyViolation",
    },
  },
  {
    type: "aws:ec2/vpcIpv4CidrBlockAssociation:VpcIpv4CidrBlockAssociation",
    args: ({ bareVpc }) => ({ vpcId: bareVpc!, cidrBlock: "10.10.0.0/16" }),
    replaces: {
      cidrBlock: () => ({ cidrBlock: "10.11.0.0/16" }),
      ipv4NetmaskLength: () => ({ ipv4NetmaskLength: 20 }),
    },
    heldBy: {
      type: types.subnet,
      args: ({ bareVpc }) => ({ vpcId: bareVpc!, cidrBlock: "10.10.1.0/24" }),
      code: "InvalidCidrBlock.InUse",
    },
  },
  {
    type: "aws:ec2/vpcIpv6CidrBlockAssociation:VpcIpv6CidrBlockAssociation",
    args: ({ bareVpc }) => ({ vpcId: bareVpc!, assignGeneratedIpv6CidrBlock: true }),
    replaces: {
      assignGeneratedIpv6CidrBlock: () => ({ assignGeneratedIpv6CidrBlock: false }),
      ipv6CidrBlock: () => ({ assignGeneratedIpv6CidrBlock: null, ipv6CidrBlock: "2001:db8::/56" }),
      ipv6IpamPoolId: () => ({
        assignGeneratedIpv6CidrBlock: null,
        ipv6IpamPoolId: "ipam-pool-0",
      }),
      ipv6NetmaskLength: () => ({ assignGeneratedIpv6CidrBlock: null, ipv6NetmaskLength: 56 }),
      ipv6Pool: () => ({ assignGeneratedIpv6CidrBlock: null, ipv6Pool: "ipv6pool-ec2-0" }),
    },
  },
  {
    type: types.subnet,
    args: ({ vpc }) => ({ vpcId: vpc!, cidrBlock: "10.0.9.0/24", availabilityZone: "us-east-1a" }),
    updates: {
      ...tagged,
      privateDnsHostnameTypeOnLaunch: () => ({ privateDnsHostnameTypeOnLaunch: "resource-name" }),
      ipv6CidrBlock: ({ ipv6 }) => ({ ipv6CidrBlock: ipv6! }),
      assignIpv6AddressOnCreation: ({ ipv6 }) => ({
        ipv6CidrBlock: ipv6!,
        assignIpv6AddressOnCreation: true,
      }),
    },
    replaces: {
      ipv4NetmaskLength: () => ({
        cidrBlock: null,
        ipv4IpamPoolId: "ipam-pool-0",
        ipv4NetmaskLength: 24,
      }),
      ipv6NetmaskLength: () => ({ ipv6IpamPoolId: "ipam-pool-0", ipv6NetmaskLength: 64 }),
      cidrBlock: () => ({ cidrBlock: "10.0.10.0/24" }),
      availabilityZone: () => ({ availabilityZone: "us-east-1b" }),
      availabilityZoneId: () => ({ availabilityZone: null, availabilityZoneId: "use1-az9" }),
    },
    untried: {
      mapCustomerOwnedIpOnLaunch: "needs an Outpost, which is not modelled",
      customerOwnedIpv4Pool: "needs an Outpost, which is not modelled",
    },
    heldBy: {
      type: types.networkInterface,
      args: (_ids, subnet) => ({ subnetId: subnet.id }),
      code: "DependencyViolation",
    },
  },
  {
    type: "aws:ec2/subnetCidrReservation:SubnetCidrReservation",
    args: ({ subnet }) => ({
      subnetId: subnet!,
      cidrBlock: "10.0.0.16/28",
      reservationType: "explicit",
      description: "for appliances",
    }),
    replaces: {
      cidrBlock: () => ({ cidrBlock: "10.0.0.32/28" }),
      reservationType: () => ({ reservationType: "prefix" }),
    },
    importId: (made) => `${made.inputs.subnetId as string}:${made.id}`,
  },
  {
    type: types.dhcpOptions,
    args: () => ({ domainName: "one.internal", domainNameServers: ["10.0.0.2"] }),
    updates: tagged,
    replaces: { netbiosNodeType: () => ({ netbiosNodeType: "2" }) },
  },
  {
    type: "aws:ec2/vpcDhcpOptionsAssociation:VpcDhcpOptionsAssociation",
    args: ({ vpc, dhcpOptions }) => ({ vpcId: vpc!, dhcpOptionsId: dhcpOptions! }),
    importId: (made) => made.inputs.vpcId as string,
    untried: {
      dhcpOptionsId: "the provider gives it another id, which the state does not learn (ec2.spec)",
    },
  },
  {
    type: "aws:ec2/defaultVpc:DefaultVpc",
    stays: true,
    args: () => ({}),
    updates: {
      ...tagged,
      enableDnsHostnames: () => ({ enableDnsHostnames: false }),
      enableDnsSupport: () => ({ enableDnsHostnames: false, enableDnsSupport: false }),
      enableNetworkAddressUsageMetrics: () => ({ enableNetworkAddressUsageMetrics: true }),
      ipv6CidrBlockNetworkBorderGroup: () => ({
        assignGeneratedIpv6CidrBlock: true,
        ipv6CidrBlockNetworkBorderGroup: "us-east-1-bos-1",
      }),
    },
    untried: { ipv6CidrBlock: noPool, ipv6IpamPoolId: noPool, ipv6NetmaskLength: noPool },
  },
  {
    type: "aws:ec2/defaultSubnet:DefaultSubnet",
    stays: true,
    args: () => ({ availabilityZone: "us-east-1a" }),
    updates: {
      ...tagged,
      privateDnsHostnameTypeOnLaunch: () => ({ privateDnsHostnameTypeOnLaunch: "resource-name" }),
      customerOwnedIpv4Pool: () => ({
        customerOwnedIpv4Pool: "ipv4pool-coip-0",
        mapCustomerOwnedIpOnLaunch: true,
      }),
    },
    replaces: { availabilityZone: () => ({ availabilityZone: "us-east-1b" }) },
    untried: {
      assignIpv6AddressOnCreation: "needs an IPv6 block, which a default VPC has not",
      ipv6CidrBlock: "needs an IPv6 block, which a default VPC has not",
    },
  },
  {
    type: "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions",
    stays: true,
    args: () => ({ internetGatewayBlockMode: "block-bidirectional" }),
    updates: {
      internetGatewayBlockMode: () => ({ internetGatewayBlockMode: "block-ingress" }),
    },
  },
  {
    type: "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion",
    args: ({ vpc }) => ({ vpcId: vpc!, internetGatewayExclusionMode: "allow-bidirectional" }),
    updates: {
      ...tagged,
      internetGatewayExclusionMode: () => ({ internetGatewayExclusionMode: "allow-egress" }),
    },
    replaces: { subnetId: ({ subnet }) => ({ vpcId: null, subnetId: subnet! }) },
  },
];

export const suite: Suite = { cases, surroundings: networkAround };
