/** The words of findings. */
import type { PointSet } from "../../net";
import { formatAddresses, formatServices, type PacketSet } from "../../net";
import type {
  AclRule,
  Destination,
  InterfaceKind,
  Key,
  NetworkInterface,
  RouteTarget,
  RouteTargetKind,
  SecurityGroupRule,
} from "../model/network";
import type { Atlas } from "../reachability/atlas";
import { ruleServices, type Direction } from "../reachability/filters";
import { samplePacket } from "../reachability/path";
import type { FoundPacket } from "./finding";

/** "a", "a and b", "a, b and c"; beyond `most`, how many more. */
export function listed(words: readonly string[], most = 3): string {
  const all = [...new Set(words)];
  const shown = all.length > most ? all.slice(0, most) : all;
  const more = all.length - shown.length;
  const parts = more > 0 ? [...shown, `${more} more`] : shown;
  const last = parts.at(-1) ?? "";
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(", ")} and ${last}`;
}

/** "1 subnet", "3 subnets". */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? "" : "s"}`;

const KINDS: Readonly<Record<InterfaceKind, string>> = {
  instance: "instance",
  autoScalingGroup: "Auto Scaling group",
  lambda: "Lambda function",
  task: "ECS service",
  loadBalancer: "load balancer",
  database: "database",
  cache: "cache",
  endpoint: "interface endpoint",
  vpcLink: "VPC link",
  interface: "network interface",
};

export const interfaceText = ({ kind, name }: NetworkInterface): string => `${KINDS[kind]} ${name}`;

const TARGETS: Readonly<Record<RouteTargetKind, string>> = {
  local: "the VPC",
  internetGateway: "internet gateway",
  egressOnlyInternetGateway: "egress-only internet gateway",
  natGateway: "NAT gateway",
  vpcPeeringConnection: "peering connection",
  transitGateway: "transit gateway",
  vpcEndpoint: "endpoint",
  networkInterface: "network interface",
  vpnGateway: "virtual private gateway",
  other: "",
};

export const targetText = (atlas: Atlas, { kind, key }: RouteTarget): string =>
  `${TARGETS[kind]} ${atlas.nameOf(key)}`.trim();

export const destinationText = (atlas: Atlas, destination: Destination): string =>
  "cidr" in destination ? destination.cidr : atlas.nameOf(destination.prefixList);

export function trafficText(services: PointSet): string {
  const texts = formatServices(services).map((text) => (text === "all" ? "all traffic" : text));
  return listed(texts, 4);
}

export const addressText = (addresses: PointSet): string => listed(formatAddresses(addresses), 3);

export function remoteText(atlas: Atlas, { remote }: SecurityGroupRule): string {
  if ("cidr" in remote) return remote.cidr;
  return atlas.nameOf("prefixList" in remote ? remote.prefixList : remote.securityGroup);
}

/** "tcp/22 from 203.0.113.0/24". */
export const groupRuleText = (
  atlas: Atlas,
  rule: SecurityGroupRule,
  direction: Direction,
): string =>
  `${trafficText(ruleServices(rule.traffic))} ${direction === "ingress" ? "from" : "to"} ${remoteText(atlas, rule)}`;

/** "rule 100 in (allow tcp/22 from 203.0.113.0/24)". */
export function aclRuleText(rule: AclRule, direction: Direction): string {
  const [way, side] = direction === "ingress" ? ["in", "from"] : ["out", "to"];
  const what = `${rule.allow ? "allow" : "deny"} ${trafficText(ruleServices(rule.traffic))}`;
  return `rule ${rule.number} ${way} (${what} ${side} ${rule.cidr})`;
}

/** The plainest packet of a set, its ends in words where they have no address yet. */
export function shownPacket(
  packets: PacketSet,
  words: { readonly from: string; readonly to: string },
): FoundPacket | undefined {
  const sample = samplePacket(packets);
  if (sample === undefined) return undefined;
  const { source, destination, traffic, sourcePort } = sample;
  return {
    source: source ?? words.from,
    destination: destination ?? `an address of ${words.to}`,
    traffic,
    ...(sourcePort === undefined ? {} : { sourcePort }),
  };
}

/** "route table a", "route tables a and b". */
export const tablesText = (atlas: Atlas, keys: readonly Key[]): string =>
  `route table${new Set(keys).size === 1 ? "" : "s"} ${namesOf(atlas, keys)}`;

/** The verb of one, or of several. */
export const verb = (count: number, one: string, several: string): string =>
  count === 1 ? one : several;

export const namesOf = (atlas: Atlas, keys: readonly Key[]): string =>
  listed(keys.map((key) => atlas.nameOf(key)));
