/** Rows of the same keys as a table that lines up; numbers stand to the right. */

export function table(rows: readonly object[], whenEmpty: string): string {
  const records = rows.map((row) =>
    Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
  );
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))];
  if (columns.length === 0) return whenEmpty;
  const cells = records.map((record) => columns.map((column) => cellText(record[column])));
  const widths = columns.map((column, i) =>
    Math.max(column.length, ...cells.map((row) => row[i]?.length ?? 0)),
  );
  const right = columns.map((column) => records.every((row) => typeof row[column] === "number"));
  const line = (row: readonly string[]): string =>
    row
      .map((text, i) => (right[i] ? text.padStart(widths[i] ?? 0) : text.padEnd(widths[i] ?? 0)))
      .join("  ")
      .trimEnd();
  return [columns, ...cells].map(line).join("\n");
}

function cellText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
