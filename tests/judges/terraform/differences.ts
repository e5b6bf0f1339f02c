/** What a judge finds, beside what the page on fidelity lists: neither may have what the other lacks. */
import { readPage, tableRows } from "../../docs/pages";

export interface Difference {
  /** A resource type's token. */
  readonly type: string;
  /** A property of it, or a case. */
  readonly what: string;
  readonly ours: string;
  readonly theirs: string;
  /** The words of a refusal, for whoever mends it. */
  readonly said?: string;
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

/** What is found is listed. @throws with the rows that are missing, and the words of those that refuse */
export function expectListed(part: string, found: readonly Difference[]): void {
  const rows = listed(part);
  const missing = found
    .filter((one) => !rows.some((row) => isIn(row, one)))
    .map((one) => (one.said === undefined ? line(one) : `${line(one)} ${one.said}`));
  if (missing.length > 0)
    throw new Error(`docs/fidelity.md, "${part}", does not list:\n${missing.join("\n")}`);
}

/**
 * What is listed is found; a row for every type, where one type shows it.
 *
 * @param judged the types that were looked at, where those are not all
 * @throws with the rows that are no longer true
 */
export function expectFound(
  part: string,
  found: readonly Difference[],
  judged?: ReadonlySet<string>,
): void {
  const isFound = (one: Difference): boolean =>
    found.some((other) => line({ ...other, type: rowType(one, other) }) === line(one));
  const gone = listed(part)
    .flatMap(named)
    .filter((one) => (judged?.has(one.type) ?? true) && !isFound(one))
    .map(line);
  if (gone.length > 0)
    throw new Error(`docs/fidelity.md, "${part}", lists what is no more:\n${gone.join("\n")}`);
}

const rowType = (row: Difference, found: Difference): string =>
  row.type === everyType ? everyType : found.type;
