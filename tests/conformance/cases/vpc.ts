/** VPCs: their blocks, their quota, their DNS attributes, and what keeps one from being deleted. */
import { id, remove, update, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import {
  aGateway,
  aGroup,
  aNetworkWithNat,
  aSubnet,
  aTable,
  aVpc,
  dualStackVpc,
  times,
} from "../surroundings";

const blocks: readonly (readonly [cidrBlock: string, expect: string])[] = [
  ["10.0.0.0/16", "accepted"],
  ["10.0.0.0/28", "accepted"],
  ["10.0.0.0/15", "InvalidVpc.Range"],
  ["10.0.0.0/29", "InvalidVpc.Range"],
  ["10.0.0.0/8", "InvalidVpc.Range"],
  ["10.0.0.1/32", "InvalidVpc.Range"],
  ["0.0.0.0/0", "InvalidVpc.Range"],
  ["172.16.0.0/16", "accepted"],
  ["192.168.0.0/20", "accepted"],
  ["100.64.0.0/16", "accepted"],
  ["203.0.113.0/24", "accepted"],
];

const ofBlocks = blocks.map(([cidrBlock, expect]): Case => ({
  title: `a VPC of ${cidrBlock}`,
  page: pages.vpcBlocks,
  given: [],
  attempt: aws.vpc("vpc", { cidrBlock }),
  expect,
}));

const ofWords: readonly Case[] = [
  {
    title: "a VPC's block with host bits, which AWS masks",
    page: ec2Api("CreateVpc"),
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.1/16" }),
    expect: "accepted",
  },
  {
    title: "a VPC's block that is no address",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.256/16" }),
    expect: "InvalidParameterValue",
  },
  {
    title: "a VPC's block without a prefix length",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.0" }),
    expect: "InvalidParameterValue",
  },
  {
    title: "two VPCs of the same block",
    page: pages.vpcBlocks,
    given: [aVpc],
    attempt: aws.vpc("other", { cidrBlock: "10.0.0.0/16" }),
    expect: "accepted",
  },
  {
    title: "a VPC of dedicated tenancy",
    page: ec2Api("CreateVpc"),
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", instanceTenancy: "dedicated" }),
    expect: "accepted",
  },
  {
    title: "a VPC's tenancy from dedicated to default",
    page: ec2Api("ModifyVpcTenancy"),
    given: [aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", instanceTenancy: "dedicated" })],
    attempt: update("vpc", { instanceTenancy: "default" }),
    expect: "accepted",
  },
  {
    title: "a VPC with an IPv6 block of Amazon's",
    page: pages.vpcBlocks,
    given: [],
    attempt: dualStackVpc,
    expect: "accepted",
  },
  {
    title: "an IPv6 block added to a VPC that stands",
    page: ec2Api("AssociateVpcCidrBlock"),
    given: [aVpc],
    attempt: update("vpc", { assignGeneratedIpv6CidrBlock: true }),
    expect: "accepted",
  },
  {
    title: "an IPv6 block taken from a VPC",
    page: ec2Api("DisassociateVpcCidrBlock"),
    given: [dualStackVpc],
    attempt: update("vpc", { assignGeneratedIpv6CidrBlock: false }),
    expect: "accepted",
  },
  {
    title: "an IPv6 block taken from a VPC while a subnet has part of it",
    page: ec2Api("DisassociateVpcCidrBlock"),
    given: [
      dualStackVpc,
      aSubnet("subnet", 0, { ipv6CidrBlock: { partOf: "vpc.ipv6CidrBlock", mask: 64, index: 0 } }),
    ],
    attempt: update("vpc", { assignGeneratedIpv6CidrBlock: false }),
    expect: "InvalidCidrBlock.InUse",
  },
  {
    title: "a VPC of an IPAM pool that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.vpc("vpc", {
      ipv4IpamPoolId: "ipam-pool-0123456789abcdef0",
      ipv4NetmaskLength: 24,
    }),
    expect: "InvalidIpamPoolId.NotFound",
  },
];

const ofDns: readonly Case[] = [
  {
    title: "DNS host names with DNS support",
    page: pages.vpcDns,
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsHostnames: true }),
    expect: "accepted",
  },
  {
    title: "a VPC without DNS support",
    page: pages.vpcDns,
    given: [],
    attempt: aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsSupport: false }),
    expect: "accepted",
  },
  {
    title: "DNS host names for a VPC without DNS support",
    page: ec2Api("ModifyVpcAttribute"),
    given: [aws.vpc("vpc", { cidrBlock: "10.0.0.0/16", enableDnsSupport: false })],
    attempt: update("vpc", { enableDnsHostnames: true }),
    expect: "refused",
  },
  {
    title: "DNS host names turned on later",
    page: ec2Api("ModifyVpcAttribute"),
    given: [aVpc],
    attempt: update("vpc", { enableDnsHostnames: true }),
    expect: "accepted",
  },
];

/** The default VPC is one of the five. */
const ofQuota: readonly Case[] = [
  {
    title: "the fifth VPC of a region, the default one counted",
    page: pages.vpcQuotas,
    given: times(3, (index) => aws.vpc(`vpc${index}`, { cidrBlock: `10.${index}.0.0/16` })),
    attempt: aws.vpc("vpc", { cidrBlock: "10.9.0.0/16" }),
    expect: "accepted",
  },
  {
    title: "the sixth VPC of a region, the default one counted",
    page: pages.vpcQuotas,
    given: times(4, (index) => aws.vpc(`vpc${index}`, { cidrBlock: `10.${index}.0.0/16` })),
    attempt: aws.vpc("vpc", { cidrBlock: "10.9.0.0/16" }),
    expect: "VpcLimitExceeded",
  },
  {
    title: "a VPC in another region, after five in the first",
    page: pages.vpcQuotas,
    given: times(4, (index) => aws.vpc(`vpc${index}`, { cidrBlock: `10.${index}.0.0/16` })),
    attempt: aws.vpc("vpc", { cidrBlock: "10.9.0.0/16", region: "eu-west-1" }),
    expect: "accepted",
  },
];

const leftovers: readonly (readonly [what: string, given: readonly Step[], expect: string])[] = [
  ["nothing of the user's in it", [aVpc], "accepted"],
  ["a subnet", [aVpc, aSubnet("subnet")], "DependencyViolation"],
  ["an attached internet gateway", [aVpc, aGateway], "DependencyViolation"],
  ["a route table besides the main one", [aVpc, aTable()], "DependencyViolation"],
  ["a security group besides the default one", [aVpc, aGroup()], "DependencyViolation"],
  [
    "a network ACL besides the default one",
    [aVpc, aws.networkAcl("acl", { vpcId: id("vpc") })],
    "DependencyViolation",
  ],
  ["a NAT gateway", aNetworkWithNat, "DependencyViolation"],
  [
    "nothing left after its subnet was deleted",
    [aVpc, aSubnet("subnet"), remove("subnet")],
    "accepted",
  ],
];

const ofDeletion = leftovers.map(([what, given, expect]): Case => ({
  title: `deleting a VPC with ${what}`,
  page: ec2Api("DeleteVpc"),
  given,
  attempt: remove("vpc"),
  expect,
}));

export const vpcCases: readonly Case[] = [
  ...ofBlocks,
  ...ofWords,
  ...ofDns,
  ...ofQuota,
  ...ofDeletion,
];
