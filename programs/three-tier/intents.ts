/** What must be true of the network's traffic in every environment. */
import type { Output } from "@pulumi/pulumi";
import * as net from "pulumi-aws-network";
import type { TiersConfig } from "./config";
import { INTERFACE_ENDPOINTS } from "./network";
import { FRONT_PORTS, POSTGRES, REDIS, taskPorts } from "./security";

const { Reach, ReachOnly, NeverReach } = net.Expect;
type Id = Output<string>;

interface Groups {
  readonly alb: Id;
  readonly tasks: Id;
  readonly database: Id;
  readonly cache: Id;
  readonly bastion: Id | undefined;
  /** In front of the interface endpoints, where there are any. */
  readonly endpoints: Id | undefined;
}

export function networkIntents(config: TiersConfig, groups: Groups): net.IntentSpec[] {
  return [
    ...ofFront(config, groups),
    ...ofData(groups),
    ...ofServices(config, groups),
    ...ofInternet(config, groups),
    ...ofBastion(groups),
  ];
}

/** The internet reaches the load balancer on 80 and 443, and nothing else at all. */
function ofFront(config: TiersConfig, { alb, tasks }: Groups): net.IntentSpec[] {
  return [
    {
      name: "internet-to-load-balancer",
      source: "internet",
      expect: ReachOnly,
      destination: alb,
      ports: FRONT_PORTS,
    },
    {
      name: "internet-to-nothing-else",
      source: "internet",
      expect: NeverReach,
      destination: "any",
      exceptDestinations: [alb],
    },
    {
      name: "load-balancer-to-tasks",
      source: alb,
      expect: ReachOnly,
      destination: tasks,
      ports: taskPorts(config),
    },
    {
      name: "tasks-for-load-balancer-and-each-other",
      source: "any",
      exceptSources: [alb, tasks],
      expect: NeverReach,
      destination: tasks,
    },
  ];
}

function ofData({ alb, tasks, database, cache, bastion }: Groups): net.IntentSpec[] {
  const kept = [
    { what: "database", group: database, ports: [POSTGRES], others: bastion ? [bastion] : [] },
    { what: "cache", group: cache, ports: [REDIS], others: [] },
  ];
  return [
    ...kept.flatMap(({ what, group, ports, others }): net.IntentSpec[] => {
      const never = { expect: NeverReach, destination: group };
      return [
        { name: `tasks-to-${what}`, source: tasks, expect: ReachOnly, destination: group, ports },
        { ...never, name: `internet-never-to-${what}`, source: "internet" },
        { ...never, name: `load-balancer-never-to-${what}`, source: alb },
        {
          ...never,
          name: `${what}-for-tasks-only`,
          source: "any",
          exceptSources: [tasks, ...others],
        },
        { name: `${what}-no-way-out`, source: group, expect: NeverReach, destination: "internet" },
      ];
    }),
    {
      name: "database-subnets-no-way-out",
      source: "tier:database",
      expect: NeverReach,
      destination: "internet",
    },
  ];
}

/** S3, which keeps the images' layers, and DynamoDB by gateway endpoints; the rest at private addresses. */
function ofServices({ interfaceEndpoints }: TiersConfig, groups: Groups): net.IntentSpec[] {
  const { tasks, endpoints } = groups;
  const inside = interfaceEndpoints ? INTERFACE_ENDPOINTS : [];
  return [
    ...["s3", "dynamodb"].flatMap((service) => byWay(service, tasks, net.Via.GatewayEndpoint)),
    ...inside.flatMap((service) => byWay(service, tasks, net.Via.InterfaceEndpoint)),
    ...(endpoints === undefined
      ? []
      : [
          {
            name: "endpoints-for-tasks-only",
            source: "any",
            exceptSources: [tasks],
            expect: NeverReach,
            destination: endpoints,
          },
        ]),
  ];
}

/** By this way, and never by NAT. */
function byWay(service: string, tasks: Id, via: net.Via): net.IntentSpec[] {
  const ends = { source: tasks, destination: `service:${service}` };
  const key = service.replace(".", "-");
  return [
    { ...ends, name: `${key}-by-endpoint`, expect: Reach, via },
    { ...ends, name: `${key}-never-by-nat`, expect: NeverReach, via: net.Via.NatGateway },
  ];
}

function ofInternet(config: TiersConfig, { tasks }: Groups): net.IntentSpec[] {
  const ends = { name: "tasks-to-internet", source: tasks, destination: "internet" };
  if (!config.tasksToInternet) return [{ ...ends, expect: NeverReach }];
  return [
    {
      ...ends,
      expect: ReachOnly,
      ports: ["tcp/443"],
      via: net.Via.NatGateway,
      // A single gateway is given up with its zone.
      withoutAnyAvailabilityZone: config.natGatewayStrategy === net.NatGatewayStrategy.OnePerAz,
    },
  ];
}

/** Session Manager needs no way in, and the bastion sees the database alone. */
function ofBastion({ bastion, database, tasks, cache }: Groups): net.IntentSpec[] {
  if (bastion === undefined) return [];
  return [
    {
      name: "bastion-to-session-manager",
      source: bastion,
      expect: Reach,
      destination: "service:ssmmessages",
    },
    {
      name: "bastion-to-database",
      source: bastion,
      expect: ReachOnly,
      destination: database,
      ports: [POSTGRES],
    },
    { name: "bastion-no-way-in", source: "any", expect: NeverReach, destination: bastion },
    ...Object.entries({ tasks, cache }).map(([what, destination]) => ({
      name: `bastion-never-to-${what}`,
      source: bastion,
      expect: NeverReach,
      destination,
    })),
  ];
}
