/** What Route 53 keeps: zones, their records, which VPCs a private zone answers, and who may add one. Of no region. */
import { AwsError } from "../../errors";
import { defineThing, type Thing } from "../../resource/spec";
import { text } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";

/** Its id is the zone's: `Z00000…`. */
export const zoneKind = defineThing("hosted-zone");
export const healthCheckKind = defineThing("health-check");
export const queryLogKind = defineThing("query-log");

/** Whose a zone is: of no account, since other accounts name zones by their id alone. */
interface ZoneOwner extends Entity {
  readonly owner: string;
}
export const zoneOwnerKind = defineKind<ZoneOwner>("hosted-zone-owner");

export interface ZoneRecord extends Entity {
  readonly zoneId: string;
  /** In lower case, without the dot at the end. */
  readonly fqdn: string;
  readonly type: string;
  readonly setIdentifier: string;
  /** `simple`, or the property that says otherwise: `weightedRoutingPolicies`. */
  readonly policy: string;
  readonly properties: Thing["properties"];
  /** Made with the zone. */
  readonly isOwn?: true;
}
export const recordKind = defineKind<ZoneRecord>("dns-record", {
  zone: (record) => record.zoneId,
  name: (record) => `${record.zoneId}/${record.fqdn}`,
});

/** A VPC in which a private zone answers. Of no account: either may be another's. */
interface ZoneVpc extends Entity {
  readonly zoneId: string;
  readonly zoneName: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
}
export const zoneVpcKind = defineKind<ZoneVpc>("hosted-zone-vpc", {
  zone: (one) => one.zoneId,
  vpc: (one) => one.vpcId,
});

/** In the zone's account: the VPC's may associate it. */
interface Authorization extends Entity {
  readonly zoneId: string;
  readonly vpcId: string;
  readonly vpcRegion: string;
}
export const authorizationKind = defineKind<Authorization>("hosted-zone-authorization", {
  zone: (one) => one.zoneId,
});

export const pairId = (zoneId: string, vpcId: string): string => `${zoneId}:${vpcId}`;

export const noSuchZone = (id: string): AwsError =>
  new AwsError("NoSuchHostedZone", `No hosted zone found with ID: ${id}`);

/** One of the caller's own. */
export function needZone(scope: Scope, id: string): Thing {
  const zone = scope.get(zoneKind, id);
  if (zone === undefined) throw noSuchZone(id);
  return zone;
}

/** One of whatever account. */
export function needAnyZone(scope: Scope, id: string): Thing {
  const owner = scope.everywhere.get(zoneOwnerKind, id)?.owner;
  const zone = owner === undefined ? undefined : scope.at({ account: owner }).get(zoneKind, id);
  if (zone === undefined) throw noSuchZone(id);
  return zone;
}

/** In lower case, without the dot at the end. */
export const zoneName = (zone: Thing): string =>
  (text(zone.properties, "name") ?? "").toLowerCase().replace(/\.$/, "");

/** As it was made: a public zone never becomes private. */
export const isPrivate = (zone: Thing): boolean => zone.properties.isPrivate === true;
