/** Blocks added to a VPC: which may stand beside which, how many, and when one may go. */
import { id, remove, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGateway, aTable, aVpc, times } from "../surroundings";

const added = (cidrBlock: string, name = "block"): Step =>
  aws.blockAssociation(name, { vpcId: id("vpc"), cidrBlock });

/** What may be added to a VPC of that first block: the guide's table of restrictions. */
const neighbours: readonly (readonly [first: string, second: string, expect: string])[] = [
  ["10.0.0.0/16", "10.1.0.0/16", "accepted"],
  ["10.0.0.0/16", "10.255.0.0/28", "accepted"],
  ["10.0.0.0/16", "100.64.0.0/16", "accepted"],
  ["10.0.0.0/16", "203.0.113.0/24", "accepted"],
  ["10.0.0.0/16", "172.16.0.0/16", "InvalidVpc.Range"],
  ["10.0.0.0/16", "192.168.0.0/16", "InvalidVpc.Range"],
  ["10.0.0.0/16", "198.19.0.0/16", "InvalidVpc.Range"],
  ["10.0.0.0/16", "169.254.0.0/20", "refused"],
  ["10.0.0.0/16", "10.2.0.0/15", "InvalidVpc.Range"],
  ["10.0.0.0/16", "10.1.0.0/29", "InvalidVpc.Range"],
  ["10.0.0.0/16", "10.0.128.0/20", "refused"],
  ["10.1.0.0/16", "10.0.0.0/24", "InvalidVpc.Range"],
  ["10.2.0.0/16", "10.0.0.0/24", "accepted"],
  ["172.16.0.0/16", "172.17.0.0/16", "accepted"],
  ["172.16.0.0/16", "172.31.0.0/16", "InvalidVpc.Range"],
  ["172.16.0.0/16", "10.0.0.0/16", "InvalidVpc.Range"],
  ["192.168.0.0/24", "192.168.1.0/24", "accepted"],
  ["192.168.0.0/24", "10.0.0.0/16", "InvalidVpc.Range"],
  ["100.64.0.0/16", "203.0.113.0/24", "accepted"],
  ["100.64.0.0/16", "10.0.0.0/16", "InvalidVpc.Range"],
  ["203.0.113.0/24", "192.168.0.0/16", "InvalidVpc.Range"],
];

const ofNeighbours = neighbours.map(([first, second, expect]): Case => ({
  title: `the block ${second} added to a VPC of ${first}`,
  page: pages.vpcBlocks,
  given: [aws.vpc("vpc", { cidrBlock: first })],
  attempt: added(second),
  expect,
}));

const numbered = (index: number): Step => added(`10.${index + 1}.0.0/16`, `block${index}`);

const inBlock = aws.subnet("subnet", { vpcId: id("vpc"), cidrBlock: "10.1.0.0/24" });

const ofBlocks: readonly Case[] = [
  {
    title: "the fifth block of a VPC, its first one counted",
    page: pages.vpcQuotas,
    given: [aVpc, ...times(3, numbered)],
    attempt: numbered(3),
    expect: "accepted",
  },
  {
    title: "the sixth block of a VPC, its first one counted",
    page: pages.vpcQuotas,
    given: [aVpc, ...times(4, numbered)],
    attempt: numbered(4),
    expect: "CidrLimitExceeded",
  },
  {
    title: "a block of a VPC that does not exist",
    page: pages.ec2Errors,
    given: [],
    attempt: aws.blockAssociation("block", {
      vpcId: "vpc-0123456789abcdef0",
      cidrBlock: "10.1.0.0/16",
    }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "a block as wide as the destination of a route",
    page: pages.vpcBlocks,
    given: [
      aVpc,
      aGateway,
      aTable(),
      aws.route("route", {
        routeTableId: id("table"),
        destinationCidrBlock: "10.1.0.0/16",
        gatewayId: id("gateway"),
      }),
    ],
    attempt: added("10.1.0.0/16"),
    expect: "refused",
  },
  {
    title: "a block narrower than the destination of a route",
    page: pages.vpcBlocks,
    given: [
      aVpc,
      aGateway,
      aTable(),
      aws.route("route", {
        routeTableId: id("table"),
        destinationCidrBlock: "10.1.0.0/16",
        gatewayId: id("gateway"),
      }),
    ],
    attempt: added("10.1.0.0/24"),
    expect: "accepted",
  },
  {
    title: "a subnet in a VPC's second block",
    page: pages.vpcBlocks,
    given: [aVpc, added("10.1.0.0/16")],
    attempt: inBlock,
    expect: "accepted",
  },
  {
    title: "a subnet over two blocks of a VPC",
    page: pages.subnetSizes,
    given: [aws.vpc("vpc", { cidrBlock: "10.2.0.0/24" }), added("10.2.1.0/24")],
    attempt: aws.subnet("subnet", { vpcId: id("vpc"), cidrBlock: "10.2.0.0/23" }),
    expect: "InvalidSubnet.Range",
  },
  {
    title: "taking a second block away",
    page: ec2Api("DisassociateVpcCidrBlock"),
    given: [aVpc, added("10.1.0.0/16")],
    attempt: remove("block"),
    expect: "accepted",
  },
  {
    title: "taking a second block away while a subnet is in it",
    page: ec2Api("DisassociateVpcCidrBlock"),
    given: [aVpc, added("10.1.0.0/16"), inBlock],
    attempt: remove("block"),
    expect: "InvalidCidrBlock.InUse",
  },
];

export const vpcBlockCases: readonly Case[] = [...ofNeighbours, ...ofBlocks];
