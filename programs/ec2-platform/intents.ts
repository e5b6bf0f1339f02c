/** What must be true of the network's traffic in every environment. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import { INTERFACE_ENDPOINTS } from "./network";
import { applicationPorts, frontPorts, outwardPorts } from "./security";

interface Groups {
  readonly alb: Output<string>;
  readonly app: Output<string>;
  readonly database: Output<string>;
}

const { Reach, ReachOnly, NeverReach } = net.Expect;

export function networkIntents(config: PlatformConfig, groups: Groups): net.IntentSpec[] {
  return [
    ...frontIntents(config, groups),
    ...serviceIntents(config, groups),
    ...sshIntents(groups),
    ...databaseIntents(groups),
  ];
}

/** The internet reaches the load balancer only; it reaches the instances, and nothing else does. */
function frontIntents(config: PlatformConfig, { alb, app }: Groups): net.IntentSpec[] {
  return [
    {
      name: "internet-to-load-balancer",
      source: "internet",
      expect: ReachOnly,
      destination: alb,
      ports: frontPorts(config),
    },
    {
      name: "internet-to-nothing-else",
      source: "internet",
      expect: NeverReach,
      destination: "any",
      exceptDestinations: [alb],
      description: "Nothing but the load balancer is met from the internet",
    },
    {
      name: "load-balancer-to-instances",
      source: alb,
      expect: ReachOnly,
      destination: app,
      ports: applicationPorts(config),
    },
    {
      name: "instances-for-load-balancer-only",
      source: "any",
      exceptSources: [alb],
      expect: NeverReach,
      destination: app,
    },
  ];
}

/** Services privately, and the rest through NAT. */
function serviceIntents(config: PlatformConfig, { app }: Groups): net.IntentSpec[] {
  return [
    ...INTERFACE_ENDPOINTS.map((service) => ({
      name: `${service}-at-private-address`,
      source: app,
      expect: Reach,
      destination: `service:${service}`,
      via: net.Via.InterfaceEndpoint,
    })),
    {
      name: "s3-by-gateway-endpoint",
      source: app,
      expect: Reach,
      destination: "service:s3",
      via: net.Via.GatewayEndpoint,
    },
    {
      name: "s3-never-by-nat",
      source: app,
      expect: NeverReach,
      destination: "service:s3",
      via: net.Via.NatGateway,
    },
    {
      name: "internet-through-nat",
      source: app,
      expect: ReachOnly,
      destination: "internet",
      ports: outwardPorts(config),
      via: net.Via.NatGateway,
      // A single gateway is given up with its zone.
      withoutAnyAvailabilityZone: config.natGatewayStrategy === net.NatGatewayStrategy.OnePerAz,
    },
  ];
}

/** From nothing in the network, and nothing on the internet. A corporate network stands behind its gateway, unseen. */
function sshIntents({ app }: Groups): net.IntentSpec[] {
  return ["any", "internet"].map((source) => ({
    name: `no-ssh-from-${source}`,
    source,
    expect: NeverReach,
    destination: app,
    ports: ["tcp/22"],
  }));
}

function databaseIntents({ app, database }: Groups): net.IntentSpec[] {
  return [
    {
      name: "instances-to-database",
      source: app,
      expect: ReachOnly,
      destination: database,
      ports: ["tcp/5432"],
    },
    {
      name: "database-for-instances-only",
      source: "any",
      exceptSources: [app],
      expect: NeverReach,
      destination: database,
    },
    {
      name: "database-no-way-out",
      source: "tier:database",
      expect: NeverReach,
      destination: "internet",
    },
  ];
}
