/**
 * Sets of points on a line, as sorted half-open ranges `[edges[0], edges[1])`, `[edges[2], edges[3])` …
 * Only comparisons are made, so that small numbers and bigints may stand on one line: IPv4 addresses
 * are numbers, which are fast, IPv6 addresses bigints.
 */
export type Point = number | bigint;

export class PointSet {
  readonly edges: readonly Point[];

  constructor(edges: readonly Point[]) {
    this.edges = edges;
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

  get isEmpty(): boolean {
    return this.edges.length === 0;
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
    return sweep(this, other, BOTH);
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
