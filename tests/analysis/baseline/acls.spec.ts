/** What network ACLs drop, and what their rules do not decide. */
import { expect } from "chai";
import { checkCases, findingsOf, type Case } from "./cases";

const OPEN = "in 100 allow all 0.0.0.0/0\n    out 100 allow all 0.0.0.0/0";

/** An instance in a private subnet with an ACL, a NAT gateway in a public one, a database in a third. */
const network = (rules: string, egress: string, natRules = OPEN, dataRules = OPEN) => `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  subnet public 10.0.0.0/24 vpc=v table=out acl=public-acl
  subnet private 10.0.1.0/24 vpc=v table=by-nat acl=private-acl
  subnet data 10.0.2.0/24 vpc=v acl=data-acl
  nat n vpc=v in=public public address ipv4=10.0.0.10
  table out vpc=v
    0.0.0.0/0 igw:gw
  table by-nat vpc=v
    0.0.0.0/0 nat:n
  acl public-acl vpc=v
    ${natRules}
  acl private-acl vpc=v
    ${rules}
  acl data-acl vpc=v
    ${dataRules}
  group app vpc=v
    ${egress}
  group db vpc=v
    in tcp/5432 group:app
  interface a in=private ipv4=10.0.1.4 groups=app
  interface d in=data ipv4=10.0.2.4 groups=db`;

