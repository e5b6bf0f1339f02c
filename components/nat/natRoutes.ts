/** The routes that lead to what private subnets leave through. */
import {
  cidrBlockName,
  routeTablesOfTier,
  zoneSuffix,
  childName,
  type VpcAttributes,
} from "../network";
import type * as pulumi from "@pulumi/pulumi";
import { NatGatewayStrategy } from "./natGatewaysArgs";
import type { NatGatewaysPlan } from "./natGatewaysPlan";

/** What NAT64 is asked by: the well-known prefix of RFC 6052. */
const NAT64_PREFIX = "64:ff9b::/96";

export interface NatRoutePlan {
  /** The route's name without the component's. It says nothing of where the route leads, so that it stays. */
  readonly key: string;
  readonly routeTableId: pulumi.Input<string>;
  readonly destinationCidrBlock: string | undefined;
  readonly destinationIpv6CidrBlock: string | undefined;
  /** The zone of the gateway or instance; with a regional gateway it says nothing. */
  readonly gatewayZone: string;
}

export function planNatRoutes(plan: NatGatewaysPlan, vpc: VpcAttributes): NatRoutePlan[] {
  if (plan.strategy === NatGatewayStrategy.None) return [];
  const ipv4 = plan.destinationCidrBlocks.flatMap((block) =>
    routesOf(plan, vpc, plan.routeTableTiers, block),
  );
  const nat64 = routesOf(plan, vpc, vpc.nat64Tiers ?? [], NAT64_PREFIX);
  return [...ipv4, ...nat64];
}

function routesOf(
  plan: NatGatewaysPlan,
  vpc: VpcAttributes,
  tiers: readonly string[],
  block: string,
): NatRoutePlan[] {
  const isNat64 = block === NAT64_PREFIX;
  const own = isNat64 ? "nat64" : block === "0.0.0.0/0" ? undefined : cidrBlockName(block);
  return tiers.flatMap((tier) =>
    routeTablesOfTier(vpc, tier).map(({ availabilityZone, routeTableId }) => ({
      key: childName(tier, zoneSuffix(availabilityZone), own),
      routeTableId,
      destinationCidrBlock: isNat64 ? undefined : block,
      destinationIpv6CidrBlock: isNat64 ? block : undefined,
      gatewayZone:
        plan.availabilityZones.find((zone) => zone === availabilityZone) ??
        plan.availabilityZones[0] ??
        "",
    })),
  );
}
