/**
 * What a packet asks for, on one line: the protocol by its IANA number and, within it, the
 * destination port of TCP and UDP or the type and code of ICMP. Other protocols have nothing within.
 */
import type { Traffic } from "../traffic";
import { PointSet, type Point } from "./pointSet";

const WITHIN = 65536;
export const ICMP = 1;
export const TCP = 6;
export const UDP = 17;
export const ICMPV6 = 58;

export const ALL_SERVICES = new PointSet([0, 256 * WITHIN]);
/** All source ports. Packets without ports are given all of them. */
export const EVERY_PORT = new PointSet([0, WITHIN]);

export function protocolServices(protocol: number): PointSet {
  return new PointSet([protocol * WITHIN, (protocol + 1) * WITHIN]);
}

/** TCP or UDP to ports of a range, both ends included. */
export function portServices(protocol: number, from: number, to: number): PointSet {
  return new PointSet([protocol * WITHIN + from, protocol * WITHIN + to + 1]);
}

/** ICMP or ICMPv6 of a type and, where given, a code. */
export function icmpServices(protocol: number, type: number, code?: number): PointSet {
  const first = protocol * WITHIN + type * 256;
  return code === undefined
    ? new PointSet([first, first + 256])
    : new PointSet([first + code, first + code + 1]);
}

/** The ports of one protocol in a set of services, as ports from 0. */
export function portsOf(services: PointSet, protocol: number): PointSet {
  const start = protocol * WITHIN;
  const mine = services.and(protocolServices(protocol));
  return new PointSet(mine.edges.map((edge) => Number(edge) - start));
}

export function serviceOf(point: Point): { protocol: number; within: number } {
  const value = Number(point);
  return { protocol: Math.floor(value / WITHIN), within: value % WITHIN };
}

/** ICMP stands for ICMPv6 too: a packet's family says which it is. */
export function trafficServices(traffic: Traffic): PointSet {
  if (traffic.protocol === "all") return ALL_SERVICES;
  if (traffic.protocol === "icmp") return protocolServices(ICMP).or(protocolServices(ICMPV6));
  return portServices(traffic.protocol === "tcp" ? TCP : UDP, traffic.ports.from, traffic.ports.to);
}

/** In the one notation for traffic: `tcp/443`, `udp/1024-65535`, `icmp`, `protocol 50`, `all`. */
export function formatServices(services: PointSet): string[] {
  if (services.contains(ALL_SERVICES)) return ["all"];
  const texts: string[] = [];
  for (let index = 0; index < services.edges.length; index += 2)
    texts.push(...formatRange(Number(services.edges[index]), Number(services.edges[index + 1])));
  return [...new Set(texts)];
}

const NAMES: Record<number, string> = {
  [ICMP]: "icmp",
  [TCP]: "tcp",
  [UDP]: "udp",
  [ICMPV6]: "icmp",
};

function formatRange(from: number, to: number): string[] {
  const first = Math.floor(from / WITHIN);
  const last = Math.floor((to - 1) / WITHIN);
  const texts: string[] = [];
  let [others, start] = [0, first];
  const flush = (end: number): void => {
    if (others > 0) texts.push(others === 1 ? `protocol ${start}` : `protocols ${start}-${end}`);
    others = 0;
  };
  for (let protocol = first; protocol <= last; protocol++) {
    const name = NAMES[protocol];
    if (name === undefined) {
      if (others++ === 0) start = protocol;
      continue;
    }
    flush(protocol - 1);
    const low = Math.max(from - protocol * WITHIN, 0);
    const high = Math.min(to - protocol * WITHIN, WITHIN) - 1;
    texts.push(formatNamed(name, low, high));
  }
  flush(last);
  return texts;
}

function formatNamed(name: string, low: number, high: number): string {
  if (low === 0 && high === WITHIN - 1) return name;
  if (name !== "icmp") return low === high ? `${name}/${low}` : `${name}/${low}-${high}`;
  const [type, code] = [low >> 8, low & 255];
  return low === high ? `icmp type ${type} code ${code}` : `icmp types ${type}-${high >> 8}`;
}
