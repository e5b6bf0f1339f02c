/** What `SecurityGroupFlows` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { refuseIpv6 } from "./networkIpv6";
import type { SecurityGroupFlowsArgs } from "./securityGroupFlowsArgs";
import { refuseQuota } from "./securityGroupQuota";
import { planRules, refuseNames, type RulePlan } from "./securityGroupRulesPlan";

export interface SecurityGroupFlowsPlan {
  readonly rules: readonly RulePlan[];
  readonly issues: readonly Issue[];
}

export function planSecurityGroupFlows(args: SecurityGroupFlowsArgs): SecurityGroupFlowsPlan {
  const groups = Object.keys(args.securityGroupIds);
  const peerGroups = Object.keys(args.peerSecurityGroupIds ?? {});
  const prefixLists = Object.keys(args.peerPrefixListIds ?? {});
  const named = [
    ...groups.map((name) => ["securityGroupIds", name] as const),
    ...peerGroups.map((name) => ["peerSecurityGroupIds", name] as const),
    ...prefixLists.map((name) => ["peerPrefixListIds", name] as const),
  ];
  const { rules, issues } = planRules(args.flows, {
    groups,
    peerGroups,
    prefixLists,
    cidrBlocks: args.vpc?.cidrBlocks,
    ipv6: args.vpc?.ipv6CidrBlock !== undefined,
  });
  return {
    rules,
    issues: [
      ...refuseNames(named, []),
      ...(args.vpc === undefined ? [] : refuseIpv6(args.vpc)),
      ...refuseRegion(args),
      ...issues,
      ...refuseQuota(rules, args),
    ],
  };
}

function refuseRegion({ region, vpc }: SecurityGroupFlowsArgs): Issue[] {
  if (region === undefined || vpc?.region === undefined || vpc.region === region) return [];
  const reason = `must be the network's (${vpc.region}), got "${region}"; leave it out where vpc is given`;
  return [{ propertyPath: "region", reason }];
}
