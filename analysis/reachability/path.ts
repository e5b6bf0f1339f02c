/** A path as people read it, hop by hop. */
import {
  ALL_IPV4,
  PointSet,
  addressPoint,
  formatPoint,
  formatServices,
  serviceOf,
  TCP,
  UDP,
  type Cube,
  type PacketSet,
  type Point,
} from "../../net";
import type { Key } from "../model/network";
import type { Atlas } from "./atlas";
import type { Hop } from "./journey";

export interface PathHop {
  readonly key: Key;
  readonly name: string;
  readonly type: string;
  readonly note?: string;
  /** On the way back. */
  readonly reply: boolean;
}

export function pathOf(atlas: Atlas, hops: readonly Hop[]): PathHop[] {
  return hops.map(({ component, note, reply }) => ({
    key: component,
    name: atlas.nameOf(component),
    type: atlas.typeOf(component),
    ...(note === undefined ? {} : { note: named(atlas, note) }),
    reply,
  }));
}

/** Notes carry keys; people read names. */
const named = (atlas: Atlas, note: string): string =>
  note.replace(/\S+$/, (key) => atlas.nameOf(key));

/** One packet of a set, the plainest: a good one to try by hand. */
export interface SamplePacket {
  readonly source: string | undefined;
  readonly destination: string | undefined;
  readonly traffic: string;
  readonly sourcePort?: number;
}

export function samplePacket(packets: PacketSet): SamplePacket | undefined {
  const cube = packets.cubes[0];
  if (cube === undefined) return undefined;
  const service = firstOf(cube.service);
  const { protocol } = serviceOf(service);
  const traffic = formatServices(new PointSet([service, Number(service) + 1]))[0] ?? "all";
  const ports = protocol === TCP || protocol === UDP;
  return {
    ...addresses(cube),
    traffic,
    ...(ports ? { sourcePort: likelyPort(cube.sourcePort) } : {}),
  };
}

/** One that a client would begin from, where it may be. */
function likelyPort(ports: PointSet): number {
  return [32768, 49152].find((port) => ports.has(port)) ?? Number(firstOf(ports));
}

function addresses({ source, destination }: Cube): Pick<SamplePacket, "source" | "destination"> {
  const ipv4 = source.meets(ALL_IPV4) && destination.meets(ALL_IPV4);
  return { source: address(source, ipv4), destination: address(destination, ipv4) };
}

/** Addresses kept for documentation where they will do. */
function address(set: PointSet, ipv4: boolean): string | undefined {
  const mine = ipv4 ? set.and(ALL_IPV4) : set;
  const example = addressPoint(ipv4 ? "198.51.100.1" : "2001:db8::1");
  if (example !== undefined && mine.has(example)) return formatPoint(example);
  return formatPoint(firstOf(mine));
}

const firstOf = (set: PointSet): Point => set.edges[0] ?? 0;
