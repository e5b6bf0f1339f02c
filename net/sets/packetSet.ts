/**
 * Sets of packets: unions of cubes over source address, destination address, service (protocol and
 * destination port) and source port. Exact, whatever is done with them: a cube taken out of another
 * leaves up to four.
 */
import { ALL_ADDRESSES, addressPoint } from "./addressLine";
import { NO_POINTS, PointSet } from "./pointSet";
import {
  ALL_SERVICES,
  EVERY_PORT,
  ICMP,
  ICMPV6,
  icmpServices,
  portServices,
  protocolServices,
} from "./serviceLine";

export interface Cube {
  readonly source: PointSet;
  readonly destination: PointSet;
  readonly service: PointSet;
  readonly sourcePort: PointSet;
}

/** One packet. Ports are for TCP and UDP, type and code for ICMP. */
export interface Packet {
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly icmpType?: number;
  readonly icmpCode?: number;
}

export class PacketSet {
  readonly cubes: readonly Cube[];

  private constructor(cubes: readonly Cube[]) {
    this.cubes = cubes;
  }

  /** What a cube leaves out is unrestricted. */
  static of(...cubes: readonly Partial<Cube>[]): PacketSet {
    return made(cubes.map(whole).filter(isFilled));
  }

  /** Only for the operations below: the cubes are taken as they are. */
  static raw(cubes: readonly Cube[]): PacketSet {
    return new PacketSet(cubes);
  }

  get isEmpty(): boolean {
    return this.cubes.length === 0;
  }

  and(other: PacketSet): PacketSet {
    if (this === other || other === ALL_PACKETS) return this;
    if (this === ALL_PACKETS) return other;
    const cubes: Cube[] = [];
    for (const mine of this.cubes)
      for (const theirs of other.cubes) {
        const both = meet(mine, theirs);
        if (both !== undefined) cubes.push(both);
      }
    return made(cubes);
  }

  or(other: PacketSet): PacketSet {
    if (this === other || other.isEmpty) return this;
    if (this.isEmpty) return other;
    return made([...this.cubes, ...other.cubes]);
  }

  without(other: PacketSet): PacketSet {
    if (this === other) return NO_PACKETS;
    let left: readonly Cube[] = this.cubes;
    for (const taken of other.cubes) {
      if (left.length === 0) break;
      left = left.flatMap((cube) => subtract(cube, taken));
    }
    return left === this.cubes ? this : made(left);
  }

  contains(other: PacketSet): boolean {
    return this === other || other.without(this).isEmpty;
  }

  meets(other: PacketSet): boolean {
    return this.cubes.some((mine) =>
      other.cubes.some((theirs) => meet(mine, theirs) !== undefined),
    );
  }

  /** @throws Error for an address that is none */
  has(packet: Packet): boolean {
    return this.meets(packetSetOf(packet));
  }

  /** The union of one dimension over all cubes. */
  project(dimension: keyof Cube): PointSet {
    return this.cubes.reduce((all, cube) => all.or(cube[dimension]), NO_POINTS);
  }
}

function made(cubes: readonly Cube[]): PacketSet {
  return cubes.length === 0 ? NO_PACKETS : PacketSet.raw(joined(cubes));
}

export const NO_PACKETS = PacketSet.raw([]);
export const ALL_PACKETS = PacketSet.raw([whole({})]);

export function packetSetOf(packet: Packet): PacketSet {
  const { protocol, sourcePort, destinationPort, icmpType, icmpCode } = packet;
  const source = exactly(packet.source);
  const destination = exactly(packet.destination);
  const service =
    destinationPort !== undefined
      ? portServices(protocol, destinationPort, destinationPort)
      : (protocol === ICMP || protocol === ICMPV6) && icmpType !== undefined
        ? icmpServices(protocol, icmpType, icmpCode ?? 0)
        : protocolServices(protocol);
  const port = sourcePort === undefined ? EVERY_PORT : portServices(0, sourcePort, sourcePort);
  return PacketSet.of({ source, destination, service, sourcePort: port });
}

function whole(cube: Partial<Cube>): Cube {
  return {
    source: cube.source ?? ALL_ADDRESSES,
    destination: cube.destination ?? ALL_ADDRESSES,
    service: cube.service ?? ALL_SERVICES,
    sourcePort: cube.sourcePort ?? EVERY_PORT,
  };
}

function exactly(text: string): PointSet {
  const point = addressPoint(text);
  if (point === undefined) throw new Error(`must be an IPv4 or IPv6 address, got "${text}"`);
  return new PointSet([point, typeof point === "bigint" ? point + 1n : point + 1]);
}

function isFilled(cube: Cube): boolean {
  return !(
    cube.source.isEmpty ||
    cube.destination.isEmpty ||
    cube.service.isEmpty ||
    cube.sourcePort.isEmpty
  );
}

function meet(a: Cube, b: Cube): Cube | undefined {
  const source = a.source.and(b.source);
  if (source.isEmpty) return undefined;
  const destination = a.destination.and(b.destination);
  if (destination.isEmpty) return undefined;
  const service = a.service.and(b.service);
  if (service.isEmpty) return undefined;
  const sourcePort = a.sourcePort.and(b.sourcePort);
  return sourcePort.isEmpty ? undefined : { source, destination, service, sourcePort };
}

/** What is left of `cube`, as disjoint cubes. */
function subtract(cube: Cube, taken: Cube): readonly Cube[] {
  const both = meet(cube, taken);
  if (both === undefined) return [cube];
  const { destination, service, sourcePort } = cube;
  const left: Cube[] = [
    { source: cube.source.without(taken.source), destination, service, sourcePort },
    {
      source: both.source,
      destination: destination.without(taken.destination),
      service,
      sourcePort,
    },
    {
      source: both.source,
      destination: both.destination,
      service: service.without(taken.service),
      sourcePort,
    },
    {
      source: both.source,
      destination: both.destination,
      service: both.service,
      sourcePort: sourcePort.without(taken.sourcePort),
    },
  ];
  return left.filter(isFilled);
}

/** Cubes that differ in one dimension alone become one, so that sets stay small. */
function joined(cubes: readonly Cube[]): readonly Cube[] {
  if (cubes.length < 2) return cubes;
  const kept: Cube[] = [];
  for (const cube of cubes) add(kept, cube);
  return kept;
}

function add(kept: Cube[], given: Cube): void {
  let cube = given;
  for (let index = 0; index < kept.length; index++) {
    const other = kept[index];
    const union = other === undefined ? undefined : unite(other, cube);
    if (union === undefined) continue;
    // What it has become may fit one that was passed by before: from the start again.
    cube = union;
    kept.splice(index, 1);
    index = -1;
  }
  kept.push(cube);
}

function unite(a: Cube, b: Cube): Cube | undefined {
  const source = a.source.equals(b.source);
  const destination = a.destination.equals(b.destination);
  const service = a.service.equals(b.service);
  const sourcePort = a.sourcePort.equals(b.sourcePort);
  if (Number(source) + Number(destination) + Number(service) + Number(sourcePort) < 3)
    return undefined;
  return {
    source: source ? a.source : a.source.or(b.source),
    destination: destination ? a.destination : a.destination.or(b.destination),
    service: service ? a.service : a.service.or(b.service),
    sourcePort: sourcePort ? a.sourcePort : a.sourcePort.or(b.sourcePort),
  };
}
