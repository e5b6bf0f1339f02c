/**
 * A network interface in each private subnet, with the side's group: the address that a host there
 * takes over, free of charge. Whatever carries the group instead is let through alike.
 */
import { NetworkInterface } from "@pulumi/aws/ec2";
import type { Output } from "@pulumi/pulumi";
import type * as net from "pulumi-aws-network";
import { PRIVATE } from "./network";
import type { Side } from "./sides";

export function createInterfaces(side: Side, vpc: net.Vpc, groupId: Output<string>): void {
  const { name, region, common, opts } = side;
  const { naming, tags } = common;
  for (const [zone, subnetId] of Object.entries(vpc.subnetIds[PRIVATE] ?? {}))
    new NetworkInterface(
      `${name}-${zone.slice(-1)}`,
      {
        subnetId,
        securityGroups: [groupId],
        region,
        tags: { Name: `eni-${name}-${zone}-${naming.suffix}`, Type: PRIVATE, ...tags },
      },
      opts,
    );
}
