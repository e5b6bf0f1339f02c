/**
 * The door to allocation: reads what a program asked for, gathers everything that is wrong with it
 * under the path the caller wrote, and hands on value objects only.
 */
import { parseAvailabilityZone, type AvailabilityZone } from "./availabilityZone";
import type { SlottedZone, Tier } from "./allocation";
import { parseCidrBlock, type CidrBlock } from "./cidrBlock";
import type { Issue } from "./parsed";

/** The arguments of a network that decide its addresses, by the names they have in a program. */
export interface AllocationRequest {
  readonly cidrBlock: string;
  readonly availabilityZones: readonly string[];
  /** What the caller called the list: names or ids. */
  readonly availabilityZonesArgument: "availabilityZoneNames" | "availabilityZoneIds";
  readonly availabilityZoneSlots?: Readonly<Record<string, number>> | undefined;
  readonly reservedAvailabilityZones?: number | undefined;
  readonly subnetSpecs: readonly TierRequest[];
}

interface TierRequest {
  readonly name: string;
  readonly cidrMask?: number | undefined;
  readonly cidrBlocks?: Readonly<Record<string, string>> | undefined;
}

/** A request that has been read; undefined parts could not be. */
export interface ReadRequest {
  readonly vpc: CidrBlock | undefined;
  readonly tiers: readonly Tier[];
  readonly zones: readonly SlottedZone[];
  readonly slots: number;
}

const DEFAULT_CIDR_MASK = 24;
const DEFAULT_RESERVED_AVAILABILITY_ZONES = 3;
const SMALLEST = 28;
const LARGEST = 16;
/** No part starts with a digit or looks like a zone's id, so `<tier>-<zone>` is never ambiguous. */
const TIER_NAME = /^[a-z][a-z0-9]*(?:-(?!az\d)[a-z][a-z0-9]*)*$/;

export function readRequest(request: AllocationRequest, issues: Issue[]): ReadRequest {
  const vpc = readVpcBlock(request.cidrBlock, issues);
  const slots = readSlotCount(request, issues);
  const zones = readZones(request, issues);
  const tiers = request.subnetSpecs.map((tier, index) =>
    readTier({ tier, path: `subnetSpecs[${index}]`, vpc, zones }, issues),
  );
  checkTierNames(request.subnetSpecs, issues);
  return { vpc, tiers, zones, slots };
}

function readVpcBlock(text: string, issues: Issue[]): CidrBlock | undefined {
  const block = parseCidrBlock(text);
  if (!block.ok) {
    issues.push({ propertyPath: "cidrBlock", reason: block.reason });
    return undefined;
  }
  const { family, prefixLength } = block.value;
  if (family === 4 && prefixLength >= LARGEST && prefixLength <= SMALLEST) return block.value;
  const reason =
    family === 4
      ? `must be /16 to /28, got "${text}"; AWS allows no ${prefixLength < LARGEST ? "larger" : "smaller"} VPC block`
      : `must be an IPv4 block, got "${text}"`;
  issues.push({ propertyPath: "cidrBlock", reason });
  return undefined;
}

function readSlotCount(request: AllocationRequest, issues: Issue[]): number {
  const slots = request.reservedAvailabilityZones ?? DEFAULT_RESERVED_AVAILABILITY_ZONES;
  if (Number.isInteger(slots) && slots >= 0 && slots <= 26) return slots;
  issues.push({
    propertyPath: "reservedAvailabilityZones",
    reason: `must be an integer between 0 and 26, got ${slots}`,
  });
  return DEFAULT_RESERVED_AVAILABILITY_ZONES;
}

function readZones(request: AllocationRequest, issues: Issue[]): SlottedZone[] {
  const list = request.availabilityZonesArgument;
  if (request.availabilityZones.length === 0) {
    issues.push({ propertyPath: list, reason: "must list at least one availability zone" });
  }
  const slots = readZoneSlots(request.availabilityZoneSlots ?? {}, issues);
  const zones: SlottedZone[] = [];
  request.availabilityZones.forEach((text, index) => {
    const zone = parseAvailabilityZone(text);
    const slot = slots.get(text) ?? zone?.slot;
    const reason = refuseZone({ text, zone, slot }, zones, list);
    if (reason !== undefined) issues.push({ propertyPath: `${list}[${index}]`, reason });
    else if (zone) zones.push({ zone, slot });
  });
  return zones;
}

