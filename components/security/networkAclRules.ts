/**
 * The rules of stateless ACLs, derived from flows.
 *
 *     flow: private -> internet, tcp/443, through a NAT gateway in the public tier
 *
 *     private ACL   egress   tcp/443          to 0.0.0.0/0
 *                   ingress  tcp/1024-65535   from 0.0.0.0/0     the reply
 *     public ACL    ingress  tcp/443          from private       towards the NAT gateway
 *                   egress   tcp/443          to 0.0.0.0/0       from it
 *                   ingress  tcp/1024-65535   from 0.0.0.0/0     the reply, to the NAT gateway
 *                   egress   tcp/1024-65535   to private         the reply, on to the client
 */
import {
  coverWithout,
  formatTraffic,
  subtractTraffic,
  type CidrBlock,
  type Traffic,
} from "../../net";
import { NetworkAclClients } from "./networkAclsArgs";

export interface AclRule {
  readonly tier: string;
  readonly direction: "ingress" | "egress";
  readonly action: "allow" | "deny";
  readonly block: CidrBlock;
  readonly traffic: Traffic;
}

/** One end of a flow: its addresses, and the tiers with an ACL that they lie in. */
export interface AclEnd {
  readonly blocks: readonly CidrBlock[];
  readonly tiers: readonly string[];
}

export interface AclFlow {
  readonly source: AclEnd;
  readonly destination: AclEnd;
  readonly traffic: readonly Traffic[];
  readonly clients: NetworkAclClients;
  /** The passage through a NAT gateway, where there is one. */
  readonly nat: { readonly tier: string; readonly clients: readonly CidrBlock[] } | undefined;
}

const NAT_PORTS = { from: 1024, to: 65535 };
const LINUX_PORTS = { from: 32768, to: 60999 };
const WINDOWS_PORTS = { from: 49152, to: 65535 };

/** The rules that allow one flow, with its replies. */
export function allowRules(flow: AclFlow): AclRule[] {
  return flow.traffic.flatMap((traffic) => {
    const reply = replyTo(traffic, clientPorts(flow.clients));
    const { source, destination, nat } = flow;
    const rule = ruleMaker(traffic, reply);
    return [
      ...source.tiers.flatMap((tier) => rule.client(tier, destination.blocks)),
      ...destination.tiers.flatMap((tier) => rule.server(tier, source.blocks)),
      ...(nat
        ? [
            ...rule.server(nat.tier, nat.clients),
            ...ruleMaker(traffic, replyTo(traffic, NAT_PORTS)).client(nat.tier, destination.blocks),
          ]
        : []),
    ];
  });
}

/** Rules at the two ends of a connection: what it opens with, and what comes back. */
function ruleMaker(traffic: Traffic, reply: Traffic) {
  const allow = (
    tier: string,
    direction: AclRule["direction"],
    blocks: readonly CidrBlock[],
    what: Traffic,
  ) => blocks.map((block): AclRule => ({ tier, direction, action: "allow", block, traffic: what }));
  return {
    client: (tier: string, servers: readonly CidrBlock[]) => [
      ...allow(tier, "egress", servers, traffic),
      ...allow(tier, "ingress", servers, reply),
    ],
    server: (tier: string, clients: readonly CidrBlock[]) => [
      ...allow(tier, "ingress", clients, traffic),
      ...allow(tier, "egress", clients, reply),
    ],
  };
}

/** ICMP and unnamed protocols have no ports to come back to: the reply is the same traffic. */
function replyTo(traffic: Traffic, ports: { from: number; to: number }): Traffic {
  return "ports" in traffic ? { protocol: traffic.protocol, ports } : traffic;
}

function clientPorts(clients: NetworkAclClients): { from: number; to: number } {
  switch (clients) {
    case NetworkAclClients.Linux:
      return LINUX_PORTS;
    case NetworkAclClients.Windows:
      return WINDOWS_PORTS;
    case NetworkAclClients.Any:
    case NetworkAclClients.Lambda:
    case NetworkAclClients.LoadBalancer:
    case NetworkAclClients.NatGateway:
      return NAT_PORTS;
  }
}

/** A wide peer's "all" that a narrower peer's ports cannot be taken out of. */
export interface Inseparable {
  readonly tier: string;
  readonly wide: CidrBlock;
  readonly narrow: CidrBlock;
}

/**
 * The denies that keep a wide rule from admitting what a narrower peer's own flows do not. They
 * come before every allow, so they never touch what the narrower peer, or one inside it, is allowed:
 * traffic allowed to it is taken out, and addresses of peers inside it are left to these.
 */
export function denyRules(allowed: readonly AclRule[]): {
  rules: AclRule[];
  inseparable: Inseparable[];
} {
  const rules: AclRule[] = [];
  const inseparable: Inseparable[] = [];
  for (const list of groupBy(allowed, ({ tier, direction }) => `${tier} ${direction}`).values()) {
    const peers = [...groupBy(list, ({ block }) => block.toString()).values()].flatMap((own) =>
      own[0] === undefined ? [] : [{ rule: own[0], own: own.map(({ traffic }) => traffic) }],
    );
    for (const { rule, own } of peers) {
      const { tier, direction, block } = rule;
      const wider = peers.filter((peer) => strictlyInside(block, peer.rule.block));
      const inside = peers.filter((peer) => strictlyInside(peer.rule.block, block));
      const denied = subtractTraffic(
        wider.flatMap((peer) => peer.own),
        own,
      );
      if (denied === undefined) {
        const wide = wider.find((peer) => peer.own.some(({ protocol }) => protocol === "all"));
        inseparable.push({ tier, narrow: block, wide: wide?.rule.block ?? block });
        continue;
      }
      const blocks = coverWithout(
        block,
        inside.map((peer) => peer.rule.block),
      );
      rules.push(
        ...denied.flatMap((traffic) =>
          blocks.map((part): AclRule => ({
            tier,
            direction,
            action: "deny",
            block: part,
            traffic,
          })),
        ),
      );
    }
  }
  return { rules, inseparable };
}

function strictlyInside(inner: CidrBlock, outer: CidrBlock): boolean {
  return outer.contains(inner) && !inner.contains(outer);
}

/** What a rule says, without its tier and direction: the part of its name that is its content. */
export function ruleContent({ action, block, traffic }: AclRule): string {
  return `${action} ${formatTraffic(traffic)} ${block.toString()}`;
}

/** Each rule once, however many flows need it. */
export function withoutRepeats(rules: readonly AclRule[]): AclRule[] {
  return [
    ...new Map(
      rules.map((rule) => [`${rule.tier} ${rule.direction} ${ruleContent(rule)}`, rule]),
    ).values(),
  ];
}

export function groupBy<T>(values: readonly T[], key: (value: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const group = groups.get(key(value));
    if (group) group.push(value);
    else groups.set(key(value), [value]);
  }
  return groups;
}
