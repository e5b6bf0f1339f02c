/**
 * Sets of packets: unions of cubes over source address, destination address, service (protocol and
 * destination port) and source port. Exact, whatever is done with them: a cube taken out of another
 * leaves up to four.
 */
import { ALL_ADDRESSES, addressPoint } from "./addressLine";
import { PointSet } from "./pointSet";
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
    for (const taken of other.cubes) left = withoutCube(left, taken);
    return left === this.cubes ? this : made(left);
  }

  contains(other: PacketSet): boolean {
    return this === other || other.without(this).isEmpty;
  }

  meets(other: PacketSet): boolean {
    return this.cubes.some((mine) => other.cubes.some((theirs) => touch(mine, theirs)));
  }

  /** @throws Error for an address that is none */
  has(packet: Packet): boolean {
    return this.meets(packetSetOf(packet));
  }

  /** The union of one dimension over all cubes. */
  project(dimension: keyof Cube): PointSet {
    const distinct = new Set(this.cubes.map((cube) => cube[dimension]));
    return PointSet.union([...distinct]);
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

/** Most do not: nothing is made for them. */
const touch = (a: Cube, b: Cube): boolean =>
  a.source.meets(b.source) &&
  a.destination.meets(b.destination) &&
  a.service.meets(b.service) &&
  a.sourcePort.meets(b.sourcePort);

function meet(a: Cube, b: Cube): Cube | undefined {
  if (!touch(a, b)) return undefined;
  return {
    source: a.source.and(b.source),
    destination: a.destination.and(b.destination),
    service: a.service.and(b.service),
    sourcePort: a.sourcePort.and(b.sourcePort),
  };
}

/** The list itself where the cube meets none of it. */
function withoutCube(cubes: readonly Cube[], taken: Cube): readonly Cube[] {
  let left: Cube[] | undefined;
  for (let index = 0; index < cubes.length; index++) {
    const cube = cubes[index];
    if (cube === undefined) continue;
    if (touch(cube, taken)) {
      left ??= cubes.slice(0, index);
      subtract(cube, taken, left);
    } else left?.push(cube);
  }
  return left ?? cubes;
}

/** What is left of `cube`, which meets `taken`, as disjoint cubes. */
function subtract(cube: Cube, taken: Cube, into: Cube[]): void {
  let { source, destination, service } = cube;
  const { sourcePort } = cube;
  const besides = source.without(taken.source);
  if (!besides.isEmpty) {
    into.push({ source: besides, destination, service, sourcePort });
    source = source.and(taken.source);
  }
  const elsewhere = destination.without(taken.destination);
  if (!elsewhere.isEmpty) {
    into.push({ source, destination: elsewhere, service, sourcePort });
    destination = destination.and(taken.destination);
  }
  const others = service.without(taken.service);
  if (!others.isEmpty) {
    into.push({ source, destination, service: others, sourcePort });
    service = service.and(taken.service);
  }
  const ports = sourcePort.without(taken.sourcePort);
  if (!ports.isEmpty) into.push({ source, destination, service, sourcePort: ports });
}

const DIMENSIONS = ["source", "destination", "service", "sourcePort"] as const;

/**
 * Cubes that differ in one dimension alone become one, so that sets stay small. Dimension by dimension,
 * until no dimension has any more.
 */
function joined(cubes: readonly Cube[]): readonly Cube[] {
  let kept = cubes;
  // How many dimensions in a row have had none.
  let idle = 0;
  for (let turn = 0; kept.length > 1 && idle < DIMENSIONS.length; turn++) {
    const dimension = DIMENSIONS[turn % DIMENSIONS.length] ?? "source";
    const fewer = joinedAlong(kept, dimension);
    idle = fewer === kept ? idle + 1 : 1;
    kept = fewer;
  }
  return kept;
}

/** Those that are alike in the other three dimensions; the given list where there are none. */
function joinedAlong(cubes: readonly Cube[], dimension: keyof Cube): readonly Cube[] {
  if (cubes.length === 2) return joinedPair(cubes, dimension);
  const alike = new Map<number, Cube[][]>();
  let count = 0;
  for (const cube of cubes) {
    const hash = hashWithout(cube, dimension);
    const near = alike.get(hash);
    const same = near?.find(([first]) => first !== undefined && isAlike(first, cube, dimension));
    if (same !== undefined) same.push(cube);
    else {
      count++;
      if (near === undefined) alike.set(hash, [[cube]]);
      else near.push([cube]);
    }
  }
  if (count === cubes.length) return cubes;
  const kept: Cube[] = [];
  for (const near of alike.values()) for (const same of near) kept.push(united(same, dimension));
  return kept;
}

function joinedPair(cubes: readonly Cube[], dimension: keyof Cube): readonly Cube[] {
  const [one, other] = cubes;
  return one !== undefined && other !== undefined && isAlike(one, other, dimension)
    ? [united(cubes, dimension)]
    : cubes;
}

function hashWithout(cube: Cube, left: keyof Cube): number {
  let hash = 0;
  for (const dimension of DIMENSIONS)
    if (dimension !== left) hash = Math.imul(hash ^ cube[dimension].hash, 0x01000193);
  return hash;
}

function isAlike(a: Cube, b: Cube, left: keyof Cube): boolean {
  for (const dimension of DIMENSIONS)
    if (dimension !== left && !a[dimension].equals(b[dimension])) return false;
  return true;
}

function united(alike: readonly Cube[], dimension: keyof Cube): Cube {
  const [first] = alike;
  if (first === undefined) throw new Error("no cubes to unite");
  if (alike.length === 1) return first;
  const along = PointSet.union(alike.map((cube) => cube[dimension]));
  return {
    source: dimension === "source" ? along : first.source,
    destination: dimension === "destination" ? along : first.destination,
    service: dimension === "service" ? along : first.service,
    sourcePort: dimension === "sourcePort" ? along : first.sourcePort,
  };
}
