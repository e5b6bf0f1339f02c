/** Internet gateways, Elastic IP addresses and NAT gateways. */
import { id, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import {
  aGateway,
  aNetwork,
  aNetworkWithNat,
  aSubnet,
  aVpc,
  anAddress,
  otherVpc,
  times,
} from "../surroundings";

const ofInternetGateways: readonly Case[] = [
  {
    title: "an internet gateway attached to nothing",
    page: ec2Api("CreateInternetGateway"),
    given: [],
    attempt: aws.internetGateway("gateway"),
    expect: "accepted",
  },
  {
    title: "an internet gateway attached to a VPC",
    page: ec2Api("AttachInternetGateway"),
    given: [aVpc],
    attempt: aGateway,
    expect: "accepted",
  },
  {
    title: "a second internet gateway on a VPC",
    page: pages.internetGateways,
    given: [aVpc, aGateway],
    attempt: aws.internetGateway("second", { vpcId: id("vpc") }),
    expect: "InvalidParameterValue",
  },
  {
    title: "an internet gateway attached to a second VPC",
    page: pages.ec2Errors,
    given: [aVpc, otherVpc, aGateway],
    attempt: aws.gatewayAttachment("attachment", {
      internetGatewayId: id("gateway"),
      vpcId: id("other"),
    }),
    expect: "Resource.AlreadyAssociated",
  },
  {
    title: "an internet gateway attached twice to the same VPC",
    page: pages.ec2Errors,
    given: [aVpc, aGateway],
    attempt: aws.gatewayAttachment("attachment", {
      internetGatewayId: id("gateway"),
      vpcId: id("vpc"),
    }),
    expect: "Resource.AlreadyAssociated",
  },
  {
    title: "an internet gateway attached to another VPC after it was detached",
    page: ec2Api("AttachInternetGateway"),
    given: [
      aVpc,
      otherVpc,
      aws.internetGateway("gateway"),
      aws.gatewayAttachment("first", { internetGatewayId: id("gateway"), vpcId: id("vpc") }),
      remove("first"),
    ],
    attempt: aws.gatewayAttachment("attachment", {
      internetGatewayId: id("gateway"),
      vpcId: id("other"),
    }),
    expect: "accepted",
  },
  {
    title: "an internet gateway moved to another VPC",
    page: ec2Api("AttachInternetGateway"),
    given: [aVpc, otherVpc, aGateway],
    attempt: update("gateway", { vpcId: id("other") }),
    expect: "accepted",
  },
  {
    title: "an internet gateway on a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.internetGateway("gateway", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "an internet gateway that does not exist, attached",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: aws.gatewayAttachment("attachment", {
      internetGatewayId: "igw-0123456789abcdef0",
      vpcId: id("vpc"),
    }),
    expect: "InvalidInternetGatewayID.NotFound",
  },
  {
    title: "detaching an internet gateway while a public address is mapped",
    page: ec2Api("DetachInternetGateway"),
    given: aNetworkWithNat,
    attempt: remove("gateway"),
    expect: "DependencyViolation",
  },
  {
    title: "detaching an internet gateway after the NAT gateway was deleted",
    page: ec2Api("DetachInternetGateway"),
    given: [...aNetworkWithNat, remove("nat")],
    attempt: remove("gateway"),
    expect: "accepted",
  },
  {
    title: "the fifth internet gateway of a region, the default VPC's counted",
    page: pages.vpcQuotas,
    given: times(3, (index) => aws.internetGateway(`gateway${index}`)),
    attempt: aws.internetGateway("gateway"),
    expect: "accepted",
  },
  {
    title: "the sixth internet gateway of a region, the default VPC's counted",
    page: pages.vpcQuotas,
    given: times(4, (index) => aws.internetGateway(`gateway${index}`)),
    attempt: aws.internetGateway("gateway"),
    expect: "InternetGatewayLimitExceeded",
  },
];

const ofAddresses: readonly Case[] = [
  {
    title: "the fifth Elastic IP address of a region",
    page: pages.elasticIps,
    given: times(4, (index) => anAddress(`address${index}`)),
    attempt: anAddress(),
    expect: "accepted",
  },
  {
    title: "the sixth Elastic IP address of a region",
    page: pages.elasticIps,
    given: times(5, (index) => anAddress(`address${index}`)),
    attempt: anAddress(),
    expect: "AddressLimitExceeded",
  },
  {
    title: "a sixth Elastic IP address after one was released",
    page: pages.elasticIps,
    given: [...times(5, (index) => anAddress(`address${index}`)), remove("address0")],
    attempt: anAddress(),
    expect: "accepted",
  },
  {
    title: "releasing an Elastic IP address that nothing uses",
    page: ec2Api("ReleaseAddress"),
    given: [anAddress()],
    attempt: remove("address"),
    expect: "accepted",
  },
  {
    title: "releasing the Elastic IP address of a NAT gateway",
    page: ec2Api("ReleaseAddress"),
    given: aNetworkWithNat,
    attempt: remove("address"),
    expect: "AuthFailure",
  },
  {
    title: "releasing the Elastic IP address of a NAT gateway that was deleted",
    page: pages.natGateways,
    given: [...aNetworkWithNat, remove("nat")],
    attempt: remove("address"),
    expect: "accepted",
  },
  {
    title: "an Elastic IP address for an instance that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.elasticIp("address", { domain: "vpc", instance: "i-0123456789abcdef0" }),
    expect: "InvalidInstanceID.NotFound",
  },
  {
    title: "an Elastic IP address for an interface that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.elasticIp("address", {
      domain: "vpc",
      networkInterface: "eni-0123456789abcdef0",
    }),
    expect: "InvalidNetworkInterfaceID.NotFound",
  },
];

