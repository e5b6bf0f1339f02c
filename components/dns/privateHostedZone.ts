/**
 * A private hosted zone: names that only the VPCs associated with it resolve.
 * Makes the zone with one VPC, an association for each other VPC of its account, and for each VPC of
 * another account the authorization that its association needs.
 * Costs $0.50 a month (the first 25 zones of an account), and $0.40 a million queries.
 *
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-private.html
 */
import * as route53 from "@pulumi/aws/route53";
import * as pulumi from "@pulumi/pulumi";
import { checkedPlan, childName, tagsOf } from "../network";
import type { PrivateHostedZoneArgs } from "./privateHostedZoneArgs";
import { planPrivateHostedZone } from "./privateHostedZonePlan";
import { associate } from "./zoneAssociation";

/** A private hosted zone in one VPC or several. */
export class PrivateHostedZone extends pulumi.ComponentResource {
  /** The zone's id. */
  readonly zoneId: pulumi.Output<string>;
  /** The zone's ARN. */
  readonly zoneArn: pulumi.Output<string>;
  /** The zone's domain name. */
  readonly zoneName: string;
  /** The zone's id for each VPC of another account, known once that may be associated. */
  readonly authorizedZoneIds: Record<string, pulumi.Output<string>>;

  constructor(name: string, args: PrivateHostedZoneArgs, opts?: pulumi.ComponentResourceOptions) {
    super("aws-network:index:PrivateHostedZone", name, {}, opts);
    const inputs = { comment: 0, forceDestroy: 0 };
    const checked = { component: this, kind: "PrivateHostedZone", name, inputs };
    checkedPlan(checked, args, () => planPrivateHostedZone(args));

    const zone = createZone(this, name, args);
    const zoneId = zone.id;
    for (const [key, vpc] of Object.entries(args.associatedVpcs ?? {})) {
      associate(this, childName(name, key), zoneId, vpc);
    }
    this.zoneId = zoneId;
    this.zoneArn = zone.arn;
    this.zoneName = args.zoneName;
    this.authorizedZoneIds = Object.fromEntries(
      Object.entries(args.authorizedVpcs ?? {}).map(([key, { vpcId, region }]) => {
        const authorization = new route53.VpcAssociationAuthorization(
          childName(name, key),
          { zoneId, vpcId, vpcRegion: region },
          { parent: this },
        );
        return [key, authorization.zoneId];
      }),
    );
    this.registerOutputs({
      zoneId,
      zoneArn: this.zoneArn,
      zoneName: this.zoneName,
      authorizedZoneIds: this.authorizedZoneIds,
    });
  }
}

function createZone(
  parent: PrivateHostedZone,
  name: string,
  args: PrivateHostedZoneArgs,
): route53.Zone {
  const { zoneName, vpc, comment, forceDestroy = false } = args;
  return new route53.Zone(
    name,
    {
      name: zoneName,
      vpcs: [{ vpcId: vpc.vpcId, vpcRegion: vpc.region }],
      comment,
      forceDestroy,
      tags: tagsOf(args, { child: name, resourceType: "zone" }),
    },
    {
      parent,
      // After a refresh the zone's own list has every VPC that was associated beside it, and an
      // update would take them away again (hashicorp/terraform-provider-aws#7946).
      ignoreChanges: ["vpcs"],
      // So a change of its first VPC would be ignored too: it replaces the zone instead.
      replacementTrigger: vpc.vpcId,
      // One VPC takes no two zones of one name, so the old one goes first.
      deleteBeforeReplace: true,
    },
  );
}
