/** What a judge finds, beside what the page on fidelity lists: neither may have what the other lacks. */
import { readPage, tableRows } from "../../docs/pages";

export interface Difference {
  /** A resource type's token. */
  readonly type: string;
  /** A property of it, or a case. */
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
}

interface Row extends Difference {
  readonly types: readonly string[];
  readonly whats: readonly string[];
}

const everyType = "every type";

/** The rows of a part of the section; a row may name several types or properties, or every type. */
function listed(part: string): Row[] {
  const [, section = ""] = readPage("docs/fidelity.md").split(
    "\n## Compared with the Terraform AWS provider\n",
  );
  const [own = ""] = section.split("\n## ");
  const [, text] = own.split(`\n### ${part}\n`);
  if (text === undefined) return [];
  const plain = (cell: string): string => cell.replaceAll("`", "");
  const several = (cell: string): string[] => plain(cell).split(/,\s*/);
  return tableRows(text.split("\n### ")[0] ?? "").map(
    ([type = "", what = "", ours = "", theirs = ""]) => ({
      type: plain(type),
      what: plain(what),
      ours: plain(ours),
      theirs: plain(theirs),
      types: several(type),
      whats: several(what),
    }),
  );
}

const isIn = (row: Row, { type, what, ours, theirs }: Difference): boolean =>
  (row.type === everyType || row.types.includes(type)) &&
  row.whats.includes(what) &&
  row.ours === ours &&
  row.theirs === theirs;

/** Every one that a row names, so that each can be looked for. */
function named(row: Row): Difference[] {
  return row.types.flatMap((type) =>
    row.whats.map((what) => ({ type, what, ours: row.ours, theirs: row.theirs })),
  );
}

const line = ({ type, what, ours, theirs }: Difference): string =>
  `| ${[type, what, ours, theirs].join(" | ")} |`;

/**
 * What is found and not listed, and what is listed and not found. A row for every type is found where one type shows it.
 *
 * @param judged types and cases that this run looked at; what is listed of others is not missed
 */
export function unexplained(
  part: string,
  found: readonly Difference[],
  judged: (difference: Difference) => boolean = () => true,
): { readonly unlisted: string[]; readonly gone: string[] } {
  const rows = listed(part);
  const isFound = (one: Difference): boolean =>
    found.some((other) =>
      one.type === everyType
        ? line({ ...other, type: everyType }) === line(one)
        : line(other) === line(one),
    );
  return {
    unlisted: found.filter((one) => !rows.some((row) => isIn(row, one))).map(line),
    gone: rows
      .flatMap(named)
      .filter((one) => judged(one) && !isFound(one))
      .map(line),
  };
}
