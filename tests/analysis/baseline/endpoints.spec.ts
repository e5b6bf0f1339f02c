/** Endpoints that serve nobody, or only some. */
import { checkCases, type Case } from "./cases";

const endpointNetwork = (rule: string, besides = "") => `
  vpc v 10.0.0.0/16
  subnet one 10.0.0.0/24 vpc=v
  subnet two 10.0.1.0/24 vpc=v
  group clients vpc=v
    out tcp/443 10.0.0.0/16
  group endpoints vpc=v
    ${rule}
  endpoint sqs vpc=v service=sqs
  interface e in=two ipv4=10.0.1.10 groups=endpoints
  ${besides}`;

const changes = {
  sqs: { endpointType: "Interface", subnets: ["two"], securityGroups: ["endpoints"] },
  e: { kind: "endpoint", endpoint: "sqs", owner: "sqs" },
};
const client = "interface a in=one ipv4=10.0.0.4 groups=clients";

const unreached: readonly Case[] = [
  {
    title: "none with a client",
    network: endpointNetwork("in tcp/443 group:clients", client),
    changes,
    says: [],
  },
  {
    title: "a group that lets in something else",
    network: endpointNetwork("in tcp/80 10.0.0.0/16", client),
    changes,
    says: [
      "warning endpoint-that-nothing-can-reach [sqs]: nothing can reach interface endpoint sqs: security group endpoints lets in no TCP 443",
    ],
  },
  {
    title: "that too where nothing else stands in the VPC",
    network: endpointNetwork("out all 0.0.0.0/0"),
    changes,
    says: [
      "warning endpoint-that-nothing-can-reach [sqs]: nothing can reach interface endpoint sqs: security group endpoints lets in no TCP 443",
    ],
  },
  {
    title: "none of an endpoint whose clients stand in another stack",
    network: endpointNetwork("in tcp/443 group:clients"),
    changes,
    says: [],
  },
  {
    title: "rules for others than those who are there",
    network: endpointNetwork("in tcp/443 10.0.5.0/24", client),
    changes,
    says: [
      "warning endpoint-that-nothing-can-reach [sqs]: nothing can reach interface endpoint sqs: none of the network interfaces that are given gets through to it on TCP 443",
    ],
  },
  {
    title: "none of it where clients may come by a transit gateway",
    network: endpointNetwork(
      "in tcp/443 10.0.5.0/24",
      `${client}
  transit tgw
    attachment x vpc=v subnets=one table=all
    table all 10.0.0.0/16 x`,
    ),
    changes,
    says: [],
  },
  {
    title: "an ACL between",
    network:
      endpointNetwork("in tcp/443 10.0.0.0/16", client).replace(
        "two 10.0.1.0/24 vpc=v",
        "two 10.0.1.0/24 vpc=v acl=shut",
      ) +
      `
  acl shut vpc=v
    in 100 allow tcp/80 0.0.0.0/0
    out 100 allow all 0.0.0.0/0`,
    changes,
    says: [
      "warning endpoint-that-nothing-can-reach [sqs]: nothing can reach interface endpoint sqs: none of the network interfaces that are given gets through to it on TCP 443",
    ],
  },
  {
    title: "SES's endpoint for mail answers on SMTP's ports, and not on 443",
    network:
      endpointNetwork("in tcp/587 10.0.0.0/16", client.replace("clients", "clients,any")) +
      `
  group any vpc=v
    out all 0.0.0.0/0`,
    changes: { ...changes, sqs: { ...changes.sqs, service: "com.amazonaws.us-east-1.email-smtp" } },
    says: [],
  },
  {
    title: "an endpoint service may be on any port",
    network:
      endpointNetwork("in tcp/9000 10.0.0.0/16", client.replace("clients", "clients,any")) +
      `
  group any vpc=v
    out all 0.0.0.0/0`,
    changes: {
      ...changes,
      sqs: { ...changes.sqs, service: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0" },
    },
    says: [],
  },
  {
    title: "a gateway endpoint on no route table",
    network: `
      vpc v 10.0.0.0/16
      endpoint s3 vpc=v service=s3`,
    says: [
      "warning endpoint-that-nothing-can-reach [s3]: gateway endpoint s3 is on no route table",
    ],
  },
];

/** Private tables, those with the route to the endpoint marked. */
const tables = (one: string, two: string, three = "list:s3 endpoint:s3") => `
  vpc v 10.0.0.0/16
  igw gw vpc=v
  list s3 service=s3 unknown
  endpoint s3 vpc=v service=s3
  subnet public 10.0.0.0/24 vpc=v table=out
  subnet p1 10.0.1.0/24 vpc=v table=t1
  subnet p2 10.0.2.0/24 vpc=v table=t2
  subnet d 10.0.3.0/24 vpc=v table=t3
  nat n vpc=v in=public public address ipv4=10.0.0.10
  table out vpc=v
    0.0.0.0/0 igw:gw
  table t1 vpc=v
    0.0.0.0/0 nat:n
    ${one}
  table t2 vpc=v
    0.0.0.0/0 nat:n
    ${two}
  table t3 vpc=v
    ${three}`;
const there = "list:s3 endpoint:s3";

const missing: readonly Case[] = [
  {
    title: "none where all private tables have it, and the public one does not",
    network: tables(there, there),
    says: [],
  },
  {
    title: "one of two alike",
    network: tables(there, ""),
    says: [
      "warning gateway-endpoint-missing-on-some-tables [s3]: gateway endpoint s3 is missing on route table t2, 1 of 2 alike",
    ],
  },
  {
    title: "none where no private table has it, and an isolated one does",
    network: tables("", ""),
    says: [],
  },
  { title: "none where an isolated one lacks it", network: tables(there, there, ""), says: [] },
  {
    title: "none of tables of different tiers",
    network: tables(there, ""),
    changes: { p1: { tier: "private" }, p2: { tier: "workers" } },
    says: [],
  },
];

describe("baseline: endpoints", () => {
  describe("endpoint-that-nothing-can-reach", () => checkCases(unreached));
  describe("gateway-endpoint-missing-on-some-tables", () => checkCases(missing));
});
