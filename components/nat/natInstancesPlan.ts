/** What `NatInstances` will make, decided from plain values alone. */
import { parseAvailabilityZone, type Issue } from "../../net";
import { SubnetType, tiersOfType, type VpcAttributes } from "../network";
import type { NatInstancesArgs, NatInstancesSpec } from "./natInstancesArgs";

export interface NatInstancesPlan {
  readonly tier: string;
  readonly availabilityZones: readonly string[];
  /** The blocks that are forwarded, by the tier they belong to. */
  readonly sources: Readonly<Record<string, readonly string[]>>;
  readonly instanceType: string;
  readonly architecture: "arm64" | "x86_64";
  readonly issues: readonly Issue[];
}

const INSTANCE_TYPE = "t4g.nano";

export function planNatInstances(args: NatInstancesArgs): NatInstancesPlan {
  const { vpc } = args;
  const publicTiers = tiersOfType(vpc.subnetTypes, SubnetType.Public);
  const tier = args.tier ?? publicTiers[0];
  const availabilityZones = args.availabilityZones ?? vpc.availabilityZones;
  const tiers = args.sourceTiers ?? tiersOfType(vpc.subnetTypes, SubnetType.Private);
  const instanceType = args.instanceType ?? INSTANCE_TYPE;
  return {
    tier: tier ?? "",
    availabilityZones,
    sources: Object.fromEntries(tiers.map((one) => [one, vpc.reservedCidrBlocks?.[one] ?? []])),
    instanceType,
    architecture: architectureOf(instanceType),
    issues: [
      ...refuseInstanceType(args),
      ...refuseTier(args, publicTiers),
      ...refuseZones(vpc, availabilityZones),
      ...refuseSources(args, tiers),
      ...refuseAddresses(args, availabilityZones),
    ],
  };
}

/** A family's letters after its generation, of which `g` is Graviton: t4g, c7gn, im4gn. */
const FAMILY = /^([a-z]+-?)(\d+)([a-z]*)(?:-[a-z0-9]+)*\.[a-z0-9-]+$/;

export function refuseInstanceType({ instanceType }: NatInstancesSpec): Issue[] {
  if (instanceType === undefined || FAMILY.test(instanceType)) return [];
  const reason = `must be an instance type such as ${INSTANCE_TYPE} or c7gn.medium, got "${instanceType}"`;
  return [{ propertyPath: "instanceType", reason }];
}

function architectureOf(instanceType: string): "arm64" | "x86_64" {
  const [, , , letters = ""] = FAMILY.exec(instanceType) ?? [];
  return letters.includes("g") || instanceType.startsWith("a1.") ? "arm64" : "x86_64";
}

function refuseTier(args: NatInstancesArgs, publicTiers: readonly string[]): Issue[] {
  if (args.tier === undefined && publicTiers.length > 0) return [];
  if (args.tier !== undefined && publicTiers.includes(args.tier)) return [];
  const listed = publicTiers.join(", ") || "there is none";
  const got = args.tier === undefined ? "nothing" : `"${args.tier}"`;
  const reason = `must be a public tier (${listed}), got ${got}; from elsewhere an instance reaches no internet`;
  return [{ propertyPath: "tier", reason }];
}

function refuseZones(vpc: VpcAttributes, zones: readonly string[]): Issue[] {
  const listed = vpc.availabilityZones.join(", ");
  return zones.flatMap((zone, index) => {
    const propertyPath = `availabilityZones[${index}]`;
    if (!vpc.availabilityZones.includes(zone)) {
      return [{ propertyPath, reason: `must be one of ${listed}, got "${zone}"` }];
    }
    if (parseAvailabilityZone(zone)?.kind !== "id") return [];
    const reason = `must be a zone's name, got "${zone}"; an Auto Scaling group takes the names of zones only`;
    return [{ propertyPath, reason }];
  });
}

/** Wider than the tiers would let through what has no business here. */
function refuseSources({ vpc }: NatInstancesArgs, tiers: readonly string[]): Issue[] {
  return tiers.flatMap((tier, index) => {
    if (vpc.subnetTypes[tier] === undefined) {
      const listed = Object.keys(vpc.subnetTypes).join(", ");
      const reason = `must be a tier of the network (${listed}), got "${tier}"`;
      return [{ propertyPath: `sourceTiers[${index}]`, reason }];
    }
    if ((vpc.reservedCidrBlocks?.[tier] ?? []).length > 0) return [];
    const reason = `must have the blocks of the tier "${tier}", which the NAT instances forward`;
    return [{ propertyPath: `vpc.reservedCidrBlocks.${tier}`, reason }];
  });
}

function refuseAddresses(args: NatInstancesArgs, zones: readonly string[]): Issue[] {
  if (args.elasticIpAllocationIds === undefined) return [];
  const given = Object.keys(args.elasticIpAllocationIds);
  const missing = zones.filter((zone) => !given.includes(zone));
  const extra = given.filter((zone) => !zones.includes(zone));
  const propertyPath = (zone: string): string => `elasticIpAllocationIds["${zone}"]`;
  return [
    ...missing.map((zone) => ({
      propertyPath: propertyPath(zone),
      reason: "must be given too, or none for any zone",
    })),
    ...extra.map((zone) => ({
      propertyPath: propertyPath(zone),
      reason: `must be for a zone with a NAT instance (${zones.join(", ")}), got "${zone}"`,
    })),
  ];
}
