/** What must be true of the network's traffic in every environment. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { ServerlessConfig } from "./config";

interface Groups {
  /** Of the functions. */
  readonly lambda: Output<string>;
  /** In front of the interface endpoints, where the component made it. */
  readonly endpoints: Output<string> | undefined;
}

export function networkIntents(config: ServerlessConfig, groups: Groups): net.IntentSpec[] {
  return [
    ...["s3", "dynamodb"].flatMap((service) => byGatewayEndpoint(service, groups)),
    ...["sqs", "states", "logs", "sns"].map((service) => byInterfaceEndpoint(service, groups)),
    toInternet(config, groups),
    {
      name: "no-way-in",
      source: "internet",
      expect: net.Expect.NeverReach,
      destination: groups.lambda,
      description: "Nothing on the internet reaches a function",
    },
    ...endpointsForLambdaOnly(groups),
  ];
}

function byGatewayEndpoint(service: string, { lambda }: Groups): net.IntentSpec[] {
  const ends = { source: lambda, destination: `service:${service}` };
  return [
    {
      ...ends,
      name: `${service}-by-gateway-endpoint`,
      expect: net.Expect.Reach,
      via: net.Via.GatewayEndpoint,
    },
    // Which would cost $0.045 a GB.
    {
      ...ends,
      name: `${service}-never-by-nat`,
      expect: net.Expect.NeverReach,
      via: net.Via.NatGateway,
    },
  ];
}

function byInterfaceEndpoint(service: string, { lambda }: Groups): net.IntentSpec {
  return {
    name: `${service}-at-private-address`,
    source: lambda,
    expect: net.Expect.Reach,
    destination: `service:${service}`,
    via: net.Via.InterfaceEndpoint,
  };
}

function endpointsForLambdaOnly({ lambda, endpoints }: Groups): net.IntentSpec[] {
  if (endpoints === undefined) return [];
  const never = { expect: net.Expect.NeverReach, destination: endpoints };
  return [
    {
      ...never,
      name: "endpoints-for-lambda-only",
      source: "any",
      exceptSources: [lambda],
      description: "Nothing else in the network reaches the interface endpoints",
    },
    {
      ...never,
      name: "endpoints-no-way-in",
      source: "internet",
      description: "Nothing on the internet reaches the interface endpoints",
    },
  ];
}

/** HTTPS and NTP through a NAT gateway; where there is none, nothing. */
function toInternet(config: ServerlessConfig, { lambda }: Groups): net.IntentSpec {
  const ends = { name: "internet", source: lambda, destination: "internet" };
  if (config.natGatewayStrategy === net.NatGatewayStrategy.None) {
    return { ...ends, expect: net.Expect.NeverReach };
  }
  return {
    ...ends,
    expect: net.Expect.ReachOnly,
    ports: ["tcp/443", "udp/123"],
    via: net.Via.NatGateway,
    // A single gateway is given up with its zone.
    withoutAnyAvailabilityZone: config.natGatewayStrategy === net.NatGatewayStrategy.OnePerAz,
  };
}
