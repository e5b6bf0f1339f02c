/** What `SecurityGroups` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseIpv6 } from "./networkIpv6";
import { refuseQuota } from "./securityGroupQuota";
import { planRules, refuseName, refuseNames, type RulePlan } from "./securityGroupRulesPlan";
import type { SecurityGroupsArgs } from "./securityGroupsArgs";

export interface SecurityGroupsPlan {
  readonly groups: readonly string[];
  readonly rules: readonly RulePlan[];
  readonly issues: readonly Issue[];
}

export function planSecurityGroups(args: SecurityGroupsArgs): SecurityGroupsPlan {
  const peerGroups = Object.keys(args.peerSecurityGroupIds ?? {});
  const prefixLists = Object.keys(args.peerPrefixListIds ?? {});
  const peers = [
    ...peerGroups.map((name) => ["peerSecurityGroupIds", name] as const),
    ...prefixLists.map((name) => ["peerPrefixListIds", name] as const),
  ];
  const { rules, issues } = planRules(args.flows ?? [], {
    groups: args.groups,
    peerGroups,
    prefixLists,
    cidrBlocks: args.vpc.cidrBlocks,
    ipv6: args.vpc.ipv6CidrBlock !== undefined,
  });
  return {
    groups: args.groups,
    rules,
    issues: [
      ...refuseGroups(args.groups),
      ...refuseNames(peers, args.groups),
      ...refuseIpv6(args.vpc),
      ...issues,
      ...refuseQuota(rules, args),
    ],
  };
}

function refuseGroups(groups: readonly string[]): Issue[] {
  return groups.flatMap((group, index) => {
    const propertyPath = `groups[${index}]`;
    const first = groups.indexOf(group);
    if (first < index) {
      return [
        { propertyPath, reason: `must be named once, got "${group}" again (groups[${first}])` },
      ];
    }
    return refuseName(propertyPath, group);
  });
}
