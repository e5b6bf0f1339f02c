/**
 * Where each subnet lies: a pure, stable function. A subnet's block depends on where its tier
 * starts and on its zone's slot only. Each tier reserves the same number of slots:
 *
 *     10.0.0.0/16, three slots, public /24 and private /24
 *     | public 0 | public 1 | public 2 | private 0 | private 1 | private 2 | free ...
 *     | 10.0.0.0 | 10.0.1.0 | 10.0.2.0 | 10.0.3.0  | 10.0.4.0  | 10.0.5.0  |
 *
 * A tier starts where it is told; otherwise after the tier before it in the same block, at the next
 * multiple of its own subnets' size, so a /20 tier after a /24 tier leaves a gap before it. Nothing
 * ever fills a gap by itself: adding a tier at the end moves nothing, and where every tier is told
 * its start, their order means nothing.
 */
import { CidrBlock, type AddressRange } from "./cidrBlock";
import { coverRanges, coverWithout } from "./cidrCover";
import type { AvailabilityZone } from "./availabilityZone";

/** A tier as asked for, already read. */
export interface Tier {
  readonly name: string;
  /** The block of the VPC that it lies in. */
  readonly block: CidrBlock;
  /** Undefined for a tier that takes what is left. */
  readonly prefixLength: number | undefined;
  /** Where it starts, if that was said. */
  readonly start: bigint | undefined;
  /** Blocks given by hand, by zone. */
  readonly explicit: ReadonlyMap<string, CidrBlock>;
  /** The zones that it has a subnet in; none for space that is only reserved. */
  readonly zones: ReadonlySet<string>;
}

/** A zone and the slot it has; undefined where it has none. */
export interface SlottedZone {
  readonly zone: AvailabilityZone;
  readonly slot: number | undefined;
}

/** The slots of a tier; they may reach past the end of the VPC's block. */
export interface Reservation extends AddressRange {
  readonly prefixLength: number;
}

interface SubnetAllocation {
  readonly zone: AvailabilityZone;
  readonly cidrBlock: CidrBlock;
}

export interface TierAllocation {
  readonly name: string;
  /** In the order of the zones given. */
  readonly subnets: readonly SubnetAllocation[];
  /** The fewest blocks that cover the reserved slots and the blocks given by hand, and nothing occupied. */
  readonly reserved: readonly CidrBlock[];
}

/** AWS's largest and smallest subnet. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export const LARGEST_SUBNET = 16;
export const SMALLEST_SUBNET = 28;

/** The addresses that each tier reserves, in list order. */
export function reserveTiers(tiers: readonly Tier[], slots: number): Reservation[] {
  const next = new Map<string, bigint>();
  return tiers.map(({ block, prefixLength, start }) => {
    const from = start ?? next.get(block.toString()) ?? block.first;
    const length = prefixLength ?? remainingPrefixLength(block, from, slots);
    const range = rangeFrom(from, length, slots);
    if (slots > 0) next.set(block.toString(), range.last + 1n);
    return { ...range, prefixLength: length };
  });
}

/** The slots of subnets of one size that start at an address, or at the next multiple of their size. */
function rangeFrom(from: bigint, prefixLength: number, slots: number): AddressRange {
  const size = subnetSize(prefixLength);
  const first = nextMultiple(from, size);
  return { first, last: first + size * BigInt(slots) - 1n };
}

/** The largest subnets of which all slots fit between `from` and the block's end; the smallest where none do. */
function remainingPrefixLength(block: CidrBlock, from: bigint, slots: number): number {
  let length = Math.max(LARGEST_SUBNET, block.prefixLength);
  while (length < SMALLEST_SUBNET && rangeFrom(from, length, slots).last > block.last) length += 1;
  return length;
}

/** The block of one slot of a tier. */
export function slotBlock({ first, prefixLength }: Reservation, slot: number): CidrBlock {
  return new CidrBlock(4, first + subnetSize(prefixLength) * BigInt(slot), prefixLength);
}

/** Where in its block a tier's slots would lie free of what is taken; undefined where nowhere. */
export function firstFreeStart(
  { block }: Tier,
  { first, last, prefixLength }: Reservation,
  taken: readonly AddressRange[],
): bigint | undefined {
  const size = subnetSize(prefixLength);
  const length = last - first;
  let start = nextMultiple(block.first, size);
  while (start + length <= block.last) {
    const end = start + length;
    const from = start;
    const inTheWay = taken.find((range) => range.first <= end && from <= range.last);
    if (inTheWay === undefined) return start;
    start = nextMultiple(inTheWay.last + 1n, size);
  }
  return undefined;
}

/** Subnets of zones that have neither a slot nor a block given by hand are left out. */
export function allocateTiers(
  tiers: readonly Tier[],
  zones: readonly SlottedZone[],
  slots: number,
  occupied: readonly CidrBlock[],
): TierAllocation[] {
  const reservations = reserveTiers(tiers, slots);
  return reservations.flatMap((reservation, index) => {
    const tier = tiers[index];
    if (tier === undefined) return [];
    const subnets = zones.flatMap(({ zone, slot }) => {
      if (!tier.zones.has(zone.name)) return [];
      const explicit = tier.explicit.get(zone.name);
      if (explicit) return [{ zone, cidrBlock: explicit }];
      if (slot === undefined || slot >= slots) return [];
      return [{ zone, cidrBlock: slotBlock(reservation, slot) }];
    });
    const reserved = coverRanges(4, [
      ...(slots > 0 ? [reservation] : []),
      ...tier.explicit.values(),
    ]).flatMap((block) => coverWithout(block, occupied));
    return [{ name: tier.name, subnets, reserved }];
  });
}

export function nextMultiple(from: bigint, size: bigint): bigint {
  return ((from + size - 1n) / size) * size;
}

export function subnetSize(prefixLength: number): bigint {
  return new CidrBlock(4, 0n, prefixLength).size;
}
