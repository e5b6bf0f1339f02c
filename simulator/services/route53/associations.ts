/**
 * Which VPCs a private zone answers: no two zones of one name in a VPC, and never the last one away.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs.html
 */
import { AwsError } from "../../errors";
import type { Thing } from "../../resource/spec";
import type { Scope } from "../../world/scope";
import { findVpc } from "../ec2/references";
import { isPrivate, pairId, zoneName, zoneVpcKind } from "./entities";

export interface VpcPlace {
  readonly vpcId: string;
  readonly vpcRegion: string;
}

/** @throws AwsError for a VPC that is not the caller's. */
export function needOwnVpc(scope: Scope, { vpcId, vpcRegion }: VpcPlace): void {
  if (findVpc(scope.at({ region: vpcRegion }), vpcId) === undefined)
    throw new AwsError(
      "InvalidVPCId",
      `The VPC: ${vpcId} in region ${vpcRegion} does not exist, or is not of this account.`,
    );
}

export function associate(scope: Scope, zone: Thing, { vpcId, vpcRegion }: VpcPlace): void {
  const { everywhere } = scope;
  if (!isPrivate(zone))
    throw new AwsError(
      "PublicZoneVPCAssociation",
      "Cannot associate VPCs with a public hosted zone.",
    );
  const name = zoneName(zone);
  const other = everywhere.find(zoneVpcKind, "vpc", vpcId).find((one) => one.zoneName === name);
  if (other !== undefined && scope.pinned === undefined)
    throw new AwsError(
      "ConflictingDomainExists",
      `The VPC that you chose, ${vpcId} in region ${vpcRegion}, is already associated with another private hosted zone that has an overlapping name space, ${name}..`,
    );
  everywhere.put(zoneVpcKind, {
    id: pairId(zone.id, vpcId),
    zoneId: zone.id,
    zoneName: name,
    vpcId,
    vpcRegion,
  });
}

/** What is associated no longer is no error: the provider takes it for done. */
export function disassociate(scope: Scope, zoneId: string, vpcId: string): void {
  const { everywhere } = scope;
  const found = everywhere.get(zoneVpcKind, pairId(zoneId, vpcId));
  if (found === undefined) return;
  if (everywhere.count(zoneVpcKind, "zone", zoneId) === 1)
    throw new AwsError(
      "LastVPCAssociation",
      `The VPC: ${vpcId} is the last one of the private hosted zone ${zoneId}: it cannot be taken away. Delete the zone, or associate another VPC first.`,
    );
  everywhere.remove(found);
}

export function associatedVpcs(scope: Scope, zoneId: string): readonly VpcPlace[] {
  return scope.everywhere
    .find(zoneVpcKind, "zone", zoneId)
    .map(({ vpcId, vpcRegion }) => ({ vpcId, vpcRegion }))
    .sort((one, other) => one.vpcId.localeCompare(other.vpcId));
}
