import type * as pulumi from "@pulumi/pulumi";
import type { Naming } from "../network";

/** A VPC in which a zone answers. A `Vpc` is one. It needs DNS support and host names. */
export interface ZoneVpc {
  /** The VPC's id. */
  vpcId: pulumi.Input<string>;
  /**
   * The VPC's region, where it is not the provider's. Plain.
   *
   * @default - the provider's region
   */
  region?: string;
}

/** A private hosted zone. */
export interface PrivateHostedZoneArgs {
  /** The zone's name, such as `payment.internal`, without a final dot. Plain. */
  zoneName: string;
  /** The VPC that the zone is made with, for good: another one replaces the zone. */
  vpc: ZoneVpc;
  /**
   * Further VPCs of the zone's account in which it answers, by a name of yours. Names are plain.
   *
   * @default - none
   */
  associatedVpcs?: Record<string, ZoneVpc>;
  /**
   * VPCs of other accounts that may be associated, by a name of yours: `PrivateZoneAssociations`
   * does it, with a provider of theirs. Names are plain.
   *
   * @default - none
   */
  authorizedVpcs?: Record<string, ZoneVpc>;
  /**
   * What the zone is for.
   *
   * @default - "Managed by Pulumi", of Pulumi's provider
   */
  comment?: pulumi.Input<string>;
  /**
   * Whether records that Pulumi did not make are deleted with the zone.
   *
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * How AWS's consoles show the zone.
   *
   * @default - the tag `Name` is the resource's Pulumi name
   */
  naming?: Naming;
  /**
   * Tags for every resource made here; a `Name` among them wins.
   *
   * @default - only those that the component sets
   */
  tags?: Record<string, pulumi.Input<string>>;
}
