/** Where a database or a cache stands, and who may connect to it: what the two have in common. */
import * as ec2 from "@pulumi/aws/ec2";
import * as awsvpc from "@pulumi/aws/vpc";
import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import {
  childName,
  isKey,
  SubnetType,
  tagsOf,
  tiersOfType,
  type Naming,
  type VpcAttributes,
} from "../network";

/** The arguments that say so. */
interface DataNetworkArgs {
  readonly vpc: VpcAttributes;
  readonly tier?: string;
  readonly allowedSecurityGroupIds?: Record<string, pulumi.Input<string>>;
  readonly securityGroupIds?: pulumi.Input<string>[];
  readonly naming?: Naming;
  readonly tags?: Record<string, pulumi.Input<string>>;
}

export interface DataBuilding {
  readonly parent: pulumi.ComponentResource;
  /** Most children share the component's name: there is one of each type. */
  readonly name: string;
  readonly args: DataNetworkArgs;
}

/** An isolated tier rather than a private one: what keeps data begins no connections. */
export function dataTier({ vpc, tier }: DataNetworkArgs): string {
  const [inside] = [SubnetType.Isolated, SubnetType.Private].flatMap((type) =>
    tiersOfType(vpc.subnetTypes, type),
  );
  return tier ?? inside ?? "";
}

/** @param zones how many zones the tier has to be in */
export function refuseTier(
  { vpc }: DataNetworkArgs,
  tier: string,
  { zones, because }: { readonly zones: number; readonly because: string },
): Issue[] {
  const tiers = Object.keys(vpc.subnetTypes).join(", ");
  if (!Object.hasOwn(vpc.subnetTypes, tier)) {
    const got = tier === "" ? "nothing, as there is no isolated and no private tier" : `"${tier}"`;
    return [{ propertyPath: "tier", reason: `must be one of ${tiers}, got ${got}` }];
  }
  if (vpc.subnetTypes[tier] === SubnetType.Public) {
    const reason = `must be an isolated or a private tier, got "${tier}", which is public; a database belongs where the internet has no route to`;
    return [{ propertyPath: "tier", reason }];
  }
  const has = Object.keys(vpc.subnetIds[tier] ?? {});
  if (has.length >= zones) return [];
  const reason = `must be a tier in ${zones} zones or more, got "${tier}", which is in ${has.join(", ") || "none"}; ${because}`;
  return [{ propertyPath: "tier", reason }];
}

export function refuseGroups(args: DataNetworkArgs): Issue[] {
  const { allowedSecurityGroupIds, securityGroupIds } = args;
  const issues = Object.keys(allowedSecurityGroupIds ?? {})
    .filter((key) => !isKey(key))
    .map((key) => ({
      propertyPath: `allowedSecurityGroupIds["${key}"]`,
      reason: `must have a name of lower-case letters, digits and hyphens, got "${key}"`,
    }));
  if (securityGroupIds && allowedSecurityGroupIds)
    issues.push({
      propertyPath: "securityGroupIds",
      reason:
        "must be left out where allowedSecurityGroupIds is given: those are rules of a group of its own",
    });
  if (securityGroupIds?.length === 0)
    issues.push({
      propertyPath: "securityGroupIds",
      reason: "must list a security group, got none; without one AWS takes the VPC's default group",
    });
  return issues;
}

export const subnetIdsOf = ({ vpc }: DataNetworkArgs, tier: string): pulumi.Input<string>[] =>
  Object.values(vpc.subnetIds[tier] ?? {});

/** A child's tags: its name without the purpose, which stands in the tag already. */
export function tagged({ name, args }: DataBuilding, resourceType: string, child = name) {
  const purpose = `${args.naming?.purpose ?? ""}-`;
  const detail = child.startsWith(purpose) ? child.slice(purpose.length) : child;
  return tagsOf(args, { child, resourceType, detail });
}

export interface Listening {
  /** What AWS's console says of the group. */
  readonly description: string;
  readonly port: number;
}

/** A group that lets the named groups in and nothing out; none where the caller brings groups. */
export function createOwnGroup(
  building: DataBuilding,
  { description, port }: Listening,
): ec2.SecurityGroup | undefined {
  const { parent, name, args } = building;
  if (args.securityGroupIds) return undefined;
  const group = new ec2.SecurityGroup(
    name,
    {
      vpcId: args.vpc.vpcId,
      description,
      region: args.vpc.region,
      tags: tagged(building, "sg"),
    },
    { parent },
  );
  for (const [peer, id] of Object.entries(args.allowedSecurityGroupIds ?? {})) {
    const child = childName(name, "from", peer, `tcp-${port}`);
    new awsvpc.SecurityGroupIngressRule(
      child,
      {
        securityGroupId: group.id,
        referencedSecurityGroupId: id,
        description: `tcp/${port} from ${peer}`,
        ipProtocol: "tcp",
        fromPort: port,
        toPort: port,
        region: args.vpc.region,
        tags: tagged(building, "sgr", childName(name, "from", peer)),
      },
      { parent },
    );
  }
  return group;
}
