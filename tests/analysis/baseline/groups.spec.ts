/** Rules of security groups that do nothing, and groups that nothing carries. */
import { checkCases, type Case } from "./cases";

/** A private instance and a load balancer in front of it. */
const behind = (rule: string, besides = "") => `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet private 10.0.1.0/24 vpc=v table=by-nat acl=inside
  nat n vpc=v in=public public address ipv4=10.0.0.10
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n
  group web vpc=v
    in tcp/443 0.0.0.0/0
    out tcp/8080 group:app
  group app vpc=v
    in tcp/8080 group:web
    ${rule}
  acl inside vpc=v
    in 100 allow all 0.0.0.0/0
    out 100 allow all 0.0.0.0/0
  interface lb in=public ipv4=10.0.0.4 public groups=web
  interface a in=private ipv4=10.0.1.4 groups=app
  ${besides}`;

const APPLICATION = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/lb/1";
const changes = { lb: { kind: "loadBalancer", id: APPLICATION } };
const ssh = "in tcp/22 203.0.113.0/24";

/** Two VPCs on a transit gateway; `rule` is of a group in the first, and names `far` of the second. */
const overGateway = (rule: string, other = ""): string => `
  vpc v 10.0.0.0/16
  vpc w 10.1.0.0/16
  subnet vs 10.0.0.0/24 vpc=v table=vt
  subnet ws 10.1.0.0/24 vpc=w table=wt
  table vt vpc=v
    10.1.0.0/16 transit:t
  table wt vpc=w
    10.0.0.0/16 transit:t
  transit t references
    attachment of-v vpc=v subnets=vs table=hub
    attachment of-w vpc=w subnets=ws table=hub ${other}
    table hub 10.0.0.0/16 of-v propagated
    table hub 10.1.0.0/16 of-w propagated
  group app vpc=v
    in tcp/1 10.1.0.0/16
    ${rule}
  group far vpc=w
    in tcp/1 10.0.0.0/16
    out all 0.0.0.0/0
  interface a in=vs ipv4=10.0.0.4 groups=app
  interface f in=ws ipv4=10.1.0.4 groups=far`;
const unseen = (direction: string): string =>
  `warning rule-that-can-never-match [app]: security group app: the rule tcp/22 ${direction} far can never match: far is of another VPC, from where groups are not seen`;

