/**
 * VPCs of this account, associated with a private hosted zone of another account.
 * The zone's account has to authorize each (`authorizedVpcs` of `PrivateHostedZone`); the provider
 * here is one of the VPCs' account, for AWS lets nobody else associate them. Costs nothing but queries.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-associate-vpcs-different-accounts.html
 */
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName } from "../network";
import { refuseZoneVpcs } from "./privateHostedZonePlan";
import type { PrivateZoneAssociationsArgs } from "./privateZoneAssociationsArgs";
import { associate } from "./zoneAssociation";

/** VPCs associated with another account's zone. */
export class PrivateZoneAssociations extends pulumi.ComponentResource {
  constructor(
    name: string,
    args: PrivateZoneAssociationsArgs,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super("aws-network:index:PrivateZoneAssociations", name, {}, opts);
    const checked = { component: this, kind: "PrivateZoneAssociations", name };
    const { zoneId, vpcs } = args;
    const inputs = { zoneId: 0 };
    checkedPlan({ ...checked, inputs }, args, () => ({ issues: refuseZoneVpcs("vpcs", vpcs) }));
    for (const [key, vpc] of Object.entries(vpcs)) {
      associate(this, childName(name, key), zoneId, vpc);
    }
    this.registerOutputs({});
  }
}
