/** What would lie over something else: tiers over tiers, blocks given by hand, what others occupy. */
import { firstFreeStart, reserveTiers, type Reservation, type TierAllocation } from "./allocation";
import type { AllocationRequest, ReadRequest } from "./allocationRequest";
import { formatAddress, type AddressRange, type CidrBlock } from "./cidrBlock";
import type { Issue } from "./parsed";

interface Placed {
  readonly read: ReadRequest;
  readonly request: AllocationRequest;
  readonly reservations: readonly Reservation[];
  readonly allocations: readonly TierAllocation[];
}

export function overlaps(
  read: ReadRequest,
  request: AllocationRequest,
  allocations: readonly TierAllocation[],
): Issue[] {
  const placed: Placed = {
    read,
    request,
    reservations: reserveTiers(read.tiers, read.slots),
    allocations,
  };
  return [...overTiers(placed), ...overGiven(placed), ...overOccupied(placed)];
}

/** Only a tier that was told its start, or one that follows such a tier, comes to lie over another. */
function overTiers(placed: Placed): Issue[] {
  const { read, request, reservations } = placed;
  if (read.slots === 0) return [];
  return reservations.flatMap((range, index) => {
    const tier = read.tiers[index];
    const told = tier?.start !== undefined;
    const other = reservations.findIndex((one, at) => at < index && touches(one, range));
    const taken = reservations[other];
    if (tier === undefined || taken === undefined) return [];
    const got = told ? `"${request.subnetSpecs[index]?.startAddress ?? ""}"` : rangeText(range);
    const reason = `must not overlap the slots reserved for ${read.tiers[other]?.name ?? ""} (${rangeText(taken)}), got ${got}; ${remedy(placed, index)}`;
    const path = `subnetSpecs[${index}]`;
    return [{ propertyPath: told ? `${path}.startAddress` : path, reason }];
  });
}

/** Blocks given by hand against each other, against calculated ones and against reserved slots. */
function overGiven({ read, reservations, allocations }: Placed): Issue[] {
  const subnets = allocations.flatMap((tier) =>
    tier.subnets.map(({ zone, cidrBlock }) => ({ label: `${tier.name} ${zone.name}`, cidrBlock })),
  );
  return read.tiers.flatMap((tier, index) =>
    [...tier.explicit].flatMap(([zone, block]) => {
      const own = `${tier.name} ${zone}`;
      const subnet = subnets.find(
        ({ label, cidrBlock }) => label !== own && cidrBlock.overlaps(block),
      );
      const other = reservations.findIndex((range, at) => at !== index && touches(range, block));
      const range = reservations[other];
      const taken = subnet
        ? `the subnet ${subnet.label} (${subnet.cidrBlock.toString()})`
        : range && read.slots > 0
          ? `the slots reserved for ${read.tiers[other]?.name ?? ""} (${rangeText(range)})`
          : undefined;
      if (taken === undefined) return [];
      return [
        {
          propertyPath: `subnetSpecs[${index}].cidrBlocks["${zone}"]`,
          reason: `must not overlap ${taken}, got "${block.toString()}"`,
        },
      ];
    }),
  );
}

/** Refused, never evaded: an entry more in that list must not move the subnets of a network that stands. */
function overOccupied(placed: Placed): Issue[] {
  const { read, allocations } = placed;
  return allocations.flatMap((tier, index) =>
    tier.subnets.flatMap(({ zone, cidrBlock }) => {
      const taken = read.occupied.find((one) => one.overlaps(cidrBlock));
      if (taken === undefined) return [];
      const path = `subnetSpecs[${index}]`;
      const over = `must not overlap the occupied ${taken.toString()}`;
      if (read.tiers[index]?.explicit.has(zone.name) === true) {
        const propertyPath = `${path}.cidrBlocks["${zone.name}"]`;
        return [{ propertyPath, reason: `${over}, got "${cidrBlock.toString()}"` }];
      }
      const reason = `${over}, got ${cidrBlock.toString()} for ${zone.name}; ${remedy(placed, index)}`;
      return [{ propertyPath: path, reason }];
    }),
  );
}

/** Where the tier would have room. */
function remedy({ read, reservations }: Placed, index: number): string {
  const [tier, range] = [read.tiers[index], reservations[index]];
  if (tier === undefined || range === undefined) return "";
  const taken: AddressRange[] = [
    ...reservations.filter((_, at) => at !== index),
    ...read.tiers.flatMap(({ explicit }): CidrBlock[] => [...explicit.values()]),
    ...read.occupied,
  ];
  const start = firstFreeStart(tier, range, taken);
  return start === undefined
    ? `${tier.block.toString()} has no room for it elsewhere`
    : `startAddress: "${formatAddress(4, start)}" is free`;
}

function touches(one: AddressRange, other: AddressRange): boolean {
  return one.first <= other.last && other.first <= one.last;
}

function rangeText({ first, last }: AddressRange): string {
  return `${formatAddress(4, first)} to ${formatAddress(4, last)}`;
}
