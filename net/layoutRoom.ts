/** Tiers that do not fit their block, and zones that have no slot: each with its remedies. */
import { reserveTiers, slotBlock, type Reservation, type SlottedZone } from "./allocation";
import type { AllocationRequest, ReadRequest } from "./allocationRequest";
import type { Issue } from "./parsed";

export function tooLarge(
  { blocks, tiers, slots }: ReadRequest,
  request: AllocationRequest,
): Issue[] {
  const reservations = reserveTiers(tiers, slots);
  const issues: Issue[] = [];
  for (const block of blocks) {
    const own = tiers.flatMap((tier, index) => {
      const reservation = reservations[index];
      if (!reservation || !tier.block.equals(block)) return [];
      return [{ tier, reservation, index }];
    });
    const past = own.filter(({ reservation }) => reservation.last > block.last);
    const told = past.filter(({ tier }) => tier.start !== undefined);
    for (const { tier, reservation, index } of told) {
      const reason = `must leave room for ${slots} x /${reservation.prefixLength} ${tier.name} in ${block.toString()}, got "${request.subnetSpecs[index]?.startAddress ?? ""}": ${reservation.last - block.last} addresses are missing`;
      issues.push({ propertyPath: `subnetSpecs[${index}].startAddress`, reason });
    }
    const end = past.at(-1)?.reservation.last;
    // What follows a tier that was told a bad start is no mistake of its own.
    if (end === undefined || told.length > 0) continue;
    const asked = own
      .map(({ tier, reservation }) => `${slots} x /${reservation.prefixLength} ${tier.name}`)
      .join(" + ");
    issues.push({
      propertyPath: "subnetSpecs",
      reason: `must fit into ${block.toString()} (${block.size} addresses), got ${asked}: ${end - block.last} addresses are missing; use smaller subnets (a larger cidrMask), fewer reservedAvailabilityZones or a larger VPC block`,
    });
  }
  return issues;
}

/** Zones whose slot no tier reserves, each with the remedies in the order they should be tried. */
export function withoutSlot(read: ReadRequest, request: AllocationRequest): Issue[] {
  const { tiers, zones, slots } = read;
  const free = freeSlots(read, request);
  const issues: Issue[] = [];
  zones.forEach(({ zone, slot }) => {
    const lacking = tiers.flatMap((tier, index) =>
      !tier.zones.has(zone.name) || tier.explicit.has(zone.name)
        ? []
        : [`subnetSpecs[${index}].cidrBlocks`],
    );
    if ((slot !== undefined && slot < slots) || lacking.length === 0) return;
    const index = request.availabilityZones.indexOf(zone.name);
    const named = free.shift();
    const own = `blocks of its own (${lacking.join(", ")})`;
    const remedies = [
      named === undefined
        ? `no slot is free, so give it ${own}`
        : `give it the free slot ${named} (availabilityZoneSlots: {"${zone.name}": ${named}}) or ${own}`,
      ...(slot === undefined || slot >= 26 ? [] : [raising(read, slot + 1)]),
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

function freeSlots({ zones, slots }: ReadRequest, request: AllocationRequest): number[] {
  const used = new Set([
    ...zones.map(({ slot }) => slot),
    ...Object.values(request.availabilityZoneSlots ?? {}),
  ]);
  return Array.from({ length: slots }, (_, slot) => slot).filter((slot) => !used.has(slot));
}

/** What reserving more slots would do to the subnets there are. */
function raising(read: ReadRequest, wanted: number): string {
  const { tiers, slots } = read;
  const raised = `reservedAvailabilityZones: ${wanted}`;
  const then = reserveTiers(tiers, wanted);
  const missing = then
    .map(({ last }, index) => last - (tiers[index]?.block.last ?? last))
    .reduce((most, one) => (one > most ? one : most), 0n);
  if (missing > 0n) return `${raised} does not fit (${missing} addresses are missing)`;
  const moved = movedBy(read, reserveTiers(tiers, slots), then);
  return moved.length === 0
    ? `${raised} would move no subnet`
    : `${raised} would move, and so replace, ${moved.join(", ")}`;
}

function movedBy(
  { tiers, zones, slots }: ReadRequest,
  now: readonly Reservation[],
  then: readonly Reservation[],
): string[] {
  const placed = zones.filter((one): one is SlottedZone & { slot: number } =>
    one.slot === undefined ? false : one.slot < slots,
  );
  return tiers.flatMap((tier, index) => {
    const [before, after] = [now[index], then[index]];
    if (!before || !after || slotBlock(before, 0).equals(slotBlock(after, 0))) return [];
    return placed
      .filter(({ zone }) => tier.zones.has(zone.name) && !tier.explicit.has(zone.name))
      .map(({ zone, slot }) => {
        const from = slotBlock(before, slot).toString();
        return `${tier.name} ${zone.name} (${from} to ${slotBlock(after, slot).toString()})`;
      });
  });
}
