/**
 * AWS's quota on the rules of a security group: each way, and for each address family. A group as
 * peer counts in both families, and a prefix list for all the entries that it may have.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-security-groups
 */
import type { Issue } from "../../net";
import type { RulePeer, RulePlan } from "./securityGroupRulesPlan";

const DEFAULT_RULES = 60;
/** AWS raises the quota as far as this where an interface has but one group. */
const MOST_RULES = 1000;

interface Quota {
  readonly rulesPerSecurityGroup?: number | undefined;
  readonly peerPrefixListIds?: Readonly<Record<string, unknown>> | undefined;
  readonly peerPrefixListWeights?: Readonly<Record<string, number>> | undefined;
}

export function refuseQuota(rules: readonly RulePlan[], quota: Quota): Issue[] {
  const most = quota.rulesPerSecurityGroup ?? DEFAULT_RULES;
  if (!Number.isInteger(most) || most < 1 || most > MOST_RULES) {
    const reason = `must be a whole number from 1 to ${MOST_RULES}, got ${most}; AWS's own is ${DEFAULT_RULES}`;
    return [{ propertyPath: "rulesPerSecurityGroup", reason }];
  }
  const issues = refuseWeights(quota);
  return issues.length > 0 ? issues : refuseTooMany(rules, most, quota);
}

function refuseWeights({ peerPrefixListIds, peerPrefixListWeights }: Quota): Issue[] {
  return Object.entries(peerPrefixListWeights ?? {}).flatMap(([name, weight]) => {
    const propertyPath = `peerPrefixListWeights["${name}"]`;
    if (!Object.hasOwn(peerPrefixListIds ?? {}, name)) {
      const names = Object.keys(peerPrefixListIds ?? {}).join(", ") || "there is none";
      return [{ propertyPath, reason: `must be for one of peerPrefixListIds (${names})` }];
    }
    if (Number.isInteger(weight) && weight > 0) return [];
    const reason = `must be the list's most entries, a whole number from 1, got ${weight}`;
    return [{ propertyPath, reason }];
  });
}

function refuseTooMany(rules: readonly RulePlan[], most: number, quota: Quota): Issue[] {
  const sums = new Map<string, number>();
  for (const { group, direction, peer } of rules) {
    for (const family of familiesOf(peer)) {
      const what = `${direction} IPv${family} rules for ${group}`;
      const weight =
        peer.kind === "prefixList" ? (quota.peerPrefixListWeights?.[peer.name] ?? 1) : 1;
      sums.set(what, (sums.get(what) ?? 0) + weight);
    }
  }
  return [...sums].flatMap(([what, sum]) => {
    if (sum <= most) return [];
    const reason = `must need at most ${most} ${what}, got ${sum}; name wider blocks, a group or a prefix list, join port ranges, or have AWS's quota raised and say so in rulesPerSecurityGroup`;
    return [{ propertyPath: "flows", reason }];
  });
}

function familiesOf({ kind }: RulePeer): (4 | 6)[] {
  switch (kind) {
    case "group":
    case "peerGroup":
    case "prefixList":
      return [4, 6];
    case "cidrIpv4":
      return [4];
    case "cidrIpv6":
    case "vpcIpv6":
      return [6];
  }
}
