/**
 * A payment and an analytics network, peered: in one account and region, or in two of each.
 *
 *     payment hosts ── tcp/443, 5432, 22 ── peering connection ── analytics hosts
 *          │                                                           │
 *     NAT gateways ── tcp/443 ── internet                        NAT gateways ── internet
 *
 * Peering is not transitive: neither side reaches the internet, or is reached from it, through the
 * other. Both resolve the private hosted zones of both.
 */
import * as net from "pulumi-aws-network";
import { withAliases } from "./aliases";
import { readConfig, type PeeringConfig, type SideConfig } from "./config";
import { connect, createZone, type Joined } from "./connection";
import { networkIntents } from "./intents";
import { createNetwork, peerOf } from "./network";
import { createFlowLogs } from "./observability";
import { createGroups, createNetworkAcls, HOSTS } from "./security";
import { sideOf } from "./sides";
import { createInterfaces } from "./workload";

/** What stands on a side beside its network. */
function furnish(config: PeeringConfig, { side, vpc }: Joined, peer: net.Vpc) {
  const groupId = createGroups(config, side, vpc, peerOf(peer)).groupId(HOSTS);
  createNetworkAcls(config, side, vpc, peerOf(peer));
  createInterfaces(side, vpc, groupId);
  const logsBucket = createFlowLogs(config, side, vpc).bucketNames.main;
  return { name: side.name, vpcId: vpc.vpcId, groupId, logsBucket };
}

function join(config: PeeringConfig, one: SideConfig): Joined {
  const side = sideOf(config, one);
  return { side, vpc: createNetwork(config, side) };
}

export = () => {
  const config = readConfig();
  const payment = join(config, config.payment);
  const analytics = join(config, config.analytics);

  const ours = furnish(config, payment, analytics.vpc);
  const theirs = furnish(config, analytics, payment.vpc);
  const peeringConnectionId = connect(payment, analytics);
  const paymentZone = createZone(payment, analytics);
  const analyticsZone = createZone(analytics, payment);
  new net.Intents("peering", { intents: networkIntents(config, ours, theirs) });

  return withAliases({
    /** The payment VPC's id. */
    paymentVpcId: ours.vpcId,
    /** The analytics VPC's id. */
    analyticsVpcId: theirs.vpcId,
    /** The connection, known once it is active. */
    peeringConnectionId,
    /** The group of the payment hosts. */
    paymentSecurityGroupId: ours.groupId,
    /** The group of the analytics hosts. */
    analyticsSecurityGroupId: theirs.groupId,
    /** The bucket of the payment VPC's flow logs. */
    paymentLogsBucket: ours.logsBucket,
    /** The bucket of the analytics VPC's flow logs. */
    analyticsLogsBucket: theirs.logsBucket,
    /** The payment VPC's private hosted zone. */
    paymentHostedZoneId: paymentZone.zoneId,
    /** The analytics VPC's private hosted zone. */
    analyticsHostedZoneId: analyticsZone.zoneId,
  });
};
