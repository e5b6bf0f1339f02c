/** Who may connect to whom: groups, ACLs, the endpoints' group, keys, and what the instances run as. */
import * as net from "pulumi-aws-network";
import type { PlatformConfig } from "./config";
import type { Labels } from "./labels";
import { INTERFACE_ENDPOINTS } from "./network";

interface Connection {
  readonly source: string;
  readonly destination: string;
  readonly ports: string[];
}

/** The ports of the load balancer: HTTPS where there is a certificate. */
export const frontPorts = ({ certificateArn }: PlatformConfig): string[] =>
  certificateArn === "" ? ["tcp/80"] : ["tcp/80", "tcp/443"];

/** The ports of the instances: the application's, and that of the health check. */
export const applicationPorts = (config: PlatformConfig): string[] => [
  ...new Set([
    `tcp/${config.applicationPort}`,
    `tcp/${config.healthCheckPort || config.applicationPort}`,
  ]),
];

/** To AWS's services and for packages; Ubuntu fetches its own by HTTP, signed. */
export const outwardPorts = ({ operatingSystem }: PlatformConfig): string[] =>
  operatingSystem === net.OperatingSystem.Ubuntu2204 ? ["tcp/80", "tcp/443"] : ["tcp/443"];

/** SSH, only where a route leads to the corporate network. */
function sshOf({ corporateCidrBlock }: PlatformConfig, destination: string): Connection[] {
  if (corporateCidrBlock === "") return [];
  return [{ source: corporateCidrBlock, destination, ports: ["tcp/22"] }];
}

export function createGroups(
  config: PlatformConfig,
  vpc: net.Vpc,
  { name, naming, tags }: Labels,
): net.SecurityGroups {
  return new net.SecurityGroups(name, {
    vpc,
    groups: ["alb", "app", "database"],
    flows: [
      { source: "internet", destination: "alb", ports: frontPorts(config) },
      { source: "alb", destination: "app", ports: applicationPorts(config) },
      { source: "app", destination: "database", ports: ["tcp/5432"] },
      { source: "app", destination: "internet", ports: outwardPorts(config) },
      ...sshOf(config, "app"),
    ],
    naming,
    tags,
  });
}

/** After the groups: the instances' alone may reach the interface endpoints. */
export function createEndpoints(
  vpc: net.Vpc,
  groups: net.SecurityGroups,
  { name, naming, tags }: Labels,
): net.VpcEndpoints {
  return new net.VpcEndpoints(name, {
    vpc,
    interface: INTERFACE_ENDPOINTS,
    allowedSecurityGroupIds: { app: groups.groupId("app") },
    naming,
    tags,
  });
}

export function createAcls(
  config: PlatformConfig,
  vpc: net.Vpc,
  { name, naming, tags }: Labels,
): void {
  new net.NetworkAcls(name, {
    vpc,
    flows: [
      { source: "internet", destination: "public", ports: frontPorts(config) },
      {
        source: "public",
        destination: "private",
        ports: applicationPorts(config),
        clients: net.NetworkAclClients.LoadBalancer,
      },
      { source: "private", destination: "database", ports: ["tcp/5432"] },
      // To the interface endpoints of other zones.
      { source: "private", destination: "private", ports: ["tcp/443"] },
      // To S3 at its public addresses, and through NAT.
      { source: "private", destination: "internet", ports: outwardPorts(config) },
      ...sshOf(config, "private"),
    ],
    naming,
    tags,
  });
}
