/** From the text of a sketch to a `Network`. */
import type {
  Network,
  NetworkAcl,
  NetworkInterface,
  RouteTable,
  SecurityGroup,
  Subnet,
  TransitGateway,
  Vpc,
} from "../../../../analysis/model/network";
import { type Line, list, readLines } from "./lines";
import { readAclRule, readGroupRule, readRoute } from "./words";

export const nothing: Network = {
  vpcs: [],
  subnets: [],
  routeTables: [],
  networkAcls: [],
  securityGroups: [],
  networkInterfaces: [],
  internetGateways: [],
  egressOnlyInternetGateways: [],
  natGateways: [],
  vpcEndpoints: [],
  peeringConnections: [],
  transitGateways: [],
  prefixLists: [],
  hostedZones: [],
  unmodelled: [],
  missing: [],
  assumptions: [],
};

/**
 * What a line leaves out is as AWS makes it: a subnet has its VPC's main table and open ACL. An interface that
 * names no group has one that lets everything through.
 */
export function sketch(text: string): Network {
  const lines = readLines(text);
  const of = <T>(kind: string, read: (line: Line) => T) =>
    lines.filter((line) => line.kind === kind).map(read);
  const known = Object.keys(READERS);
  const strange = lines.find(({ kind }) => !known.includes(kind));
  if (strange !== undefined) throw new Error(`a sketch has no "${strange.kind}"`);
  const vpcs = of("vpc", READERS.vpc);
  return {
    ...nothing,
    vpcs,
    subnets: of("subnet", READERS.subnet),
    routeTables: [...vpcs.map(mainTable), ...of("table", READERS.table)],
    networkAcls: [...vpcs.map(openAcl), ...of("acl", READERS.acl)],
    securityGroups: [...vpcs.map(openGroup), ...of("group", READERS.group)],
    networkInterfaces: of("interface", (line) => readInterface(line, lines)),
    internetGateways: of("igw", READERS.igw),
    egressOnlyInternetGateways: of("eigw", READERS.eigw),
    natGateways: of("nat", READERS.nat),
    vpcEndpoints: of("endpoint", READERS.endpoint),
    peeringConnections: of("peering", READERS.peering),
    transitGateways: of("transit", READERS.transit),
    prefixLists: of("list", READERS.list),
  };
}

export function part(type: string, key: string) {
  return { key, name: key, type, tags: {} };
}

const isV6 = (block: string) => block.includes(":");
const isV4 = (block: string) => !isV6(block);

export function mainTable({ key }: Vpc): RouteTable {
  return { ...part("main route table", `${key}.main`), vpc: key, main: true, routes: [] };
}

export function openAcl({ key }: Vpc): NetworkAcl {
  const acl = `${key}.acl`;
  const rules = ["0.0.0.0/0", "::/0"].map((cidr, at) => ({
    key: `${acl}#${100 + at}`,
    number: 100 + at,
    allow: true,
    traffic: {},
    cidr,
  }));
  return { ...part("default ACL", acl), vpc: key, default: true, ingress: rules, egress: rules };
}

function openGroup({ key }: Vpc): SecurityGroup {
  const group = `${key}.open`;
  const rules = ["0.0.0.0/0", "::/0"].map((cidr, at) => ({
    key: `${group}#${at}`,
    traffic: {},
    remote: { cidr },
  }));
  return { ...part("security group", group), vpc: key, ingress: rules, egress: rules };
}

function readInterface({ key, words, fields }: Line, lines: readonly Line[]): NetworkInterface {
  const subnet = fields.in ?? "";
  const vpc = lines.find((line) => line.kind === "subnet" && line.key === subnet)?.fields.vpc;
  const filtered = !words.includes("unfiltered");
  const [ipv4, ipv6] = [list(fields.ipv4), list(fields.ipv6)];
  const open = filtered ? [`${vpc}.open`] : [];
  return {
    ...part("interface", key),
    kind: words.includes("endpoint") ? "endpoint" : "instance",
    owner: key,
    subnet,
    securityGroups: fields.groups === undefined ? open : list(fields.groups),
    filtered,
    ipv4: ipv4.filter((address) => address !== "?"),
    hasIpv4: ipv4.length > 0,
    ipv6: ipv6.filter((address) => address !== "?"),
    hasIpv6: ipv6.length > 0,
    publicIpv4: words.includes("maybe-public") ? undefined : words.includes("public"),
    sourceDestCheck: !words.includes("forwards"),
  };
}

