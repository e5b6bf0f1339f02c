/** Network interfaces: their addresses, their groups, and what they hold. */
import { id, remove, type Argument, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import {
  aGroup,
  anAddress,
  aNetwork,
  aSubnet,
  aTable,
  aVpc,
  dualStackVpc,
  ipv6Alone,
  otherVpc,
  times,
} from "../surroundings";

const nic = (args: Arguments = {}, name = "interface"): Step =>
  aws.networkInterface(name, { subnetId: id("subnet"), ...args });

const withSubnet: readonly Step[] = [aVpc, aSubnet("subnet")];
const groups = (count: number): Step[] => times(count, (index) => aGroup(`group${index}`));
const all = (count: number): Argument => times(count, (index) => id(`group${index}`));

const addresses: readonly (readonly [what: string, address: string, expect: string])[] = [
  ["the first address that AWS leaves free", "10.0.0.4", "accepted"],
  ["the last address that AWS leaves free", "10.0.0.254", "accepted"],
  ["an address that AWS keeps", "10.0.0.2", "refused"],
  ["the last address of the subnet", "10.0.0.255", "refused"],
  ["an address outside the subnet", "10.0.1.4", "refused"],
];

export const networkInterfaceCases: readonly Case[] = [
  ...addresses.map(([what, address, expect]): Case => ({
    title: `an interface on ${what}`,
    page: pages.subnetSizes,
    given: withSubnet,
    attempt: nic({ privateIps: [address] }),
    expect,
  })),
  {
    title: "two interfaces on one address",
    page: pages.ec2Errors,
    given: [...withSubnet, nic({ privateIps: ["10.0.0.10"] }, "first")],
    attempt: nic({ privateIps: ["10.0.0.10"] }),
    expect: "InvalidIPAddress.InUse",
  },
  {
    title: "an interface in an IPv6-only subnet",
    page: ec2Api("CreateNetworkInterface"),
    given: [dualStackVpc, ipv6Alone],
    attempt: nic(),
    expect: "accepted",
  },
  {
    title: "an interface with an IPv4 address in an IPv6-only subnet",
    page: ec2Api("CreateNetworkInterface"),
    given: [dualStackVpc, ipv6Alone],
    attempt: nic({ privateIps: ["10.0.0.10"] }),
    expect: "refused",
  },
  {
    title: "an interface in a subnet that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: nic({ subnetId: "subnet-0123456789abcdef0" }),
    expect: "InvalidSubnetID.NotFound",
  },
  {
    title: "an interface with five groups",
    page: pages.vpcQuotas,
    given: [...withSubnet, ...groups(5)],
    attempt: nic({ securityGroups: all(5) }),
    expect: "accepted",
  },
  {
    title: "an interface with six groups",
    page: pages.vpcQuotas,
    given: [...withSubnet, ...groups(6)],
    attempt: nic({ securityGroups: all(6) }),
    expect: "SecurityGroupsPerInterfaceLimitExceeded",
  },
  {
    title: "an interface with a group of another VPC",
    page: ec2Api("CreateNetworkInterface"),
    given: [...withSubnet, otherVpc, aGroup("group", "other")],
    attempt: nic({ securityGroups: [id("group")] }),
    expect: "refused",
  },
  {
    title: "deleting a subnet with an interface in it",
    page: ec2Api("DeleteSubnet"),
    given: [...withSubnet, nic()],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting the group of an interface",
    page: ec2Api("DeleteSecurityGroup"),
    given: [...withSubnet, aGroup(), nic({ securityGroups: [id("group")] })],
    attempt: remove("group"),
    expect: "DependencyViolation",
  },
  {
    title: "an Elastic IP address for an interface",
    page: ec2Api("AssociateAddress"),
    given: [...aNetwork, nic()],
    attempt: aws.elasticIp("address", { domain: "vpc", networkInterface: id("interface") }),
    expect: "accepted",
  },
  {
    title: "an Elastic IP address for an interface in a VPC without an internet gateway",
    page: ec2Api("AssociateAddress"),
    given: [...withSubnet, nic(), anAddress("spare")],
    attempt: aws.elasticIp("address", { domain: "vpc", networkInterface: id("interface") }),
    expect: "Gateway.NotAttached",
  },
  {
    title: "a route to an interface",
    page: ec2Api("CreateRoute"),
    given: [...withSubnet, aTable(), nic()],
    attempt: aws.route("route", {
      routeTableId: id("table"),
      destinationCidrBlock: "192.168.0.0/16",
      networkInterfaceId: id("interface"),
    }),
    expect: "accepted",
  },
];