const changes = { d: { kind: "database" } };
const HTTPS = "out tcp/443 0.0.0.0/0\n    out tcp/5432 group:db";
const replies: readonly Case[] = [
  {
    title: "none with ACLs that let everything through",
    network: network(OPEN, HTTPS),
    changes,
    says: [],
  },
  {
    title: "all replies of the internet, to what a rule names",
    network: network(
      `in 100 allow tcp/1024-65535 10.0.0.0/16
    out 100 allow all 0.0.0.0/0`,
      HTTPS,
    ),
    changes,
    says: [
      "error replies-dropped-by-acl [private-acl]: network ACL private-acl drops the replies on their way in: tcp/443 from instance a to the internet",
    ],
  },
  {
    title: "some of them, of a client that begins from any port above 1023",
    network: network(
      `in 100 allow tcp/32768-65535 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
      HTTPS,
    ),
    changes: { ...changes, a: { kind: "lambda" } },
    says: [
      "warning replies-dropped-by-acl [private-acl]: network ACL private-acl drops some of the replies on their way in: tcp/443 and tcp/5432 from Lambda function a to database d and the internet",
    ],
  },
  {
    title: "none of a client that begins from Linux's ports",
    network: network(
      `in 100 allow tcp/32768-65535 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
      HTTPS,
    ),
    changes,
    says: [],
  },
  {
    title: "at the NAT gateway, whose ports are any above 1023",
    network: network(
      OPEN,
      HTTPS,
      `in 90 allow all 10.0.0.0/16
    in 100 allow tcp/32768-65535 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
    ),
    changes,
    says: [
      "warning replies-dropped-by-acl [public-acl]: network ACL public-acl drops some of the replies on their way in: tcp/443 from instance a to the internet",
    ],
  },
  {
    title: "of a database, on their way out of its subnet",
    network: network(
      OPEN,
      HTTPS,
      OPEN,
      `in 100 allow tcp/5432 10.0.1.0/24
    out 100 allow tcp/443 0.0.0.0/0`,
    ),
    changes,
    says: [
      "error replies-dropped-by-acl [data-acl]: network ACL data-acl drops the replies on their way out: tcp/5432 from instance a to database d",
    ],
  },
  {
    title: "of what no rule names: TCP is a warning, UDP and ICMP are left aside",
    network: network(
      `in 100 allow tcp/1024-65535 10.0.0.0/16
    out 100 allow all 0.0.0.0/0`,
      "out all 0.0.0.0/0",
    ),
    changes,
    says: [
      "warning replies-dropped-by-acl [private-acl]: network ACL private-acl drops the replies on their way in: tcp from instance a to the internet",
    ],
  },
  {
    title: "none of UDP where everything is let out and TCP alone comes back",
    network: network(
      `in 100 allow tcp/1024-65535 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
      "out all 0.0.0.0/0",
    ),
    changes,
    says: [],
  },
  {
    title: "of UDP that a rule names",
    network: network(
      `in 100 allow tcp/1024-65535 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
      "out udp/123 0.0.0.0/0",
    ),
    changes,
    says: [
      "error replies-dropped-by-acl [private-acl]: network ACL private-acl drops the replies on their way in: udp/123 from instance a to the internet",
      "warning rule-that-can-never-match [db]: security group db: the rule tcp/5432 from app can never match: the security groups of instance a let nothing out to it",
    ],
  },
  {
    title: "none of what does not begin",
    network: network(
      "out 100 allow tcp/5432 10.0.2.0/24\n    in 100 allow tcp/1024-65535 10.0.2.0/24",
      HTTPS,
    ),
    changes,
    says: [],
  },
  {
    title: "none of what no route would bring back either",
    network: network(
      `in 100 allow tcp/1024-65535 10.0.0.0/16
    out 100 allow all 0.0.0.0/0`,
      HTTPS,
    ).replace("0.0.0.0/0 nat:n", "10.9.0.0/16 nat:n"),
    changes,
    says: [],
  },
  {
    title: "of clients on the internet",
    network: `
      vpc v 10.0.0.0/16
      igw gw vpc=v
      subnet public 10.0.0.0/24 vpc=v table=out acl=public-acl
      table out vpc=v
        0.0.0.0/0 igw:gw
      acl public-acl vpc=v
        in 100 allow tcp/443 0.0.0.0/0
        out 100 allow tcp/443 0.0.0.0/0
      group web vpc=v
        in tcp/443 0.0.0.0/0
      interface lb in=public ipv4=10.0.0.4 public groups=web`,
    changes: { lb: { kind: "loadBalancer" } },
    says: [
      "error replies-dropped-by-acl [public-acl]: network ACL public-acl drops the replies on their way out: tcp/443 from the internet to load balancer lb",
    ],
  },
];

const filtering = (rules: string, besides = "") => `
  vpc v 10.0.0.0/16
  subnet s 10.0.0.0/24 vpc=v acl=tight
  subnet wide 10.0.4.0/22 vpc=v acl=tight
  acl tight vpc=v
    ${rules}
    ${besides}`;

const hidden: readonly Case[] = [
  {
    title: "none of rules that each decide something",
    network: filtering("in 90 deny tcp/22 10.0.0.0/24\n    in 100 allow all 0.0.0.0/0"),
    says: [],
  },
  {
    title: "an allow behind a deny",
    network: filtering("in 100 deny tcp 0.0.0.0/0\n    in 110 allow tcp/443 10.0.0.0/16"),
    says: [
      "warning rule-hidden-by-another [tight]: network ACL tight: rule 110 in (allow tcp/443 from 10.0.0.0/16) decides nothing: rule 100 (deny) comes first",
    ],
  },
  {
    title: "a deny behind an allow",
    network: filtering("out 100 allow all 0.0.0.0/0\n    out 110 deny tcp/22 0.0.0.0/0"),
    says: [
      "warning rule-hidden-by-another [tight]: network ACL tight: rule 110 out (deny tcp/22 to 0.0.0.0/0) decides nothing: rule 100 (allow) comes first",
    ],
  },
  {
    title: "the same said before: for information",
    network: filtering(
      "in 100 allow tcp/1024-65535 0.0.0.0/0\n    in 110 allow tcp/5432 10.0.0.0/16",
    ),
    says: [
      "info rule-hidden-by-another [tight]: network ACL tight: rule 110 in (allow tcp/5432 from 10.0.0.0/16) decides nothing: rule 100 (allow) comes first",
    ],
  },
  {
    title: "two together that leave nothing",
    network: filtering(
      "in 100 allow tcp/0-500 10.0.0.0/16\n    in 110 deny tcp/400-65535 10.0.0.0/8\n    in 120 allow tcp 10.0.0.0/16",
    ),
    says: [
      "warning rule-hidden-by-another [tight]: network ACL tight: rule 120 in (allow tcp from 10.0.0.0/16) decides nothing: rules 100 (allow) and 110 (deny) come first",
    ],
  },
  {
    title: "the same said before, but for an exception: for information",
    network: filtering(
      "in 90 deny tcp 10.0.4.0/22\n    in 100 allow tcp 10.0.0.0/16\n    in 110 allow tcp/443 10.0.0.0/21",
    ),
    says: [
      "info rule-hidden-by-another [tight]: network ACL tight: rule 110 in (allow tcp/443 from 10.0.0.0/21) decides nothing: rules 90 (deny) and 100 (allow) come first",
    ],
  },
  {
    title: "none of two that leave a port",
    network: filtering(
      "in 100 allow tcp/0-499 10.0.0.0/16\n    in 110 deny tcp/501-65535 10.0.0.0/8\n    in 120 allow tcp 10.0.0.0/16",
    ),
    says: [],
  },
  {
    title: "none of the other direction, nor of the other family",
    network: filtering(
      "in 100 allow all 0.0.0.0/0\n    out 110 allow all 0.0.0.0/0\n    in 120 allow all ::/0",
    ),
    says: [],
  },
];

const others: readonly Case[] = [
  {
    title: "a rule for a part of a subnet",
    network: filtering("in 100 allow tcp/443 10.0.4.0/24\n    out 100 allow all 0.0.0.0/0"),
    says: [
      "info rule-splits-subnet [tight]: network ACL tight: rule 100 in (allow tcp/443 from 10.0.4.0/24) is for a part of subnet wide (10.0.4.0/22)",
    ],
  },
  {
    title: "none for a whole one, for more, or for one address",
    network: filtering(
      "in 100 allow tcp/443 10.0.0.0/24\n    in 110 allow tcp/443 10.0.4.0/22\n    in 120 allow tcp/80 10.0.4.9/32\n    out 100 allow all 10.0.0.0/16",
    ),
    says: [],
  },
  {
    title: "an ACL of no subnet",
    network: `${filtering("in 100 allow all 0.0.0.0/0")}
  acl idle vpc=v
    in 100 allow all 0.0.0.0/0`,
    says: ["info unused-network-acl [idle]: no subnet uses network ACL idle"],
  },
];

describe("baseline: network ACLs", () => {
  describe("replies-dropped-by-acl", () => {
    checkCases(replies);

    it("shows a packet and says what to let through", () => {
      const [found] = findingsOf(replies[1]!);
      expect(found?.packet).to.deep.equal({
        source: "10.0.1.4",
        destination: "198.51.100.1",
        traffic: "tcp/443",
        sourcePort: 32_768,
      });
      expect(found?.remedy).to.equal(
        "Let the replies to tcp/443 in from 0.0.0.0/0 to ports 32768-60999.",
      );
    });

    it("names the NAT gateway's ports at its own subnet", () => {
      const [found] = findingsOf(replies[4]!);
      expect(found?.remedy).to.equal(
        "Let the replies to tcp/443 in from 0.0.0.0/0 to ports 1024-65535.",
      );
    });
  });
  describe("rule-hidden-by-another", () => checkCases(hidden));
  describe("rule-splits-subnet, unused-network-acl", () => checkCases(others));
});
