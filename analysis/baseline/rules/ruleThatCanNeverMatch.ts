/** Rules for remote addresses that never arrive. */
import {
  ALL_PACKETS,
  ALL_SERVICES,
  NO_POINTS,
  PacketSet,
  TCP,
  UDP,
  cidrAddresses,
  portServices,
  type PointSet,
} from "../../../net";
import type {
  AclRule,
  Key,
  NetworkAcl,
  NetworkInterface,
  SecurityGroup,
  SecurityGroupRule,
  Subnet,
} from "../../model/network";
import type { ExplanationCode } from "../../reachability";
import { ruleServices, type Direction } from "../../reachability/filters";
import type { Problem } from "../finding";
import { connectsGroups } from "../neighbours";
import { isAllRead, isEveryWayInRead, mayCome, type Met } from "../reach";
import type { BaselineRule } from "../rule";
import { component, components, gathered, type Survey } from "../survey";
import { aclRuleText, counted, groupRuleText, interfaceText, listed, trafficText } from "../words";

export const ruleThatCanNeverMatch: BaselineRule = {
  name: "rule-that-can-never-match",
  grade: "warning",
  looksFor:
    "An ingress rule of a security group or a network ACL whose remote addresses have no way to the interfaces that it is for, and a rule for a security group that nothing carries, that is not seen from there, or whose interfaces' own rules let nothing out to it. Rules for all addresses are left aside, and so is what resources that are not modelled could make true.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  find: (survey) => {
    const asks = isEveryWayInRead(survey) ? sourcesBySubnet(survey) : undefined;
    return [
      ...survey.network.securityGroups.flatMap((group) => ofGroup(survey, group, asks)),
      ...(asks === undefined
        ? []
        : survey.network.networkAcls.flatMap((acl) => ofAcl(survey, acl, asks))),
    ];
  },
};

/** Who may come to what stands in a subnet. */
type Sources = (subnet: Subnet, met: Met) => PointSet;

/** Remembered by what makes a difference. */
function sourcesBySubnet(survey: Survey): Sources {
  const known = new Map<string, PointSet>();
  return (subnet, met) => {
    const name = [subnet.vpc, subnet.routeTable, met.ipv4, met.ipv6, met.byRoutes].join("|");
    const before = known.get(name);
    if (before !== undefined) return before;
    const made = mayCome(survey, subnet, met);
    known.set(name, made);
    return made;
  };
}

const metAt = (interfaces: readonly NetworkInterface[], byRoutes: boolean): Met => ({
  ipv4: interfaces.some(({ publicIpv4 }) => publicIpv4 !== false),
  ipv6: interfaces.some(({ hasIpv6 }) => hasIpv6),
  byRoutes,
});

function ofGroup(survey: Survey, group: SecurityGroup, asks: Sources | undefined): Problem[] {
  // Of a group that nothing carries all rules are idle: `unused-group` says it once.
  const carriers = survey.carriers.get(group.key);
  if (carriers === undefined) return [];
  return (["ingress", "egress"] as const).flatMap((direction) =>
    group[direction].flatMap((rule): Problem[] => {
      if ("securityGroup" in rule.remote) {
        const other = survey.groups.get(rule.remote.securityGroup);
        return other === undefined
          ? []
          : ofReference(survey, { group, rule, direction, carriers, other });
      }
      if (direction === "egress" || asks === undefined) return [];
      return ofAddresses(survey, { group, rule, carriers, asks });
    }),
  );
}

interface Reference {
  readonly group: SecurityGroup;
  readonly rule: SecurityGroupRule;
  readonly direction: Direction;
  readonly carriers: readonly NetworkInterface[];
  readonly other: SecurityGroup;
}

interface Why {
  readonly code: ExplanationCode;
  readonly text: string;
  readonly remedy: string;
}

function ofReference(survey: Survey, reference: Reference): Problem[] {
  const { group, rule, direction, other } = reference;
  const why = isAllRead(survey) ? whyNever(survey, reference) : undefined;
  if (why === undefined || other.key === group.key) return [];
  return [
    {
      grade: "warning",
      title: `security group ${group.name}: the rule ${groupRuleText(survey.atlas, rule, direction)} can never match: ${why.text}`,
      explanation:
        "A rule that names a group stands for what comes from the private addresses of the interfaces that carry it, and nothing does.",
      component: component(survey, group.key),
      others: components(survey, [other.key, ...(rule.key === group.key ? [] : [rule.key])]),
      code: why.code,
      remedy: why.remedy,
    },
  ];
}

function whyNever(survey: Survey, reference: Reference): Why | undefined {
  const { group, other, direction } = reference;
  if (!connectsGroups(survey, [group.vpc, other.vpc], direction))
    return {
      code: "SG_REFERENCES_NOT_PRESERVED",
      text: `${other.name} is of another VPC, from where groups are not seen`,
      remedy: "Name the other VPC's CIDR block instead, or delete the rule.",
    };
  const carriers = survey.carriers.get(other.key);
  if (carriers === undefined) return survey.vpcsAtWork.has(other.vpc) ? idle(other) : undefined;
  if (direction === "egress" || letsOut(survey, reference, carriers)) return undefined;
  const names = listed(carriers.map(interfaceText));
  return {
    code: "ENI_SG_RULES_MISMATCH",
    text: `the security groups of ${names} let nothing out to it`,
    remedy: `Let ${trafficText(ruleServices(reference.rule.traffic))} out at ${other.name} to ${group.name}, or delete the rule.`,
  };
}

