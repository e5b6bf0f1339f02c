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
import { blockName } from "./networkIpv6";

export interface AclRule {
  readonly tier: string;
  readonly direction: "ingress" | "egress";
  readonly action: "allow" | "deny";
  readonly block: CidrBlock;
  readonly traffic: Traffic;
}

/** A rule, and whether it takes nothing from others: see `denyRules`. */
interface AllowRule extends AclRule {
  readonly additive: boolean;
}

/** One end of a flow: its addresses, and the tiers with an ACL that they lie in. */
export interface AclEnd {
  readonly blocks: readonly CidrBlock[];
  readonly tiers: readonly string[];
}

/** A flow in one address family. */
export interface AclFlow {
  readonly source: AclEnd;
  readonly destination: AclEnd;
  readonly traffic: readonly Traffic[];
  readonly clients: NetworkAclClients;
  /** Whether the flow is of security groups, and allows without taking from narrower peers. */
  readonly additive: boolean;
}

/** What a flow is on its way through a NAT gateway. */
export interface NatPassage {
  readonly tier: string;
  readonly clients: readonly CidrBlock[];
  readonly servers: readonly CidrBlock[];
  readonly flow: Pick<AclFlow, "traffic" | "clients" | "additive">;
}

const NAT_PORTS = { from: 1024, to: 65535 };
const LINUX_PORTS = { from: 32768, to: 60999 };
const WINDOWS_PORTS = { from: 49152, to: 65535 };
const INSTANCE_PORTS = { from: 32768, to: 65535 };

/** The rules that allow one flow, with its replies. */
export function allowRules(flow: AclFlow): AllowRule[] {
  const { source, destination, additive } = flow;
  return flow.traffic.flatMap((traffic) => {
    const rule = ruleMaker(traffic, replyTo(traffic, clientPorts(flow.clients)), additive);
    return [
      ...source.tiers.flatMap((tier) => rule.client(tier, destination.blocks)),
      ...destination.tiers.flatMap((tier) => rule.server(tier, source.blocks)),
    ];
  });
}

/** The rules that let a flow through the tier of its NAT gateway, which opens a connection of its own. */
export function passageRules({ tier, clients, servers, flow }: NatPassage): AllowRule[] {
  const { additive } = flow;
  return flow.traffic.flatMap((traffic) => {
    const towards = ruleMaker(traffic, replyTo(traffic, clientPorts(flow.clients)), additive);
    const onwards = ruleMaker(traffic, replyTo(traffic, NAT_PORTS), additive);
    return [...towards.server(tier, clients), ...onwards.client(tier, servers)];
  });
}

/** Rules at the two ends of a connection: what it opens with, and what comes back. */
function ruleMaker(traffic: Traffic, reply: Traffic, additive: boolean) {
  const allow = (
    tier: string,
    direction: AclRule["direction"],
    blocks: readonly CidrBlock[],
    what: Traffic,
  ) =>
    blocks.map((block): AllowRule => ({
      ...{ tier, direction, action: "allow", block, traffic: what, additive },
    }));
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
    case NetworkAclClients.Instance:
      return INSTANCE_PORTS;
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

/** What is allowed at one edge for one block of addresses. */
interface Peer {
  readonly rule: AclRule;
  /** What flows of `flows` allow it. */
  readonly own: readonly Traffic[];
  /** What flows of security groups allow it. */
  readonly added: readonly Traffic[];
}

/**
 * The denies that keep a wide rule from admitting what a narrower peer's own flows do not. They
 * come before every allow, so they never touch what the narrower peer, or one inside it, is allowed:
 * traffic allowed to it is taken out, and addresses of peers inside it are left to these.
 * What security groups need is never denied: it is allowed to every peer inside the one it is
 * allowed to, and gives a peer no flows of its own.
 */
export function denyRules(allowed: readonly AllowRule[]): {
  rules: AclRule[];
  inseparable: Inseparable[];
} {
  const lists = [...groupBy(allowed, ({ tier, direction }) => `${tier} ${direction}`).values()];
  const denied = lists.flatMap((list) => {
    const peers = peersOf(list);
    return peers.map((peer) => denyOne(peer, peers));
  });
  return {
    rules: denied.flatMap(({ rules }) => rules),
    inseparable: denied.flatMap(({ inseparable }) => inseparable),
  };
}

function peersOf(list: readonly AllowRule[]): Peer[] {
  return [...groupBy(list, ({ block }) => block.toString()).values()].flatMap((rules) => {
    const traffic = (additive: boolean) =>
      rules.filter((rule) => rule.additive === additive).map((rule) => rule.traffic);
    return rules[0] === undefined
      ? []
      : [{ rule: rules[0], own: traffic(false), added: traffic(true) }];
  });
}

function denyOne(
  peer: Peer,
  peers: readonly Peer[],
): { rules: AclRule[]; inseparable: Inseparable[] } {
  const { tier, direction, block } = peer.rule;
  const wider = peers.filter(({ rule }) => strictlyInside(block, rule.block));
  const kept = [peer, ...wider].flatMap(({ added }) => added);
  const denied = subtractTraffic(
    wider.flatMap(({ own }) => own),
    [...kept, ...ownOf(peer, wider)],
  );
  if (denied === undefined) {
    const wide = wider.find(({ own }) => own.some(({ protocol }) => protocol === "all"));
    return { rules: [], inseparable: [{ tier, narrow: block, wide: wide?.rule.block ?? block }] };
  }
  const inside = peers.filter(({ rule }) => strictlyInside(rule.block, block));
  const blocks = coverWithout(
    block,
    inside.map(({ rule }) => rule.block),
  );
  const rules = denied.flatMap((traffic) =>
    blocks.map((part): AclRule => ({ tier, direction, action: "deny", block: part, traffic })),
  );
  return { rules, inseparable: [] };
}

/** A peer that only security groups name has the flows of the narrowest peer around it that has any. */
function ownOf({ own }: Peer, wider: readonly Peer[]): readonly Traffic[] {
  if (own.length > 0) return own;
  const [nearest] = wider
    .filter((peer) => peer.own.length > 0)
    .sort((a, b) => b.rule.block.prefixLength - a.rule.block.prefixLength);
  return nearest?.own ?? [];
}

function strictlyInside(inner: CidrBlock, outer: CidrBlock): boolean {
  return outer.contains(inner) && !inner.contains(outer);
}

/** What a rule says, without its tier and direction: the part of its name that is its content. */
export function ruleContent(
  { action, block, traffic }: AclRule,
  ownIpv6: CidrBlock | undefined,
): string {
  const where = ownIpv6?.contains(block) === true ? blockName(block, ownIpv6) : block.toString();
  return `${action} ${formatTraffic(traffic)} ${where}`;
}

/** Each rule once, however many flows need it. */
export function withoutRepeats(rules: readonly AclRule[]): AclRule[] {
  return [
    ...new Map(
      rules.map((rule) => [`${rule.tier} ${rule.direction} ${ruleContent(rule, undefined)}`, rule]),
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
