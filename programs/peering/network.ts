/**
 * A network of one side: public subnets for its NAT gateways, private ones for its hosts.
 *
 *     10.0.0.0/18    public     a, b, c and a fourth zone to come, /20 each
 *     10.0.64.0/18   private    the same; to the internet by NAT, to the peer by the connection
 *     10.0.128.0/17  free
 *
 * With four slots reserved a tier is one block, so the peer's rules name it in one.
 */
import * as net from "pulumi-aws-network";
import type { PeeringConfig } from "./config";
import type { Side } from "./sides";

export const PRIVATE = "private";

export function createNetwork(config: PeeringConfig, side: Side): net.Vpc {
  const { cidrBlock, region, availabilityZoneNames, common, opts } = side;
  const isSingle = config.natGatewayStrategy === net.NatGatewayStrategy.Single;
  return new net.Vpc(
    side.name,
    {
      cidrBlock,
      region,
      availabilityZoneNames,
      reservedAvailabilityZones: 4,
      subnetSpecs: [
        { name: "public", type: net.SubnetType.Public, cidrMask: 20 },
        { name: PRIVATE, type: net.SubnetType.Private, cidrMask: 20 },
      ],
      natGateways: {
        strategy: config.natGatewayStrategy,
        availabilityZone: isSingle ? availabilityZoneNames[0] : undefined,
      },
      ...common,
    },
    opts,
  );
}

/** A network and what it is peered with. */
export interface Peer {
  readonly vpc: net.PeerVpc;
  /** The blocks of its private subnets, those to come too. */
  readonly privateCidrBlocks: string[];
}

export const peerOf = (vpc: net.Vpc): Peer => ({
  vpc,
  privateCidrBlocks: vpc.reservedCidrBlocks[PRIVATE] ?? [],
});
