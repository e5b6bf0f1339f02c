/** What the internet reaches, and what reaches the internet, against what was meant. */
import { checkCases, type Case } from "./cases";

/** A database in a subnet that leads to `routes`, with `words` about its interface. */
const databaseIn = (routes: string, from: string, words = "public") => `
  vpc v 10.0.0.0/16 2600:1f18:1::/56
  igw gw vpc=v
  eigw out vpc=v
  subnet s 10.0.0.0/24 2600:1f18:1::/64 vpc=v table=t
  table t vpc=v
    ${routes}
  group g vpc=v
    in tcp/5432 ${from}
    out all 10.0.0.0/16
  interface db in=s ipv4=10.0.0.4 ${words} groups=g`;

const database = { db: { kind: "database" } };
const databaseCases: readonly Case[] = [
  {
    title: "a public address, a route and a rule for everybody",
    network: databaseIn("0.0.0.0/0 igw:gw", "0.0.0.0/0"),
    changes: database,
    says: [
      "error database-reachable-from-internet [db]: database db is reached from the internet on tcp/5432",
    ],
  },
  {
    title: "a rule for an office: a warning",
    network: databaseIn("0.0.0.0/0 igw:gw", "203.0.113.0/24"),
    changes: database,
    says: [
      "warning database-reachable-from-internet [db]: database db is reached from 203.0.113.0/24 on tcp/5432",
    ],
  },
  {
    title: "a rule for half of everybody",
    network: databaseIn("0.0.0.0/0 igw:gw", "128.0.0.0/1"),
    changes: database,
    says: [
      "error database-reachable-from-internet [db]: database db is reached from the internet on tcp/5432",
    ],
  },
  {
    title: "over IPv6, which has no private addresses",
    network: databaseIn("::/0 igw:gw", "::/0", "ipv6=2600:1f18:1::4"),
    changes: database,
    says: [
      "error database-reachable-from-internet [db]: database db is reached from the internet over IPv6 on tcp/5432",
      "error ipv6-way-round [t]: route table t leads s out to the internet over IPv6 by internet gateway gw, and not over IPv4",
    ],
  },
  {
    title: "none without a public address",
    network: databaseIn("0.0.0.0/0 igw:gw", "0.0.0.0/0", ""),
    changes: database,
    says: [],
  },
  {
    title: "none without a route",
    network: databaseIn("", "0.0.0.0/0"),
    changes: database,
    says: [],
  },
  {
    title: "none without a rule",
    network: databaseIn("0.0.0.0/0 igw:gw", "10.0.0.0/16"),
    changes: database,
    says: [],
  },
  {
    title: "none while nobody knows",
    network: databaseIn("0.0.0.0/0 igw:gw", "0.0.0.0/0", "maybe-public"),
    changes: database,
    says: [],
  },
  {
    title: "none of an instance: that is its own business",
    network: databaseIn("0.0.0.0/0 igw:gw", "0.0.0.0/0"),
    says: [],
  },
  {
    title: "one of a database in two subnets, told once",
    network: `${databaseIn("0.0.0.0/0 igw:gw", "0.0.0.0/0")}
  subnet s2 10.0.1.0/24 vpc=v table=t zone=1b
  interface db2 in=s2 ipv4=10.0.1.4 public groups=g`,
    changes: { db: { kind: "database" }, db2: { kind: "database", owner: "db", name: "db" } },
    says: [
      "error database-reachable-from-internet [db]: database db is reached from the internet on tcp/5432",
    ],
  },
];

/** A dual-stack instance that both families are said of. */
const instanceIn = (routes: string, rules: string, words = "") => `
  vpc v 10.0.0.0/16 2600:1f18:1::/56
  igw gw vpc=v
  eigw six vpc=v
  subnet public 10.0.9.0/24 vpc=v table=out
  nat n vpc=v in=public public address ipv4=10.0.9.10
  table out vpc=v
    0.0.0.0/0 igw:gw
  subnet s 10.0.0.0/24 2600:1f18:1::/64 vpc=v table=t
  table t vpc=v
    ${routes}
  group g vpc=v
    ${rules}
    out all 0.0.0.0/0
    out all ::/0
  interface i in=s ipv4=10.0.0.4 ipv6=2600:1f18:1::4 groups=g ${words}`;

