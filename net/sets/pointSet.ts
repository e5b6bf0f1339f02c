/**
 * Sets of points on a line, as sorted half-open ranges `[edges[0], edges[1])`, `[edges[2], edges[3])` …
 * Only comparisons are made, so that small numbers and bigints may stand on one line: IPv4 addresses
 * are numbers, which are fast, IPv6 addresses bigints.
 */
export type Point = number | bigint;

export class PointSet {
  readonly edges: readonly Point[];
  private hashed: number | undefined;

  constructor(edges: readonly Point[]) {
    this.edges = edges;
    this.hashed = undefined;
  }

  /** Of ranges in any order, overlapping or not; each from its first point to before its second. */
  static of(ranges: readonly (readonly [Point, Point])[]): PointSet {
    const sorted = [...ranges].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const edges: Point[] = [];
    for (const [from, to] of sorted) {
      const end = edges.at(-1);
      if (end === undefined || from > end) edges.push(from, to);
      else if (to > end) edges[edges.length - 1] = to;
    }
    return edges.length === 0 ? NO_POINTS : new PointSet(edges);
  }

  /** Of many sets at once: one after the other would sweep through what has come together each time. */
  static union(sets: readonly PointSet[]): PointSet {
    const [first, second] = sets;
    if (first === undefined) return NO_POINTS;
    if (second === undefined) return first;
    if (sets.length === 2) return first.or(second);
    const ranges: [Point, Point][] = [];
    for (const { edges } of sets)
      for (let index = 0; index + 1 < edges.length; index += 2)
        ranges.push([edges[index] ?? 0, edges[index + 1] ?? 0]);
    return PointSet.of(ranges);
  }

  get isEmpty(): boolean {
    return this.edges.length === 0;
  }

  /** The same for equal sets, and hardly for others. */
  get hash(): number {
    if (this.hashed !== undefined) return this.hashed;
    let hash = this.edges.length;
    for (const edge of this.edges)
      hash = Math.imul(hash ^ Number(typeof edge === "bigint" ? edge % PRIME : edge), 0x01000193);
    this.hashed = hash | 0;
    return this.hashed;
  }

  has(point: Point): boolean {
    // How many edges lie at or below the point: odd is inside.
    let low = 0;
    let high = this.edges.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const edge = this.edges[middle];
      if (edge !== undefined && edge <= point) low = middle + 1;
      else high = middle;
    }
    return low % 2 === 1;
  }

  and(other: PointSet): PointSet {
    if (this === other) return this;
    // The sets themselves where nothing is cut off: what is the same object is quick to compare.
    const both = sweep(this, other, BOTH);
    return both.edges.length === this.edges.length && both.equals(this)
      ? this
      : both.edges.length === other.edges.length && both.equals(other)
        ? other
        : both;
  }

  or(other: PointSet): PointSet {
    if (this === other || other.isEmpty) return this;
    if (this.isEmpty) return other;
    return sweep(this, other, EITHER);
  }

  without(other: PointSet): PointSet {
    if (this === other) return NO_POINTS;
    if (this.isEmpty || other.isEmpty) return this;
    return sweep(this, other, FIRST_ALONE);
  }

  meets(other: PointSet): boolean {
    const [a, b] = [this.edges, other.edges];
    let [mine, theirs] = [0, 0];
    for (;;) {
      const [from, to] = [a[mine], a[mine + 1]];
      const [start, end] = [b[theirs], b[theirs + 1]];
      if (from === undefined || to === undefined) return false;
      if (start === undefined || end === undefined) return false;
      if (to <= start) mine += 2;
      else if (end <= from) theirs += 2;
      else return true;
    }
  }

  contains(other: PointSet): boolean {
    return this === other || other.without(this).isEmpty;
  }

  equals(other: PointSet): boolean {
    if (this === other) return true;
    const [a, b] = [this.edges, other.edges];
    if (a.length !== b.length) return false;
    for (let index = 0; index < a.length; index++) if (a[index] !== b[index]) return false;
    return true;
  }
}

/** Below 2^32, so that IPv6 addresses hash as numbers. */
const PRIME = 4_294_967_291n;

export const NO_POINTS = new PointSet([]);

// Whether a point is kept that is in neither, the first, the second, both.
type Kept = readonly [boolean, boolean, boolean, boolean];
const BOTH: Kept = [false, false, false, true];
const EITHER: Kept = [false, true, true, true];
const FIRST_ALONE: Kept = [false, true, false, false];

function sweep(first: PointSet, second: PointSet, kept: Kept): PointSet {
  const [a, b] = [first.edges, second.edges];
  const edges: Point[] = [];
  let [mine, theirs] = [0, 0];
  for (;;) {
    const left = a[mine];
    const right = b[theirs];
    const point = left !== undefined && (right === undefined || left <= right) ? left : right;
    if (point === undefined) break;
    if (left === point) mine++;
    if (right === point) theirs++;
    const inside = kept[(mine % 2) + 2 * (theirs % 2)] === true;
    if (inside !== (edges.length % 2 === 1)) edges.push(point);
  }
  return edges.length === 0 ? NO_POINTS : new PointSet(edges);
}
