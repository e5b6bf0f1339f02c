/** Routes: destinations, targets, and how many a table holds. */
import { id, partOf, ref, remove, update, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import {
  aGateway,
  aNetworkWithNat,
  aSubnet,
  aTable,
  aVpc,
  dualStackVpc,
  otherVpc,
  times,
} from "../surroundings";

const to = (destinationCidrBlock: string, target: Arguments, name = "route"): Step =>
  aws.route(name, { routeTableId: id("table"), destinationCidrBlock, ...target });

const gateway: Arguments = { gatewayId: id("gateway") };
const nat: Arguments = { natGatewayId: id("nat") };

const withGateway: readonly Step[] = [aVpc, aGateway, aTable()];
const withNat: readonly Step[] = [...aNetworkWithNat, aTable()];

const ofTargets: readonly Case[] = [
  {
    title: "a route to an internet gateway",
    page: ec2Api("CreateRoute"),
    given: withGateway,
    attempt: to("0.0.0.0/0", gateway),
    expect: "accepted",
  },
  {
    title: "a route to an internet gateway that is attached to nothing",
    page: pages.internetGateways,
    given: [aVpc, aws.internetGateway("gateway"), aTable()],
    attempt: to("0.0.0.0/0", gateway),
    expect: "InvalidParameterValue",
  },
  {
    title: "a route to the internet gateway of another VPC",
    page: ec2Api("CreateRoute"),
    given: [aVpc, otherVpc, aws.internetGateway("gateway", { vpcId: id("other") }), aTable()],
    attempt: to("0.0.0.0/0", gateway),
    expect: "InvalidParameterValue",
  },
  {
    title: "a route to an internet gateway that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: to("0.0.0.0/0", { gatewayId: "igw-0123456789abcdef0" }),
    expect: "InvalidGatewayID.NotFound",
  },
  {
    title: "a route to a NAT gateway",
    page: pages.natGateways,
    given: withNat,
    attempt: to("0.0.0.0/0", nat),
    expect: "accepted",
  },
  {
    title: "a route to a NAT gateway that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: to("0.0.0.0/0", { natGatewayId: "nat-0123456789abcdef0" }),
    expect: "InvalidNatGatewayID.NotFound",
  },
  {
    title: "a route to the NAT gateway of another VPC",
    page: ec2Api("CreateRoute"),
    given: [...aNetworkWithNat, otherVpc, aTable("table", "other")],
    attempt: to("0.0.0.0/0", nat),
    expect: "InvalidParameterValue",
  },
  {
    title: "a route to an interface that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: to("192.168.0.0/16", { networkInterfaceId: "eni-0123456789abcdef0" }),
    expect: "InvalidNetworkInterfaceID.NotFound",
  },
  {
    title: "a route to a peering connection that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: to("10.1.0.0/16", { vpcPeeringConnectionId: "pcx-0123456789abcdef0" }),
    expect: "InvalidVpcPeeringConnectionID.NotFound",
  },
  {
    title: "a route to a transit gateway that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: to("10.0.0.0/8", { transitGatewayId: "tgw-0123456789abcdef0" }),
    expect: "InvalidTransitGatewayID.NotFound",
  },
  {
    title: "a route to a gateway endpoint",
    page: pages.gatewayEndpoints,
    given: [
      aVpc,
      aTable(),
      aws.vpcEndpoint("endpoint", { vpcId: id("vpc"), serviceName: "com.amazonaws.us-east-1.s3" }),
    ],
    attempt: to("192.168.0.0/16", { vpcEndpointId: id("endpoint") }),
    expect: "refused",
  },
  {
    title: "a route without a target",
    page: ec2Api("CreateRoute"),
    given: [aVpc, aTable()],
    attempt: to("0.0.0.0/0", {}),
    expect: "MissingParameter",
  },
  {
    title: "a route in a table that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aGateway],
    attempt: aws.route("route", {
      routeTableId: "rtb-0123456789abcdef0",
      destinationCidrBlock: "0.0.0.0/0",
      ...gateway,
    }),
    expect: "InvalidRouteTableID.NotFound",
  },
  {
    title: "a route in the main table",
    page: pages.routeTables,
    given: [aVpc, aGateway],
    attempt: aws.route("route", {
      routeTableId: ref("vpc.mainRouteTableId"),
      destinationCidrBlock: "0.0.0.0/0",
      ...gateway,
    }),
    expect: "accepted",
  },
];

const ofDestinations: readonly Case[] = [
  {
    title: "the same destination twice",
    page: ec2Api("CreateRoute"),
    given: [...withNat, to("0.0.0.0/0", gateway, "first")],
    attempt: to("0.0.0.0/0", nat),
    expect: "RouteAlreadyExists",
  },
  {
    title: "the same destination twice, once with host bits",
    page: ec2Api("CreateRoute"),
    given: [...withGateway, to("192.168.0.0/16", gateway, "first")],
    attempt: to("192.168.7.7/16", gateway),
    expect: "RouteAlreadyExists",
  },
  {
    title: "a destination that is part of another route's",
    page: pages.routeTables,
    given: [...withNat, to("0.0.0.0/0", gateway, "first")],
    attempt: to("198.51.100.0/24", nat),
    expect: "accepted",
  },
  {
    title: "the same destination in two tables",
    page: pages.routeTables,
    given: [...withGateway, to("0.0.0.0/0", gateway, "first"), aTable("second")],
    attempt: aws.route("route", {
      routeTableId: id("second"),
      destinationCidrBlock: "0.0.0.0/0",
      ...gateway,
    }),
    expect: "accepted",
  },
  {
    title: "a destination again after its route was deleted",
    page: ec2Api("DeleteRoute"),
    given: [...withGateway, to("0.0.0.0/0", gateway, "first"), remove("first")],
    attempt: to("0.0.0.0/0", gateway),
    expect: "accepted",
  },
  {
    title: "a destination that is no CIDR block",
    page: pages.ec2Errors,
    given: withGateway,
    attempt: to("0.0.0.0/40", gateway),
    expect: "InvalidParameterValue",
  },
  {
    title: "a destination wider than the VPC",
    page: pages.routeTables,
    given: withNat,
    attempt: to("10.0.0.0/8", nat),
    expect: "accepted",
  },
  {
    title: "the VPC's own block as a destination",
    page: pages.subnetRouteTables,
    given: withGateway,
    attempt: to("10.0.0.0/16", gateway),
    expect: "refused",
  },
  {
    title: "a destination inside the VPC, to an internet gateway",
    page: pages.subnetRouteTables,
    given: withGateway,
    attempt: to("10.0.0.0/24", gateway),
    expect: "InvalidParameterValue",
  },
  {
    title: "a whole subnet as a destination, to a NAT gateway",
    page: pages.subnetRouteTables,
    given: withNat,
    attempt: to("10.0.0.0/24", nat),
    expect: "accepted",
  },
  {
    title: "half a subnet as a destination, to a NAT gateway",
    page: pages.subnetRouteTables,
    given: withNat,
    attempt: to("10.0.0.0/25", nat),
    expect: "InvalidParameterValue",
  },
  {
    title: "AWS's own link-local block as a destination",
    page: pages.subnetRouteTables,
    given: withGateway,
    attempt: to("169.254.168.0/24", gateway),
    expect: "refused",
  },
  {
    title: "a prefix list that does not exist as a destination",
    page: pages.ec2Errors,
    given: withGateway,
    attempt: aws.route("route", {
      routeTableId: id("table"),
      destinationPrefixListId: "pl-0123456789abcdef0",
      ...gateway,
    }),
    expect: "InvalidPrefixListID.NotFound",
  },
];

const toIpv6 = (destinationIpv6CidrBlock: string, target: Arguments, name = "route"): Step =>
  aws.route(name, { routeTableId: id("table"), destinationIpv6CidrBlock, ...target });

const ofIpv6: readonly Case[] = [
  {
    title: "all of IPv6 to an internet gateway",
    page: pages.internetGateways,
    given: [dualStackVpc, aGateway, aTable()],
    attempt: toIpv6("::/0", gateway),
    expect: "accepted",
  },
  {
    title: "all of IPv4 and all of IPv6 in one table",
    page: pages.routeTables,
    given: [dualStackVpc, aGateway, aTable(), to("0.0.0.0/0", gateway, "first")],
    attempt: toIpv6("::/0", gateway),
    expect: "accepted",
  },
  {
    title: "all of IPv6 twice, written in two ways",
    page: ec2Api("CreateRoute"),
    given: [dualStackVpc, aGateway, aTable(), toIpv6("::/0", gateway, "first")],
    attempt: toIpv6("0:0:0:0:0:0:0:0/0", gateway),
    expect: "RouteAlreadyExists",
  },
  {
    title: "all of IPv6 to a NAT gateway",
    page: pages.natGatewayBasics,
    given: withNat,
    attempt: toIpv6("::/0", nat),
    expect: "refused",
  },
  {
    title: "64:ff9b::/96, for NAT64, to a NAT gateway",
    page: pages.natGatewayBasics,
    given: withNat,
    attempt: toIpv6("64:ff9b::/96", nat),
    expect: "accepted",
  },
  {
    title: "part of the VPC's IPv6 block, to an internet gateway",
    page: pages.subnetRouteTables,
    given: [dualStackVpc, aGateway, aTable()],
    attempt: aws.route("route", {
      routeTableId: id("table"),
      destinationIpv6CidrBlock: partOf("vpc.ipv6CidrBlock", 64, 3),
      ...gateway,
    }),
    expect: "InvalidParameterValue",
  },
];

const ofChange: readonly Case[] = [
  {
    title: "another target for a route",
    page: ec2Api("ReplaceRoute"),
    given: [...withNat, to("0.0.0.0/0", gateway)],
    attempt: update("route", { gatewayId: null, natGatewayId: id("nat") }),
    expect: "accepted",
  },
  {
    title: "a target that does not exist for a route",
    page: ec2Api("ReplaceRoute"),
    given: [...withGateway, to("0.0.0.0/0", gateway)],
    attempt: update("route", { gatewayId: null, natGatewayId: "nat-0123456789abcdef0" }),
    expect: "InvalidNatGatewayID.NotFound",
  },
  {
    title: "deleting a NAT gateway that a route leads to",
    page: pages.natGateways,
    given: [...withNat, to("0.0.0.0/0", nat)],
    attempt: remove("nat"),
    expect: "accepted",
  },
  {
    title: "deleting an internet gateway that a route leads to",
    page: ec2Api("DetachInternetGateway"),
    given: [...withGateway, to("0.0.0.0/0", gateway)],
    attempt: remove("gateway"),
    expect: "accepted",
  },
  {
    title: "a table's inline routes to the same destination",
    page: ec2Api("CreateRoute"),
    given: [aVpc, aGateway, aSubnet("subnet")],
    attempt: aws.routeTable("table", {
      vpcId: id("vpc"),
      routes: [
        { cidrBlock: "0.0.0.0/0", ...gateway },
        { cidrBlock: "0.0.0.0/0", ...gateway },
      ],
    }),
    expect: "RouteAlreadyExists",
  },
];

const numbered = (index: number): Step => to(`192.168.${index}.0/24`, gateway, `route${index}`);

/** The one before it is accepted: it is among what is given. */
const ofQuota: readonly Case[] = [
  {
    title: "a table's fifty-first route beside the local one",
    page: pages.vpcQuotas,
    given: [...withGateway, ...times(50, numbered)],
    attempt: numbered(50),
    expect: "RouteLimitExceeded",
  },
  {
    title: "an IPv6 route in a table with forty-nine IPv4 routes",
    page: pages.vpcQuotas,
    given: [dualStackVpc, aGateway, aTable(), ...times(49, numbered)],
    attempt: toIpv6("::/0", gateway),
    expect: "accepted",
  },
];

export const routeCases: readonly Case[] = [
  ...ofTargets,
  ...ofDestinations,
  ...ofIpv6,
  ...ofChange,
  ...ofQuota,
];
