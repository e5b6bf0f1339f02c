/**
 * The network: a VPC of its own, or the part that is missing of one that is there already.
 *
 *     public      found, or made       0.0.0.0/0 -> internet gateway; the NAT gateways stand here
 *     lambda      private, made here   0.0.0.0/0 -> NAT gateway
 *     database    isolated, made here  no way out
 *
 * A public subnet's default route goes to the internet gateway, never to a NAT gateway. A private
 * route moves to a new NAT gateway once that is available, as a route of the same name is changed in
 * place, and the old gateway is deleted after.
 */
import * as net from "pulumi-aws-network";
import { PURPOSE, type Common } from "./naming";
import type { LambdaEgressConfig } from "./config";

export const LAMBDA = "lambda";
export const DATABASE = "database";

/** With what both kinds of network have beside a network's attributes. */
export type Network = net.Vpc | net.AddedTiers;

const inside: net.SubnetSpec[] = [
  { name: LAMBDA, type: net.SubnetType.Private, cidrMask: 24 },
  { name: DATABASE, type: net.SubnetType.Isolated, cidrMask: 24 },
];
const outside: net.SubnetSpec = { name: "public", type: net.SubnetType.Public, cidrMask: 24 };

export async function createNetwork(config: LambdaEgressConfig, common: Common): Promise<Network> {
  if (config.vpc !== "create") return attach(config, common);
  return new net.Vpc(PURPOSE, {
    cidrBlock: config.cidrBlock,
    availabilityZoneNames: config.availabilityZoneNames,
    subnetSpecs: [outside, ...inside],
    ...common,
  });
}

/** Its subnets' blocks are occupied space, its internet gateway and public subnets are used as found. */
async function attach(config: LambdaEgressConfig, common: Common): Promise<net.AddedTiers> {
  const found = await net.Vpc.get({
    ...(config.vpc === "default" ? { default: true } : { vpcId: config.vpc }),
    exceptTags: common.tags,
  });
  // What the intents are decided by: the state has of the VPC what it reads.
  const { routeTableAssociationIds } = found;
  new net.VpcRecord(PURPOSE, { vpc: found, routeTableAssociationIds });
  const [first, ...rest] = inside.map((spec, index) =>
    index === 0 ? { ...spec, startAddress: config.startAddress } : spec,
  );
  return new net.AddedTiers(PURPOSE, {
    vpc: found,
    occupiedCidrBlocks: found.occupiedCidrBlocks,
    availabilityZones: config.availabilityZoneNames,
    subnetSpecs: [
      ...(first ? [first] : []),
      ...rest,
      ...(found.publicSubnetIds.length > 0 ? [] : [outside]),
    ],
    ...common,
  });
}

export function createNatGateways(
  config: LambdaEgressConfig,
  vpc: Network,
  common: Common,
): net.NatGateways {
  const isSingle = config.natGatewayStrategy === net.NatGatewayStrategy.Single;
  return new net.NatGateways(PURPOSE, {
    vpc,
    strategy: config.natGatewayStrategy,
    availabilityZone: isSingle ? config.natGatewayZone : undefined,
    // Private subnets that were found have a way out of their own.
    routeTableTiers: [LAMBDA],
    ...common,
  });
}
