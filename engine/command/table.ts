/** Columns as wide as what is in them. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => [...(row[column] ?? "")].length)),
  );
  const pad = (text: string, width: number): string =>
    text + " ".repeat(Math.max(0, width - [...text].length));
  return rows
    .map((row) => row.map((text, column) => pad(text, widths[column] ?? 0)).join("  "))
    .map((line) => `${line.trimEnd()}\n`)
    .join("");
}
