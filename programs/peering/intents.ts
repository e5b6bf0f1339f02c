/** What must be true of the two networks' traffic in every environment. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { PeeringConfig } from "./config";

const { ReachOnly, NeverReach } = net.Expect;

/** A side as intents see it. */
export interface Hosts {
  readonly name: string;
  readonly vpcId: Output<string>;
  readonly groupId: Output<string>;
}

export const networkIntents = (
  config: PeeringConfig,
  payment: Hosts,
  analytics: Hosts,
): net.IntentSpec[] => [
  between(config, payment, analytics),
  between(config, analytics, payment),
  ...[payment, analytics].flatMap((hosts) => withInternet(config, hosts)),
];

const between = ({ ports }: PeeringConfig, own: Hosts, peer: Hosts): net.IntentSpec => ({
  name: `${own.name}-to-${peer.name}`,
  source: own.groupId,
  expect: ReachOnly,
  destination: peer.groupId,
  ports,
  via: net.Via.VpcPeeringConnection,
  description: "The private subnets of the one reach the other's on the peered ports alone",
});

/** Of one side, whatever stands on the other. */
export function withInternet(config: PeeringConfig, hosts: Hosts): net.IntentSpec[] {
  const { name, vpcId, groupId } = hosts;
  return [
    {
      name: `${name}-to-internet`,
      source: groupId,
      expect: ReachOnly,
      destination: "internet",
      ports: ["tcp/443"],
      via: net.Via.NatGateway,
      // A single gateway is given up with its zone.
      withoutAnyAvailabilityZone: config.natGatewayStrategy === net.NatGatewayStrategy.OnePerAz,
    },
    {
      name: `${name}-not-through-peer`,
      source: groupId,
      expect: NeverReach,
      destination: "internet",
      via: net.Via.VpcPeeringConnection,
      description: "Peering is not transitive: the other side's gateways serve the other side",
    },
    {
      name: `${name}-no-way-in`,
      source: "internet",
      expect: NeverReach,
      destination: vpcId,
      description: "Nothing on the internet reaches anything of the network",
    },
  ];
}
