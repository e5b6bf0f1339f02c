/** What the oracles and the verifier are asked about: one packet, from one place to another. */
import type { Key } from "../../../analysis/model/network";

export type Place =
  { readonly interface: Key } | { readonly internet: true } | { readonly service: string };

export interface Packet {
  readonly source: string;
  readonly destination: string;
  /** IANA number. */
  readonly protocol: number;
  /** TCP and UDP only. */
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** ICMP and ICMPv6 only. */
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export const PROTOCOL = { icmp: 1, tcp: 6, udp: 17, esp: 50, icmp6: 58 } as const;

export function hasPorts({ protocol }: Packet): boolean {
  return protocol === PROTOCOL.tcp || protocol === PROTOCOL.udp;
}

export function samePlace(a: Place, b: Place): boolean {
  if ("interface" in a) return "interface" in b && a.interface === b.interface;
  if ("service" in a) return "service" in b && a.service === b.service;
  return "internet" in b;
}

export function formatPlace(place: Place): string {
  if ("interface" in place) return place.interface;
  return "service" in place ? `service:${place.service}` : "internet";
}

/** One line: `tcp 10.0.0.1:40000 > 10.0.0.9:443`. */
export function formatPacket(packet: Packet): string {
  const { source, destination, protocol } = packet;
  const name = Object.entries(PROTOCOL).find(([, number]) => number === protocol)?.[0];
  const port = (number: number | undefined) => (number === undefined ? "" : ` port ${number}`);
  const icmp =
    packet.icmpType === undefined ? "" : ` type ${packet.icmpType} code ${packet.icmpCode ?? 0}`;
  return `${name ?? protocol}${icmp} ${source}${port(packet.sourcePort)} > ${destination}${port(packet.destinationPort)}`;
}
