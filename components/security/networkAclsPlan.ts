/** What `NetworkAcls` will make, decided from plain values alone. */
import { CidrBlock, parseCidrBlock, parseTraffic, type Issue } from "../../net";
import { oneOf, SubnetType, tiersOfType, type VpcAttributes } from "../network";
import {
  allowRules,
  denyRules,
  groupBy,
  ruleContent,
  withoutRepeats,
  type AclEnd,
  type AclFlow,
  type AclRule,
} from "./networkAclRules";
import { numberRules } from "./networkAclNumbers";
import { NetworkAclClients, type NetworkAclFlow, type NetworkAclsArgs } from "./networkAclsArgs";

export interface NumberedRule extends AclRule {
  readonly ruleNumber: number;
}

export interface NetworkAclsPlan {
  readonly tiers: readonly string[];
  readonly rules: readonly NumberedRule[];
  readonly issues: readonly Issue[];
}

/** AWS allows 20 rules a direction and address family, the closing deny among them. */
const OWN_RULES = 19;

/** The attributes the plan rests on. */
export type NetworkAclsSite = Pick<
  VpcAttributes,
  "cidrBlocks" | "subnetTypes" | "reservedCidrBlocks"
>;

export function planNetworkAcls(
  args: Pick<NetworkAclsArgs, "flows" | "tiers" | "natGatewayTier">,
  site: NetworkAclsSite,
): NetworkAclsPlan {
  const tiers = args.tiers ?? Object.keys(site.subnetTypes);
  const issues = refuseTiers(args, site);
  const flows = args.flows.flatMap((flow, index) => {
    const read = readFlow(flow, `flows[${index}]`, { args, site, tiers });
    issues.push(...read.issues);
    return read.flow ? [read.flow] : [];
  });
  const allowed = withoutRepeats(flows.flatMap(allowRules)).filter(({ tier }) =>
    tiers.includes(tier),
  );
  const { rules: denied, inseparable } = denyRules(allowed);
  for (const { tier, wide, narrow } of inseparable) {
    issues.push({
      propertyPath: "flows",
      reason: `must name ports where ${narrow.toString()}, which has flows of its own with ${tier}, lies in ${wide.toString()}, got "all" for it; an ACL cannot allow all to the one and less to the other`,
    });
  }
  const rules = withoutRepeats([...denied, ...allowed]);
  issues.push(...refuseTooMany(rules));
  return { tiers, rules: numbered(rules), issues };
}

