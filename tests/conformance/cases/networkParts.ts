/** Egress-only gateways and DHCP options. */
import { id, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aTable, aVpc, dualStackVpc, times } from "../surroundings";

const egressOnly = aws.egressOnlyGateway("egress", { vpcId: id("vpc") });

const out = (args: Arguments): Step =>
  aws.route("route", { routeTableId: id("table"), egressOnlyGatewayId: id("egress"), ...args });

const ofEgressOnlyGateways: readonly Case[] = [
  {
    title: "an egress-only gateway",
    page: pages.egressOnlyGateways,
    given: [dualStackVpc],
    attempt: egressOnly,
    expect: "accepted",
  },
  {
    title: "an egress-only gateway of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.egressOnlyGateway("egress", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "a route for IPv6 to an egress-only gateway",
    page: pages.egressOnlyGateways,
    given: [dualStackVpc, egressOnly, aTable()],
    attempt: out({ destinationIpv6CidrBlock: "::/0" }),
    expect: "accepted",
  },
  {
    title: "a route for IPv4 to an egress-only gateway",
    page: pages.egressOnlyGateways,
    given: [dualStackVpc, egressOnly, aTable()],
    attempt: out({ destinationCidrBlock: "0.0.0.0/0" }),
    expect: "refused",
  },
  {
    title: "a route to an egress-only gateway that does not exist",
    page: pages.ec2Errors,
    given: [dualStackVpc, aTable()],
    attempt: out({
      destinationIpv6CidrBlock: "::/0",
      egressOnlyGatewayId: "eigw-0123456789abcdef0",
    }),
    expect: "refused",
  },
  {
    title: "deleting a VPC with an egress-only gateway",
    page: ec2Api("DeleteVpc"),
    given: [dualStackVpc, egressOnly],
    attempt: remove("vpc"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting an egress-only gateway that a route leads to",
    page: pages.egressOnlyGateways,
    given: [dualStackVpc, egressOnly, aTable(), out({ destinationIpv6CidrBlock: "::/0" })],
    attempt: remove("egress"),
    expect: "accepted",
  },
];

const servers = (count: number): Arguments => ({
  domainNameServers: times(count, (index) => `10.0.0.${index + 10}`),
});

const options: readonly (readonly [title: string, args: Arguments, expect: string])[] = [
  ["DHCP options of Amazon's resolver", { domainNameServers: ["AmazonProvidedDNS"] }, "accepted"],
  ["DHCP options of four name servers", servers(4), "accepted"],
  ["DHCP options of five name servers", servers(5), "refused"],
  ["DHCP options of NetBIOS node type 2", { netbiosNodeType: "2" }, "accepted"],
  ["DHCP options of NetBIOS node type 3", { netbiosNodeType: "3" }, "refused"],
];

const ofOptions: readonly Case[] = [
  ...options.map(([title, args, expect]): Case => ({
    title,
    page: ec2Api("CreateDhcpOptions"),
    given: [],
    attempt: aws.dhcpOptions("options", args),
    expect,
  })),
  {
    title: "DHCP options for a VPC",
    page: ec2Api("AssociateDhcpOptions"),
    given: [aVpc, aws.dhcpOptions("options", servers(1))],
    attempt: aws.dhcpAssociation("association", {
      vpcId: id("vpc"),
      dhcpOptionsId: id("options"),
    }),
    expect: "accepted",
  },
  {
    title: "DHCP options that do not exist for a VPC",
    page: pages.ec2Errors,
    given: [aVpc],
    attempt: aws.dhcpAssociation("association", {
      vpcId: id("vpc"),
      dhcpOptionsId: "dopt-0123456789abcdef0",
    }),
    expect: "refused",
  },
];

export const networkPartCases: readonly Case[] = [...ofEgressOnlyGateways, ...ofOptions];
