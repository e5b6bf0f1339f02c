/**
 * Who may connect to what: the two sides' hosts to each other on the peered ports, and each to the
 * internet on 443. The peer is named by the block of its private subnets, as AWS lets no rule refer to
 * a group of another region.
 *
 * Network ACLs keep no record of connections, so they let replies in too: to 32768-65535 alone, where
 * instances open connections, so that no reply range lets 5432 in.
 */
import * as net from "pulumi-aws-network";
import type { PeeringConfig } from "./config";
import { PRIVATE, type Peer } from "./network";
import type { Side } from "./sides";

/** The group of a side's hosts. */
export const HOSTS = "hosts";
const HTTPS = ["tcp/443"];

/** Without a peer yet its hosts reach the internet alone. */
export function createGroups(
  { ports }: PeeringConfig,
  { name, common, opts }: Side,
  vpc: net.Vpc,
  peer: Peer | undefined,
): net.SecurityGroups {
  const between = (peer?.privateCidrBlocks ?? []).flatMap((block) => [
    { source: HOSTS, destination: block, ports },
    { source: block, destination: HOSTS, ports },
  ]);
  const flows = [...between, { source: HOSTS, destination: "0.0.0.0/0", ports: HTTPS }];
  return new net.SecurityGroups(name, { vpc, groups: [HOSTS], flows, ...common }, opts);
}

export function createNetworkAcls(
  { ports }: PeeringConfig,
  { name, common, opts }: Side,
  vpc: net.Vpc,
  peer: Peer | undefined,
): net.NetworkAcls {
  const clients = net.NetworkAclClients.Instance;
  const between = (peer?.privateCidrBlocks ?? []).flatMap((block) => [
    { source: PRIVATE, destination: block, ports, clients },
    { source: block, destination: PRIVATE, ports, clients },
  ]);
  const flows = [...between, { source: PRIVATE, destination: "internet", ports: HTTPS, clients }];
  return new net.NetworkAcls(name, { vpc, flows, ...common }, opts);
}