/** Where nothing stands in the VPC, what carries the group may be in another stack. */
const idle = ({ name }: SecurityGroup): Why => ({
  code: "ENI_SG_RULES_MISMATCH",
  text: `no network interface carries ${name}`,
  remedy: `Give ${name} to the interfaces that are meant, name the group that they carry, or delete the rule.`,
});

/** Whether the egress rules of any of the others let out what the rule lets in. */
function letsOut(
  { atlas }: Survey,
  { rule, carriers }: Reference,
  others: readonly NetworkInterface[],
): boolean {
  const service = ruleServices(rule.traffic);
  const theirs = [...gathered(others, groupSet).values()].flatMap(([one]) => one ?? []);
  return [...gathered(carriers, groupSet).values()].some((mine) =>
    theirs.some((other) => {
      if (atlas.missingGroups(other.securityGroups).length > 0) return true;
      const passing = other.filtered
        ? atlas.groupPackets(other.securityGroups, "egress", mine[0]?.securityGroups ?? [])
        : ALL_PACKETS;
      return mine.some((one) =>
        passing.meets(PacketSet.of({ destination: atlas.interfaceAddresses(one), service })),
      );
    }),
  );
}

/** Interfaces of the same groups are let out alike. */
const groupSet = ({ securityGroups, filtered }: NetworkInterface): Key[] => [
  [filtered, ...[...securityGroups].sort()].join(" "),
];

function ofAddresses(
  survey: Survey,
  given: {
    group: SecurityGroup;
    rule: SecurityGroupRule;
    carriers: readonly NetworkInterface[];
    asks: Sources;
  },
): Problem[] {
  const { group, rule, carriers, asks } = given;
  const remote = remoteOf(survey, rule);
  if (remote === undefined) return [];
  const { subnets } = survey.atlas;
  const mayMatch = carriers.some((one) => {
    const subnet = subnets.get(one.subnet);
    return subnet === undefined || asks(subnet, metAt([one], false)).meets(remote);
  });
  if (mayMatch) return [];
  const whom = listed(carriers.map(interfaceText));
  return [
    {
      grade: "warning",
      title: `security group ${group.name}: the rule ${groupRuleText(survey.atlas, rule, "ingress")} can never match: nothing leads from there to ${whom}`,
      explanation:
        "What carries the group has no public address that the internet could reach, and no route leads to those addresses by another network: the rule looks like a way in and is none.",
      component: component(survey, group.key),
      others: components(survey, [
        ...(rule.key === group.key ? [] : [rule.key]),
        ...carriers.slice(0, 3).map(({ owner }) => owner),
      ]),
      code: "ENI_SG_RULES_MISMATCH",
      remedy:
        "Delete the rule; for people, use Session Manager or an EC2 Instance Connect Endpoint, or connect the network that is meant.",
    },
  ];
}

/** Undefined where it is not known, or is for everybody. */
function remoteOf({ atlas, network }: Survey, { remote }: SecurityGroupRule): PointSet | undefined {
  if ("cidr" in remote)
    return remote.cidr.endsWith("/0") ? undefined : nonEmpty(cidrAddresses(remote.cidr));
  if (!("prefixList" in remote)) return undefined;
  const list = network.prefixLists.find(({ key }) => key === remote.prefixList);
  // AWS's own lists are of services that come in ways of their own.
  if (list?.cidrs === undefined || list.service !== undefined) return undefined;
  return nonEmpty(atlas.prefixListAddresses(list.key));
}

const nonEmpty = (set: PointSet = NO_POINTS): PointSet | undefined =>
  set.isEmpty ? undefined : set;

/** What may be a reply: it comes from whomever was asked, to a port that a client chose. */
const REPLIES = ALL_SERVICES.without(portServices(TCP, 0, 1023)).without(
  portServices(UDP, 0, 1023),
);

/** An ACL is for whatever stands or comes to stand in its subnets. */
const metIn = ({ interfacesOfSubnet }: Survey, { key }: Subnet): Met =>
  metAt(interfacesOfSubnet.get(key) ?? [], true);

function ofAcl(survey: Survey, acl: NetworkAcl, asks: Sources): Problem[] {
  const subnets = survey.subnetsOfAcl.get(acl.key) ?? [];
  if (subnets.length === 0 || acl.default) return [];
  return acl.ingress
    .filter(({ allow, cidr }) => allow && !cidr.endsWith("/0"))
    .filter(({ traffic }) => !ruleServices(traffic).meets(REPLIES))
    .filter(({ cidr }) => {
      const remote = nonEmpty(cidrAddresses(cidr));
      return (
        remote !== undefined && !subnets.some((one) => asks(one, metIn(survey, one)).meets(remote))
      );
    })
    .map((rule) => aclProblem(survey, acl, rule, subnets));
}

function aclProblem(
  survey: Survey,
  acl: NetworkAcl,
  rule: AclRule,
  subnets: readonly Subnet[],
): Problem {
  return {
    grade: "warning",
    title: `network ACL ${acl.name}: ${aclRuleText(rule, "ingress")} can never match: nothing leads from there to its ${counted(subnets.length, "subnet")}`,
    explanation:
      "The subnets have no route to an internet gateway for those addresses, nor to them by another network, so nothing from there begins anything here.",
    component: component(survey, acl.key),
    others: components(survey, [
      ...(rule.key === acl.key ? [] : [rule.key]),
      ...subnets.map(({ key }) => key),
    ]),
    code: "SUBNET_ACL_RESTRICTION",
    remedy: "Delete the rule, or connect the network that is meant.",
  };
}
