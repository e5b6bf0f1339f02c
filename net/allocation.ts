/**
 * Where each subnet lies: a pure, stable function. A subnet's block depends on its tier and its
 * zone's slot only. Tiers reserve, in list order, the same number of slots each:
 *
 *     10.0.0.0/16, three slots, public /24 and private /24
 *     | public 0 | public 1 | public 2 | private 0 | private 1 | private 2 | free ...
 *     | 10.0.0.0 | 10.0.1.0 | 10.0.2.0 | 10.0.3.0  | 10.0.4.0  | 10.0.5.0  |
 *
 * A tier starts at the next multiple of its own subnets' size, so a /20 tier after a /24 tier
 * leaves a gap before it, which a later tier never fills: adding a tier at the end moves nothing.
 */
import { CidrBlock, type AddressRange } from "./cidrBlock";
import { coverRanges } from "./cidrCover";
import type { AvailabilityZone } from "./availabilityZone";

/** A tier as asked for, already read. */
export interface Tier {
  readonly name: string;
  readonly prefixLength: number;
  /** Blocks given by hand, by zone. */
  readonly explicit: ReadonlyMap<string, CidrBlock>;
}

/** A zone and the slot it has; undefined where it has none. */
export interface SlottedZone {
  readonly zone: AvailabilityZone;
  readonly slot: number | undefined;
}

interface SubnetAllocation {
  readonly zone: AvailabilityZone;
  readonly cidrBlock: CidrBlock;
}

export interface TierAllocation {
  readonly name: string;
  /** In the order of the zones given. */
  readonly subnets: readonly SubnetAllocation[];
  /** The fewest blocks that cover exactly the reserved slots and the blocks given by hand. */
  readonly reserved: readonly CidrBlock[];
}

/** The addresses that each tier reserves, in list order; they may reach past the VPC's end. */
export function reserveTiers(
  vpc: CidrBlock,
  tiers: readonly Tier[],
  slots: number,
): AddressRange[] {
  let next = vpc.first;
  return tiers.map((tier) => {
    const size = subnetSize(vpc, tier);
    const first = ((next + size - 1n) / size) * size;
    if (slots > 0) next = first + size * BigInt(slots);
    return { first, last: first + size * BigInt(slots) - 1n };
  });
}

/** The block of one slot of a tier that starts at `range.first`. */
export function slotBlock(
  vpc: CidrBlock,
  tier: Tier,
  range: AddressRange,
  slot: number,
): CidrBlock {
  const first = range.first + subnetSize(vpc, tier) * BigInt(slot);
  return new CidrBlock(vpc.family, first, tier.prefixLength);
}

/** Subnets of zones that have neither a slot nor a block given by hand are left out. */
export function allocateTiers(
  vpc: CidrBlock,
  tiers: readonly Tier[],
  zones: readonly SlottedZone[],
  slots: number,
): TierAllocation[] {
  const ranges = reserveTiers(vpc, tiers, slots);
  return tiers.map((tier, index) => {
    const range = ranges[index] ?? { first: vpc.first, last: vpc.first - 1n };
    const subnets = zones.flatMap(({ zone, slot }) => {
      const explicit = tier.explicit.get(zone.name);
      if (explicit) return [{ zone, cidrBlock: explicit }];
      if (slot === undefined || slot >= slots) return [];
      return [{ zone, cidrBlock: slotBlock(vpc, tier, range, slot) }];
    });
    const reserved = coverRanges(vpc.family, [
      ...(slots > 0 ? [range] : []),
      ...tier.explicit.values(),
    ]);
    return { name: tier.name, subnets, reserved };
  });
}

function subnetSize(vpc: CidrBlock, tier: Tier): bigint {
  return new CidrBlock(vpc.family, 0n, tier.prefixLength).size;
}
