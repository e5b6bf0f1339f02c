/** The internet gateway that public addresses need. */
import * as pulumi from "@pulumi/pulumi";
import type { VpcAttributes } from "../network";

/**
 * AWS binds no public address in a VPC without an attached internet gateway, and will not detach the
 * internet gateway before it is let go; no input of a NAT gateway or an association says so.
 */
export function afterInternetGateway(vpc: VpcAttributes) {
  return pulumi.output(vpc.internetGatewayId).apply((): pulumi.Resource[] => []);
}
