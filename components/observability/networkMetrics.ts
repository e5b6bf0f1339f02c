/**
 * The metrics that AWS publishes of NAT gateways and interface endpoints. CloudWatch knows a metric
 * by its exact set of dimensions: with one missing or one too many there are no data, and no error.
 *
 * https://docs.aws.amazon.com/vpc/latest/userguide/metrics-dimensions-nat-gateway.html
 * https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-cloudwatch-metrics.html
 */
import type * as pulumi from "@pulumi/pulumi";
import type { Issue } from "../../net";
import { isFullServiceName, regionOf, serviceNameOf, type VpcAttributes } from "../network";

export const NAT_GATEWAY_NAMESPACE = "AWS/NATGateway";
export const ENDPOINT_NAMESPACE = "AWS/PrivateLinkEndpoints";

type Dimensions = Record<string, pulumi.Input<string>>;

/** What is watched: gateways by zone, interface endpoints by service. */
export interface Watched {
  readonly natGatewayIds?: Record<string, pulumi.Input<string>> | undefined;
  readonly interfaceEndpointIds?: Record<string, pulumi.Input<string>> | undefined;
}

/** The attributes that dimensions and regions rest on. */
type MetricsSite = Pick<VpcAttributes, "availabilityZones" | "region">;

export function natGatewayDimensions(natGatewayId: pulumi.Input<string>): Dimensions {
  return { NatGatewayId: natGatewayId };
}

/** Of the whole endpoint; the set of one subnet has `Subnet Id` too. */
export function endpointDimensions(
  vpc: VpcAttributes,
  service: string,
  endpointId: pulumi.Input<string>,
): Dimensions {
  return {
    "Endpoint Type": "Interface",
    "Service Name": serviceNameOf(service, regionOf(vpc)),
    "VPC Endpoint Id": endpointId,
    "VPC Id": vpc.vpcId,
  };
}

/** S3 and DynamoDB have endpoints of both kinds; a gateway endpoint has no metrics. */
const GATEWAY_ONLY = ["s3express"];

export function refuseWatched(watched: Watched, site: MetricsSite): Issue[] {
  const services = Object.keys(watched.interfaceEndpointIds ?? {});
  const issues = services
    .filter((service) => GATEWAY_ONLY.includes(service))
    .map((service) => ({
      propertyPath: `interfaceEndpointIds["${service}"]`,
      reason: `must be an interface endpoint, got "${service}", whose endpoint is a gateway: AWS publishes no metrics of those`,
    }));
  const short = services.find((service) => !isFullServiceName(service));
  if (short !== undefined && regionOf(site) === undefined) {
    issues.push({
      propertyPath: "vpc.region",
      reason: `must be given to name the service "${short}": ids of availability zones do not spell their region`,
    });
  }
  return issues;
}

/** A metric of something that is not watched would never have data. */
export function refuseNothing(watched: Watched, what: string): Issue[] {
  const count = [watched.natGatewayIds, watched.interfaceEndpointIds].flatMap((ids) =>
    Object.keys(ids ?? {}),
  ).length;
  if (count > 0) return [];
  const reason = `must be given, or interfaceEndpointIds: there is nothing to ${what}`;
  return [{ propertyPath: "natGatewayIds", reason }];
}
