/**
 * What of a network has IPv6, decided from plain values alone: which tiers, and which /64 each subnet has.
 * https://docs.aws.amazon.com/vpc/latest/userguide/configure-your-vpc.html#vpc-cidr
 */
import { IPV6_SLOTS, ipv6SubnetIndex, parseAvailabilityZone, type Issue } from "../../net";
import { NatGatewayStrategy } from "../nat";
import { refuseValue, SubnetType } from "../network";
import { SubnetIpv6, type SubnetSpec } from "./subnetSpec";
import type { VpcArgs } from "./vpcArgs";

/** A network's zones, by name or id. */
type Zones = readonly string[];

export interface Ipv6Plan {
  /** The number of each subnet's /64, by tier and zone; nothing for tiers with IPv4 alone. */
  readonly indexes: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** The numbers of all /64s that a tier may ever have, whatever zones come. */
  readonly reserved: Record<string, number[]>;
  /** The tiers with DNS64 and its route. */
  readonly nat64Tiers: string[];
  readonly issues: readonly Issue[];
}

export function ipv6Of(args: Pick<VpcArgs, "ipv6">, spec: SubnetSpec): SubnetIpv6 {
  if (args.ipv6 !== true) return SubnetIpv6.None;
  return spec.ipv6 ?? SubnetIpv6.DualStack;
}

export function planIpv6(args: VpcArgs, zones: Zones): Ipv6Plan {
  if (args.ipv6 !== true) {
    return { indexes: new Map(), reserved: {}, nat64Tiers: [], issues: refuseWithoutIpv6(args) };
  }
  const slots = args.subnetSpecs.map(({ ipv6Slot }, index) => ipv6Slot ?? index);
  const zoneSlots = new Map(zones.map((zone) => [zone, zoneSlot(args, zone)]));
  const indexes = args.subnetSpecs.flatMap((spec, index) => {
    if (spec.reserved === true || ipv6Of(args, spec) === SubnetIpv6.None) return [];
    const own = (spec.availabilityZones ?? zones).map(
      (zone) => [zone, ipv6SubnetIndex(slots[index] ?? 0, zoneSlots.get(zone) ?? 0)] as const,
    );
    return [[spec.name, new Map(own)] as const];
  });
  const reserved = args.subnetSpecs.flatMap(({ name }, index) => {
    const slot = slots[index];
    if (slot === undefined || !indexes.some(([tier]) => tier === name)) return [];
    const places = Array.from({ length: IPV6_SLOTS }, (_, zone) => ipv6SubnetIndex(slot, zone));
    return [[name, places] as const];
  });
  return {
    indexes: new Map(indexes),
    reserved: Object.fromEntries(reserved),
    nat64Tiers: args.subnetSpecs.filter(({ nat64 }) => nat64 === true).map(({ name }) => name),
    issues: [
      ...args.subnetSpecs.flatMap((spec, index) => [
        ...refuseSlot(args, slots, index),
        ...refuseAddresses(spec, index),
        ...refuseNat64(args, spec, index),
        ...refuseName(args, spec, index),
      ]),
      ...refuseZones(args, zoneSlots),
    ],
  };
}

function zoneSlot(args: VpcArgs, zone: string): number | undefined {
  return args.availabilityZoneSlots?.[zone] ?? parseAvailabilityZone(zone)?.slot;
}

function refuseWithoutIpv6({ subnetSpecs }: VpcArgs): Issue[] {
  return subnetSpecs.flatMap((spec, index) =>
    (["ipv6", "ipv6Slot", "nat64", "assignIpv6AddressOnCreation"] as const).flatMap((argument) => {
      const given = spec[argument];
      if ([undefined, false, SubnetIpv6.None].some((none) => none === given)) return [];
      // A slot may wait for the day that the network has IPv6.
      if (argument === "ipv6Slot") return [];
      const reason = "must be left out in a network without IPv6; or give it some (ipv6: true)";
      return [{ propertyPath: `subnetSpecs[${index}].${argument}`, reason }];
    }),
  );
}

