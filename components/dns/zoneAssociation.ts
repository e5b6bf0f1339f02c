import * as route53 from "@pulumi/aws/route53";
import type * as pulumi from "@pulumi/pulumi";
import type { ZoneVpc } from "./privateHostedZoneArgs";

/** One VPC in which the zone answers from then on. */
export function associate(
  parent: pulumi.ComponentResource,
  child: string,
  zoneId: pulumi.Input<string>,
  { vpcId, region }: ZoneVpc,
): void {
  new route53.ZoneAssociation(
    child,
    { zoneId, vpcId, vpcRegion: region },
    // One VPC takes no two zones of one name: where the zone is replaced, the old one's goes first.
    { parent, deleteBeforeReplace: true },
  );
}
