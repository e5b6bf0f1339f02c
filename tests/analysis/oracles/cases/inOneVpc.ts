/** Networks that a reader decides by eye, with questions and their answers: one VPC. */
export interface Case {
  readonly title: string;
  readonly network: string;
  readonly answers: Readonly<Record<string, string>>;
}

const publicAndPrivate = `
  vpc v 10.0.0.0/24
  igw gw vpc=v
  subnet public 10.0.0.0/26 vpc=v table=out
  subnet private 10.0.0.64/26 vpc=v table=by-nat
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n`;

export const inOneVpc: readonly Case[] = [
  {
    title: "one VPC with everything open",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/26 vpc=v
      subnet two 10.0.0.64/26 vpc=v
      interface a in=one ipv4=10.0.0.4
      interface b in=one ipv4=10.0.0.5
      interface c in=two ipv4=10.0.0.68`,
    answers: {
      "a@10.0.0.4 > b@10.0.0.5 tcp/443": "yes",
      "a@10.0.0.4 > c@10.0.0.68 udp/53": "yes",
      "a@10.0.0.4 > c@10.0.0.68 icmp/8": "yes",
      "a@10.0.0.4 > c@10.0.0.68 esp": "yes",
      "a@10.0.0.4 > c@10.0.0.5 tcp/443": "no",
      "a@10.0.0.5 > c@10.0.0.68 tcp/443": "no",
      "a@10.0.0.4 > internet@8.8.8.8 tcp/443": "no",
      "internet@8.8.8.8 > a@10.0.0.4 tcp/443": "no",
    },
  },
  {
    title: "groups: references, ports, both ends",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/26 vpc=v
      subnet two 10.0.0.64/26 vpc=v
      group web vpc=v
        out tcp/5432 group:data
      group data vpc=v
        in tcp/5432 group:web
      group log vpc=v
        in udp/100-200 10.0.0.0/26
        out all 0.0.0.0/0
      interface a in=one ipv4=10.0.0.4 groups=web
      interface b in=two ipv4=10.0.0.68 groups=data
      interface c in=two ipv4=10.0.0.69 groups=log
      interface d in=two ipv4=10.0.0.70 groups=log,web
      interface nlb in=two ipv4=10.0.0.71 unfiltered`,
    answers: {
      "a@10.0.0.4 > b@10.0.0.68 tcp/5432": "yes",
      "a@10.0.0.4 > b@10.0.0.68 tcp/5431": "no",
      "a@10.0.0.4 > b@10.0.0.68 udp/5432": "no",
      "b@10.0.0.68 > a@10.0.0.4 tcp/5432": "no",
      "c@10.0.0.69 > b@10.0.0.68 tcp/5432": "no", // b names web, which c does not carry
      "d@10.0.0.70 > b@10.0.0.68 tcp/5432": "yes",
      "a@10.0.0.4 > c@10.0.0.69 udp/200": "no", // web lets nothing out to it
      "nlb@10.0.0.71 > c@10.0.0.69 udp/200": "no", // not of subnet one
      "c@10.0.0.69 > nlb@10.0.0.71 tcp/1": "yes",
    },
  },
  {
    title: "ACLs: order, both boundaries, replies on ephemeral ports",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/26 vpc=v
      subnet two 10.0.0.64/26 vpc=v acl=strict
      acl strict vpc=v
        in 100 deny tcp/23 0.0.0.0/0
        in 110 allow tcp 10.0.0.0/26
        in 120 allow icmp/8 0.0.0.0/0
        out 100 allow tcp/32768-65535 0.0.0.0/0
      interface a in=one ipv4=10.0.0.4
      interface b in=two ipv4=10.0.0.68
      interface c in=two ipv4=10.0.0.69`,
    answers: {
      "a@10.0.0.4 > b@10.0.0.68 tcp/22": "yes",
      "a@10.0.0.4 > b@10.0.0.68 tcp/23": "no",
      "a@10.0.0.4 > b@10.0.0.68 tcp/22 from 32767": "no", // the reply is denied
      "a@10.0.0.4 > b@10.0.0.68 udp/22": "no",
      "a@10.0.0.4 > b@10.0.0.68 icmp/8": "no", // no echo reply gets out
      "a@10.0.0.4 > b@10.0.0.68 icmp/13": "no",
      "b@10.0.0.68 > a@10.0.0.4 tcp/40000": "yes",
      "b@10.0.0.68 > a@10.0.0.4 tcp/443": "no",
      "b@10.0.0.68 > c@10.0.0.69 udp/1": "yes", // no boundary within a subnet
    },
  },
  {
    title: "an internet gateway, a NAT gateway with an address",
    network: `${publicAndPrivate}
  nat n vpc=v in=public public address ipv4=10.0.0.10
  interface a in=public ipv4=10.0.0.4 public
  interface b in=public ipv4=10.0.0.5
  interface c in=private ipv4=10.0.0.68
  interface d in=public ipv4=10.0.0.6 maybe-public`,
    answers: {
      "a@10.0.0.4 > internet@8.8.8.8 tcp/443": "yes",
      "internet@8.8.8.8 > a@10.0.0.4 tcp/443": "yes",
      "internet@10.1.1.1 > a@10.0.0.4 tcp/443": "no",
      "b@10.0.0.5 > internet@8.8.8.8 tcp/443": "no",
      "internet@8.8.8.8 > b@10.0.0.5 tcp/443": "no",
      "d@10.0.0.6 > internet@8.8.8.8 tcp/443": "undecided",
      "internet@8.8.8.8 > d@10.0.0.6 tcp/443": "undecided",
      "c@10.0.0.68 > internet@8.8.8.8 tcp/443": "yes",
      "c@10.0.0.68 > internet@8.8.8.8 icmp/8": "yes",
      "c@10.0.0.68 > internet@8.8.8.8 esp": "no", // NAT takes TCP, UDP, ICMP
      "internet@8.8.8.8 > c@10.0.0.68 tcp/443": "no",
      "c@10.0.0.68 > internet@10.9.0.1 tcp/443": "no", // not a public address
      "a@10.0.0.4 > c@10.0.0.68 tcp/1": "yes",
    },
  },
  {
    title: "a NAT gateway without an address",
    network: `${publicAndPrivate}
  nat n vpc=v in=public public ipv4=10.0.0.10
  interface c in=private ipv4=10.0.0.68`,
    answers: { "c@10.0.0.68 > internet@8.8.8.8 tcp/443": "no" },
  },
  {
    title: "a NAT gateway in a subnet that leads back to it",
    network: `
      vpc v 10.0.0.0/24
      igw gw vpc=v
      subnet public 10.0.0.0/26 vpc=v table=by-nat
      subnet private 10.0.0.64/26 vpc=v table=by-nat
      table by-nat vpc=v
        0.0.0.0/0 nat:n
      nat n vpc=v in=public public address ipv4=10.0.0.10
      interface c in=private ipv4=10.0.0.68`,
    answers: { "c@10.0.0.68 > internet@8.8.8.8 tcp/443": "no" },
  },
  {
    title: "the ACL of a NAT gateway's subnet on the port that AWS chooses",
    network: `
      vpc v 10.0.0.0/24
      igw gw vpc=v
      subnet public 10.0.0.0/26 vpc=v table=out acl=edge
      subnet private 10.0.0.64/26 vpc=v table=by-nat
      table out vpc=v
        0.0.0.0/0 igw:gw
      table by-nat vpc=v
        0.0.0.0/0 nat:n
      acl edge vpc=v
        in 100 allow tcp/443 10.0.0.0/24
        in 110 allow tcp/32768-65535 0.0.0.0/0
        in 120 allow udp/53 10.0.0.0/24
        in 130 allow udp/1024-65535 0.0.0.0/0
        out 100 allow all 0.0.0.0/0
      nat n vpc=v in=public public address ipv4=10.0.0.10
      interface c in=private ipv4=10.0.0.68`,
    answers: {
      "c@10.0.0.68 > internet@8.8.8.8 tcp/443": "perhaps", // the reply comes to 1024–65535
      "c@10.0.0.68 > internet@8.8.8.8 tcp/80": "no",
      "c@10.0.0.68 > internet@8.8.8.8 udp/53": "yes",
    },
  },
  {
    title: "a gateway endpoint beside a NAT gateway; prefix lists in groups",
    network: `
      vpc v 10.0.0.0/24
      subnet private 10.0.0.64/26 vpc=v table=t
      list s3 service=s3 52.0.0.0/28
      list mail 10.0.0.64/27
      table t vpc=v
        list:s3 endpoint:s3-endpoint
        0.0.0.0/0 nat:gone-nat gone
      endpoint s3-endpoint vpc=v service=s3 tables=t
      group store vpc=v
        out tcp/443 list:s3
        in tcp/25 list:mail
      group any vpc=v
        out all 0.0.0.0/0
      interface a in=private ipv4=10.0.0.68 groups=store
      interface b in=private ipv4=10.0.0.69 groups=any
      interface c in=private ipv4=10.0.0.98 groups=any`,
    answers: {
      "a@10.0.0.68 > service/s3@52.0.0.1 tcp/443": "yes",
      "a@10.0.0.68 > service/s3@52.0.0.1 tcp/80": "no",
      "a@10.0.0.68 > internet@52.0.0.1 tcp/443": "no",
      "a@10.0.0.68 > service/s3@52.0.0.16 tcp/443": "no",
      "b@10.0.0.69 > service/s3@52.0.0.15 tcp/80": "yes",
      "b@10.0.0.69 > service/s3@52.0.0.15 icmp/8": "yes",
      "b@10.0.0.69 > service/s3@52.0.0.15 udp/443": "no", // TCP and pings only
      "b@10.0.0.69 > internet@8.8.8.8 tcp/443": "no", // a black hole
      "b@10.0.0.69 > a@10.0.0.68 tcp/25": "yes",
      "c@10.0.0.98 > a@10.0.0.68 tcp/25": "no",
    },
  },
  {
    title: "longest prefix; routes as long as the local one; what leaves the model",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/26 vpc=v table=t
      subnet two 10.0.0.64/26 vpc=v
      subnet three 10.0.0.128/26 vpc=v
      subnet four 10.0.0.192/26 vpc=v table=u
      table t vpc=v
        10.0.0.128/26 interface:firewall
        8.8.0.0/16 vpn:office
        9.0.0.0/8 interface:c
        9.9.0.0/16 nat:nowhere
      table u vpc=v
        10.0.0.0/24 interface:firewall
      interface a in=one ipv4=10.0.0.4
      interface b in=two ipv4=10.0.0.68
      interface c in=three ipv4=10.0.0.132
      interface d in=four ipv4=10.0.0.196
      interface e in=four ipv4=10.0.0.197
      interface firewall in=two ipv4=10.0.0.69 forwards`,
    answers: {
      "a@10.0.0.4 > b@10.0.0.68 tcp/1": "yes",
      "a@10.0.0.4 > c@10.0.0.132 tcp/1": "undecided",
      "c@10.0.0.132 > a@10.0.0.4 tcp/1": "undecided", // the reply meets the firewall
      "c@10.0.0.132 > a@10.0.0.4 icmp/3": "yes", // needs no reply
      "d@10.0.0.196 > b@10.0.0.68 tcp/1": "undecided",
      "d@10.0.0.196 > e@10.0.0.197 tcp/1": "yes",
      "a@10.0.0.4 > internet@8.8.1.1 tcp/1": "undecided",
      "a@10.0.0.4 > internet@9.0.0.1 tcp/1": "no", // c checks source and destination
      "a@10.0.0.4 > internet@9.9.0.1 tcp/1": "undecided",
    },
  },
  {
    title: "IPv6: internet, egress-only, NAT64",
    network: `
      vpc v 10.0.0.0/24 2600:1f00::/56
      igw gw vpc=v
      eigw eg vpc=v
      subnet public 10.0.0.0/26 2600:1f00::/64 vpc=v table=out
      subnet private 2600:1f00:0:1::/64 vpc=v table=by-eg
      table out vpc=v
        0.0.0.0/0 igw:gw
        ::/0 igw:gw
      table by-eg vpc=v
        ::/0 eigw:eg
        64:ff9b::/96 nat:n
      nat n vpc=v in=public public address ipv4=10.0.0.10
      interface a in=public ipv6=2600:1f00::4
      interface b in=private ipv6=2600:1f00:0:1::4
      interface c in=public ipv4=10.0.0.7`,
    answers: {
      "a@2600:1f00::4 > internet@2001:4860::8 tcp/443": "yes",
      "internet@2001:4860::8 > a@2600:1f00::4 tcp/443": "yes",
      "b@2600:1f00:0:1::4 > internet@2001:4860::8 tcp/443": "yes",
      "internet@2001:4860::8 > b@2600:1f00:0:1::4 tcp/443": "no",
      "b@2600:1f00:0:1::4 > internet@64:ff9b::808:808 tcp/443": "yes",
      "b@2600:1f00:0:1::4 > internet@64:ff9b::808:808 icmp6/128": "no", // TCP, UDP and ICMP of IPv4
      "b@2600:1f00:0:1::4 > internet@64:ff9b::a09:1 tcp/443": "no", // 10.9.0.1
      "b@2600:1f00:0:1::4 > c@64:ff9b::a00:7 tcp/443": "yes",
      "b@2600:1f00:0:1::4 > a@2600:1f00::4 icmp6/128": "yes",
    },
  },
  {
    title: "Block Public Access with exclusions",
    network: `
      vpc v 10.0.0.0/24 block=ingress
      igw gw vpc=v
      subnet plain 10.0.0.0/26 vpc=v table=out
      subnet both 10.0.0.64/26 vpc=v table=out exclusion=allow-bidirectional
      subnet egress 10.0.0.128/26 vpc=v table=out exclusion=allow-egress
      subnet private 10.0.0.192/26 vpc=v table=by-nat
      table out vpc=v
        0.0.0.0/0 igw:gw
      table by-nat vpc=v
        0.0.0.0/0 nat:n
      nat n vpc=v in=plain public address ipv4=10.0.0.10
      interface a in=plain ipv4=10.0.0.4 public
      interface b in=both ipv4=10.0.0.68 public
      interface c in=egress ipv4=10.0.0.132 public
      interface d in=private ipv4=10.0.0.196`,
    answers: {
      "a@10.0.0.4 > internet@8.8.8.8 tcp/443": "no",
      "internet@8.8.8.8 > a@10.0.0.4 tcp/443": "no",
      "b@10.0.0.68 > internet@8.8.8.8 tcp/443": "yes",
      "internet@8.8.8.8 > b@10.0.0.68 tcp/443": "yes",
      "c@10.0.0.132 > internet@8.8.8.8 tcp/443": "yes",
      "internet@8.8.8.8 > c@10.0.0.132 tcp/443": "no",
      "d@10.0.0.196 > internet@8.8.8.8 tcp/443": "yes",
    },
  },
  {
    title: "from the internet, where the reply goes by a NAT gateway",
    network: `
      vpc v 10.0.0.0/24
      igw gw vpc=v
      subnet public 10.0.0.0/26 vpc=v table=out
      subnet private 10.0.0.64/26 vpc=v table=by-nat
      table out vpc=v
        0.0.0.0/0 igw:gw
      table by-nat vpc=v
        0.0.0.0/0 nat:n
      nat n vpc=v in=public public address ipv4=10.0.0.10
      interface c in=private ipv4=10.0.0.68 public`,
    answers: {
      "internet@8.8.8.8 > c@10.0.0.68 tcp/443": "no",
      "internet@8.8.8.8 > c@10.0.0.68 icmp/3": "yes",
      "c@10.0.0.68 > internet@8.8.8.8 tcp/443": "yes",
    },
  },
  {
    title: "addresses that AWS is still to choose",
    network: `
      vpc v 10.0.0.0/24
      subnet one 10.0.0.0/28 vpc=v
      subnet two 10.0.0.16/28 vpc=v
      group some vpc=v
        in tcp/443 10.0.0.0/29
        out all 0.0.0.0/0
      interface a in=one ipv4=? groups=some
      interface b in=two ipv4=? groups=some`,
    answers: {
      "a@10.0.0.5 > b@10.0.0.20 tcp/443": "yes",
      "a@10.0.0.9 > b@10.0.0.20 tcp/443": "no",
      "a@10.0.0.17 > b@10.0.0.20 tcp/443": "no",
      "a@10.0.0.5 > b@10.0.0.6 tcp/443": "no",
    },
  },
];