const publicNat = (name: string, args: Arguments = {}): Step =>
  aws.natGateway(name, { subnetId: id("subnet"), allocationId: id("address"), ...args });

const privateNat = (name: string, subnet = "subnet"): Step =>
  aws.natGateway(name, { subnetId: id(subnet), connectivityType: "private" });

const ofNatGateways: readonly Case[] = [
  {
    title: "a public NAT gateway",
    page: pages.natGateways,
    given: [...aNetwork, anAddress()],
    attempt: publicNat("nat"),
    expect: "accepted",
  },
  {
    title: "a public NAT gateway without an Elastic IP address",
    page: ec2Api("CreateNatGateway"),
    given: aNetwork,
    attempt: aws.natGateway("nat", { subnetId: id("subnet") }),
    expect: "MissingParameter",
  },
  {
    title: "a NAT gateway on an address that another holds",
    page: pages.natGatewayFailures,
    given: aNetworkWithNat,
    attempt: publicNat("second"),
    expect: "Resource.AlreadyAssociated",
  },
  {
    title: "a NAT gateway on an address that does not exist",
    page: pages.natGatewayFailures,
    given: aNetwork,
    attempt: publicNat("nat", { allocationId: "eipalloc-0123456789abcdef0" }),
    expect: "InvalidAllocationID.NotFound",
  },
  {
    title: "a public NAT gateway in a VPC without an internet gateway",
    page: pages.natGatewayFailures,
    given: [aVpc, aSubnet("subnet"), anAddress()],
    attempt: publicNat("nat"),
    expect: "Gateway.NotAttached",
  },
  {
    title: "a NAT gateway in a subnet that does not exist",
    page: pages.natGatewayFailures,
    given: [anAddress()],
    attempt: publicNat("nat", { subnetId: "subnet-0123456789abcdef0" }),
    expect: "InvalidSubnetID.NotFound",
  },
  {
    title: "a private NAT gateway in a VPC without an internet gateway",
    page: pages.natGateways,
    given: [aVpc, aSubnet("subnet")],
    attempt: privateNat("nat"),
    expect: "accepted",
  },
  {
    title: "a private NAT gateway with an Elastic IP address",
    page: ec2Api("CreateNatGateway"),
    given: [...aNetwork, anAddress()],
    attempt: publicNat("nat", { connectivityType: "private" }),
    expect: "refused",
  },
  {
    title: "two NAT gateways in one subnet",
    page: pages.natGateways,
    given: [...aNetworkWithNat, anAddress("spare")],
    attempt: publicNat("second", { allocationId: id("spare") }),
    expect: "accepted",
  },
  {
    title: "a NAT gateway on the address of one that was deleted",
    page: pages.natGateways,
    given: [...aNetworkWithNat, remove("nat")],
    attempt: publicNat("second"),
    expect: "accepted",
  },
  {
    title: "the fifth NAT gateway of an availability zone",
    page: pages.vpcQuotas,
    given: [aVpc, aSubnet("subnet"), ...times(4, (index) => privateNat(`nat${index}`))],
    attempt: privateNat("nat"),
    expect: "accepted",
  },
  {
    title: "the sixth NAT gateway of an availability zone",
    page: pages.vpcQuotas,
    given: [aVpc, aSubnet("subnet"), ...times(5, (index) => privateNat(`nat${index}`))],
    attempt: privateNat("nat"),
    expect: "NatGatewayLimitExceeded",
  },
  {
    title: "a NAT gateway in another zone, after five in the first",
    page: pages.vpcQuotas,
    given: [
      aVpc,
      aSubnet("subnet"),
      aSubnet("elsewhere", 1, { availabilityZone: "us-east-1b" }),
      ...times(5, (index) => privateNat(`nat${index}`)),
    ],
    attempt: privateNat("nat", "elsewhere"),
    expect: "accepted",
  },
  {
    title: "a regional NAT gateway",
    page: pages.regionalNatGateways,
    given: [aVpc, aGateway],
    attempt: aws.natGateway("nat", { vpcId: id("vpc"), availabilityMode: "regional" }),
    expect: "accepted",
  },
  {
    title: "a regional NAT gateway without a VPC",
    page: ec2Api("CreateNatGateway"),
    given: [aVpc, aGateway],
    attempt: aws.natGateway("nat", { availabilityMode: "regional" }),
    expect: "MissingParameter",
  },
  {
    title: "deleting a NAT gateway",
    page: ec2Api("DeleteNatGateway"),
    given: aNetworkWithNat,
    attempt: remove("nat"),
    expect: "accepted",
  },
];

export const gatewayCases: readonly Case[] = [
  ...ofInternetGateways,
  ...ofAddresses,
  ...ofNatGateways,
];
