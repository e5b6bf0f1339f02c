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
  const here = vpcOf(network, one);
  return network.networkInterfaces
    .filter(({ securityGroups }) => securityGroups.includes(remote.securityGroup))
    .filter(
      (other) =>
        vpcOf(network, other) === here || joined(network, [here, vpcOf(network, other)], direction),
    )
    .flatMap(({ ipv4 }) => ipv4);
}

function vpcOf({ subnets }: Network, { subnet }: NetworkInterface): Key | undefined {
  return subnets.find(({ key }) => key === subnet)?.vpc;
}

/** Whether a rule in one VPC may name a group of the other; over a transit gateway no rule outwards does. */
function joined(
  network: Network,
  vpcs: readonly (Key | undefined)[],
  direction: "ingress" | "egress",
): boolean {
  const peered = network.peeringConnections.some(
    ({ requester, accepter, status, sameRegion }) =>
      status === "active" && sameRegion && [requester, accepter].every((end) => vpcs.includes(end)),
  );
  const attached = network.transitGateways.some(
    ({ attachments, securityGroupReferencing }) =>
      securityGroupReferencing &&
      direction === "ingress" &&
      vpcs.every((vpc) =>
        attachments.some((one) => one.vpc === vpc && one.securityGroupReferencing !== false),
      ),
  );
  return peered || attached;
}
