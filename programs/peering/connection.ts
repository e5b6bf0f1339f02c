/**
 * What joins the two networks: the peering connection with the routes of the private subnets, and the
 * private hosted zone of each, which both resolve.
 *
 * In one account the connection is accepted automatically; across accounts the other side's provider
 * accepts it, and each zone's account authorizes the other's VPC before that is associated.
 */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import { commonOf, type Side } from "./sides";

/** A side with its network. */
export interface Joined {
  readonly side: Side;
  readonly vpc: net.Vpc;
}

const NAME = "payment-analytics";

export function connect(payment: Joined, analytics: Joined): Output<string> {
  const common = commonOf(NAME, payment.side.common.naming.suffix);
  const allowRemoteVpcDnsResolution = true;
  if (areOneAccount(payment, analytics))
    return new net.VpcPeering(
      NAME,
      {
        requester: { vpc: payment.vpc, allowRemoteVpcDnsResolution },
        accepter: { vpc: analytics.vpc, allowRemoteVpcDnsResolution },
        ...common,
      },
      payment.side.opts,
    ).vpcPeeringConnectionId;
  const request = new net.VpcPeeringRequest(
    NAME,
    {
      vpc: payment.vpc,
      peer: analytics.vpc,
      peerAccountId: analytics.side.account,
      ...common,
    },
    payment.side.opts,
  );
  const { vpcPeeringConnectionId } = new net.VpcPeeringAccepter(
    NAME,
    { vpc: analytics.vpc, request, allowRemoteVpcDnsResolution, ...common },
    analytics.side.opts,
  );
  new net.VpcPeeringOptions(
    NAME,
    {
      vpcPeeringConnectionId,
      role: net.PeeringRole.Requester,
      allowRemoteVpcDnsResolution,
      region: payment.side.region,
    },
    payment.side.opts,
  );
  return vpcPeeringConnectionId;
}

/** The zone of one side, which the other resolves too. */
export function createZone(own: Joined, other: Joined): net.PrivateHostedZone {
  const { name, zoneName, common, opts } = own.side;
  const others = { [other.side.name]: zoneVpc(other) };
  const isShared = areOneAccount(own, other);
  const zone = new net.PrivateHostedZone(
    name,
    {
      zoneName,
      vpc: zoneVpc(own),
      associatedVpcs: isShared ? others : {},
      authorizedVpcs: isShared ? {} : others,
      ...common,
    },
    opts,
  );
  for (const zoneId of Object.values(zone.authorizedZoneIds))
    new net.PrivateZoneAssociations(name, { zoneId, vpcs: others }, other.side.opts);
  return zone;
}

const zoneVpc = ({ side, vpc }: Joined): net.ZoneVpc => ({
  vpcId: vpc.vpcId,
  region: side.region,
});

const areOneAccount = (a: Joined, b: Joined): boolean => a.side.accountId === b.side.accountId;
