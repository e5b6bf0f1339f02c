import type * as pulumi from "@pulumi/pulumi";
import type { ZoneVpc } from "./privateHostedZoneArgs";

/** VPCs of this account, associated with a private zone of another. */
export interface PrivateZoneAssociationsArgs {
  /** The zone, which the VPCs are authorized for: `authorizedZoneIds` of a `PrivateHostedZone`, or its id. */
  zoneId: pulumi.Input<string>;
  /** The VPCs in which the zone is to answer, by a name of yours. Names are plain. */
  vpcs: Record<string, ZoneVpc>;
}
