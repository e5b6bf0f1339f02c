/**
 * The whole of subnet allocation: what a program asked for in, the resolved layout and everything
 * wrong with the request out. See `allocation.ts` for where subnets lie.
 */
import { allocateTiers, type TierAllocation } from "./allocation";
import { readRequest, type AllocationRequest } from "./allocationRequest";
import type { AvailabilityZone } from "./availabilityZone";
import type { CidrBlock } from "./cidrBlock";
import { overlaps } from "./layoutOverlaps";
import { tooLarge, withoutSlot } from "./layoutRoom";
import type { Issue } from "./parsed";

export interface SubnetLayout {
  /** The VPC's IPv4 blocks, the first one first; empty where that could not be read. */
  readonly blocks: readonly CidrBlock[];
  /** What others have of them. */
  readonly occupied: readonly CidrBlock[];
  readonly zones: readonly AvailabilityZone[];
  /** Empty while there are issues that leave the addresses open. */
  readonly tiers: readonly TierAllocation[];
  readonly issues: readonly Issue[];
}

export function allocateSubnets(request: AllocationRequest): SubnetLayout {
  const issues: Issue[] = [];
  const read = readRequest(request, issues);
  const zones = read.zones.map(({ zone }) => zone);
  const { blocks, occupied } = read;
  // Sums over tiers and blocks that could not be read would only add noise to the first mistake.
  if (issues.length > 0) return { blocks, occupied, zones, tiers: [], issues };
  issues.push(...tooLarge(read, request), ...withoutSlot(read, request));
  const tiers = allocateTiers(read.tiers, read.zones, read.slots, occupied);
  issues.push(...overlaps(read, request, tiers));
  return { blocks, occupied, zones, tiers, issues };
}
