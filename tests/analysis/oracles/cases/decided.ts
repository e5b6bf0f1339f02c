/** What the walker and the verifier once saw in two ways, as AWS's documentation decides it. */
import type { Case } from "./inOneVpc";

const twoVpcs = (transit: string, tv = "", tw = "") => `
  vpc v 10.0.0.0/24
  vpc w 10.1.0.0/24
  subnet v1 10.0.0.0/26 vpc=v table=vt
  subnet w1 10.1.0.0/26 vpc=w table=wt
  table vt vpc=v
    10.1.0.0/24 transit:tgw
  table wt vpc=w
    10.0.0.0/24 transit:tgw
  transit tgw ${transit}
    attachment tv vpc=v subnets=v1 table=hub ${tv}
    attachment tw vpc=w subnets=w1 table=hub ${tw}
    table hub 10.0.0.0/24 tv propagated
    table hub 10.1.0.0/24 tw propagated
  group asks vpc=v
    out all 0.0.0.0/0
  group gives vpc=w
    in tcp/443 group:asks
    out all 0.0.0.0/0
  group names vpc=v
    in all 0.0.0.0/0
    out tcp/443 group:gives-all
  group gives-all vpc=w
    in all 0.0.0.0/0
  interface a in=v1 ipv4=10.0.0.4 groups=asks
  interface b in=w1 ipv4=10.1.0.4 groups=gives
  interface c in=v1 ipv4=10.0.0.5 groups=names
  interface d in=w1 ipv4=10.1.0.5 groups=gives-all
  interface e in=w1 ipv4=10.1.0.6 groups=gives endpoint`;

const nat64 = (route: string) => `
  vpc v 10.0.0.0/24 2600:1f00::/64
  subnet one 10.0.0.0/26 2600:1f00::/80 vpc=v table=t
  subnet two 10.0.0.64/26 vpc=v
  table t vpc=v
    64:ff9b::/96 ${route}
  group web vpc=v
    in all 0.0.0.0/0
    out all group:web
  group block vpc=v
    out all 64:ff9b::/96
  interface a in=one ipv6=2600:1f00::4 groups=web
  interface b in=one ipv6=2600:1f00::5 groups=web,block
  interface c in=two ipv4=10.0.0.68 groups=web`;

/** A NAT gateway's port comes back through the ACLs of two subnets. */
const onePort = (near: string, far: string) => `
  vpc v 10.0.0.0/24
  subnet p 10.0.0.0/26 vpc=v acl=near
  subnet s 10.0.0.64/26 vpc=v acl=far
  subnet t 10.0.0.128/26 vpc=v table=by-nat
  table by-nat vpc=v
    10.0.0.64/26 nat:n
  acl near vpc=v
    in 100 allow all 10.0.0.128/26
    in 110 allow tcp/${near} 10.0.0.64/26
    out 100 allow all 0.0.0.0/0
  acl far vpc=v
    in 100 allow all 0.0.0.0/0
    out 100 allow tcp/${far} 0.0.0.0/0
  nat n vpc=v in=p private ipv4=10.0.0.5
  interface a in=t ipv4=10.0.0.132
  interface b in=s ipv4=10.0.0.68`;

const regional = (blackHole: string) => `
  vpc v 10.0.0.0/24
  igw gw vpc=v
  subnet one 10.0.0.0/26 vpc=v table=t
  subnet two 10.0.0.64/26 vpc=v table=back
  table t vpc=v
    10.0.0.64/26 nat:n
  table back vpc=v
    ${blackHole} nat:gone gone
  nat n vpc=v public address
  group some vpc=v
    in all 10.0.0.128/26
  interface a in=one ipv4=10.0.0.4
  interface b in=two ipv4=10.0.0.68 groups=some`;

