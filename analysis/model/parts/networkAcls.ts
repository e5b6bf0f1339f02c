/** Network ACLs with their rules in order: inline, and by resources of their own. */
import type { AclRule, Key, NetworkAcl } from "../network";
import { flag, isGiven, maps, number, property, text } from "../records/properties";
import { asNumber, asText, valueAt } from "../records/propertyValues";
import type { Reading } from "../records/reading";
import type { ResourceRecord } from "../records/resourceRecord";
import { canonicalCidr } from "./cidr";
import { vpcOf } from "./defaults";
import { partOf } from "./part";
import { keepShown } from "./shown";
import { missingVpc } from "./routeTables";
import { aclTraffic } from "./ruleTraffic";

const ruleType = "aws:ec2/networkAclRule:NetworkAclRule";
const defaultType = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl";

/** The last rule, which denies, is AWS's own and no rule here. */
const lastRule = 32_766;

/** @param defaults the ACLs that AWS makes and no resource stands for */
export function readNetworkAcls(reading: Reading, defaults: readonly NetworkAcl[]): NetworkAcl[] {
  const separate = { ingress: separateRules(reading, false), egress: separateRules(reading, true) };
  const acls = reading.of("networkAcl").map((record): NetworkAcl => {
    const part = partOf(reading, record);
    const vpc = vpcOf(reading, record) ?? missingVpc(reading, record);
    const hasOthers = separate.ingress.has(part.key) || separate.egress.has(part.key);
    const rules = (direction: "ingress" | "egress"): readonly AclRule[] =>
      keepShown(reading, record, {
        shown: inlineRules(reading, record, direction),
        separate: separate[direction].get(part.key) ?? [],
        isGiven: !hasOthers || isGiven(record, direction),
        what: `${direction} rules`,
      });
    return {
      ...part,
      vpc,
      default: record.type === defaultType || reading.impliedBy("networkAcl", vpc) === part.key,
      ingress: rules("ingress"),
      egress: rules("egress"),
    };
  });
  return [...defaults, ...acls].map((acl) => ({
    ...acl,
    ingress: inOrder([...acl.ingress, ...(separate.ingress.get(acl.key) ?? [])]),
    egress: inOrder([...acl.egress, ...(separate.egress.get(acl.key) ?? [])]),
  }));
}

const inOrder = (rules: readonly AclRule[]): AclRule[] =>
  rules.filter(({ number: no }) => no <= lastRule).sort((one, other) => one.number - other.number);

function separateRules(reading: Reading, egress: boolean): ReadonlyMap<Key, readonly AclRule[]> {
  const found = new Map<Key, AclRule[]>();
  for (const record of reading.ofTypes([ruleType])) {
    if ((flag(record, "egress") ?? false) !== egress) continue;
    const acl = reading.one("networkAcl", record, "networkAclId");
    if (acl === undefined) continue;
    const rules = ruleOf(reading, record);
    const same = found.get(acl);
    if (same === undefined) found.set(acl, rules);
    else same.push(...rules);
  }
  return found;
}

function ruleOf(reading: Reading, record: ResourceRecord): AclRule[] {
  const at = (name: string): unknown => property(record, name);
  const traffic = aclTraffic({
    protocol: at("protocol"),
    from: at("fromPort"),
    to: at("toPort"),
    icmpType: at("icmpType"),
    icmpCode: at("icmpCode"),
  });
  return complete(reading, record, {
    number: number(record, "ruleNumber"),
    allow: text(record, "ruleAction")?.toLowerCase() === "allow",
    traffic,
    cidr: cidrOf(at),
  });
}

function inlineRules(
  reading: Reading,
  record: ResourceRecord,
  direction: "ingress" | "egress",
): AclRule[] {
  return maps(record, direction).flatMap((rule) => {
    const at = (name: string): unknown => valueAt(rule, name);
    const traffic = aclTraffic({
      protocol: at("protocol"),
      from: at("fromPort"),
      to: at("toPort"),
      icmpType: at("icmpType"),
      icmpCode: at("icmpCode"),
    });
    return complete(reading, record, {
      number: asNumber(at("ruleNo")),
      allow: asText(at("action"))?.toLowerCase() === "allow",
      traffic,
      cidr: cidrOf(at),
    });
  });
}

const cidrOf = (at: (name: string) => unknown): string | undefined =>
  canonicalCidr(asText(at("cidrBlock")) ?? asText(at("ipv6CidrBlock")) ?? "");

interface Written {
  readonly number: number | undefined;
  readonly allow: boolean;
  readonly traffic: AclRule["traffic"];
  readonly cidr: string | undefined;
}

function complete(
  reading: Reading,
  record: ResourceRecord,
  { number: no, allow, traffic, cidr }: Written,
): AclRule[] {
  const key = reading.key(record);
  if (no !== undefined && cidr !== undefined) return [{ key, number: no, allow, traffic, cidr }];
  reading.miss({ key: `${key}#rule`, kind: "number or CIDR block of a rule", referredToBy: key });
  return [];
}
