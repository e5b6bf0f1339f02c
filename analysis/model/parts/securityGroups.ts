/** Security groups with their rules: inline, and by resources of either kind. */
import type { Key, SecurityGroup, SecurityGroupRule } from "../network";
import { flag, isGiven, maps, property, text } from "../records/properties";
import { asFlag, asList, asText, given, valueAt, type ValueMap } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { vpcOf } from "./defaults";
import { partOf } from "./part";
import { keepShown } from "./shown";
import { missingVpc } from "./routeTables";
import { groupTraffic } from "./ruleTraffic";

type Direction = "ingress" | "egress";
type Remote = SecurityGroupRule["remote"];

const mixedRule = "aws:ec2/securityGroupRule:SecurityGroupRule";
const ruleTypes: Readonly<Record<Direction, string>> = {
  ingress: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  egress: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

/** @param defaults the groups that AWS makes and no resource stands for */
export function readSecurityGroups(
  reading: Reading,
  defaults: readonly SecurityGroup[],
): SecurityGroup[] {
  const separate = {
    ingress: separateRules(reading, "ingress"),
    egress: separateRules(reading, "egress"),
  };
  const groups = reading.of("securityGroup").map((record): SecurityGroup => {
    const part = partOf(reading, record);
    const hasOthers = separate.ingress.has(part.key) || separate.egress.has(part.key);
    const rules = (direction: Direction): readonly SecurityGroupRule[] =>
      keepShown(reading, record, {
        shown: inlineRules(reading, record, direction),
        separate: separate[direction].get(part.key) ?? [],
        isGiven: !hasOthers || isGiven(record, direction),
        what: `${direction} rules`,
      });
    return {
      ...part,
      vpc: vpcOf(reading, record) ?? missingVpc(reading, record),
      ingress: rules("ingress"),
      egress: rules("egress"),
    };
  });
  return [...defaults, ...groups].map((group) => ({
    ...group,
    ingress: [...group.ingress, ...(separate.ingress.get(group.key) ?? [])],
    egress: [...group.egress, ...(separate.egress.get(group.key) ?? [])],
  }));
}

function separateRules(
  reading: Reading,
  direction: Direction,
): ReadonlyMap<Key, readonly SecurityGroupRule[]> {
  const found = new Map<Key, SecurityGroupRule[]>();
  const add = (record: ResourceRecord, rules: readonly SecurityGroupRule[]): void => {
    const group = reading.one("securityGroup", record, "securityGroupId");
    if (group === undefined) return;
    const same = found.get(group);
    if (same === undefined) found.set(group, [...rules]);
    else same.push(...rules);
  };
  for (const record of reading.ofTypes([ruleTypes[direction]]))
    add(record, ruleOf(reading, record));
  for (const record of reading.ofTypes([mixedRule]))
    if (text(record, "type") === direction) add(record, mixedRules(reading, record));
  return found;
}

/** A rule of the newer kind: one remote side. */
function ruleOf(reading: Reading, record: ResourceRecord): SecurityGroupRule[] {
  const remotes = [
    ...cidrs(reading, record, [property(record, "cidrIpv4"), property(record, "cidrIpv6")]),
    ...lists(reading, record, {
      property: "prefixListId",
      value: property(record, "prefixListId"),
    }),
    ...groupsOf(reading, record, {
      property: "referencedSecurityGroupId",
      value: property(record, "referencedSecurityGroupId"),
    }),
  ];
  const traffic = groupTraffic({
    protocol: property(record, "ipProtocol"),
    from: property(record, "fromPort"),
    to: property(record, "toPort"),
  });
  return rulesTo(reading, record, { remotes, traffic, description: text(record, "description") });
}

/** A rule of the older kind: several remote sides of several sorts. */
function mixedRules(reading: Reading, record: ResourceRecord): SecurityGroupRule[] {
  const own = reading.one("securityGroup", record, "securityGroupId");
  const at = (name: string) => ({ property: name, value: property(record, name) });
  const remotes = [
    ...cidrs(reading, record, [property(record, "cidrBlocks"), property(record, "ipv6CidrBlocks")]),
    ...lists(reading, record, at("prefixListIds")),
    ...groupsOf(reading, record, at("sourceSecurityGroupId")),
    ...(flag(record, "self") === true && own !== undefined ? [{ securityGroup: own }] : []),
  ];
  const traffic = groupTraffic({
    protocol: property(record, "protocol"),
    from: property(record, "fromPort"),
    to: property(record, "toPort"),
  });
  return rulesTo(reading, record, { remotes, traffic, description: text(record, "description") });
}

const inlineRules = (
  reading: Reading,
  record: ResourceRecord,
  direction: Direction,
): SecurityGroupRule[] =>
  maps(record, direction).flatMap((rule) => inlineRule(reading, record, { rule, direction }));

function inlineRule(
  reading: Reading,
  record: ResourceRecord,
  { rule, direction }: { readonly rule: ValueMap; readonly direction: Direction },
): SecurityGroupRule[] {
  const value = (name: string): unknown => valueAt(rule, name);
  const at = (name: string) => ({ property: direction, value: value(name) });
  const remotes = [
    ...cidrs(reading, record, [value("cidrBlocks"), value("ipv6CidrBlocks")]),
    ...lists(reading, record, at("prefixListIds")),
    ...groupsOf(reading, record, at("securityGroups")),
    ...(asFlag(value("self")) === true ? [{ securityGroup: reading.key(record) }] : []),
  ];
  const traffic = groupTraffic({
    protocol: value("protocol"),
    from: value("fromPort"),
    to: value("toPort"),
  });
  return rulesTo(reading, record, { remotes, traffic, description: asText(value("description")) });
}

interface Rule {
  readonly remotes: readonly Remote[];
  readonly traffic: SecurityGroupRule["traffic"];
  readonly description: string | undefined;
}

const rulesTo = (
  reading: Reading,
  record: ResourceRecord,
  { remotes, traffic, description }: Rule,
): SecurityGroupRule[] =>
  remotes.map((remote) => given({ key: reading.key(record), traffic, remote, description }));

function cidrs(reading: Reading, record: ResourceRecord, values: readonly unknown[]): Remote[] {
  const items = values.flatMap((value) => (value === undefined ? [] : unknownAs(value)));
  return items.flatMap((item) => {
    const cidr = canonicalCidr(asText(item) ?? "");
    if (cidr !== undefined) return [{ cidr }];
    if (item !== "") missingRemote(reading, record);
    return [];
  });
}

/** An unknown list counts as one unknown block. */
const unknownAs = (value: unknown): readonly unknown[] => {
  const items = asList(value);
  return items.length === 0 && !Array.isArray(value) ? [value] : items;
};

function missingRemote(reading: Reading, record: ResourceRecord): void {
  const key = reading.key(record);
  reading.miss({ key: `${key}#cidr`, kind: "CIDR block of a rule", referredToBy: key });
}

interface At {
  readonly property: string;
  readonly value: unknown;
}

const lists = (reading: Reading, record: ResourceRecord, at: At): Remote[] =>
  reading
    .resolve({ noun: "prefixList", record, property: at.property, list: true }, at.value)
    .map((prefixList) => ({ prefixList }));

/** Across accounts AWS writes `<account>/<group>`. */
function groupsOf(reading: Reading, record: ResourceRecord, at: At): Remote[] {
  const own = (item: unknown): unknown =>
    typeof item === "string" ? item.slice(item.lastIndexOf("/") + 1) : item;
  const value = Array.isArray(at.value) ? at.value.map(own) : own(at.value);
  return reading
    .resolve({ noun: "securityGroup", record, property: at.property, list: true }, value)
    .map((securityGroup) => ({ securityGroup }));
}
