/** The services that rules name on the way between two ends: not "all traffic", nor the wide ranges that are for replies. */
import { INTERNET_ADDRESSES, NO_POINTS, TCP, UDP, type PointSet } from "../../net";
import type { AclRule, NetworkInterface, RuleTraffic, SecurityGroupRule } from "../model/network";
import { remoteAddresses, ruleServices, type Direction } from "../reachability/filters";
import type { Survey } from "./survey";

/** Undefined: outside, at public addresses. */
export interface End {
  readonly interface: NetworkInterface | undefined;
}

export function namedServices(survey: Survey, from: End, to: End): PointSet {
  const rules = [
    ...groupTraffic(survey, from, to, "egress"),
    ...groupTraffic(survey, to, from, "ingress"),
    ...aclTraffic(survey, from, to, "egress"),
    ...aclTraffic(survey, to, from, "ingress"),
  ];
  return rules
    .filter(isNarrow)
    .reduce<PointSet>((all, traffic) => all.or(ruleServices(traffic)), NO_POINTS);
}

const WIDEST = 1024;

const isNarrow = ({ protocol, ports }: RuleTraffic): boolean =>
  (protocol === TCP || protocol === UDP) && ports !== undefined && ports.to - ports.from < WIDEST;

const peers = ({ interface: one }: End) => one?.securityGroups ?? [];

function groupTraffic(
  survey: Survey,
  mine: End,
  other: End,
  direction: Direction,
): readonly RuleTraffic[] {
  const { atlas, groups } = survey;
  const there = addresses(survey, other);
  const applies = (rule: SecurityGroupRule): boolean =>
    atlas.ruleRemote(rule, peers(other)).meets(there);
  return peers(mine)
    .flatMap((key) => groups.get(key)?.[direction] ?? [])
    .filter(applies)
    .map(({ traffic }) => traffic);
}

function aclTraffic(
  survey: Survey,
  mine: End,
  other: End,
  direction: Direction,
): readonly RuleTraffic[] {
  const { atlas, acls } = survey;
  const subnet =
    mine.interface === undefined ? undefined : atlas.subnets.get(mine.interface.subnet);
  const there = addresses(survey, other);
  const applies = ({ allow, cidr }: AclRule): boolean =>
    allow && remoteAddresses(cidr).meets(there);
  return (acls.get(subnet?.networkAcl ?? "")?.[direction] ?? [])
    .filter(applies)
    .map(({ traffic }) => traffic);
}

const addresses = ({ atlas }: Survey, { interface: one }: End): PointSet =>
  one === undefined ? INTERNET_ADDRESSES : atlas.interfaceAddresses(one);
