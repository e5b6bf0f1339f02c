/** Who may connect to whom: the groups, and that of the interface endpoints. */
import * as ec2 from "@pulumi/aws/ec2";
import * as net from "pulumi-aws-network";
import type { TiersConfig } from "./config";
import type { Labels } from "./labels";
import { INTERFACE_ENDPOINTS, PRIVATE } from "./network";

/** HTTP, which redirects where there is a certificate, and HTTPS. */
export const FRONT_PORTS = ["tcp/80", "tcp/443"];
export const POSTGRES = "tcp/5432";
export const REDIS = "tcp/6379";
const HTTPS = "tcp/443";

export const taskPorts = ({ taskPort }: TiersConfig): string[] => [`tcp/${taskPort}`];

/**
 * Narrower than drawn, where every group's egress is open: the cache has a group of its own, and who
 * keeps data begins no connection.
 */
export function createGroups(
  config: TiersConfig,
  vpc: net.Vpc,
  { name, naming, tags }: Labels,
): net.SecurityGroups {
  const services = config.tasksToInternet ? ["internet"] : ["vpc", "s3", "dynamodb"];
  return new net.SecurityGroups(name, {
    vpc,
    groups: ["alb", "tasks", "database", "cache", ...(config.bastion ? ["bastion"] : [])],
    flows: [
      { source: "internet", destination: "alb", ports: FRONT_PORTS },
      { source: "alb", destination: "tasks", ports: taskPorts(config) },
      { source: "tasks", destination: "tasks", ports: taskPorts(config) },
      { source: "tasks", destination: "database", ports: [POSTGRES] },
      { source: "tasks", destination: "cache", ports: [REDIS] },
      ...services.map((destination) => ({ source: "tasks", destination, ports: [HTTPS] })),
      ...(config.bastion ? ofBastion : []),
    ],
    peerPrefixListIds: config.tasksToInternet ? undefined : servicePrefixLists(config),
    naming,
    tags,
  });
}

/** Session Manager is called by the bastion itself: nothing comes in, from nowhere. */
const ofBastion = [
  { source: "bastion", destination: "internet", ports: [HTTPS] },
  { source: "bastion", destination: "database", ports: [POSTGRES] },
];

/** The addresses of the services behind the gateway endpoints, as AWS keeps them. */
const servicePrefixLists = ({ region }: TiersConfig) =>
  Object.fromEntries(
    ["s3", "dynamodb"].map((service) => [
      service,
      ec2.getPrefixListOutput({ name: `com.amazonaws.${region}.${service}` }).id,
    ]),
  );

/** All of them or none. Each costs in every zone. */
export function createEndpoints(
  config: TiersConfig,
  { vpc, groups }: { readonly vpc: net.Vpc; readonly groups: net.SecurityGroups },
  { name, naming, tags }: Labels,
): net.VpcEndpoints | undefined {
  if (!config.interfaceEndpoints) return undefined;
  return new net.VpcEndpoints(name, {
    vpc,
    interface: INTERFACE_ENDPOINTS,
    tier: PRIVATE,
    allowedSecurityGroupIds: { tasks: groups.groupId("tasks") },
    naming,
    tags,
  });
}
