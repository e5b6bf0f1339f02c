/**
 * What AWS makes with a VPC and what is no resource of its own: the main route table, the default network ACL, the
 * default security group. A resource that adopts one stands for it.
 */
import type { Key, NetworkAcl, RouteTable, SecurityGroup } from "../network";
import type { Noun } from "../records/nouns";
import { idOf, text } from "../records/properties";
import { given } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { partOf } from "./part";

interface Made {
  readonly noun: Noun;
  /** The resource that adopts it, and the property of the VPC that has its id. */
  readonly adopter: string;
  readonly property: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly sentence: string;
}

const made = {
  routeTable: {
    noun: "routeTable",
    adopter: "aws:ec2/defaultRouteTable:DefaultRouteTable",
    property: "defaultRouteTableId",
    name: "mainRouteTable",
    label: "main route table",
    type: "aws:ec2/routeTable:RouteTable",
    sentence: "the main route table that AWS made with it has the local routes only",
  },
  networkAcl: {
    noun: "networkAcl",
    adopter: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    property: "defaultNetworkAclId",
    name: "defaultNetworkAcl",
    label: "default network ACL",
    type: "aws:ec2/networkAcl:NetworkAcl",
    sentence: "its default network ACL allows everything, as AWS makes it",
  },
  securityGroup: {
    noun: "securityGroup",
    adopter: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    property: "defaultSecurityGroupId",
    name: "defaultSecurityGroup",
    label: "default security group",
    type: "aws:ec2/securityGroup:SecurityGroup",
    sentence:
      "its default security group lets in what carries it and lets everything out, as AWS makes it",
  },
} as const satisfies Readonly<Record<string, Made>>;

/** The parts that no resource stands for, without the rules and routes that resources add to them. */
export interface Defaults {
  readonly routeTables: readonly RouteTable[];
  readonly networkAcls: readonly NetworkAcl[];
  readonly securityGroups: readonly SecurityGroup[];
  /** What is taken to be so of each, for where something uses it. */
  readonly sentences: ReadonlyMap<Key, string>;
}

/** Finds each VPC's own, and makes them known to whoever refers to them. */
export function readDefaults(reading: Reading): Defaults {
  const vpcs = reading.of("vpc");
  const sentences = new Map<Key, string>();
  const unadopted = (kind: Made): ResourceRecord[] => {
    const adopted = adopters(reading, kind);
    return vpcs.filter((vpc) => {
      const key = reading.key(vpc);
      const adopter = adopted.get(key) ?? byId(reading, kind, vpc);
      reading.imply(kind.noun, key, adopter ?? keyOf(kind, key));
      const id = text(vpc, kind.property);
      if (adopter !== undefined) return false;
      if (id !== undefined) reading.alias(kind.noun, id, keyOf(kind, key), vpc);
      sentences.set(keyOf(kind, key), `${partOf(reading, vpc).name}: ${kind.sentence}`);
      return true;
    });
  };
  return {
    sentences,
    routeTables: unadopted(made.routeTable).map((vpc) => ({
      ...part(reading, made.routeTable, vpc),
      main: true,
      routes: [],
    })),
    networkAcls: unadopted(made.networkAcl).map((vpc) => acl(part(reading, made.networkAcl, vpc))),
    securityGroups: unadopted(made.securityGroup).map((vpc) =>
      group(part(reading, made.securityGroup, vpc)),
    ),
  };
}

const keyOf = ({ name }: Made, vpc: Key): Key => `${vpc}#${name}`;

/** A table or a group of the VPC that another resource has read by its id. */
const byId = (reading: Reading, kind: Made, vpc: ResourceRecord): Key | undefined => {
  const id = text(vpc, kind.property);
  return id === undefined ? undefined : reading.find(kind.noun, id, vpc);
};

function adopters(reading: Reading, kind: Made): ReadonlyMap<Key, Key> {
  const found = new Map<Key, Key>();
  for (const record of reading.ofTypes([kind.adopter])) {
    const vpc = vpcOfAdopter(reading, record, kind);
    if (vpc !== undefined) found.set(vpc, reading.key(record));
  }
  return found;
}

/** By the VPC that it names, or whose id of it it names. */
function vpcOfAdopter(reading: Reading, record: ResourceRecord, kind: Made): Key | undefined {
  const id = idOf(record) ?? text(record, kind.property);
  const vpcs = reading.of("vpc");
  const owner = id === undefined ? undefined : vpcs.find((vpc) => text(vpc, kind.property) === id);
  if (owner !== undefined) return reading.key(owner);
  if (text(record, "vpcId") !== undefined) return reading.one("vpc", record, "vpcId");
  return reading.source("vpc", record, "vpcId") ?? reading.source("vpc", record, kind.property);
}

/** The VPC of a resource that adopts what AWS made with it. */
export function vpcOf(reading: Reading, record: ResourceRecord): Key | undefined {
  const kind = Object.values(made).find(({ adopter }) => adopter === record.type);
  return kind === undefined
    ? reading.one("vpc", record, "vpcId")
    : vpcOfAdopter(reading, record, kind);
}

function part(reading: Reading, kind: Made, vpc: ResourceRecord) {
  const owner = partOf(reading, vpc);
  return given({
    key: keyOf(kind, owner.key),
    name: `${owner.name} ${kind.label}`,
    type: kind.type,
    id: text(vpc, kind.property),
    tags: {},
    vpc: owner.key,
  });
}

type DefaultPart = ReturnType<typeof part>;

const everywhere = ["0.0.0.0/0", "::/0"];

function acl(own: DefaultPart): NetworkAcl {
  const rules = everywhere.map((cidr, index) => ({
    key: own.key,
    number: 100 + index,
    allow: true,
    traffic: {},
    cidr,
  }));
  return { ...own, default: true, ingress: rules, egress: rules };
}

function group(own: DefaultPart): SecurityGroup {
  const { key } = own;
  return {
    ...own,
    ingress: [{ key, traffic: {}, remote: { securityGroup: key } }],
    egress: everywhere.map((cidr) => ({ key, traffic: {}, remote: { cidr } })),
  };
}
