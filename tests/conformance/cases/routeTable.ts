/** Route tables, and which subnet uses which. */
import { id, remove, update, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGateway, aSubnet, aTable, aVpc, otherVpc, times } from "../surroundings";

const associated = (name: string, table = "table", subnet = "subnet"): Step =>
  aws.tableAssociation(name, { subnetId: id(subnet), routeTableId: id(table) });

const ofAssociations: readonly Case[] = [
  {
    title: "a subnet's table",
    page: ec2Api("AssociateRouteTable"),
    given: [aVpc, aSubnet("subnet"), aTable()],
    attempt: associated("association"),
    expect: "accepted",
  },
  {
    title: "a second table for a subnet",
    page: pages.subnetRouteTables,
    given: [aVpc, aSubnet("subnet"), aTable(), aTable("second"), associated("first")],
    attempt: associated("association", "second"),
    expect: "Resource.AlreadyAssociated",
  },
  {
    title: "one table for two subnets",
    page: pages.subnetRouteTables,
    given: [aVpc, aSubnet("subnet"), aSubnet("other", 1), aTable(), associated("first")],
    attempt: associated("association", "table", "other"),
    expect: "accepted",
  },
  {
    title: "another table for a subnet after the first was taken away",
    page: ec2Api("DisassociateRouteTable"),
    given: [
      aVpc,
      aSubnet("subnet"),
      aTable(),
      aTable("second"),
      associated("first"),
      remove("first"),
    ],
    attempt: associated("association", "second"),
    expect: "accepted",
  },
  {
    title: "a subnet moved to another table",
    page: ec2Api("ReplaceRouteTableAssociation"),
    given: [aVpc, aSubnet("subnet"), aTable(), aTable("second"), associated("association")],
    attempt: update("association", { routeTableId: id("second") }),
    expect: "accepted",
  },
  {
    title: "a subnet moved to a table that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aSubnet("subnet"), aTable(), associated("association")],
    attempt: update("association", { routeTableId: "rtb-0123456789abcdef0" }),
    expect: "InvalidRouteTableID.NotFound",
  },
  {
    title: "the table of another VPC for a subnet",
    page: ec2Api("AssociateRouteTable"),
    given: [aVpc, otherVpc, aSubnet("subnet"), aTable("table", "other")],
    attempt: associated("association"),
    expect: "InvalidParameterValue",
  },
  {
    title: "a table for a subnet that does not exist",
    page: pages.ec2Errors,
    given: [aVpc, aTable()],
    attempt: aws.tableAssociation("association", {
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: id("table"),
    }),
    expect: "InvalidSubnetID.NotFound",
  },
  {
    title: "a table that does not exist for a subnet",
    page: pages.ec2Errors,
    given: [aVpc, aSubnet("subnet")],
    attempt: aws.tableAssociation("association", {
      subnetId: id("subnet"),
      routeTableId: "rtb-0123456789abcdef0",
    }),
    expect: "InvalidRouteTableID.NotFound",
  },
  {
    title: "a gateway route table",
    page: pages.gatewayRouteTables,
    given: [aVpc, aGateway, aTable()],
    attempt: aws.tableAssociation("association", {
      gatewayId: id("gateway"),
      routeTableId: id("table"),
    }),
    expect: "accepted",
  },
  {
    title: "another main table",
    page: ec2Api("ReplaceRouteTableAssociation"),
    given: [aVpc, aTable()],
    attempt: aws.mainTableAssociation("main", { vpcId: id("vpc"), routeTableId: id("table") }),
    expect: "accepted",
  },
  {
    title: "the table of another VPC as the main one",
    page: ec2Api("ReplaceRouteTableAssociation"),
    given: [aVpc, otherVpc, aTable("table", "other")],
    attempt: aws.mainTableAssociation("main", { vpcId: id("vpc"), routeTableId: id("table") }),
    expect: "InvalidParameterValue",
  },
];

const numbered = (index: number): Step => aTable(`table${index}`);

const ofTables: readonly Case[] = [
  {
    title: "a route table of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.routeTable("table", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "the 200th route table of a VPC beside the main one",
    page: pages.vpcQuotas,
    given: [aVpc, ...times(199, numbered)],
    attempt: numbered(199),
    expect: "RouteTableLimitExceeded",
  },
  {
    title: "deleting a route table that no subnet uses",
    page: ec2Api("DeleteRouteTable"),
    given: [aVpc, aTable()],
    attempt: remove("table"),
    expect: "accepted",
  },
  {
    title: "deleting the main route table",
    page: ec2Api("DeleteRouteTable"),
    given: [
      aVpc,
      aTable(),
      aws.mainTableAssociation("main", { vpcId: id("vpc"), routeTableId: id("table") }),
    ],
    attempt: remove("table"),
    expect: "refused",
  },
];

export const routeTableCases: readonly Case[] = [...ofAssociations, ...ofTables];
