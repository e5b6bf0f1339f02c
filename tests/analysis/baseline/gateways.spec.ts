/** Gateways that send back what they get, and NAT gateways that lead nowhere. */
import { checkCases, type Case } from "./cases";
import { natNetwork, transit } from "./networks";

const loops: readonly Case[] = [
  {
    title: "none where the NAT gateway's subnet leads to the internet gateway",
    network: natNetwork("0.0.0.0/0 igw:gw"),
    says: [],
  },
  {
    title: "one where it leads back to the NAT gateway",
    network: natNetwork("0.0.0.0/0 nat:n"),
    says: [
      "error routing-loop [n]: NAT gateway n sends 0.0.0.0/0 back to itself by route table out of its own subnet",
    ],
  },
  {
    title: "one for a part of the addresses",
    network: natNetwork("0.0.0.0/0 igw:gw\n    203.0.113.0/24 nat:n"),
    says: [
      "error routing-loop [n]: NAT gateway n sends 203.0.113.0/24 back to itself by route table out of its own subnet",
    ],
  },
  {
    title: "none of a route that longer ones leave nothing",
    network: natNetwork("0.0.0.0/0 igw:gw\n    10.0.0.0/16 nat:n"),
    says: [],
  },
  {
    title: "none of NAT64: behind the gateway the addresses are IPv4's",
    network: natNetwork("0.0.0.0/0 igw:gw\n    64:ff9b::/96 nat:n"),
    says: [],
  },
  {
    title: "one of two NAT gateways that lead to each other, told once",
    network: `
      vpc v 10.0.0.0/16
      subnet one 10.0.0.0/24 vpc=v table=to-two
      subnet two 10.0.1.0/24 vpc=v table=to-one
      nat n1 vpc=v in=one public address
      nat n2 vpc=v in=two public address
      table to-two vpc=v
        0.0.0.0/0 nat:n2
      table to-one vpc=v
        0.0.0.0/0 nat:n1`,
    says: [
      "error routing-loop [n1]: NAT gateway n1 sends 0.0.0.0/0 to NAT gateway n2 by route table to-two of its own subnet, and NAT gateway n2 sends 0.0.0.0/0 to NAT gateway n1 by route table to-one of its own subnet",
    ],
  },
  {
    title: "one through a transit gateway, of addresses that nobody has: a warning",
    network: transit("10.0.0.0/8", "10.0.0.0/8"),
    says: [
      "warning routing-loop [t]: what transit gateway attachment a brings for 10.0.0.0/8 goes back by route table t",
    ],
  },
  {
    title: "one through a transit gateway, of the internet's addresses: an error",
    network: transit("0.0.0.0/0", "0.0.0.0/0"),
    says: [
      "error routing-loop [t]: what transit gateway attachment a brings for 0.0.0.0/0 goes back by route table t",
    ],
  },
  {
    title: "one through both tables of an attachment's subnets, told once",
    network:
      transit("10.0.0.0/8", "10.0.0.0/8").replace("subnets=s", "subnets=s,s2") +
      `
    subnet s2 10.0.1.0/24 vpc=hub table=t2
    table t2 vpc=hub
      10.0.0.0/8 transit:tgw`,
    says: [
      "warning routing-loop [t]: what transit gateway attachment a brings for 10.0.0.0/8 goes back by route tables t and t2",
    ],
  },
  {
    title: "none through a transit gateway that brings a VPC what it has",
    network: transit("0.0.0.0/0", "10.0.0.0/16"),
    says: [],
  },
];

const withoutAddress: readonly Case[] = [
  {
    title: "a public gateway without an Elastic IP",
    network: natNetwork("0.0.0.0/0 igw:gw", "public"),
    says: ["error nat-gateway-without-public-address [n]: public NAT gateway n has no Elastic IP"],
  },
  {
    title: "none while nobody knows",
    network: natNetwork("0.0.0.0/0 igw:gw", "public maybe-address"),
    says: [],
  },
  {
    title: "a private gateway on the way to the internet",
    network: natNetwork("0.0.0.0/0 igw:gw", "private"),
    says: [
      "error nat-gateway-without-public-address [n]: route table by-nat sends internet traffic to private NAT gateway n, which has no public address",
    ],
  },
  {
    title: "none of a private gateway on the way to other networks",
    network: natNetwork("10.8.0.0/16 peering:p", "private").replace(
      "0.0.0.0/0 nat:n",
      "10.8.0.0/16 nat:n",
    ),
    says: [],
  },
];

const withoutRoute: readonly Case[] = [
  {
    title: "no route at all",
    network: natNetwork("10.9.0.0/16 transit:tgw"),
    says: [
      "error nat-gateway-without-internet-route [out]: NAT gateway n has no way to the internet: route table out of its subnet public has no route there",
    ],
  },
  {
    title: "none of one that is for other networks alone",
    network: natNetwork("10.9.0.0/16 transit:tgw").replace("0.0.0.0/0 nat:n", "10.9.0.0/16 nat:n"),
    says: [],
  },
  {
    title: "none where an appliance stands between",
    network: natNetwork("0.0.0.0/0 endpoint:firewall"),
    says: [],
  },
  {
    title: "none for a part of the internet",
    network: natNetwork("203.0.113.0/24 igw:gw"),
    says: [],
  },
  {
    title: "an ACL that lets nothing out",
    network:
      natNetwork("0.0.0.0/0 igw:gw").replace("table=out", "table=out acl=shut") +
      `
  acl shut vpc=v
    in 100 allow all 0.0.0.0/0
    out 100 allow all 10.0.0.0/16`,
    says: [
      "error nat-gateway-without-internet-route [shut]: network ACL shut lets nothing out to the internet from subnet public, where NAT gateway n stands",
    ],
  },
  {
    title: "a regional gateway in a VPC without an internet gateway",
    network: `
      vpc v 10.0.0.0/16
      nat n vpc=v public address`,
    says: [
      "error nat-gateway-without-internet-route [v]: regional NAT gateway n has no way to the internet: v has no internet gateway",
    ],
  },
  {
    title: "Block Public Access, a warning; none where the subnet is excluded",
    network: natNetwork("0.0.0.0/0 igw:gw").replace(
      "10.0.0.0/16",
      "10.0.0.0/16 block=bidirectional",
    ),
    says: [
      "warning nat-gateway-without-internet-route [v]: VPC Block Public Access lets nothing out of v, so public NAT gateway n has no use",
    ],
  },
  {
    title: "none where the subnet is excluded",
    network: natNetwork("0.0.0.0/0 igw:gw")
      .replace("10.0.0.0/16", "10.0.0.0/16 block=bidirectional")
      .replace("table=out", "table=out exclusion=allow-egress"),
    says: [],
  },
];

describe("baseline: gateways", () => {
  describe("routing-loop", () => checkCases(loops));
  describe("nat-gateway-without-public-address", () => checkCases(withoutAddress));
  describe("nat-gateway-without-internet-route", () => checkCases(withoutRoute));
});