const neverMatch: readonly Case[] = [
  {
    title: "none where every rule has its way",
    network: behind("in tcp/22 10.0.0.0/24"),
    changes,
    says: [],
  },
  {
    title: "SSH from an office to an instance without a way in",
    network: behind(ssh),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from 203.0.113.0/24 can never match: nothing leads from there to instance a",
    ],
  },
  {
    title: "SSH from a network that nothing leads to",
    network: behind("in tcp/22 192.168.0.0/16"),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from 192.168.0.0/16 can never match: nothing leads from there to instance a",
    ],
  },
  {
    title: "none where a transit gateway may lead there",
    network: behind("in tcp/22 192.168.0.0/16").replace(
      "0.0.0.0/0 nat:n",
      "0.0.0.0/0 nat:n\n    192.168.0.0/16 transit:elsewhere",
    ),
    changes,
    says: [],
  },
  {
    title: "none of an instance with a public address",
    network: behind(ssh, "interface b in=public ipv4=10.0.0.5 public groups=app"),
    changes,
    says: [],
  },
  {
    title: "none while nobody knows whether it has one",
    network: behind(ssh, "interface b in=public ipv4=10.0.0.5 maybe-public groups=app"),
    changes,
    says: [],
  },
  {
    title: "none behind a Network Load Balancer, which keeps its clients' addresses",
    network: behind(ssh),
    changes: { lb: { kind: "loadBalancer", id: APPLICATION.replace("/app/", "/net/") } },
    says: [],
  },
  {
    title: "none while nobody knows which kind it is",
    network: behind(ssh),
    changes: { lb: { kind: "loadBalancer" } },
    says: [],
  },
  {
    title: "none beside an EC2 Instance Connect Endpoint",
    network: behind(ssh, "interface eice in=private ipv4=10.0.1.9 groups=app"),
    changes: {
      ...changes,
      eice: { type: "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint" },
    },
    says: [],
  },
  {
    title: "none with a VPN, which is not modelled",
    network: behind("in tcp/22 192.168.0.0/16"),
    changes,
    besides: {
      unmodelled: [
        { key: "vpn", name: "vpn", type: "aws:ec2/vpnGateway:VpnGateway", why: "a VPN" },
      ],
    },
    says: [],
  },
  {
    title: "none for everybody, which is everybody in the VPC at least",
    network: behind("in tcp/22 0.0.0.0/0\n    in tcp/22 ::/0"),
    changes,
    says: [],
  },
  {
    title: "a list of addresses",
    network: behind("in tcp/22 list:offices", "list offices 203.0.113.0/24 198.51.100.0/24"),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from offices can never match: nothing leads from there to instance a",
    ],
  },
  {
    title: "none of AWS's own lists, whose services come in ways of their own",
    network: behind("in tcp/443 list:edge", "list edge service=cloudfront 203.0.113.0/24"),
    changes,
    says: [],
  },
  {
    title: "a group that nothing carries",
    network: behind("in tcp/22 group:bastion", "group bastion vpc=v\n    out all 0.0.0.0/0"),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from bastion can never match: no network interface carries bastion",
      "info unused-group [bastion]: no network interface carries security group bastion",
    ],
  },
  {
    title: "none of it where something that is not read might carry it",
    network: behind("in tcp/22 group:bastion", "group bastion vpc=v\n    out all 0.0.0.0/0"),
    changes,
    besides: {
      unmodelled: [{ key: "k", name: "k", type: "aws:eks/cluster:Cluster", why: "not read" }],
    },
    says: [],
  },
  {
    title: "a group whose own rules let nothing out to it",
    network: behind(
      "in tcp/22 group:bastion",
      "group bastion vpc=v\n    out tcp/443 0.0.0.0/0\n  interface b in=public ipv4=10.0.0.5 groups=bastion",
    ),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from bastion can never match: the security groups of instance b let nothing out to it",
    ],
  },
  {
    title: "none where another group of the same interface lets it out",
    network: behind(
      "in tcp/22 group:bastion",
      "group bastion vpc=v\n  group out vpc=v\n    out tcp/22 10.0.1.0/24\n  interface b in=public ipv4=10.0.0.5 groups=bastion,out",
    ),
    changes,
    says: [],
  },
  {
    title: "a group of another VPC that nothing joins",
    network: behind(
      "in tcp/22 group:far",
      "vpc w 10.1.0.0/16\n  subnet ws 10.1.0.0/24 vpc=w\n  group far vpc=w\n    out all 0.0.0.0/0\n  interface f in=ws ipv4=10.1.0.4 groups=far",
    ),
    changes,
    says: [
      "warning rule-that-can-never-match [app]: security group app: the rule tcp/22 from far can never match: far is of another VPC, from where groups are not seen",
    ],
  },
  {
    title: "none of a group behind a transit gateway that supports it",
    network: overGateway("in tcp/22 group:far"),
    says: [],
  },
  {
    title: "a group behind a transit gateway, where an attachment does not support it",
    network: overGateway("in tcp/22 group:far", "no-references"),
    says: [unseen("from")],
  },
  {
    title: "a group behind a transit gateway, named by an outbound rule",
    network: overGateway("out tcp/22 group:far"),
    says: [unseen("to")],
  },
  {
    title: "an ACL's rule for an office",
    network: behind("in tcp/22 10.0.0.0/24").replace(
      "in 100 allow",
      "in 90 allow tcp/22 203.0.113.0/24\n    in 100 allow",
    ),
    changes,
    says: [
      "warning rule-that-can-never-match [inside]: network ACL inside: rule 90 in (allow tcp/22 from 203.0.113.0/24) can never match: nothing leads from there to its 1 subnet",
    ],
  },
  {
    title: "none of one that may be for replies, of a deny, or in a public subnet",
    network: behind("in tcp/22 10.0.0.0/24")
      .replace(
        "in 100 allow",
        "in 80 deny tcp/22 203.0.113.0/24\n    in 90 allow tcp/1024-65535 203.0.113.0/24\n    in 100 allow",
      )
      .replace("table=out", "table=out acl=outside")
      .concat(
        "\n  acl outside vpc=v\n    in 90 allow tcp/22 203.0.113.0/24\n    in 100 allow all 0.0.0.0/0\n    out 100 allow all 0.0.0.0/0",
      ),
    changes,
    says: [],
  },
];

const contained: readonly Case[] = [
  {
    title: "a block within another's",
    network: behind("in tcp/22 10.0.0.0/24\n    in tcp/20-30 10.0.0.0/16"),
    changes,
    says: [
      "info rule-hidden-by-another [app]: security group app: the rule tcp/22 from 10.0.0.0/24 adds nothing to tcp/20-30 from 10.0.0.0/16",
    ],
  },
  {
    title: "the same twice, told once",
    network: behind("in tcp/22 10.0.0.0/24\n    in tcp/22 10.0.0.0/24"),
    changes,
    says: [
      "info rule-hidden-by-another [app]: security group app: the rule tcp/22 from 10.0.0.0/24 adds nothing to tcp/22 from 10.0.0.0/24",
    ],
  },
  {
    title: "none of other ports, other blocks, other groups, the other direction",
    network: behind(
      "in tcp/22 10.0.0.0/24\n    in tcp/23 10.0.0.0/16\n    in tcp/22 10.0.2.0/24\n    in tcp/22 group:app\n    out tcp/22 10.0.0.0/16",
    ),
    changes,
    says: [],
  },
];

const unused: readonly Case[] = [
  {
    title: "a group that nothing carries",
    network: behind("in tcp/22 10.0.0.0/24", "group idle vpc=v"),
    changes,
    says: ["info unused-group [idle]: no network interface carries security group idle"],
  },
  {
    title: "none of a default group",
    network: behind("in tcp/22 10.0.0.0/24", "group default vpc=v"),
    changes,
    says: [],
  },
  {
    title: "none in a VPC where nothing stands yet",
    network: "vpc v 10.0.0.0/16\ngroup idle vpc=v",
    says: [],
  },
  {
    title: "none where something that is not read might carry it",
    network: behind("in tcp/22 10.0.0.0/24", "group idle vpc=v"),
    changes,
    besides: {
      unmodelled: [{ key: "k", name: "k", type: "aws:eks/cluster:Cluster", why: "not read" }],
    },
    says: [],
  },
];

describe("baseline: security groups", () => {
  describe("rule-that-can-never-match", () => checkCases(neverMatch));
  describe("rule-hidden-by-another", () => checkCases(contained));
  describe("unused-group", () => checkCases(unused));
});
