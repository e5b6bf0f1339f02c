/** The network: public, private and database subnets, the ways out, the services met privately. */
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import type { Labels } from "./labels";

/** Systems Manager and EC2, which instances call at private addresses. */
export const INTERFACE_ENDPOINTS = ["ec2", "ssm", "ssmmessages", "ec2messages"];

export function createNetwork(config: PlatformConfig, { name, naming, tags }: Labels): net.Vpc {
  const isSingle = config.natGatewayStrategy === net.NatGatewayStrategy.Single;
  return new net.Vpc(name, {
    cidrBlock: config.cidrBlock,
    availabilityZoneNames: config.availabilityZoneNames,
    // Four slots: a tier is one block, and one rule of an ACL.
    reservedAvailabilityZones: 4,
    subnetSpecs: [
      { name: "private", type: net.SubnetType.Private, cidrMask: 20 },
      { name: "public", type: net.SubnetType.Public, cidrMask: 24 },
      { name: "database", type: net.SubnetType.Isolated, cidrMask: 24 },
    ],
    natGateways: {
      strategy: config.natGatewayStrategy,
      availabilityZone: isSingle ? config.availabilityZoneNames[0] : undefined,
    },
    endpoints: { gateway: ["s3"] },
    naming,
    tags,
  });
}
