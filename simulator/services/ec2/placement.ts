/**
 * Network interfaces that other services make in a VPC: they hold its subnets and its security groups for as long as
 * they are there, some for a good while longer.
 */
import type { AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import {
  networkInterfaceKind,
  type NetworkInterface,
  type SecurityGroup,
  type Subnet,
} from "./entities";
import { interfacesOf, makeInterface } from "./networkInterfaces";
import { findSecurityGroup, findSubnet } from "./references";
import { isOfVpc } from "./securityGroupVpc";

export interface Placement {
  /** What the interfaces belong to: an id or ARN. */
  readonly owner: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupIds: readonly string[];
  readonly interfaceType: NetworkInterface["interfaceType"];
  readonly description: string;
}

/** How a service words it that a subnet or a group is missing, or of another VPC. */
export interface PlacementErrors {
  readonly noSubnet: (id: string) => AwsError;
  readonly noSecurityGroup: (id: string) => AwsError;
  readonly otherVpc: (id: string) => AwsError;
}

export interface Site {
  readonly vpcId: string;
  readonly subnets: readonly Subnet[];
  readonly securityGroups: readonly SecurityGroup[];
}

/** Where subnets and groups are: all must exist, in one VPC. @throws AwsError; undefined where no subnet is given */
export function siteOf(
  scope: Scope,
  { subnetIds, securityGroupIds }: Pick<Placement, "subnetIds" | "securityGroupIds">,
  errors: PlacementErrors,
): Site | undefined {
  const subnets = subnetIds.map((id) => need(findSubnet(scope, id), errors.noSubnet(id)));
  const groups = securityGroupIds.map((id) =>
    need(findSecurityGroup(scope, id), errors.noSecurityGroup(id)),
  );
  const [first] = subnets;
  if (first === undefined) return undefined;
  const { vpcId } = first;
  const stranger =
    subnets.find((one) => one.vpcId !== vpcId) ?? groups.find((one) => !isOfVpc(scope, one, vpcId));
  if (stranger !== undefined) throw errors.otherVpc(stranger.id);
  return { vpcId, subnets, securityGroups: groups };
}

function need<T>(found: T | undefined, error: AwsError): T {
  if (found === undefined) throw error;
  return found;
}

/** One interface in each subnet; what was there before for the owner, and is no longer wanted, goes. */
export function placeInterfaces(scope: Scope, placement: Placement): readonly NetworkInterface[] {
  const { owner, subnetIds, securityGroupIds, interfaceType, description } = placement;
  for (const one of interfacesOf(scope, owner))
    if (!subnetIds.includes(one.subnetId)) scope.remove(one);
  const standing = new Map(interfacesOf(scope, owner).map((one) => [one.subnetId, one]));
  return subnetIds.map((id) => {
    const found = standing.get(id);
    if (found !== undefined) return scope.put(networkInterfaceKind, { ...found, securityGroupIds });
    const subnet = findSubnet(scope, id);
    if (subnet === undefined) throw new Error(`${owner}: no subnet ${id}`);
    return makeInterface(scope, {
      subnet,
      owner,
      role: `interface in ${id}`,
      interfaceType,
      securityGroupIds,
      description,
    });
  });
}

/** At once, or lingering for so many seconds after what they belonged to has gone. */
export function removeInterfaces(scope: Scope, owner: string, lingering = 0): void {
  for (const one of interfacesOf(scope, owner))
    if (lingering === 0) scope.remove(one);
    else scope.put(networkInterfaceKind, { ...one, settlesAt: scope.clock + lingering });
}
