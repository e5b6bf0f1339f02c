/** Subnets: their blocks, their zones, their IPv6 blocks, and what keeps one from being deleted. */
import { id, partOf, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import {
  aNetworkWithNat,
  aSubnet,
  aTable,
  aVpc,
  dualStackVpc,
  otherVpc,
  times,
  ipv6Alone,
} from "../surroundings";

const inside = (cidrBlock: string): Step => aws.subnet("subnet", { vpcId: id("vpc"), cidrBlock });

const blocks: readonly (readonly [cidrBlock: string, expect: string])[] = [
  ["10.0.0.0/16", "accepted"],
  ["10.0.0.0/28", "accepted"],
  ["10.0.255.240/28", "accepted"],
  ["10.0.0.0/29", "InvalidSubnet.Range"],
  ["10.0.0.0/32", "InvalidSubnet.Range"],
  ["10.0.0.0/15", "InvalidSubnet.Range"],
  ["10.1.0.0/24", "InvalidSubnet.Range"],
  ["192.168.0.0/24", "InvalidSubnet.Range"],
];

const ofBlocks = blocks.map(([cidrBlock, expect]): Case => ({
  title: `a subnet of ${cidrBlock} in a VPC of 10.0.0.0/16`,
  page: pages.subnetSizes,
  given: [aVpc],
  attempt: inside(cidrBlock),
  expect,
}));

const neighbours: readonly (readonly [cidrBlock: string, expect: string])[] = [
  ["10.0.1.0/24", "InvalidSubnet.Conflict"],
  ["10.0.1.128/25", "InvalidSubnet.Conflict"],
  ["10.0.0.0/23", "InvalidSubnet.Conflict"],
  ["10.0.1.7/24", "InvalidSubnet.Conflict"],
  ["10.0.2.0/24", "accepted"],
  ["10.0.0.0/24", "accepted"],
];

const ofNeighbours = neighbours.map(([cidrBlock, expect]): Case => ({
  title: `a subnet of ${cidrBlock} beside one of 10.0.1.0/24`,
  page: ec2Api("CreateSubnet"),
  given: [aVpc, aSubnet("first", 1)],
  attempt: inside(cidrBlock),
  expect,
}));

const ofPlace: readonly Case[] = [
  {
    title: "a subnet's block with host bits, which AWS masks",
    page: ec2Api("CreateSubnet"),
    given: [aVpc],
    attempt: inside("10.0.3.7/24"),
    expect: "accepted",
  },
  {
    title: "a subnet's block that is none",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: inside("10.0.0.0/33"),
    expect: "InvalidParameterValue",
  },
  {
    title: "the same block in two VPCs",
    page: pages.subnetSizes,
    given: [
      aVpc,
      aws.vpc("other", { cidrBlock: "10.0.0.0/16" }),
      aws.subnet("first", { vpcId: id("other"), cidrBlock: "10.0.0.0/24" }),
    ],
    attempt: inside("10.0.0.0/24"),
    expect: "accepted",
  },
  {
    title: "a subnet's block again after the first was deleted",
    page: ec2Api("DeleteSubnet"),
    given: [aVpc, aSubnet("first", 0), remove("first")],
    attempt: inside("10.0.0.0/24"),
    expect: "accepted",
  },
  {
    title: "a subnet of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.subnet("subnet", { vpcId: "vpc-0123456789abcdef0", cidrBlock: "10.0.0.0/24" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "a subnet of a VPC of another region",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: aws.subnet("subnet", {
      vpcId: id("vpc"),
      cidrBlock: "10.0.0.0/24",
      region: "eu-west-1",
    }),
    expect: "InvalidVpcID.NotFound",
  },
];

const zones: readonly (readonly [zone: Readonly<Record<string, string>>, expect: string])[] = [
  [{ availabilityZone: "us-east-1f" }, "accepted"],
  [{ availabilityZone: "us-east-1z" }, "InvalidParameterValue"],
  [{ availabilityZone: "us-west-2a" }, "InvalidParameterValue"],
  [{ availabilityZoneId: "use1-az1" }, "accepted"],
  [{ availabilityZoneId: "use1-az9" }, "InvalidParameterValue"],
];

const ofZones = zones.map(([zone, expect]): Case => ({
  title: `a subnet in ${Object.values(zone).join("")} of us-east-1`,
  page: ec2Api("CreateSubnet"),
  given: [aVpc],
  attempt: aws.subnet("subnet", { vpcId: id("vpc"), cidrBlock: "10.0.0.0/24", ...zone }),
  expect,
}));

/** The first block of that size in the VPC's /56. */
const ipv6Sizes: readonly (readonly [mask: number, expect: string])[] = [
  [64, "accepted"],
  [60, "accepted"],
  [56, "accepted"],
  [62, "refused"],
  [65, "refused"],
  [52, "refused"],
];

const ofIpv6Sizes = ipv6Sizes.map(([mask, expect]): Case => ({
  title: `a subnet with an IPv6 block of /${mask} in a VPC with a /56`,
  page: pages.subnetSizes,
  given: [dualStackVpc],
  attempt: aSubnet("subnet", 0, { ipv6CidrBlock: partOf("vpc.ipv6CidrBlock", mask, 0) }),
  expect,
}));

