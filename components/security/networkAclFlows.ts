/** The flows of network ACLs, read: whose addresses they join, in which tiers, through which NAT gateway. */
import { CidrBlock, coverRanges, parseCidrBlock, type Issue } from "../../net";
import { refuseValue, SubnetType, tiersOfType, type VpcAttributes } from "../network";
import type { AclEnd, AclFlow, NatPassage } from "./networkAclRules";
import { NetworkAclClients, type NetworkAclFlow, type NetworkAclsArgs } from "./networkAclsArgs";
import { ownIpv6 } from "./networkIpv6";
import { readPorts } from "./portPresets";

/** The attributes that flows are read by. */
export type NetworkAclsSite = Pick<
  VpcAttributes,
  "cidrBlocks" | "subnetTypes" | "reservedCidrBlocks" | "ipv6CidrBlock" | "reservedIpv6Subnets"
>;

export interface Reading {
  readonly args: Pick<NetworkAclsArgs, "natGatewayTier">;
  readonly site: NetworkAclsSite;
  /** The tiers that get an ACL. */
  readonly tiers: readonly string[];
}

/** A flow, where it was given, and whether security groups need it. */
export interface GivenFlow {
  readonly flow: NetworkAclFlow;
  readonly path: string;
  readonly additive: boolean;
}

interface ReadFlow {
  readonly flows: AclFlow[];
  readonly passages: NatPassage[];
  readonly issues: Issue[];
}

const FAMILIES = [4, 6] as const;
type Family = (typeof FAMILIES)[number];

export function readFlow({ flow, path, additive }: GivenFlow, reading: Reading): ReadFlow {
  const issues: Issue[] = [];
  const source = readEnd(flow.source, `${path}.source`, reading, issues);
  const destination = readEnd(flow.destination, `${path}.destination`, reading, issues);
  const ports = readPorts(flow.ports, `${path}.ports`);
  const clients = flow.clients ?? NetworkAclClients.Any;
  issues.push(...ports.issues, ...refuseClients(`${path}.clients`, clients));
  if (!source || !destination) return { flows: [], passages: [], issues };
  const ends = FAMILIES.map((family) => ({
    source: endIn(family, source, reading),
    destination: endIn(family, destination, reading),
  })).filter((one) => one.source.blocks.length > 0 && one.destination.blocks.length > 0);
  // Of a security group's flows only those that cross the edge of a subnet with an ACL are needed.
  if (!additive) issues.push(...refuseEnds(flow, path, ends));
  if (issues.length > 0) return { flows: [], passages: [], issues };
  const said = { traffic: ports.traffic, clients, additive };
  return {
    flows: ends.map((one) => ({ ...one, ...said })),
    passages: natPassages(source, destination, reading).map((one) => ({ ...one, flow: said })),
    issues,
  };
}

export function refuseClients(propertyPath: string, clients: NetworkAclClients): Issue[] {
  return refuseValue(propertyPath, NetworkAclClients, clients);
}

function refuseEnds(
  flow: NetworkAclFlow,
  path: string,
  ends: readonly { readonly source: AclEnd; readonly destination: AclEnd }[],
): Issue[] {
  const got = `got "${flow.source}" to "${flow.destination}"`;
  if (ends.length === 0) {
    return [{ propertyPath: path, reason: `must have ends of one address family, ${got}` }];
  }
  if (ends.some(({ source, destination }) => source.tiers.length + destination.tiers.length > 0)) {
    return [];
  }
  return [{ propertyPath: path, reason: `must have a tier with an ACL at one end, ${got}` }];
}

/** A word of a flow, before its families are told apart. */
interface End {
  readonly blocks: readonly CidrBlock[];
  /** Set where the word is a tier. */
  readonly tier?: string;
}

