/**
 * Cubes by where they lie, for sets of hundreds: the rules of a group at AWS's quotas are that many,
 * and a packet meets few of them.
 */
import type { Point, PointSet } from "./pointSet";

export interface Cube {
  readonly source: PointSet;
  readonly destination: PointSet;
  readonly service: PointSet;
  readonly sourcePort: PointSet;
}

export class CubeIndex {
  private readonly cubes: readonly Cube[];
  private readonly lines: readonly Line[];

  constructor(cubes: readonly Cube[]) {
    this.cubes = cubes;
    this.lines = (["source", "destination", "service"] as const).map(
      (dimension) => new Line(dimension, cubes),
    );
  }

  /** All that meet the cube and some that do not, in their order. */
  near(cube: Cube): readonly Cube[] {
    let [best, from, to]: [Line | undefined, number, number] = [undefined, 0, this.cubes.length];
    for (const line of this.lines) {
      const end = line.endOf(cube);
      const start = line.startOf(cube);
      if (start >= end) return NONE;
      if (end - start < to - from) [best, from, to] = [line, start, end];
    }
    if (best === undefined) return this.cubes;
    const found: Cube[] = [];
    for (const at of best.order.slice(from, to).sort()) {
      const one = this.cubes[at];
      if (one !== undefined) found.push(one);
    }
    return found;
  }
}

const NONE: readonly Cube[] = [];

/** The cubes along one dimension, by their first points. */
class Line {
  readonly order: Uint32Array;
  private readonly dimension: keyof Cube;
  private readonly firsts: readonly Point[];
  /** The farthest end of this and all before it: it only grows. */
  private readonly ends: readonly Point[];

  constructor(dimension: keyof Cube, cubes: readonly Cube[]) {
    this.dimension = dimension;
    const spans = cubes.map((cube, at) => {
      const { edges } = cube[dimension];
      return { at, first: edges[0] ?? 0, end: edges.at(-1) ?? 0 };
    });
    spans.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : a.at - b.at));
    this.order = Uint32Array.from(spans, ({ at }) => at);
    this.firsts = spans.map(({ first }) => first);
    let farthest: Point = 0;
    this.ends = spans.map(({ end }) => (farthest = end > farthest ? end : farthest));
  }

  /** From here on in the order something may meet the cube. */
  startOf(cube: Cube): number {
    return countUntil(this.ends, cube[this.dimension].edges[0] ?? 0, true);
  }

  /** And up to here. */
  endOf(cube: Cube): number {
    return countUntil(this.firsts, cube[this.dimension].edges.at(-1) ?? 0, false);
  }
}

/** How many of the ascending points lie below the given one, or at it where that counts. */
function countUntil(points: readonly Point[], limit: Point, including: boolean): number {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const point = points[middle] ?? 0;
    if (including ? point <= limit : point < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
