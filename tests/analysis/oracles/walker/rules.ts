/** Network ACLs and security groups, asked about one packet. */
import type {
  Key,
  Network,
  NetworkInterface,
  RuleTraffic,
  SecurityGroupRule,
  Subnet,
} from "../../../../analysis/model/network";
import { type Packet, PROTOCOL, hasPorts } from "../packet";
import { isIn } from "./addresses";

/** Undefined: what the network says is not enough to tell. */
export type Answer = boolean | undefined;

function isMatch(traffic: RuleTraffic, packet: Packet): boolean {
  if (traffic.protocol === undefined) return true;
  if (traffic.protocol !== packet.protocol) return false;
  if (hasPorts(packet)) {
    if (traffic.ports === undefined) return true;
    const port = packet.destinationPort!;
    return traffic.ports.from <= port && port <= traffic.ports.to;
  }
  if (packet.protocol !== PROTOCOL.icmp && packet.protocol !== PROTOCOL.icmp6) return true;
  const any = (wanted: number | undefined) => wanted === undefined || wanted === -1;
  return (
    (any(traffic.icmpType) || traffic.icmpType === packet.icmpType) &&
    (any(traffic.icmpCode) || traffic.icmpCode === packet.icmpCode)
  );
}

/** The first rule that matches decides; where none does, the packet is denied. */
export function passesAcl(
  network: Network,
  subnet: Subnet,
  direction: "ingress" | "egress",
  packet: Packet,
): Answer {
  const acl = network.networkAcls.find(({ key }) => key === subnet.networkAcl);
  if (acl === undefined) return undefined;
  const remote = direction === "ingress" ? packet.source : packet.destination;
  const inOrder = [...acl[direction]].sort((a, b) => a.number - b.number);
  return (
    inOrder.find((rule) => isIn(remote, rule.cidr) && isMatch(rule.traffic, packet))?.allow ?? false
  );
}

/** Who is at the other end: of use only to rules that name a group. */
export interface Remote {
  readonly address: string;
  /** The groups that a rule's reference matches there. */
  readonly groups: readonly Key[];
  /** Whether it does: over a way that is not known it may. */
  readonly certain: boolean;
}

export function passesGroups(
  network: Network,
  one: NetworkInterface,
  direction: "ingress" | "egress",
  { packet, remote }: { readonly packet: Packet; readonly remote: Remote },
): Answer {
  if (!one.filtered) return true;
  const answers = one.securityGroups.flatMap((key): Answer[] => {
    const group = network.securityGroups.find((candidate) => candidate.key === key);
    if (group === undefined) return [undefined];
    return group[direction]
      .filter((rule) => isMatch(rule.traffic, packet))
      .map((rule) => isRemote(network, rule.remote, remote));
  });
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function isRemote(network: Network, wanted: SecurityGroupRule["remote"], remote: Remote): Answer {
  if ("cidr" in wanted) return isIn(remote.address, wanted.cidr);
  if ("securityGroup" in wanted) {
    return remote.groups.includes(wanted.securityGroup) && (remote.certain || undefined);
  }
  const list = network.prefixLists.find(({ key }) => key === wanted.prefixList);
  return list?.cidrs?.some((cidr) => isIn(remote.address, cidr));
}
