/** The tiers of a network as a program asked for them: read, with all that is wrong with each. */
import {
  LARGEST_SUBNET,
  nextMultiple,
  SMALLEST_SUBNET,
  subnetSize,
  type SlottedZone,
  type Tier,
} from "./allocation";
import { CidrBlock, formatAddress, parseAddress, parseCidrBlock } from "./cidrBlock";
import type { Issue } from "./parsed";

export interface TierRequest {
  readonly name: string;
  readonly cidrMask?: number | undefined;
  readonly cidrBlocks?: Readonly<Record<string, string>> | undefined;
  /** Where its slots start. */
  readonly startAddress?: string | undefined;
  /** Whether its subnets are as large as what is left of the block allows. */
  readonly remaining?: boolean | undefined;
  /** Whether its addresses are only kept, without subnets. */
  readonly reserved?: boolean | undefined;
  /** The zones that it is in; all of them where that is not said. */
  readonly availabilityZones?: readonly string[] | undefined;
  /** The VPC's block that it lies in; the first one where that is not said. */
  readonly vpcCidrBlock?: string | undefined;
}

/** What tiers are read against. */
interface TierSite {
  /** The blocks of the VPC that could be read, the first one first. */
  readonly blocks: readonly CidrBlock[];
  /** The blocks that were given. */
  readonly given: readonly string[];
  readonly zones: readonly SlottedZone[];
  readonly slots: number;
}

interface TierReading extends TierSite {
  readonly tier: TierRequest;
  readonly path: string;
  /** The block that the tier lies in; undefined where the VPC's first could not be read. */
  readonly block: CidrBlock | undefined;
}

const DEFAULT_CIDR_MASK = 24;
/** No part starts with a digit or looks like a zone's id, so `<tier>-<zone>` is never ambiguous. */
const TIER_NAME = /^[a-z][a-z0-9]*(?:-(?!az\d)[a-z][a-z0-9]*)*$/;

/** Lower-case words joined by hyphens. */
export const isTierName = (name: string): boolean => TIER_NAME.test(name);

export function readTiers(
  requests: readonly TierRequest[],
  site: TierSite,
  issues: Issue[],
): Tier[] {
  const tiers = requests.map((tier, index) => {
    const path = `subnetSpecs[${index}]`;
    const block = blockOf(tier, path, site, issues);
    return readTier({ ...site, tier, path, block }, issues);
  });
  refuseAfterRemaining(requests, tiers, issues);
  checkTierNames(requests, issues);
  return tiers;
}

function blockOf(
  { vpcCidrBlock }: TierRequest,
  path: string,
  { blocks, given }: TierSite,
  issues: Issue[],
): CidrBlock | undefined {
  if (vpcCidrBlock === undefined || blocks.length === 0) return blocks[0];
  const found = blocks.find((block) => block.toString() === vpcCidrBlock);
  // A block that was given and refused has its issue already.
  if (found || given.includes(vpcCidrBlock)) return found;
  const listed = blocks.map(String).join(", ");
  const reason = `must be one of the VPC's blocks (${listed}), got "${vpcCidrBlock}"; list it in secondaryCidrBlocks`;
  issues.push({ propertyPath: `${path}.vpcCidrBlock`, reason });
  return undefined;
}

function readTier(reading: TierReading, issues: Issue[]): Tier {
  const { tier, block } = reading;
  const zones = readTierZones(reading, issues);
  const prefixLength = readMask(reading, issues);
  const start = readStart(reading, prefixLength, issues);
  const explicit = readExplicit(reading, zones, issues);
  return {
    name: tier.name,
    block: block ?? new CidrBlock(4, 0n, 0),
    prefixLength,
    start,
    explicit,
    zones,
  };
}

function readTierZones({ tier, path, zones }: TierReading, issues: Issue[]): ReadonlySet<string> {
  const all = zones.map(({ zone }) => zone.name);
  const propertyPath = `${path}.availabilityZones`;
  if (tier.availabilityZones?.length === 0) {
    const reason = "must list at least one availability zone; leave it out for all of them";
    issues.push({ propertyPath, reason });
  }
  tier.availabilityZones?.forEach((zone, index) => {
    if (all.includes(zone)) return;
    const reason = `must be a zone that is listed (${all.join(", ")}), got "${zone}"`;
    issues.push({ propertyPath: `${propertyPath}[${index}]`, reason });
  });
  return new Set(tier.reserved === true ? [] : (tier.availabilityZones ?? all));
}

/** Undefined for a tier that takes what is left. */
function readMask(reading: TierReading, issues: Issue[]): number | undefined {
  const { tier, path, block } = reading;
  if (tier.remaining === true) {
    issues.push(...refuseRemaining(reading));
    return undefined;
  }
  const largest = Math.max(LARGEST_SUBNET, block?.prefixLength ?? LARGEST_SUBNET);
  const mask = tier.cidrMask ?? Math.max(DEFAULT_CIDR_MASK, largest);
  if (Number.isInteger(mask) && mask >= largest && mask <= SMALLEST_SUBNET) return mask;
  const why =
    mask < LARGEST_SUBNET || mask > SMALLEST_SUBNET || !block
      ? "AWS subnets are /16 to /28"
      : `the VPC is ${block.toString()}`;
  issues.push({
    propertyPath: `${path}.cidrMask`,
    reason: `must be between ${largest} and ${SMALLEST_SUBNET}, got ${mask}; ${why}`,
  });
  return SMALLEST_SUBNET;
}