function readEnd(
  text: string,
  propertyPath: string,
  { site }: Reading,
  issues: Issue[],
): End | undefined {
  if (Object.keys(site.subnetTypes).includes(text)) {
    const blocks = reservedBlocks(site, text);
    if (blocks.length > 0) return { blocks, tier: text };
    const reason = `must be a tier whose addresses are known (vpc.reservedCidrBlocks), got "${text}"`;
    issues.push({ propertyPath, reason });
    return undefined;
  }
  if (text === "internet") return { blocks: everyAddress(site) };
  if (text === "vpc") return { blocks: ownBlocks(site) };
  const block = parseCidrBlock(text);
  if (block.ok) return { blocks: [block.value] };
  const names = Object.keys(site.subnetTypes).join(", ");
  const reason = text.includes("/")
    ? block.reason
    : `must be a tier (${names}), "vpc", "internet" or a CIDR block, got "${text}"`;
  issues.push({ propertyPath, reason });
  return undefined;
}

/** Blocks within the VPC are at home in the tiers they touch; wider ones stand for the outside. */
function endIn(family: Family, end: End, { site, tiers }: Reading): AclEnd {
  const blocks = inFamily(family, end.blocks);
  if (end.tier !== undefined) return { blocks, tiers: blocks.length > 0 ? [end.tier] : [] };
  const own = ownBlocks(site);
  if (!blocks.every((block) => own.some((one) => one.contains(block)))) {
    return { blocks, tiers: [] };
  }
  const touched = tiers.filter((tier) =>
    reservedBlocks(site, tier).some((one) => blocks.some((block) => block.overlaps(one))),
  );
  return { blocks, tiers: touched };
}

/** Private and shared ranges are met through peerings and gateways of one's own, not through NAT. */
const NOT_PUBLIC = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].flatMap(
  readBlock,
);

/**
 * What private tiers send to public IPv4 addresses passes a NAT gateway. A tier without IPv4 sends
 * it as IPv6 (NAT64), and the gateway's subnet meets it so; IPv6 of its own accord passes none.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html
 */
function natPassages(source: End, destination: End, reading: Reading): Omit<NatPassage, "flow">[] {
  const { args, site, tiers } = reading;
  const tier = args.natGatewayTier ?? tiersOfType(site.subnetTypes, SubnetType.Public)[0];
  if (tier === undefined || !tiers.includes(tier)) return [];
  const servers = inFamily(4, destination.blocks);
  const inside = [...NOT_PUBLIC, ...site.cidrBlocks.flatMap(readBlock)];
  if (servers.some((block) => inside.some((own) => own.contains(block)))) return [];
  const touched = FAMILIES.flatMap((family) => endIn(family, source, reading).tiers);
  const clients = [...new Set(touched)]
    .filter((one) => site.subnetTypes[one] === SubnetType.Private)
    .flatMap((one) => {
      const blocks = reservedBlocks(site, one);
      const ipv4 = inFamily(4, blocks);
      return ipv4.length > 0 ? ipv4 : blocks;
    });
  return servers.length === 0 || clients.length === 0 ? [] : [{ tier, clients, servers }];
}

function everyAddress(site: NetworkAclsSite): CidrBlock[] {
  const ipv4 = new CidrBlock(4, 0n, 0);
  return ownIpv6(site) === undefined ? [ipv4] : [ipv4, new CidrBlock(6, 0n, 0)];
}

function ownBlocks(site: NetworkAclsSite): CidrBlock[] {
  const ipv6 = ownIpv6(site);
  return [...site.cidrBlocks.flatMap(readBlock), ...(ipv6 === undefined ? [] : [ipv6])];
}

function reservedBlocks(site: NetworkAclsSite, tier: string): CidrBlock[] {
  const own = ownIpv6(site);
  const places = own === undefined ? [] : (site.reservedIpv6Subnets?.[tier] ?? []);
  return [
    ...(site.reservedCidrBlocks?.[tier] ?? []).flatMap(readBlock),
    ...coverRanges(
      6,
      places.flatMap((place) => (own === undefined ? [] : [own.part(64, place)])),
    ),
  ];
}

function inFamily(family: Family, blocks: readonly CidrBlock[]): CidrBlock[] {
  return blocks.filter((block) => block.family === family);
}

function readBlock(text: string): CidrBlock[] {
  const block = parseCidrBlock(text);
  return block.ok ? [block.value] : [];
}
