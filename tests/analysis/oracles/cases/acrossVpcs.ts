/** Networks that a reader decides by eye, with questions and their answers: several VPCs. */
import type { Case } from "./inOneVpc";

export const acrossVpcs: readonly Case[] = [
  {
    title: "peering: active, routes both ways, group references in one region, no further",
    network: `
      vpc v 10.0.0.0/24
      vpc w 10.1.0.0/24
      vpc x 10.2.0.0/24
      subnet v1 10.0.0.0/26 vpc=v table=vt
      subnet w1 10.1.0.0/26 vpc=w table=wt
      subnet w2 10.1.0.64/26 vpc=w
      subnet x1 10.2.0.0/26 vpc=x table=xt
      table vt vpc=v
        10.1.0.0/24 peering:vw
        10.2.0.0/24 peering:vw
      table wt vpc=w
        10.0.0.0/24 peering:vw
        10.2.0.0/24 peering:wx
      table xt vpc=x
        10.1.0.0/24 peering:wx
        10.0.0.0/24 peering:wx
      peering vw from=v to=w
      peering wx from=x to=w other-region
      group asks vpc=v
        out all 0.0.0.0/0
      group far vpc=x
        out all 0.0.0.0/0
      group gives vpc=w
        in tcp/443 group:asks
        in tcp/443 group:far
      interface a in=v1 ipv4=10.0.0.4 groups=asks
      interface b in=w1 ipv4=10.1.0.4 groups=gives
      interface c in=w2 ipv4=10.1.0.68
      interface d in=x1 ipv4=10.2.0.4 groups=far`,
    answers: {
      "a@10.0.0.4 > b@10.1.0.4 tcp/443": "yes",
      "a@10.0.0.4 > b@10.1.0.4 tcp/80": "no",
      "a@10.0.0.4 > c@10.1.0.68 tcp/443": "no", // no way back from w2
      "d@10.2.0.4 > b@10.1.0.4 tcp/443": "no", // a reference does not cross regions
      "a@10.0.0.4 > d@10.2.0.4 tcp/443": "no", // not transitive
    },
  },
  {
    title: "a transit gateway: subnets by zone, tables, black hole, ACLs of its subnets",
    network: `
      vpc v 10.0.0.0/24
      vpc w 10.1.0.0/24
      vpc x 10.2.0.0/24
      subnet v1a 10.0.0.0/26 vpc=v zone=1a table=vt
      subnet v1b 10.0.0.64/26 vpc=v zone=1b table=vt
      subnet w1b 10.1.0.0/26 vpc=w zone=1b table=wt
      subnet w1c 10.1.0.64/26 vpc=w zone=1c acl=shut
      subnet w1d 10.1.0.128/26 vpc=w zone=1d table=wt
      subnet x1a 10.2.0.0/26 vpc=x zone=1a table=xt
      table vt vpc=v
        10.0.0.0/8 transit:tgw
      table wt vpc=w
        10.0.0.0/8 transit:tgw
      table xt vpc=x
        10.0.0.0/8 transit:tgw
      acl shut vpc=w
        in 100 allow all 0.0.0.0/0
        out 100 allow tcp/22 0.0.0.0/0
      transit tgw references
        attachment tv vpc=v subnets=v1a table=hub
        attachment tw vpc=w subnets=w1c,w1d,w1b table=hub
        attachment tx vpc=x subnets=x1a table=hub
        table hub 10.0.0.0/24 tv propagated
        table hub 10.1.0.0/24 tw propagated
        table hub 10.2.0.0/24 blackhole
        table hub 10.2.0.0/24 tx propagated
      group near vpc=w
        in all group:all-out
      group all-out vpc=v
        in all 0.0.0.0/0
        out all 0.0.0.0/0
      interface a in=v1a ipv4=10.0.0.4 groups=all-out
      interface b in=v1b ipv4=10.0.0.68 groups=all-out
      interface c in=w1d ipv4=10.1.0.132 groups=near
      interface d in=w1c ipv4=10.1.0.68
      interface e in=w1b ipv4=10.1.0.4
      interface f in=x1a ipv4=10.2.0.4`,
    answers: {
      "a@10.0.0.4 > c@10.1.0.132 tcp/22": "yes",
      "a@10.0.0.4 > c@10.1.0.132 tcp/443": "perhaps", // not where it arrives in w1c
      "b@10.0.0.68 > c@10.1.0.132 tcp/22": "no", // v has no attachment in 1b
      "e@10.1.0.4 > a@10.0.0.4 tcp/443": "perhaps", // forward by 1b; the reply from 1a arrives anywhere
      "a@10.0.0.4 > d@10.1.0.68 tcp/22": "no", // w1c's table has no way back
      "a@10.0.0.4 > f@10.2.0.4 tcp/22": "no", // static before propagated
      "f@10.2.0.4 > a@10.0.0.4 icmp/3": "yes", // no reply needed
    },
  },
  {
    title: "egress of a spoke through a hub's NAT gateway",
    network: `
      vpc spoke 10.0.0.0/24
      vpc hub 10.1.0.0/24
      igw gw vpc=hub
      subnet s 10.0.0.0/26 vpc=spoke table=st
      subnet t 10.1.0.0/26 vpc=hub table=tt
      subnet p 10.1.0.64/26 vpc=hub table=pt
      subnet q 10.1.0.128/26 vpc=hub table=qt
      table st vpc=spoke
        0.0.0.0/0 transit:tgw
      table tt vpc=hub
        0.0.0.0/0 nat:good
        9.0.0.0/8 nat:one-way
        7.0.0.0/8 igw:gw
      table pt vpc=hub
        0.0.0.0/0 igw:gw
        10.0.0.0/24 transit:tgw
      table qt vpc=hub
        0.0.0.0/0 igw:gw
      nat good vpc=hub in=p public address ipv4=10.1.0.70
      nat one-way vpc=hub in=q public address ipv4=10.1.0.140
      transit tgw
        attachment ts vpc=spoke subnets=s table=r
        attachment th vpc=hub subnets=t table=r
        table r 0.0.0.0/0 th
        table r 10.0.0.0/24 ts propagated
      interface a in=s ipv4=10.0.0.4 public`,
    answers: {
      "a@10.0.0.4 > internet@8.8.8.8 tcp/443": "yes",
      "a@10.0.0.4 > internet@9.8.8.8 tcp/443": "no", // q's table does not lead back to the spoke
      "a@10.0.0.4 > internet@7.8.8.8 tcp/443": "no", // it has no public address there
    },
  },
];