const open = "in tcp/22 0.0.0.0/0\n    in tcp/22 ::/0";
const wayRound: readonly Case[] = [
  {
    title: "a private subnet whose ::/0 leads to the internet gateway",
    network: instanceIn("0.0.0.0/0 nat:n\n    ::/0 igw:gw", open),
    says: [
      "error ipv6-way-round [t]: the internet reaches instance i over IPv6 on tcp/22, and not over IPv4",
    ],
  },
  {
    title: "none by an egress-only internet gateway",
    network: instanceIn("0.0.0.0/0 nat:n\n    ::/0 eigw:six", open),
    says: [],
  },
  {
    title: "none where both families are public",
    network: instanceIn("0.0.0.0/0 igw:gw\n    ::/0 igw:gw", open, "public"),
    says: [],
  },
  {
    title: "none where the rules let nothing in over IPv6",
    network: instanceIn("0.0.0.0/0 nat:n\n    ::/0 igw:gw", "in tcp/22 0.0.0.0/0"),
    says: [],
  },
  {
    title: "a public one whose rules let in over IPv6 what they do not over IPv4: a warning",
    network: instanceIn(
      "0.0.0.0/0 igw:gw\n    ::/0 igw:gw",
      "in tcp/443 0.0.0.0/0\n    in tcp/443 ::/0\n    in tcp/22 ::/0",
      "public",
    ),
    says: [
      "warning ipv6-way-round [g]: the internet reaches instance i over IPv6 on tcp/22, and not over IPv4",
    ],
  },
  {
    title: "none of a public one that has no public IPv4 address and lets everybody in",
    network: instanceIn("0.0.0.0/0 igw:gw\n    ::/0 igw:gw", open),
    says: [],
  },
  {
    title: "a database subnet with a way out over IPv6 alone",
    network: databaseIn("::/0 eigw:out", "10.0.0.0/16", "ipv6=2600:1f18:1::4"),
    changes: database,
    says: [
      "error ipv6-way-round [t]: route table t leads s out to the internet over IPv6 by egress-only internet gateway out, and not over IPv4",
    ],
  },
  {
    title: "none of a private subnet that has no other way out on purpose",
    network: instanceIn("::/0 eigw:six", "in tcp/22 10.0.0.0/16"),
    changes: { s: { tags: { Type: "private" } } },
    says: [],
  },
  {
    title: "an isolated one, by its tag",
    network: instanceIn("::/0 eigw:six", "in tcp/22 10.0.0.0/16"),
    changes: { s: { tags: { Type: "isolated" } } },
    says: [
      "error ipv6-way-round [t]: route table t leads s out to the internet over IPv6 by egress-only internet gateway six, and not over IPv4",
    ],
  },
];

const tiers: readonly Case[] = [
  {
    title: "database subnets on a public route table",
    network: `
      vpc v 10.0.0.0/16
      igw gw vpc=v
      subnet d1 10.0.0.0/24 vpc=v table=out
      subnet d2 10.0.1.0/24 vpc=v table=out
      subnet front 10.0.2.0/24 vpc=v table=out
      table out vpc=v
        0.0.0.0/0 igw:gw`,
    changes: {
      d1: { tags: { Type: "database" } },
      d2: { tags: { Type: "Database" } },
      front: { tags: { Type: "public" } },
    },
    says: [
      "error public-subnet-tier [out]: 2 database subnets (d1 and d2) use route table out, which leads to an internet gateway",
    ],
  },
  {
    title: "a private one: a warning",
    network: databaseIn("::/0 igw:gw", "10.0.0.0/16"),
    changes: { s: { tags: { Type: "private" } } },
    says: [
      "warning public-subnet-tier [t]: 1 private subnet (s) uses route table t, which leads to an internet gateway",
    ],
  },
  {
    title: "none of a NAT gateway, nor of names that promise nothing",
    network: instanceIn("0.0.0.0/0 nat:n", "in tcp/22 10.0.0.0/16"),
    changes: { s: { tags: { Type: "private" } }, public: { tags: { Type: "edge" } } },
    says: [],
  },
];

describe("baseline: exposure", () => {
  describe("database-reachable-from-internet", () => checkCases(databaseCases));
  describe("ipv6-way-round", () => checkCases(wayRound));
  describe("public-subnet-tier", () => checkCases(tiers));
});
