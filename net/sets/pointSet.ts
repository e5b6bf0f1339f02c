/**
 * Sets of points on a line, as sorted half-open ranges `[edges[0], edges[1])`, `[edges[2], edges[3])` …
 * Only comparisons are made, so that small numbers and bigints may stand on one line: IPv4 addresses
 * are numbers, which are fast, IPv6 addresses bigints.
 */
export type Point = number | bigint;

export class PointSet {
  readonly edges: readonly Point[];
  private hashed: number | undefined;
  /** The last that it was cut with: on the way of a packet the same few blocks meet again and again. */
  private met: { readonly other: PointSet; readonly both: PointSet } | undefined;

  constructor(edges: readonly Point[]) {
    this.edges = edges;
    this.hashed = undefined;
    this.met = undefined;
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
    return edgesUpTo(this.edges, point) % 2 === 1;
  }

  and(other: PointSet): PointSet {
    if (this === other) return this;
    const quick =
      this.edges.length === 2
        ? rangeWithin(this, other)
        : other.edges.length === 2
          ? rangeWithin(other, this)
          : undefined;
    if (quick !== undefined) return quick;
    if (this.met?.other === other) return this.met.both;
    if (other.met?.other === this) return other.met.both;
    // The sets themselves where nothing is cut off: what is the same object is quick to compare.
    const swept = sweep(this, other, BOTH);
    const both =
      swept.edges.length === this.edges.length && swept.equals(this)
        ? this
        : swept.edges.length === other.edges.length && swept.equals(other)
          ? other
          : swept;
    this.met = { other, both };
    return both;
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
    return this === other || this.and(other).equals(other);
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

/** Without a sweep, as most are: one range in one of the set's, beside all of them, or around all. */
function rangeWithin(range: PointSet, set: PointSet): PointSet | undefined {
  const { edges } = set;
  const [from, to] = range.edges;
  const [first, last] = [edges[0], edges[edges.length - 1]];
  if (from === undefined || to === undefined || first === undefined || last === undefined)
    return NO_POINTS;
  const holds = isAround([from, to], [first, last]);
  if (holds !== undefined) return holds ? set : NO_POINTS;
  const below = edgesUpTo(edges, from);
  const next = edges[below];
  if (next !== undefined && next < to) return undefined;
  return below % 2 === 1 ? range : NO_POINTS;
}

/** Whether a range is around all of another, or (false) beside it. */
function isAround(
  [from, to]: readonly [Point, Point],
  [first, last]: readonly [Point, Point],
): boolean | undefined {
  // Numbers alone are compared apart: V8 does it ten times as fast where it has met no bigint.
  if (typeof from === "number" && typeof last === "number" && typeof to === "number") {
    if (last <= from || to <= Number(first)) return false;
    return from <= Number(first) && last <= to ? true : undefined;
  }
  if (last <= from || to <= first) return false;
  return from <= first && last <= to ? true : undefined;
}

/** How many lie at or below the point: inside, that is odd. */
function edgesUpTo(edges: readonly Point[], point: Point): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const edge = edges[middle];
    if (edge !== undefined && edge <= point) low = middle + 1;
    else high = middle;
  }
  return low;
}

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
