/** What `NatGateways` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { SubnetType, tiersOfType, type VpcAttributes } from "../network";
import { NatConnectivityType, NatGatewayStrategy, type NatGatewaysSpec } from "./natGatewaysArgs";
import { refuseNatGateways } from "./natGatewaysRefusals";

/** A zone and the Elastic IP that is made for it. */
export interface NatAddressPlan {
  readonly availabilityZone: string;
  /** Whether it is one that a regional gateway has beside the one it took over from a zonal gateway. */
  readonly beside: boolean;
}

export interface NatGatewaysPlan {
  readonly strategy: NatGatewayStrategy;
  readonly connectivityType: NatConnectivityType;
  /** The tier that gateways or instances stand in. */
  readonly tier: string;
  /** The zones that have a gateway or instance of their own; none with a regional gateway. */
  readonly availabilityZones: readonly string[];
  /** The Elastic IPs made here, those of NAT instances only where they are to be kept. */
  readonly addresses: readonly NatAddressPlan[];
  /** Whether a gateway goes before its replacement comes, as both would have the same address. */
  readonly deletesFirst: boolean;
  /** Tiers that the gateways may have stood in before, and brought their kept address from. */
  readonly formerTiers: readonly string[];
  /** The tiers whose route tables lead here, and for which blocks. */
  readonly routeTableTiers: readonly string[];
  readonly destinationCidrBlocks: readonly string[];
  readonly issues: readonly Issue[];
}

/** The attributes the plan rests on: plain ones, so that `Vpc` can ask before it has any id. */
export type NatGatewaysSite = Pick<
  VpcAttributes,
  "availabilityZones" | "subnetTypes" | "sharedRouteTableTiers" | "nat64Tiers" | "internetGatewayId"
>;

export function planNatGateways(spec: NatGatewaysSpec, site: NatGatewaysSite): NatGatewaysPlan {
  const connectivityType = spec.connectivityType ?? NatConnectivityType.Public;
  const isPrivate = connectivityType === NatConnectivityType.Private;
  const publicTiers = tiersOfType(site.subnetTypes, SubnetType.Public);
  const tier = spec.tier ?? (isPrivate ? undefined : publicTiers[0]);
  const privateTiers = tiersOfType(site.subnetTypes, SubnetType.Private);
  const availabilityZones = zonesWithTheirOwn(spec, site.availabilityZones);
  const routeTableTiers = spec.routeTableTiers ?? privateTiers.filter((one) => one !== tier);
  const keeps = spec.keepElasticIps === true;
  return {
    strategy: spec.strategy,
    connectivityType,
    tier: tier ?? "",
    availabilityZones,
    addresses: isPrivate || spec.elasticIpAllocationIds ? [] : newAddresses(spec, site),
    deletesFirst: keeps || Boolean(spec.elasticIpAllocationIds ?? spec.secondaryAllocationIds),
    formerTiers: keeps ? publicTiers.filter((one) => one !== tier) : [],
    routeTableTiers,
    destinationCidrBlocks: spec.destinationCidrBlocks ?? ["0.0.0.0/0"],
    issues: refuseNatGateways({
      spec,
      site,
      tier,
      publicTiers,
      isPrivate,
      routeTableTiers,
      zones:
        spec.strategy === NatGatewayStrategy.Regional ? site.availabilityZones : availabilityZones,
    }),
  };
}

function zonesWithTheirOwn(spec: NatGatewaysSpec, zones: readonly string[]): readonly string[] {
  switch (spec.strategy) {
    case NatGatewayStrategy.Single:
      return spec.availabilityZone === undefined ? [] : [spec.availabilityZone];
    case NatGatewayStrategy.OnePerAz:
      return zones;
    case NatGatewayStrategy.Instance:
      return spec.availabilityZone === undefined ? zones : [spec.availabilityZone];
    case NatGatewayStrategy.None:
    case NatGatewayStrategy.Regional:
      return [];
    default:
      // Another value, as JavaScript may give, is refused; nothing is made of it.
      return [];
  }
}

/**
 * Names make a change of strategy what it is to be. An address that is kept has one name whatever
 * holds it; a gateway's is that of its zone, so that `Single` and `OnePerAz` share the named zone's.
 */
function newAddresses(spec: NatGatewaysSpec, site: NatGatewaysSite): NatAddressPlan[] {
  const { strategy, keepElasticIps: keeps = false } = spec;
  const mine = site.availabilityZones.filter((zone) => zone === (spec.availabilityZone ?? zone));
  const zonal = zonesWithTheirOwn(spec, site.availabilityZones);
  switch (strategy) {
    case NatGatewayStrategy.Single:
    case NatGatewayStrategy.OnePerAz:
      return zonal.map((availabilityZone) => ({ availabilityZone, beside: false }));
    case NatGatewayStrategy.Regional:
      return (keeps ? site.availabilityZones : []).map((availabilityZone) => ({
        availabilityZone,
        beside: !mine.includes(availabilityZone),
      }));
    case NatGatewayStrategy.None:
    case NatGatewayStrategy.Instance:
      return (keeps ? mine : []).map((availabilityZone) => ({ availabilityZone, beside: false }));
    default:
      return [];
  }
}
