/** What is recorded and told of: traffic, and NAT gateways and endpoints that drop it. */
import { getCallerIdentityOutput } from "@pulumi/aws/getCallerIdentity";
import * as net from "pulumi-aws-network";
import { PURPOSE, type Common } from "./naming";
import type { LambdaEgressConfig } from "./config";
import { DATABASE, LAMBDA, type Network } from "./network";

/** Of a VPC that was there already, its own subnets alone: others' traffic is none of its business. */
export function createFlowLogs(
  config: LambdaEgressConfig,
  vpc: Network,
  common: Common,
): net.FlowLogs {
  return new net.FlowLogs(PURPOSE, {
    vpc,
    subnets: config.vpc === "create" ? undefined : [{ tier: LAMBDA }, { tier: DATABASE }],
    retentionInDays: config.flowLogRetentionInDays,
    accountId: getCallerIdentityOutput().accountId,
    ...common,
  });
}

interface Watched {
  readonly natGateways: net.NatGateways;
  readonly endpoints: net.VpcEndpoints;
  readonly mailEndpoint: net.VpcEndpoints | undefined;
}

export function createAlarms(
  vpc: Network,
  { natGateways, endpoints, mailEndpoint }: Watched,
  common: Common,
): net.NetworkAlarms {
  return new net.NetworkAlarms(PURPOSE, {
    vpc,
    natGatewayIds: natGateways.natGatewayIds,
    interfaceEndpointIds: { ...endpoints.endpointIds, ...mailEndpoint?.endpointIds },
    ...common,
  });
}
