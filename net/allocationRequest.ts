/**
 * The door to allocation: reads what a program asked for, gathers everything that is wrong with it
 * under the path the caller wrote, and hands on value objects only.
 */
import { parseAvailabilityZone, type AvailabilityZone } from "./availabilityZone";
import type { SlottedZone, Tier } from "./allocation";
import { parseCidrBlock, type CidrBlock } from "./cidrBlock";
import type { Issue } from "./parsed";
import { readTiers, type TierRequest } from "./tierRequest";
import { readVpcBlocks } from "./vpcBlocks";

/** The arguments of a network that decide its addresses, by the names they have in a program. */
export interface AllocationRequest {
  readonly cidrBlock: string;
  readonly secondaryCidrBlocks?: readonly string[] | undefined;
  /** Where no subnet may lie: what others have. */
  readonly occupiedCidrBlocks?: readonly string[] | undefined;
  readonly availabilityZones: readonly string[];
  /** What the caller called the list: names or ids. */
  readonly availabilityZonesArgument: "availabilityZoneNames" | "availabilityZoneIds";
  readonly availabilityZoneSlots?: Readonly<Record<string, number>> | undefined;
  readonly reservedAvailabilityZones?: number | undefined;
  readonly subnetSpecs: readonly TierRequest[];
}

/** A request that has been read; undefined parts could not be. */
export interface ReadRequest {
  readonly vpc: CidrBlock | undefined;
  /** All blocks of the VPC that could be read, the first one first. */
  readonly blocks: readonly CidrBlock[];
  readonly occupied: readonly CidrBlock[];
  readonly tiers: readonly Tier[];
  readonly zones: readonly SlottedZone[];
  readonly slots: number;
}

const DEFAULT_RESERVED_AVAILABILITY_ZONES = 3;

export function readRequest(request: AllocationRequest, issues: Issue[]): ReadRequest {
  const { primary, secondary } = readVpcBlocks(
    request.cidrBlock,
    request.secondaryCidrBlocks ?? [],
    issues,
  );
  const blocks = primary ? [primary, ...secondary] : [];
  const occupied = readOccupied(request.occupiedCidrBlocks ?? [], blocks, issues);
  const slots = readSlotCount(request, issues);
  const zones = readZones(request, issues);
  const given = [request.cidrBlock, ...(request.secondaryCidrBlocks ?? [])];
  const tiers = readTiers(request.subnetSpecs, { blocks, given, zones, slots }, issues);
  return { vpc: primary, blocks, occupied, tiers, zones, slots };
}

function readOccupied(
  texts: readonly string[],
  blocks: readonly CidrBlock[],
  issues: Issue[],
): CidrBlock[] {
  return texts.flatMap((text, index) => {
    const block = parseCidrBlock(text);
    const inside = (one: CidrBlock) => blocks.some((vpc) => vpc.contains(one));
    const reason = !block.ok
      ? block.reason
      : blocks.length === 0 || inside(block.value)
        ? undefined
        : `must lie in the VPC's ${blocks.map(String).join(" or ")}, got "${text}"`;
    if (reason !== undefined) {
      issues.push({ propertyPath: `occupiedCidrBlocks[${index}]`, reason });
    }
    return block.ok ? [block.value] : [];
  });
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
