/** What `NetworkAcls` will make, decided from plain values alone. */
import { formatTraffic, type CidrBlock, type Issue } from "../../net";
import { childName, SubnetType, tiersOfType } from "../network";
import { readFlow, type GivenFlow, type NetworkAclsSite } from "./networkAclFlows";
import { flowsOfGroups } from "./networkAclGroups";
import { numberRules } from "./networkAclNumbers";
import {
  allowRules,
  denyRules,
  groupBy,
  passageRules,
  ruleContent,
  withoutRepeats,
  type AclRule,
} from "./networkAclRules";
import type { NetworkAclsArgs } from "./networkAclsArgs";
import { blockName, ownIpv6, refuseIpv6 } from "./networkIpv6";

export interface NumberedRule extends AclRule {
  readonly ruleNumber: number;
  /** The rule's own part of its child's name: its tier, direction and what it says. */
  readonly key: string;
}

export interface NetworkAclsPlan {
  readonly tiers: readonly string[];
  readonly rules: readonly NumberedRule[];
  readonly issues: readonly Issue[];
}

type PlannedArgs = Pick<
  NetworkAclsArgs,
  "flows" | "securityGroups" | "tiers" | "natGatewayTier" | "rulesPerNetworkAcl"
>;

/**
 * AWS's quota a direction and address family, the closing deny among it, and how far AWS raises it.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html#vpc-limits-nacls
 */
const DEFAULT_RULES = 20;
const MOST_RULES = 40;

export function planNetworkAcls(args: PlannedArgs, site: NetworkAclsSite): NetworkAclsPlan {
  const own = ownIpv6(site);
  const tiers = args.tiers ?? Object.keys(site.subnetTypes);
  const groups = flowsOfGroups(args.securityGroups, Object.keys(site.subnetTypes));
  const given: GivenFlow[] = [
    ...(args.flows ?? []).map((flow, index) => ({
      ...{ flow, path: `flows[${index}]`, additive: false },
    })),
    ...(groups.issues.length === 0 ? groups.flows : []),
  ];
  const read = given.map((flow) => readFlow(flow, { args, site, tiers }));
  const allowed = [
    ...read.flatMap(({ flows }) => flows).flatMap(allowRules),
    ...read.flatMap(({ passages }) => passages).flatMap(passageRules),
  ].filter(({ tier }) => tiers.includes(tier));
  const { rules: denied, inseparable } = denyRules(allowed);
  const rules = withoutRepeats([...denied, ...allowed]);
  const issues = [
    ...refuseNoFlows(args),
    ...refuseTiers(args, site),
    ...refuseIpv6(site),
    ...groups.issues,
    ...read.flatMap((one) => one.issues),
    ...inseparable.map(({ tier, wide, narrow }) => ({
      propertyPath: "flows",
      reason: `must name ports where ${shown(narrow, own)}, which has flows of its own with ${tier}, lies in ${shown(wide, own)}, got "all" for it; an ACL cannot allow all to the one and less to the other`,
    })),
    ...refuseTooMany(rules, args),
  ];
  return { tiers, rules: numbered(rules, own), issues: onceEach(issues) };
}

/** An ACL that nobody gave a flow drops everything: that has to be meant. */
function refuseNoFlows({ flows, securityGroups }: PlannedArgs): Issue[] {
  if (flows !== undefined || securityGroups !== undefined) return [];
  const reason =
    "must be given where securityGroups is not; an empty list drops all but what AWS never filters";
  return [{ propertyPath: "flows", reason }];
}

function refuseTiers(args: PlannedArgs, site: NetworkAclsSite): Issue[] {
  const known = Object.keys(site.subnetTypes);
  const issues = (args.tiers ?? []).flatMap((tier, index, all) => {
    const propertyPath = `tiers[${index}]`;
    if (!known.includes(tier)) {
      const reason = `must be one of the network's tiers (${known.join(", ")}), got "${tier}"`;
      return [{ propertyPath, reason }];
    }
    if (all.indexOf(tier) === index) return [];
    return [{ propertyPath, reason: `must be named once, got "${tier}" again` }];
  });
  const publicTiers = tiersOfType(site.subnetTypes, SubnetType.Public);
  if (args.natGatewayTier !== undefined && !publicTiers.includes(args.natGatewayTier)) {
    const reason = `must be a public tier (${publicTiers.join(", ") || "there is none"}), got "${args.natGatewayTier}"`;
    issues.push({ propertyPath: "natGatewayTier", reason });
  }
  return issues;
}

function refuseTooMany(rules: readonly AclRule[], args: PlannedArgs): Issue[] {
  const quota = args.rulesPerNetworkAcl ?? DEFAULT_RULES;
  if (!Number.isInteger(quota) || quota < 1 || quota > MOST_RULES) {
    const reason = `must be a whole number from 1 to ${MOST_RULES}, got ${quota}; AWS's own is ${DEFAULT_RULES}, and it is raised to ${MOST_RULES} at most`;
    return [{ propertyPath: "rulesPerNetworkAcl", reason }];
  }
  const lists = groupBy(
    rules,
    ({ tier, direction, block }) => `${direction} IPv${block.family} rules for ${tier}`,
  );
  const propertyPath = args.flows === undefined ? "securityGroups" : "flows";
  return [...lists].flatMap(([what, list]) => {
    if (list.length < quota) return [];
    const reason = `must need at most ${quota - 1} ${what}, got ${list.length}; AWS allows ${quota} with the closing deny: join port ranges, name a tier or "vpc" instead of single blocks, leave narrow rules to security groups, or have the quota raised and say so in rulesPerNetworkAcl`;
    return [{ propertyPath, reason }];
  });
}

function numbered(rules: readonly AclRule[], own: CidrBlock | undefined): NumberedRule[] {
  const lists = groupBy(rules, ({ tier, direction }) => `${tier} ${direction}`);
  return [...lists.values()].flatMap((list) => {
    const numbers = numberRules(
      list.map((rule) => ({ action: rule.action, content: ruleContent(rule, own) })),
    );
    return list.map((rule) => ({
      ...rule,
      ruleNumber: numbers.get(ruleContent(rule, own)) ?? 0,
      key: childName(
        ...[rule.tier, rule.direction, rule.action],
        formatTraffic(rule.traffic).replace("/", "-"),
        blockName(rule.block, own),
      ),
    }));
  });
}

function shown(block: CidrBlock, own: CidrBlock | undefined): string {
  return own?.contains(block) === true ? blockName(block, own) : block.toString();
}

/** One flow of a security group may be several here, and wrong in the same way. */
function onceEach(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((one) => [`${one.propertyPath} ${one.reason}`, one])).values()];
}