export const decided: readonly Case[] = [
  {
    title:
      "a regional NAT gateway's traffic through another, which hides the address that nobody knows",
    network: `
      vpc v 10.0.0.0/24 2600:1f00::/64
      subnet p 10.0.0.0/26 vpc=v
      subnet one 10.0.0.64/26 2600:1f00::/80 vpc=v table=t
      subnet two 10.0.0.128/26 vpc=v
      table t vpc=v
        64:ff9b::/96 nat:r
        10.0.0.128/26 nat:z
      nat z vpc=v in=p public address ipv4=10.0.0.6
      nat r vpc=v table=t public
      interface a in=one ipv6=2600:1f00::4 unfiltered
      interface b in=two ipv4=10.0.0.132 unfiltered
      interface c in=p ipv4=10.0.0.9 unfiltered`,
    answers: {
      "a@2600:1f00::4 > b@64:ff9b::a00:84 tcp/443": "yes",
      "a@2600:1f00::4 > c@64:ff9b::a00:9 tcp/443": "undecided",
    },
  },
  {
    title: "a subnet's own addresses are met in it, whatever its table says of the VPC's block",
    network: `
      vpc v 10.0.0.0/24 2600:1f00::/64
      eigw out vpc=v
      subnet one 10.0.0.0/26 2600:1f00::/80 vpc=v table=t
      subnet two 10.0.0.64/26 2600:1f00::1:0:0:0/80 vpc=v table=u
      table t vpc=v
        2600:1f00::/64 interface:c
        ::/0 eigw:out
      table u vpc=v
      interface a in=one ipv6=2600:1f00::4 unfiltered
      interface b in=one ipv6=2600:1f00::5 unfiltered
      interface c in=two ipv6=2600:1f00::1:0:0:4 unfiltered forwards`,
    answers: {
      "a@2600:1f00::4 > b@2600:1f00::5 tcp/443": "yes",
      "a@2600:1f00::4 > internet@2606:4700::1 tcp/443": "yes",
      "a@2600:1f00::4 > internet@2600:1f00::9 tcp/443": "no", // nobody has it
      "c@2600:1f00::1:0:0:4 > internet@2600:1f00::4 tcp/443": "no", // it arrives at a
      "c@2600:1f00::1:0:0:4 > a@2600:1f00::4 tcp/443": "undecided", // the answer goes by the appliance
    },
  },
  {
    // https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html, "Edge to edge routing"
    title: "a NAT gateway's replies from the internet do not cross a peering connection",
    network: `
      vpc spoke 10.0.0.0/24
      vpc hub 10.1.0.0/24
      igw gw vpc=hub
      subnet s 10.0.0.0/26 vpc=spoke table=st
      subnet h 10.1.0.0/26 vpc=hub table=ht
      subnet p 10.1.0.64/26 vpc=hub table=pt
      table st vpc=spoke
        0.0.0.0/0 transit:tgw
      table ht vpc=hub
        0.0.0.0/0 nat:n
      table pt vpc=hub
        0.0.0.0/0 igw:gw
        10.0.0.0/24 peering:pcx
      nat n vpc=hub in=p public address ipv4=10.1.0.70
      peering pcx from=spoke to=hub
      transit tgw
        attachment ts vpc=spoke subnets=s table=r
        attachment th vpc=hub subnets=h table=r
        table r 0.0.0.0/0 th
        table r 10.0.0.0/24 ts propagated
      interface a in=s ipv4=10.0.0.4
      interface b in=p ipv4=10.1.0.71`,
    answers: {
      "a@10.0.0.4 > internet@8.8.8.8 tcp/443": "no",
      "a@10.0.0.4 > internet@8.8.8.8 icmp/3": "yes", // the way there is good, and nothing replies
      "a@10.0.0.4 > b@10.1.0.71 tcp/443": "yes", // by the transit gateway, and back by the peering
    },
  },
  {
    title: "a NAT port must suit both ACLs: one that suits each alone is none",
    network: onePort("2000-3000", "4000-5000"),
    answers: { "a@10.0.0.132 > b@10.0.0.68 tcp/443": "no" },
  },
  {
    title: "a NAT port must suit both ACLs: one port does",
    network: onePort("2000-3000", "3000-5000"),
    answers: { "a@10.0.0.132 > b@10.0.0.68 tcp/443": "perhaps" },
  },
  {
    title: "an attachment's table that is named and not given, and one that it does not have",
    network: `
      vpc v 10.0.0.0/24
      vpc w 10.1.0.0/24
      vpc x 10.2.0.0/24
      subnet v1 10.0.0.0/26 vpc=v table=vt
      subnet w1 10.1.0.0/26 vpc=w table=wt
      subnet x1 10.2.0.0/26 vpc=x table=xt
      table vt vpc=v
        10.0.0.0/8 transit:tgw
      table wt vpc=w
        10.0.0.0/8 transit:tgw
      table xt vpc=x
        10.0.0.0/8 transit:tgw
      transit tgw
        attachment tv vpc=v subnets=v1 table=elsewhere
        attachment tw vpc=w subnets=w1
        attachment tx vpc=x subnets=x1 table=hub
        table hub 10.0.0.0/24 tv propagated
        table hub 10.1.0.0/24 tw propagated
      interface a in=v1 ipv4=10.0.0.4
      interface b in=w1 ipv4=10.1.0.4
      interface c in=x1 ipv4=10.2.0.4`,
    answers: {
      "a@10.0.0.4 > b@10.1.0.4 tcp/443": "undecided",
      "b@10.1.0.4 > a@10.0.0.4 tcp/443": "no",
      "c@10.2.0.4 > a@10.0.0.4 tcp/443": "undecided", // the reply is looked up in it
      "c@10.2.0.4 > b@10.1.0.4 tcp/443": "no",
    },
  },
  ...["nat:nowhere", "vpn:vgw", "transit:nowhere"].map((route) => ({
    title: `an address of NAT64 is no group member's, wherever it may lead: ${route}`,
    network: nat64(route),
    answers: {
      "a@2600:1f00::4 > c@64:ff9b::a00:44 tcp/443": "no",
      "b@2600:1f00::5 > c@64:ff9b::a00:44 tcp/443": "undecided",
    },
  })),
  {
    title: "a regional NAT gateway: lost whichever address it has",
    network: regional("10.0.0.128/25"),
    answers: { "a@10.0.0.4 > b@10.0.0.68 tcp/443": "no" },
  },
  {
    title: "a regional NAT gateway: undecided where some address would do",
    network: regional("10.0.0.192/26"),
    answers: { "a@10.0.0.4 > b@10.0.0.68 tcp/443": "undecided" },
  },
  {
    // AWS takes no such route (subnet-route-tables.html: NAT gateways, interfaces and GWLB endpoints only).
    title: "a transit gateway inside one VPC is a transit gateway",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/26 vpc=v table=round
      subnet two 10.0.0.64/26 vpc=v
      table round vpc=v
        10.0.0.64/26 transit:tgw
      transit tgw references
        attachment tv vpc=v subnets=two table=hub
        table hub 10.0.0.0/24 tv propagated
      group web vpc=v
        in all 0.0.0.0/0
        out tcp/443 group:web
      group open vpc=v
        out all 0.0.0.0/0
      group gives vpc=v
        in tcp/443 group:open
      interface a in=one ipv4=10.0.0.4 groups=web
      interface b in=two ipv4=10.0.0.68 groups=web
      interface c in=one ipv4=10.0.0.5 groups=open
      interface d in=two ipv4=10.0.0.69 groups=gives`,
    answers: {
      "a@10.0.0.4 > b@10.0.0.68 tcp/443": "no", // no rule outwards names a group over it
      "c@10.0.0.5 > d@10.0.0.69 tcp/443": "yes",
      "b@10.0.0.68 > a@10.0.0.4 tcp/443": "yes", // by the local route
    },
  },
  {
    // https://docs.aws.amazon.com/vpc/latest/tgw/tgw-vpc-attachments.html, "Security group referencing"
    title: "groups named over a transit gateway: inwards only, and not at an endpoint",
    network: twoVpcs("references"),
    answers: {
      "a@10.0.0.4 > b@10.1.0.4 tcp/443": "yes",
      "a@10.0.0.4 > b@10.1.0.4 tcp/80": "no",
      "c@10.0.0.5 > d@10.1.0.5 tcp/443": "no",
      "a@10.0.0.4 > e@10.1.0.6 tcp/443": "no",
    },
  },
  ...[
    ["the gateway", twoVpcs("")],
    ["the sender's attachment", twoVpcs("references", "no-references")],
    ["the receiver's attachment", twoVpcs("references", "", "no-references")],
  ].map(([who = "", network = ""]) => ({
    title: `groups named over a transit gateway: not where ${who} does not support it`,
    network,
    answers: { "a@10.0.0.4 > b@10.1.0.4 tcp/443": "no" },
  })),
];
