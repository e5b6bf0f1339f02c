/** The way to the corporate network, where one is configured: an attachment and a route of each private table. */
import * as ec2 from "@pulumi/aws/ec2";
import * as ec2transitgateway from "@pulumi/aws/ec2transitgateway";
import type * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import type { Labels } from "./labels";

export function routeToCorporateNetwork(
  { corporateCidrBlock, transitGatewayId }: PlatformConfig,
  vpc: net.Vpc,
  { name, naming, tags }: Labels,
): void {
  if (corporateCidrBlock === "") return;
  const child = `${name}-corporate`;
  const attachment = new ec2transitgateway.VpcAttachment(
    child,
    {
      transitGatewayId,
      vpcId: vpc.vpcId,
      subnetIds: vpc.privateSubnetIds,
      tags: { Name: `tgw-attachment-${naming.purpose}-${naming.suffix}`, ...tags },
    },
    { parent: vpc },
  );
  for (const [zone, routeTableId] of Object.entries(vpc.routeTableIds.private ?? {})) {
    new ec2.Route(
      `${child}-${zone}`,
      { routeTableId, destinationCidrBlock: corporateCidrBlock, transitGatewayId },
      { parent: vpc, dependsOn: [attachment] },
    );
  }
}
