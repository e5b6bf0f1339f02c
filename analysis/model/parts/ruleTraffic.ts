/** Protocols and ports of rules, as groups and ACLs write them. */
import type { RuleTraffic } from "../network";
import { asNumber, asText, given } from "../records/propertyValues";

const protocols: Readonly<Record<string, number>> = {
  icmp: 1,
  igmp: 2,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmpv6: 58,
  "ipv6-icmp": 58,
  ospf: 89,
  sctp: 132,
};

/** A number of IANA's, or a name of one; undefined: all. */
function protocolOf(value: unknown): number | undefined {
  const text = asText(value)?.toLowerCase();
  if (text === undefined || text === "all" || text === "-1") return undefined;
  return protocols[text] ?? asNumber(text);
}

const isIcmp = (protocol: number | undefined): boolean => protocol === 1 || protocol === 58;
const hasPorts = (protocol: number | undefined): boolean => protocol === 6 || protocol === 17;

const notAny = (value: number | undefined): number | undefined =>
  value === -1 ? undefined : value;

export interface WrittenTraffic {
  readonly protocol: unknown;
  readonly from: unknown;
  readonly to: unknown;
}

/** A group's rule: ICMP has its type and code where others have their ports. */
export function groupTraffic({ protocol: written, from, to }: WrittenTraffic): RuleTraffic {
  const protocol = protocolOf(written);
  if (isIcmp(protocol)) return icmp(protocol, notAny(asNumber(from)), notAny(asNumber(to)));
  return given({ protocol, ports: portsOf(protocol, from, to) });
}

export interface WrittenAclTraffic extends WrittenTraffic {
  readonly icmpType: unknown;
  readonly icmpCode: unknown;
}

/** An ACL's rule; the provider sends 0 for a type or a code that is left out. */
export function aclTraffic(rule: WrittenAclTraffic): RuleTraffic {
  const protocol = protocolOf(rule.protocol);
  if (isIcmp(protocol))
    return icmp(
      protocol,
      notAny(asNumber(rule.icmpType) ?? 0),
      notAny(asNumber(rule.icmpCode) ?? 0),
    );
  return given({ protocol, ports: portsOf(protocol, rule.from, rule.to) });
}

const icmp = (protocol: number | undefined, type?: number, code?: number): RuleTraffic =>
  given({ protocol, icmpType: type, icmpCode: type === undefined ? undefined : code });

function portsOf(protocol: number | undefined, from: unknown, to: unknown): RuleTraffic["ports"] {
  if (!hasPorts(protocol)) return undefined;
  const [first, last] = [asNumber(from), asNumber(to)];
  if (first === undefined || first < 0) return undefined;
  const end = last ?? first;
  return first === 0 && end === 65535 ? undefined : { from: first, to: end };
}
