/** What `Bastion` will make, decided from plain values alone. */
import type { Issue } from "../../net";
import { SubnetType, tiersOfType } from "../network";
import type { BastionArgs } from "./bastionArgs";

export interface BastionPlan {
  readonly tier: string;
  readonly availabilityZone: string;
  /** Whether it has a public address. */
  readonly isPublic: boolean;
  readonly issues: readonly Issue[];
}

export function planBastion(args: BastionArgs): BastionPlan {
  const { subnetTypes, subnetIds } = args.vpc;
  const [first] = [SubnetType.Public, SubnetType.Private].flatMap((type) =>
    tiersOfType(subnetTypes, type),
  );
  const tier = args.tier ?? first ?? "";
  const zones = Object.keys(subnetIds[tier] ?? {});
  const availabilityZone = args.availabilityZone ?? zones[0] ?? "";
  return {
    tier,
    availabilityZone,
    isPublic: subnetTypes[tier] === SubnetType.Public,
    issues: [
      ...refuseTier(args, tier),
      ...refuseZone(tier, zones, availabilityZone),
      ...refuseGroups(args),
    ],
  };
}

function refuseTier({ vpc }: BastionArgs, tier: string): Issue[] {
  const tiers = Object.keys(vpc.subnetTypes).join(", ");
  const got = tier === "" ? "nothing, as there is no public and no private tier" : `"${tier}"`;
  if (!Object.hasOwn(vpc.subnetTypes, tier))
    return [{ propertyPath: "tier", reason: `must be one of ${tiers}, got ${got}` }];
  return [];
}

function refuseZone(tier: string, zones: readonly string[], zone: string): Issue[] {
  // Of a tier that there is not, that has been said.
  if (zones.length === 0 || zones.includes(zone)) return [];
  const reason = `must be a zone of the tier "${tier}" (${zones.join(", ")}), got "${zone}"`;
  return [{ propertyPath: "availabilityZone", reason }];
}

function refuseGroups({ securityGroupIds }: BastionArgs): Issue[] {
  if (securityGroupIds.length > 0) return [];
  const reason =
    "must list a security group, got none; AWS would give the instance the network's default one";
  return [{ propertyPath: "securityGroupIds", reason }];
}
