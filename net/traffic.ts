/**
 * The one notation for traffic: `tcp/443`, `udp/123`, `tcp/1024-65535`, `icmp`, `all`.
 * A protocol and, for TCP and UDP, a range of destination ports.
 */
import { ALL_PORTS, formatPorts, joinPorts, subtractPorts, type PortRange } from "./portRange";
import { parsed, refused, type Parsed } from "./parsed";

export type Traffic =
  | { readonly protocol: "tcp" | "udp"; readonly ports: PortRange }
  | { readonly protocol: "icmp" }
  | { readonly protocol: "all" };

const ALLOWED = 'must be "all", "icmp", or "tcp" or "udp" with ports, such as "tcp/443"';
const PORT = "(0|[1-9]\\d{0,4})";
const WITH_PORTS = new RegExp(`^(tcp|udp)/${PORT}(?:-${PORT})?$`);

export function parseTraffic(text: string): Parsed<Traffic> {
  if (text === "icmp" || text === "all") return parsed({ protocol: text });
  const match = WITH_PORTS.exec(text);
  if (!match) return refused(`${ALLOWED} or "udp/1024-65535", got "${text}"`);
  const [, protocol, first, second] = match;
  const from = Number(first);
  const to = second === undefined ? from : Number(second);
  if (from > ALL_PORTS.to || to > ALL_PORTS.to) {
    return refused(`must have ports between 0 and 65535, got "${text}"`);
  }
  if (from > to) return refused(`must have the lower port first, got "${text}"`);
  return parsed({ protocol: protocol === "tcp" ? "tcp" : "udp", ports: { from, to } });
}

/** The canonical spelling; `parseTraffic` reads it back. */
export function formatTraffic(traffic: Traffic): string {
  return "ports" in traffic
    ? `${traffic.protocol}/${formatPorts(traffic.ports)}`
    : traffic.protocol;
}

/** Everything in `traffic` that is in none of `taken`; undefined where no list of traffic says it. */
export function subtractTraffic(
  traffic: readonly Traffic[],
  taken: readonly Traffic[],
): Traffic[] | undefined {
  if (taken.some(({ protocol }) => protocol === "all")) return [];
  const all = traffic.some(({ protocol }) => protocol === "all");
  // "All but TCP 443" would have to name each other protocol of IP.
  if (all) return taken.length === 0 ? [{ protocol: "all" }] : undefined;
  const pings = (list: readonly Traffic[]) => list.some(({ protocol }) => protocol === "icmp");
  return [
    ...subtractProtocol("tcp", traffic, taken),
    ...subtractProtocol("udp", traffic, taken),
    ...(pings(traffic) && !pings(taken) ? [{ protocol: "icmp" } as const] : []),
  ];
}

function subtractProtocol(
  protocol: "tcp" | "udp",
  traffic: readonly Traffic[],
  taken: readonly Traffic[],
): Traffic[] {
  const ports = (list: readonly Traffic[]) =>
    list.flatMap((one) => ("ports" in one && one.protocol === protocol ? [one.ports] : []));
  return subtractPorts(joinPorts(ports(traffic)), ports(taken)).map((range) => ({
    protocol,
    ports: range,
  }));
}
