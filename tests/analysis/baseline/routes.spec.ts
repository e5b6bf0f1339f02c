/** Routes that lead into nothing, and those that nothing leads back by. */
import { checkCases, type Case } from "./cases";
import { natNetwork, transit } from "./networks";

const peered = (status: string, route = "10.1.0.0/16") => `
  vpc a 10.0.0.0/16
  vpc b 10.1.0.0/16
  subnet sa 10.0.0.0/24 vpc=a table=ta
  subnet sb 10.1.0.0/24 vpc=b table=tb
  peering p from=a to=b status=${status}
  table ta vpc=a
    ${route} peering:p
  table tb vpc=b
    10.0.0.0/16 peering:p`;

const blackHoles: readonly Case[] = [
  { title: "none where everything works", network: peered("active"), says: [] },
  {
    title: "a route whose target is gone",
    network: natNetwork("0.0.0.0/0 igw:gw").replace("0.0.0.0/0 nat:n", "0.0.0.0/0 nat:n gone"),
    says: [
      "error black-hole [by-nat]: route table by-nat sends 0.0.0.0/0 to NAT gateway n, which is gone",
    ],
  },
  {
    title: "the same on a table of no subnet: a warning",
    network: `${natNetwork("0.0.0.0/0 igw:gw")}
  table spare vpc=v
    0.0.0.0/0 nat:old gone`,
    says: [
      "warning black-hole [spare]: route table spare sends 0.0.0.0/0 to NAT gateway old, which is gone",
    ],
  },
  {
    title: "an internet gateway that is attached to no VPC, told once for all its tables",
    network: `
      vpc v 10.0.0.0/16
      igw gw
      subnet one 10.0.0.0/24 vpc=v table=t1
      subnet two 10.0.1.0/24 vpc=v table=t2
      table t1 vpc=v
        0.0.0.0/0 igw:gw
      table t2 vpc=v
        0.0.0.0/0 igw:gw`,
    says: [
      "error black-hole [gw]: route tables t1 and t2 send 0.0.0.0/0 to internet gateway gw, which is attached to no VPC",
    ],
  },
  {
    title: "a peering connection that is not active",
    network: peered("deleted"),
    says: [
      "error black-hole [p]: route tables ta and tb send 10.1.0.0/16 and 10.0.0.0/16 to peering connection p, which is not active (deleted)",
    ],
  },
  {
    title: "one that waits for somebody who is not given: a warning",
    network: peered("pending-acceptance").replace(
      /\n {2}(vpc b|subnet sb|table tb).*|\n {4}10.0.0.*/g,
      "",
    ),
    says: [
      "warning black-hole [p]: route table ta sends 10.1.0.0/16 to peering connection p, which is not active (pending-acceptance)",
    ],
  },
  {
    title: "a way through a peer to a third network",
    network: peered("active", "10.1.0.0/16 peering:p\n    192.168.0.0/16"),
    says: [
      "error black-hole [p]: route table ta sends 192.168.0.0/16 to peering connection p, which carries nothing beyond the blocks of b",
    ],
  },
  {
    title: "none of a wide route that holds the peer's block",
    network: peered("active", "10.0.0.0/8"),
    says: [],
  },
  {
    title: "an attachment that is not available",
    network: transit("192.168.0.0/16", "10.0.0.0/16").replace("subnets=s", "subnets=s unavailable"),
    says: [
      "error black-hole [a]: route table t sends 192.168.0.0/16 to transit gateway tgw, which has an attachment of the VPC that is not available",
      "error black-hole [a]: transit gateway route table all sends 10.0.0.0/16 to attachment a, which is not available",
    ],
  },
  {
    title: "a gateway that has no attachment of the VPC: a warning, because it may not be given",
    network: transit("192.168.0.0/16", "10.0.0.0/16").replace(/\n *attachment.*\n.*/, ""),
    says: [
      "warning black-hole [tgw]: route table t sends 192.168.0.0/16 to transit gateway tgw, which has no attachment of the VPC among the resources given",
    ],
  },
  {
    title: "none of a transit gateway's black hole, which is on purpose",
    network: transit("192.168.0.0/16", "10.0.0.0/16").replace(
      "10.0.0.0/16 a",
      "192.168.0.0/16 blackhole",
    ),
    says: [],
  },
  {
    title: "an instance that checks source and destination",
    network:
      natNetwork("0.0.0.0/0 igw:gw").replace("0.0.0.0/0 nat:n", "0.0.0.0/0 interface:fw") +
      "\n  interface fw in=public ipv4=10.0.0.7 public",
    says: [
      "error black-hole [fw]: route table by-nat sends 0.0.0.0/0 to network interface fw, which checks source and destination, and so forwards nothing",
    ],
  },
  {
    title: "none of an instance that forwards",
    network:
      natNetwork("0.0.0.0/0 igw:gw").replace("0.0.0.0/0 nat:n", "0.0.0.0/0 interface:fw") +
      "\n  interface fw in=public ipv4=10.0.0.7 public forwards",
    says: [],
  },
  {
    title: "none of what is not given",
    network: natNetwork("0.0.0.0/0 igw:elsewhere\n    10.9.0.0/16 transit:elsewhere"),
    says: [],
  },
];