function readZoneSlots(
  slots: Readonly<Record<string, number>>,
  issues: Issue[],
): Map<string, number> {
  return new Map(
    Object.entries(slots).filter(([zone, slot]) => {
      const valid = Number.isInteger(slot) && slot >= 0;
      if (!valid) {
        issues.push({
          propertyPath: `availabilityZoneSlots["${zone}"]`,
          reason: `must be an integer from 0 upward, got ${slot}`,
        });
      }
      return valid;
    }),
  );
}

function refuseZone(
  given: { text: string; zone: AvailabilityZone | undefined; slot: number | undefined },
  before: readonly SlottedZone[],
  list: AllocationRequest["availabilityZonesArgument"],
): string | undefined {
  const { text, zone, slot } = given;
  const kind = list === "availabilityZoneNames" ? "name" : "id";
  if (zone?.kind !== kind) {
    const example = kind === "name" ? "us-east-1a" : "use1-az1";
    const other = kind === "name" ? "availabilityZoneIds" : "availabilityZoneNames";
    const remedy = zone ? `; ${zone.kind}s go into ${other}` : "";
    return `must be the ${kind} of an availability zone such as ${example}, got "${text}"${remedy}`;
  }
  if (before.some((one) => one.zone.name === text)) {
    return `must be listed once, got "${text}" again`;
  }
  const first = before[0]?.zone;
  if (first && first.region !== zone.region) {
    return `must be in the region of "${first.name}", got "${text}"`;
  }
  const holder = before.find((one) => slot !== undefined && one.slot === slot)?.zone.name;
  if (holder !== undefined) {
    return `must have a slot of its own, got "${text}" with slot ${slot ?? ""}, which "${holder}" has; give one of them another by availabilityZoneSlots`;
  }
  return undefined;
}

interface TierReading {
  readonly tier: TierRequest;
  readonly path: string;
  readonly vpc: CidrBlock | undefined;
  readonly zones: readonly SlottedZone[];
}

function readTier({ tier, path, vpc, zones }: TierReading, issues: Issue[]): Tier {
  const largest = Math.max(LARGEST, vpc?.prefixLength ?? LARGEST);
  const mask = tier.cidrMask ?? Math.max(DEFAULT_CIDR_MASK, largest);
  const valid = Number.isInteger(mask) && mask >= largest && mask <= SMALLEST;
  if (!valid) {
    const why =
      mask < LARGEST || mask > SMALLEST || !vpc
        ? "AWS subnets are /16 to /28"
        : `the VPC is ${vpc.toString()}`;
    issues.push({
      propertyPath: `${path}.cidrMask`,
      reason: `must be between ${largest} and ${SMALLEST}, got ${mask}; ${why}`,
    });
  }
  const explicit = readExplicit({ tier, path, vpc, zones }, issues);
  return { name: tier.name, prefixLength: valid ? mask : SMALLEST, explicit };
}

function readExplicit(
  { tier, path, vpc, zones }: TierReading,
  issues: Issue[],
): Map<string, CidrBlock> {
  const explicit = new Map<string, CidrBlock>();
  for (const [zone, text] of Object.entries(tier.cidrBlocks ?? {})) {
    const propertyPath = `${path}.cidrBlocks["${zone}"]`;
    const block = parseCidrBlock(text);
    const reason = block.ok ? refuseExplicit(block.value, zone, zones, vpc) : block.reason;
    if (reason !== undefined) issues.push({ propertyPath, reason });
    if (block.ok) explicit.set(zone, block.value);
  }
  return explicit;
}

function refuseExplicit(
  block: CidrBlock,
  zone: string,
  zones: readonly SlottedZone[],
  vpc: CidrBlock | undefined,
): string | undefined {
  if (zones.every((one) => one.zone.name !== zone)) {
    const listed = zones.map((one) => one.zone.name).join(", ");
    return `must be for a zone that is listed (${listed}), got "${zone}"`;
  }
  if (block.family !== 4 || block.prefixLength < LARGEST || block.prefixLength > SMALLEST) {
    return `must be /16 to /28, got "${block.toString()}"; AWS subnets are /16 to /28`;
  }
  return !vpc || vpc.contains(block)
    ? undefined
    : `must lie in the VPC's ${vpc.toString()}, got "${block.toString()}"`;
}

function checkTierNames(tiers: readonly TierRequest[], issues: Issue[]): void {
  if (tiers.length === 0) {
    issues.push({ propertyPath: "subnetSpecs", reason: "must have at least one tier" });
  }
  tiers.forEach(({ name }, index) => {
    const propertyPath = `subnetSpecs[${index}].name`;
    const first = tiers.findIndex((tier) => tier.name === name);
    if (!TIER_NAME.test(name)) {
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
