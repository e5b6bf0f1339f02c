/** What must be true of the network's traffic in every environment. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { LambdaEgressConfig } from "./config";
import { SMTP } from "./security";

const { Reach, ReachOnly, NeverReach } = net.Expect;

interface Groups {
  /** Of the function. */
  readonly lambda: Output<string>;
  readonly database: Output<string>;
  /** In front of the interface endpoints of KMS and Secrets Manager. */
  readonly endpoints: Output<string> | undefined;
}

export function networkIntents(config: LambdaEgressConfig, groups: Groups): net.IntentSpec[] {
  const { lambda, database, endpoints } = groups;
  return [
    ...outward(config, lambda),
    ...["kms", "secretsmanager"].map((service) => atPrivateAddress(service, lambda)),
    ...ofDatabase(lambda, database),
    {
      name: "no-way-in",
      source: "internet",
      expect: NeverReach,
      destination: lambda,
      description: "Nothing on the internet reaches the function",
    },
    ...(endpoints === undefined ? [] : [forLambdaOnly("endpoints", lambda, endpoints)]),
  ];
}

function outward(config: LambdaEgressConfig, lambda: Output<string>): net.IntentSpec[] {
  const outlivesZone = config.natGatewayStrategy !== net.NatGatewayStrategy.Single;
  return [
    {
      name: "internet",
      source: lambda,
      expect: ReachOnly,
      destination: "internet",
      ports: ["tcp/443"],
      via: net.Via.NatGateway,
      // A single gateway is given up with its zone.
      withoutAnyAvailabilityZone: outlivesZone,
      description: "The function reaches any host on the internet on 443, and on nothing else",
    },
    {
      name: "mail-by-nat",
      source: lambda,
      expect: Reach,
      destination: "service:email",
      via: net.Via.NatGateway,
      description: "The function sends mail by SES's API",
    },
    ...(config.mailEndpoint ? [mailAtEndpoint(lambda)] : []),
  ];
}

const mailAtEndpoint = (lambda: Output<string>): net.IntentSpec => ({
  ...atPrivateAddress("email-smtp", lambda),
  ports: [SMTP],
});

function atPrivateAddress(service: string, lambda: Output<string>): net.IntentSpec {
  return {
    name: `${service}-at-private-address`,
    source: lambda,
    expect: Reach,
    destination: `service:${service}`,
    via: net.Via.InterfaceEndpoint,
  };
}

function ofDatabase(lambda: Output<string>, database: Output<string>): net.IntentSpec[] {
  return [
    {
      name: "database",
      source: lambda,
      expect: ReachOnly,
      destination: database,
      ports: ["tcp/5432"],
      via: net.Via.Local,
    },
    forLambdaOnly("database", lambda, database),
    {
      name: "database-no-way-in",
      source: "internet",
      expect: NeverReach,
      destination: database,
    },
    {
      name: "database-no-way-out",
      source: database,
      expect: NeverReach,
      destination: "internet",
      description: "The database reaches nothing outside",
    },
  ];
}

const forLambdaOnly = (
  name: string,
  lambda: Output<string>,
  destination: Output<string>,
): net.IntentSpec => ({
  name: `${name}-for-lambda-only`,
  source: "any",
  exceptSources: [lambda],
  expect: NeverReach,
  destination,
});