const withIpv6 = (name: string, index: number, args: Arguments = {}): Step =>
  aSubnet(name, index, { ipv6CidrBlock: partOf("vpc.ipv6CidrBlock", 64, index), ...args });

const ofIpv6: readonly Case[] = [
  {
    title: "the same IPv6 block for two subnets",
    page: pages.subnetSizes,
    given: [dualStackVpc, withIpv6("first", 0)],
    attempt: aSubnet("subnet", 1, { ipv6CidrBlock: partOf("vpc.ipv6CidrBlock", 64, 0) }),
    expect: "InvalidSubnet.Conflict",
  },
  {
    title: "neighbouring IPv6 blocks for two subnets",
    page: pages.subnetSizes,
    given: [dualStackVpc, withIpv6("first", 0)],
    attempt: withIpv6("subnet", 1),
    expect: "accepted",
  },
  {
    title: "an IPv6 block for a subnet of a VPC that has none",
    page: ec2Api("CreateSubnet"),
    given: [aVpc],
    attempt: aSubnet("subnet", 0, { ipv6CidrBlock: "2600:1f18:1234:5600::/64" }),
    expect: "refused",
  },
  {
    title: "an IPv6-only subnet",
    page: ec2Api("CreateSubnet"),
    given: [dualStackVpc],
    attempt: ipv6Alone,
    expect: "accepted",
  },
  {
    title: "IPv6 addresses on launch in a subnet with an IPv6 block",
    page: ec2Api("ModifySubnetAttribute"),
    given: [dualStackVpc],
    attempt: withIpv6("subnet", 0, { assignIpv6AddressOnCreation: true }),
    expect: "accepted",
  },
  {
    title: "IPv6 addresses on launch in a subnet without an IPv6 block",
    page: ec2Api("ModifySubnetAttribute"),
    given: [aVpc],
    attempt: aSubnet("subnet", 0, { assignIpv6AddressOnCreation: true }),
    expect: "refused",
  },
  {
    title: "an IPv6 block added to a subnet that stands",
    page: ec2Api("AssociateSubnetCidrBlock"),
    given: [dualStackVpc, aSubnet("subnet")],
    attempt: update("subnet", { ipv6CidrBlock: partOf("vpc.ipv6CidrBlock", 64, 0) }),
    expect: "accepted",
  },
  {
    title: "public addresses on launch, turned on later",
    page: ec2Api("ModifySubnetAttribute"),
    given: [aVpc, aSubnet("subnet")],
    attempt: update("subnet", { mapPublicIpOnLaunch: true }),
    expect: "accepted",
  },
];

const two = (index: number): Step =>
  aws.subnet(`subnet${index}`, {
    vpcId: id("vpc"),
    cidrBlock: `10.0.${Math.floor(index / 16)}.${(index % 16) * 16}/28`,
  });

const ofQuota: readonly Case[] = [
  {
    title: "the 201st subnet of a VPC",
    page: pages.vpcQuotas,
    given: [aVpc, ...times(200, two)],
    attempt: two(200),
    expect: "SubnetLimitExceeded",
  },
];

const ofDeletion: readonly Case[] = [
  {
    title: "deleting an empty subnet",
    page: ec2Api("DeleteSubnet"),
    given: [aVpc, aSubnet("subnet")],
    attempt: remove("subnet"),
    expect: "accepted",
  },
  {
    title: "deleting a subnet with a NAT gateway in it",
    page: ec2Api("DeleteSubnet"),
    given: aNetworkWithNat,
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a subnet with an interface endpoint in it",
    page: ec2Api("DeleteSubnet"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aws.vpcEndpoint("endpoint", {
        vpcId: id("vpc"),
        serviceName: "com.amazonaws.us-east-1.sqs",
        vpcEndpointType: "Interface",
        subnetIds: [id("subnet")],
      }),
    ],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a subnet that has a route table of its own",
    page: ec2Api("DeleteSubnet"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aTable(),
      aws.tableAssociation("association", { subnetId: id("subnet"), routeTableId: id("table") }),
    ],
    attempt: remove("subnet"),
    expect: "accepted",
  },
  {
    title: "deleting a subnet that has a network ACL of its own",
    page: ec2Api("DeleteSubnet"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aws.networkAcl("acl", { vpcId: id("vpc"), subnetIds: [id("subnet")] }),
    ],
    attempt: remove("subnet"),
    expect: "accepted",
  },
  {
    title: "deleting a subnet of a VPC that has others in use",
    page: ec2Api("DeleteSubnet"),
    given: [...aNetworkWithNat, aSubnet("spare", 7), otherVpc],
    attempt: remove("spare"),
    expect: "accepted",
  },
];

export const subnetCases: readonly Case[] = [
  ...ofBlocks,
  ...ofNeighbours,
  ...ofPlace,
  ...ofZones,
  ...ofIpv6Sizes,
  ...ofIpv6,
  ...ofQuota,
  ...ofDeletion,
];
