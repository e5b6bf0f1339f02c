/** How AWS evaluates an ACL: the rules of a direction by number, the first that matches decides. */
import ipaddr from "ipaddr.js";
import type { Recording } from "./recordedMocks";

export interface Packet {
  /** The ACL's tier and the direction in which the packet crosses its edge. */
  readonly acl: string;
  readonly direction: "ingress" | "egress";
  /** The address outside: the source of what comes in, the destination of what goes out. */
  readonly peer: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  /** The destination port. */
  readonly port: number;
}

interface RuleInputs {
  readonly networkAclId: string;
  readonly egress: boolean;
  readonly ruleNumber: number;
  readonly ruleAction: string;
  readonly protocol: string;
  readonly cidrBlock?: string;
  readonly fromPort?: number;
  readonly toPort?: number;
}

export function rulesOf(recording: Recording): RuleInputs[] {
  return recording.resources
    .filter(({ type }) => type === "aws:ec2/networkAclRule:NetworkAclRule")
    .map(({ inputs }) => inputs as unknown as RuleInputs);
}

/** Whether the packet passes; a packet that no rule matches does not. */
export function passes(rules: readonly RuleInputs[], component: string, packet: Packet): boolean {
  const acl = `NetworkAcl ${component}-${packet.acl}`;
  const own = rules
    .filter((rule) => rule.networkAclId === acl)
    .filter((rule) => rule.egress === (packet.direction === "egress"))
    .sort((a, b) => a.ruleNumber - b.ruleNumber);
  return own.find((rule) => matches(rule, packet))?.ruleAction === "allow";
}

function matches(rule: RuleInputs, packet: Packet): boolean {
  if (rule.cidrBlock === undefined) return false;
  const [network, prefix] = ipaddr.IPv4.parseCIDR(rule.cidrBlock);
  if (!ipaddr.IPv4.parse(packet.peer).match(network, prefix)) return false;
  if (rule.protocol === "-1") return true;
  if (rule.protocol !== packet.protocol) return false;
  if (packet.protocol === "icmp") return true;
  return (rule.fromPort ?? 0) <= packet.port && packet.port <= (rule.toPort ?? 0);
}