const READERS = {
  vpc: ({ key, words, fields }: Line): Vpc => ({
    ...part("vpc", key),
    region: fields.region ?? "us-east-1",
    ipv4Blocks: words.filter(isV4),
    ipv6Blocks: words.filter(isV6),
    dnsSupport: true,
    dnsHostnames: true,
    blockPublicAccess: (fields.block ?? "off") as Vpc["blockPublicAccess"],
  }),
  subnet: ({ key, words, fields }: Line): Subnet => ({
    ...part("subnet", key),
    vpc: fields.vpc ?? "",
    availabilityZone: fields.zone ?? "1a",
    ipv4Block: words.find(isV4),
    ipv6Block: words.find(isV6),
    routeTable: fields.table ?? `${fields.vpc}.main`,
    networkAcl: fields.acl ?? `${fields.vpc}.acl`,
    publicAccessExclusion: fields.exclusion as Subnet["publicAccessExclusion"],
  }),
  table: ({ key, fields, below }: Line): RouteTable => ({
    ...part("table", key),
    vpc: fields.vpc ?? "",
    main: false,
    routes: below.map((line) => readRoute(key, line)),
  }),
  acl: ({ key, fields, below }: Line): NetworkAcl => ({
    ...part("acl", key),
    vpc: fields.vpc ?? "",
    default: false,
    ingress: below.filter(({ kind }) => kind === "in").map((line) => readAclRule(key, line)),
    egress: below.filter(({ kind }) => kind === "out").map((line) => readAclRule(key, line)),
  }),
  group: ({ key, fields, below }: Line): SecurityGroup => {
    const rules = (direction: string) =>
      below
        .map((line, at) => ({ line, rule: readGroupRule(key, at, line) }))
        .filter(({ line }) => line.kind === direction)
        .map(({ rule }) => rule);
    const vpc = fields.vpc ?? "";
    return { ...part("group", key), vpc, ingress: rules("in"), egress: rules("out") };
  },
  interface: (line: Line) => line,
  igw: ({ key, fields }: Line) => ({ ...part("igw", key), vpc: fields.vpc }),
  eigw: ({ key, fields }: Line) => ({ ...part("eigw", key), vpc: fields.vpc }),
  nat: ({ key, words, fields }: Line) => ({
    ...part("nat", key),
    vpc: fields.vpc ?? "",
    subnet: fields.in,
    routeTable: fields.table,
    connectivity: words.includes("private") ? ("private" as const) : ("public" as const),
    hasPublicAddress: words.includes("maybe-address") ? undefined : words.includes("address"),
    publicAddresses: [],
    ipv4: list(fields.ipv4),
  }),
  endpoint: ({ key, fields }: Line) => ({
    ...part("endpoint", key),
    vpc: fields.vpc ?? "",
    endpointType: "Gateway" as const,
    service: fields.service ?? "",
    routeTables: list(fields.tables),
    subnets: [],
    securityGroups: [],
    privateDns: false,
  }),
  peering: ({ key, words, fields }: Line) => ({
    ...part("peering", key),
    requester: fields.from ?? "",
    accepter: fields.to ?? "",
    status: fields.status ?? "active",
    sameRegion: !words.includes("other-region"),
    requesterDns: false,
    accepterDns: false,
  }),
  transit: readTransit,
  list: ({ key, words, fields }: Line) => ({
    ...part("list", key),
    service: fields.service,
    cidrs: words.includes("unknown") ? undefined : words,
  }),
} as const;

function readTransit({ key, words, below }: Line): TransitGateway {
  const tables = [...new Set(below.filter(({ kind }) => kind === "table").map((one) => one.key))];
  return {
    ...part("transit", key),
    dnsSupport: true,
    securityGroupReferencing: words.includes("references"),
    attachments: below
      .filter(({ kind }) => kind === "attachment")
      .map(({ key: attachment, words: flags, fields }) => ({
        ...part("attachment", attachment),
        kind: fields.peer === undefined ? ("vpc" as const) : ("peering" as const),
        vpc: fields.vpc,
        subnets: list(fields.subnets),
        peer: fields.peer,
        available: !flags.includes("unavailable"),
        applianceMode: false,
        ...(flags.includes("no-references") ? { securityGroupReferencing: false } : {}),
        associatedTable: fields.table,
      })),
    routeTables: tables.map((table) => ({
      ...part("transit table", table),
      routes: below
        .filter((line) => line.kind === "table" && line.key === table && line.words.length > 0)
        .map(({ words: [cidr = "", attachment, how] }, at) => ({
          key: `${table}#${at}`,
          cidr,
          attachment: attachment === "blackhole" ? undefined : attachment,
          propagated: how === "propagated",
        })),
    })),
  };
}