function refuseRemaining({ tier, path, slots }: TierReading): Issue[] {
  const mask = `must be left out where the tier takes what is left (remaining), got ${tier.cidrMask ?? ""}`;
  const none =
    "must be left out where no slots are reserved (reservedAvailabilityZones: 0): nothing says among how many zones to share";
  return [
    ...(tier.cidrMask === undefined ? [] : [{ propertyPath: `${path}.cidrMask`, reason: mask }]),
    ...(slots > 0 ? [] : [{ propertyPath: `${path}.remaining`, reason: none }]),
  ];
}

function readStart(
  { tier, path, block }: TierReading,
  prefixLength: number | undefined,
  issues: Issue[],
): bigint | undefined {
  const text = tier.startAddress;
  if (text === undefined) return undefined;
  const read = parseAddress(text);
  const address = read.ok && read.value.family === 4 ? read.value.address : undefined;
  const reason =
    address === undefined
      ? `must be an IPv4 address such as 10.0.64.0, got "${text}"`
      : refuseStart(address, block, prefixLength);
  if (reason === undefined) return address;
  issues.push({ propertyPath: `${path}.startAddress`, reason });
  return undefined;
}

function refuseStart(
  address: bigint,
  block: CidrBlock | undefined,
  prefixLength: number | undefined,
): string | undefined {
  if (block === undefined) return undefined;
  const text = formatAddress(4, address);
  if (address < block.first || address > block.last) {
    return `must lie in the VPC's ${block.toString()}, got "${text}"`;
  }
  // What is left starts at the next address that fits its size, whatever that turns out to be.
  if (prefixLength === undefined) return undefined;
  const fitting = nextMultiple(address, subnetSize(prefixLength));
  return fitting === address
    ? undefined
    : `must be where a /${prefixLength} can start, got "${text}"; the next is ${formatAddress(4, fitting)}`;
}

function readExplicit(
  { tier, path, blocks, block: own }: TierReading,
  zones: ReadonlySet<string>,
  issues: Issue[],
): Map<string, CidrBlock> {
  const explicit = new Map<string, CidrBlock>();
  const inside = tier.vpcCidrBlock === undefined || own === undefined ? blocks : [own];
  for (const [zone, text] of Object.entries(tier.cidrBlocks ?? {})) {
    const propertyPath = `${path}.cidrBlocks["${zone}"]`;
    const block = parseCidrBlock(text);
    const reason = block.ok ? refuseExplicit(block.value, zone, zones, inside) : block.reason;
    if (reason !== undefined) issues.push({ propertyPath, reason });
    if (block.ok) explicit.set(zone, block.value);
  }
  return explicit;
}

function refuseExplicit(
  block: CidrBlock,
  zone: string,
  zones: ReadonlySet<string>,
  inside: readonly CidrBlock[],
): string | undefined {
  if (!zones.has(zone)) {
    const listed = [...zones].join(", ") || "the tier makes no subnets";
    return `must be for a zone that is listed (${listed}), got "${zone}"`;
  }
  const { family, prefixLength } = block;
  if (family !== 4 || prefixLength < LARGEST_SUBNET || prefixLength > SMALLEST_SUBNET) {
    return `must be /16 to /28, got "${block.toString()}"; AWS subnets are /16 to /28`;
  }
  return inside.length === 0 || inside.some((one) => one.contains(block))
    ? undefined
    : `must lie in the VPC's ${inside.map(String).join(" or ")}, got "${block.toString()}"`;
}

/** What is left is all that is left. */
function refuseAfterRemaining(
  requests: readonly TierRequest[],
  tiers: readonly Tier[],
  issues: Issue[],
): void {
  tiers.forEach((tier, index) => {
    const before = tiers.findIndex(
      (one, at) => at < index && requests[at]?.remaining === true && one.block.equals(tier.block),
    );
    if (before < 0 || requests[index]?.startAddress !== undefined) return;
    const reason = `must stand before ${tiers[before]?.name ?? ""} (subnetSpecs[${before}]), which takes what is left of ${tier.block.toString()}, got it after; or give it a startAddress`;
    issues.push({ propertyPath: `subnetSpecs[${index}]`, reason });
  });
}

function checkTierNames(tiers: readonly TierRequest[], issues: Issue[]): void {
  if (tiers.length === 0) {
    issues.push({ propertyPath: "subnetSpecs", reason: "must have at least one tier" });
  }
  tiers.forEach(({ name }, index) => {
    const propertyPath = `subnetSpecs[${index}].name`;
    const first = tiers.findIndex((tier) => tier.name === name);
    if (!isTierName(name)) {
      issues.push({
        propertyPath,
        reason: `must be lower-case words joined by hyphens, each starting with a letter, got "${name}"`,
      });
    } else if (first < index) {
      issues.push({
        propertyPath,
        reason: `must be the name of one tier, got "${name}" again (subnetSpecs[${first}])`,
      });
    }
  });
}