function refuseTiers(
  args: Pick<NetworkAclsArgs, "tiers" | "natGatewayTier">,
  site: NetworkAclsSite,
): Issue[] {
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

interface Reading {
  readonly args: Pick<NetworkAclsArgs, "tiers" | "natGatewayTier">;
  readonly site: NetworkAclsSite;
  readonly tiers: readonly string[];
}

function readFlow(
  flow: NetworkAclFlow,
  path: string,
  reading: Reading,
): { flow: AclFlow | undefined; issues: Issue[] } {
  const issues: Issue[] = [];
  const source = readEnd(flow.source, `${path}.source`, reading, issues);
  const destination = readEnd(flow.destination, `${path}.destination`, reading, issues);
  const traffic = flow.ports.flatMap((text, index) => {
    const read = parseTraffic(text);
    if (read.ok) return [read.value];
    issues.push({ propertyPath: `${path}.ports[${index}]`, reason: read.reason });
    return [];
  });
  if (flow.ports.length === 0) {
    issues.push({ propertyPath: `${path}.ports`, reason: 'must list traffic such as "tcp/443"' });
  }
  const clients = flow.clients ?? NetworkAclClients.Any;
  const known: readonly string[] = Object.values(NetworkAclClients);
  if (!known.includes(clients)) {
    const reason = `must be ${oneOf(NetworkAclClients)}, got "${clients}"`;
    issues.push({ propertyPath: `${path}.clients`, reason });
  }
  if (!source || !destination) return { flow: undefined, issues };
  issues.push(...refuseEnds(flow, path, { source, destination }));
  if (issues.length > 0) return { flow: undefined, issues };
  const nat = natPassage(source, destination, reading);
  return { flow: { source, destination, traffic, clients, nat }, issues };
}

function refuseEnds(
  flow: NetworkAclFlow,
  path: string,
  { source, destination }: { source: AclEnd; destination: AclEnd },
): Issue[] {
  const families = new Set([...source.blocks, ...destination.blocks].map(({ family }) => family));
  if (families.size > 1) {
    const reason = `must have ends of one address family, got "${flow.source}" to "${flow.destination}"`;
    return [{ propertyPath: path, reason }];
  }
  if (source.tiers.length + destination.tiers.length > 0) return [];
  const reason = `must have a tier with an ACL at one end, got "${flow.source}" to "${flow.destination}"`;
  return [{ propertyPath: path, reason }];
}

function readEnd(
  text: string,
  propertyPath: string,
  { site, tiers }: Reading,
  issues: Issue[],
): AclEnd | undefined {
  if (Object.keys(site.subnetTypes).includes(text)) {
    const blocks = reservedBlocks(site, text);
    if (blocks.length > 0) return { blocks, tiers: [text] };
    const reason = `must be a tier whose addresses are known (vpc.reservedCidrBlocks), got "${text}"`;
    issues.push({ propertyPath, reason });
    return undefined;
  }
  if (text === "internet") return { blocks: [new CidrBlock(4, 0n, 0)], tiers: [] };
  if (text === "vpc") return insideVpc(site.cidrBlocks.flatMap(readBlock), site, tiers);
  const block = parseCidrBlock(text);
  if (block.ok) return insideVpc([block.value], site, tiers);
  const names = Object.keys(site.subnetTypes).join(", ");
  const reason = text.includes("/")
    ? block.reason
    : `must be a tier (${names}), "vpc", "internet" or a CIDR block, got "${text}"`;
  issues.push({ propertyPath, reason });
  return undefined;
}

/** Blocks within the VPC are at home in the tiers they touch; wider ones stand for the outside. */
function insideVpc(
  blocks: readonly CidrBlock[],
  site: NetworkAclsSite,
  tiers: readonly string[],
): AclEnd {
  const vpc = site.cidrBlocks.flatMap(readBlock);
  const inside = blocks.every((block) => vpc.some((own) => own.contains(block)));
  const touched = tiers.filter((tier) =>
    reservedBlocks(site, tier).some((own) => blocks.some((block) => block.overlaps(own))),
  );
  return { blocks, tiers: inside ? touched : [] };
}

/** Private and shared ranges are met through peerings and gateways of one's own, not through NAT. */
const NOT_PUBLIC = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  readBlock,
);

function natPassage(source: AclEnd, destination: AclEnd, { args, site, tiers }: Reading) {
  const tier = args.natGatewayTier ?? tiersOfType(site.subnetTypes, SubnetType.Public)[0];
  const privateTiers = source.tiers.filter((one) => site.subnetTypes[one] === SubnetType.Private);
  const outside = destination.blocks.every(
    (block) =>
      block.family === 4 &&
      ![...NOT_PUBLIC, ...site.cidrBlocks.flatMap(readBlock)].some((own) => own.contains(block)),
  );
  if (tier === undefined || !outside || privateTiers.length === 0 || !tiers.includes(tier)) {
    return undefined;
  }
  return { tier, clients: privateTiers.flatMap((one) => reservedBlocks(site, one)) };
}

function reservedBlocks(site: NetworkAclsSite, tier: string): CidrBlock[] {
  return (site.reservedCidrBlocks?.[tier] ?? []).flatMap(readBlock);
}

function readBlock(text: string): CidrBlock[] {
  const block = parseCidrBlock(text);
  return block.ok ? [block.value] : [];
}

function refuseTooMany(rules: readonly AclRule[]): Issue[] {
  const lists = groupBy(
    rules,
    ({ tier, direction, block }) => `${direction} IPv${block.family} rules for ${tier}`,
  );
  return [...lists].flatMap(([what, list]) =>
    list.length <= OWN_RULES
      ? []
      : [
          {
            propertyPath: "flows",
            reason: `must need at most ${OWN_RULES} ${what}, got ${list.length}; AWS allows 20 with the closing deny: join port ranges, name a tier or "vpc" instead of single blocks, or leave narrow rules to security groups`,
          },
        ],
  );
}

function numbered(rules: readonly AclRule[]): NumberedRule[] {
  const lists = groupBy(rules, ({ tier, direction }) => `${tier} ${direction}`);
  return [...lists.values()].flatMap((list) => {
    const numbers = numberRules(
      list.map((rule) => ({ action: rule.action, content: ruleContent(rule) })),
    );
    return list.map((rule) => ({ ...rule, ruleNumber: numbers.get(ruleContent(rule)) ?? 0 }));
  });
}
