/**
 * The whole of subnet allocation: what a program asked for in, the resolved layout and everything
 * wrong with the request out. See `allocation.ts` for where subnets lie.
 */
import {
  allocateTiers,
  reserveTiers,
  slotBlock,
  type SlottedZone,
  type TierAllocation,
} from "./allocation";
import { readRequest, type AllocationRequest, type ReadRequest } from "./allocationRequest";
import type { AvailabilityZone } from "./availabilityZone";
import { formatAddress, type CidrBlock } from "./cidrBlock";
import type { Issue } from "./parsed";

export interface SubnetLayout {
  /** Undefined where the VPC's block could not be read. */
  readonly vpc: CidrBlock | undefined;
  readonly zones: readonly AvailabilityZone[];
  /** Empty while there are issues that leave the addresses open. */
  readonly tiers: readonly TierAllocation[];
  readonly issues: readonly Issue[];
}

/** A request whose VPC block is known. */
interface Placing extends ReadRequest {
  readonly vpc: CidrBlock;
}

export function allocateSubnets(request: AllocationRequest): SubnetLayout {
  const issues: Issue[] = [];
  const read = readRequest(request, issues);
  const zones = read.zones.map(({ zone }) => zone);
  const { vpc } = read;
  // Sums over tiers and blocks that could not be read would only add noise to the first mistake.
  if (vpc === undefined || issues.length > 0) return { vpc, zones, tiers: [], issues };
  const placing = { ...read, vpc };
  issues.push(...tooLarge(placing), ...withoutSlot(placing, request));
  const tiers = allocateTiers(vpc, read.tiers, read.zones, read.slots);
  issues.push(...overlaps(placing, tiers));
  return { vpc, zones, tiers, issues };
}

function tooLarge({ vpc, tiers, slots }: Placing): Issue[] {
  const end = reserveTiers(vpc, tiers, slots).at(-1)?.last ?? vpc.first;
  if (end <= vpc.last) return [];
  const asked = tiers.map((tier) => `${slots} x /${tier.prefixLength} ${tier.name}`).join(" + ");
  return [
    {
      propertyPath: "subnetSpecs",
      reason: `must fit into ${vpc.toString()} (${vpc.size} addresses), got ${asked}: ${end - vpc.last} addresses are missing; use smaller subnets (a larger cidrMask), fewer reservedAvailabilityZones or a larger VPC block`,
    },
  ];
}

/** Zones whose slot no tier reserves, each with the remedies in the order they should be tried. */
function withoutSlot(placing: Placing, request: AllocationRequest): Issue[] {
  const { tiers, zones, slots } = placing;
  const free = freeSlots(placing, request);
  const issues: Issue[] = [];
  zones.forEach(({ zone, slot }) => {
    const lacking = tiers.flatMap((tier, index) =>
      tier.explicit.has(zone.name) ? [] : [`subnetSpecs[${index}].cidrBlocks`],
    );
    if ((slot !== undefined && slot < slots) || lacking.length === 0) return;
    const index = request.availabilityZones.indexOf(zone.name);
    const named = free.shift();
    const own = `blocks of its own (${lacking.join(", ")})`;
    const remedies = [
      named === undefined
        ? `no slot is free, so give it ${own}`
        : `give it the free slot ${named} (availabilityZoneSlots: {"${zone.name}": ${named}}) or ${own}`,
      ...(slot === undefined || slot >= 26 ? [] : [raising(placing, slot + 1)]),
    ];
    issues.push({
      propertyPath: `${request.availabilityZonesArgument}[${index}]`,
      reason: `must have ${slotRange(slots)}, got "${zone.name}" with ${slot === undefined ? "none" : `slot ${slot}`}; ${remedies.join("; ")}`,
    });
  });
  return issues;
}

function slotRange(slots: number): string {
  if (slots === 0) return "a block of its own in every tier, as no slots are reserved";
  return slots === 1
    ? "slot 0, the only one reserved"
    : `one of the reserved slots 0 to ${slots - 1}`;
}

function freeSlots({ zones, slots }: Placing, request: AllocationRequest): number[] {
  const used = new Set([
    ...zones.map(({ slot }) => slot),
    ...Object.values(request.availabilityZoneSlots ?? {}),
  ]);
  return Array.from({ length: slots }, (_, slot) => slot).filter((slot) => !used.has(slot));
}

/** What reserving more slots would do to the subnets there are. */
function raising({ vpc, tiers, zones, slots }: Placing, wanted: number): string {
  const now = reserveTiers(vpc, tiers, slots);
  const then = reserveTiers(vpc, tiers, wanted);
  const end = then.at(-1)?.last ?? vpc.first;
  const raised = `reservedAvailabilityZones: ${wanted}`;
  if (end > vpc.last) {
    return `${raised} does not fit (${end - vpc.last} addresses are missing)`;
  }
  const placed = zones.filter((one): one is SlottedZone & { slot: number } =>
    one.slot === undefined ? false : one.slot < slots,
  );
  const moved = tiers.flatMap((tier, index) => {
    const [before, after] = [now[index], then[index]];
    if (!before || !after || before.first === after.first) return [];
    return placed
      .filter(({ zone }) => !tier.explicit.has(zone.name))
      .map(({ zone, slot }) => {
        const from = slotBlock(vpc, tier, before, slot).toString();
        return `${tier.name} ${zone.name} (${from} to ${slotBlock(vpc, tier, after, slot).toString()})`;
      });
  });
  return moved.length === 0
    ? `${raised} would move no subnet`
    : `${raised} would move, and so replace, ${moved.join(", ")}`;
}

/** Blocks given by hand against each other, against calculated ones and against reserved slots. */
function overlaps(placing: Placing, allocations: readonly TierAllocation[]): Issue[] {
  const { vpc, tiers, slots } = placing;
  const ranges = reserveTiers(vpc, tiers, slots);
  const subnets = allocations.flatMap((tier) =>
    tier.subnets.map(({ zone, cidrBlock }) => ({ label: `${tier.name} ${zone.name}`, cidrBlock })),
  );
  return tiers.flatMap((tier, index) =>
    [...tier.explicit].flatMap(([zone, block]) => {
      const own = `${tier.name} ${zone}`;
      const subnet = subnets.find(
        ({ label, cidrBlock }) => label !== own && cidrBlock.overlaps(block),
      );
      const other = ranges.findIndex(
        ({ first, last }, at) => at !== index && block.first <= last && first <= block.last,
      );
      const range = ranges[other];
      const taken = subnet
        ? `the subnet ${subnet.label} (${subnet.cidrBlock.toString()})`
        : range && slots > 0
          ? `the slots reserved for ${tiers[other]?.name ?? ""} (${formatAddress(4, range.first)} to ${formatAddress(4, range.last)})`
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
