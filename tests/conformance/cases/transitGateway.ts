/** Transit gateways, what is attached to them, and their routes. */
import { id, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aSubnet, aTable, aVpc, otherVpc } from "../surroundings";

const hub = aws.transitGateway("hub");

const attached = (name = "attachment", args: Arguments = {}): Step =>
  aws.transitAttachment(name, {
    transitGatewayId: id("hub"),
    vpcId: id("vpc"),
    subnetIds: [id("subnet")],
    ...args,
  });

const ready: readonly Step[] = [aVpc, aSubnet("subnet"), hub];

const toHub = (transitGatewayId = id("hub")): Step =>
  aws.route("route", {
    routeTableId: id("table"),
    destinationCidrBlock: "10.0.0.0/8",
    transitGatewayId,
  });

const ofAttachments: readonly Case[] = [
  {
    title: "a VPC attached to a transit gateway",
    page: ec2Api("CreateTransitGatewayVpcAttachment"),
    given: ready,
    attempt: attached(),
    expect: "accepted",
  },
  {
    title: "a VPC attached to a transit gateway twice",
    page: pages.ec2Errors,
    given: [...ready, attached("first")],
    attempt: attached(),
    expect: "DuplicateTransitGatewayAttachment",
  },
  {
    title: "a VPC attached to a transit gateway that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aSubnet("subnet")],
    attempt: attached("attachment", { transitGatewayId: "tgw-0123456789abcdef0" }),
    expect: "InvalidTransitGatewayID.NotFound",
  },
  {
    title: "a VPC attached to a transit gateway by two subnets of one zone",
    page: ec2Api("CreateTransitGatewayVpcAttachment"),
    given: [...ready, aSubnet("second", 1)],
    attempt: attached("attachment", { subnetIds: [id("subnet"), id("second")] }),
    expect: "DuplicateSubnetsInSameZone",
  },
  {
    title: "a VPC attached to a transit gateway by two zones",
    page: ec2Api("CreateTransitGatewayVpcAttachment"),
    given: [...ready, aSubnet("second", 1, { availabilityZone: "us-east-1b" })],
    attempt: attached("attachment", { subnetIds: [id("subnet"), id("second")] }),
    expect: "accepted",
  },
  {
    title: "a VPC attached to a transit gateway by a subnet of another VPC",
    page: ec2Api("CreateTransitGatewayVpcAttachment"),
    given: [
      ...ready,
      otherVpc,
      aws.subnet("foreign", { vpcId: id("other"), cidrBlock: "10.1.0.0/24" }),
    ],
    attempt: attached("attachment", { subnetIds: [id("foreign")] }),
    expect: "refused",
  },
  {
    title: "deleting a subnet that attaches its VPC to a transit gateway",
    page: ec2Api("DeleteSubnet"),
    given: [...ready, attached()],
    attempt: remove("subnet"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a transit gateway that nothing is attached to",
    page: ec2Api("DeleteTransitGateway"),
    given: [hub],
    attempt: remove("hub"),
    expect: "accepted",
  },
  {
    title: "deleting a transit gateway that a VPC is attached to",
    page: ec2Api("DeleteTransitGateway"),
    given: [...ready, attached()],
    attempt: remove("hub"),
    expect: "refused",
  },
];

const transitTable = aws.transitTable("routes", { transitGatewayId: id("hub") });

const transitRoute = (name = "way"): Step =>
  aws.transitRoute(name, {
    transitGatewayRouteTableId: id("routes"),
    destinationCidrBlock: "10.0.0.0/16",
    transitGatewayAttachmentId: id("attachment"),
  });

const ofRoutes: readonly Case[] = [
  {
    title: "a route to a transit gateway that the VPC is attached to",
    page: ec2Api("CreateRoute"),
    given: [...ready, attached(), aTable()],
    attempt: toHub(),
    expect: "accepted",
  },
  {
    title: "a transit gateway's route",
    page: ec2Api("CreateTransitGatewayRoute"),
    given: [...ready, attached(), transitTable],
    attempt: transitRoute(),
    expect: "accepted",
  },
  {
    title: "the same destination twice in a transit gateway's table",
    page: pages.ec2Errors,
    given: [...ready, attached(), transitTable, transitRoute("first")],
    attempt: transitRoute(),
    expect: "RouteAlreadyExists",
  },
];

export const transitGatewayCases: readonly Case[] = [...ofAttachments, ...ofRoutes];
