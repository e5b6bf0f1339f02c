/** How messages list what is allowed. Small enough for the command line to load before it knows what is asked. */

/** `the projects are a, b (did you mean "a"?)`, for the introduction `the projects are`. */
export function listed(introduction: string, names: readonly string[], given: string): string {
  const near = nearest(given, names);
  const hint = near === undefined ? "" : ` (did you mean "${near}"?)`;
  return `${introduction} ${[...names].sort().join(", ")}${hint}`;
}

/** The name that a typing mistake or two away was meant, if any. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const reach = Math.max(1, Math.floor(given.length / 3));
  let best: { name: string; distance: number } | undefined;
  for (const name of names) {
    const distance = editDistance(given.toLowerCase(), name.toLowerCase());
    if (distance <= reach && distance < (best?.distance ?? Infinity)) best = { name, distance };
  }
  return best?.name;
}

/** Insertions, deletions, substitutions and swaps of neighbours. */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) row.push(cell({ a, b, i, j, rows }));
  }
  return rows[a.length]?.[b.length] ?? 0;
}

interface Cell {
  readonly a: string;
  readonly b: string;
  readonly i: number;
  readonly j: number;
  readonly rows: readonly (readonly number[])[];
}

function cell({ a, b, i, j, rows }: Cell): number {
  const at = (row: number, column: number): number => rows[row]?.[column] ?? Infinity;
  const cost = a[i - 1] === b[j - 1] ? 0 : 1;
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return Math.min(
    at(i - 1, j) + 1,
    at(i, j - 1) + 1,
    at(i - 1, j - 1) + cost,
    swapped ? at(i - 2, j - 2) + 1 : Infinity,
  );
}