/** Reserved tiers keep theirs: what comes after them in the list does not move. */
function refuseSlot(args: VpcArgs, slots: readonly number[], index: number): Issue[] {
  const [spec, slot] = [args.subnetSpecs[index], slots[index]];
  if (spec === undefined || slot === undefined) return [];
  const propertyPath = `subnetSpecs[${index}].ipv6Slot`;
  const free = Array.from({ length: IPV6_SLOTS }, (_, at) => at).find((at) => !slots.includes(at));
  if (!Number.isInteger(slot) || slot < 0 || slot >= IPV6_SLOTS) {
    const reason = `must be an integer between 0 and ${IPV6_SLOTS - 1}, got ${slot}; a /56 has room for ${IPV6_SLOTS} tiers`;
    return [{ propertyPath, reason }];
  }
  const holder = slots.indexOf(slot);
  if (holder < index) {
    const reason = `must be a slot of its own, got ${slot}, which ${args.subnetSpecs[holder]?.name ?? ""} has; ${free ?? "none"} is free`;
    return [{ propertyPath, reason }];
  }
  if (spec.ipv6Slot !== undefined || spec.startAddress === undefined) return [];
  const reason = `must be given for a tier with a startAddress, whose place in the list may change: ${slot} is what it has now`;
  return [{ propertyPath, reason }];
}

function refuseAddresses(spec: SubnetSpec, index: number): Issue[] {
  const path = `subnetSpecs[${index}]`;
  if (spec.ipv6 === undefined) return [];
  const unknown = refuseValue(`${path}.ipv6`, SubnetIpv6, spec.ipv6);
  if (unknown.length > 0) return unknown;
  if (spec.ipv6 !== SubnetIpv6.Ipv6Only || spec.cidrBlocks === undefined) return [];
  const reason = `must be left out for a tier of "${spec.ipv6}", whose subnets have no IPv4 block`;
  return [{ propertyPath: `${path}.cidrBlocks`, reason }];
}

/** DNS64 without the route sends clients to addresses that lead nowhere. */
function refuseNat64(args: VpcArgs, spec: SubnetSpec, index: number): Issue[] {
  if (spec.nat64 !== true) return [];
  const propertyPath = `subnetSpecs[${index}].nat64`;
  if (spec.type !== SubnetType.Private || ipv6Of(args, spec) === SubnetIpv6.None) {
    const reason = `must be left out for a tier that is not private with IPv6, got a tier of "${spec.type}" with "${ipv6Of(args, spec)}"`;
    return [{ propertyPath, reason }];
  }
  if ((args.natGateways?.strategy ?? NatGatewayStrategy.None) !== NatGatewayStrategy.None)
    return [];
  const reason = "must be left out where no NAT gateway translates; or ask for some (natGateways)";
  return [{ propertyPath, reason }];
}

/** The IPv6 route of one would have the name of the other's IPv4 route. */
function refuseName({ subnetSpecs }: VpcArgs, { name }: SubnetSpec, index: number): Issue[] {
  const other = subnetSpecs.find((spec) => name === `${spec.name}-ipv6`);
  if (other === undefined) return [];
  const reason = `must be another than that of ${other.name} with "-ipv6", got "${name}"; its IPv6 routes are called so`;
  return [{ propertyPath: `subnetSpecs[${index}].name`, reason }];
}

function refuseZones(args: VpcArgs, zoneSlots: ReadonlyMap<string, number | undefined>): Issue[] {
  const list = args.availabilityZoneNames ? "availabilityZoneNames" : "availabilityZoneIds";
  return [...zoneSlots].flatMap(([zone, slot], index) => {
    // What is no zone at all is refused where it is read.
    if (parseAvailabilityZone(zone) === undefined) return [];
    if (slot !== undefined && slot < IPV6_SLOTS) return [];
    const reason = `must have a slot from 0 to ${IPV6_SLOTS - 1} for its /64s, got "${zone}" with ${slot === undefined ? "none" : `slot ${slot}`}; give it one (availabilityZoneSlots)`;
    return [{ propertyPath: `${list}[${index}]`, reason }];
  });
}
