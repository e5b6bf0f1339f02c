/** What `NatGateways` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { oneOf, routeTablesOfTier, SubnetType, tiersOfType, type VpcAttributes } from "../network";
import { NatGatewayStrategy, type NatGatewaysSpec } from "./natGatewaysArgs";

export interface NatGatewaysPlan {
  readonly tier: string;
  /** The zones that get a gateway. */
  readonly availabilityZones: readonly string[];
  readonly issues: readonly Issue[];
}

/** The attributes the plan rests on: all plain, so that `Vpc` can ask before it has any id. */
export type NatGatewaysSite = Pick<
  VpcAttributes,
  "availabilityZones" | "subnetTypes" | "sharedRouteTableTiers"
>;

export function planNatGateways(spec: NatGatewaysSpec, site: NatGatewaysSite): NatGatewaysPlan {
  const strategies: readonly string[] = Object.values(NatGatewayStrategy);
  if (!strategies.includes(spec.strategy)) {
    const reason = `must be ${oneOf(NatGatewayStrategy)}, got "${spec.strategy}"`;
    return nothing([{ propertyPath: "strategy", reason }]);
  }
  if (spec.strategy === NatGatewayStrategy.None) return nothing([]);
  const publicTiers = tiersOfType(site.subnetTypes, SubnetType.Public);
  const tier = spec.tier ?? publicTiers[0];
  const issues = [
    ...refuseTier(spec, tier, publicTiers),
    ...refuseZone(spec, site.availabilityZones),
    ...refuseSharedTables(spec, site),
    ...refuseAddresses(spec, site.availabilityZones),
  ];
  const single = spec.availabilityZone === undefined ? [] : [spec.availabilityZone];
  const availabilityZones =
    spec.strategy === NatGatewayStrategy.Single ? single : site.availabilityZones;
  return { tier: tier ?? "", availabilityZones, issues };
}

/** The default route that each private route table gets, and the zone of its NAT gateway. */
export function planNatRoutes(plan: NatGatewaysPlan, vpc: VpcAttributes) {
  if (plan.availabilityZones.length === 0) return [];
  return tiersOfType(vpc.subnetTypes, SubnetType.Private).flatMap((tier) =>
    routeTablesOfTier(vpc, tier).map((table) => ({
      ...table,
      gatewayZone:
        plan.availabilityZones.find((zone) => zone === table.availabilityZone) ??
        plan.availabilityZones[0] ??
        "",
    })),
  );
}

function nothing(issues: readonly Issue[]): NatGatewaysPlan {
  return { tier: "", availabilityZones: [], issues };
}

function refuseTier(
  spec: NatGatewaysSpec,
  tier: string | undefined,
  publicTiers: readonly string[],
): Issue[] {
  if (tier !== undefined && publicTiers.includes(tier)) return [];
  if (spec.tier === undefined) {
    const reason = `must be "${NatGatewayStrategy.None}" in a network without a public tier, got "${spec.strategy}"; add a tier of type "${SubnetType.Public}" for the gateway to stand in`;
    return [{ propertyPath: "strategy", reason }];
  }
  const reason = `must be a public tier (${publicTiers.join(", ") || "there is none"}), got "${spec.tier}"`;
  return [{ propertyPath: "tier", reason }];
}

function refuseZone(spec: NatGatewaysSpec, zones: readonly string[]): Issue[] {
  const propertyPath = "availabilityZone";
  const listed = zones.join(", ");
  if (spec.strategy === NatGatewayStrategy.OnePerAz) {
    if (spec.availabilityZone === undefined) return [];
    const reason = `must be left out with strategy "${spec.strategy}", which uses every zone, got "${spec.availabilityZone}"`;
    return [{ propertyPath, reason }];
  }
  if (spec.availabilityZone === undefined) {
    const reason = `must name the zone of the single NAT gateway, one of ${listed}`;
    return [{ propertyPath, reason }];
  }
  if (zones.includes(spec.availabilityZone)) return [];
  return [{ propertyPath, reason: `must be one of ${listed}, got "${spec.availabilityZone}"` }];
}

/** A table has one default route, so zones that share a table cannot each have a gateway. */
function refuseSharedTables(spec: NatGatewaysSpec, site: NatGatewaysSite): Issue[] {
  if (spec.strategy !== NatGatewayStrategy.OnePerAz || site.availabilityZones.length < 2) return [];
  const shared = tiersOfType(site.subnetTypes, SubnetType.Private).filter((tier) =>
    (site.sharedRouteTableTiers ?? []).includes(tier),
  );
  if (shared.length === 0) return [];
  const reason = `must be "${NatGatewayStrategy.Single}" where zones share a route table (${shared.join(", ")}), got "${spec.strategy}"; or give each zone a table of its own (routeTableStrategy "perAz")`;
  return [{ propertyPath: "strategy", reason }];
}

/** Every gateway or none brings its address: half of them would hide a forgotten one. */
function refuseAddresses(spec: NatGatewaysSpec, zones: readonly string[]): Issue[] {
  if (spec.elasticIpAllocationIds === undefined) return [];
  const given = Object.keys(spec.elasticIpAllocationIds);
  const wanted =
    spec.strategy === NatGatewayStrategy.Single
      ? zones.filter((zone) => zone === spec.availabilityZone)
      : zones;
  const missing = wanted.filter((zone) => !given.includes(zone));
  const extra = given.filter((zone) => !wanted.includes(zone));
  return [
    ...missing.map((zone) => ({
      propertyPath: `elasticIpAllocationIds["${zone}"]`,
      reason: "must be given too, or none for any zone",
    })),
    ...extra.map((zone) => ({
      propertyPath: `elasticIpAllocationIds["${zone}"]`,
      reason: `must be for a zone with a NAT gateway (${wanted.join(", ")}), got "${zone}"`,
    })),
  ];
}
