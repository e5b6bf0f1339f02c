/** ACLs and security groups as nftables rules; IPv4 only. */
import type {
  AclRule,
  Key,
  Network,
  NetworkInterface,
  RuleTraffic,
  SecurityGroupRule,
  Subnet,
} from "../../../../analysis/model/network";
import { PROTOCOL } from "../packet";
import { lookUp } from "../walker/routing";

export const isIpv4 = (block: string) => !block.includes(":");

function matching({ protocol, ports, icmpType, icmpCode }: RuleTraffic): string {
  if (protocol === undefined) return "";
  const name = protocol === PROTOCOL.tcp ? "tcp" : protocol === PROTOCOL.udp ? "udp" : undefined;
  if (name !== undefined && ports !== undefined) return `${name} dport ${ports.from}-${ports.to}`;
  if (protocol !== PROTOCOL.icmp) return `ip protocol ${protocol}`;
  const type = icmpType === undefined || icmpType < 0 ? "" : ` icmp type ${icmpType}`;
  const code = icmpCode === undefined || icmpCode < 0 ? "" : ` icmp code ${icmpCode}`;
  return `ip protocol icmp${type}${code}`;
}

/** The rules of an ACL in order, as the body of a chain; what none matches is dropped. */
export function aclChain(
  network: Network,
  { networkAcl }: Subnet,
  side: "ingress" | "egress",
): string[] {
  const acl = network.networkAcls.find(({ key }) => key === networkAcl);
  const remote = side === "ingress" ? "saddr" : "daddr";
  const rule = ({ cidr, traffic, allow }: AclRule) =>
    `ip ${remote} ${cidr} ${matching(traffic)} ${allow ? "accept" : "drop"}`;
  return [...(acl?.[side] ?? []).filter(({ cidr }) => isIpv4(cidr)).map(rule), "drop"];
}

/** What an interface's own groups let in and out, replies let through by connection tracking. */
export function groupRules(network: Network, one: NetworkInterface): string[] {
  if (!one.filtered) return [];
  const side = (direction: "ingress" | "egress", remote: "saddr" | "daddr") =>
    network.securityGroups
      .filter(({ key }) => one.securityGroups.includes(key))
      .flatMap((group) => group[direction])
      .flatMap((rule) =>
        blocksOf(network, one, rule.remote, direction).map(
          (block) => `ip ${remote} ${block} ${matching(rule.traffic)} accept`,
        ),
      );
  return [
    "table ip groups {",
    ...chain("input", "type filter hook input priority 0; policy drop;", [
      "ct state established,related accept",
      ...side("ingress", "saddr"),
    ]),
    ...chain("output", "type filter hook output priority 0; policy drop;", [
      "ct state established,related accept",
      ...side("egress", "daddr"),
    ]),
    "}",
  ];
}

export function chain(name: string, hook: string, rules: readonly string[]): string[] {
  return [`chain ${name} {`, ...(hook === "" ? [] : [hook]), ...rules, "}"];
}

function blocksOf(
  network: Network,
  one: NetworkInterface,
  remote: SecurityGroupRule["remote"],
  direction: "ingress" | "egress",
): string[] {
  if ("cidr" in remote) return [remote.cidr].filter(isIpv4);
  if ("prefixList" in remote) {
    const list = network.prefixLists.find(({ key }) => key === remote.prefixList);
    return (list?.cidrs ?? []).filter(isIpv4);
  }
  return network.networkInterfaces
    .filter(({ securityGroups }) => securityGroups.includes(remote.securityGroup))
    .flatMap((other) =>
      other.ipv4.filter((address) => isNamed(network, one, { other, address, direction })),
    );
}

interface Named {
  readonly other: NetworkInterface;
  readonly address: string;
  readonly direction: "ingress" | "egress";
}

/**
 * Whether a rule that names a group of the other side counts on the way between them. Linux knows no groups, so
 * this much is taken from what AWS says: not through NAT, nor outwards over a transit gateway.
 */
function isNamed(
  network: Network,
  one: NetworkInterface,
  { other, address, direction }: Named,
): boolean {
  const [sender, to] = direction === "egress" ? [one, address] : [other, one.ipv4[0]];
  const subnet = network.subnets.find(({ key }) => key === sender.subnet);
  const vpc = network.vpcs.find(({ key }) => key === subnet?.vpc);
  if (subnet === undefined || vpc === undefined || to === undefined) return false;
  if (one.subnet === other.subnet) return true;
  const table = network.routeTables.find(({ key }) => key === subnet.routeTable);
  const way = lookUp(network, vpc, table, to);
  if (typeof way === "string") return false;
  if (way.kind === "vpcPeeringConnection") {
    return network.peeringConnections.some(({ key, sameRegion }) => key === way.key && sameRegion);
  }
  if (way.kind !== "transitGateway") return way.kind !== "natGateway";
  return direction === "ingress" && supportsNames(network, way.key, [one, other]);
}

function supportsNames(network: Network, key: Key, ends: readonly NetworkInterface[]): boolean {
  const gateway = network.transitGateways.find((one) => one.key === key);
  return (
    gateway?.securityGroupReferencing === true &&
    ends.every(({ subnet }) => {
      const vpc = network.subnets.find((one) => one.key === subnet)?.vpc;
      const attachment = gateway.attachments.find((one) => one.vpc === vpc);
      return attachment !== undefined && attachment.securityGroupReferencing !== false;
    }) &&
    ends[0]?.kind !== "endpoint"
  );
}
