/**
 * Sets of packets: unions of cubes over source address, destination address, service (protocol and
 * destination port) and source port. Exact, whatever is done with them: a cube taken out of another
 * leaves up to four.
 */
import { ALL_ADDRESSES, addressPoint } from "./addressLine";
import { type Cube, CubeIndex } from "./cubeIndex";
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

export type { Cube } from "./cubeIndex";

/** Cubes from which on it is worth to know where they lie, and how often that has to be asked for. */
const INDEXED = 12;
const ASKED_AGAIN = 3;
const ASKED_OFTEN = 64;

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
  private index: CubeIndex | undefined = undefined;
  private asked = 0;
  private hull: Cube | undefined = undefined;

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
    if (this === other || other === ALL_PACKETS || this.isEmpty) return this;
    if (this === ALL_PACKETS) return other;
    const told = this.cutByOne(other);
    if (told !== undefined) return told;
    const cubes: Cube[] = [];
    // The set itself where nothing is cut off: that is told without comparing.
    let isCut = false;
    for (const mine of this.cubes) isCut = meetEach(mine, other.near(mine), cubes) || isCut;
    return isCut ? made(cubes) : this;
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
    return other.cubes.some((theirs) => this.near(theirs).some((mine) => touch(mine, theirs)));
  }

  /** All of many or none of them, where a look at each dimension as a whole tells. */
  private cutByOne({ cubes }: PacketSet): PacketSet | undefined {
    const [only] = cubes;
    if (only === undefined || cubes.length > 1 || this.cubes.length < INDEXED) return undefined;
    const { around } = this;
    if (!touch(around, only)) return NO_PACKETS;
    return DIMENSIONS.every((dimension) => only[dimension].contains(around[dimension]))
      ? this
      : undefined;
  }

  /** The smallest cube that holds them all. */
  private get around(): Cube {
    return (this.hull ??= {
      source: this.project("source"),
      destination: this.project("destination"),
      service: this.project("service"),
      sourcePort: this.project("sourcePort"),
    });
  }

  /** Those that may meet a cube; all of them while to tell would cost more than it saves. */
  private near(cube: Cube): readonly Cube[] {
    if (this.cubes.length < INDEXED) return this.cubes;
    this.asked++;
    if (this.asked > ASKED_AGAIN && !touch(this.around, cube)) return NO_PACKETS.cubes;
    if (this.asked > ASKED_OFTEN) return (this.index ??= new CubeIndex(this.cubes)).near(cube);
    return this.cubes;
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

/** What a cube has in common with each of some others; itself alone where one of them holds it. */
function meetEach(cube: Cube, others: readonly Cube[], into: Cube[]): boolean {
  const start = into.length;
  for (const other of others) {
    const both = meet(cube, other);
    if (both === cube) {
      if (into.length > start) into.length = start;
      into.push(cube);
      return false;
    }
    if (both !== undefined) into.push(both);
  }
  return true;
}

/** `a` itself where nothing of it is cut off. */
function meet(a: Cube, b: Cube): Cube | undefined {
  const destination = shared(a.destination, b.destination);
  if (destination.isEmpty) return undefined;
  const service = a.service.and(b.service);
  if (service.isEmpty) return undefined;
  const source = shared(a.source, b.source);
  if (source.isEmpty) return undefined;
  const sourcePort = a.sourcePort.and(b.sourcePort);
  if (sourcePort.isEmpty) return undefined;
  return source === a.source &&
    destination === a.destination &&
    service === a.service &&
    sourcePort === a.sourcePort
    ? a
    : { source, destination, service, sourcePort };
}

/** Most rules leave one side open. */
const shared = (a: PointSet, b: PointSet): PointSet =>
  b === ALL_ADDRESSES ? a : a === ALL_ADDRESSES ? b : a.and(b);

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
  if (cubes.length > 2 && !mayJoin(cubes)) return cubes;
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

/** Alike in three dimensions of four is alike in both of one pair, or in both of the other. */
function mayJoin(cubes: readonly Cube[]): boolean {
  const addresses = new Set<number>();
  const traffic = new Set<number>();
  for (const { source, destination, service, sourcePort } of cubes) {
    addresses.add(Math.imul(source.hash, 0x01000193) ^ destination.hash);
    traffic.add(Math.imul(service.hash, 0x01000193) ^ sourcePort.hash);
  }
  return addresses.size < cubes.length || traffic.size < cubes.length;
}

/** Those that are alike in the other three dimensions; the given list where there are none. */
function joinedAlong(cubes: readonly Cube[], dimension: keyof Cube): readonly Cube[] {
  if (cubes.length === 2) return joinedPair(cubes, dimension);
  const hashes = cubes.map((cube) => hashWithout(cube, dimension));
  if (new Set(hashes).size === cubes.length) return cubes;
  const alike = new Map<number, Cube[][]>();
  let count = 0;
  for (const [at, cube] of cubes.entries()) {
    const hash = hashes[at] ?? 0;
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