const returns: readonly Case[] = [
  {
    title: "none where both sides have a route",
    network: peered("active"),
    says: [],
  },
  {
    title: "a peering connection with a route on one side",
    network: peered("active").replace(/\n {4}10.0.0.0.*/, ""),
    says: [
      "error return-route-missing [tb]: a has a route to b by p, and route table tb has none back",
    ],
  },
  {
    title: "none where some of the other side's subnets have the route, as they are meant to",
    network: `${peered("active")}
  subnet front 10.1.9.0/24 vpc=b`,
    says: [],
  },
  {
    title: "but one where a security group in the others lets the peer in",
    network: `${peered("active")}
  subnet front 10.1.9.0/24 vpc=b
  group peers vpc=b
    in tcp/443 10.0.0.0/24
    out all 0.0.0.0/0
  interface x in=front ipv4=10.1.9.4 groups=peers`,
    says: [
      "error return-route-missing [b.main]: a has a route to b by p, and route table b.main has none back: security group peers lets in tcp/443 from 10.0.0.0/24",
    ],
  },
  {
    title: "none of a group in the others that lets in everybody",
    network: `${peered("active")}
  subnet front 10.1.9.0/24 vpc=b
  interface x in=front ipv4=10.1.9.4`,
    says: [],
  },
  {
    title: "through a transit gateway, by the VPC's name",
    network: spokes({ b: "" }),
    says: [
      "error return-route-missing [tb]: a has a route to b by tgw, and route table tb has none back",
    ],
  },
  {
    title: "none through a transit gateway by a wide route",
    network: spokes({ a: "10.0.0.0/8", b: "" }),
    says: [],
  },
  {
    title: "through a transit gateway whose own table has no route back",
    network:
      spokes({})
        .replace("table=all\n      attachment to-b", "table=all\n      attachment to-b")
        .replace(/(to-b.*)table=all/, "$1table=narrow") +
      `
      table narrow 10.9.0.0/16 to-b`,
    says: [
      "error return-route-missing [narrow]: a has a route to b by tgw, and route table narrow has none back",
    ],
  },
  {
    title: "none where both have one",
    network: spokes({}),
    says: [],
  },
  {
    title: "a NAT gateway for others that cannot answer them",
    network: egress(""),
    says: [
      "error return-route-missing [out]: spoke has a route to hub by tgw, and route table out has none back: NAT gateway n cannot answer what comes from there",
    ],
  },
  {
    title: "none where it can",
    network: egress("10.0.0.0/16 transit:tgw"),
    says: [],
  },
];

interface Spokes {
  readonly a?: string;
  readonly b?: string;
}

function spokes({ a = "10.1.0.0/16", b = "10.0.0.0/16" }: Spokes): string {
  return `
    vpc a 10.0.0.0/16
    vpc b 10.1.0.0/16
    subnet sa 10.0.0.0/24 vpc=a table=ta
    subnet sb 10.1.0.0/24 vpc=b table=tb
    table ta vpc=a
      ${a} transit:tgw
    table tb vpc=b
      ${b === "" ? "" : `${b} transit:tgw`}
    transit tgw
      attachment to-a vpc=a subnets=sa table=all
      attachment to-b vpc=b subnets=sb table=all
      table all 10.0.0.0/16 to-a
      table all 10.1.0.0/16 to-b`;
}

/** A VPC that goes to the internet by another's NAT gateway. */
function egress(publicRoute: string): string {
  return `
    vpc spoke 10.0.0.0/16
    vpc hub 10.1.0.0/16
    igw gw vpc=hub
    subnet work 10.0.0.0/24 vpc=spoke table=to-hub
    subnet inside 10.1.0.0/24 vpc=hub table=to-nat
    subnet public 10.1.1.0/24 vpc=hub table=out
    nat n vpc=hub in=public public address ipv4=10.1.1.10
    table to-hub vpc=spoke
      0.0.0.0/0 transit:tgw
    table to-nat vpc=hub
      0.0.0.0/0 nat:n
      10.0.0.0/16 transit:tgw
    table out vpc=hub
      0.0.0.0/0 igw:gw
      ${publicRoute}
    transit tgw
      attachment of-spoke vpc=spoke subnets=work table=spokes
      attachment of-hub vpc=hub subnets=inside table=hubs
      table spokes 0.0.0.0/0 of-hub
      table hubs 10.0.0.0/16 of-spoke`;
}

describe("baseline: routes", () => {
  describe("black-hole", () => checkCases(blackHoles));
  describe("return-route-missing", () => checkCases(returns));
});
