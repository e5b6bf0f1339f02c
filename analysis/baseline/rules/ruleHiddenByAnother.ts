/** Rules that others leave nothing to decide. */
import { NO_PACKETS, PacketSet, cidrAddresses } from "../../../net";
import type { AclRule, NetworkAcl, SecurityGroup, SecurityGroupRule } from "../../model/network";
import { remoteAddresses, ruleServices, type Direction } from "../../reachability/filters";
import type { Problem } from "../finding";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { aclRuleText, groupRuleText, listed } from "../words";

export const ruleHiddenByAnother: BaselineRule = {
  name: "rule-hidden-by-another",
  grade: "warning",
  looksFor:
    "A rule of a network ACL whose packets are all decided by earlier rules: a warning where those that decide otherwise are needed to hide it, else for information. For information, a security group's rule that another of the same group contains.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
  find: (survey) => [
    ...survey.network.networkAcls.flatMap((acl) => [
      ...hiddenRules(survey, acl, "ingress"),
      ...hiddenRules(survey, acl, "egress"),
    ]),
    ...survey.network.securityGroups.flatMap((group) => [
      ...containedRules(survey, group, "ingress"),
      ...containedRules(survey, group, "egress"),
    ]),
  ],
};

/** Either direction: of a rule there is but one remote side. */
const packetsOf = ({ cidr, traffic }: AclRule): PacketSet =>
  PacketSet.of({ source: remoteAddresses(cidr), service: ruleServices(traffic) });

function hiddenRules(survey: Survey, acl: NetworkAcl, direction: Direction): Problem[] {
  const rules = acl[direction];
  const packets = rules.map(packetsOf);
  let decided = NO_PACKETS;
  return rules.flatMap((rule, index): Problem[] => {
    const own = packets[index] ?? NO_PACKETS;
    const before = decided;
    decided = decided.or(own);
    if (own.isEmpty || !before.contains(own)) return [];
    return [hidden(survey, { acl, rule, direction }, hiders(rules, packets, index))];
  });
}

/** The earlier rules that take its packets from it, each some that none before takes. */
function hiders(
  rules: readonly AclRule[],
  packets: readonly PacketSet[],
  index: number,
): readonly AclRule[] {
  let left = packets[index] ?? NO_PACKETS;
  return rules.slice(0, index).filter((_, at) => {
    const theirs = packets[at] ?? NO_PACKETS;
    if (!left.meets(theirs)) return false;
    left = left.without(theirs);
    return true;
  });
}

function hidden(
  survey: Survey,
  { acl, rule, direction }: { acl: NetworkAcl; rule: AclRule; direction: Direction },
  earlier: readonly AclRule[],
): Problem {
  // A part of it that is decided otherwise is an exception, where the rest is said before.
  const same = acl[direction]
    .slice(0, acl[direction].indexOf(rule))
    .filter(({ allow }) => allow === rule.allow);
  const differs = !same
    .reduce((all, one) => all.or(packetsOf(one)), NO_PACKETS)
    .contains(packetsOf(rule));
  const by = listed(earlier.map(({ number, allow }) => `${number} (${allow ? "allow" : "deny"})`));
  return {
    grade: differs ? "warning" : "info",
    title: `network ACL ${acl.name}: ${aclRuleText(rule, direction)} decides nothing: ${earlier.length === 1 ? "rule" : "rules"} ${by} ${earlier.length === 1 ? "comes" : "come"} first`,
    explanation: differs
      ? "The first rule that matches decides, so what this rule says is never done, and an earlier one says the opposite."
      : "The first rule that matches decides, and what this rule says is said before.",
    component: component(survey, acl.key),
    others: components(
      survey,
      [rule, ...earlier].map(({ key }) => key).filter((key) => key !== acl.key),
    ),
    remedy: differs
      ? `Give the rule a number below ${earlier[0]?.number ?? rule.number} if it is meant, else delete it.`
      : "Delete the rule.",
  };
}

/** Same remote, or a block within another's. */
function containedRules(survey: Survey, group: SecurityGroup, direction: Direction): Problem[] {
  const rules = group[direction];
  const alike = gathered(rules, (rule) => [kindOfRemote(rule)]);
  return [...alike.values()].flatMap((same) =>
    same.flatMap((rule, index): Problem[] => {
      const by = same.find((other, at) => other !== rule && contains(other, rule, at < index));
      return by === undefined ? [] : [contained(survey, { group, rule, direction }, by)];
    }),
  );
}

const kindOfRemote = ({ remote }: SecurityGroupRule): string => {
  if ("cidr" in remote) return remote.cidr.includes(":") ? "IPv6" : "IPv4";
  return "prefixList" in remote ? `list ${remote.prefixList}` : `group ${remote.securityGroup}`;
};

/** Of two that are the same, the later one is too many. */
function contains(one: SecurityGroupRule, other: SecurityGroupRule, isEarlier: boolean): boolean {
  const [mine, theirs] = [ruleServices(one.traffic), ruleServices(other.traffic)];
  if (!mine.contains(theirs) || !remoteContains(one, other)) return false;
  const isSame = theirs.contains(mine) && remoteContains(other, one);
  return !isSame || isEarlier;
}

function remoteContains(one: SecurityGroupRule, other: SecurityGroupRule): boolean {
  if (!("cidr" in one.remote) || !("cidr" in other.remote)) return true;
  const mine = cidrAddresses(one.remote.cidr);
  const theirs = cidrAddresses(other.remote.cidr);
  return mine !== undefined && theirs !== undefined && mine.contains(theirs);
}

function contained(
  survey: Survey,
  given: { group: SecurityGroup; rule: SecurityGroupRule; direction: Direction },
  by: SecurityGroupRule,
): Problem {
  const { group, rule, direction } = given;
  const { atlas } = survey;
  const text = groupRuleText(atlas, rule, direction);
  return {
    grade: "info",
    title: `security group ${group.name}: the rule ${text} adds nothing to ${groupRuleText(atlas, by, direction)}`,
    explanation:
      "A group lets through what any of its rules lets through; taking the wider rule away later would leave this one standing.",
    component: component(survey, group.key),
    others: components(
      survey,
      [rule, by].map(({ key }) => key).filter((key) => key !== group.key),
    ),
    remedy: "Delete the rule, or the wider one if it is not meant.",
  };
}
