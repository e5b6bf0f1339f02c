/** Ranges of TCP or UDP ports, both ends included, and their arithmetic. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65535 };

/** Sorted, disjoint and not touching. */
export function joinPorts(ranges: readonly PortRange[]): PortRange[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  return sorted.reduce<PortRange[]>((joined, range) => {
    const previous = joined.at(-1);
    if (previous === undefined || range.from > previous.to + 1) return [...joined, range];
    return [...joined.slice(0, -1), { from: previous.from, to: Math.max(previous.to, range.to) }];
  }, []);
}

/** The ports of `ranges` that are in none of `taken`. */
export function subtractPorts(
  ranges: readonly PortRange[],
  taken: readonly PortRange[],
): PortRange[] {
  return joinPorts(taken).reduce<PortRange[]>(
    (left, hole) =>
      left.flatMap((range) =>
        [
          { from: range.from, to: Math.min(range.to, hole.from - 1) },
          { from: Math.max(range.from, hole.to + 1), to: range.to },
        ].filter(({ from, to }) => from <= to),
      ),
    joinPorts(ranges),
  );
}

export function formatPorts({ from, to }: PortRange): string {
  return from === to ? String(from) : `${from}-${to}`;
}
