/**
 * What security groups and network ACLs let through, as sets of packets.
 * Everything is said in the coordinates of the packet that goes forward; what an ACL lets *back* is
 * the set of packets whose reply it lets through.
 */
import type { PointSet } from "../../net";
import {
  ALL_ADDRESSES,
  ALL_IPV4,
  ALL_IPV6,
  ALL_SERVICES,
  ICMP,
  ICMPV6,
  NO_PACKETS,
  NO_POINTS,
  PacketSet,
  TCP,
  UDP,
  cidrAddresses,
  icmpServices,
  portServices,
  portsOf,
  protocolServices,
  type Cube,
} from "../../net";
import type { AclRule, RuleTraffic } from "../model/network";

export type Direction = "ingress" | "egress";

const BY_PORT: readonly number[] = [TCP, UDP];

/** The services that a rule's protocol, ports or ICMP type name. */
export function ruleServices({ protocol, ports, icmpType, icmpCode }: RuleTraffic): PointSet {
  if (protocol === undefined) return ALL_SERVICES;
  if (BY_PORT.includes(protocol))
    return ports === undefined
      ? protocolServices(protocol)
      : portServices(protocol, ports.from, ports.to);
  if ((protocol === ICMP || protocol === ICMPV6) && icmpType !== undefined && icmpType >= 0)
    return icmpServices(protocol, icmpType, icmpCode === -1 ? undefined : icmpCode);
  return protocolServices(protocol);
}

/** The addresses of a rule's block, of all families where the block is all of one: never more. */
export function remoteAddresses(cidr: string): PointSet {
  return cidrAddresses(cidr) ?? NO_POINTS;
}

/** First match by number; what matches none is denied. */
export function aclForward(rules: readonly AclRule[], direction: Direction): PacketSet {
  return firstMatch(rules, ({ cidr, traffic }) => {
    const service = ruleServices(traffic);
    const remote = remoteAddresses(cidr);
    return direction === "egress"
      ? PacketSet.of({ destination: remote, service })
      : PacketSet.of({ source: remote, service });
  });
}

/**
 * The packets whose reply the rules let through. A reply that comes in (`ingress`) is from the
 * packet's destination to its source port; TCP and UDP swap ports, an ICMP echo request is answered
 * by an echo reply, other ICMP by nothing, other protocols by themselves.
 */
export function aclReply(rules: readonly AclRule[], direction: Direction): PacketSet {
  const passing = (protocol: Replied): PacketSet =>
    firstMatch(rules, ({ cidr, traffic }) => {
      const answered = protocol.answered(ruleServices(traffic));
      if (answered === undefined) return NO_PACKETS;
      const remote = remoteAddresses(cidr);
      return PacketSet.of(
        direction === "ingress"
          ? { destination: remote, ...answered }
          : { source: remote, ...answered },
      );
    });
  return REPLIED.reduce(
    (all, protocol) => all.or(passing(protocol).and(PacketSet.of({ service: protocol.asked }))),
    NO_PACKETS,
  );
}

interface Replied {
  /** Requests of this kind. */
  readonly asked: PointSet;
  /** The requests whose reply is among the services let through. */
  answered(services: PointSet): Partial<Cube> | undefined;
}

function byPort(protocol: number): Replied {
  return {
    asked: protocolServices(protocol),
    answered: (services) => {
      const sourcePort = portsOf(services, protocol);
      return sourcePort.isEmpty ? undefined : { service: protocolServices(protocol), sourcePort };
    },
  };
}

function byEcho(protocol: number, request: number, reply: number): Replied {
  const asked = icmpServices(protocol, request);
  return {
    asked,
    // Code 0 is the only one of an echo reply.
    answered: (services) =>
      services.meets(icmpServices(protocol, reply, 0)) ? { service: asked } : undefined,
  };
}

const ECHO = icmpServices(ICMP, 8).or(icmpServices(ICMPV6, 128));
const SILENT = protocolServices(ICMP).or(protocolServices(ICMPV6)).without(ECHO);
/** Packets that nothing answers, and those that something does. */
export const UNANSWERED = PacketSet.of({ service: SILENT });
export const ANSWERED = PacketSet.of({ service: ALL_SERVICES.without(SILENT) });
const OTHERS = ALL_SERVICES.without(
  [ICMP, ICMPV6, TCP, UDP].reduce((all, one) => all.or(protocolServices(one)), NO_POINTS),
);

const REPLIED: readonly Replied[] = [
  byPort(TCP),
  byPort(UDP),
  byEcho(ICMP, 8, 0),
  byEcho(ICMPV6, 128, 129),
  {
    asked: OTHERS,
    answered: (services) => {
      const service = services.and(OTHERS);
      return service.isEmpty ? undefined : { service };
    },
  },
];

/** What a rule allows less what rules before it deny: what others allow besides is allowed anyway. */
function firstMatch(rules: readonly AclRule[], matching: (rule: AclRule) => PacketSet): PacketSet {
  const allowed: Cube[] = [];
  const denied: PacketSet[] = [];
  for (const rule of rules) {
    const hit = matching(rule);
    if (!rule.allow) denied.push(hit);
    else allowed.push(...denied.reduce((left, one) => left.without(one), hit).cubes);
  }
  const { cubes } = PacketSet.of(...allowed);
  return PacketSet.of(...cubes.filter((cube) => !cubes.some((one) => isAround(one, cube))));
}

const isAround = (outer: Cube, inner: Cube): boolean =>
  outer !== inner &&
  outer.source.contains(inner.source) &&
  outer.destination.contains(inner.destination) &&
  outer.service.contains(inner.service) &&
  outer.sourcePort.contains(inner.sourcePort);

/** Both ends of one family: no packet goes from IPv4 to IPv6. */
export const ONE_FAMILY = PacketSet.of(
  { source: ALL_ADDRESSES.without(ALL_IPV6), destination: ALL_ADDRESSES.without(ALL_IPV6) },
  { source: ALL_ADDRESSES.without(ALL_IPV4), destination: ALL_ADDRESSES.without(ALL_IPV4) },
);
